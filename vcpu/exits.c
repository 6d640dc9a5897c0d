// SPDX-License-Identifier: GPL-2.0-only
// What armlet does about each reason for which KVM_RUN comes back.
#include "vcpu/exits.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/error.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/onereg.h"
#include "vcpu/run.h"

/*
 * The one line about a vCPU that cannot go on: what happened, and where it was. The PC is read
 * after the fact, which KVM allows of a vCPU that is not running. Several may fail at once, or one
 * after the VM's end: the run ends for one reason, and only that is told.
 */
static enum vm_outcome fail(struct vcpu *vcpu, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static enum vm_outcome fail(struct vcpu *vcpu, const char *format, ...)
{
	char reason[256], where[32] = "unknown";
	uint64_t pc;
	va_list args;

	if (!vm_set_outcome(vcpu->vm, OUTCOME_VCPU_FAILED))
		return OUTCOME_VCPU_FAILED;
	va_start(args, format);
	vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	if (onereg_get(vcpu->fd, onereg_pc(), &pc) == 0)
		snprintf(where, sizeof(where), "0x%" PRIx64, pc);
	err("vCPU %u stopped at PC %s: %s", vcpu->index, where, reason);
	return OUTCOME_VCPU_FAILED;
}

/* Nothing is there: reads give 0, writes are dropped, and the guest goes on. */
static void note_unmapped(struct vcpu *vcpu, gpa_t address, unsigned int bytes, bool write)
{
	struct vm *vm = vcpu->vm;

	if (vm->config.debug_mmio) {
		err("vCPU %u: %s of %u bytes at 0x%" PRIx64 ": nothing is there", vcpu->index,
		    write ? "write" : "read", bytes, address);
		return;
	}
	if (__atomic_exchange_n(&vm->mmio_warned, 1, __ATOMIC_RELAXED))
		return;
	warn("vCPU %u: %s of %u bytes at 0x%" PRIx64
	     ", where nothing is (--debug-mmio shows all of these)",
	     vcpu->index, write ? "write" : "read", bytes, address);
}

/*
 * KVM puts the bytes into data[] as they lie in the guest's memory, so that both sides
 * little-endian is a plain copy; armlet runs on little-endian hosts only. A read's answer reaches
 * the guest with the next KVM_RUN. All eight bytes are copied: a constant size needs no call, and
 * the C library's memcpy() may use SVE, whose first use after each system call is a trap.
 */
static enum vm_outcome handle_mmio(struct vcpu *vcpu)
{
	struct kvm_run *run = vcpu->run;
	const struct address_space *as = vcpu->as[CPU_AS_NORMAL].as;
	gpa_t address = run->mmio.phys_addr;
	unsigned int bytes = run->mmio.len;
	uint64_t value = 0;

	if (bytes > sizeof(run->mmio.data))
		return fail(vcpu, "KVM_EXIT_MMIO of %u bytes at 0x%" PRIx64, bytes, address);
	if (run->mmio.is_write) {
		memcpy(&value, run->mmio.data, sizeof(value));
		value &= bits_low_mask(8 * bytes);
		if (!address_space_write(as, address, bytes, value))
			note_unmapped(vcpu, address, bytes, true);
	} else {
		if (!address_space_read(as, address, bytes, &value)) {
			note_unmapped(vcpu, address, bytes, false);
			value = 0;
		}
		memcpy(run->mmio.data, &value, sizeof(value));
	}
	return OUTCOME_NONE;
}

static const char *system_event_name(uint32_t type)
{
	static const char *const names[] = {
		[KVM_SYSTEM_EVENT_SHUTDOWN] = "shutdown",
		[KVM_SYSTEM_EVENT_RESET] = "reset",
		[KVM_SYSTEM_EVENT_CRASH] = "crash",
		[KVM_SYSTEM_EVENT_WAKEUP] = "wakeup",
		[KVM_SYSTEM_EVENT_SUSPEND] = "suspend",
		[KVM_SYSTEM_EVENT_SEV_TERM] = "SEV termination",
		[KVM_SYSTEM_EVENT_TDX_FATAL] = "TDX fatal",
	};

	return type < ARRAY_SIZE(names) && names[type] ? names[type] : "unknown";
}

/* PSCI's ways for a guest to end itself. SYSTEM_OFF2, off in order to hibernate, is off as well. */
static enum vm_outcome handle_system_event(struct vcpu *vcpu)
{
	const struct kvm_run *run = vcpu->run;
	uint64_t flags;

	switch (run->system_event.type) {
	case KVM_SYSTEM_EVENT_SHUTDOWN:
		return OUTCOME_POWEROFF;
	case KVM_SYSTEM_EVENT_RESET:
		flags = vcpu->vm->system_event_data && !run->system_event.ndata
				? 0
				: run->system_event.data[0];
		return flags & KVM_SYSTEM_EVENT_RESET_FLAG_PSCI_RESET2 ? OUTCOME_PANIC
								       : OUTCOME_RESET;
	case KVM_SYSTEM_EVENT_CRASH:
		return OUTCOME_PANIC;
	default:
		/* Suspend and wakeup need KVM_CAP_ARM_SYSTEM_SUSPEND, which is left off: PSCI
		 * refuses. */
		return fail(vcpu, "KVM_EXIT_SYSTEM_EVENT of type %u (%s)", run->system_event.type,
			    system_event_name(run->system_event.type));
	}
}

static enum vm_outcome handle_fail_entry(struct vcpu *vcpu)
{
	const struct kvm_run *run = vcpu->run;
	uint64_t reason = run->fail_entry.hardware_entry_failure_reason;

	if (reason & KVM_EXIT_FAIL_ENTRY_CPU_UNSUPPORTED)
		return fail(
			vcpu,
			"KVM_EXIT_FAIL_ENTRY: host CPU %u has not the PMU that the guest has: pin "
			"it with --vcpu-affinity, or leave out --pmu",
			run->fail_entry.cpu);
	return fail(vcpu, "KVM_EXIT_FAIL_ENTRY: reason 0x%" PRIx64 " on host CPU %u", reason,
		    run->fail_entry.cpu);
}

static enum vm_outcome handle_internal_error(struct vcpu *vcpu)
{
	const struct kvm_run *run = vcpu->run;

	return fail(vcpu, "KVM_EXIT_INTERNAL_ERROR: suberror %u", run->internal.suberror);
}

static enum vm_outcome handle_nisv(struct vcpu *vcpu)
{
	const struct kvm_run *run = vcpu->run;

	return fail(vcpu,
		    "KVM_EXIT_ARM_NISV: an access to 0x%" PRIx64
		    ", which is no memory, by an instruction "
		    "that the CPU does not describe (syndrome 0x%" PRIx64 ")",
		    (uint64_t)run->arm_nisv.fault_ipa, (uint64_t)run->arm_nisv.esr_iss);
}

static enum vm_outcome handle_ldst64b(struct vcpu *vcpu)
{
	const struct kvm_run *run = vcpu->run;

	return fail(vcpu,
		    "KVM_EXIT_ARM_LDST64B: a 64-byte access (LS64) to 0x%" PRIx64
		    ", which is no memory "
		    "(syndrome 0x%" PRIx64 ")",
		    (uint64_t)run->arm_nisv.fault_ipa, (uint64_t)run->arm_nisv.esr_iss);
}

/* Members that the headers at hand may lack are read through the union's bytes. */
static enum vm_outcome handle_sea(struct vcpu *vcpu)
{
	struct compat_arm_sea sea;

	memcpy(&sea, vcpu->run->padding, sizeof(sea));
	if (sea.flags & KVM_EXIT_ARM_SEA_FLAG_GPA_VALID)
		return fail(vcpu,
			    "KVM_EXIT_ARM_SEA: the host's memory failed at guest address 0x%" PRIx64
			    " (syndrome 0x%" PRIx64 ")",
			    (uint64_t)sea.gpa, (uint64_t)sea.esr);
	return fail(vcpu, "KVM_EXIT_ARM_SEA: the host's memory failed (syndrome 0x%" PRIx64 ")",
		    (uint64_t)sea.esr);
}

static enum vm_outcome handle_memory_fault(struct vcpu *vcpu)
{
	struct compat_memory_fault fault;

	memcpy(&fault, vcpu->run->padding, sizeof(fault));
	return fail(vcpu,
		    "KVM_EXIT_MEMORY_FAULT: guest memory 0x%" PRIx64 ", 0x%" PRIx64
		    " bytes, cannot be had from the host (flags 0x%" PRIx64 ")",
		    (uint64_t)fault.gpa, (uint64_t)fault.size, (uint64_t)fault.flags);
}

static enum vm_outcome handle_hypercall(struct vcpu *vcpu)
{
	return fail(vcpu,
		    "KVM_EXIT_HYPERCALL 0x%" PRIx64 ": no SMCCC filter of armlet's asks for it",
		    (uint64_t)vcpu->run->hypercall.nr);
}

static enum vm_outcome handle_debug(struct vcpu *vcpu)
{
	return fail(vcpu, "KVM_EXIT_DEBUG: syndrome 0x%x", vcpu->run->debug.arch.hsr);
}

/* A signal, which the loop looks at, or nothing at all. */
static enum vm_outcome handle_interrupted(struct vcpu *vcpu)
{
	(void)vcpu;
	return OUTCOME_NONE;
}

/* A reason with a name and no handler has no business on arm64: it ends the run as an unknown one
 * does. */
struct exit_reason {
	const char *name;
	enum vm_outcome (*handle)(struct vcpu *vcpu);
};

#define EXIT(reason, handler) [KVM_EXIT_##reason] = { "KVM_EXIT_" #reason, handler }

static const struct exit_reason exit_reasons[] = {
	EXIT(UNKNOWN, NULL),
	EXIT(EXCEPTION, NULL),
	EXIT(IO, NULL),
	EXIT(HYPERCALL, handle_hypercall),
	EXIT(DEBUG, handle_debug),
	EXIT(HLT, NULL),
	EXIT(MMIO, handle_mmio),
	EXIT(IRQ_WINDOW_OPEN, NULL),
	EXIT(SHUTDOWN, NULL),
	EXIT(FAIL_ENTRY, handle_fail_entry),
	EXIT(INTR, handle_interrupted),
	EXIT(INTERNAL_ERROR, handle_internal_error),
	EXIT(SYSTEM_EVENT, handle_system_event),
	EXIT(ARM_NISV, handle_nisv),
	EXIT(DIRTY_RING_FULL, NULL),
	EXIT(NOTIFY, NULL),
	EXIT(MEMORY_FAULT, handle_memory_fault),
	EXIT(TDX, NULL),
	EXIT(ARM_SEA, handle_sea),
	EXIT(ARM_LDST64B, handle_ldst64b),
};

enum vm_outcome exit_handle(struct vcpu *vcpu)
{
	uint32_t reason = vcpu->run->exit_reason;
	const struct exit_reason *row =
		reason < ARRAY_SIZE(exit_reasons) ? &exit_reasons[reason] : NULL;

	if (row && row->handle)
		return row->handle(vcpu);
	return fail(vcpu, "exit reason %u (%s), which armlet does not know what to do about",
		    reason, row && row->name ? row->name : "unknown");
}

/* A signal came: the kick, which the loop looks at, or word of host memory that failed. */
static enum vm_outcome handle_signal(struct vcpu *vcpu)
{
	const struct address_space *as = vcpu->as[CPU_AS_NORMAL].as;
	uintptr_t broken = (uintptr_t)vcpu->bus_error;
	size_t i;

	if (!broken)
		return OUTCOME_NONE;
	for (i = 0; i < as->count; i++) {
		const struct region *region = as->regions[i];

		if (region->kind != REGION_MMIO && broken - (uintptr_t)region->host < region->bytes)
			return fail(vcpu,
				    "the host's memory failed at guest address 0x%" PRIx64 " (%s)",
				    region->base + (broken - (uintptr_t)region->host),
				    region->name);
	}
	return fail(vcpu, "the host's memory failed");
}

/* KVM api.rst KVM_RUN "Errors", and what arch/arm64 gives besides. */
enum vm_outcome exit_handle_error(struct vcpu *vcpu, int error)
{
	switch (error) {
	case EINTR:
		return handle_signal(vcpu);
	case EAGAIN:
		return OUTCOME_NONE;
	case EFAULT:
	case EHWPOISON:
		/* With these two, and no other errno, KVM may have filled in a memory fault
		 * (Linux 6.8). */
		if (vcpu->run->exit_reason == KVM_EXIT_MEMORY_FAULT)
			return handle_memory_fault(vcpu);
		return fail(vcpu,
			    error == EFAULT
				    ? "KVM_RUN: a piece of guest memory cannot be had from the host"
				    : "KVM_RUN: a piece of guest memory is broken in the host's "
				      "hardware");
	case ENOSYS:
		return fail(
			vcpu,
			"KVM_RUN: an access outside memory by an instruction that the CPU does not "
			"describe, or code outside memory");
	case ENOEXEC:
		return fail(vcpu,
			    "KVM_RUN: the vCPU is not initialised, or executes outside memory");
	case EPERM:
		return fail(vcpu, "KVM_RUN: the vCPU's SVE state is not finalized");
	case ENOMEM:
		return fail(vcpu, "KVM_RUN: the host has no memory left for it");
	default:
		return fail(vcpu, "KVM_RUN: %s", strerror(error));
	}
}
