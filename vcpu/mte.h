/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocation tags of guest memory, as an address space and in bulk (KVM api.rst
 * KVM_ARM_MTE_COPY_TAGS). */
#ifndef VCPU_MTE_H
#define VCPU_MTE_H

#include <pthread.h>
#include <stdint.h>

#include "memory/address_space.h"

struct vm;

#define MTE_GRANULE_BYTES 16u

/*
 * The tags of a VM's RAM: one byte (the tag in its low four bits) for each 16-byte granule, at
 * guest address / 16, so that RAM region [base, base + bytes) has a tag region [base / 16, (base +
 * bytes) / 16). A write is a read, change and write of a page's tags under a lock; against a guest
 * that runs it is not atomic.
 */
struct tag_space {
	struct address_space as;
	struct tag_region *regions;
	size_t count;
	pthread_mutex_t lock;
};

/* Makes vm->tags for the RAM of vm->normal, which has memslots already. 0, or -1 with one line. */
int tag_space_create(struct vm *vm);

/* NULL is fine. */
void tag_space_destroy(struct tag_space *tags);

/*
 * Copies the tags of guest memory [address, address + bytes), a tag a byte; both are multiples of
 * the host's page size. 0, or -1 with errno (EFAULT: not all of it is tagged RAM); prints nothing.
 */
int mte_read_tags(const struct vm *vm, gpa_t address, uint64_t bytes, uint8_t *tags);
int mte_write_tags(const struct vm *vm, gpa_t address, uint64_t bytes, const uint8_t *tags);

#endif
