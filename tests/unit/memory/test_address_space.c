// SPDX-License-Identifier: GPL-2.0-only
// Address spaces: each reason to refuse a region, each way to look one up, each kind of access.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The one allocation there is can be made to fail. */
static bool fail_realloc;

static void *realloc_or_fail(void *old, size_t bytes)
{
	return fail_realloc ? NULL : realloc(old, bytes);
}

#define realloc realloc_or_fail
#include "memory/address_space.c"
#undef realloc

#include "capture.h"

#define PAGE  UINT64_C(0x1000)
#define LIMIT (UINT64_C(1) << 40)

static uint8_t pages[4][PAGE] __attribute__((aligned(0x1000)));

/* What the last MMIO access looked like. */
static struct {
	void *opaque;
	uint64_t offset, value;
	unsigned int width, reads, writes;
} seen;

static uint64_t device_read(void *opaque, uint64_t offset, unsigned int width)
{
	seen.opaque = opaque;
	seen.offset = offset;
	seen.width = width;
	seen.reads++;
	return UINT64_C(0x8877665544332211);
}

static void device_write(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	seen.opaque = opaque;
	seen.offset = offset;
	seen.width = width;
	seen.value = value;
	seen.writes++;
}

static const struct region_ops device_ops = { .read = device_read, .write = device_write };

static struct region mmio(const char *name, gpa_t base, uint64_t bytes)
{
	return (struct region){ .name = name,
				.base = base,
				.bytes = bytes,
				.kind = REGION_MMIO,
				.ops = &device_ops,
				.opaque = &seen };
}

static struct region memory(const char *name, enum region_kind kind, gpa_t base, uint64_t bytes,
			    void *host)
{
	return (struct region){
		.name = name, .base = base, .bytes = bytes, .kind = kind, .host = host
	};
}

static int setup(void **state)
{
	struct address_space *as = test_malloc(sizeof(*as));

	address_space_init(as, "test", LIMIT, PAGE);
	memset(&seen, 0, sizeof(seen));
	memset(pages, 0, sizeof(pages));
	fail_realloc = false;
	*state = as;
	return 0;
}

static int teardown(void **state)
{
	address_space_fini(*state);
	test_free(*state);
	return 0;
}

static void assert_add(struct address_space *as, struct region *region,
		       enum address_space_status expected)
{
	size_t count = as->count;

	assert_int_equal(address_space_add(as, region, NULL), expected);
	assert_int_equal(as->count, count + (expected == ADDRESS_SPACE_OK));
}

static void test_empty(void **state)
{
	struct address_space *as = *state;
	uint64_t value = 1;

	assert_string_equal(as->name, "test");
	assert_null(address_space_find(as, 0));
	assert_null(address_space_find(as, UINT64_MAX));
	assert_null(address_space_pointer(as, 0, 1, false));
	assert_false(address_space_read(as, 0, 1, &value));
	assert_int_equal(value, 0);
	assert_false(address_space_write(as, 0, 1, 0));
}

static void test_fini_twice(void **state)
{
	struct address_space *as = *state;
	struct region region = mmio("a", 0, 1);

	assert_add(as, &region, ADDRESS_SPACE_OK);
	address_space_fini(as);
	assert_null(address_space_find(as, 0));
	address_space_fini(as);
	assert_int_equal(as->count, 0);
	assert_add(as, &region, ADDRESS_SPACE_OK);
}

static void test_zero_size(void **state)
{
	struct region device = mmio("a", 0x1000, 0);
	struct region ram = memory("r", REGION_RAM, 0x1000, 0, pages);

	assert_add(*state, &device, ADDRESS_SPACE_ZERO_SIZE);
	assert_add(*state, &ram, ADDRESS_SPACE_ZERO_SIZE);
}

