/* SPDX-License-Identifier: GPL-2.0-only */
/* Lines with columns that line up, for text output. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TABLE_COLUMNS_MAX 8
/* The last column is wrapped at blanks, under itself, so that no line is longer; but it gets 20
 * columns at least, and a word is never cut, nor "SHA3 = 1 (IMP)". */
#define TABLE_WIDTH	  100

/* Rows are kept until table_print(): zero-initialised, with `columns` set, it is an empty table. */
struct table {
	unsigned int columns; /* 1 … TABLE_COLUMNS_MAX */
	unsigned int indent;  /* blanks before each line */
	char **cells;	      /* owned; row after row */
	size_t row_count, capacity;
	bool failed; /* a row was lost for want of memory */
};

/*
 * Adds a row: `columns` strings, which are copied; NULL stands for "". Control characters become
 * '?', blanks at the end go.
 */
void table_add(struct table *table, ...);

/*
 * Prints all rows and empties the table. -1 after one line, with nothing printed, if a row was
 * lost. No blanks end a line.
 */
int table_print(struct table *table, FILE *out);

#endif
