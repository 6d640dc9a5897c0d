// SPDX-License-Identifier: GPL-2.0-only
// Comparing: a host with itself, both ways round, against the level; profiles as they are written.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dump.h"
#include "sysregs/diff.h"
#include "sysregs/level.h"

static struct cpu_dump dumps[2];

static void make_dumps(enum fake_host a, enum fake_host b)
{
	fake_dump_init(&dumps[0], a, "left");
	fake_dump_init(&dumps[1], b, "right");
}

static void compare(struct diff *diff)
{
	struct messages messages = { 0 };

	memset(diff, 0, sizeof(*diff));
	assert_true(diff_dumps(diff, dumps, &messages));
	assert_false(diff->failed);
	messages_fini(&messages);
}

static const struct diff_row *find(const struct diff *diff, const char *name)
{
	for (size_t i = 0; i < diff->count; i++) {
		if (!strcmp(diff->rows[i].name, name))
			return &diff->rows[i];
	}
	return NULL;
}

static void expect(const struct diff *diff, const char *name, enum diff_class class, const char *a,
		   const char *b, const char *to)
{
	const struct diff_row *row = find(diff, name);

	assert_non_null(row);
	assert_int_equal(row->class, class);
	assert_string_equal(row->a, a);
	assert_string_equal(row->b, b);
	assert_string_equal(row->to, to);
}

static void test_same_host(void **state)
{
	struct diff diff;

	(void)state;
	for (unsigned int host = 0; host < FAKE_HOST_COUNT; host++) {
		make_dumps((enum fake_host)host, (enum fake_host)host);
		compare(&diff);
		assert_int_equal(diff.count, 0);
		diff_fini(&diff);
	}
}

static void test_classes(void **state)
{
	struct diff diff;

	(void)state;
	make_dumps(FAKE_HOST_73, FAKE_HOST_73_N1);
	dumps[0].cntfrq_hz = 1000000000;
	compare(&diff);
	expect(&diff, "ID_AA64ISAR0_EL1.SHA3", DIFF_LEVELLED, "1 (IMP)", "0 (NI)", "0 (NI)");
	expect(&diff, "ID_AA64DFR0_EL1.DoubleLock", DIFF_LEVELLED, "15 (NI)", "0 (IMP)", "15 (NI)");
	expect(&diff, "SVE", DIFF_LEVELLED, "128/256 bits", "none", "sve = off");
	expect(&diff, "MIDR_EL1", DIFF_LEVELLED, "0x410fd830", "0x413fd0c1",
	       "0xf0000 (--midr neutral)");
	expect(&diff, "CNTFRQ_EL0", DIFF_SEEN, "1000000000 Hz", "62500000 Hz", "");
	expect(&diff, "ID_AA64PFR0_EL1.SVE", DIFF_LEVELLED, "1 (IMP)", "0 (NI)", "0 (NI)");
	diff_fini(&diff);
	make_dumps(FAKE_HOST_73_N1, FAKE_HOST_612_N1);
	compare(&diff);
	expect(&diff, "Linux", DIFF_UNSEEN, "7.3.4", "6.12.95", "");
	assert_int_equal(diff.counts[DIFF_UNSEEN], diff.count);
	diff_fini(&diff);
}

/* Whatever hosts differ in, the other way round it is the same with sides changed. */
static void test_both_ways(void **state)
{
	static struct cpu_dump swapped;
	struct diff there, back;
	const struct diff_row *row;
	uint64_t seed = 3;

	(void)state;
	for (unsigned int round = 0; round < 100; round++) {
		make_dumps((enum fake_host)(fake_random(&seed) % FAKE_HOST_COUNT),
			   (enum fake_host)(fake_random(&seed) % FAKE_HOST_COUNT));
		fake_dump_vary(&dumps[0], &seed);
		fake_dump_vary(&dumps[1], &seed);
		compare(&there);
		swapped = dumps[0];
		dumps[0] = dumps[1];
		dumps[1] = swapped;
		compare(&back);
		assert_int_equal(there.count, back.count);
		for (size_t i = 0; i < there.count; i++) {
			row = find(&back, there.rows[i].name);
			assert_non_null(row);
			assert_int_equal(row->class, there.rows[i].class);
			assert_string_equal(row->a, there.rows[i].b);
			assert_string_equal(row->b, there.rows[i].a);
			assert_string_equal(row->to, there.rows[i].to);
		}
		diff_fini(&there);
		diff_fini(&back);
	}
}

static void load(struct profile *profile, const char *text)
{
	struct messages messages = { 0 };

	profile_init(profile);
	assert_true(profile_load_memory(profile, "test.ini", text, strlen(text), NULL, &messages));
	messages_fini(&messages);
}

static void test_profiles(void **state)
{
	struct profile a, b;
	struct diff diff = { 0 };

	(void)state;
	load(&a, "[cpu]\nsve = off\npmu = off\n[ID_AA64ISAR0_EL1]\nAES = PMULL\nSHA3 = host\n"
		 "TLB = lowest\nRNDR = 1\n[CLIDR_EL1]\nvalue = 0x9200003\n");
	load(&b, "[cpu]\nsve = on\nsve-max-vl = 256\n[ID_AA64ISAR0_EL1]\nAES = 2\nTLB = 0\n"
		 "[CLIDR_EL1]\nvalue = 0x1000004\n[features]\nsha512 = off\n");
	diff_profiles(&diff, &a, &b);
	assert_false(diff.failed);
	expect(&diff, "sve", DIFF_ASKED, "off", "on", "");
	expect(&diff, "sve-max-vl", DIFF_ASKED, "the host's", "256", "");
	expect(&diff, "ID_AA64ISAR0_EL1.TLB", DIFF_ASKED, "lowest", "0 (NI)", "");
	expect(&diff, "ID_AA64ISAR0_EL1.RNDR", DIFF_ASKED, "1 (IMP)", "host", "");
	expect(&diff, "ID_AA64ISAR0_EL1.SHA2", DIFF_ASKED, "host", "host, at most 1 (SHA256)", "");
	expect(&diff, "CLIDR_EL1.LoUU", DIFF_ASKED, "1", "0", "");
	assert_null(find(&diff, "CLIDR_EL1.LoC"));
	assert_null(find(&diff, "ID_AA64ISAR0_EL1.AES"));
	assert_null(find(&diff, "ID_AA64ISAR0_EL1.SHA3"));
	assert_null(find(&diff, "pmu"));
	diff_fini(&diff);
	profile_fini(&a);
	profile_fini(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_host),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_both_ways),
		cmocka_unit_test(test_profiles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
