/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory of the guest: an anonymous mapping of the host, and its region. */
#ifndef MEMORY_GUEST_RAM_H
#define MEMORY_GUEST_RAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "memory/region.h"

struct guest_ram_options {
	const char *name; /* kept, not copied; NULL: "ram", the machine's own */
	gpa_t base;	  /* where it lies if it has a name; else LAYOUT_RAM_BASE */
	bool small_pages; /* leave huge pages to the host's setting instead of asking for them */
	bool mte;	  /* the VM has MTE: everything stays anonymous, because KVM asks for it */
};

struct guest_ram {
	struct region region; /* add it to CPU_AS_NORMAL's address space */
	bool mte;
	uint64_t page_bytes; /* the host's */
	uint64_t file_bytes; /* of all guest_ram_map_file() */
	void *reserved;	     /* the mapping with a guard before and behind the RAM */
	size_t reserved_bytes;
};

/*
 * Maps `bytes` (a multiple of the host's page size, not 0) of zeroed memory, of which the host
 * spends a page only when it is touched: more than the host has is fine unless vm.overcommit_memory
 * is 2. Host and guest address agree in the bits below the size of a huge page, so that KVM can map
 * huge pages (as far as the base itself allows). Inaccessible pages lie around it. Not inherited by
 * children, not in core dumps, never merged. 0, or -1 after one line. `ram` may hold anything
 * before; afterwards it can be destroyed in either case.
 */
int guest_ram_create(struct guest_ram *ram, uint64_t bytes,
		     const struct guest_ram_options *options);

/*
 * Puts `bytes` of the file `fd` from `file_offset` on at guest address `gpa`, as a private mapping
 * instead of a copy: what the guest writes stays in the guest, what nobody touches is never read.
 * The last part of a page is copied, so that the guest sees what a copy would have shown. After
 * this the file must not shrink: a page that it no longer has is an error inside KVM_RUN. Before
 * the first KVM_RUN.
 *
 * 0, or -1 after one line: gpa or file_offset not a multiple of the page size, outside RAM, beyond
 * the file's end, RAM with MTE, or mmap(2) failed.
 */
int guest_ram_map_file(struct guest_ram *ram, gpa_t gpa, int fd, off_t file_offset, uint64_t bytes);

/* Unmaps. For one that was never created (all zero), half created, or destroyed before, too. */
void guest_ram_destroy(struct guest_ram *ram);

/*
 * What host and guest addresses are aligned to alike: the largest block (a page-table entry one
 * level above pages: 2 MiB, 32 MiB, 512 MiB) that fits into `bytes`, or 2 MiB, or one page. Pure.
 */
uint64_t guest_ram_alignment(uint64_t bytes, uint64_t page_bytes);

#endif
