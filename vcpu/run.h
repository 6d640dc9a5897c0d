/* SPDX-License-Identifier: GPL-2.0-only */
/* Running a VM: one thread a vCPU, how they are stopped, and how the run's end becomes known. */
#ifndef VCPU_RUN_H
#define VCPU_RUN_H

#include "vcpu/vm.h"

/*
 * A vCPU's thread does nothing but KVM_RUN, region ops and waking others. Signals are blocked in
 * it, but for the kick, a real-time signal (SIGRTMIN) whose handler does nothing but make KVM_RUN
 * return; SIGBUS, by which KVM tells that host memory failed; and what faults of armlet's own
 * raise, so that whoever handles those (a terminal is to be restored) gets to know. The handlers of
 * the first two are the process's from vm_start() on.
 *
 *   state     who                         next
 *   made      vm_start                    running (all threads, or none)
 *   running   a vCPU has an outcome       stopping, outcome_fd is readable
 *             vm_stop                     stopping, outcome_fd is readable
 *   stopping  each thread leaves KVM_RUN  stopped
 *   stopped   vm_join                     joined: vm_destroy, nothing else
 */

/* Starts a thread for each vCPU, which are let go together. 0, or -1 with one line and no thread
 * left. */
int vm_start(struct vm *vm);

/*
 * Stops all vCPUs: none enters the guest again once its thread has seen it. Any thread (not a
 * signal handler), any number of times, before vm_start as well. Does not wait: vm_join() does.
 */
void vm_stop(struct vm *vm);

/* Waits for every thread to end; returns at once when none was started. */
void vm_join(struct vm *vm);

/* How it ended, so far. Any thread. */
enum vm_outcome vm_outcome(const struct vm *vm);

/*
 * A vCPU's word that the run is over: the first one counts, makes outcome_fd readable and stops the
 * others. Was this the first? Any thread.
 */
bool vm_set_outcome(struct vm *vm, enum vm_outcome outcome);

#endif
