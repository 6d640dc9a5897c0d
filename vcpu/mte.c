// SPDX-License-Identifier: GPL-2.0-only
// Allocation tags of guest memory.
#include "vcpu/mte.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/ioctl.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/vm.h"

#define TAG_MASK 0xfu

struct tag_region {
	struct region region;
	struct vm *vm;
	gpa_t ram_base;
};

static int copy_tags(const struct vm *vm, gpa_t address, uint64_t bytes, uint8_t *tags,
		     uint64_t flags)
{
	while (bytes) {
		/* KVM takes INT_MAX at most, and says how far it came. */
		uint64_t chunk = bytes < GIB(1) ? bytes : GIB(1);
		struct kvm_arm_copy_mte_tags copy = {
			.guest_ipa = address,
			.length = chunk,
			.addr = tags,
			.flags = flags,
		};
		int done = ioctl_raw(vm->fd, KVM_ARM_MTE_COPY_TAGS, &copy);

		if (done < 0)
			return -1;
		if (!done || (uint64_t)done > chunk) {
			errno = EFAULT;
			return -1;
		}
		address += (unsigned int)done;
		bytes -= (unsigned int)done;
		tags += (unsigned int)done / MTE_GRANULE_BYTES;
	}
	return 0;
}

int mte_read_tags(const struct vm *vm, gpa_t address, uint64_t bytes, uint8_t *tags)
{
	return copy_tags(vm, address, bytes, tags, KVM_ARM_TAGS_FROM_GUEST);
}

int mte_write_tags(const struct vm *vm, gpa_t address, uint64_t bytes, const uint8_t *tags)
{
	/* KVM only reads them in this direction. */
	return copy_tags(vm, address, bytes, (uint8_t *)(uintptr_t)tags, KVM_ARM_TAGS_TO_GUEST);
}

/*
 * The tags at [offset, offset + width) of a tag region through `value`, a byte each. A page of
 * memory at a time, since KVM copies no less; an access of up to 8 tags touches one page or two.
 */
static int access_tags(const struct tag_region *tag, uint64_t offset, unsigned int width,
		       uint64_t *value, bool write)
{
	const struct vm *vm = tag->vm;
	uint64_t page_tags = vm->page_bytes / MTE_GRANULE_BYTES;
	uint8_t tags[KIB(64) / MTE_GRANULE_BYTES];
	unsigned int done = 0;

	while (done < width) {
		uint64_t at = offset + done;
		gpa_t page = tag->ram_base + (at - at % page_tags) * MTE_GRANULE_BYTES;
		uint64_t in_page = at % page_tags;

		if (mte_read_tags(vm, page, vm->page_bytes, tags) < 0)
			return -1;
		for (; done < width && in_page < page_tags; done++, in_page++) {
			unsigned int shift = done * 8;

			if (write)
				tags[in_page] = (*value >> shift) & TAG_MASK;
			else
				*value |= (uint64_t)(tags[in_page] & TAG_MASK) << shift;
		}
		if (write && mte_write_tags(vm, page, vm->page_bytes, tags) < 0)
			return -1;
	}
	return 0;
}

static uint64_t tag_read(void *opaque, uint64_t offset, unsigned int width)
{
	const struct tag_region *tag = opaque;
	uint64_t value = 0;

	if (access_tags(tag, offset, width, &value, false) < 0) {
		debug("%s: KVM_ARM_MTE_COPY_TAGS from the guest: %s", tag->region.name,
		      strerror(errno));
		return 0;
	}
	return value;
}

static void tag_write(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	const struct tag_region *tag = opaque;

	pthread_mutex_lock(&tag->vm->tags->lock);
	if (access_tags(tag, offset, width, &value, true) < 0)
		debug("%s: KVM_ARM_MTE_COPY_TAGS to the guest: %s", tag->region.name,
		      strerror(errno));
	pthread_mutex_unlock(&tag->vm->tags->lock);
}

static const struct region_ops tag_ops = { .read = tag_read, .write = tag_write };

static int add_tag_region(struct vm *vm, struct tag_space *tags, const struct region *ram)
{
	struct tag_region *tag = &tags->regions[tags->count++];

	tag->vm = vm;
	tag->ram_base = ram->base;
	tag->region = (struct region){
		.name = ram->name,
		.base = ram->base / MTE_GRANULE_BYTES,
		.bytes = ram->bytes / MTE_GRANULE_BYTES,
		.kind = REGION_MMIO,
		.ops = &tag_ops,
		.opaque = tag,
	};
	return address_space_add_or_explain(&tags->as, &tag->region);
}

int tag_space_create(struct vm *vm)
{
	const struct address_space *normal = vm->normal;
	struct tag_space *tags = calloc(1, sizeof(*tags));
	size_t i;

	if (!tags) {
		err_errno("tag address space");
		return -1;
	}
	address_space_init(&tags->as, "tag", 0, vm->page_bytes);
	pthread_mutex_init(&tags->lock, NULL);
	vm->tags = tags;
	tags->regions = calloc(normal->count + 1, sizeof(*tags->regions));
	if (!tags->regions) {
		err_errno("tag address space");
		return -1;
	}
	for (i = 0; i < normal->count; i++) {
		if (normal->regions[i]->kind == REGION_RAM &&
		    add_tag_region(vm, tags, normal->regions[i]) < 0)
			return -1;
	}
	address_space_freeze(&tags->as);
	return 0;
}

void tag_space_destroy(struct tag_space *tags)
{
	if (!tags)
		return;
	address_space_fini(&tags->as);
	free(tags->regions);
	pthread_mutex_destroy(&tags->lock);
	free(tags);
}
