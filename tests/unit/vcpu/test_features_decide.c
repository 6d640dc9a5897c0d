// SPDX-License-Identifier: GPL-2.0-only
// Feature wishes against what a host has, and the size of the guest's address space.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "lib/bits.h"
#include "vcpu/features.h"

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
				struct feature_refusal refusal = { 0 };
				bool fits = wish != FEATURE_ON || has;

				set_wish(&wishes, &rows[i], (enum feature_wish)wish);
				*flag(&available, &rows[i]) = has;
				assert_int_equal(features_decide(&wishes, &available, &features,
								 &refusal),
						 fits);
				if (!fits) {
					assert_string_equal(refusal.key, rows[i].key);
					assert_non_null(refusal.what);
					assert_non_null(refusal.hint);
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
	struct feature_refusal refusal;

	(void)state;
	assert_true(features_decide(&wishes, &available, &features, &refusal));
	assert_false(features.el2 || features.el2_e2h0);
	wishes.el2 = FEATURE_ON;
	assert_false(features_decide(&wishes, &available, &features, &refusal));
	assert_string_equal(refusal.key, "e2h0");
	available.el2_e2h0 = true;
	assert_true(features_decide(&wishes, &available, &features, &refusal));
	assert_true(features.el2 && features.el2_e2h0);
}

static void test_vector_length_goes_with_sve(void **state)
{
	struct cpu_feature_wishes wishes = { .sve_max_vl_bits = 256 };
	struct cpu_features available = { 0 }, features;
	struct feature_refusal refusal;

	(void)state;
	assert_true(features_decide(&wishes, &available, &features, &refusal));
	assert_int_equal(features.sve_max_vl_bits, 0);
	available.sve = true;
	assert_true(features_decide(&wishes, &available, &features, &refusal));
	assert_int_equal(features.sve_max_vl_bits, 256);
}

static void test_ipa_bits(void **state)
{
	(void)state;
	/* Hosts that know only the default. */
	assert_int_equal(vm_ipa_bits(0x8fffffff, 0), 40);
	assert_int_equal(vm_ipa_bits((UINT64_C(1) << 40) - 1, 0), 40);
	assert_int_equal(vm_ipa_bits(UINT64_C(1) << 40, 0), 0);
	/* The default is the least, unless the host has less. */
	assert_int_equal(vm_ipa_bits(0x8fffffff, 48), 40);
	assert_int_equal(vm_ipa_bits(0x8fffffff, 36), 36);
	assert_int_equal(vm_ipa_bits(0, 48), 40);
	/* More where it is needed. */
	assert_int_equal(vm_ipa_bits(UINT64_C(1) << 40, 48), 41);
	assert_int_equal(vm_ipa_bits((UINT64_C(1) << 48) - 1, 48), 48);
	assert_int_equal(vm_ipa_bits(UINT64_C(1) << 48, 48), 0);
	assert_int_equal(vm_ipa_bits(UINT64_C(1) << 36, 36), 0);
	assert_int_equal(vm_ipa_bits(UINT64_MAX, 52), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_wish_on_each_host),
		cmocka_unit_test(test_e2h0_is_part_of_el2),
		cmocka_unit_test(test_vector_length_goes_with_sve),
		cmocka_unit_test(test_ipa_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
