// SPDX-License-Identifier: GPL-2.0-only
// A sorted array of regions: adding checks everything once, so that finding can trust it.
#include "memory/address_space.h"

#include <assert.h>
#include <endian.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/error.h"

#define CAPACITY_FIRST 16

void address_space_init(struct address_space *as, const char *name, uint64_t limit,
			uint64_t page_bytes)
{
	assert(is_power_of_two(page_bytes));
	*as = (struct address_space){ .name = name, .limit = limit, .page_bytes = page_bytes };
}

void address_space_fini(struct address_space *as)
{
	free(as->regions);
	as->regions = NULL;
	as->count = 0;
	as->capacity = 0;
}

/* How many regions begin at or below `address`: only the last of those can hold it. */
static size_t count_from_below(const struct address_space *as, gpa_t address)
{
	size_t low = 0, high = as->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (as->regions[middle]->base <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_memory(const struct region *region)
{
	return region->kind == REGION_RAM || region->kind == REGION_ROM;
}

static bool is_complete(const struct region *region)
{
	if (!region->name)
		return false;
	if (is_memory(region))
		return region->host != NULL;
	return region->kind == REGION_MMIO && region->ops && region->ops->read &&
	       region->ops->write;
}

/* Everything that can be wrong with a region whatever else the address space holds. */
static enum address_space_status check_alone(const struct address_space *as,
					     const struct region *region)
{
	if (!is_complete(region))
		return ADDRESS_SPACE_INVALID;
	if (!region->bytes)
		return ADDRESS_SPACE_ZERO_SIZE;
	if (range_wraps(region->base, region->bytes))
		return ADDRESS_SPACE_WRAPS;
	if (as->limit && region_last(region) >= as->limit)
		return ADDRESS_SPACE_TOO_HIGH;
	if (is_memory(region) &&
	    !is_aligned(region->base | region->bytes | (uintptr_t)region->host, as->page_bytes))
		return ADDRESS_SPACE_MISALIGNED;
	return ADDRESS_SPACE_OK;
}

static bool make_room(struct address_space *as)
{
	size_t capacity = as->capacity ? as->capacity * 2 : CAPACITY_FIRST;
	struct region **regions;

	if (as->count < as->capacity)
		return true;
	regions = realloc(as->regions, capacity * sizeof(*regions));
	if (!regions)
		return false;
	as->regions = regions;
	as->capacity = capacity;
	return true;
}

enum address_space_status address_space_add(struct address_space *as, struct region *region,
					    const struct region **other)
{
	enum address_space_status status;
	const struct region *in_the_way = NULL;
	size_t at;

	if (as->frozen)
		return ADDRESS_SPACE_FROZEN;
	status = check_alone(as, region);
	if (status != ADDRESS_SPACE_OK)
		return status;

	/* The neighbours suffice: they keep everything that lies beyond them away. */
	at = count_from_below(as, region->base);
	if (at > 0 && region_last(as->regions[at - 1]) >= region->base)
		in_the_way = as->regions[at - 1];
	else if (at < as->count && as->regions[at]->base <= region_last(region))
		in_the_way = as->regions[at];
	if (in_the_way) {
		if (other)
			*other = in_the_way;
		return ADDRESS_SPACE_OVERLAP;
	}

	if (!make_room(as))
		return ADDRESS_SPACE_NO_MEMORY;
	memmove(&as->regions[at + 1], &as->regions[at], (as->count - at) * sizeof(*as->regions));
	as->regions[at] = region;
	as->count++;
	return ADDRESS_SPACE_OK;
}

static void explain(const struct address_space *as, const struct region *region,
		    enum address_space_status status, const struct region *other)
{
	const char *name = region->name ? region->name : "(no name)";
	uint64_t base = region->base, bytes = region->bytes;

	switch (status) {
	case ADDRESS_SPACE_OK:
		return;
	case ADDRESS_SPACE_ZERO_SIZE:
		err("%s: %s at 0x%" PRIx64 " has no bytes", as->name, name, base);
		return;
	case ADDRESS_SPACE_WRAPS:
		err("%s: %s at 0x%" PRIx64 " with 0x%" PRIx64 " bytes passes the last address",
		    as->name, name, base, bytes);
		return;
	case ADDRESS_SPACE_TOO_HIGH:
		err("%s: %s at 0x%" PRIx64 "-0x%" PRIx64 " passes 0x%" PRIx64
		    ", the highest address that this machine has",
		    as->name, name, base, region_last(region), as->limit - 1);
		return;
	case ADDRESS_SPACE_MISALIGNED:
		err("%s: %s at 0x%" PRIx64 " with 0x%" PRIx64
		    " bytes, mapped at %p, is not in whole pages of 0x%" PRIx64 " bytes",
		    as->name, name, base, bytes, region->host, as->page_bytes);
		return;
	case ADDRESS_SPACE_OVERLAP:
		err("%s: %s at 0x%" PRIx64 "-0x%" PRIx64 " overlaps %s at 0x%" PRIx64 "-0x%" PRIx64,
		    as->name, name, base, region_last(region), other->name, other->base,
		    region_last(other));
		return;
	case ADDRESS_SPACE_INVALID:
		err("%s: %s at 0x%" PRIx64 " has %s", as->name, name, base,
		    !region->name	? "no name"
		    : is_memory(region) ? "no mapping"
					: "no operations");
		return;
	case ADDRESS_SPACE_FROZEN:
		err("%s: %s at 0x%" PRIx64 " comes too late: the map is frozen", as->name, name,
		    base);
		return;
	case ADDRESS_SPACE_NO_MEMORY:
		err("%s: %s at 0x%" PRIx64 ": out of memory", as->name, name, base);
		return;
	}
}

int address_space_add_or_explain(struct address_space *as, struct region *region)
{
	const struct region *other = NULL;
	enum address_space_status status = address_space_add(as, region, &other);

	explain(as, region, status, other);
	return status == ADDRESS_SPACE_OK ? 0 : -1;
}

void address_space_freeze(struct address_space *as)
{
	as->frozen = true;
}

struct region *address_space_find(const struct address_space *as, gpa_t address)
{
	size_t at = count_from_below(as, address);

	if (!at || region_last(as->regions[at - 1]) < address)
		return NULL;
	return as->regions[at - 1];
}

/* The region that holds all of [address, address + bytes), or NULL. */
static struct region *find_whole(const struct address_space *as, gpa_t address, uint64_t bytes)
{
	struct region *region;

	if (!bytes)
		return NULL;
	region = address_space_find(as, address);
	/* A difference inside the region cannot wrap, where address + bytes could. */
	if (!region || bytes - 1 > region_last(region) - address)
		return NULL;
	return region;
}

void *address_space_pointer(const struct address_space *as, gpa_t address, uint64_t bytes,
			    bool write)
{
	struct region *region = find_whole(as, address, bytes);

	if (!region || !is_memory(region) || (write && region->kind == REGION_ROM))
		return NULL;
	return (uint8_t *)region->host + (address - region->base);
}

static bool is_access_width(unsigned int width)
{
	return width == 1 || width == 2 || width == 4 || width == 8;
}

/* One copy of the whole width, as far as the address allows, so that no vCPU sees half of it. */
static uint64_t load_little_endian(const void *host, unsigned int width)
{
	uint64_t all = 0;

	switch (width) {
	case 1:
		memcpy(&all, host, 1);
		break;
	case 2:
		memcpy(&all, host, 2);
		break;
	case 4:
		memcpy(&all, host, 4);
		break;
	default:
		memcpy(&all, host, 8);
		break;
	}
	return le64toh(all);
}

static void store_little_endian(void *host, unsigned int width, uint64_t value)
{
	uint64_t all = htole64(value);

	switch (width) {
	case 1:
		memcpy(host, &all, 1);
		break;
	case 2:
		memcpy(host, &all, 2);
		break;
	case 4:
		memcpy(host, &all, 4);
		break;
	default:
		memcpy(host, &all, 8);
		break;
	}
}

bool address_space_read(const struct address_space *as, gpa_t address, unsigned int width,
			uint64_t *value)
{
	struct region *region = is_access_width(width) ? find_whole(as, address, width) : NULL;
	uint64_t offset;

	*value = 0;
	if (!region)
		return false;
	offset = address - region->base;
	if (is_memory(region))
		*value = load_little_endian((uint8_t *)region->host + offset, width);
	else
		*value =
			region->ops->read(region->opaque, offset, width) & bits_low_mask(8 * width);
	return true;
}

bool address_space_write(const struct address_space *as, gpa_t address, unsigned int width,
			 uint64_t value)
{
	struct region *region = is_access_width(width) ? find_whole(as, address, width) : NULL;
	uint64_t offset;

	if (!region)
		return false;
	offset = address - region->base;
	value &= bits_low_mask(8 * width);
	if (region->kind == REGION_RAM)
		store_little_endian((uint8_t *)region->host + offset, width, value);
	else if (region->kind == REGION_MMIO)
		region->ops->write(region->opaque, offset, width, value);
	return true;
}
