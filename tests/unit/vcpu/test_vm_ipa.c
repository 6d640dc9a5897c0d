// SPDX-License-Identifier: GPL-2.0-only
// The size of the guest's address space.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "vcpu/vm.h"

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
		cmocka_unit_test(test_ipa_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
