/* SPDX-License-Identifier: GPL-2.0-only */
/* The VM of `armlet cpu verify`: RAM, vCPUs, GIC and the guest inside armlet. */
#ifndef CLI_CPU_VERIFY_VM_H
#define CLI_CPU_VERIFY_VM_H

#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"
#include "sysregs/verify.h"

enum verification_end {
	VERIFICATION_DONE,	  /* every vCPU has reported: see result and messages */
	VERIFICATION_CANNOT,	  /* this VM cannot show a profile that its host can: messages
					 say why */
	VERIFICATION_FAILED,	  /* armlet or the host failed: a line has been printed */
	VERIFICATION_VCPU_FAILED, /* as KVM_RUN did */
	VERIFICATION_STALLED,	  /* the guest did not come to its end; a line has been printed */
};

struct verification {
	/* The caller's. */
	const struct profile *profile;
	unsigned int vcpu_count;
	uint64_t deadline_ns; /* as event_loop_now_ns() counts */
	uint64_t timeout_s;   /* what a message says of it */
	/* What came of it. */
	struct host_cpu host;
	struct idreg_plan plan;
	struct verify_result result;
	struct verify_view first; /* vCPU 0's */
	struct messages messages; /* the engine's, of the plan and of what KVM made of it */
	uint64_t vm_ns;		  /* from the first KVM_RUN to the guest's end */
};

/* Builds the VM, runs it, compares, and takes it down again. */
enum verification_end verification_run(struct verification *verification);

void verification_fini(struct verification *verification);

#endif
