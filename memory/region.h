/* SPDX-License-Identifier: GPL-2.0-only */
/* A region: a range of guest physical addresses with one owner behind it. */
#ifndef MEMORY_REGION_H
#define MEMORY_REGION_H

#include <stdbool.h>
#include <stdint.h>

/* A guest physical address ("IPA" in the architecture's words). */
typedef uint64_t gpa_t;

enum region_kind {
	REGION_RAM,  /* host memory that the guest reads and writes */
	REGION_ROM,  /* host memory that the guest only reads: writes are dropped */
	REGION_MMIO, /* ops */
};

/*
 * What is behind an MMIO region. `offset` counts from the region's start, `width` is 1, 2, 4 or 8
 * bytes, and offset + width never passes the region's end. Called on the vCPU's thread, several at
 * once. A device answers every offset: what it does not know reads as 0 and takes no writes.
 */
struct region_ops {
	uint64_t (*read)(void *opaque, uint64_t offset, unsigned int width);
	void (*write)(void *opaque, uint64_t offset, unsigned int width, uint64_t value);
};

/*
 * Reads give 0 and writes are dropped: for ranges that somebody else answers (the kernel's
 * interrupt controller), and that an address space shall hold so that nothing else is put there.
 * Any thread.
 */
extern const struct region_ops region_nothing_ops;

/*
 * Held by its owner (a device starts with its region), which fills in the fields before it adds it
 * to an address space and leaves it alone afterwards.
 */
struct region {
	const char *name; /* for people: "ram", "uart0" */
	gpa_t base;
	uint64_t bytes;
	enum region_kind kind;
	void *host;		      /* RAM, ROM: the mapping; its size is `bytes` */
	const char *backing;	      /* what is behind it, for people: "anonymous"; may be NULL */
	const struct region_ops *ops; /* MMIO */
	void *opaque;		      /* MMIO: first argument of the ops */
};

static inline gpa_t region_last(const struct region *region)
{
	return region->base + (region->bytes - 1);
}

#endif
