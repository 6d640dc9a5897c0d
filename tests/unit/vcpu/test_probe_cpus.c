// SPDX-License-Identifier: GPL-2.0-only
// Physical CPUs as sysfs tells of them, and runs of like ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "vcpu/probe.h"

#define N1 UINT64_C(0x413fd0c1)
#define V1 UINT64_C(0x411fd401)

static void test_midr(void **state)
{
	uint64_t midr = 1;

	(void)state;
	assert_true(probe_parse_midr("0x00000000410fd0c0\n", &midr));
	assert_int_equal(midr, 0x410fd0c0);
	assert_true(probe_parse_midr("0xffffffffffffffff", &midr));
	assert_int_equal(midr, UINT64_MAX);
	assert_true(probe_parse_midr("0x0\n", &midr));
	assert_int_equal(midr, 0);
}

static void test_no_midr(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"0x",
		"0x\n",
		"0x-1",
		"0x 1",
		"0x0x1",
		"410fd0c0\n",
		"0x1g",
		"0x1\n\n",
		"0x1 \n",
		"0x1ffffffffffffffff\n",
		"-0x1",
		" 0x410fd0c0\n",
		"0X410fd0c0\n",
	};
	uint64_t midr;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (probe_parse_midr(texts[i], &midr))
			fail_msg("\"%s\" was taken for a number", texts[i]);
	}
}

static void assert_run(const struct cpu_dump *dump, unsigned int n, unsigned int first,
		       unsigned int last, uint64_t midr)
{
	assert_true(n < dump->cpu_run_count);
	assert_int_equal(dump->cpus[n].first, first);
	assert_int_equal(dump->cpus[n].last, last);
	assert_int_equal(dump->cpus[n].midr, midr);
}

static void test_like_cpus_are_one_run(void **state)
{
	static struct cpu_dump dump;

	(void)state;
	dump.cpu_run_count = 0;
	for (unsigned int cpu = 0; cpu < 80; cpu++)
		assert_true(probe_add_cpu(&dump, cpu, N1));
	assert_int_equal(dump.cpu_run_count, 1);
	assert_run(&dump, 0, 0, 79, N1);
}

static void test_mixed_cores(void **state)
{
	static struct cpu_dump dump;

	(void)state;
	dump.cpu_run_count = 0;
	for (unsigned int cpu = 0; cpu < 8; cpu++)
		assert_true(probe_add_cpu(&dump, cpu, cpu < 4 ? N1 : V1));
	assert_true(probe_add_cpu(&dump, 8, N1));
	assert_int_equal(dump.cpu_run_count, 3);
	assert_run(&dump, 0, 0, 3, N1);
	assert_run(&dump, 1, 4, 7, V1);
	assert_run(&dump, 2, 8, 8, N1);
}

static void test_offline_cpu_ends_a_run(void **state)
{
	static struct cpu_dump dump;

	(void)state;
	dump.cpu_run_count = 0;
	assert_true(probe_add_cpu(&dump, 1, N1));
	assert_true(probe_add_cpu(&dump, 2, N1));
	assert_true(probe_add_cpu(&dump, 4, N1));
	assert_int_equal(dump.cpu_run_count, 2);
	assert_run(&dump, 0, 1, 2, N1);
	assert_run(&dump, 1, 4, 4, N1);
}

static void test_too_many_runs(void **state)
{
	static struct cpu_dump dump;
	unsigned int cpu;

	(void)state;
	dump.cpu_run_count = 0;
	for (cpu = 0; cpu < DUMP_CPU_RUNS_MAX; cpu++)
		assert_true(probe_add_cpu(&dump, cpu, cpu % 2 ? N1 : V1));
	assert_false(probe_add_cpu(&dump, cpu, V1));
	assert_int_equal(dump.cpu_run_count, DUMP_CPU_RUNS_MAX);
	/* The last run may still grow. */
	assert_true(probe_add_cpu(&dump, cpu, N1));
	assert_run(&dump, DUMP_CPU_RUNS_MAX - 1, cpu - 1, cpu, N1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_midr),
		cmocka_unit_test(test_no_midr),
		cmocka_unit_test(test_like_cpus_are_one_run),
		cmocka_unit_test(test_mixed_cores),
		cmocka_unit_test(test_offline_cpu_ends_a_run),
		cmocka_unit_test(test_too_many_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
