// SPDX-License-Identifier: GPL-2.0-only
// A file written beside its place and moved there in one step.
#include "cli/output_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/error.h"

/* Where a symbolic link leads; what is no plain file must not be replaced. NULL after one line. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);
	struct stat status;

	if (!real && errno == ENOENT && *path)
		real = strdup(path);
	if (!real) {
		err_errno("\"%s\": cannot be written", path);
		return NULL;
	}
	if (!stat(real, &status) && !S_ISREG(status.st_mode)) {
		err("%s: no plain file: its place cannot be taken", path);
		free(real);
		return NULL;
	}
	return real;
}

static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash + 1 - path) : 0;
	char *name;

	/* A name of 255 bytes is as long as most file systems allow: only its start is kept. */
	if (asprintf(&name, "%.*s.%.200s.XXXXXX", folder, path, path + folder) < 0)
		return NULL;
	return name;
}

static void forget(struct output_file *file)
{
	free(file->path);
	free(file->temporary);
	*file = (struct output_file){ 0 };
}

int output_file_open(struct output_file *file, const char *path)
{
	mode_t mask = umask(0);
	int fd;

	umask(mask);
	*file = (struct output_file){ .stream = stdout };
	if (!path || !strcmp(path, "-"))
		return 0;
	file->path = real_path(path);
	if (!file->path)
		goto failed_quietly;
	file->temporary = temporary_name(file->path);
	fd = file->temporary ? mkstemp(file->temporary) : -1;
	if (fd < 0)
		goto failed;
	/* mkstemp() lets nobody else read it. */
	file->stream = fchmod(fd, 0666 & ~mask) ? NULL : fdopen(fd, "w");
	if (file->stream)
		return 0;
	unlink(file->temporary);
	close(fd);
failed:
	err_errno("%s: cannot be written", path);
failed_quietly:
	forget(file);
	return -1;
}

int output_file_close(struct output_file *file, bool keep)
{
	int result = 0;

	if (!file->path) {
		forget(file);
		return 0;
	}
	if (keep && (fflush(file->stream) || ferror(file->stream) || fsync(fileno(file->stream)) ||
		     rename(file->temporary, file->path))) {
		err_errno("%s: could not be written whole, so it is as it was", file->path);
		keep = false;
		result = -1;
	}
	fclose(file->stream);
	if (!keep)
		unlink(file->temporary);
	forget(file);
	return result;
}
