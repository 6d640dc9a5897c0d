// SPDX-License-Identifier: GPL-2.0-only
// Levelling of what is no plain minimum: features, implementation IDs, caches, granules, exact and
// signed fields, what is told and tolerated.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dump.h"
#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/level.h"

static struct cpu_dump dumps[3];
static struct level_options options;
static struct level_tolerance tolerance;
static struct level level;

static int setup(void **state)
{
	(void)state;
	memset(&options, 0, sizeof(options));
	memset(&tolerance, 0, sizeof(tolerance));
	options.tolerance = &tolerance;
	for (size_t i = 0; i < ARRAY_SIZE(dumps); i++)
		fake_dump_init(&dumps[i], FAKE_HOST_73, i == 0 ? "a" : i == 1 ? "b" : "c");
	return 0;
}

static void find(size_t count)
{
	struct messages messages = { 0 };

	level_fini(&level);
	assert_true(level_init(&level, dumps, count, &options, &messages));
	messages_fini(&messages);
}

static int teardown(void **state)
{
	(void)state;
	level_fini(&level);
	return 0;
}

/* In both kinds of limits. */
static void set(struct cpu_dump *dump, const char *reg_name, const char *field_name, uint64_t value)
{
	const struct idreg *reg = idreg_by_name(reg_name);
	const struct idreg_field *field = idreg_field_by_name(reg, field_name);

	for (unsigned int kind = DUMP_LIMITS_NONE; kind <= DUMP_LIMITS_ALL; kind++)
		dump->limits[kind].values[reg->index] =
			idreg_field_set(field, dump->limits[kind].values[reg->index], value);
}

static void expect(const char *reg_name, const char *field_name, uint64_t value)
{
	const struct idreg *reg = idreg_by_name(reg_name);
	const struct idreg_field *field = idreg_field_by_name(reg, field_name);

	assert_true(level.pinned[reg->index] & bits_mask(field->msb, field->lsb));
	assert_int_equal(idreg_field_get(field, level.values[reg->index]), value);
}

static const struct level_gap *gap(const char *name)
{
	for (size_t i = 0; i < level.gap_count; i++) {
		if (!strcmp(level_what_name(&level.gaps[i].what).text, name))
			return &level.gaps[i];
	}
	return NULL;
}

static void test_safe_rules(void **state)
{
	(void)state;
	set(&dumps[0], "ID_AA64DFR0_EL1", "DoubleLock", 0);
	set(&dumps[1], "ID_AA64DFR0_EL1", "DoubleLock", 15);
	set(&dumps[0], "ID_AA64MMFR1_EL1", "SpecSEI", 0);
	set(&dumps[1], "ID_AA64MMFR1_EL1", "SpecSEI", 1);
	set(&dumps[0], "ID_AA64MMFR0_EL1", "TGRAN4_2", 2);
	set(&dumps[1], "ID_AA64MMFR0_EL1", "TGRAN4_2", 3);
	set(&dumps[0], "ID_AA64ISAR0_EL1", "ATOMIC", 3);
	set(&dumps[1], "ID_AA64ISAR0_EL1", "ATOMIC", 2);
	set(&dumps[1], "ID_AA64DFR0_EL1", "WRPs", 1);
	set(&dumps[0], "ID_AA64DFR0_EL1", "BRPs", 1);
	find(2);
	expect("ID_AA64DFR0_EL1", "DoubleLock", 15);
	expect("ID_AA64MMFR1_EL1", "SpecSEI", 1);
	expect("ID_AA64MMFR0_EL1", "TGRAN4_2", 1);
	expect("ID_AA64ISAR0_EL1", "ATOMIC", 2);
	expect("ID_AA64DFR0_EL1", "WRPs", 1);
	assert_non_null(gap("ID_AA64DFR0_EL1.BRPs"));
	assert_int_equal(level.gap_count, 1);
}

