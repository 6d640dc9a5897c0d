/* SPDX-License-Identifier: GPL-2.0-only */
/* An address space: a sorted map of regions, and the one truth about what a guest address means. */
#ifndef MEMORY_ADDRESS_SPACE_H
#define MEMORY_ADDRESS_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory/region.h"

enum address_space_status {
	ADDRESS_SPACE_OK,
	ADDRESS_SPACE_ZERO_SIZE,  /* region->bytes == 0 */
	ADDRESS_SPACE_WRAPS,	  /* base + bytes passes 2^64 */
	ADDRESS_SPACE_TOO_HIGH,	  /* the last byte is at or above the limit */
	ADDRESS_SPACE_MISALIGNED, /* RAM, ROM: base, bytes or mapping not in whole pages */
	ADDRESS_SPACE_OVERLAP,	  /* shares a byte with a region that is there already */
	ADDRESS_SPACE_INVALID,	  /* no name, RAM or ROM without a mapping, MMIO without ops */
	ADDRESS_SPACE_FROZEN,	  /* added after address_space_freeze() */
	ADDRESS_SPACE_NO_MEMORY,
};

struct address_space {
	const char *name;
	uint64_t limit;	     /* first address that does not exist; 0 means 2^64 */
	uint64_t page_bytes; /* what RAM and ROM are aligned to: the host's page size */
	bool frozen;
	struct region **regions; /* sorted by base, none overlap */
	size_t count, capacity;
};

/* Empty, not frozen. `name` is kept, not copied. page_bytes is a power of two. */
void address_space_init(struct address_space *as, const char *name, uint64_t limit,
			uint64_t page_bytes);

/* Forgets its regions (they belong to others) and may be called twice. */
void address_space_fini(struct address_space *as);

/*
 * Adds a region, or says why not: of several reasons the one that is found first, in the order
 * frozen, invalid, the region by itself, overlap, memory. On ADDRESS_SPACE_OVERLAP *other (if other
 * is not NULL) is the region in the way. A decider: prints nothing.
 */
enum address_space_status address_space_add(struct address_space *as, struct region *region,
					    const struct region **other);

/* As address_space_add(), and prints one line that names the region and the reason. 0 or -1. */
int address_space_add_or_explain(struct address_space *as, struct region *region);

/* From here on the map never changes, so every thread reads it without a lock. */
void address_space_freeze(struct address_space *as);

/* The region that holds `address`, or NULL. O(log n), no lock. */
struct region *address_space_find(const struct address_space *as, gpa_t address);

/*
 * Host pointer to guest memory [address, address + bytes), or NULL where that is not whole inside
 * one RAM region (ROM as well when `write` is false), wraps, or bytes is 0. The only function that
 * makes pointers of guest addresses: every address that a guest gives goes through it.
 */
void *address_space_pointer(const struct address_space *as, gpa_t address, uint64_t bytes,
			    bool write);

/*
 * One access of 1, 2, 4 or 8 bytes, as a vCPU does it: MMIO goes to the region's ops, RAM and ROM
 * to memory (little-endian; ROM drops writes). False where no region holds all of it: reads give 0
 * then. For MMIO an access that crosses the region's end is refused.
 */
bool address_space_read(const struct address_space *as, gpa_t address, unsigned int width,
			uint64_t *value);
bool address_space_write(const struct address_space *as, gpa_t address, unsigned int width,
			 uint64_t value);

#endif