static void test_wrap_and_end(void **state)
{
	struct address_space whole;
	struct region wraps = mmio("w", UINT64_MAX, 2);
	struct region all_but_zero = mmio("w", 1, UINT64_MAX);
	struct region wraps_most = mmio("w", UINT64_MAX, UINT64_MAX);
	struct region last_byte = mmio("l", UINT64_MAX, 1);
	struct region to_the_end = mmio("e", UINT64_MAX - 0xfff, 0xfff);
	struct region ram = memory("r", REGION_RAM, 0 - PAGE, PAGE, pages);

	(void)state;
	address_space_init(&whole, "whole", 0, PAGE);
	assert_add(&whole, &wraps, ADDRESS_SPACE_WRAPS);
	assert_add(&whole, &wraps_most, ADDRESS_SPACE_WRAPS);
	/* 1 + (2^64 - 1) is 2^64: the end, not beyond it. */
	assert_add(&whole, &all_but_zero, ADDRESS_SPACE_OK);
	assert_ptr_equal(address_space_find(&whole, 1), &all_but_zero);
	assert_ptr_equal(address_space_find(&whole, UINT64_MAX), &all_but_zero);
	assert_null(address_space_find(&whole, 0));
	assert_add(&whole, &last_byte, ADDRESS_SPACE_OVERLAP);
	address_space_fini(&whole);

	address_space_init(&whole, "whole", 0, PAGE);
	assert_add(&whole, &last_byte, ADDRESS_SPACE_OK);
	assert_add(&whole, &to_the_end, ADDRESS_SPACE_OK);
	assert_ptr_equal(address_space_find(&whole, UINT64_MAX), &last_byte);
	assert_ptr_equal(address_space_find(&whole, UINT64_MAX - 1), &to_the_end);
	assert_ptr_equal(address_space_find(&whole, UINT64_MAX - 0xfff), &to_the_end);
	assert_null(address_space_find(&whole, UINT64_MAX - 0x1000));
	address_space_fini(&whole);

	/* RAM that ends at 2^64: accesses at its end neither wrap nor miss. */
	address_space_init(&whole, "whole", 0, PAGE);
	assert_add(&whole, &ram, ADDRESS_SPACE_OK);
	assert_ptr_equal(address_space_pointer(&whole, UINT64_MAX, 1, true), &pages[0][PAGE - 1]);
	assert_null(address_space_pointer(&whole, UINT64_MAX, 2, true));
	assert_null(address_space_pointer(&whole, UINT64_MAX, UINT64_MAX, true));
	assert_true(address_space_write(&whole, UINT64_MAX - 7, 8, 1));
	assert_false(address_space_write(&whole, UINT64_MAX - 6, 8, 1));
	address_space_fini(&whole);
}

static void test_whole_space_but_one(void **state)
{
	struct address_space whole;
	struct region all = mmio("all", 0, UINT64_MAX);

	(void)state;
	address_space_init(&whole, "whole", 0, PAGE);
	assert_add(&whole, &all, ADDRESS_SPACE_OK);
	assert_ptr_equal(address_space_find(&whole, 0), &all);
	assert_ptr_equal(address_space_find(&whole, UINT64_MAX - 1), &all);
	assert_null(address_space_find(&whole, UINT64_MAX));
	address_space_fini(&whole);
}

static void test_limit(void **state)
{
	struct region last_byte = mmio("a", LIMIT - 1, 1);
	struct region first_beyond = mmio("b", LIMIT, 1);
	struct region across = mmio("c", LIMIT - 0x10, 0x11);
	struct region up_to = mmio("d", LIMIT - 0x10, 0xf);
	struct region far = memory("e", REGION_RAM, LIMIT * 2, PAGE, pages);

	assert_add(*state, &first_beyond, ADDRESS_SPACE_TOO_HIGH);
	assert_add(*state, &across, ADDRESS_SPACE_TOO_HIGH);
	assert_add(*state, &far, ADDRESS_SPACE_TOO_HIGH);
	assert_add(*state, &last_byte, ADDRESS_SPACE_OK);
	assert_add(*state, &up_to, ADDRESS_SPACE_OK);
}

