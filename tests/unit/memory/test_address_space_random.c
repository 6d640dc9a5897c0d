// SPDX-License-Identifier: GPL-2.0-only
// Address spaces against a model that scans an array with wide numbers, over random regions.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "lib/bits.h"
#include "memory/address_space.h"

#define PAGE	64
#define ROUNDS	300
#define REGIONS 200
#define LOOKUPS 600

typedef unsigned __int128 wide;

struct model {
	const struct region *regions[REGIONS];
	size_t count;
	wide end;
};

static uint64_t random_state;

/* xorshift64*: the same numbers in every run, so that a failure comes back. */
static uint64_t random_u64(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return random_state * UINT64_C(0x2545f4914f6cdd1d);
}

static uint64_t random_below(uint64_t n)
{
	return random_u64() % n;
}

static uint64_t no_read(void *opaque, uint64_t offset, unsigned int width)
{
	(void)width;
	/* Which region, and where in it. */
	return (uint64_t)(uintptr_t)opaque ^ offset;
}

static void no_write(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	(void)opaque;
	(void)offset;
	(void)width;
	(void)value;
}

static const struct region_ops ops = { .read = no_read, .write = no_write };

static wide end_of(const struct region *region)
{
	return (wide)region->base + region->bytes;
}

static enum address_space_status model_add(struct model *model, const struct region *region)
{
	size_t i;

	if (!region->bytes)
		return ADDRESS_SPACE_ZERO_SIZE;
	if (end_of(region) > (wide)1 << 64)
		return ADDRESS_SPACE_WRAPS;
	if (end_of(region) > model->end)
		return ADDRESS_SPACE_TOO_HIGH;
	if (region->kind != REGION_MMIO &&
	    (region->base % PAGE || region->bytes % PAGE || (uintptr_t)region->host % PAGE))
		return ADDRESS_SPACE_MISALIGNED;
	for (i = 0; i < model->count; i++) {
		if (region->base < end_of(model->regions[i]) &&
		    model->regions[i]->base < end_of(region))
			return ADDRESS_SPACE_OVERLAP;
	}
	model->regions[model->count++] = region;
	return ADDRESS_SPACE_OK;
}

/* The region that holds all of the range; NULL for an empty one. */
static const struct region *model_find(const struct model *model, gpa_t address, uint64_t bytes)
{
	size_t i;

	for (i = 0; bytes && i < model->count; i++) {
		if (address >= model->regions[i]->base &&
		    (wide)address + bytes <= end_of(model->regions[i]))
			return model->regions[i];
	}
	return NULL;
}

/* Near 0, near 2^64 and near the limit more often than elsewhere; often in whole pages. */
static uint64_t random_address(uint64_t limit)
{
	uint64_t address = random_below(UINT64_C(1) << (1 + random_below(14)));

	switch (random_below(8)) {
	case 0:
		address = 0 - address;
		break;
	case 1:
		address = limit - address;
		break;
	case 2:
		address = random_u64();
		break;
	default:
		break;
	}
	return random_below(3) ? address & ~(uint64_t)(PAGE - 1) : address;
}

static uint64_t random_bytes(void)
{
	uint64_t bytes = random_below(UINT64_C(1) << random_below(12));

	if (!random_below(20))
		bytes = random_u64() >> random_below(64);
	return random_below(3) ? align_up(bytes, PAGE) : bytes;
}

static void random_region(struct region *region, uint64_t limit, size_t n)
{
	*region = (struct region){
		.name = "r",
		.base = random_address(limit),
		.bytes = random_bytes(),
		.kind = (enum region_kind)random_below(3),
		/* Never dereferenced: only the arithmetic is looked at. */
		.host = (void *)(uintptr_t)((n + 1) * PAGE + !random_below(16)),
		.ops = &ops,
		.opaque = region,
	};
}

static void check_lookup(const struct address_space *as, const struct model *model, gpa_t address)
{
	static const unsigned int widths[] = { 1, 2, 4, 8 };
	unsigned int width = widths[random_below(4)];
	uint64_t bytes = random_bytes();
	const struct region *whole = model_find(model, address, bytes);
	const struct region *access = model_find(model, address, width);
	bool write = random_below(2);
	void *expected = NULL;
	uint64_t value;

	assert_ptr_equal(address_space_find(as, address), model_find(model, address, 1));
	if (whole && (whole->kind == REGION_RAM || (whole->kind == REGION_ROM && !write)))
		expected = (void *)((uintptr_t)whole->host + (uintptr_t)(address - whole->base));
	assert_ptr_equal(address_space_pointer(as, address, bytes, write), expected);
	if (access && access->kind != REGION_MMIO)
		return;
	value = 1;
	assert_int_equal(address_space_read(as, address, width, &value), access != NULL);
	assert_int_equal(address_space_write(as, address, width, value), access != NULL);
	assert_int_equal(value, access ? ((uintptr_t)access ^ (address - access->base)) &
						 bits_low_mask(8 * width)
				       : 0);
}

static void check_sorted(const struct address_space *as)
{
	size_t i;

	for (i = 1; i < as->count; i++)
		assert_true(end_of(as->regions[i - 1]) <= as->regions[i]->base);
}

static void one_round(unsigned int *outcomes)
{
	static const uint64_t limits[] = { 0, UINT64_C(1) << 14, UINT64_C(1) << 40, 12345 };
	uint64_t limit = limits[random_below(ARRAY_SIZE(limits))];
	struct region regions[REGIONS];
	struct model model = { .end = limit ? limit : (wide)1 << 64 };
	struct address_space as;
	size_t i;

	address_space_init(&as, "random", limit, PAGE);
	for (i = 0; i < REGIONS; i++) {
		const struct region *other = NULL;
		enum address_space_status status, expected;

		random_region(&regions[i], limit, i);
		status = address_space_add(&as, &regions[i], &other);
		expected = model_add(&model, &regions[i]);
		assert_int_equal(status, expected);
		assert_int_equal(as.count, model.count);
		outcomes[status]++;
		assert_int_equal(other != NULL, status == ADDRESS_SPACE_OVERLAP);
		/* Whichever it names, that one does overlap. */
		if (other)
			assert_true(other->base < end_of(&regions[i]) &&
				    regions[i].base < end_of(other));
	}
	check_sorted(&as);
	address_space_freeze(&as);
	for (i = 0; i < LOOKUPS; i++)
		check_lookup(&as, &model, random_address(limit));
	for (i = 0; i < model.count; i++) {
		gpa_t last = region_last(model.regions[i]);

		check_lookup(&as, &model, model.regions[i]->base - 1);
		check_lookup(&as, &model, model.regions[i]->base);
		check_lookup(&as, &model, last);
		check_lookup(&as, &model, last + 1);
	}
	address_space_fini(&as);
}

static void test_against_model(void **state)
{
	unsigned int outcomes[ADDRESS_SPACE_NO_MEMORY + 1] = { 0 };
	unsigned int status;
	int round;

	(void)state;
	random_state = UINT64_C(0x9e3779b97f4a7c15);
	for (round = 0; round < ROUNDS; round++)
		one_round(outcomes);
	/* The numbers do reach every answer. */
	for (status = ADDRESS_SPACE_OK; status <= ADDRESS_SPACE_OVERLAP; status++)
		assert_true(outcomes[status] > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
