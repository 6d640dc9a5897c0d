/* SPDX-License-Identifier: GPL-2.0-only */
/* Option tables: each row is an option's spelling, its place in a struct, and its help. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
	OPTION_FLAG,   /* bool: becomes true */
	OPTION_STRING, /* const char *: the last one wins */
	OPTION_LIST,   /* struct string_list: each one is kept */
	OPTION_SIZE,   /* uint64_t: bytes, "512M" (plain numbers are MiB, as lkvm reads them) */
	OPTION_NUMBER, /* struct option_number: decimal or 0x…, within min … max */
	OPTION_CHOICE, /* int: index of the value in the row's choices */
};

#define STRING_LIST_MAX 64

struct string_list {
	const char *items[STRING_LIST_MAX];
	size_t count;
};

struct option_number {
	bool given;
	uint64_t value;
};

struct option_row {
	char letter; /* 0: none */
	const char *name;
	const char *value; /* the value's name in the help; NULL for a flag */
	enum option_kind kind;
	size_t offset; /* of the member in the options' struct */
	const char *help;
	uint64_t min, max;	    /* OPTION_NUMBER; max 0 means no bound */
	const char *const *choices; /* OPTION_CHOICE: ends with NULL */
};

/*
 * Reads argv (argv[0] is the command's name) into `options` by the table, which ends with a row
 * without a name. Words that are no options are put into `words`. 0; or -1 after one line that
 * names the option, the value and what would work.
 */
int options_parse(const struct option_row *table, void *options, struct string_list *words,
		  int argc, char **argv);

/*
 * The same for a command that takes any number of words: they are moved to argv[1] … argv[*count],
 * in their order.
 */
int options_parse_many(const struct option_row *table, void *options, size_t *count, int argc,
		       char **argv);

/* The table as help text, on stdout. */
void options_help(const struct option_row *table);

/*
 * A size with an optional suffix out of BKMGTP (powers of 1024); without one it is MiB. False if it
 * is no number, has another suffix, or does not fit 64 bits.
 */
bool size_parse(const char *text, uint64_t *bytes);

/* A whole number, decimal or 0x…, nothing before or after it. False also if it does not fit 64
 * bits. */
bool whole_number_parse(const char *text, uint64_t *number);

#endif
