/* SPDX-License-Identifier: GPL-2.0-only */
/* What armlet does about each reason for which KVM_RUN comes back. */
#ifndef VCPU_EXITS_H
#define VCPU_EXITS_H

#include "vcpu/vm.h"

/*
 * Handles kvm_run.exit_reason after a KVM_RUN that gave 0. OUTCOME_NONE: run again. Else the run is
 * over; for OUTCOME_VCPU_FAILED that is vm_set_outcome()'s already, and unless there was another
 * outcome before, a line with the reason, PC and vCPU has been printed. On the vCPU's thread.
 */
enum vm_outcome exit_handle(struct vcpu *vcpu);

/* The same for a KVM_RUN that gave -1; `error` is its errno. */
enum vm_outcome exit_handle_error(struct vcpu *vcpu, int error);

#endif