static void test_alignment(void **state)
{
	static const enum region_kind kinds[] = { REGION_RAM, REGION_ROM };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		struct region base = memory("b", kinds[i], 0x1001, PAGE, pages);
		struct region bytes = memory("s", kinds[i], 0x1000, PAGE + 1, pages);
		struct region half = memory("s", kinds[i], 0x1000, PAGE / 2, pages);
		struct region host = memory("h", kinds[i], 0x1000, PAGE, &pages[0][1]);

		assert_add(*state, &base, ADDRESS_SPACE_MISALIGNED);
		assert_add(*state, &bytes, ADDRESS_SPACE_MISALIGNED);
		assert_add(*state, &half, ADDRESS_SPACE_MISALIGNED);
		assert_add(*state, &host, ADDRESS_SPACE_MISALIGNED);
	}
	/* Devices may be anywhere, whatever they have in the other kinds' fields. */
	{
		struct region device = mmio("d", 0x1001, 3);

		device.host = &pages[0][1];
		assert_add(*state, &device, ADDRESS_SPACE_OK);
	}
}

static void test_invalid(void **state)
{
	const struct region_ops no_read = { .write = device_write };
	const struct region_ops no_write = { .read = device_read };
	struct region region = mmio(NULL, 0x1000, 1);

	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
	region = mmio("a", 0x1000, 1);
	region.ops = NULL;
	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
	region.ops = &no_read;
	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
	region.ops = &no_write;
	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
	region = mmio("a", 0x1000, 1);
	region.kind = (enum region_kind)3;
	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
	region = memory("r", REGION_RAM, 0x1000, PAGE, NULL);
	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
	region = memory("r", REGION_ROM, 0x1000, PAGE, NULL);
	assert_add(*state, &region, ADDRESS_SPACE_INVALID);
}

static void test_overlap(void **state)
{
	struct address_space *as = *state;
	struct region middle = mmio("middle", 0x1000, 0x100);
	struct region cases[] = {
		mmio("same", 0x1000, 0x100),	     mmio("inside", 0x1080, 1),
		mmio("around", 0xf00, 0x1000),	     mmio("first byte", 0xf01, 0x100),
		mmio("last byte", 0x10ff, 0x100),    mmio("from its start", 0x1000, 1),
		mmio("up to its end", 0x10ff, 1),    mmio("from its start on", 0x1000, 0x200),
		mmio("up to its end on", 0, 0x1100),
	};
	struct region before = mmio("before", 0xf00, 0x100);
	struct region after = mmio("after", 0x1100, 0x100);
	size_t i;

	assert_add(as, &middle, ADDRESS_SPACE_OK);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct region *other = NULL;

		assert_int_equal(address_space_add(as, &cases[i], &other), ADDRESS_SPACE_OVERLAP);
		assert_ptr_equal(other, &middle);
	}
	assert_add(as, &before, ADDRESS_SPACE_OK);
	assert_add(as, &after, ADDRESS_SPACE_OK);
	assert_add(as, &before, ADDRESS_SPACE_OVERLAP);
	assert_add(as, &after, ADDRESS_SPACE_OVERLAP);
	assert_ptr_equal(address_space_find(as, 0xfff), &before);
	assert_ptr_equal(address_space_find(as, 0x1000), &middle);
	assert_ptr_equal(address_space_find(as, 0x10ff), &middle);
	assert_ptr_equal(address_space_find(as, 0x1100), &after);
	assert_null(address_space_find(as, 0xeff));
	assert_null(address_space_find(as, 0x1200));
}

static void test_overlap_leaves_other_alone_when_fine(void **state)
{
	struct region region = mmio("a", 0, 1);
	const struct region *other = &region;

	assert_int_equal(address_space_add(*state, &region, &other), ADDRESS_SPACE_OK);
	assert_ptr_equal(other, &region);
}

static void test_frozen(void **state)
{
	struct address_space *as = *state;
	struct region first = mmio("a", 0, 1), second = mmio("b", 1, 1), bad = mmio(NULL, 0, 0);

	assert_add(as, &first, ADDRESS_SPACE_OK);
	address_space_freeze(as);
	address_space_freeze(as);
	assert_add(as, &second, ADDRESS_SPACE_FROZEN);
	assert_add(as, &bad, ADDRESS_SPACE_FROZEN);
	assert_ptr_equal(address_space_find(as, 0), &first);
	assert_null(address_space_find(as, 1));
}

