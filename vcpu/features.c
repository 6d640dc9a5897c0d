// SPDX-License-Identifier: GPL-2.0-only
// vCPU features as KVM knows them: capabilities, init bits, SVE vector lengths.
#include "vcpu/features.h"

#include <errno.h>
#include <string.h>

#include "lib/ioctl.h"
#include "vcpu/kvm_compat.h"

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

int features_sve_lengths(const struct vcpu *vcpu, uint32_t *lengths)
{
	uint64_t words[KVM_ARM64_SVE_VLS_WORDS] = { 0 };
	struct kvm_one_reg vls = { .id = KVM_REG_ARM64_SVE_VLS, .addr = (uintptr_t)words };

	if (ioctl_raw(vcpu->fd, KVM_GET_ONE_REG, &vls) < 0) {
		err_errno("vCPU %u: KVM_GET_ONE_REG KVM_REG_ARM64_SVE_VLS", vcpu->index);
		return -1;
	}
	/* KVM leaves room for longer ones than the architecture has. */
	*lengths = words[0] & ((1u << SVE_LENGTHS_MAX) - 1);
	return 0;
}

static int limit_length(struct vcpu *vcpu, uint32_t lengths, unsigned int bits)
{
	uint64_t words[KVM_ARM64_SVE_VLS_WORDS] = { 0 };
	struct kvm_one_reg vls = { .id = KVM_REG_ARM64_SVE_VLS, .addr = (uintptr_t)words };

	words[0] = lengths & ((1u << bits / SVE_LENGTH_BITS) - 1);
	if (ioctl_raw(vcpu->fd, KVM_SET_ONE_REG, &vls) < 0) {
		err_errno("vCPU %u: KVM_SET_ONE_REG KVM_REG_ARM64_SVE_VLS, for vectors of at most "
			  "%u bits",
			  vcpu->index, bits);
		return -1;
	}
	return 0;
}

void features_print_refusals(const struct feature_refusals *refusals)
{
	for (unsigned int i = 0; i < refusals->count; i++)
		err("%s: this host's KVM %s", refusals->list[i].wish, refusals->list[i].lack);
}

int features_finalize_sve(struct vcpu *vcpu)
{
	struct vm *vm = vcpu->vm;
	struct feature_refusals refusals = { .count = 0 };
	int feature = KVM_ARM_VCPU_SVE;
	uint32_t lengths;

	if (features_sve_lengths(vcpu, &lengths) < 0)
		return -1;
	vm->available.sve_max_vl_bits = sve_longest(lengths);
	if (!features_decide_length(vm->config.features.sve_max_vl_bits, lengths,
				    &vm->features.sve_max_vl_bits, &refusals)) {
		features_print_refusals(&refusals);
		return -1;
	}
	if (vm->features.sve_max_vl_bits < vm->available.sve_max_vl_bits &&
	    limit_length(vcpu, lengths, vm->features.sve_max_vl_bits) < 0)
		return -1;
	if (ioctl_raw(vcpu->fd, KVM_ARM_VCPU_FINALIZE, &feature) < 0) {
		err_errno("vCPU %u: KVM_ARM_VCPU_FINALIZE KVM_ARM_VCPU_SVE", vcpu->index);
		return -1;
	}
	return 0;
}
