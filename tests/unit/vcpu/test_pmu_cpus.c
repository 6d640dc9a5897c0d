// SPDX-License-Identifier: GPL-2.0-only
// Which CPUs a PMU has to be there on.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/cpu_list.h"
#include "vcpu/pmu.h"

static void test_covers(void **state)
{
	cpu_set_t all, some;

	(void)state;
	assert_true(cpu_list_parse("0-3", &all, NULL));
	assert_true(cpu_list_parse("1,3", &some, NULL));
	assert_true(pmu_covers(&all, &some));
	assert_true(pmu_covers(&all, &all));
	assert_false(pmu_covers(&some, &all));
	assert_true(cpu_list_parse("3-4", &some, NULL));
	assert_false(pmu_covers(&all, &some));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_covers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
