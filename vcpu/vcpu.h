/* SPDX-License-Identifier: GPL-2.0-only */
/* A vCPU: its file descriptor, its run page, its thread and its fixed array of address spaces. */
#ifndef VCPU_VCPU_H
#define VCPU_VCPU_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vcpu/cpu_address_space.h"

struct kvm_run;
struct vm;

struct vcpu {
	struct vm *vm;
	unsigned int index; /* 0 … vm->vcpu_count - 1 */
	uint64_t mpidr;	    /* affinity bits as the guest reads them: MPIDR_EL1 & 0xff00ffffff */
	int fd;
	struct kvm_run *run; /* shared with KVM; mmap of run_bytes */
	size_t run_bytes;
	pthread_t thread;
	bool thread_started;
	bool as_initialised;
	struct cpu_address_space as[CPU_AS_MAX + 1];
};

#endif
