// SPDX-License-Identifier: GPL-2.0-only
// The reader under inih: what reaches the callee, from which line, and what is refused.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sysregs/ini_reader.h"

static char got[4096];
static const char *unwanted;

static void append(const char *text)
{
	assert_true(strlen(got) + strlen(text) < sizeof(got));
	strcat(got, text);
}

static bool take_section(void *user, const char *section, unsigned int line)
{
	char text[256];

	assert_null(user);
	snprintf(text, sizeof(text), "%u[%s]", line, section);
	append(text);
	return !unwanted || strcmp(section, unwanted);
}

static void take_key(void *user, const char *key, const char *value, unsigned int line)
{
	char text[512];

	assert_null(user);
	snprintf(text, sizeof(text), "%u<%s|%s>", line, key, value);
	append(text);
}

/* Reads, and compares the events and the messages (one line each, without "t:"). */
static void expect_bytes(const char *text, size_t bytes, const char *events, const char *messages)
{
	struct ini_events sink = { take_section, take_key, NULL };
	struct messages list = { 0 };
	char said[4096] = "";

	got[0] = '\0';
	ini_read("t", text, bytes, &sink, &list);
	for (size_t i = 0; i < list.count; i++) {
		assert_int_equal(list.list[i].kind, MESSAGE_ERROR);
		assert_int_equal(strncmp(list.list[i].text, "t:", 2), 0);
		strcat(said, list.list[i].text + 2);
		strcat(said, "\n");
	}
	assert_string_equal(got, events);
	assert_string_equal(said, messages);
	messages_fini(&list);
}

static void expect(const char *text, const char *events, const char *messages)
{
	expect_bytes(text, strlen(text), events, messages);
}

static void test_plain(void **state)
{
	(void)state;
	expect("[a]\nx = 1\n\ny=2\n[b]\nz : 3\n", "1[a]2<x|1>4<y|2>5[b]6<z|3>", "");
	expect("", "", "");
	expect("\n\n", "", "");
	expect("[a]\nx = 1", "1[a]2<x|1>", ""); /* no end of line at the end */
	expect("[a]", "1[a]", "");
}

static void test_white_space(void **state)
{
	(void)state;
	/* To inih an indented line goes on with the value above: not here. */
	expect("[a]\n  x = 1\n\ty = 2\n   z =  3 4  \n", "1[a]2<x|1>3<y|2>4<z|3 4>", "");
	expect("  [ a ]  \nx = 1\n", "1[a]2<x|1>", "");
	expect("[a]\r\nx = 1\r\n\r\ny = 2\r\n", "1[a]2<x|1>4<y|2>", "");
	expect("\xef\xbb\xbf[a]\nx = 1\n", "1[a]2<x|1>", "");
	expect("\xef\xbb\xbf# c\n[a]\nx = 1\n", "2[a]3<x|1>", "");
}

static void test_comments(void **state)
{
	(void)state;
	expect("; c\n# c\n  ; c\n[a] ; c\nx = 1 ; c\ny = 2 # c\nz = 3;c\nw = 4#c\n",
	       "4[a]5<x|1>6<y|2>7<z|3;c>8<w|4#c>", "");
	expect("[a]# c\nx = 1\n", "",
	       "1: a section line is \"[name]\" and nothing else; its lines are not read\n");
}

static void test_malformed_lines(void **state)
{
	(void)state;
	expect("[a]\nx\n= 1\ny =\nz = ; c\n", "1[a]",
	       "2: neither \"[section]\" nor \"key = value\"\n"
	       "3: no key before '='\n"
	       "4: y: no value after '='\n"
	       "5: z: no value after '='\n");
	/* The last line, too. */
	expect("[a]\nx", "1[a]", "2: neither \"[section]\" nor \"key = value\"\n");
	expect("x = 1\n[a]\ny = 1\n", "2[a]3<y|1>", "1: a key before the first [section]\n");
}

