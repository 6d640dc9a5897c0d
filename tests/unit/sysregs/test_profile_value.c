// SPDX-License-Identifier: GPL-2.0-only
// Values as profiles write them: numbers of every width, names, and the nearest name to a misspelt
// one.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "sysregs/profile_value.h"

static void expect_number(const char *text, enum number_result result, uint64_t magnitude,
			  bool negative)
{
	uint64_t n = 0;
	bool minus;

	assert_int_equal(number_parse(text, &n, &minus), result);
	if (result != NUMBER_OK)
		return;
	assert_int_equal(n, magnitude);
	assert_int_equal(minus, negative);
}

static void test_numbers(void **state)
{
	static const char *const malformed[] = { "",	"-",   "0x",  "0b",  "-0x", "1 ",
						 " 1",	"+1",  "1x",  "0b2", "0xg", "x1",
						 "--1", "1.0", "1e3", "0x-1" };

	(void)state;
	expect_number("0", NUMBER_OK, 0, false);
	expect_number("-0", NUMBER_OK, 0, true);
	expect_number("010", NUMBER_OK, 10, false); /* never octal */
	expect_number("0x1F", NUMBER_OK, 31, false);
	expect_number("0Xff", NUMBER_OK, 255, false);
	expect_number("0b101", NUMBER_OK, 5, false);
	expect_number("-0B11", NUMBER_OK, 3, true);
	expect_number("18446744073709551615", NUMBER_OK, UINT64_MAX, false);
	expect_number("0xffffffffffffffff", NUMBER_OK, UINT64_MAX, false);
	expect_number("18446744073709551616", NUMBER_TOO_BIG, 0, false);
	expect_number("0x10000000000000000", NUMBER_TOO_BIG, 0, false);
	for (size_t i = 0; i < ARRAY_SIZE(malformed); i++)
		expect_number(malformed[i], NUMBER_MALFORMED, 0, false);
}

/* Fields of every width take just what fits them. */
static void test_widths(void **state)
{
	struct idreg_field field = { .name = "X", .kind = IDREG_FIELD };
	char text[32], reason[PROFILE_REASON_BYTES];
	struct profile_value value;

	(void)state;
	for (unsigned int width = 1; width <= 64; width++) {
		uint64_t most = bits_low_mask(width), half = UINT64_C(1) << (width - 1);

		for (unsigned int lsb = 0; lsb + width <= 64; lsb += 7) {
			field.lsb = (uint8_t)lsb;
			field.msb = (uint8_t)(lsb + width - 1);
			field.sign = IDREG_UNSIGNED;
			snprintf(text, sizeof(text), "0x%llx", (unsigned long long)most);
			assert_true(field_value_parse(&field, text, &value, reason));
			assert_int_equal(value.kind, PROFILE_VALUE_BITS);
			assert_int_equal(value.bits, most);
			assert_false(field_value_parse(&field, "-1", &value, reason));
			if (width < 64) {
				snprintf(text, sizeof(text), "%llu", (unsigned long long)most + 1);
				assert_false(field_value_parse(&field, text, &value, reason));
				assert_non_null(strstr(reason, "does not fit"));
			}
			field.sign = IDREG_SIGNED;
			assert_true(field_value_parse(&field, "-1", &value, reason));
			assert_int_equal(value.bits, most);
			snprintf(text, sizeof(text), "-%llu", (unsigned long long)half);
			assert_true(field_value_parse(&field, text, &value, reason));
			assert_int_equal(value.bits, half);
			snprintf(text, sizeof(text), "-%llu", (unsigned long long)half + 1);
			assert_false(field_value_parse(&field, text, &value, reason));
		}
	}
}

static void test_names(void **state)
{
	static const struct idreg_code codes[] = { { 0, "NI", NULL }, { 1, "IMP", "FEAT_X" } };
	struct idreg_field field = {
		.name = "X", .msb = 3, .kind = IDREG_FIELD, .codes = codes, .code_count = 2
	};
	char reason[PROFILE_REASON_BYTES];
	struct profile_value value;

	(void)state;
	assert_true(field_value_parse(&field, "imp", &value, reason));
	assert_int_equal(value.bits, 1);
	assert_true(field_value_parse(&field, "feat_x", &value, reason));
	assert_int_equal(value.bits, 1);
	assert_true(field_value_parse(&field, "Host", &value, reason));
	assert_int_equal(value.kind, PROFILE_VALUE_HOST);
	assert_true(field_value_parse(&field, "LOWEST", &value, reason));
	assert_int_equal(value.kind, PROFILE_VALUE_LOWEST);
	/* A number without a meaning is the check engine's to refuse: it may be the host's. */
	assert_true(field_value_parse(&field, "7", &value, reason));
	assert_int_equal(value.bits, 7);
	assert_false(field_value_parse(&field, "IPM", &value, reason));
	assert_string_equal(reason, "\"IPM\" is no value of this field; did you mean IMP?");
	assert_false(field_value_parse(&field, "something", &value, reason));
	assert_string_equal(
		reason,
		"\"something\" is no value of this field: a number, NI, IMP, host or lowest");
	/* A single bit that stands for a feature. */
	field = (struct idreg_field){ .name = "X", .kind = IDREG_FIELD, .feature = "FEAT_Y" };
	assert_true(field_value_parse(&field, "FEAT_Y", &value, reason));
	assert_int_equal(value.bits, 1);
}

static void test_long_texts_fit_the_reason(void **state)
{
	struct idreg_field field = { .name = "X", .msb = 3, .kind = IDREG_FIELD };
	char text[180], reason[PROFILE_REASON_BYTES];
	struct profile_value value;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_false(field_value_parse(&field, text, &value, reason));
	assert_false(register_value_parse(text, &value, reason));
	memset(text, '9', sizeof(text) - 1);
	assert_false(field_value_parse(&field, text, &value, reason));
	assert_false(register_value_parse(text, &value, reason));
	assert_non_null(strstr(reason, "does not fit the register's 64 bits"));
}

static void test_nearest(void **state)
{
	static const char *const names[] = { "sve", "sve-max-vl", "pauth", "pmu", "mte" };

	(void)state;
	assert_string_equal(nearest_name("sev", names, 5), "sve"); /* swapped */
	assert_string_equal(nearest_name("PAUHT", names, 5), "pauth");
	assert_string_equal(nearest_name("sve_max_vl", names, 5), "sve-max-vl");
	assert_string_equal(nearest_name("pm", names, 5), "pmu");
	assert_null(nearest_name("gic", names, 5));
	assert_null(nearest_name("sve", names, 0));
	assert_null(nearest_name(
		"a name that is longer than any that could be meant, by far, and more", names, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_widths),
		cmocka_unit_test(test_names),	cmocka_unit_test(test_long_texts_fit_the_reason),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
