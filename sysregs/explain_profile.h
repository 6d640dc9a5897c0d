/* SPDX-License-Identifier: GPL-2.0-only */
/* What a profile asks, thing by thing, and what becomes of each on a host. Pure. */
#ifndef SYSREGS_EXPLAIN_PROFILE_H
#define SYSREGS_EXPLAIN_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "sysregs/check.h"
#include "sysregs/explain.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

enum explain_fate {
	EXPLAIN_UNKNOWN, /* no host */
	EXPLAIN_ALREADY, /* the host has it so by itself */
	EXPLAIN_FINE,
	EXPLAIN_IGNORED, /* the host cannot, and `missing = warn` */
	EXPLAIN_REFUSED,
};

struct explain_item {
	struct profile_place place;
	const struct idreg *reg;	 /* NULL: a key of [cpu] or [profile] */
	const struct idreg_field *field; /* NULL without reg only */
	char what[200];			 /* "ID_AA64ISAR0_EL1.SHA3 = 0 (NI)", "[cpu] sve = on" */
	bool is_bound; /* of [features]: `means` is the feature that asks for it */
	struct explain_text means;
	enum explain_fate fate;
	struct explain_text why; /* REFUSED, IGNORED: the reason; FINE: from which value */
};

struct explain_profile {
	struct explain_item *items; /* keys first, then register by register */
	size_t count, capacity;
	bool failed; /* out of memory */
};

/*
 * Without a host (NULL, as plan and messages then): all that the profile says. With one: of a line
 * for a whole register only the fields in which the host differs. `messages` are what the engine
 * said of this profile on this host.
 */
void explain_profile_init(struct explain_profile *items, const struct profile *profile,
			  const struct host_cpu *host, const struct idreg_plan *plan,
			  const struct messages *messages);
void explain_profile_fini(struct explain_profile *items);

/* "fine", "already so", …; one word for programs. */
const char *explain_fate_text(enum explain_fate fate);
const char *explain_fate_word(enum explain_fate fate);

#endif