static void test_rules_between_fields(void **state)
{
	(void)state;
	set(&dumps[1], "ID_AA64ISAR0_EL1", "SHA3", 0);
	set(&dumps[0], "ID_AA64ISAR0_EL1", "SHA2", 2);
	set(&dumps[0], "ID_AA64ISAR0_EL1", "SHA3", 1);
	set(&dumps[1], "ID_AA64ISAR0_EL1", "SHA2", 1);
	set(&dumps[1], "ID_AA64MMFR3_EL1", "TCRX", 0);
	find(2);
	expect("ID_AA64ISAR0_EL1", "SHA2", 1);
	expect("ID_AA64ZFR0_EL1", "SHA3", 0);
	expect("ID_AA64MMFR3_EL1", "S1PIE", 0);
	assert_true(level.lowered_count >= 2);
	assert_null(level.stuck);
	/* What every host breaks by itself is left alone. */
	set(&dumps[0], "ID_AA64MMFR3_EL1", "TCRX", 0);
	find(2);
	expect("ID_AA64MMFR3_EL1", "S1PIE", 1);
}

static void test_features(void **state)
{
	(void)state;
	dumps[0].sve_lengths = 0xb; /* 128, 256, 512 */
	dumps[0].available.sve_max_vl_bits = 512;
	find(2);
	assert_int_equal(level.wishes.sve, FEATURE_ON);
	assert_int_equal(level.wishes.sve_max_vl_bits, 256);
	assert_int_equal(level.wishes.pmu, FEATURE_OFF);
	dumps[1].sve_lengths = 0x9; /* 128, 512: they agree on 128 only */
	dumps[1].available.sve_max_vl_bits = 512;
	options.pmu = true;
	find(2);
	assert_int_equal(level.wishes.sve_max_vl_bits, 128);
	assert_int_equal(level.wishes.pmu, FEATURE_ON);
	assert_int_equal(level.wishes.pauth, FEATURE_ON);
	dumps[1].limits[DUMP_LIMITS_ALL].values[INDEX_ISAR1] ^= 0x10; /* APA */
	find(2);
	assert_int_equal(level.wishes.pauth, FEATURE_OFF);
	expect("ID_AA64ISAR1_EL1", "APA", 0);
}

static void set_midr(struct cpu_dump *dump, uint64_t midr)
{
	dump->limits[DUMP_LIMITS_NONE].values[INDEX_MIDR] = midr;
	dump->limits[DUMP_LIMITS_ALL].values[INDEX_MIDR] = midr;
}

/* Two CPUs that have each an algorithm of their own need not sign pointers alike. */
static void test_own_algorithms(void **state)
{
	static const struct level_what what = { .kind = LEVEL_PAUTH };
	char text[200];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		set(&dumps[i], "ID_AA64ISAR1_EL1", "APA", 0);
		set(&dumps[i], "ID_AA64ISAR1_EL1", "GPA", 0);
		set(&dumps[i], "ID_AA64ISAR1_EL1", "API", 3);
		set(&dumps[i], "ID_AA64ISAR1_EL1", "GPI", 1);
		set(&dumps[i], "MIDR_EL1", "Implementer", 0x41);
		set(&dumps[i], "MIDR_EL1", "PartNum", 0xd40);
	}
	/* Another revision of the same part signs as it does. */
	set(&dumps[1], "MIDR_EL1", "Revision", 7);
	find(2);
	assert_int_equal(level.wishes.pauth, FEATURE_ON);
	set(&dumps[1], "MIDR_EL1", "PartNum", 0xd49);
	find(2);
	assert_int_equal(level.wishes.pauth, FEATURE_OFF);
	level_who_text(&level, &what, text, sizeof(text));
	assert_string_equal(text, "a has API=3 GPI=1 of CPU 0x41:0xd40; "
				  "b has API=3 GPI=1 of CPU 0x41:0xd49");
	/* Where the levels differ already nobody asks whose they are. */
	set(&dumps[1], "ID_AA64ISAR1_EL1", "API", 5);
	find(2);
	assert_int_equal(level.wishes.pauth, FEATURE_OFF);
	level_who_text(&level, &what, text, sizeof(text));
	assert_string_equal(text, "a has API=3 GPI=1; b has API=5 GPI=1");
	/* The architecture's own algorithm is the same everywhere. */
	for (size_t i = 0; i < 2; i++) {
		set(&dumps[i], "ID_AA64ISAR1_EL1", "APA", 3);
		set(&dumps[i], "ID_AA64ISAR1_EL1", "GPA", 1);
		set(&dumps[i], "ID_AA64ISAR1_EL1", "API", 0);
		set(&dumps[i], "ID_AA64ISAR1_EL1", "GPI", 0);
	}
	find(2);
	assert_int_equal(level.wishes.pauth, FEATURE_ON);
}

