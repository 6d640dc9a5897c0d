// SPDX-License-Identifier: GPL-2.0-only
// JSON of levels and comparisons: no host is lost for a file name that is no UTF-8.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "cli/cpu_baseline.h"
#include "cli/cpu_diff.h"
#include "sysregs/dump.h"

#define REPAIRED "\xef\xbf\xbdx"

static struct cpu_dump dumps[2];

static int load(void **state)
{
	struct messages messages = { 0 };

	(void)state;
	assert_true(dump_load_file(&dumps[0], "tests/data/dumps/n1-7.3.ini", &messages));
	assert_true(dump_load_file(&dumps[1], "tests/data/dumps/v1-7.3.ini", &messages));
	messages_fini(&messages);
	strcpy(dumps[0].label, "\xffx");
	return 0;
}

static json_t *read_back(char *text)
{
	json_t *root = json_loads(text, 0, NULL);

	assert_non_null(root);
	free(text);
	return root;
}

static const char *host_at(const json_t *list, size_t i)
{
	return json_string_value(json_object_get(json_array_get(list, i), "host"));
}

static void test_baseline(void **state)
{
	static const struct level_options options = { 0 };
	struct messages messages = { 0 };
	struct level level;
	size_t bytes;
	char *text;
	FILE *out = open_memstream(&text, &bytes);
	json_t *root, *hosts;

	(void)state;
	assert_true(level_init(&level, dumps, 2, &options, &messages));
	assert_int_equal(baseline_print_json(&level, "; \xff\n", out), 0);
	fclose(out);
	root = read_back(text);
	hosts = json_object_get(root, "hosts");
	assert_int_equal(json_array_size(hosts), 2);
	assert_string_equal(host_at(hosts, 0), "v1-7.3");
	assert_string_equal(host_at(hosts, 1), REPAIRED);
	hosts = json_object_get(json_array_get(json_object_get(root, "not_levelled"), 0), "hosts");
	assert_int_equal(json_array_size(hosts), 2);
	assert_string_equal(json_string_value(json_object_get(root, "profile")),
			    "; \xef\xbf\xbd\n");
	json_decref(root);
	level_fini(&level);
}

static void test_diff(void **state)
{
	const struct diff_sides sides = {
		.kind_a = "dump", .name_a = "\xffx", .kind_b = "dump", .name_b = "v1-7.3"
	};
	struct diff diff = { 0 };
	size_t bytes;
	char *text;
	FILE *out = open_memstream(&text, &bytes);
	json_t *root;

	(void)state;
	diff_add(&diff, DIFF_SEEN, "\xffx", "\xffx", "b", "\xffx", "\xffx");
	assert_int_equal(diff_print_json(&diff, &sides, out), 0);
	fclose(out);
	root = read_back(text);
	assert_string_equal(json_string_value(json_object_get(json_object_get(root, "a"), "name")),
			    REPAIRED);
	assert_int_equal(json_object_size(json_array_get(json_object_get(root, "differences"), 0)),
			 6);
	json_decref(root);
	diff_fini(&diff);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_baseline),
		cmocka_unit_test(test_diff),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
