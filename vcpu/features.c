// SPDX-License-Identifier: GPL-2.0-only
// vCPU features as KVM knows them: capabilities, init bits, SVE vector lengths.
#include "vcpu/features.h"

#include <errno.h>
#include <string.h>

#include "lib/ioctl.h"
#include "vcpu/kvm_compat.h"

#define SVE_VQ_BITS 128u /* a vector length in quadwords, as KVM counts them */

static bool has_capability(int vm_fd, unsigned long capability)
{
	return ioctl_number_raw(vm_fd, KVM_CHECK_EXTENSION, capability) > 0;
}

void features_probe(int vm_fd, struct cpu_features *available)
{
	*available = (struct cpu_features){
		.sve = has_capability(vm_fd, KVM_CAP_ARM_SVE),
		.pauth = has_capability(vm_fd, KVM_CAP_ARM_PTRAUTH_ADDRESS) &&
			 has_capability(vm_fd, KVM_CAP_ARM_PTRAUTH_GENERIC),
		.pmu = has_capability(vm_fd, KVM_CAP_ARM_PMU_V3),
		.mte = has_capability(vm_fd, KVM_CAP_ARM_MTE),
		.el2 = has_capability(vm_fd, KVM_CAP_ARM_EL2),
		.el2_e2h0 = has_capability(vm_fd, KVM_CAP_ARM_EL2_E2H0),
	};
}

uint32_t features_init_bits(const struct cpu_features *features)
{
	uint32_t bits = 1u << KVM_ARM_VCPU_PSCI_0_2;

	if (features->sve)
		bits |= 1u << KVM_ARM_VCPU_SVE;
	if (features->pauth)
		bits |= 1u << KVM_ARM_VCPU_PTRAUTH_ADDRESS | 1u << KVM_ARM_VCPU_PTRAUTH_GENERIC;
	if (features->pmu)
		bits |= 1u << KVM_ARM_VCPU_PMU_V3;
	if (features->el2)
		bits |= 1u << KVM_ARM_VCPU_HAS_EL2;
	if (features->el2_e2h0)
		bits |= 1u << KVM_ARM_VCPU_HAS_EL2_E2H0;
	return bits;
}

/* Bit n of the word array: vectors of (n + 1) × 128 bits (KVM api.rst KVM_REG_ARM64_SVE_VLS). */
static unsigned int longest_vq(const uint64_t words[KVM_ARM64_SVE_VLS_WORDS])
{
	unsigned int vq, longest = 0;

	for (vq = KVM_ARM64_SVE_VQ_MIN; vq <= KVM_ARM64_SVE_VQ_MAX; vq++) {
		unsigned int bit = vq - KVM_ARM64_SVE_VQ_MIN;

		if (words[bit / 64] >> (bit % 64) & 1)
			longest = vq;
	}
	return longest;
}

static void drop_longer(uint64_t words[KVM_ARM64_SVE_VLS_WORDS], unsigned int max_vq)
{
	unsigned int vq;

	for (vq = max_vq + 1; vq <= KVM_ARM64_SVE_VQ_MAX; vq++) {
		unsigned int bit = vq - KVM_ARM64_SVE_VQ_MIN;

		words[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
	}
}

int features_finalize_sve(struct vcpu *vcpu)
{
	struct vm *vm = vcpu->vm;
	unsigned int wish = vm->config.features.sve_max_vl_bits;
	uint64_t words[KVM_ARM64_SVE_VLS_WORDS] = { 0 };
	struct kvm_one_reg vls = { .id = KVM_REG_ARM64_SVE_VLS, .addr = (uintptr_t)words };
	int feature = KVM_ARM_VCPU_SVE;

	if (ioctl_raw(vcpu->fd, KVM_GET_ONE_REG, &vls) < 0) {
		err_errno("vCPU %u: KVM_GET_ONE_REG KVM_REG_ARM64_SVE_VLS", vcpu->index);
		return -1;
	}
	vm->available.sve_max_vl_bits = longest_vq(words) * SVE_VQ_BITS;
	if (wish && wish < vm->available.sve_max_vl_bits) {
		drop_longer(words, wish / SVE_VQ_BITS);
		if (ioctl_raw(vcpu->fd, KVM_SET_ONE_REG, &vls) < 0) {
			err_errno("vCPU %u: KVM_SET_ONE_REG KVM_REG_ARM64_SVE_VLS, for vectors of "
				  "at most "
				  "%u bits",
				  vcpu->index, wish);
			return -1;
		}
	}
	vm->features.sve_max_vl_bits = longest_vq(words) * SVE_VQ_BITS;
	if (ioctl_raw(vcpu->fd, KVM_ARM_VCPU_FINALIZE, &feature) < 0) {
		err_errno("vCPU %u: KVM_ARM_VCPU_FINALIZE KVM_ARM_VCPU_SVE", vcpu->index);
		return -1;
	}
	return 0;
}
