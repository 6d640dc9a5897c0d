/* SPDX-License-Identifier: GPL-2.0-only */
/* ID registers, fields and names in words: what they mean, who needs them, what a host allows.
 * Pure.
 */
#ifndef SYSREGS_EXPLAIN_H
#define SYSREGS_EXPLAIN_H

#include <stddef.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/depends.h"
#include "sysregs/hwcaps.h"
#include "sysregs/idreg.h"

struct explain_text {
	char text[600];
};

/* What a word can name. */
enum explain_kind {
	EXPLAIN_NOTHING,
	EXPLAIN_FIELD, /* "ID_AA64ISAR0_EL1.AES", "SYSREG_ID_AA64ISAR0_EL1_AES", or "AES" alone */
	EXPLAIN_REGISTER, /* "ID_AA64ISAR0_EL1" */
	EXPLAIN_FEATURE,  /* "FEAT_AES" */
	EXPLAIN_HWCAP,	  /* "pmull" of /proc/cpuinfo */
};

/* A field that a name is about. */
struct explain_target {
	const struct idreg *reg;
	const struct idreg_field *field; /* NULL: the whole register */
	uint64_t from; /* a FEAT_ or /proc/cpuinfo name: it is there from this value on */
};

#define EXPLAIN_TARGETS_MAX 16

struct explain_name {
	enum explain_kind kind;
	const char *name; /* FEATURE, HWCAP: as it is spelt */
	const struct hwcap *hwcap;
	struct explain_target targets[EXPLAIN_TARGETS_MAX]; /* AArch64's first */
	size_t count;
};

/*
 * Finds what the word names, regardless of case: a register, a field of one, a word of
 * /proc/cpuinfo, a FEAT_ name with or without FEAT_, a field in any register; the first of these
 * that there is.
 */
void explain_find(const char *word, struct explain_name *name);

/*
 * The name nearest to a misspelt word, out of all that explain_find() takes and `more` (names of
 * profiles); "" if none is near.
 */
struct explain_text explain_nearest(const char *word, const char *const *more, size_t more_count);

/* "programs: …", for "needed by". */
const char *explain_user(enum idreg_user user);
/* The same in one word, as idregs.def has it. */
const char *explain_user_word(enum idreg_user user);

/* Which values are safe where the host has another, and what "lowest" stands for. */
struct explain_text explain_safe(const struct idreg_field *field);
/* The rule in one word, as idregs.def has it. */
const char *explain_safe_word(enum idreg_safe safe);

/* Since when KVM lets the field be changed. */
struct explain_text explain_since(const struct idreg *reg, const struct idreg_field *field);

/* The n-th rule (n from 0) that names the field on either side, or NULL after the last. */
const struct depends_rule *explain_rule_of(const struct idreg *reg, const struct idreg_field *field,
					   size_t n);
/* "REG.FIELD from 2 (SHA512) on needs REG.FIELD from 1 (IMP) on". */
struct explain_text explain_rule(const struct depends_rule *rule);

enum explain_verdict { EXPLAIN_OWN, EXPLAIN_CAN, EXPLAIN_CANNOT };

/* May the host show the value in the field? `why` is empty unless it cannot. */
enum explain_verdict explain_value(const struct host_cpu *host, const struct idreg *reg,
				   const struct idreg_field *field, uint64_t value,
				   struct explain_text *why);

/* Words of /proc/cpuinfo that the value brings, with blanks between; "" if none. */
struct explain_text explain_hwcaps(const struct idreg *reg, const struct idreg_field *field,
				   uint64_t value);

/*
 * Names of what is between two values of a field, `low` left out and `high` counted: "FEAT_SHA3
 * (sha3)", "FEAT_AES (aes), FEAT_PMULL (pmull)"; "" if no code there has a name for it.
 */
struct explain_text explain_between(const struct idreg *reg, const struct idreg_field *field,
				    uint64_t low, uint64_t high);

#endif
