/* SPDX-License-Identifier: GPL-2.0-only */
/* What a guest's own instructions read, held against what it shall see. Pure. */
#ifndef SYSREGS_VERIFY_H
#define SYSREGS_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/idreg.h"

/* Something that an instruction may or may not give. */
struct verify_probe {
	bool undefined; /* the instruction was UNDEFINED */
	uint64_t value; /* 0 then */
};

/* What one vCPU of a guest read by itself. */
struct verify_view {
	unsigned int el; /* where it read the ID registers: 1, or 2 in a VM with EL2 */
	struct verify_probe registers[IDREG_INDEX_COUNT];
	struct verify_probe pmcr; /* PMCR_EL0, at that level: with a PMU alone */
	/* At EL0. */
	bool has_el0;
	struct verify_probe ctr, dczid, cntfrq;
	struct verify_probe vector_bytes; /* the longest SVE vector */
	struct verify_probe pacga;	  /* the value means nothing */
};

/* What a vCPU of the guest shall see. */
struct verify_expected {
	const struct host_cpu *host;
	const struct idreg_plan *plan;
	/* What KVM tells of this vCPU's registers: the plan (plan_verify() tells where not), but
	 * for what the GIC decides and what is each vCPU's own. */
	const uint64_t *registers;
	uint64_t cntfrq_hz; /* of the host; nothing can change it for a guest */
	uint64_t ctr_el0;   /* as a program on the host reads it */
};

enum verify_kind {
	VERIFY_FIELD,	  /* a field reads as something else */
	VERIFY_REGISTER,  /* a register without a name reads as something else */
	VERIFY_UNDEFINED, /* a register that KVM tells of cannot be read */
	VERIFY_EL0,	  /* EL0 reads something else than EL1, or not at all */
	VERIFY_COUNTER,	  /* CNTFRQ_EL0 is not the host's */
	VERIFY_SVE,   /* vectors are there though they shall not be, or the other way round, or of
			 another length */
	VERIFY_PAUTH, /* pointer authentication, the same */
	VERIFY_PMU,   /* PMU, the same */
	VERIFY_TWIN,  /* two vCPUs have the same MPIDR_EL1 */
};

struct verify_mismatch {
	enum verify_kind kind;
	unsigned int vcpu, el;
	unsigned int index;		 /* of the register, as KVM counts; of FIELD … EL0 */
	const struct idreg_field *field; /* of FIELD, and of EL0 where the values differ in one */
	bool undefined;			 /* what was read was UNDEFINED */
	bool planned;	   /* of FIELD: the profile says what is expected, not KVM alone */
	bool cores_own;	   /* of FIELD: of an implementation ID that no line names */
	uint64_t guest;	   /* what was read; of TWIN MPIDR_EL1; of SVE in bits */
	uint64_t expected; /* what should have been; of TWIN the other vCPU; of SVE bits, 0: none */
};

/* More than that are counted only. */
#define VERIFY_MISMATCHES_MAX 1000

/* Zero-initialised it is that of no vCPU. */
struct verify_result {
	unsigned int vcpus;
	unsigned int registers, fields; /* compared on each vCPU: the most on any */
	unsigned int el;		/* of the last vCPU */
	bool has_el0;
	struct verify_mismatch *list; /* owned; in the order in which they were found */
	size_t count, capacity;
	size_t dropped;
};

/* Compares one vCPU's view, all of it; vCPUs come in order. True if nothing differs. */
bool verify_vcpu(struct verify_result *result, const struct verify_expected *expected,
		 const struct verify_view *view);

/* After the last vCPU: does any of these MPIDR_EL1 values, by vCPU, tell of the same place twice?
 */
bool verify_distinct(struct verify_result *result, const uint64_t *mpidrs, unsigned int count);

void verify_fini(struct verify_result *result);

struct verify_text {
	char text[320];
};

/*
 * "vCPU 1 reads ID_AA64ISAR0_EL1.AES as 2 (PMULL), the profile says 0 (NI)".
 */
struct verify_text verify_mismatch_text(const struct verify_mismatch *mismatch);

#endif
