// SPDX-License-Identifier: GPL-2.0-only
// The profiles that ship: each loads in silence, architecture levels rise step by step.

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fake_kvm.h"
#include "shipped.h"
#include "lib/bits.h"
#include "sysregs/check.h"
#include "sysregs/check_field.h"
#include "sysregs/profile.h"

/* In the order in which each is built on the one before; a 9.x level holds an 8.x one. */
static const struct level {
	const char *name, *before, *holds;
} levels[] = {
	{ "armv8.0-a", NULL, NULL },
	{ "armv8.1-a", "armv8.0-a", NULL },
	{ "armv8.2-a", "armv8.1-a", NULL },
	{ "armv8.3-a", "armv8.2-a", NULL },
	{ "armv8.4-a", "armv8.3-a", NULL },
	{ "armv8.5-a", "armv8.4-a", NULL },
	{ "armv8.6-a", "armv8.5-a", NULL },
	{ "armv8.7-a", "armv8.6-a", NULL },
	{ "armv8.8-a", "armv8.7-a", NULL },
	{ "armv8.9-a", "armv8.8-a", NULL },
	{ "armv9.0-a", "armv8.5-a", "armv8.5-a" },
	{ "armv9.1-a", "armv9.0-a", "armv8.6-a" },
	{ "armv9.2-a", "armv9.1-a", "armv8.7-a" },
	{ "armv9.3-a", "armv9.2-a", "armv8.8-a" },
	{ "armv9.4-a", "armv9.3-a", "armv8.9-a" },
	{ "armv9.5-a", "armv9.4-a", "armv8.9-a" },
	{ "armv9.6-a", "armv9.5-a", "armv8.9-a" },
};

/* What a VM without the vCPU features that the profile does not want shows. */
static void follow_wishes(struct host_cpu *host, const struct cpu_feature_wishes *wishes)
{
	host->features = (struct cpu_features){
		.sve = wishes->sve != FEATURE_OFF,
		.pauth = wishes->pauth != FEATURE_OFF,
		.sve_max_vl_bits = wishes->sve_max_vl_bits,
	};
	if (!host->features.sve) {
		host->limits[INDEX_PFR0] &= ~bits_mask(35, 32);
		host->limits[INDEX_ZFR0] = 0;
	}
	if (!host->features.pauth) {
		host->limits[INDEX_ISAR1] &= ~(bits_mask(11, 4) | bits_mask(31, 24));
		host->limits[INDEX_ISAR2] &= ~bits_mask(15, 8);
	}
	host->limits[INDEX_DFR0] &= ~bits_mask(11, 8);
	host->limits[INDEX_ID_DFR0] &= ~bits_mask(27, 24);
	host->limits[INDEX_PFR1] &= ~(bits_mask(11, 8) | bits_mask(43, 40));
	host->limits[INDEX_PFR2] &= ~bits_mask(11, 4);
}

/* What the profile makes of a host, which must be able to show it. */
static void plan_for(const char *name, const struct host_cpu *rich, struct idreg_plan *plan)
{
	struct messages messages = { 0 };
	struct cpu_feature_wishes wishes;
	struct host_cpu host = *rich;
	struct profile profile;
	bool fits;

	shipped_load(&profile, name);
	wishes = profile_wishes(&profile);
	follow_wishes(&host, &wishes);
	fits = profile_check(&profile, &host, plan, &messages);
	fail_on_messages(name, &messages);
	assert_true(fits);
	messages_fini(&messages);
	profile_fini(&profile);
}

static uint64_t highest(const struct idreg_field *field)
{
	uint64_t value = bits_low_mask(idreg_field_width(field));

	if (field->code_count) {
		value = field->codes[0].value;
		for (size_t i = 1; i < field->code_count; i++) {
			if (idreg_field_compare(field, field->codes[i].value, value) > 0)
				value = field->codes[i].value;
		}
	} else if (field->sign == IDREG_SIGNED) {
		value >>= 1;
	}
	return value;
}

/* A host of the future: everything that KVM of 7.3 could hand on, at its highest. */
static void make_rich(struct host_cpu *host)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	static struct fake_kvm kvm;

	fake_kvm_init(&kvm, FAKE_HOST_73);
	*host = kvm.host;
	for (size_t r = 0; r < idreg_count; r++) {
		reg = &idregs[r];
		for (size_t f = 0; f < reg->field_count; f++) {
			field = &reg->fields[f];
			if (field->kind == IDREG_FIELD && field->safe == IDREG_SAFE_LOWER &&
			    field_role(reg, field) != ROLE_GIC &&
			    field_is_writable(host, reg, field) && reg->index != INDEX_CTR)
				host->limits[reg->index] = idreg_field_set(
					field, host->limits[reg->index], highest(field));
		}
	}
}

/* --- every file */

static bool is_profile(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && !strcmp(name + length - 4, ".ini");
}

static void test_every_profile_loads(void **state)
{
	struct dirent *entry;
	struct profile profile;
	unsigned int files = 0;
	char name[300];
	DIR *folder;

	(void)state;
	folder = opendir(SHIPPED_FOLDER);
	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		if (!is_profile(entry->d_name))
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)strlen(entry->d_name) - 4, entry->d_name);
		shipped_load(&profile, name);
		assert_non_null(profile.name);
		assert_string_equal(profile.name, name);
		assert_non_null(profile.comment);
		assert_false(profile_is_empty(&profile));
		assert_false(profile_wants_implementation_ids(&profile));
		profile_fini(&profile);
		files++;
	}
	closedir(folder);
	assert_in_range(files, ARRAY_SIZE(levels) + 2, 200);
}

