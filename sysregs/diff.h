/* SPDX-License-Identifier: GPL-2.0-only */
/* How two hosts, or two profiles, or a host and a profile differ. Pure. */
#ifndef SYSREGS_DIFF_H
#define SYSREGS_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/dump.h"
#include "sysregs/idreg.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

enum diff_class {
	DIFF_LEVELLED, /* of hosts: a profile can make it the same */
	DIFF_SEEN,     /* none can, and a guest can see it */
	DIFF_EL2,      /* none can, but only EL2 sees it */
	DIFF_AARCH32,  /* none can, in a view for AArch32 of a common CPU that has none */
	DIFF_UNSEEN,   /* of hosts, and no guest sees it */
	DIFF_ASKED,   /* of a profile: what it changes; of two: what they ask or give differently */
	DIFF_REFUSED, /* of a profile: what the host cannot show; only `more` says anything */
	DIFF_CLASS_COUNT,
};

struct diff_row {
	enum diff_class class;
	char name[96]; /* "ID_AA64ISAR0_EL1.SHA3", "sve", "CNTFRQ_EL0" */
	char a[96], b[96];
	char to[96];		 /* LEVELLED: what both can show */
	char *more;		 /* a hint, or the reason of REFUSED; NULL: none; owned */
	const struct idreg *reg; /* with field: where a, b, to are values of a field */
	const struct idreg_field *field;
	uint64_t value_a, value_b, value_to; /* of such a row */
	bool has_to;			     /* value_to counts */
};

/* Zero-initialised it is empty: nothing differs. */
struct diff {
	struct diff_row *rows; /* in the order of registers within a class */
	size_t count, capacity;
	size_t counts[DIFF_CLASS_COUNT];
	bool failed; /* a row was lost for want of memory */
};

void diff_fini(struct diff *diff);

/* Sets a, b and `to` of a row about a field by their values; to NULL: none. */
void diff_add_field(struct diff *diff, enum diff_class class, const struct idreg *reg,
		    const struct idreg_field *field, uint64_t a, uint64_t b, const uint64_t *to);
/* Any other row; strings are copied, `to` and `more` may be NULL. */
void diff_add(struct diff *diff, enum diff_class class, const char *name, const char *a,
	      const char *b, const char *to, const char *more);

/*
 * Two hosts, with the vCPU features that each has: every field in which guests would differ, held
 * against the level of both; then facts. False after an error message.
 */
bool diff_dumps(struct diff *diff, const struct cpu_dump dumps[2], struct messages *messages);

/* What two profiles ask, whatever a host makes of it: settings, then fields. */
void diff_profiles(struct diff *diff, const struct profile *a, const struct profile *b);

/* One side of a comparison on a host: what a guest gets there. */
struct diff_guest {
	const struct cpu_features *features;
	const uint64_t *values; /* by KVM's index */
};

/* What two guests get: vCPU features, then fields. */
void diff_guests(struct diff *diff, const struct diff_guest *a, const struct diff_guest *b);

#endif
