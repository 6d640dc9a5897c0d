// SPDX-License-Identifier: GPL-2.0-only
// Lists of host CPUs.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/affinity.h"
#include "lib/bits.h"

static void test_lists(void **state)
{
	cpu_set_t cpus;

	(void)state;
	assert_true(cpulist_parse("0", &cpus));
	assert_int_equal(CPU_COUNT(&cpus), 1);
	assert_true(cpulist_parse("0-3,8,10-10", &cpus));
	assert_int_equal(CPU_COUNT(&cpus), 6);
	assert_true(CPU_ISSET(8, &cpus) && CPU_ISSET(10, &cpus) && !CPU_ISSET(9, &cpus));
	assert_true(cpulist_parse("1023", &cpus));
}

static void test_refusals(void **state)
{
	static const char *const bad[] = {
		"",    ",",    "1,",	 ",1", "-1",
		"1-",  "3-1",  "1--2",	 "a",  "1a",
		"1;2", "1024", "0-1024", " 1", "99999999999999999999999"
	};
	cpu_set_t cpus;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(cpulist_parse(bad[i], &cpus));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
