// SPDX-License-Identifier: GPL-2.0-only
// JSON: numbers as hexadecimal strings, texts that are no UTF-8, the order of keys, failures.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lib/json.h"

static void assert_text(const char *text, const char *expected)
{
	json_t *string = json_text(text);

	assert_non_null(string);
	assert_string_equal(json_string_value(string), expected);
	json_decref(string);
}

static void test_text(void **state)
{
	(void)state;
	assert_text("", "");
	assert_text("plain", "plain");
	assert_text("Größe €𝄞", "Größe €𝄞");
	assert_text("Gr\xf6\xdf", "Gr\uFFFD\uFFFD");
	assert_text("\xc3", "\uFFFD");
	assert_text("ö\xff€\xe2\x82", "ö\uFFFD€\uFFFD\uFFFD");
	assert_true(json_is_null(json_text(NULL)));
}

static void test_hex(void **state)
{
	json_t *number = json_hex(UINT64_MAX), *zero = json_hex(0);

	(void)state;
	assert_string_equal(json_string_value(number), "0xffffffffffffffff");
	assert_string_equal(json_string_value(zero), "0x0");
	json_decref(number);
	json_decref(zero);
}

static void test_print(void **state)
{
	json_t *root = json_object();
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	(void)state;
	assert_non_null(out);
	json_object_set_new(root, "zebra", json_hex(16));
	json_object_set_new(root, "ant", json_text("ä"));
	assert_int_equal(json_print(root, out), 0);
	fclose(out);
	assert_string_equal(text, "{\n  \"zebra\": \"0x10\",\n  \"ant\": \"ä\"\n}\n");
	free(text);
}

static void test_print_fails(void **state)
{
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	assert_non_null(full);
	setbuf(full, NULL);
	assert_int_equal(json_print(json_object(), full), -1);
	assert_int_equal(json_print(NULL, full), -1);
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_hex),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_print_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
