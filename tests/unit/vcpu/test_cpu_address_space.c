// SPDX-License-Identifier: GPL-2.0-only
// A vCPU's address spaces: the order that is allowed, and an answer for every other one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <string.h>

#include "lib/bits.h"
#include "vcpu/vcpu.h"

static struct address_space normal, tag;

static const int bad_indexes[] = { -1, INT_MIN, CPU_AS_MAX + 1, CPU_AS_MAX + 2, 64, INT_MAX };

/* The index is the array index, and index 0 is the normal one. */
_Static_assert(CPU_AS_NORMAL == 0, "the normal address space is not the first");
_Static_assert(sizeof(((struct vcpu *)0)->as) / sizeof(((struct vcpu *)0)->as[0]) == CPU_AS_MAX + 1,
	       "an index has no place in the array");

static void assert_nothing(const struct vcpu *vcpu)
{
	int index;

	for (index = -2; index <= CPU_AS_MAX + 2; index++)
		assert_null(cpu_get_address_space(vcpu, index));
}

static void test_index_zero(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	assert_int_equal(cpu_address_space_init(&vcpu), CPU_AS_OK);
	assert_nothing(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, 0, "normal", &normal), CPU_AS_OK);
	assert_ptr_equal(cpu_get_address_space(&vcpu, CPU_AS_NORMAL), &normal);
	assert_ptr_equal(vcpu.as[0].as, &normal);
	assert_string_equal(vcpu.as[0].name, "normal");
	assert_null(cpu_get_address_space(&vcpu, CPU_AS_SECURE));
	assert_null(cpu_get_address_space(&vcpu, CPU_AS_TAG));
	assert_null(cpu_get_address_space(&vcpu, CPU_AS_TAG_SECURE));
}

static void test_normal_first(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	cpu_address_space_init(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_TAG, "tag", &tag),
			 CPU_AS_NORMAL_FIRST);
	assert_nothing(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal), CPU_AS_OK);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_TAG, "tag", &tag), CPU_AS_OK);
	assert_ptr_equal(cpu_get_address_space(&vcpu, CPU_AS_TAG), &tag);
	/* No dense mapping: the tag space is at its own index, the one before it stays empty. */
	assert_ptr_equal(vcpu.as[CPU_AS_TAG].as, &tag);
	assert_null(vcpu.as[CPU_AS_SECURE].as);
}

static void test_secure_refused(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	cpu_address_space_init(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_SECURE, "s", &tag),
			 CPU_AS_UNSUPPORTED);
	cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_SECURE, "s", &tag),
			 CPU_AS_UNSUPPORTED);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_TAG_SECURE, "ts", &tag),
			 CPU_AS_UNSUPPORTED);
	assert_null(cpu_get_address_space(&vcpu, CPU_AS_SECURE));
	assert_null(cpu_get_address_space(&vcpu, CPU_AS_TAG_SECURE));
	assert_non_null(strstr(cpu_as_status_text(CPU_AS_UNSUPPORTED), "secure"));
}

static void test_bad_index(void **state)
{
	struct vcpu vcpu = { 0 };
	size_t i;

	(void)state;
	cpu_address_space_init(&vcpu);
	cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal);
	for (i = 0; i < ARRAY_SIZE(bad_indexes); i++) {
		assert_int_equal(cpu_address_space_add(&vcpu, bad_indexes[i], "bad", &tag),
				 CPU_AS_BAD_INDEX);
		assert_null(cpu_get_address_space(&vcpu, bad_indexes[i]));
	}
}

static void test_twice(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	cpu_address_space_init(&vcpu);
	cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "other", &tag), CPU_AS_TWICE);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal),
			 CPU_AS_TWICE);
	assert_ptr_equal(cpu_get_address_space(&vcpu, CPU_AS_NORMAL), &normal);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_TAG, "tag", &tag), CPU_AS_OK);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_TAG, "tag", &tag), CPU_AS_TWICE);
}

