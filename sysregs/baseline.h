/* SPDX-License-Identifier: GPL-2.0-only */
/* The profile that shows the level of some hosts on each of them. Pure. */
#ifndef SYSREGS_BASELINE_H
#define SYSREGS_BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sysregs/level.h"
#include "sysregs/messages.h"

/* How a profile writes a field's value: the architected name, if it is read back as just this
 * value, else a number. */
struct level_name baseline_value_text(const struct idreg_field *field, uint64_t value);

/*
 * Writes the profile: every field that the level pins, with comments that say which hosts differ
 * there and what cannot be levelled. No line is longer than profiles may have. What is written
 * depends on the hosts and `name` alone. False if `out` took not all.
 */
bool baseline_write(const struct level *level, const char *name, FILE *out);

/*
 * Reads such a text as any profile is read, and holds it against every host: each must be able to
 * show it, and show in all pinned bits just what the level says. A mistake is armlet's own: an
 * error message for each. False if there is one.
 */
bool baseline_check(const struct level *level, const char *text, size_t bytes,
		    struct messages *messages);

#endif
