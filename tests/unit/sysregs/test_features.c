// SPDX-License-Identifier: GPL-2.0-only
// Feature wishes against what a host has.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/bits.h"
#include "sysregs/features.h"

/* One row a feature: where its wish, the host's and the VM's flag are. */
static const struct row {
	const char *key;
	size_t wish, has;
} rows[] = {
	{ "sve", offsetof(struct cpu_feature_wishes, sve), offsetof(struct cpu_features, sve) },
	{ "pauth", offsetof(struct cpu_feature_wishes, pauth),
	  offsetof(struct cpu_features, pauth) },
	{ "pmu", offsetof(struct cpu_feature_wishes, pmu), offsetof(struct cpu_features, pmu) },
	{ "mte", offsetof(struct cpu_feature_wishes, mte), offsetof(struct cpu_features, mte) },
	{ "el2", offsetof(struct cpu_feature_wishes, el2), offsetof(struct cpu_features, el2) },
};

static const struct cpu_feature_wishes nothing = {
	FEATURE_OFF, FEATURE_OFF, FEATURE_OFF, FEATURE_OFF, FEATURE_OFF, false, 0
};

static void set_wish(struct cpu_feature_wishes *wishes, const struct row *row,
		     enum feature_wish wish)
{
	memcpy((char *)wishes + row->wish, &wish, sizeof(wish));
}

static bool *flag(struct cpu_features *features, const struct row *row)
{
	return (bool *)((char *)features + row->has);
}

static void test_each_wish_on_each_host(void **state)
{
	size_t i;
	int wish, has;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		for (wish = FEATURE_AUTO; wish <= FEATURE_ON; wish++) {
			for (has = 0; has <= 1; has++) {
				struct cpu_feature_wishes wishes = nothing;
				struct cpu_features available = { 0 }, features, expected = { 0 };
				struct feature_refusals refusals = { .count = 0 };
				char asked[32];
				bool fits = wish != FEATURE_ON || has;

				set_wish(&wishes, &rows[i], (enum feature_wish)wish);
				*flag(&available, &rows[i]) = has;
				assert_int_equal(features_decide(&wishes, &available, &features,
								 &refusals),
						 fits);
				if (!fits) {
					assert_int_equal(refusals.count, 1);
					snprintf(asked, sizeof(asked), "%s = on", rows[i].key);
					assert_string_equal(refusals.list[0].wish, asked);
					assert_non_null(strstr(refusals.list[0].lack, "has no "));
					assert_memory_equal(&features, &expected, sizeof(expected));
					continue;
				}
				*flag(&expected, &rows[i]) = has && wish != FEATURE_OFF;
				assert_memory_equal(&features, &expected, sizeof(expected));
			}
		}
	}
}

static void test_e2h0_is_part_of_el2(void **state)
{
	struct cpu_feature_wishes wishes = { .el2 = FEATURE_OFF, .el2_e2h0 = true };
	struct cpu_features available = { .el2 = true }, features;
	struct feature_refusals refusals = { .count = 0 };

	(void)state;
	assert_true(features_decide(&wishes, &available, &features, &refusals));
	assert_false(features.el2 || features.el2_e2h0);
	wishes.el2 = FEATURE_ON;
	assert_false(features_decide(&wishes, &available, &features, &refusals));
	assert_int_equal(refusals.count, 1);
	assert_string_equal(refusals.list[0].wish, "el2-e2h0 = on");
	assert_true(features.el2 && !features.el2_e2h0);
	available.el2_e2h0 = true;
	assert_true(features_decide(&wishes, &available, &features, &refusals));
	assert_true(features.el2 && features.el2_e2h0);
}

