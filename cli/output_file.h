/* SPDX-License-Identifier: GPL-2.0-only */
/* A file that a command writes with -o: there whole in the end, or as it was before. */
#ifndef CLI_OUTPUT_FILE_H
#define CLI_OUTPUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

/* States: zero-initialised → open → closed (zero again). */
struct output_file {
	FILE *stream;	 /* what to write to */
	char *path;	 /* NULL: stdout */
	char *temporary; /* beside it, hidden by a dot, takes its place at the end; NULL: `path` is
			    written directly */
};

/*
 * NULL or "-" stands for stdout. What is there and is no regular file (/dev/stdout, a pipe) is
 * written directly. 0, or -1 after one line; then there is nothing to close.
 */
int output_file_open(struct output_file *file, const char *path);

/*
 * With `keep` what was written is the file from now on, with the rights of the one that was there
 * or of a new one; else it goes. 0, or -1 after one line if it could not be written whole: then it
 * goes too.
 */
int output_file_close(struct output_file *file, bool keep);

#endif
