// SPDX-License-Identifier: GPL-2.0-only
// Guest memory as KVM sees it.
#include "vcpu/memslots.h"

#include <inttypes.h>

#include "lib/ioctl.h"
#include "vcpu/kvm_compat.h"

/* A memslot has fewer than 2^31 pages (KVM_MEM_MAX_NR_PAGES); larger memory gets several. */
#define SLOT_PAGES (UINT64_C(1) << 30)

static int create_slot(struct vm *vm, const struct region *region, uint64_t offset, uint64_t bytes)
{
	struct kvm_userspace_memory_region slot = {
		.slot = vm->slot_count,
		.flags = region->kind == REGION_ROM ? KVM_MEM_READONLY : 0,
		.guest_phys_addr = region->base + offset,
		.memory_size = bytes,
		.userspace_addr = (uintptr_t)region->host + offset,
	};

	if (ioctl_raw(vm->fd, KVM_SET_USER_MEMORY_REGION, &slot) < 0) {
		err_errno("KVM_SET_USER_MEMORY_REGION: %s at 0x%" PRIx64 ", 0x%" PRIx64 " bytes%s",
			  region->name, region->base + offset, bytes,
			  errno == EINVAL && vm->features.mte ? " (MTE wants anonymous memory)"
							      : "");
		return -1;
	}
	vm->slot_count++;
	return 0;
}

static int create_slots(struct vm *vm, const struct region *region, int slots_max)
{
	const uint64_t most = SLOT_PAGES * vm->page_bytes;
	uint64_t offset, bytes;

	for (offset = 0; offset < region->bytes; offset += bytes) {
		bytes = region->bytes - offset < most ? region->bytes - offset : most;
		if (slots_max > 0 && vm->slot_count >= (unsigned int)slots_max) {
			err("%s: this host's KVM has no more than %d pieces of guest memory",
			    region->name, slots_max);
			return -1;
		}
		if (create_slot(vm, region, offset, bytes) < 0)
			return -1;
	}
	return 0;
}

int memslots_create(struct vm *vm, const struct address_space *normal)
{
	int slots_max = ioctl_number_raw(vm->fd, KVM_CHECK_EXTENSION, KVM_CAP_NR_MEMSLOTS);
	size_t i;

	for (i = 0; i < normal->count; i++) {
		const struct region *region = normal->regions[i];

		if (region->kind != REGION_MMIO && create_slots(vm, region, slots_max) < 0)
			return -1;
	}
	return 0;
}
