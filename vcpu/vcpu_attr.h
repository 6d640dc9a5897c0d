/* SPDX-License-Identifier: GPL-2.0-only */
/* What each vCPU needs besides its GIC interface: the PMU's interrupt and its steal-time record. */
#ifndef VCPU_VCPU_ATTR_H
#define VCPU_VCPU_ATTR_H

#include "vcpu/vcpu.h"

/*
 * Gives a vCPU's PMU its PPI and initialises it, after the GIC (devices/vcpu.rst
 * KVM_ARM_VCPU_PMU_V3_CTRL). 0, or -1 with one line.
 */
int vcpu_init_pmu(struct vcpu *vcpu);

/*
 * Tells KVM where the vCPU's steal-time record is, in mapped guest RAM (devices/vcpu.rst
 * KVM_ARM_VCPU_PVTIME_IPA). 0, or -1 with one line.
 */
int vcpu_init_pvtime(struct vcpu *vcpu);

#endif
