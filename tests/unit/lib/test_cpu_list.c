// SPDX-License-Identifier: GPL-2.0-only
// Lists of CPUs as the kernel writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "lib/cpu_list.h"

static void assert_cpus(const char *text, const char *bits)
{
	cpu_set_t cpus;
	size_t i;

	assert_true(cpu_list_parse(text, &cpus, NULL));
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
		assert_false(cpu_list_parse(bad[i], &cpus, NULL));
}

static void test_beyond(void **state)
{
	cpu_set_t cpus;
	bool beyond;

	(void)state;
	assert_true(cpu_list_parse("0-1023", &cpus, &beyond));
	assert_false(beyond);
	assert_int_equal(CPU_COUNT(&cpus), CPU_SETSIZE);
	assert_true(cpu_list_parse("1020-1024", &cpus, &beyond));
	assert_true(beyond);
	assert_int_equal(CPU_COUNT(&cpus), 4);
	assert_true(cpu_list_parse("2000,5", &cpus, &beyond));
	assert_true(beyond);
	assert_int_equal(CPU_COUNT(&cpus), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_lists),
		cmocka_unit_test(test_bad_lists),
		cmocka_unit_test(test_beyond),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
