// SPDX-License-Identifier: GPL-2.0-only
// Option tables over getopt_long(3).
#include "cli/options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/error.h"

#define TABLE_MAX 64
/* Values that getopt_long gives back for row N, above every letter. */
#define ROW_VALUE 0x1000

bool whole_number_parse(const char *text, uint64_t *number)
{
	const char *digits = text;
	int base = 10;
	char *end;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		digits = text + 2;
	}
	/* strtoull takes blanks and signs, and a second 0x. */
	if (!strchr("0123456789abcdefABCDEF", digits[0]) || !digits[0] || strpbrk(digits, "xX"))
		return false;
	errno = 0;
	*number = strtoull(digits, &end, base);
	return !errno && !*end;
}

bool size_parse(const char *text, uint64_t *bytes)
{
	static const char suffixes[] = "BKMGTP";
	char digits[32];
	const char *suffix;
	size_t length = strlen(text);
	unsigned int shift = 20;

	if (!length || length >= sizeof(digits))
		return false;
	memcpy(digits, text, length + 1);
	suffix = strchr(suffixes, toupper((unsigned char)digits[length - 1]));
	if (suffix && strncmp(digits, "0x", 2)) {
		shift = 10 * (unsigned int)(suffix - suffixes);
		digits[length - 1] = '\0';
	}
	if (!whole_number_parse(digits, bytes))
		return false;
	if (shift && *bytes >> (64 - shift))
		return false;
	*bytes <<= shift;
	return true;
}

static void print_choices(char *text, size_t bytes, const char *const *choices)
{
	size_t used = 0;

	text[0] = '\0';
	for (; *choices; choices++) {
		int n = snprintf(text + used, bytes - used, "%s%s", used ? ", " : "", *choices);

		if (n < 0 || (size_t)n >= bytes - used)
			return;
		used += (size_t)n;
	}
}

static int set_number(const struct option_row *row, struct option_number *number, const char *text)
{
	uint64_t value, max = row->max ? row->max : UINT64_MAX;

	if (!whole_number_parse(text, &value) || value < row->min || value > max) {
		err("--%s %s: expected a whole number from %llu to %llu", row->name, text,
		    (unsigned long long)row->min, (unsigned long long)max);
		return -1;
	}
	number->given = true;
	number->value = value;
	return 0;
}

static int set_choice(const struct option_row *row, int *choice, const char *text)
{
	char all[256];
	int i;

	for (i = 0; row->choices[i]; i++) {
		if (!strcmp(row->choices[i], text)) {
			*choice = i;
			return 0;
		}
	}
	print_choices(all, sizeof(all), row->choices);
	err("--%s %s: expected one of %s", row->name, text, all);
	return -1;
}

static int set_list(const struct option_row *row, struct string_list *list, const char *text)
{
	if (list->count == STRING_LIST_MAX) {
		err("--%s: given more than %d times", row->name, STRING_LIST_MAX);
		return -1;
	}
	list->items[list->count++] = text;
	return 0;
}

static int set_option(const struct option_row *row, void *options, const char *text)
{
	void *member = (char *)options + row->offset;

	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)member = true;
		return 0;
	case OPTION_STRING:
		*(const char **)member = text;
		return 0;
	case OPTION_LIST:
		return set_list(row, member, text);
	case OPTION_NUMBER:
		return set_number(row, member, text);
	case OPTION_CHOICE:
		return set_choice(row, member, text);
	case OPTION_SIZE:
		if (size_parse(text, member) && *(uint64_t *)member)
			return 0;
		err("--%s %s: expected a size above 0 such as 512M or 4G (B, K, M, G, T or P; M if "
		    "left out)",
		    row->name, text);
		return -1;
	}
	return -1;
}

/* getopt_long's view of a table. */
struct getopt_table {
	struct option longs[TABLE_MAX + 1];
	char letters[2 * TABLE_MAX + 3];
};

