/* SPDX-License-Identifier: GPL-2.0-only */
/* The one engine behind profiles: what a profile asks for, held against what a host can show. Pure.
 */
#ifndef SYSREGS_CHECK_H
#define SYSREGS_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/cpu_features.h"
#include "sysregs/idreg.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

/*
 * What a host's KVM says of a VM with the given features: filled in by vcpu/ from a real VM between
 * KVM_ARM_VCPU_INIT and the first write, by tests from a fake one, or (later) from a file.
 */
struct host_cpu {
	char kernel_release[65]; /* uname -r, for messages */
	bool has_masks;		 /* KVM_CAP_ARM_SUPPORTED_REG_MASK_RANGES bit 0 (Linux 6.7) */
	bool can_write_implementation_ids; /* KVM_CAP_ARM_WRITABLE_IMP_ID_REGS (Linux 6.15) is there
					    */
	bool protected_vm;		   /* pKVM protected: no ID register can be changed */
	struct cpu_features features;	   /* what this VM was made with */
	struct cpu_features available;	   /* what the host could give */
	bool present[IDREG_INDEX_COUNT];   /* KVM_GET_ONE_REG works */
	uint64_t limits[IDREG_INDEX_COUNT]; /* value right after KVM_ARM_VCPU_INIT: the safe-value
					       limit */
	uint64_t masks[IDREG_INDEX_COUNT]; /* KVM_ARM_GET_REG_WRITABLE_MASKS; 0 without has_masks */
};

/*
 * What to do to a VM: one KVM_SET_ONE_REG for each `write`, in index order; of a per_vcpu register
 * (CLIDR_EL1) one on each vCPU.
 */
struct idreg_plan {
	bool write[IDREG_INDEX_COUNT];
	uint64_t values[IDREG_INDEX_COUNT]; /* what every present register shall read as in the end
					     */
	bool named[IDREG_INDEX_COUNT];	    /* a profile line names the register */
	uint64_t named_bits[IDREG_INDEX_COUNT]; /* bits that profile lines decide */
	bool warn_only; /* the profile's `missing = warn`: what KVM stores differently is no error
			 */
};

/*
 * Checks all of a profile against the table, the host's masks and limits, and the known
 * dependencies, and makes the plan. Every mistake becomes one message (file:line: REG.FIELD: what
 * was asked, what this host can do, why); notes are messages too. True if there is no error: then
 * the plan can be applied.
 */
bool profile_check(const struct profile *profile, const struct host_cpu *host,
		   struct idreg_plan *plan, struct messages *messages);

/*
 * Holds what every ID register reads as, once the GIC exists, against the plan: one message for
 * each field that KVM stored differently (error where a profile line names the field, note where
 * KVM derived it, as for the fields that the GIC model decides). True if there is no error.
 */
bool plan_verify(const struct idreg_plan *plan, const struct host_cpu *host,
		 const uint64_t read_back[IDREG_INDEX_COUNT], struct messages *messages);

#endif