static void test_no_memory(void **state)
{
	struct address_space *as = *state;
	struct region regions[CAPACITY_FIRST + 1];
	size_t i;

	fail_realloc = true;
	regions[0] = mmio("r", 0, 1);
	assert_add(as, &regions[0], ADDRESS_SPACE_NO_MEMORY);
	fail_realloc = false;
	for (i = 0; i < ARRAY_SIZE(regions); i++) {
		regions[i] = mmio("r", 2 * i, 1);
		if (i == CAPACITY_FIRST) {
			fail_realloc = true;
			assert_add(as, &regions[i], ADDRESS_SPACE_NO_MEMORY);
			assert_ptr_equal(address_space_find(as, 2 * (i - 1)), &regions[i - 1]);
			assert_null(address_space_find(as, 2 * i));
			fail_realloc = false;
		}
		assert_add(as, &regions[i], ADDRESS_SPACE_OK);
	}
	assert_int_equal(as->count, CAPACITY_FIRST + 1);
}

static void test_find_among_many(void **state)
{
	enum { MANY = 257 };
	static struct region regions[MANY];
	struct address_space *as = *state;
	size_t i;

	/* Added in an order that is neither up nor down: 100 and 257 have no common factor. */
	for (i = 0; i < MANY; i++) {
		size_t n = i * 100 % MANY;

		regions[n] = mmio("r", 0x1000 + n * 0x20, 0x10);
		assert_add(as, &regions[n], ADDRESS_SPACE_OK);
	}
	for (i = 0; i < MANY; i++) {
		gpa_t base = regions[i].base;

		assert_ptr_equal(as->regions[i], &regions[i]);
		assert_ptr_equal(address_space_find(as, base), &regions[i]);
		assert_ptr_equal(address_space_find(as, base + 0xf), &regions[i]);
		assert_null(address_space_find(as, base - 1));
		assert_null(address_space_find(as, base + 0x10));
	}
	assert_null(address_space_find(as, 0));
}

static void test_pointer(void **state)
{
	struct address_space *as = *state;
	struct region low = memory("low", REGION_RAM, 0x10000, 2 * PAGE, pages[0]);
	struct region high = memory("high", REGION_RAM, 0x12000, PAGE, pages[2]);
	struct region rom = memory("rom", REGION_ROM, 0x13000, PAGE, pages[3]);
	struct region device = mmio("dev", 0x14000, PAGE);

	assert_add(as, &high, ADDRESS_SPACE_OK);
	assert_add(as, &low, ADDRESS_SPACE_OK);
	assert_add(as, &rom, ADDRESS_SPACE_OK);
	assert_add(as, &device, ADDRESS_SPACE_OK);

	assert_ptr_equal(address_space_pointer(as, 0x10000, 1, true), pages[0]);
	assert_ptr_equal(address_space_pointer(as, 0x10000, 2 * PAGE, true), pages[0]);
	assert_ptr_equal(address_space_pointer(as, 0x11fff, 1, true), &pages[1][PAGE - 1]);
	assert_null(address_space_pointer(as, 0x10000, 0, true));
	assert_null(address_space_pointer(as, 0xffff, 1, true));
	assert_null(address_space_pointer(as, 0xffff, 2, true));

	/* The host mappings of these two are neighbours as well: still not one region. */
	assert_null(address_space_pointer(as, 0x10000, 2 * PAGE + 1, true));
	assert_null(address_space_pointer(as, 0x11fff, 2, true));
	assert_null(address_space_pointer(as, 0x11fff, 2, false));
	assert_null(address_space_pointer(as, 0x10001, UINT64_MAX, false));
	assert_null(address_space_pointer(as, 0x10001, 0 - UINT64_C(0x10001), false));

	assert_ptr_equal(address_space_pointer(as, 0x13010, 0xff0, false), &pages[3][0x10]);
	assert_null(address_space_pointer(as, 0x13010, 0xff1, false));
	assert_null(address_space_pointer(as, 0x13010, 1, true));
	assert_null(address_space_pointer(as, 0x14000, 1, false));
	assert_null(address_space_pointer(as, 0x14000, 1, true));
	assert_null(address_space_pointer(as, 0x15000, 1, false));
}

