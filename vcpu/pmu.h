/* SPDX-License-Identifier: GPL-2.0-only */
/* Which of the host's PMUs a guest's PMU is made of, where CPUs differ. */
#ifndef VCPU_PMU_H
#define VCPU_PMU_H

#include "vcpu/vm.h"

/*
 * With --vcpu-affinity, the PMU that covers all CPUs of the list is given to the VM through vCPU 0
 * (devices/vcpu.rst KVM_ARM_VCPU_PMU_V3_SET_PMU), where the host has more than one; else KVM
 * chooses. Before vcpu_init_pmu(), after the GIC. 0, or -1 with one line.
 */
int pmu_choose(struct vm *vm);

/* Does `all` contain every CPU of `some`? A decider. */
bool pmu_covers(const cpu_set_t *all, const cpu_set_t *some);

#endif