static void test_midr(void **state)
{
	(void)state;
	set_midr(&dumps[1], 0x413fd0c1);
	find(2);
	assert_non_null(gap("MIDR_EL1"));
	assert_true(level.pinned[INDEX_REVIDR]);
	options.midr = LEVEL_MIDR_NEUTRAL;
	find(2);
	assert_null(gap("MIDR_EL1"));
	assert_int_equal(level.values[INDEX_MIDR], LEVEL_NEUTRAL_MIDR);
	options.midr = LEVEL_MIDR_VALUE;
	options.midr_value = 0x413fd0c1;
	find(2);
	assert_int_equal(level.values[INDEX_MIDR], 0x413fd0c1);
	/* One kernel that cannot: its own value is the only one for all. */
	dumps[0].can_write_implementation_ids = false;
	find(2);
	assert_non_null(gap("MIDR_EL1"));
	options.midr_value = 0x410fd830;
	find(2);
	assert_null(gap("MIDR_EL1"));
	/* Cores of two kinds, of which that kernel shows the one at hand. */
	dumps[0].cpus[1] = (struct dump_cpus){ 4, 7, 0x411fd411 };
	dumps[0].cpu_run_count = 2;
	find(2);
	assert_non_null(gap("MIDR_EL1"));
	dumps[0].can_write_implementation_ids = true;
	find(2);
	assert_null(gap("MIDR_EL1"));
}

static void set_word(struct cpu_dump *dump, unsigned int index, uint64_t value)
{
	dump->limits[DUMP_LIMITS_NONE].values[index] = value;
	dump->limits[DUMP_LIMITS_ALL].values[index] = value;
}

static void test_caches(void **state)
{
	(void)state;
	/* IDC and DIC; IDC alone; neither: with what KVM makes of each. */
	set_word(&dumps[0], INDEX_CTR, 0xb444c004);
	set_word(&dumps[0], INDEX_CLIDR, 0x1000004);
	set_word(&dumps[1], INDEX_CTR, 0x9444c004);
	set_word(&dumps[1], INDEX_CLIDR, 0x2000021);
	set_word(&dumps[2], INDEX_CTR, 0x8444c004);
	set_word(&dumps[2], INDEX_CLIDR, 0x9200003);
	for (size_t i = 0; i < 3; i++)
		dumps[i].ctr_el0 = dumps[i].limits[DUMP_LIMITS_NONE].values[INDEX_CTR];
	find(2);
	assert_int_equal(level.values[INDEX_CLIDR], 0x2000021);
	find(3);
	assert_int_equal(level.values[INDEX_CLIDR], 0x9200003);
	assert_int_equal(level.gap_count, 0);
	/* The same CTR_EL0 to KVM, but for what a guest reads past it. */
	dumps[1] = dumps[0];
	strcpy(dumps[1].label, "b");
	dumps[1].ctr_el0 |= UINT64_C(4) << 32;
	find(2);
	assert_non_null(gap("CTR_EL0.TminLine"));
	find(3); /* KVM traps it on both of them then */
	assert_null(gap("CTR_EL0.TminLine"));
	dumps[0].ctr_el0 = dumps[1].ctr_el0;
	find(2);
	assert_int_equal(level.gap_count, 0);
	assert_false(level.pinned[INDEX_CTR] >> 32 & 1);
}

