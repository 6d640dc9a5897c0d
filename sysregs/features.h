/* SPDX-License-Identifier: GPL-2.0-only */
/* What feature wishes come to on a host, and why where they cannot be followed. Pure. */
#ifndef SYSREGS_FEATURES_H
#define SYSREGS_FEATURES_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/cpu_features.h"

/* A wish that a host cannot follow, in the parts of a message. */
struct feature_refusal {
	char wish[40];	/* as a profile's [cpu] section spells it: "sve = on" */
	char lack[160]; /* what follows the host's name: "has no SVE (that takes …)" */
};

#define FEATURE_REFUSALS_MAX 8

struct feature_refusals {
	struct feature_refusal list[FEATURE_REFUSALS_MAX];
	unsigned int count;
};

/*
 * What a VM has when these wishes meet what the host could give; false, and a refusal for each wish
 * that the host cannot follow, which *features is then without. features->sve_max_vl_bits is the
 * wish, for features_decide_length() once the host's lengths are known.
 */
bool features_decide(const struct cpu_feature_wishes *wishes, const struct cpu_features *available,
		     struct cpu_features *features, struct feature_refusals *refusals);

/*
 * The longest vector of a guest with SVE, in bits: the wish (0: none), which must be one of the
 * host's `lengths` (bit n: (n + 1) × 128 bits). False after a refusal; *bits is then the host's
 * longest. `refusals` is added to.
 */
bool features_decide_length(unsigned int wish, uint32_t lengths, unsigned int *bits,
			    struct feature_refusals *refusals);

#define SVE_LENGTH_BITS 128u /* of which every vector is a multiple; also the shortest */
#define SVE_LENGTHS_MAX 16u

/* "128, 256 and 512": at most 100 bytes. */
struct sve_lengths_text {
	char text[100];
};

struct sve_lengths_text sve_lengths_text(uint32_t lengths, const char *last_separator);

/* The longest of the lengths, in bits; 0 for none. */
unsigned int sve_longest(uint32_t lengths);

#endif
