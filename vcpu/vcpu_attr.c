// SPDX-License-Identifier: GPL-2.0-only
// What each vCPU needs besides its GIC interface.
#include "vcpu/vcpu_attr.h"

#include <inttypes.h>

#include "lib/error.h"
#include "memory/layout.h"
#include "vcpu/device.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/vm.h"

int vcpu_init_pmu(struct vcpu *vcpu)
{
	int intid = LAYOUT_INTID_FIRST_PPI + LAYOUT_PPI_PMU;

	if (device_set_attr(vcpu->fd, KVM_ARM_VCPU_PMU_V3_CTRL, KVM_ARM_VCPU_PMU_V3_IRQ, &intid) <
	    0) {
		err_errno("vCPU %u: KVM_ARM_VCPU_PMU_V3_IRQ %d", vcpu->index, intid);
		return -1;
	}
	if (device_set_attr(vcpu->fd, KVM_ARM_VCPU_PMU_V3_CTRL, KVM_ARM_VCPU_PMU_V3_INIT, NULL) <
	    0) {
		err_errno("vCPU %u: KVM_ARM_VCPU_PMU_V3_INIT", vcpu->index);
		return -1;
	}
	return 0;
}

int vcpu_init_pvtime(struct vcpu *vcpu)
{
	uint64_t ipa = vcpu->vm->config.pvtime_base + vcpu->index * LAYOUT_PVTIME_VCPU_BYTES;

	if (device_set_attr(vcpu->fd, KVM_ARM_VCPU_PVTIME_CTRL, KVM_ARM_VCPU_PVTIME_IPA, &ipa) <
	    0) {
		err_errno("vCPU %u: KVM_ARM_VCPU_PVTIME_IPA 0x%" PRIx64, vcpu->index, ipa);
		return -1;
	}
	return 0;
}
