// SPDX-License-Identifier: GPL-2.0-only
// Making one vCPU.
#include "vcpu/vcpu.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/ioctl.h"
#include "sysregs/idreg.h"
#include "vcpu/features.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/mte.h"
#include "vcpu/onereg.h"
#include "vcpu/vm.h"

static int add_address_spaces(struct vcpu *vcpu)
{
	struct vm *vm = vcpu->vm;
	enum cpu_as_status status = cpu_address_space_init(vcpu);

	if (status == CPU_AS_OK)
		status = cpu_address_space_add(vcpu, CPU_AS_NORMAL, "normal", vm->normal);
	if (status == CPU_AS_OK && vm->tags)
		status = cpu_address_space_add(vcpu, CPU_AS_TAG, "tag", &vm->tags->as);
	if (status != CPU_AS_OK) {
		err("vCPU %u: address space: %s", vcpu->index, cpu_as_status_text(status));
		return -1;
	}
	return 0;
}

static int init_registers(struct vcpu *vcpu)
{
	const struct vm *vm = vcpu->vm;
	struct kvm_vcpu_init init = { .target = vm->init_target };

	init.features[0] = vm->init_features;
	if (vcpu->index)
		init.features[0] |= 1u << KVM_ARM_VCPU_POWER_OFF;
	if (ioctl_raw(vcpu->fd, KVM_ARM_VCPU_INIT, &init) < 0) {
		err_errno("vCPU %u: KVM_ARM_VCPU_INIT with features 0x%x", vcpu->index,
			  init.features[0]);
		return -1;
	}
	return 0;
}

static int read_mpidr(struct vcpu *vcpu)
{
	uint64_t mpidr;

	if (onereg_get(vcpu->fd, onereg_idreg_id(idreg_index(0, 0, 5)), &mpidr) < 0) {
		err_errno("vCPU %u: KVM_GET_ONE_REG MPIDR_EL1", vcpu->index);
		return -1;
	}
	vcpu->mpidr = mpidr & MPIDR_AFFINITY_MASK;
	return 0;
}

int vcpu_create(struct vcpu *vcpu, struct vm *vm, unsigned int index)
{
	void *run;

	*vcpu = (struct vcpu){ .vm = vm, .index = index };
	vcpu->fd = ioctl_number_raw(vm->fd, KVM_CREATE_VCPU, index);
	if (vcpu->fd < 0) {
		err_errno("vCPU %u: KVM_CREATE_VCPU", index);
		return -1;
	}
	run = mmap(NULL, vm->run_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu->fd, 0);
	if (run == MAP_FAILED) {
		err_errno("vCPU %u: mmap of its run page", index);
		return -1;
	}
	vcpu->run = run;
	vcpu->run_bytes = vm->run_bytes;
	if (init_registers(vcpu) < 0)
		return -1;
	if (vm->features.sve && features_finalize_sve(vcpu) < 0)
		return -1;
	if (read_mpidr(vcpu) < 0)
		return -1;
	return add_address_spaces(vcpu);
}

void vcpu_destroy(struct vcpu *vcpu)
{
	cpu_address_space_destroy(vcpu);
	if (vcpu->run)
		munmap(vcpu->run, vcpu->run_bytes);
	vcpu->run = NULL;
	if (vcpu->fd >= 0)
		close(vcpu->fd);
	vcpu->fd = -1;
}
