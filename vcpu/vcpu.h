/* SPDX-License-Identifier: GPL-2.0-only */
/* A vCPU: its file descriptor, its run page, its thread and its fixed array of address spaces. */
#ifndef VCPU_VCPU_H
#define VCPU_VCPU_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vcpu/cpu_address_space.h"

struct kvm_run;
struct vm;

struct vcpu {
	struct vm *vm;
	unsigned int index;  /* 0 … vm->vcpu_count - 1 */
	uint64_t mpidr;	     /* affinity bits as the guest reads them: MPIDR_EL1 & 0xff00ffffff */
	int fd;		     /* -1: none */
	struct kvm_run *run; /* shared with KVM; mmap of run_bytes; NULL: none */
	size_t run_bytes;
	pthread_t thread;
	bool thread_started;		  /* under vm->lock: there is a thread to join */
	bool thread_done;		  /* under vm->lock: it takes no more signals */
	volatile sig_atomic_t in_kvm_run; /* its thread alone, and that one's SIGBUS handler */
	void *volatile bus_error; /* host address whose memory failed under the guest; NULL: none */
	bool as_initialised;
	struct cpu_address_space as[CPU_AS_MAX + 1];
};

/* The affinity fields of MPIDR_EL1: Aff3 and Aff2 … Aff0. */
#define MPIDR_AFFINITY_MASK UINT64_C(0xff00ffffff)

/*
 * Makes vCPU `index` of a VM: KVM_CREATE_VCPU, KVM_ARM_VCPU_INIT with what the VM decided, SVE
 * vector lengths, finalize, run page, address spaces. 0, or -1 with one line. vcpu_destroy() takes
 * a half-built one down.
 */
int vcpu_create(struct vcpu *vcpu, struct vm *vm, unsigned int index);

void vcpu_destroy(struct vcpu *vcpu);

#endif