static void getopt_table_init(struct getopt_table *getopt_table, const struct option_row *table)
{
	char *letter = getopt_table->letters;
	size_t i;

	memset(getopt_table, 0, sizeof(*getopt_table));
	/* '-': other words are given back in place; ':': a missing value is told apart. */
	*letter++ = '-';
	*letter++ = ':';
	for (i = 0; table[i].name && i < TABLE_MAX; i++) {
		getopt_table->longs[i] = (struct option){
			.name = table[i].name,
			.has_arg = table[i].value ? required_argument : no_argument,
			.val = ROW_VALUE + (int)i,
		};
		if (!table[i].letter)
			continue;
		*letter++ = table[i].letter;
		if (table[i].value)
			*letter++ = ':';
	}
}

static const struct option_row *row_of(const struct option_row *table, int value)
{
	size_t i;

	if (value >= ROW_VALUE)
		return &table[value - ROW_VALUE];
	for (i = 0; table[i].name; i++) {
		if (table[i].letter && table[i].letter == value)
			return &table[i];
	}
	return NULL;
}

static int refuse_option(const char *command, const struct option_row *table, int value,
			 char **argv)
{
	const char *word = argv[optind - 1];
	const struct option_row *row = row_of(table, optopt);

	if (value == ':' && row)
		err("%s: --%s needs a value: %s", command, row->name, row->value);
	else if (row && !row->value && strchr(word, '='))
		err("%s: --%s takes no value", command, row->name);
	else if (optopt && !row)
		err("%s: no option -%c; `armlet help %s` lists them", command, optopt, command);
	else
		err("%s: no option %s, or not the whole name of one; `armlet help %s` lists them",
		    command, word, command);
	return -1;
}

/* Where words go that are no options: into a list, or to the front of argv. */
struct words {
	struct string_list *list; /* or NULL */
	char **argv;
	size_t count;
};

static int take_word(struct words *words, char *word)
{
	const struct option_row words_row = { .name = "word" };

	if (words->list)
		return set_list(&words_row, words->list, word);
	/* Never further than what getopt_long has read: each word stood at least there. */
	words->argv[++words->count] = word;
	return 0;
}

static int parse(const struct option_row *table, void *options, struct words *words, int argc,
		 char **argv)
{
	struct getopt_table getopt_table;
	int value;

	getopt_table_init(&getopt_table, table);
	optind = 0;
	opterr = 0;
	while ((value = getopt_long(argc, argv, getopt_table.letters, getopt_table.longs, NULL)) !=
	       -1) {
		if (value == '?' || value == ':')
			return refuse_option(argv[0], table, value, argv);
		if (value == 1) {
			if (take_word(words, optarg) < 0)
				return -1;
		} else if (set_option(row_of(table, value), options, optarg) < 0) {
			return -1;
		}
	}
	for (; optind < argc; optind++) {
		if (take_word(words, argv[optind]) < 0)
			return -1;
	}
	return 0;
}

int options_parse(const struct option_row *table, void *options, struct string_list *list, int argc,
		  char **argv)
{
	struct words words = { .list = list };

	return parse(table, options, &words, argc, argv);
}

int options_parse_many(const struct option_row *table, void *options, size_t *count, int argc,
		       char **argv)
{
	struct words words = { .argv = argv };
	int result = parse(table, options, &words, argc, argv);

	*count = words.count;
	return result;
}

void options_help(const struct option_row *table)
{
	char left[64];
	char all[256];

	for (; table->name; table++) {
		char letter[8] = "    ";

		if (table->letter)
			snprintf(letter, sizeof(letter), "-%c, ", table->letter);
		snprintf(left, sizeof(left), "%s--%s%s%s", letter, table->name,
			 table->value ? " " : "", table->value ? table->value : "");
		printf("  %-30s %s", left, table->help);
		if (table->kind == OPTION_CHOICE) {
			print_choices(all, sizeof(all), table->choices);
			printf(": %s", all);
		}
		putchar('\n');
	}
}