static void test_sections(void **state)
{
	static char text[128];

	(void)state;
	expect("[a\nx = 1\n[b]\ny = 1\n", "3[b]4<y|1>",
	       "1: a section line is \"[name]\" and nothing else; its lines are not read\n");
	expect("[]\nx = 1\n[ ]\nx = 1\n", "",
	       "1: a section without a name; its lines are not read\n"
	       "3: a section without a name; its lines are not read\n");
	expect("[\n", "",
	       "1: a section line is \"[name]\" and nothing else; its lines are not read\n");
	unwanted = "b";
	expect("[a]\nx = 1\n[b]\ny\n= 2\nz = 3\n[c]\nw = 4\n", "1[a]2<x|1>3[b]7[c]8<w|4>", "");
	unwanted = NULL;
	snprintf(text, sizeof(text), "[%0*d]\nx = 1\n", INI_SECTION_BYTES_MAX, 7);
	got[0] = '\0';
	expect_bytes(text, strlen(text),
		     "1[000000000000000000000000000000000000000000000007]2<x|1>", "");
	snprintf(text, sizeof(text), "[%0*d]\nx = 1\n", INI_SECTION_BYTES_MAX + 1, 7);
	expect(text, "", "1: section name of 49 bytes, 48 is the most; its lines are not read\n");
}

/* Lines up to the limit arrive whole, whatever inih does with longer ones. */
static void test_line_lengths(void **state)
{
	char text[512], events[512], value[256];

	(void)state;
	for (int length = 150; length <= INI_LINE_BYTES_MAX + 20; length++) {
		memset(value, 'v', sizeof(value));
		value[length - 4] = '\0';
		snprintf(text, sizeof(text), "[a]\nx = %s\ny = 1\n", value);
		if (length <= INI_LINE_BYTES_MAX) {
			snprintf(events, sizeof(events), "1[a]2<x|%s>3<y|1>", value);
			expect(text, events, "");
		} else {
			snprintf(events, sizeof(events), "2: line of %d bytes, 180 is the most\n",
				 length);
			expect(text, "1[a]3<y|1>", events);
		}
	}
}

static void test_nul_bytes(void **state)
{
	static const char text[] = "[a]\nx = 1\0\ny = 2\n\0[b]\nz = 3\nw = 4 ; c\0\n";

	(void)state;
	expect_bytes(text, sizeof(text) - 1, "1[a]3<y|2>5<z|3>",
		     "2: a NUL byte in the line: not a text file?\n"
		     "4: a NUL byte in the line: not a text file?\n"
		     "6: a NUL byte in the line: not a text file?\n");
}

/* What follows is not taken for more of the section before, which would be a flood of duplicates.
 */
static void test_unreadable_section_lines(void **state)
{
	static const char with_nul[] = "[a]\nx = 1\n [b\0]\nx = 2\n[c]\nx = 3\n";
	char text[512];

	(void)state;
	snprintf(text, sizeof(text), "[a]\nx = 1\n [%0200d]\nx = 2\n[c]\nx = 3\n", 0);
	expect(text, "1[a]2<x|1>5[c]6<x|3>", "3: line of 203 bytes, 180 is the most\n");
	expect_bytes(with_nul, sizeof(with_nul) - 1, "1[a]2<x|1>5[c]6<x|3>",
		     "3: a NUL byte in the line: not a text file?\n");
}

static void test_size(void **state)
{
	struct ini_events sink = { take_section, take_key, NULL };
	struct messages messages = { 0 };
	char *text = malloc(INI_TEXT_BYTES_MAX + 1);

	(void)state;
	assert_non_null(text);
	memset(text, '\n', INI_TEXT_BYTES_MAX + 1);
	memcpy(text + INI_TEXT_BYTES_MAX - 9, "[a]\nx = 1", 9);
	got[0] = '\0';
	ini_read("t", text, INI_TEXT_BYTES_MAX, &sink, &messages);
	assert_string_equal(got, "1048568[a]1048569<x|1>");
	assert_int_equal(messages.count, 0);
	ini_read("t", text, INI_TEXT_BYTES_MAX + 1, &sink, &messages);
	assert_int_equal(messages.count, 1);
	assert_string_equal(messages.list[0].text, "t: larger than 1024 KiB: not a profile");
	messages_fini(&messages);
	free(text);
}

static void test_hopeless_text(void **state)
{
	struct ini_events sink = { take_section, take_key, NULL };
	struct messages messages = { 0 };
	char text[4 + 2 * (MESSAGES_MAX + 50)] = "[a]\n";

	(void)state;
	for (size_t i = 4; i < sizeof(text); i += 2)
		memcpy(text + i, "x\n", 2);
	got[0] = '\0';
	ini_read("t", text, sizeof(text), &sink, &messages);
	assert_int_equal(messages.error_count, MESSAGES_MAX);
	assert_int_equal(messages.dropped, 0);
	messages_fini(&messages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_white_space),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_malformed_lines),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_line_lengths),
		cmocka_unit_test(test_nul_bytes),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_hopeless_text),
		cmocka_unit_test(test_unreadable_section_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
