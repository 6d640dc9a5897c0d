// SPDX-License-Identifier: GPL-2.0-only
// One field on all hosts: candidates, best first, until one can be shown everywhere.
#include "sysregs/level_field.h"

#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

/* All codes of a field, the safe and the lowest value, the lowest and the highest that a host has.
 */
#define CANDIDATES_MAX 68

static bool can_show(const struct host_cpu *host, const struct idreg *reg,
		     const struct idreg_field *field, uint64_t value)
{
	char reason[FIELD_REASON_BYTES];
	enum field_verdict verdict;

	if (value == idreg_field_get(field, host->limits[reg->index]))
		return true;
	if (!host->has_masks || host->protected_vm)
		return false;
	verdict = field_judge(host, reg, field, value, reason);
	return verdict == FIELD_FINE || verdict == FIELD_FIXED;
}

bool level_is_shown(const struct level *level, const struct idreg *reg,
		    const struct idreg_field *field, uint64_t value)
{
	const struct level_host *host, *last = NULL;

	for (size_t i = 0; i < level->host_count; i++) {
		host = &level->hosts[i];
		/* Most hosts of a rack are the same. */
		if (last && last->cpu.has_masks == host->cpu.has_masks &&
		    last->cpu.protected_vm == host->cpu.protected_vm &&
		    last->cpu.limits[reg->index] == host->cpu.limits[reg->index] &&
		    last->cpu.masks[reg->index] == host->cpu.masks[reg->index] &&
		    last->cpu.present[reg->index] == host->cpu.present[reg->index] &&
		    last->cpu.can_write_implementation_ids ==
			    host->cpu.can_write_implementation_ids &&
		    host_has_aarch32(&last->cpu) == host_has_aarch32(&host->cpu))
			continue;
		if (!can_show(&host->cpu, reg, field, value))
			return false;
		last = host;
	}
	return true;
}

/* Is `a` the better one to show, if both can be? */
static bool is_better(const struct idreg_field *field, uint64_t a, uint64_t b)
{
	int order = idreg_field_compare(field, a, b);

	switch (field->safe) {
	case IDREG_SAFE_HIGHER:
		return order < 0;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		/* 0 is above everything, so the last resort. */
		if (!a || !b)
			return a && !b;
		return order < 0;
	default:
		return order > 0;
	}
}

static size_t insert(const struct idreg_field *field, uint64_t *list, size_t count, uint64_t value)
{
	size_t i = count;

	for (size_t j = 0; j < count; j++) {
		if (list[j] == value)
			return count;
	}
	if (count == CANDIDATES_MAX)
		return count;
	for (; i > 0 && is_better(field, value, list[i - 1]); i--)
		list[i] = list[i - 1];
	list[i] = value;
	return count + 1;
}

/*
 * Of what hosts have, only the ends can be for all: nobody shows more than the least of them has,
 * nor less than the most of them where raising is what is safe. *same: all have the same.
 */
static size_t collect(const struct level *level, const struct idreg *reg,
		      const struct idreg_field *field, uint64_t *list, bool *same)
{
	uint64_t value, least, most;
	size_t count;

	least = most = idreg_field_get(field, level->hosts[0].cpu.limits[reg->index]);
	for (size_t i = 1; i < level->host_count; i++) {
		value = idreg_field_get(field, level->hosts[i].cpu.limits[reg->index]);
		if (idreg_field_compare(field, value, least) < 0)
			least = value;
		if (idreg_field_compare(field, value, most) > 0)
			most = value;
	}
	*same = least == most;
	count = insert(field, list, 0, least);
	count = insert(field, list, count, most);
	if (field->safe != IDREG_SAFE_NONE && field->safe != IDREG_SAFE_ANY) {
		count = insert(field, list, count, field->safe_value);
		count = insert(field, list, count, field->lowest_value);
	}
	for (size_t i = 0; i < field->code_count; i++)
		count = insert(field, list, count, field->codes[i].value);
	return count;
}

bool level_field_best(const struct level *level, const struct idreg *reg,
		      const struct idreg_field *field, const uint64_t *below, uint64_t *value)
{
	uint64_t list[CANDIDATES_MAX];
	size_t count;
	bool same;

	count = collect(level, reg, field, list, &same);
	if (same && !below) {
		*value = idreg_field_get(field, level->hosts[0].cpu.limits[reg->index]);
		return true;
	}
	for (size_t i = 0; i < count; i++) {
		if ((!below || is_better(field, *below, list[i])) &&
		    level_is_shown(level, reg, field, list[i])) {
			*value = list[i];
			return true;
		}
	}
	return false;
}
