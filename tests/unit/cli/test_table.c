// SPDX-License-Identifier: GPL-2.0-only
// Columns: widths, wrapping at 100 columns, UTF-8, blanks, texts that files chose.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/table.h"

/* What table_print() writes; the caller frees it. */
static char *printed(struct table *table)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	assert_non_null(out);
	assert_int_equal(table_print(table, out), 0);
	assert_int_equal(table->row_count, 0);
	assert_null(table->cells);
	fclose(out);
	return text;
}

static void assert_prints(struct table *table, const char *expected)
{
	char *text = printed(table);

	assert_string_equal(text, expected);
	free(text);
}

static void test_columns_line_up(void **state)
{
	struct table table = { .columns = 3, .indent = 2 };

	(void)state;
	table_add(&table, "a", "bb", "last");
	table_add(&table, "aaaa", "b", "end");
	assert_prints(&table, "  a     bb  last\n"
			      "  aaaa  b   end\n");
	assert_prints(&table, "");
	table_add(&table, "again", "", "");
	assert_prints(&table, "  again\n");
}

static void test_no_blanks_end_a_line(void **state)
{
	struct table table = { .columns = 3 };

	(void)state;
	table_add(&table, "one", NULL, NULL);
	table_add(&table, "", "", "");
	table_add(&table, "", "two  ", "");
	table_add(&table, "", "", "three ");
	table_add(&table, "x", "yyyy", "z");
	assert_prints(&table, "one\n"
			      "\n"
			      "     two\n"
			      "           three\n"
			      "x    yyyy  z\n");
}

static void test_last_column_wraps(void **state)
{
	struct table table = { .columns = 2 };
	char text[96 + 6 + 1], expected[256];

	(void)state;
	/* Behind a first column of 2 and a gap of 2 there is room for 96. */
	memset(text, 'w', 96);
	strcpy(text + 96, " after");
	text[48] = ' ';
	snprintf(expected, sizeof(expected), "ab  %.96s\n    after\n", text);
	table_add(&table, "ab", text);
	assert_prints(&table, expected);
	/* One more column does not fit. */
	table_add(&table, "abc", text);
	snprintf(expected, sizeof(expected), "abc  %.48s\n     %s\n", text, text + 49);
	assert_prints(&table, expected);
}

static void test_a_value_keeps_its_name(void **state)
{
	struct table table = { .columns = 2 };
	char wide[78], expected[900];

	(void)state;
	/* There is room for 21. */
	memset(wide, 'v', 77);
	wide[77] = '\0';
	table_add(&table, wide, "this can show only 0 (NI) here");
	table_add(&table, wide, "this can show onl 0 (NI) here");
	table_add(&table, wide, "one that has SVE-2 (and more)");
	table_add(&table, wide, "this is BBM, SHA3 = 1 (IMP)");
	snprintf(expected, sizeof(expected),
		 "%s  this can show only\n%79s0 (NI) here\n"
		 "%s  this can show onl\n%79s0 (NI) here\n"
		 "%s  one that has SVE-2\n%79s(and more)\n"
		 "%s  this is BBM,\n%79sSHA3 = 1 (IMP)\n",
		 wide, "", wide, "", wide, "", wide, "");
	assert_prints(&table, expected);
}

static void test_long_words_and_wide_columns(void **state)
{
	struct table table = { .columns = 2 };
	char word[151], wide[91], expected[512];

	(void)state;
	memset(word, 'w', 150);
	word[150] = '\0';
	table_add(&table, "a", word);
	snprintf(expected, sizeof(expected), "a  %s\n", word);
	assert_prints(&table, expected);
	memset(wide, 'v', 90);
	wide[90] = '\0';
	table_add(&table, wide, "nine chars and twelve more");
	snprintf(expected, sizeof(expected), "%s  nine chars and\n%92stwelve more\n", wide, "");
	assert_prints(&table, expected);
}

static void test_every_line_fits(void **state)
{
	struct table table = { .columns = 2 };
	char text[2000] = "", *all, *line, *rest;
	size_t bytes = 0;

	(void)state;
	for (unsigned int i = 0; bytes < sizeof(text) - 16; i++) {
		memset(text + bytes, 'a' + i % 26, i % 13 + 1);
		bytes += i % 13 + 1;
		text[bytes++] = ' ';
	}
	table_add(&table, "head", text);
	all = printed(&table);
	for (line = strtok_r(all, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		assert_true(strlen(line) <= TABLE_WIDTH);
		assert_true(line[strlen(line) - 1] != ' ');
		/* Filled as far as it goes: the longest word has 13. */
		assert_true(!*rest || strlen(line) > TABLE_WIDTH - 14);
	}
	free(all);
}

static void test_utf8_counts_characters(void **state)
{
	struct table table = { .columns = 2 };

	(void)state;
	table_add(&table, "Größe", "x");
	table_add(&table, "Grobes", "x");
	assert_prints(&table, "Größe   x\n"
			      "Grobes  x\n");
}

static void test_control_characters(void **state)
{
	struct table table = { .columns = 2 };

	(void)state;
	table_add(&table, "\033[31mred", "a\tb\nc\177");
	assert_prints(&table, "?[31mred  a?b?c?\n");
}

static void test_many_rows(void **state)
{
	struct table table = { .columns = 1 };
	char *text, number[16];

	(void)state;
	for (unsigned int i = 0; i < 1000; i++) {
		snprintf(number, sizeof(number), "%u", i);
		table_add(&table, number);
	}
	text = printed(&table);
	assert_memory_equal(text, "0\n1\n2\n", 6);
	assert_string_equal(text + strlen(text) - 8, "998\n999\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_line_up),
		cmocka_unit_test(test_no_blanks_end_a_line),
		cmocka_unit_test(test_last_column_wraps),
		cmocka_unit_test(test_a_value_keeps_its_name),
		cmocka_unit_test(test_long_words_and_wide_columns),
		cmocka_unit_test(test_every_line_fits),
		cmocka_unit_test(test_utf8_counts_characters),
		cmocka_unit_test(test_control_characters),
		cmocka_unit_test(test_many_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