static void test_granules(void **state)
{
	(void)state;
	set(&dumps[0], "ID_AA64MMFR0_EL1", "TGRAN16", 0);
	set(&dumps[1], "ID_AA64MMFR0_EL1", "TGRAN16", 0);
	set(&dumps[0], "ID_AA64MMFR0_EL1", "TGRAN4", 15);
	set(&dumps[0], "ID_AA64MMFR0_EL1", "TGRAN64", 0);
	set(&dumps[1], "ID_AA64MMFR0_EL1", "TGRAN4", 0);
	set(&dumps[1], "ID_AA64MMFR0_EL1", "TGRAN64", 15);
	find(2);
	assert_non_null(gap("ID_AA64MMFR0_EL1.TGRAN4"));
	assert_non_null(gap("ID_AA64MMFR0_EL1.TGRAN64")->hint);
	assert_int_equal(level.open_count, 2);
}

static void tolerate(const char *text, bool good)
{
	struct messages messages = { 0 };

	memset(&tolerance, 0, sizeof(tolerance));
	assert_int_equal(level_tolerance_parse(&tolerance, text, &messages), good);
	assert_int_equal(messages.error_count == 0, good);
	messages_fini(&messages);
}

static void test_tolerance(void **state)
{
	(void)state;
	set(&dumps[0], "ID_AA64DFR0_EL1", "BRPs", 1);
	set(&dumps[0], "ID_AA64MMFR1_EL1", "VMIDBits", 0); /* EL2's alone */
	dumps[0].cntfrq_hz = 25000000;
	dumps[0].dczid_el0 = 6;
	dumps[0].gics = DUMP_GIC_V2;
	find(2);
	assert_int_equal(level.gap_count, 5);
	assert_int_equal(level.open_count, 5);
	assert_int_equal(gap("ID_AA64MMFR1_EL1.VMIDBits")->class, LEVEL_EL2);
	tolerate("el2,id_aa64dfr0.brps", true);
	find(2);
	assert_int_equal(level.open_count, 3);
	assert_true(gap("ID_AA64DFR0_EL1.BRPs")->tolerated);
	tolerate("ID_AA64DFR0_EL1,EL2,CNTFRQ_EL0,DCZID_EL0,gic", true);
	find(2);
	assert_int_equal(level.open_count, 0);
	tolerate("aarch32,ID_AA64DFR0_EL1.WRPs", true);
	find(2);
	assert_int_equal(level.open_count, 5);
	tolerate("", false);
	tolerate("el3", false);
	tolerate("ID_AA64DFR0_EL1.", false);
	tolerate("ID_AA64DFR0_EL1.BRPs,", false);
	tolerate("ID_AA64DFR0_EL1.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs.BRPs."
		 "BRPs."
		 "BRPs.BRPs.BRPs.BRPs.BRPs",
		 false);
}

static void test_who_text(void **state)
{
	const struct level_what what = { .kind = LEVEL_CNTFRQ };
	char text[200];

	(void)state;
	dumps[1].cntfrq_hz = dumps[2].cntfrq_hz = 25000000;
	find(3);
	level_who_text(&level, &what, text, sizeof(text));
	assert_string_equal(text, "b and c have 25000000 Hz; a has 62500000 Hz");
	memset(dumps[1].label, 'x', 64);
	memset(dumps[2].label, 'y', 64);
	find(3);
	level_who_text(&level, &what, text, 100);
	assert_string_equal(text, "2 hosts have 25000000 Hz; 1 host has 62500000 Hz");
	for (size_t bytes = 80; bytes < sizeof(text); bytes++) {
		level_who_text(&level, &what, text, bytes);
		assert_true(strlen(text) < bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_safe_rules, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rules_between_fields, setup, teardown),
		cmocka_unit_test_setup_teardown(test_features, setup, teardown),
		cmocka_unit_test_setup_teardown(test_own_algorithms, setup, teardown),
		cmocka_unit_test_setup_teardown(test_midr, setup, teardown),
		cmocka_unit_test_setup_teardown(test_caches, setup, teardown),
		cmocka_unit_test_setup_teardown(test_granules, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tolerance, setup, teardown),
		cmocka_unit_test_setup_teardown(test_who_text, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