static void test_init_twice(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	assert_int_equal(cpu_address_space_init(&vcpu), CPU_AS_OK);
	cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal);
	assert_int_equal(cpu_address_space_init(&vcpu), CPU_AS_TWICE);
	assert_ptr_equal(cpu_get_address_space(&vcpu, CPU_AS_NORMAL), &normal);
}

static void test_before_init(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	/* What lies in the array does not count before init, and does not survive it. */
	vcpu.as[CPU_AS_NORMAL] = (struct cpu_address_space){ .name = "left over", .as = &tag };
	assert_nothing(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal),
			 CPU_AS_NOT_INITIALISED);
	assert_int_equal(cpu_address_space_add(&vcpu, -1, "bad", &normal), CPU_AS_NOT_INITIALISED);
	cpu_address_space_init(&vcpu);
	assert_nothing(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal), CPU_AS_OK);
}

static void test_invalid(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	cpu_address_space_init(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, NULL, &normal),
			 CPU_AS_INVALID);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", NULL),
			 CPU_AS_INVALID);
	assert_nothing(&vcpu);
}

static void test_destroy(void **state)
{
	struct vcpu vcpu = { 0 };

	(void)state;
	cpu_address_space_destroy(&vcpu);
	cpu_address_space_init(&vcpu);
	cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal);
	cpu_address_space_destroy(&vcpu);
	assert_nothing(&vcpu);
	cpu_address_space_destroy(&vcpu);
	assert_nothing(&vcpu);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &normal),
			 CPU_AS_NOT_INITIALISED);
	assert_int_equal(cpu_address_space_init(&vcpu), CPU_AS_OK);
	assert_int_equal(cpu_address_space_add(&vcpu, CPU_AS_NORMAL, "normal", &tag), CPU_AS_OK);
	assert_ptr_equal(cpu_get_address_space(&vcpu, CPU_AS_NORMAL), &tag);
}

static void test_shared(void **state)
{
	struct vcpu first = { 0 }, second = { 0 };
	struct address_space as;
	struct region ram = { .name = "ram",
			      .base = 0x1000,
			      .bytes = 0x1000,
			      .kind = REGION_RAM,
			      .host = (void *)0x10000 };

	(void)state;
	address_space_init(&as, "machine", 0, 0x1000);
	cpu_address_space_init(&first);
	cpu_address_space_init(&second);
	assert_int_equal(cpu_address_space_add(&first, CPU_AS_NORMAL, "normal", &as), CPU_AS_OK);
	assert_int_equal(cpu_address_space_add(&second, CPU_AS_NORMAL, "normal", &as), CPU_AS_OK);
	assert_int_equal(address_space_add(&as, &ram, NULL), ADDRESS_SPACE_OK);
	/* What one vCPU's map holds, the other's does, and it outlives one of the two. */
	assert_ptr_equal(address_space_find(cpu_get_address_space(&first, 0), 0x1800), &ram);
	cpu_address_space_destroy(&first);
	assert_null(cpu_get_address_space(&first, 0));
	assert_ptr_equal(address_space_find(cpu_get_address_space(&second, 0), 0x1800), &ram);
	address_space_fini(&as);
}

static void test_texts(void **state)
{
	int status, other;

	(void)state;
	for (status = CPU_AS_OK; status <= CPU_AS_INVALID; status++) {
		const char *text = cpu_as_status_text((enum cpu_as_status)status);

		assert_true(strlen(text) > 0);
		assert_string_not_equal(text, cpu_as_status_text((enum cpu_as_status) - 1));
		for (other = CPU_AS_OK; other < status; other++)
			assert_string_not_equal(text,
						cpu_as_status_text((enum cpu_as_status)other));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_index_zero),     cmocka_unit_test(test_normal_first),
		cmocka_unit_test(test_secure_refused), cmocka_unit_test(test_bad_index),
		cmocka_unit_test(test_twice),	       cmocka_unit_test(test_init_twice),
		cmocka_unit_test(test_before_init),    cmocka_unit_test(test_invalid),
		cmocka_unit_test(test_destroy),	       cmocka_unit_test(test_shared),
		cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
