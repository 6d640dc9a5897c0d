/* SPDX-License-Identifier: GPL-2.0-only */
/* KVM's treatment of the ID registers, written from its description: what the check engine is held
 * against. */
#ifndef TESTS_FAKE_KVM_H
#define TESTS_FAKE_KVM_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/idreg.h"

enum fake_host {
	FAKE_HOST_73,	    /* Linux 7.3 on a big CPU, AArch32 at EL0, all vCPU features */
	FAKE_HOST_73_N1,    /* Linux 7.3 on a CPU of the Neoverse N1's kind: no SVE, PAuth, MTE */
	FAKE_HOST_612_N1,   /* the same under Linux 6.12 */
	FAKE_HOST_73_64BIT, /* Linux 7.3 on a CPU without AArch32 */
	FAKE_HOST_61,	    /* Linux 6.1: no masks */
	FAKE_HOST_COUNT,
};

struct fake_kvm {
	struct host_cpu host;		    /* as vcpu/ would describe it */
	uint64_t values[IDREG_INDEX_COUNT]; /* what a guest would read */
	bool implementation_ids_enabled;    /* capability 239, enabled before the first vCPU */
	bool has_run;
};

/* A VM between KVM_ARM_VCPU_INIT and the first write. */
void fake_kvm_init(struct fake_kvm *kvm, enum fake_host host);

/* Other limits: call fake_kvm_reset() after a change of kvm->host.limits. */
void fake_kvm_reset(struct fake_kvm *kvm);

/* KVM_SET_ONE_REG: 0, -ENOENT, -EINVAL or -EBUSY. */
int fake_kvm_set(struct fake_kvm *kvm, unsigned int index, uint64_t value);

/* Creating the in-kernel GIC rewrites the fields that tell of it. */
void fake_kvm_create_gic(struct fake_kvm *kvm, bool gicv3);

/* Writes what the plan says, as vcpu/ does. 0 or the first error. */
int fake_kvm_apply(struct fake_kvm *kvm, const struct idreg_plan *plan);

#endif