static void test_mmio_access(void **state)
{
	static const unsigned int widths[] = { 1, 2, 4, 8 };
	struct address_space *as = *state;
	struct region device = mmio("dev", 0x1003, 0x20);
	uint64_t value;
	size_t i;

	device.opaque = &device;
	assert_add(as, &device, ADDRESS_SPACE_OK);
	for (i = 0; i < ARRAY_SIZE(widths); i++) {
		unsigned int width = widths[i];
		uint64_t mask = bits_low_mask(8 * width);

		/* The last place where all of it fits. */
		assert_true(address_space_read(as, 0x1023 - width, width, &value));
		assert_ptr_equal(seen.opaque, &device);
		assert_int_equal(seen.offset, 0x20 - width);
		assert_int_equal(seen.width, width);
		assert_int_equal(value, UINT64_C(0x8877665544332211) & mask);

		assert_true(address_space_write(as, 0x1003, width, UINT64_MAX));
		assert_ptr_equal(seen.opaque, &device);
		assert_int_equal(seen.offset, 0);
		assert_int_equal(seen.width, width);
		assert_int_equal(seen.value, mask);
	}
	assert_int_equal(seen.reads, 4);
	assert_int_equal(seen.writes, 4);
}

static void test_access_refused(void **state)
{
	struct address_space *as = *state;
	struct region device = mmio("dev", 0x1000, 6);
	struct region next = mmio("next", 0x1006, 8);
	struct region ram = memory("ram", REGION_RAM, 0x2000, PAGE, pages[0]);
	struct region more = memory("more", REGION_RAM, 0x3000, PAGE, pages[1]);
	uint64_t value;
	unsigned int width;

	assert_add(as, &device, ADDRESS_SPACE_OK);
	assert_add(as, &next, ADDRESS_SPACE_OK);
	assert_add(as, &ram, ADDRESS_SPACE_OK);
	assert_add(as, &more, ADDRESS_SPACE_OK);
	for (width = 0; width <= 17; width++) {
		bool good = width == 1 || width == 2 || width == 4;

		value = 1;
		assert_int_equal(address_space_read(as, 0x1000, width, &value), good);
		assert_true(good || value == 0);
		assert_int_equal(address_space_write(as, 0x1000, width, 1), good);
		good = good || width == 8;
		assert_int_equal(address_space_read(as, 0x2000, width, &value), good);
		assert_int_equal(address_space_write(as, 0x2000, width, 1), good);
	}
	memset(&seen, 0, sizeof(seen));
	memset(pages, 0, sizeof(pages));
	value = 1;
	assert_false(address_space_read(as, 0x1005, 2, &value));
	assert_int_equal(value, 0);
	assert_false(address_space_write(as, 0x1005, 2, 1));
	assert_false(address_space_write(as, 0xfff, 2, 1));
	assert_false(address_space_write(as, 0x100e, 1, 1));
	assert_false(address_space_write(as, 0x2fff, 2, UINT64_MAX));
	assert_false(address_space_read(as, 0x2ffd, 4, &value));
	assert_int_equal(seen.reads + seen.writes, 0);
	assert_int_equal(pages[0][PAGE - 1], 0);
	assert_int_equal(pages[1][0], 0);
}

static void test_memory_access(void **state)
{
	static const uint8_t expected[] = { 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11 };
	static const unsigned int widths[] = { 1, 2, 4, 8 };
	struct address_space *as = *state;
	struct region ram = memory("ram", REGION_RAM, 0x2000, PAGE, pages[0]);
	struct region rom = memory("rom", REGION_ROM, 0x3000, PAGE, pages[1]);
	uint64_t value;
	size_t i;

	assert_add(as, &ram, ADDRESS_SPACE_OK);
	assert_add(as, &rom, ADDRESS_SPACE_OK);
	for (i = 0; i < ARRAY_SIZE(widths); i++) {
		unsigned int width = widths[i];
		uint8_t *at = &pages[0][0x11 + 0x10 * i];

		assert_true(address_space_write(as, 0x2011 + 0x10 * i, width,
						UINT64_C(0x1122334455667788)));
		assert_memory_equal(at, expected, width);
		assert_int_equal(at[width], 0);
		assert_int_equal(at[-1], 0);
		assert_true(address_space_read(as, 0x2011 + 0x10 * i, width, &value));
		assert_int_equal(value, UINT64_C(0x1122334455667788) & bits_low_mask(8 * width));
	}

	pages[1][0] = 0x5a;
	pages[1][PAGE - 1] = 0xa5;
	assert_true(address_space_write(as, 0x3000, 1, 0xff));
	assert_int_equal(pages[1][0], 0x5a);
	assert_true(address_space_read(as, 0x3000, 4, &value));
	assert_int_equal(value, 0x5a);
	assert_true(address_space_read(as, 0x3fff, 1, &value));
	assert_int_equal(value, 0xa5);
	assert_int_equal(seen.reads + seen.writes, 0);
}

