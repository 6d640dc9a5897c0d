// SPDX-License-Identifier: GPL-2.0-only
// One register of a vCPU by its KVM id.
#include "vcpu/onereg.h"

#include <stddef.h>

#include "lib/ioctl.h"
#include "sysregs/idreg.h"
#include "vcpu/kvm_compat.h"

#define CORE_ID(member) \
	(KVM_REG_ARM64 | KVM_REG_SIZE_U64 | KVM_REG_ARM_CORE | KVM_REG_ARM_CORE_REG(member))

int onereg_get(int vcpu_fd, uint64_t id, uint64_t *value)
{
	struct kvm_one_reg reg = { .id = id, .addr = (uintptr_t)value };

	return ioctl_raw(vcpu_fd, KVM_GET_ONE_REG, &reg);
}

int onereg_set(int vcpu_fd, uint64_t id, uint64_t value)
{
	struct kvm_one_reg reg = { .id = id, .addr = (uintptr_t)&value };

	return ioctl_raw(vcpu_fd, KVM_SET_ONE_REG, &reg);
}

uint64_t onereg_idreg_id(unsigned int index)
{
	unsigned int op1 = index >> 6;

	/* sysregs/idreg.h: op1 3 is counted as 2, as KVM_ARM_FEATURE_ID_RANGE_IDX does. */
	return ARM64_SYS_REG(3ULL, op1 == 2 ? 3ULL : op1, 0ULL, (index >> 3) & 7, index & 7);
}

uint64_t onereg_x(unsigned int n)
{
	return CORE_ID(regs.regs[0]) + n * (sizeof(__u64) / sizeof(__u32));
}

uint64_t onereg_pc(void)
{
	return CORE_ID(regs.pc);
}

uint64_t onereg_pstate(void)
{
	return CORE_ID(regs.pstate);
}
