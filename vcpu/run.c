// SPDX-License-Identifier: GPL-2.0-only
// Running a VM: one thread a vCPU, and how they are stopped.
#include "vcpu/run.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/bits.h"
#include "lib/error.h"
#include "vcpu/exits.h"
#include "vcpu/kvm_compat.h"

/*
 * vm->lock guards thread_started and thread_done, so that a kick only ever goes to a thread that
 * lives. The rest is atomic: `stopping` is set before a vCPU's immediate_exit, and that before the
 * signal. A thread that reads `stopping` too early therefore finds immediate_exit in KVM_RUN, and
 * one that is past that check is interrupted by the signal: no wake-up is lost (KVM api.rst
 * kvm_run.immediate_exit).
 */

/* Enough for device models; guests are many and each thread's stack counts. */
#define THREAD_STACK_BYTES KIB(256)

static int kick_signal(void)
{
	return SIGRTMIN;
}

static void handle_kick(int number)
{
	(void)number;
}

/* For the handler alone: the vCPU that this thread runs. */
static _Thread_local struct vcpu *thread_vcpu;

/* What SIGBUS did before vm_start(): it may have a terminal to restore. */
static struct sigaction old_bus_error;

/*
 * KVM tells of host memory that failed under the guest by sending SIGBUS to the vCPU's thread, and
 * lets the guest run into it again unless the signal is taken. Any other SIGBUS is what it always
 * is: the end.
 */
static void handle_bus_error(int number, siginfo_t *info, void *context)
{
	struct vcpu *vcpu = thread_vcpu;

	(void)context;
	if (vcpu && vcpu->in_kvm_run && info->si_code == BUS_MCEERR_AR) {
		vcpu->bus_error = info->si_addr;
		return;
	}
	/* Back to the faulting instruction, with the handler of before. */
	sigaction(number, &old_bus_error, NULL);
}

static bool is_stopping(const struct vm *vm)
{
	return __atomic_load_n(&vm->stopping, __ATOMIC_ACQUIRE);
}

static void kick_all(struct vm *vm)
{
	unsigned int i;

	pthread_mutex_lock(&vm->lock);
	__atomic_store_n(&vm->stopping, 1, __ATOMIC_SEQ_CST);
	for (i = 0; i < vm->vcpu_count; i++) {
		struct vcpu *vcpu = &vm->vcpus[i];

		if (vcpu->run)
			__atomic_store_n(&vcpu->run->immediate_exit, 1, __ATOMIC_SEQ_CST);
		if (vcpu->thread_started && !vcpu->thread_done)
			pthread_kill(vcpu->thread, kick_signal());
	}
	pthread_mutex_unlock(&vm->lock);
}

bool vm_set_outcome(struct vm *vm, enum vm_outcome outcome)
{
	const uint64_t one = 1;
	int none = OUTCOME_NONE;

	if (!__atomic_compare_exchange_n(&vm->outcome, &none, outcome, false, __ATOMIC_ACQ_REL,
					 __ATOMIC_ACQUIRE))
		return false;
	/* A fresh counter cannot overflow, so this neither blocks nor fails. */
	if (vm->outcome_fd >= 0 && write(vm->outcome_fd, &one, sizeof(one)) < 0)
		err_errno("eventfd");
	kick_all(vm);
	return true;
}

enum vm_outcome vm_outcome(const struct vm *vm)
{
	return (enum vm_outcome)__atomic_load_n(&vm->outcome, __ATOMIC_ACQUIRE);
}

static void run_vcpu(struct vcpu *vcpu)
{
	struct vm *vm = vcpu->vm;

	while (!is_stopping(vm)) {
		enum vm_outcome outcome;
		int result;

		vcpu->in_kvm_run = 1;
		result = ioctl(vcpu->fd, KVM_RUN, 0);
		vcpu->in_kvm_run = 0;
		if (result < 0)
			outcome = exit_handle_error(vcpu, errno);
		else
			outcome = exit_handle(vcpu);
		if (outcome != OUTCOME_NONE)
			vm_set_outcome(vm, outcome);
	}
}

