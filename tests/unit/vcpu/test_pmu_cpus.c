// SPDX-License-Identifier: GPL-2.0-only
// Lists of CPUs as sysfs writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "lib/bits.h"
#include "vcpu/pmu.h"

static void assert_cpus(const char *text, const char *bits)
{
	cpu_set_t cpus;
	size_t i;

	assert_true(pmu_parse_cpus(text, &cpus));
	for (i = 0; i < CPU_SETSIZE; i++)
		assert_int_equal(!!CPU_ISSET(i, &cpus), i < strlen(bits) && bits[i] == '1');
}

static void test_good_lists(void **state)
{
	(void)state;
	assert_cpus("0", "1");
	assert_cpus("0\n", "1");
	assert_cpus("0-3\n", "1111");
	assert_cpus("1,3-4,6", "01011010");
	assert_cpus("2-2", "001");
	assert_cpus("0,0,0-1", "11");
	/* Beyond what a cpu_set_t holds. */
	assert_cpus("0,1024-9999999", "1");
}

static void test_bad_lists(void **state)
{
	static const char *const bad[] = {
		"",    "\n",  "a",     "1-",	"-1",	    ",",   "1,",
		"3-1", "1 2", "1\n\n", "1-2-3", "12345678", "0x1", "1,\n"
	};
	cpu_set_t cpus;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(pmu_parse_cpus(bad[i], &cpus));
}

static void test_covers(void **state)
{
	cpu_set_t all, some;

	(void)state;
	assert_true(pmu_parse_cpus("0-3", &all));
	assert_true(pmu_parse_cpus("1,3", &some));
	assert_true(pmu_covers(&all, &some));
	assert_true(pmu_covers(&all, &all));
	assert_false(pmu_covers(&some, &all));
	assert_true(pmu_parse_cpus("3-4", &some));
	assert_false(pmu_covers(&all, &some));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_lists),
		cmocka_unit_test(test_bad_lists),
		cmocka_unit_test(test_covers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
