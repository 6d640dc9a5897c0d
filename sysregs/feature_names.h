/* SPDX-License-Identifier: GPL-2.0-only */
/* Features by name: what a FEAT_ name or a word of /proc/cpuinfo asks of ID registers and vCPU
 * features. Pure. */
#ifndef SYSREGS_FEATURE_NAMES_H
#define SYSREGS_FEATURE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/idreg.h"
#include "sysregs/profile.h"

/* One field that tells of a feature, from this code on. */
struct feature_code {
	const struct idreg *reg;
	const struct idreg_field *field;
	uint64_t value;
	/* It need not say so where the host's does not: a view for 32-bit programs, or for SVE, of
	 * what 64-bit programs have without it. */
	bool may_lack;
	/* [cpu] decides it, and no line of a register is wanted. */
	bool by_key;
};

/* FEAT_PMUv3 and its successors: fields of two registers, of each a few views. */
#define FEATURE_CODES_MAX 8

struct feature {
	const char *name; /* as the tables spell it; lives for ever */
	/* The one that messages name first. On: one that must not lack it is enough (paca: three
	 * algorithms), and the others follow as far as the host can. Off: all. */
	struct feature_code codes[FEATURE_CODES_MAX];
	size_t count;
	/* The key of [cpu] that "on" turns on, and the one that "off" turns off; or
	 * PROFILE_KEY_COUNT. */
	enum profile_key key_on, key_off;
};

enum feature_found {
	FEATURE_FOUND,
	FEATURE_UNKNOWN,
	FEATURE_OF_LINUX, /* evtstrm, cpuid: no matter of ID registers */
};

/*
 * Looks a name up regardless of case. A word of /proc/cpuinfo stands for the FEAT_ name of its code
 * where there is one: both are the same feature then, with the same codes.
 */
enum feature_found feature_by_name(const char *name, struct feature *feature);

/* Are they one feature by two names? */
bool feature_is_same(const struct feature *a, const struct feature *b);

/* The FEAT_ name or word nearest to a misspelt one, or NULL. */
const char *feature_nearest(const char *name);

/* The highest architected code below `value` in the field's order; false if there is none. */
bool field_code_below(const struct idreg_field *field, uint64_t value, uint64_t *below);

#endif