static void test_vector_length_goes_with_sve(void **state)
{
	struct cpu_feature_wishes wishes = { .sve_max_vl_bits = 256 };
	struct cpu_features available = { 0 }, features;
	struct feature_refusals refusals = { .count = 0 };

	(void)state;
	assert_true(features_decide(&wishes, &available, &features, &refusals));
	assert_int_equal(features.sve_max_vl_bits, 0);
	available.sve = true;
	assert_true(features_decide(&wishes, &available, &features, &refusals));
	assert_int_equal(features.sve_max_vl_bits, 256);
}

static void test_all_refusals_are_told(void **state)
{
	struct cpu_feature_wishes wishes = { FEATURE_ON, FEATURE_ON, FEATURE_ON, FEATURE_ON,
					     FEATURE_ON, true,	     512 };
	struct cpu_features available = { .pmu = true, .el2 = true }, features;
	struct feature_refusals refusals = { .count = 0 };

	(void)state;
	assert_false(features_decide(&wishes, &available, &features, &refusals));
	assert_int_equal(refusals.count, 4);
	assert_string_equal(refusals.list[0].wish, "sve = on");
	assert_string_equal(refusals.list[1].wish, "pauth = on");
	assert_string_equal(refusals.list[2].wish, "mte = on");
	assert_string_equal(refusals.list[3].wish, "el2-e2h0 = on");
	assert_true(features.pmu && features.el2);
	assert_false(features.sve || features.pauth || features.mte || features.el2_e2h0);
}

/* 128, 256 and 512, as Fujitsu's A64FX has them. */
#define LENGTHS_A64FX 0xbu

static void test_a_length_must_be_the_hosts(void **state)
{
	static const struct {
		unsigned int wish;
		uint32_t lengths;
		unsigned int bits;
		bool fits;
	} cases[] = {
		{ 0, LENGTHS_A64FX, 512, true },     { 128, LENGTHS_A64FX, 128, true },
		{ 512, LENGTHS_A64FX, 512, true },   { 384, LENGTHS_A64FX, 512, false },
		{ 1024, LENGTHS_A64FX, 512, false }, { 512, 1, 128, false },
		{ 2048, 0xffff, 2048, true },	     { 2176, 0xffff, 2048, false },
		{ 100, 0xffff, 2048, false },	     { 1u << 31, 0xffff, 2048, false },
		{ 127, 0xffff, 2048, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct feature_refusals refusals = { .count = 0 };
		unsigned int bits = 0;

		assert_int_equal(features_decide_length(cases[i].wish, cases[i].lengths, &bits,
							&refusals),
				 cases[i].fits);
		assert_int_equal(bits, cases[i].bits);
		assert_int_equal(refusals.count, !cases[i].fits);
	}
}

static void test_lengths_in_words(void **state)
{
	struct feature_refusals refusals = { .count = 0 };
	unsigned int bits;

	(void)state;
	assert_false(features_decide_length(384, LENGTHS_A64FX, &bits, &refusals));
	assert_string_equal(refusals.list[0].wish, "sve-max-vl = 384");
	assert_string_equal(refusals.list[0].lack,
			    "has SVE vectors of 128, 256 and 512 bits, none of 384");
	assert_string_equal(sve_lengths_text(1, " and ").text, "128");
	assert_string_equal(sve_lengths_text(3, ", ").text, "128, 256");
	assert_string_equal(sve_lengths_text(0, ", ").text, "");
	assert_string_equal(sve_lengths_text(0xffff, " and ").text,
			    "128, 256, 384, 512, 640, 768, 896, 1024, 1152, 1280, 1408, 1536, "
			    "1664, 1792, 1920 and 2048");
	assert_int_equal(sve_longest(LENGTHS_A64FX), 512);
	assert_int_equal(sve_longest(0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_wish_on_each_host),
		cmocka_unit_test(test_e2h0_is_part_of_el2),
		cmocka_unit_test(test_vector_length_goes_with_sve),
		cmocka_unit_test(test_all_refusals_are_told),
		cmocka_unit_test(test_a_length_must_be_the_hosts),
		cmocka_unit_test(test_lengths_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
