/* SPDX-License-Identifier: GPL-2.0-only */
/* Finds and reads profile files. Inside profiles only. */
#ifndef SYSREGS_PROFILE_FILE_H
#define SYSREGS_PROFILE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "sysregs/profile.h"

struct profile_file {
	char *text;
	size_t bytes;
	dev_t device; /* with inode: which file it is, whatever its path */
	ino_t inode;
};

/* Does `spec` name a file, rather than a profile to look for? It has a '/' or ends in ".ini". */
bool profile_spec_is_file(const char *spec);

/* May the file in a folder of profiles be taken for one? Pipes and devices there could make all
 * that read the folder wait for ever. */
bool profile_file_is_readable(const char *path);

/*
 * The path that `spec` stands for, to be freed by the caller: itself if it is a file (relative to
 * the folder of `beside` unless NULL), or the first DIR/spec.ini in `search` that is a regular file
 * and can be read. NULL after one error "WHERE: …".
 */
char *profile_file_find(const char *spec, const char *beside, const struct profile_search *search,
			const char *where, struct messages *messages);

/*
 * Reads all of the file or pipe, up to a byte more than INI text may have; its text is the caller's
 * to free. NULL, or why it cannot be read.
 */
const char *ini_file_read(const char *path, struct profile_file *file);

/* Reads all of the file, whose text is the caller's to free. False after one error "WHERE: …". */
bool profile_file_read(const char *path, struct profile_file *file, const char *where,
		       struct messages *messages);

#endif