static void *vcpu_thread(void *argument)
{
	struct vcpu *vcpu = argument;
	struct vm *vm = vcpu->vm;
	char name[16];

	snprintf(name, sizeof(name), "vcpu%u", vcpu->index);
	pthread_setname_np(pthread_self(), name);
	thread_vcpu = vcpu;
	/* vm_start() holds the lock until all threads are there. */
	pthread_mutex_lock(&vm->lock);
	pthread_mutex_unlock(&vm->lock);
	run_vcpu(vcpu);
	pthread_mutex_lock(&vm->lock);
	vcpu->thread_done = true;
	pthread_mutex_unlock(&vm->lock);
	return NULL;
}

/* 0, or an errno as pthread functions give it. */
static int prepare_attributes(const struct vm *vm, pthread_attr_t *attributes)
{
	static const int faults[] = { SIGSEGV, SIGILL, SIGFPE, SIGTRAP, SIGSYS, SIGABRT };
	sigset_t mask;
	size_t i;
	int error = pthread_attr_init(attributes);

	if (error)
		return error;
	sigfillset(&mask);
	sigdelset(&mask, kick_signal());
	sigdelset(&mask, SIGBUS);
	/* A fault whose signal is blocked kills without calling its handler. */
	for (i = 0; i < ARRAY_SIZE(faults); i++)
		sigdelset(&mask, faults[i]);
	error = pthread_attr_setsigmask_np(attributes, &mask);
	if (!error)
		error = pthread_attr_setstacksize(attributes, THREAD_STACK_BYTES);
	if (!error && vm->config.has_affinity)
		error = pthread_attr_setaffinity_np(attributes, sizeof(vm->config.affinity),
						    &vm->config.affinity);
	if (error)
		pthread_attr_destroy(attributes);
	return error;
}

static int start_threads(struct vm *vm, const pthread_attr_t *attributes)
{
	unsigned int i;

	for (i = 0; i < vm->vcpu_count; i++) {
		struct vcpu *vcpu = &vm->vcpus[i];
		int error = pthread_create(&vcpu->thread, attributes, vcpu_thread, vcpu);

		if (error) {
			err("vCPU %u: thread: %s%s", i, strerror(error),
			    error == EINVAL && vm->config.has_affinity
				    ? " (--vcpu-affinity: none of these host CPUs can be used)"
				    : "");
			return -1;
		}
		vcpu->thread_started = true;
		vcpu->thread_done = false;
	}
	return 0;
}

/* Neither restarts a system call: KVM_RUN shall come back. */
static int install_handlers(void)
{
	struct sigaction kick = { .sa_handler = handle_kick };
	struct sigaction bus_error = { .sa_sigaction = handle_bus_error, .sa_flags = SA_SIGINFO };
	struct sigaction before;

	if (sigaction(kick_signal(), &kick, NULL) < 0 ||
	    sigaction(SIGBUS, &bus_error, &before) < 0) {
		err_errno("sigaction");
		return -1;
	}
	/* Ours it is where a VM ran before this one. */
	if (before.sa_sigaction != handle_bus_error)
		old_bus_error = before;
	return 0;
}

int vm_start(struct vm *vm)
{
	pthread_attr_t attributes;
	int error, result;

	if (install_handlers() < 0)
		return -1;
	error = prepare_attributes(vm, &attributes);
	if (error) {
		err("vCPU threads: %s", strerror(error));
		return -1;
	}
	pthread_mutex_lock(&vm->lock);
	result = start_threads(vm, &attributes);
	if (result < 0)
		__atomic_store_n(&vm->stopping, 1, __ATOMIC_SEQ_CST);
	pthread_mutex_unlock(&vm->lock);
	pthread_attr_destroy(&attributes);
	if (result < 0)
		vm_join(vm);
	return result;
}

void vm_stop(struct vm *vm)
{
	if (!vm->lock_made)
		return;
	vm_set_outcome(vm, OUTCOME_STOPPED);
	kick_all(vm);
}

void vm_join(struct vm *vm)
{
	unsigned int i;

	for (i = 0; i < vm->vcpu_count; i++) {
		struct vcpu *vcpu = &vm->vcpus[i];

		if (!vcpu->thread_started)
			continue;
		pthread_join(vcpu->thread, NULL);
		pthread_mutex_lock(&vm->lock);
		vcpu->thread_started = false;
		pthread_mutex_unlock(&vm->lock);
	}
}
