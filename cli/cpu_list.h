/* SPDX-License-Identifier: GPL-2.0-only */
/* What `armlet cpu list` shows, for its text and its JSON. */
#ifndef CLI_CPU_LIST_H
#define CLI_CPU_LIST_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/json.h"
#include "cli/profile_on_host.h"

struct listing {
	uint64_t wanted[IDREG_INDEX_COUNT]; /* bits of fields that were asked for */
	bool only_writable;
	const struct cpu_dump *dump;	       /* NULL: no host */
	const char *profile_name;	       /* with a profile */
	const struct profile_on_host *profile; /* or NULL */
	/* With a host: */
	struct host_cpu host; /* a guest without a profile */
	struct host_cpu all;  /* one with all vCPU features but EL2 */
};

/* Is the field to be shown? */
bool listing_has(const struct listing *listing, const struct idreg *reg,
		 const struct idreg_field *field);

/* Is any field of the register, or the register itself? */
bool listing_has_register(const struct listing *listing, const struct idreg *reg);

/* Does the host let it be written? (No host: no.) */
bool listing_is_writable(const struct listing *listing, const struct idreg *reg,
			 const struct idreg_field *field);

/*
 * The first release whose KVM lets the field be written; "<=6.12" where the host does and more is
 * not known; NULL: never, as far as is known.
 */
const char *listing_since(const struct listing *listing, const struct idreg *reg,
			  const struct idreg_field *field);

struct listing_text {
	char text[600];
};

/* What may be written, in words; without a host the values that the architecture names. */
struct listing_text listing_choices(const struct listing *listing, const struct idreg *reg,
				    const struct idreg_field *field);

/* Prints the registers, -1 after one line. */
int listing_print_text(const struct listing *listing);
json_t *listing_to_json(const struct listing *listing);

/* The keys "register", "op0", "op1", "crn", "crm" and "op2" of a register in JSON. */
void listing_set_encoding(json_t *object, const struct idreg *reg);

#endif
