/* SPDX-License-Identifier: GPL-2.0-only */
/* Values as a profile writes them: numbers, architected names, "host", "lowest". Inside profiles
 * only. */
#ifndef SYSREGS_PROFILE_VALUE_H
#define SYSREGS_PROFILE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "sysregs/profile.h"

/* strcasecmp() == 0 for ASCII names, which mostly differ in their first letter or not at all. */
static inline bool same_name(const char *a, const char *b)
{
	return !((*a ^ *b) & ~0x20) && (!strcmp(a, b) || !strcasecmp(a, b));
}

/* Room for any reason that the functions below give. */
#define PROFILE_REASON_BYTES 320

enum number_result {
	NUMBER_OK,
	NUMBER_MALFORMED, /* not decimal, 0x… or 0b…, with or without a '-' */
	NUMBER_TOO_BIG,	  /* its magnitude is above 2^64 - 1 */
};

/* Reads all of `text` as magnitude and sign. */
enum number_result number_parse(const char *text, uint64_t *magnitude, bool *negative);

/*
 * Reads a field's value: a number that fits its width (a signed field of n bits: -2^(n-1) … 2^n -
 * 1, stored as bits), the name of a code, a FEAT_ name, "host" or "lowest". False with a reason.
 */
bool field_value_parse(const struct idreg_field *field, const char *text,
		       struct profile_value *value, char reason[PROFILE_REASON_BYTES]);

/* Reads a whole register's value: a number of 64 bits, "host" or "lowest". False with a reason. */
bool register_value_parse(const char *text, struct profile_value *value,
			  char reason[PROFILE_REASON_BYTES]);

/*
 * The one of `names` that is nearest to a misspelt `name`, regardless of case, or NULL if none is
 * near: at most a third of its letters differ.
 */
const char *nearest_name(const char *name, const char *const *names, size_t count);

#endif
