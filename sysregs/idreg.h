/* SPDX-License-Identifier: GPL-2.0-only */
/* arm64 identification registers as data: registers, fields, architected codes, safe values. */
#ifndef SYSREGS_IDREG_H
#define SYSREGS_IDREG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/bits.h"

/*
 * The feature ID space that KVM describes: op0 = 3, op1 in {0, 1, 3}, CRn = 0, CRm 0 … 7, op2 0 … 7
 * (KVM api.rst KVM_ARM_GET_REG_WRITABLE_MASKS). Index of a register in it:
 * (op1 == 3 ? 2 : op1) << 6 | CRm << 3 | op2.
 */
#define IDREG_INDEX_COUNT 192u

/* How values are ordered (DDI0487 "Principles of the ID scheme for fields in ID registers"). */
enum idreg_sign { IDREG_UNSIGNED, IDREG_SIGNED };

/* Which values are safe to show where the host has another; as arm64_check_features() decides. */
enum idreg_safe {
	IDREG_SAFE_NONE,  /* no rule known: only the host's own value (0 where KVM's mask has it) */
	IDREG_SAFE_LOWER, /* any value not above the host's, in the field's order */
	IDREG_SAFE_HIGHER,	   /* any value not below the host's */
	IDREG_SAFE_HIGHER_OR_ZERO, /* as HIGHER, and 0 counts as the highest */
	IDREG_SAFE_EXACT,	   /* the host's value or the field's safe value, nothing between */
	IDREG_SAFE_ANY,		   /* any value: MIDR_EL1, REVIDR_EL1, AIDR_EL1 */
};

struct idreg_code {
	uint64_t value;	     /* the field's bits, not sign-extended */
	const char *name;    /* architected name, such as "PMULL" */
	const char *feature; /* FEAT_ name that this code stands for, or NULL */
};

enum idreg_field_kind {
	IDREG_FIELD,   /* named by the architecture */
	IDREG_RES0,    /* reserved, reads as zero */
	IDREG_RES1,    /* reserved, reads as one */
	IDREG_RAZ,     /* read as zero */
	IDREG_UNKNOWN, /* UNKNOWN or IMPLEMENTATION DEFINED content */
};

/* Whose business a field is: who would notice that it differs. */
enum idreg_user {
	IDREG_USER_ANY,	   /* programs in user space, by instructions or the C library's choice of
			      routines */
	IDREG_USER_KERNEL, /* a guest's kernel */
	IDREG_USER_DEBUG,  /* debuggers and profilers */
	IDREG_USER_HYPERVISOR, /* EL2 alone: a guest without EL2 reads the number and can do nothing
				  with it */
	IDREG_USER_FIRMWARE,   /* EL3 and the Secure world alone: the same */
	IDREG_USER_AARCH32,    /* 32-bit programs */
	IDREG_USER_NOBODY,     /* names things, or tells of what nothing needs to know */
};

struct idreg_field {
	const char *name;  /* Linux's spelling; NULL for reserved bits */
	const char *alias; /* Arm's spelling where it differs by more than case, or NULL */
	uint8_t msb, lsb;
	enum idreg_field_kind kind;
	enum idreg_sign sign;
	enum idreg_safe safe;
	uint64_t safe_value;   /* Linux's safe_val: rule EXACT lets it be shown on any host */
	uint64_t lowest_value; /* what "lowest" gives where the limit allows it: mostly the safe
				  value, else the lowest one that KVM takes and that is right on
				  every host */
	const struct idreg_code *codes; /* sorted by value; none: a number, all are architected */
	size_t code_count;
	const char *feature; /* FEAT_ name for a field without codes of its own, or NULL */
	enum idreg_user user;
	const char *note; /* a sentence or two for a person: what the field tells; NULL: none yet */
};

struct idreg {
	const char *name; /* "ID_AA64ISAR0_EL1" */
	uint8_t op0, op1, crn, crm, op2;
	uint8_t index; /* 0 … IDREG_INDEX_COUNT - 1 */
	bool aarch32;  /* an AArch32 view (op1 = 0, CRm 1 … 3) */
	bool per_vcpu; /* its value differs between vCPUs: MPIDR_EL1, CLIDR_EL1, CCSIDR_EL1 */
	const struct idreg_field *fields; /* from bit 63 down, reserved bits too, without gaps */
	size_t field_count;
	uint64_t named_mask; /* bits that a field of kind IDREG_FIELD covers */
};

/* All registers, sorted by index. Generated from idregs.def. */
extern const struct idreg idregs[];
extern const size_t idreg_count;

/* For each of KVM's indexes 1 + the position in idregs[], 0 where no register is. Generated. */
extern const uint8_t idreg_positions[IDREG_INDEX_COUNT];

static inline unsigned int idreg_index(unsigned int op1, unsigned int crm, unsigned int op2)
{
	return (op1 == 3 ? 2u : op1) << 6 | crm << 3 | op2;
}

/* The register at KVM's index, or NULL where the architecture names none. O(1). */
const struct idreg *idreg_by_index(unsigned int index);

/* By name regardless of case, with or without the _EL1 / _EL0 suffix; NULL if there is none. */
const struct idreg *idreg_by_name(const char *name);

/* A named field by Linux's or Arm's spelling regardless of case; NULL if there is none. */
const struct idreg_field *idreg_field_by_name(const struct idreg *reg, const char *name);

/* The field whose lowest bit is `lsb`, a reserved one too; NULL if none starts there, or of NULL.
 */
const struct idreg_field *idreg_field_at(const struct idreg *reg, unsigned int lsb);

/* A code by its value, or by its name or FEAT_ name regardless of case; NULL if there is none. */
static inline const struct idreg_code *idreg_code_by_value(const struct idreg_field *field,
							   uint64_t value)
{
	for (size_t i = 0; i < field->code_count; i++) {
		if (field->codes[i].value == value)
			return &field->codes[i];
	}
	return NULL;
}

const struct idreg_code *idreg_code_by_name(const struct idreg_field *field, const char *name);

/* The name nearest to a misspelt one by edit distance, or NULL if none is near. */
const char *idreg_nearest_name(const char *name);
const char *idreg_nearest_field(const struct idreg *reg, const char *name);

static inline unsigned int idreg_field_width(const struct idreg_field *field)
{
	return field->msb - field->lsb + 1u;
}

/* A field's bits out of, and into, a register's value. */
static inline uint64_t idreg_field_get(const struct idreg_field *field, uint64_t word)
{
	return bits_get(word, field->msb, field->lsb);
}

static inline uint64_t idreg_field_set(const struct idreg_field *field, uint64_t word,
				       uint64_t value)
{
	return bits_set(word, field->msb, field->lsb, value);
}

/* -1, 0, 1 as `a` is below, equal to, above `b` in the field's own order (signed or unsigned). */
int idreg_field_compare(const struct idreg_field *field, uint64_t a, uint64_t b);

/*
 * May `value` be shown where `limit` is what the host has? Only the safe-value rule: not KVM's
 * mask, not whether the code is architected.
 */
bool idreg_field_is_safe(const struct idreg_field *field, uint64_t value, uint64_t limit);

/*
 * The safest value that a host with `limit` can show for the field ("lowest" in a profile):
 * lowest_value where `limit` makes it safe, else `limit` itself. So rules HIGHER, NONE and ANY give
 * `limit`: such a field cannot be lowered; and a host that is itself below lowest_value shows what
 * it has.
 */
uint64_t idreg_field_lowest(const struct idreg_field *field, uint64_t limit);

#endif
