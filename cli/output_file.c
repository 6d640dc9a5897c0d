// SPDX-License-Identifier: GPL-2.0-only
// A file written beside its place and moved there in one step.
#include "cli/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/error.h"

/* What open(2) would have given it, where mkstemp(3) lets only the owner read. */
static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* The path, or where its symbolic links lead. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);

	return !real && errno == ENOENT && *path ? strdup(path) : real;
}

/* Hidden: some read all files of a folder that show. */
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

static int open_temporary(struct output_file *file, mode_t mode)
{
	int fd;

	file->temporary = temporary_name(file->path);
	fd = file->temporary ? mkostemp(file->temporary, O_CLOEXEC) : -1;
	if (fd < 0)
		return -1;
	file->stream = fchmod(fd, mode) ? NULL : fdopen(fd, "w");
	if (file->stream)
		return 0;
	unlink(file->temporary);
	close(fd);
	return -1;
}

int output_file_open(struct output_file *file, const char *path)
{
	struct stat status;
	bool exists;

	*file = (struct output_file){ .stream = stdout };
	if (!path || !strcmp(path, "-"))
		return 0;
	exists = !stat(path, &status);
	if (exists && !S_ISREG(status.st_mode)) {
		file->path = strdup(path);
		file->stream = file->path ? fopen(path, "we") : NULL;
		if (file->stream)
			return 0;
	} else {
		file->path = real_path(path);
		if (file->path &&
		    !open_temporary(file, exists ? status.st_mode & 07777 : new_mode()))
			return 0;
	}
	err_errno("%s: cannot be written", *path ? path : "\"\"");
	forget(file);
	return -1;
}

int output_file_close(struct output_file *file, bool keep)
{
	bool good = !keep || (!fflush(file->stream) && !ferror(file->stream));

	if (keep && file->temporary)
		good = good && !fsync(fileno(file->stream)) && !rename(file->temporary, file->path);
	if (!good)
		err_errno("%s: could not be written whole", file->path ? file->path : "stdout");
	if (file->path)
		fclose(file->stream);
	if (file->temporary && !(keep && good))
		unlink(file->temporary);
	forget(file);
	return good ? 0 : -1;
}
