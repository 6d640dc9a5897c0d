// SPDX-License-Identifier: GPL-2.0-only
// Asks this host's KVM itself what armlet should find.
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "vmtool.h"

/* What Debian 12's headers lack. */
#define CAP_REG_MASK_RANGES 230
#define CAP_WRITABLE_IMP_ID 239
#define CAP_EL2		    240
#define MASKS		    192
struct mask_range {
	uint64_t addr;
	uint32_t range;
	uint32_t reserved[13];
};
#define GET_MASKS _IOR(KVMIO, 0xb6, struct mask_range)

static int create_vm(int *kvm)
{
	*kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (*kvm < 0) {
		fprintf(stderr, "vmtool: /dev/kvm: %s\n", strerror(errno));
		return -1;
	}
	return ioctl(*kvm, KVM_CREATE_VM, 0);
}

static int has_device(int vm, uint32_t type)
{
	struct kvm_create_device device = { .type = type, .flags = KVM_CREATE_DEVICE_TEST };

	return ioctl(vm, KVM_CREATE_DEVICE, &device) == 0;
}

int caps_command(int argc, char **argv)
{
	static const struct {
		const char *name;
		int cap;
	} caps[] = {
		{ "HAS_MASKS", CAP_REG_MASK_RANGES },
		{ "HAS_IMP_ID", CAP_WRITABLE_IMP_ID },
		{ "HAS_SVE", KVM_CAP_ARM_SVE },
		{ "HAS_PAUTH", KVM_CAP_ARM_PTRAUTH_ADDRESS },
		{ "HAS_PMU", KVM_CAP_ARM_PMU_V3 },
		{ "HAS_MTE", KVM_CAP_ARM_MTE },
		{ "HAS_EL2", CAP_EL2 },
		{ "IPA_BITS", KVM_CAP_ARM_VM_IPA_SIZE },
		{ "HAS_PVTIME", KVM_CAP_STEAL_TIME },
	};
	int kvm, vm = create_vm(&kvm);

	(void)argc;
	(void)argv;
	if (vm < 0)
		return 1;
	for (size_t i = 0; i < sizeof(caps) / sizeof(caps[0]); i++) {
		int value = ioctl(vm, KVM_CHECK_EXTENSION, caps[i].cap);

		printf("%s=%d\n", caps[i].name, value > 0 ? value : 0);
	}
	printf("HAS_GICV2=%d\nHAS_GICV3=%d\nHAS_ITS=%d\n", has_device(vm, KVM_DEV_TYPE_ARM_VGIC_V2),
	       has_device(vm, KVM_DEV_TYPE_ARM_VGIC_V3), has_device(vm, KVM_DEV_TYPE_ARM_VGIC_ITS));
	close(vm);
	close(kvm);
	return 0;
}

int masks_command(int argc, char **argv)
{
	uint64_t masks[MASKS] = { 0 };
	struct mask_range range = { .addr = (uintptr_t)masks };
	int kvm, vm = create_vm(&kvm);

	(void)argc;
	(void)argv;
	if (vm < 0)
		return 1;
	/* An older kernel has none: no lines. */
	if (ioctl(vm, KVM_CHECK_EXTENSION, CAP_REG_MASK_RANGES) > 0 &&
	    ioctl(vm, GET_MASKS, &range)) {
		fprintf(stderr, "vmtool: writable masks: %s\n", strerror(errno));
		return 1;
	}
	for (unsigned int i = 0; i < MASKS; i++) {
		if (masks[i])
			printf("S3_%u_C0_C%u_%u 0x%llx\n", i / 64 == 2 ? 3 : i / 64, i / 8 % 8,
			       i % 8, (unsigned long long)masks[i]);
	}
	close(vm);
	close(kvm);
	return 0;
}
