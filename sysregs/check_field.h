/* SPDX-License-Identifier: GPL-2.0-only */
/* May one field of one register show one value on one host? Inside the check engine only. */
#ifndef SYSREGS_CHECK_FIELD_H
#define SYSREGS_CHECK_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/idreg.h"

/* Registers that have rules of their own, by KVM's index. */
enum {
	INDEX_MIDR = 0,
	INDEX_MPIDR = 5,
	INDEX_REVIDR = 6,
	INDEX_ID_PFR1 = 9,
	INDEX_ID_DFR0 = 10,
	INDEX_PFR0 = 32,
	INDEX_PFR1 = 33,
	INDEX_PFR2 = 34,
	INDEX_ZFR0 = 36,
	INDEX_SMFR0 = 37,
	INDEX_DFR0 = 40,
	INDEX_ISAR1 = 49,
	INDEX_ISAR2 = 50,
	INDEX_MMFR0 = 56,
	INDEX_MMFR2 = 58,
	INDEX_MMFR3 = 59,
	INDEX_CLIDR = 65,
	INDEX_AIDR = 71,
	INDEX_CTR = 129,
};

/* What besides the field's own bits decides it. */
enum field_role {
	ROLE_ORDINARY,
	ROLE_SVE,   /* only with the vCPU feature */
	ROLE_PAUTH, /* the same, and its level cannot be chosen */
	ROLE_PMU,
	ROLE_MTE,
	ROLE_SME,      /* KVM has none for guests */
	ROLE_GIC,      /* KVM rewrites it when the GIC is created */
	ROLE_ZERO,     /* stored as 0 whatever is written */
	ROLE_MTE_FRAC, /* 0 is taken and ignored */
	ROLE_IMPLEMENTATION_ID,
	ROLE_MPIDR,
	ROLE_CLIDR,
};

enum field_role field_role(const struct idreg *reg, const struct idreg_field *field);

enum field_verdict {
	FIELD_FINE,
	FIELD_FIXED,   /* the host's own value, which this kernel could not change: a note */
	FIELD_MISSING, /* this host cannot; `missing` in the profile says how bad that is */
	FIELD_WRONG,   /* no host can, or the profile itself says otherwise */
};

#define FIELD_REASON_BYTES 400

/*
 * Judges `value` for the field on a host with masks. The reason is the end of a message that names
 * the field: "1 (IMP) asked, this host can show only 0 (NI): …"; it is empty for FIELD_FINE.
 */
enum field_verdict field_judge(const struct host_cpu *host, const struct idreg *reg,
			       const struct idreg_field *field, uint64_t value,
			       char reason[FIELD_REASON_BYTES]);

/* Does KVM's mask cover the whole field? */
bool field_is_writable(const struct host_cpu *host, const struct idreg *reg,
		       const struct idreg_field *field);

/* The safest value that KVM takes for the field on this host; its own value where nothing else is.
 */
uint64_t field_lowest(const struct host_cpu *host, const struct idreg *reg,
		      const struct idreg_field *field);

/* Would KVM take the value, if the safe-value rule allows it? (Some values are refused on every
 * host.) */
bool field_value_is_taken(const struct host_cpu *host, const struct idreg *reg,
			  const struct idreg_field *field, uint64_t value);

/* Has this host 32-bit EL0, so that the AArch32 views can show anything? */
bool host_has_aarch32(const struct host_cpu *host);

/* The first Linux version known to let the field be written, or NULL. */
const char *field_writable_since(const struct idreg *reg, const struct idreg_field *field);

/* Does any Linux up to 7.3 let the field be written? Of a host without a dump no more is known. */
bool field_was_ever_writable(const struct idreg *reg, const struct idreg_field *field);

#endif
