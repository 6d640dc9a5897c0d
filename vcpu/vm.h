/* SPDX-License-Identifier: GPL-2.0-only */
/* A virtual machine: what it owns in KVM, its vCPUs, and the life that both share. Needs no KVM
 * header. */
#ifndef VCPU_VM_H
#define VCPU_VM_H

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory/address_space.h"
#include "sysregs/cpu_features.h"
#include "vcpu/gic.h"
#include "vcpu/vcpu.h"

/*
 * The life of a VM is these calls, in this order; each prints one line and gives -1 when it fails,
 * and then vm_destroy() takes down what there is:
 *
 *	vm_init			the struct is valid, and owns nothing
 *	vm_open_kvm		/dev/kvm is there and is arm64's
 *	vm_create		VM, IPA size, capabilities, features, vm->gic laid out
 *	(the caller fills an address space with RAM, vm->gic's regions, devices, and freezes it)
 *	vm_map			memslots
 *	vm_create_vcpus		KVM_ARM_VCPU_INIT, SVE vector lengths, finalize, address spaces
 *	vm_host_cpu		what this VM could show (vcpu/idregs.h)
 *	vm_apply		what it shall show (vcpu/idregs.h)
 *	vm_create_gic		interrupt controller; then PMU and steal time, which need it
 *	vm_read_idregs		what it shows (vcpu/idregs.h)
 *	vm_set_boot_vcpu	where vCPU 0 starts
 *	vm_start		threads; the guest runs (vcpu/run.h)
 *	vm_stop, vm_join	from any thread; from the one that called vm_start
 *	vm_destroy
 */

/* The architecture's GICv3 in KVM ends here (arch/arm64 VGIC_V3_MAX_CPUS). */
#define VM_VCPU_MAX 512u

/* KVM's default IPA size, in bits (KVM api.rst KVM_CREATE_VM). */
#define VM_IPA_BITS_DEFAULT 40u

struct vm_config {
	unsigned int vcpu_count; /* 1 … VM_VCPU_MAX, and what the host and the GIC allow */
	gpa_t last_address;	 /* the highest guest physical address that anything will have */
	struct cpu_feature_wishes features;
	enum irqchip_kind irqchip;
	bool want_implementation_ids; /* let MIDR, REVIDR and AIDR be written, where KVM can */
	bool pvtime;		      /* steal time, where KVM has it: the caller maps the pages */
	gpa_t pvtime_base;	      /* of RAM with LAYOUT_PVTIME_VCPU_BYTES for each vCPU */
	bool has_counter_offset;
	uint64_t counter_offset; /* guest counters = the host's minus this
				    (KVM_ARM_SET_COUNTER_OFFSET) */
	bool has_affinity;
	cpu_set_t affinity; /* host CPUs that all vCPU threads may use */
	bool debug_mmio;    /* print every access that no region takes */
};

/* How the guest's run ended. The first one wins, whichever vCPU it happened on. */
enum vm_outcome {
	OUTCOME_NONE,	     /* it runs, or never ran */
	OUTCOME_POWEROFF,    /* PSCI SYSTEM_OFF */
	OUTCOME_RESET,	     /* PSCI SYSTEM_RESET */
	OUTCOME_PANIC,	     /* PSCI SYSTEM_RESET2, or a crash event */
	OUTCOME_VCPU_FAILED, /* cannot be continued; a line has been printed */
	OUTCOME_STOPPED,     /* vm_stop() came first */
};

struct vm {
	struct vm_config config;
	int kvm_fd, fd;
	int outcome_fd; /* eventfd: readable once there is an outcome; made by vm_create() */
	unsigned int ipa_bits;
	unsigned int vcpu_max;	       /* what host and GIC allow */
	size_t run_bytes;	       /* of a vCPU's run page */
	uint64_t page_bytes;	       /* of the host */
	bool implementation_ids;       /* MIDR, REVIDR and AIDR were made writable */
	bool system_event_data;	       /* kvm_run.system_event has ndata and data (Linux 5.18) */
	struct cpu_features available; /* what the host could give */
	struct cpu_features features;  /* what this VM has */
	uint32_t init_target, init_features; /* of every vCPU's KVM_ARM_VCPU_INIT */
	bool pvtime;			     /* steal time is on; decided by vm_create() */
	struct gic gic;
	struct address_space *normal; /* the caller's; what vm_map() was given */
	struct tag_space *tags;	      /* with MTE; see vcpu/mte.h */
	unsigned int slot_count;      /* memslots made */
	unsigned int vcpu_count;      /* vCPUs made */

	/* While it runs: see vcpu/run.c. */
	pthread_mutex_t lock;
	bool lock_made;
	/* Atomics: */
	int stopping;
	int outcome;	 /* enum vm_outcome */
	int mmio_warned; /* the one warning about an access that no region takes was given */

	struct vcpu vcpus[VM_VCPU_MAX]; /* last: what no vCPU uses is never touched */
};

/* Makes a struct that owns nothing yet, of zeroed memory or of one that vm_destroy() has had. */
void vm_init(struct vm *vm);

/* Opens /dev/kvm, or says in one line why that cannot be and what to do about it. */
int vm_open_kvm(struct vm *vm);

/*
 * Creates the VM with all that must be decided before its first vCPU: IPA size, MTE, writable
 * implementation IDs, counter offset, features, which GIC and where. `config` is copied. A wish
 * that this host cannot follow is one line that names it.
 */
int vm_create(struct vm *vm, const struct vm_config *config);

/*
 * Memslots for the RAM and ROM regions of a frozen address space, which must live as long as the
 * VM; with MTE also the tag address space of its RAM. Regions that KVM would refuse were refused by
 * address_space_add().
 */
int vm_map(struct vm *vm, struct address_space *normal);

/* All of config.vcpu_count, alike; vCPU 0 is on, the others are off until PSCI CPU_ON. After
 * vm_map(). */
int vm_create_vcpus(struct vm *vm);

/*
 * The GIC that vm_create() chose, at the addresses in vm->gic, initialised for all vCPUs; then the
 * PMU's interrupt and steal time on each vCPU. After the ID registers were written: it sets the
 * fields that the GIC decides.
 */
int vm_create_gic(struct vm *vm);

/*
 * vCPU 0 starts at `entry` with x0 = dtb, x1 … x3 = 0, interrupts masked, at EL2 where the VM has
 * it, else at EL1 (Documentation/arch/arm64/booting.rst).
 */
int vm_set_boot_vcpu(struct vm *vm, gpa_t entry, gpa_t dtb);

/* Can this host keep steal time for its guests? After vm_create(). */
static inline bool vm_has_pvtime(const struct vm *vm)
{
	return vm->pvtime;
}

/* Stops and joins what runs, then gives back everything. A half-built VM is fine, and so is a
 * second call. */
void vm_destroy(struct vm *vm);

/*
 * The bits of guest physical address that a VM shall have: enough for `last_address`, no fewer than
 * KVM's default where the host has that many. `host_max` 0: a host whose only size is the default.
 * 0 if the host cannot. A decider.
 */
unsigned int vm_ipa_bits(gpa_t last_address, unsigned int host_max);

#endif
