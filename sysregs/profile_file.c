// SPDX-License-Identifier: GPL-2.0-only
// Where profiles are found, and how their text gets into memory.
#include "sysregs/profile_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/bits.h"
#include "sysregs/ini_reader.h"
#include "sysregs/profile_value.h"

#define SUFFIX ".ini"

static bool ends_in_suffix(const char *name)
{
	size_t length = strlen(name);

	return length > strlen(SUFFIX) && !strcmp(name + length - strlen(SUFFIX), SUFFIX);
}

bool profile_spec_is_file(const char *spec)
{
	return strchr(spec, '/') || ends_in_suffix(spec);
}

bool profile_file_is_readable(const char *path)
{
	struct stat status;

	return !access(path, R_OK) && !stat(path, &status) && S_ISREG(status.st_mode);
}

static char *join(const char *folder, size_t folder_bytes, const char *name, const char *suffix)
{
	size_t bytes = folder_bytes + 1 + strlen(name) + strlen(suffix) + 1;
	char *path = malloc(bytes);

	if (path)
		snprintf(path, bytes, "%.*s/%s%s", (int)folder_bytes, folder, name, suffix);
	return path;
}

/* Offers the profile whose name is nearest, of those in the folders of `search`. */
static void refuse_unknown(const char *name, const struct profile_search *search, const char *where,
			   struct messages *messages)
{
	const char *names[256] = { NULL }, *nearest;
	struct dirent *entry;
	size_t count = 0;
	DIR *folder;

	for (size_t i = 0; search && i < search->count; i++) {
		folder = opendir(search->dirs[i]);
		while (folder && count < ARRAY_SIZE(names) && (entry = readdir(folder))) {
			if (ends_in_suffix(entry->d_name))
				names[count++] = strndup(entry->d_name,
							 strlen(entry->d_name) - strlen(SUFFIX));
			if (count && !names[count - 1])
				count--;
		}
		if (folder)
			closedir(folder);
	}
	nearest = nearest_name(name, names, count);
	messages_add(messages, MESSAGE_ERROR,
		     "%s: no profile is called \"%s\" (a file needs a '/' or ends in .ini)%s%s%s",
		     where, name, nearest ? "; did you mean " : "", nearest ? nearest : "",
		     nearest ? "?" : "");
	while (count)
		free((char *)names[--count]);
}

/* One that is there, but not to be read, is what was meant. False if none is. */
static bool refuse_unusable(const char *name, const struct profile_search *search,
			    const char *where, struct messages *messages)
{
	struct stat status;
	bool exists = false;
	char *path;

	for (size_t i = 0; search && i < search->count && !exists; i++) {
		path = join(search->dirs[i], strlen(search->dirs[i]), name, SUFFIX);
		exists = path && !lstat(path, &status);
		if (exists)
			messages_add(messages, MESSAGE_ERROR,
				     "%s: %s is no regular file, or may not be read", where, path);
		free(path);
	}
	return exists;
}

char *profile_file_find(const char *spec, const char *beside, const struct profile_search *search,
			const char *where, struct messages *messages)
{
	const char *slash = beside && spec[0] != '/' ? strrchr(beside, '/') : NULL;
	char *path = NULL;

	if (profile_spec_is_file(spec)) {
		path = slash ? join(beside, (size_t)(slash - beside), spec, "") : strdup(spec);
		if (!path)
			messages_add(messages, MESSAGE_ERROR, "%s: out of memory", where);
		return path;
	}
	for (size_t i = 0; search && i < search->count; i++) {
		path = join(search->dirs[i], strlen(search->dirs[i]), spec, SUFFIX);
		if (path && profile_file_is_readable(path))
			return path;
		free(path);
	}
	if (!refuse_unusable(spec, search, where, messages))
		refuse_unknown(spec, search, where, messages);
	return NULL;
}

/* Reads to the end, or to one byte more than a profile may have. -1 with errno. */
static ssize_t read_all(int fd, char *text, size_t room)
{
	struct pollfd readable = { .fd = fd, .events = POLLIN };
	size_t bytes = 0;
	ssize_t n;

	while (bytes < room) {
		n = read(fd, text + bytes, room - bytes);
		if (n < 0 && errno == EAGAIN)
			poll(&readable, 1, -1);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n < 0)
			return -1;
		if (!n)
			break;
		bytes += (size_t)n;
	}
	return (ssize_t)bytes;
}

const char *ini_file_read(const char *path, struct profile_file *file)
{
	size_t room = INI_TEXT_BYTES_MAX + 1;
	const char *reason = NULL;
	struct stat status;
	ssize_t bytes;
	int fd;

	*file = (struct profile_file){ 0 };
	/* A named pipe that nobody writes to would be waited for in open(). */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &status) < 0)
		goto failed;
	if (S_ISREG(status.st_mode) && (uintmax_t)status.st_size < room)
		room = (size_t)status.st_size + 1;
	file->text = malloc(room);
	if (!file->text)
		goto failed;
	bytes = read_all(fd, file->text, room);
	if (!bytes && S_ISFIFO(status.st_mode))
		reason = "a pipe that nobody writes to";
	if (bytes < 0 || reason)
		goto failed;
	close(fd);
	file->bytes = (size_t)bytes;
	file->device = status.st_dev;
	file->inode = status.st_ino;
	return NULL;

failed:
	if (!reason)
		reason = strerror(errno);
	if (fd >= 0)
		close(fd);
	free(file->text);
	file->text = NULL;
	return reason;
}

bool profile_file_read(const char *path, struct profile_file *file, const char *where,
		       struct messages *messages)
{
	const char *reason = ini_file_read(path, file);

	if (reason && !strcmp(where, path))
		messages_add(messages, MESSAGE_ERROR, "%s: cannot be read: %s", path, reason);
	else if (reason)
		messages_add(messages, MESSAGE_ERROR, "%s: cannot read the profile %s: %s", where,
			     path, reason);
	return !reason;
}
