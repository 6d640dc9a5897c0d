/* SPDX-License-Identifier: GPL-2.0-only */
/* The best value of one field that every host can show. Inside levelling only. */
#ifndef SYSREGS_LEVEL_FIELD_H
#define SYSREGS_LEVEL_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/idreg.h"
#include "sysregs/level.h"

/*
 * The best value, of those that the architecture names and those that hosts have, that every host
 * can show: the highest, or where the field is safe when raised, the lowest. With `below` not NULL:
 * the best that is worse than that. False if there is none.
 */
bool level_field_best(const struct level *level, const struct idreg *reg,
		      const struct idreg_field *field, const uint64_t *below, uint64_t *value);

#endif
