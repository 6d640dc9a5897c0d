/* SPDX-License-Identifier: GPL-2.0-only */
/* The guest inside armlet that reads its ID registers: where it puts what. For C and the assembler.
 */
#ifndef VCPU_VERIFY_GUEST_H
#define VCPU_VERIFY_GUEST_H

/*
 * The image is position-independent, and wants to lie at a multiple of 2 KiB. vCPU 0 starts at its
 * entry with x0 = the address of the first of `vcpu_count` records, one for each vCPU, which follow
 * each other; it starts the others, reads, waits for them, and powers the VM off. No vCPU turns its
 * MMU on: where the host's CPU has no FEAT_S2FWB, records are written past the caches, and whoever
 * reads them has to invalidate its own lines of them first.
 */
#define VERIFY_ENTRY	    0x800
#define VERIFY_RECORD_SHIFT 11
#define VERIFY_RECORD_BYTES (1 << VERIFY_RECORD_SHIFT)

/* In the record. */
#define VERIFY_MPIDR		0x00
#define VERIFY_VCPU_COUNT	0x08
#define VERIFY_STAGE		0x10
#define VERIFY_EL		0x18
#define VERIFY_VECTOR		0x20
#define VERIFY_ESR		0x28
#define VERIFY_ELR		0x30
#define VERIFY_PSCI_RESULT	0x38
#define VERIFY_PROBES		0x40
#define VERIFY_PROBE_UNDEFINED	0x80
#define VERIFY_VALUES		0x100
#define VERIFY_VALUE_COUNT	192
#define VERIFY_VALUES_UNDEFINED 0x700

/* How far a vCPU got. */
#define VERIFY_STAGE_OFF     0
#define VERIFY_STAGE_STARTED 1
#define VERIFY_STAGE_READ    2 /* all of the feature ID space; EL0 comes next */
#define VERIFY_STAGE_DONE    3
#define VERIFY_STAGE_FAILED  4 /* an exception that nobody asked for, or PSCI CPU_ON refused */

/* What is tried besides: a value, and whether the instruction was UNDEFINED. */
#define VERIFY_PROBE_PMCR   0 /* at the level of the ID registers: PMCR_EL0 */
#define VERIFY_PROBE_ZCR    1 /* there too: the longest vector was asked for in ZCR_EL1 */
#define VERIFY_PROBE_CTR    2 /* at EL0: CTR_EL0, DCZID_EL0, CNTFRQ_EL0 */
#define VERIFY_PROBE_DCZID  3
#define VERIFY_PROBE_CNTFRQ 4
#define VERIFY_PROBE_RDVL   5 /* at EL0: bytes of a vector */
#define VERIFY_PROBE_PACGA  6 /* at EL0: pointer authentication */
#define VERIFY_PROBE_COUNT  7

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

struct verify_record {
	uint64_t mpidr;	     /* armlet's: the affinity fields, for PSCI CPU_ON */
	uint64_t vcpu_count; /* armlet's, in the first record */
	uint64_t stage;
	uint64_t el; /* where the ID registers were read */
	/* VERIFY_STAGE_FAILED */
	uint64_t vector; /* offset in the vector table */
	uint64_t esr, elr;
	uint64_t psci_result; /* of CPU_ON for this vCPU, as vCPU 0 got it */
	uint64_t probes[VERIFY_PROBE_COUNT];
	uint8_t unused[VERIFY_PROBE_UNDEFINED - VERIFY_PROBES - 8 * VERIFY_PROBE_COUNT];
	uint8_t probe_undefined[VERIFY_VALUES - VERIFY_PROBE_UNDEFINED];
	uint64_t values[VERIFY_VALUE_COUNT]; /* by KVM's index; 0 where UNDEFINED */
	uint8_t undefined[VERIFY_RECORD_BYTES - VERIFY_VALUES_UNDEFINED];
};

_Static_assert(sizeof(struct verify_record) == VERIFY_RECORD_BYTES &&
		       offsetof(struct verify_record, stage) == VERIFY_STAGE &&
		       offsetof(struct verify_record, elr) == VERIFY_ELR &&
		       offsetof(struct verify_record, psci_result) == VERIFY_PSCI_RESULT &&
		       offsetof(struct verify_record, probes) == VERIFY_PROBES &&
		       offsetof(struct verify_record, probe_undefined) == VERIFY_PROBE_UNDEFINED &&
		       offsetof(struct verify_record, values) == VERIFY_VALUES &&
		       offsetof(struct verify_record, undefined) == VERIFY_VALUES_UNDEFINED,
	       "another layout than the assembler's");

extern const uint8_t verify_guest_image[], verify_guest_image_end[];
#endif

#endif
