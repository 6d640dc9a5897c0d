// SPDX-License-Identifier: GPL-2.0-only
// A region behind which there is nothing: in an address space it answers, and keeps its place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "memory/address_space.h"

static void test_nothing(void **state)
{
	struct region region = { .name = "x",
				 .base = 0x1000,
				 .bytes = 8,
				 .kind = REGION_MMIO,
				 .ops = &region_nothing_ops };
	struct region other = region;
	struct address_space as;
	uint64_t value = 1;

	(void)state;
	address_space_init(&as, "test", 0, 4096);
	assert_int_equal(address_space_add(&as, &region, NULL), ADDRESS_SPACE_OK);
	assert_int_equal(address_space_add(&as, &other, NULL), ADDRESS_SPACE_OVERLAP);
	assert_true(address_space_write(&as, 0x1000, 8, UINT64_MAX));
	assert_true(address_space_read(&as, 0x1000, 8, &value));
	assert_int_equal(value, 0);
	address_space_fini(&as);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_nothing) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
