/* SPDX-License-Identifier: GPL-2.0-only */
/* -o FILE: a file that is there whole, or as it was before. */
#ifndef CLI_OUTPUT_FILE_H
#define CLI_OUTPUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

/* States: zero-initialised → open → closed (zero again). */
struct output_file {
	FILE *stream;	 /* what to write to */
	char *path;	 /* NULL: stdout */
	char *temporary; /* beside it, hidden by a dot; takes its place at the end */
};

/* NULL or "-" stands for stdout. 0, or -1 after one line; then there is nothing to close. */
int output_file_open(struct output_file *file, const char *path);

/*
 * With `keep` what was written takes the place of the file, with the rights that a new file gets;
 * else it goes. 0, or -1 after one line if it could not be written whole: then nothing has changed.
 */
int output_file_close(struct output_file *file, bool keep);

#endif
