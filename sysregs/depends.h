/* SPDX-License-Identifier: GPL-2.0-only */
/* Combinations of fields that the architecture does not allow, though KVM takes them. Inside the
 * check engine. */
#ifndef SYSREGS_DEPENDS_H
#define SYSREGS_DEPENDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/idreg.h"

/* "Where `a` has one of its values, `b` must have one of its own." Values are bits, ends included.
 */
struct depends_term {
	uint8_t index, lsb;
	uint8_t low, high;
	const char *name; /* the field's, for the reader of the table; a test compares it */
};

struct depends_rule {
	struct depends_term a, b;
	uint8_t only_with; /* enum depends_condition */
};

enum depends_condition {
	DEPENDS_ALWAYS,
	DEPENDS_WITH_SVE,     /* the guest has SVE */
	DEPENDS_WITH_AARCH32, /* the guest has 32-bit EL0 */
};

extern const struct depends_rule depends_rules[];
extern const size_t depends_rule_count;

/* Do these values, of a whole CPU, break the rule? */
bool depends_rule_is_broken(const struct depends_rule *rule,
			    const uint64_t values[IDREG_INDEX_COUNT]);

/* Does the rule say anything of a guest with these values, made with the host's vCPU features? */
bool depends_rule_applies(const struct depends_rule *rule, const struct host_cpu *host,
			  const uint64_t values[IDREG_INDEX_COUNT]);

/*
 * One message for each combination in plan->values that the profile brought about: an error or a
 * warning as `depends` in the profile says, at the line that names one of the two fields; a warning
 * where the rule is about a view for 32-bit programs; a note where only `unlisted = lowest` did it.
 * What is the same on the host by default is never mentioned.
 */
void depends_check(const struct profile *profile, const struct host_cpu *host,
		   const struct idreg_plan *plan, struct messages *messages);

#endif