static void assert_explained(struct address_space *as, struct region region, const char *line)
{
	int result;

	capture_start();
	result = address_space_add_or_explain(as, &region);
	assert_string_equal(capture_stop(), line);
	assert_int_equal(result, -1);
}

static void test_explain(void **state)
{
	struct address_space *as = *state;
	struct region uart = mmio("uart0", 0x1000000, 8), device;
	int result;

	capture_start();
	result = address_space_add_or_explain(as, &uart);
	assert_string_equal(capture_stop(), "");
	assert_int_equal(result, 0);

	assert_explained(as, mmio("rtc", 0xfffff8, 9),
			 "armlet: test: rtc at 0xfffff8-0x1000000 overlaps uart0 at "
			 "0x1000000-0x1000007\n");
	assert_explained(as, mmio("rtc", 0x10, 0), "armlet: test: rtc at 0x10 has no bytes\n");
	assert_explained(as, mmio("rtc", UINT64_MAX, 2),
			 "armlet: test: rtc at 0xffffffffffffffff with 0x2 bytes passes the last "
			 "address\n");
	assert_explained(as, mmio("rtc", LIMIT - 1, 2),
			 "armlet: test: rtc at 0xffffffffff-0x10000000000 passes 0xffffffffff, the "
			 "highest address that this machine has\n");
	assert_explained(
		as, memory("ram", REGION_RAM, 0x1000, 0x800, (void *)0x7000),
		"armlet: test: ram at 0x1000 with 0x800 bytes, mapped at 0x7000, is not in "
		"whole pages of 0x1000 bytes\n");
	assert_explained(as, memory("ram", REGION_RAM, 0x1000, PAGE, NULL),
			 "armlet: test: ram at 0x1000 has no mapping\n");
	assert_explained(as, mmio(NULL, 0x1000, 1),
			 "armlet: test: (no name) at 0x1000 has no name\n");
	device = mmio("rtc", 0x1000, 1);
	device.ops = NULL;
	assert_explained(as, device, "armlet: test: rtc at 0x1000 has no operations\n");
	fail_realloc = true;
	as->capacity = as->count;
	assert_explained(as, mmio("rtc", 0x1000, 1),
			 "armlet: test: rtc at 0x1000: out of memory\n");
	fail_realloc = false;
	address_space_freeze(as);
	assert_explained(as, mmio("rtc", 0x1000, 1),
			 "armlet: test: rtc at 0x1000 comes too late: the map is frozen\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_empty, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fini_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(test_zero_size, setup, teardown),
		cmocka_unit_test(test_wrap_and_end),
		cmocka_unit_test(test_whole_space_but_one),
		cmocka_unit_test_setup_teardown(test_limit, setup, teardown),
		cmocka_unit_test_setup_teardown(test_alignment, setup, teardown),
		cmocka_unit_test_setup_teardown(test_invalid, setup, teardown),
		cmocka_unit_test_setup_teardown(test_overlap, setup, teardown),
		cmocka_unit_test_setup_teardown(test_overlap_leaves_other_alone_when_fine, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_frozen, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_memory, setup, teardown),
		cmocka_unit_test_setup_teardown(test_find_among_many, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pointer, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mmio_access, setup, teardown),
		cmocka_unit_test_setup_teardown(test_access_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_memory_access, setup, teardown),
		cmocka_unit_test_setup_teardown(test_explain, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
