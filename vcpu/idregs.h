/* SPDX-License-Identifier: GPL-2.0-only */
/* ID registers on the real thing: what a VM could show, making it show it, and looking. */
#ifndef VCPU_IDREGS_H
#define VCPU_IDREGS_H

#include "sysregs/check.h"
#include "vcpu/vm.h"

/*
 * What this VM could show: its limits (the values right after KVM_ARM_VCPU_INIT), KVM's writable
 * masks, features. After vm_create_vcpus(), before anything else is written. 0, or -1 with one
 * line.
 */
int vm_host_cpu(struct vm *vm, struct host_cpu *host);

/*
 * Writes what the plan says with one KVM_SET_ONE_REG a register, in index order, before any other
 * register of the VM is touched (arm/vcpu-features.rst). ID registers are the VM's: vCPU 0 writes
 * for all, but for those that each vCPU has of its own (CLIDR_EL1), which are written on each. 0,
 * or -1 with one line that names the register, what was tried and why KVM refused.
 */
int vm_apply(struct vm *vm, const struct idreg_plan *plan);

/* What every ID register of a vCPU reads as; those that KVM does not have read as 0. 0, or -1 with
 * one line. */
int vm_read_idregs(struct vm *vm, unsigned int vcpu, uint64_t values[IDREG_INDEX_COUNT]);

#endif
