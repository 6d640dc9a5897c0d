// SPDX-License-Identifier: GPL-2.0-only
// ID registers on the real thing.
#include "vcpu/idregs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "lib/ioctl.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/onereg.h"

_Static_assert(IDREG_INDEX_COUNT == KVM_ARM_FEATURE_ID_RANGE_SIZE,
	       "another feature ID space than KVM's");

#define INDEX_MPIDR idreg_index(0, 0, 5)
#define INDEX_CLIDR idreg_index(1, 0, 1)

/* For messages: the architecture's name, or the encoding where it has none. */
static const char *register_name(unsigned int index, char text[32])
{
	const struct idreg *reg = idreg_by_index(index);

	if (reg)
		return reg->name;
	snprintf(text, 32, "S3_%u_C0_C%u_%u", index >> 6 == 2 ? 3 : index >> 6, index >> 3 & 7,
		 index & 7);
	return text;
}

/*
 * Two thirds of the feature ID space are empty, and each question costs: ask for what the
 * architecture names, and for the reserved ones of op1 = 0, which KVM answers as zero until they
 * get a name.
 */
static bool may_exist(unsigned int index)
{
	return (index >= 1 << 3 && index < 8 << 3) || idreg_by_index(index);
}

/*
 * Reads all that KVM has. ENOENT is KVM's word for a register that there is not, or not with this
 * VM's features; anything else is a failure.
 */
static int read_all(struct vm *vm, unsigned int vcpu, uint64_t values[IDREG_INDEX_COUNT],
		    bool present[IDREG_INDEX_COUNT])
{
	unsigned int index;
	char text[32];

	for (index = 0; index < IDREG_INDEX_COUNT; index++) {
		values[index] = 0;
		present[index] = false;
		if (!may_exist(index))
			continue;
		present[index] =
			onereg_get(vm->vcpus[vcpu].fd, onereg_idreg_id(index), &values[index]) == 0;
		if (!present[index] && errno != ENOENT) {
			err_errno("vCPU %u: KVM_GET_ONE_REG %s", vcpu, register_name(index, text));
			return -1;
		}
	}
	return 0;
}

/* Kernels that lack the masks differ in the errno, so it is the capability that counts. */
static int read_masks(struct vm *vm, struct host_cpu *host)
{
	struct reg_mask_range range = {
		.addr = (uintptr_t)host->masks,
		.range = KVM_ARM_FEATURE_ID_RANGE,
	};
	int ranges = ioctl_number_raw(vm->fd, KVM_CHECK_EXTENSION,
				      KVM_CAP_ARM_SUPPORTED_REG_MASK_RANGES);

	host->has_masks = ranges > 0 && ranges & 1 << KVM_ARM_FEATURE_ID_RANGE;
	if (!host->has_masks)
		return 0;
	return ioctl_checked(vm->fd, KVM_ARM_GET_REG_WRITABLE_MASKS, &range);
}

int vm_host_cpu(struct vm *vm, struct host_cpu *host)
{
	struct utsname name;

	memset(host, 0, sizeof(*host));
	if (uname(&name) == 0)
		snprintf(host->kernel_release, sizeof(host->kernel_release), "%.*s",
			 (int)sizeof(host->kernel_release) - 1, name.release);
	host->can_write_implementation_ids =
		ioctl_number_raw(vm->fd, KVM_CHECK_EXTENSION, KVM_CAP_ARM_WRITABLE_IMP_ID_REGS) > 0;
	host->features = vm->features;
	host->available = vm->available;
	if (read_masks(vm, host) < 0)
		return -1;
	return read_all(vm, 0, host->limits, host->present);
}

static int write_register(struct vm *vm, unsigned int vcpu, unsigned int index, uint64_t value)
{
	char text[32];
	int error;

	if (onereg_set(vm->vcpus[vcpu].fd, onereg_idreg_id(index), value) == 0) {
		debug("%s: 0x%" PRIx64 " written on vCPU %u", register_name(index, text), value,
		      vcpu);
		return 0;
	}
	error = errno;
	err("%s: KVM refused 0x%" PRIx64 " on vCPU %u: %s", register_name(index, text), value, vcpu,
	    error == EBUSY    ? "the VM has run already"
	    : error == ENOENT ? "this VM has no such register"
	    : error == EINVAL ? "more than this host can show, or not writable (EINVAL)"
			      : strerror(error));
	return -1;
}

int vm_apply(struct vm *vm, const struct idreg_plan *plan)
{
	unsigned int index, vcpu;

	for (index = 0; index < IDREG_INDEX_COUNT; index++) {
		bool per_vcpu = index == INDEX_CLIDR;

		if (!plan->write[index])
			continue;
		if (index == INDEX_MPIDR) {
			err("MPIDR_EL1: tells the vCPUs apart, and is KVM's to choose");
			return -1;
		}
		for (vcpu = 0; vcpu < (per_vcpu ? vm->vcpu_count : 1); vcpu++) {
			if (write_register(vm, vcpu, index, plan->values[index]) < 0)
				return -1;
		}
	}
	return 0;
}

int vm_read_idregs(struct vm *vm, unsigned int vcpu, uint64_t values[IDREG_INDEX_COUNT])
{
	bool present[IDREG_INDEX_COUNT];

	if (vcpu >= vm->vcpu_count) {
		err("vCPU %u: there are %u", vcpu, vm->vcpu_count);
		return -1;
	}
	return read_all(vm, vcpu, values, present);
}
