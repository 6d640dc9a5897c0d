// SPDX-License-Identifier: GPL-2.0-only
// What a profile's file says of itself: its own texts, not its bases', and mistakes of both.
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sysregs/profile_summary.h"

static char folder[40], path[64];

static int setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/test_summary.XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command);
}

static void write_file(const char *name, const char *text)
{
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static size_t load(struct profile_summary *summary)
{
	const char *dirs[] = { folder };
	const struct profile_search search = { dirs, 1 };
	struct messages messages = { 0 };
	size_t errors;
	bool good = profile_summary_load(summary, path, &search, &messages);

	assert_int_equal(good, !messages.error_count);
	errors = messages.error_count;
	messages_fini(&messages);
	return errors;
}

static void test_own_texts(void **state)
{
	struct profile_summary summary;

	(void)state;
	write_file("base.ini", "[profile]\nname = below\ncomment = of the base\nbase = HOST\n");
	assert_int_equal(load(&summary), 0);
	assert_string_equal(summary.name, "below");
	assert_null(summary.base);
	profile_summary_fini(&summary);
	write_file("top.ini", "[profile]\nbase = base\n");
	assert_int_equal(load(&summary), 0);
	assert_null(summary.name);
	assert_null(summary.comment);
	assert_string_equal(summary.base, "base");
	profile_summary_fini(&summary);
	profile_summary_fini(&summary);
}

static void test_mistakes(void **state)
{
	struct profile_summary summary;

	(void)state;
	write_file("base.ini", "[profile]\nname = x\n[nothing]\n");
	write_file("top.ini", "[profile]\ncomment = mine\nbase = base\nbase = base\n");
	assert_int_equal(load(&summary), 2);
	assert_string_equal(summary.comment, "mine");
	profile_summary_fini(&summary);
	write_file("top.ini", "[profile]\nbase = missing\n");
	assert_int_equal(load(&summary), 1);
	assert_string_equal(summary.base, "missing");
	profile_summary_fini(&summary);
	snprintf(path, sizeof(path), "%s/nowhere.ini", folder);
	assert_int_equal(load(&summary), 1);
	assert_null(summary.base);
	profile_summary_fini(&summary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_own_texts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