/* --- architecture levels */

/* Nothing of `upper` is below `lower`, in the order of each field. */
static void assert_not_below(const char *name, const struct idreg_plan *upper,
			     const struct idreg_plan *lower)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	uint64_t a, b;

	for (size_t r = 0; r < idreg_count; r++) {
		reg = &idregs[r];
		for (size_t f = 0; f < reg->field_count; f++) {
			field = &reg->fields[f];
			a = idreg_field_get(field, upper->values[reg->index]);
			b = idreg_field_get(field, lower->values[reg->index]);
			if (field->kind == IDREG_FIELD && idreg_field_compare(field, a, b) < 0)
				fail_msg("%s: %s.%s: %llu is below %llu", name, reg->name,
					 field->name, (unsigned long long)a, (unsigned long long)b);
		}
	}
}

static bool is_same(const struct idreg_plan *a, const struct idreg_plan *b)
{
	return !memcmp(a->values, b->values, sizeof(a->values));
}

static void test_levels_rise(void **state)
{
	static struct idreg_plan plan, before, holds;
	static struct host_cpu host;

	(void)state;
	make_rich(&host);
	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		plan_for(levels[i].name, &host, &plan);
		if (!levels[i].before)
			continue;
		plan_for(levels[i].before, &host, &before);
		assert_not_below(levels[i].name, &plan, &before);
		assert_false(is_same(&plan, &before));
		if (levels[i].holds) {
			plan_for(levels[i].holds, &host, &holds);
			assert_not_below(levels[i].name, &plan, &holds);
		}
	}
}

/* Armv9.0 … 9.4 have nothing above their Armv8.5 … 8.9 but SVE. */
static void test_v9_is_v8_with_sve(void **state)
{
	static struct idreg_plan nine, eight;
	static struct host_cpu host;
	char name[2][16];

	(void)state;
	make_rich(&host);
	for (unsigned int n = 0; n <= 4; n++) {
		snprintf(name[0], sizeof(name[0]), "armv9.%u-a", n);
		snprintf(name[1], sizeof(name[1]), "armv8.%u-a", n + 5);
		plan_for(name[0], &host, &nine);
		plan_for(name[1], &host, &eight);
		assert_int_not_equal(nine.values[INDEX_ZFR0], eight.values[INDEX_ZFR0]);
		nine.values[INDEX_ZFR0] = eight.values[INDEX_ZFR0];
		nine.values[INDEX_PFR0] &= ~bits_mask(35, 32);
		assert_true(is_same(&nine, &eight));
	}
}

static void test_wishes_of_levels(void **state)
{
	struct cpu_feature_wishes wishes;
	struct profile profile;
	bool nine, three;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		shipped_load(&profile, levels[i].name);
		wishes = profile_wishes(&profile);
		nine = levels[i].name[4] == '9';
		three = nine || levels[i].name[6] >= '3';
		assert_int_equal(wishes.sve, nine ? FEATURE_ON : FEATURE_OFF);
		assert_int_equal(wishes.sve_max_vl_bits, nine ? 128 : 0);
		assert_int_equal(wishes.pauth, three ? FEATURE_ON : FEATURE_OFF);
		assert_int_equal(wishes.pmu, FEATURE_OFF);
		assert_int_equal(wishes.mte, FEATURE_OFF);
		assert_int_equal(wishes.el2, FEATURE_OFF);
		profile_fini(&profile);
	}
}

/* What no line names is at its lowest. */
static void test_levels_show_nothing_above(void **state)
{
	static struct idreg_plan plan;
	static struct host_cpu host;
	const struct idreg_field *field;
	const struct idreg *reg;
	uint64_t mask, value;

	(void)state;
	make_rich(&host);
	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		plan_for(levels[i].name, &host, &plan);
		for (size_t r = 0; r < idreg_count; r++) {
			reg = &idregs[r];
			for (size_t f = 0; f < reg->field_count; f++) {
				field = &reg->fields[f];
				mask = bits_mask(field->msb, field->lsb);
				if (field->kind != IDREG_FIELD ||
				    field_role(reg, field) != ROLE_ORDINARY ||
				    !field_is_writable(&host, reg, field) ||
				    plan.named_bits[reg->index] & mask)
					continue;
				value = idreg_field_get(field, plan.values[reg->index]);
				if (value != field_lowest(&host, reg, field))
					fail_msg("%s: %s.%s is not at its lowest", levels[i].name,
						 reg->name, field->name);
			}
		}
	}
}

static void test_levels_rise_on_a_dump(void **state)
{
	static struct idreg_plan plan, before;
	static struct host_cpu host;
	unsigned int shown = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
		if (!shipped_fits(levels[i].name, "max-7.3", &host, &plan))
			continue;
		shown++;
		if (!levels[i].before)
			continue;
		assert_true(shipped_fits(levels[i].before, "max-7.3", &host, &before));
		assert_not_below(levels[i].name, &plan, &before);
	}
	assert_int_equal(shown, 13); /* Armv8.0 ... 8.8 and Armv9.0 ... 9.3 */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_profile_loads),
		cmocka_unit_test(test_levels_rise),
		cmocka_unit_test(test_v9_is_v8_with_sve),
		cmocka_unit_test(test_wishes_of_levels),
		cmocka_unit_test(test_levels_show_nothing_above),
		cmocka_unit_test(test_levels_rise_on_a_dump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
