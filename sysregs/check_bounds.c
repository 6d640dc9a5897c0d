// SPDX-License-Identifier: GPL-2.0-only
// Features asked for by name: fields held within bounds.
#include "sysregs/check_bounds.h"

#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_text.h"

const struct bounded_fields *bounds_find(const struct profile_lines *lines,
					 struct bounded_fields *bounded)
{
	const struct profile_line *line;

	memset(bounded, 0, sizeof(*bounded));
	for (int i = 0; i < lines->count; i++) {
		line = &lines->list[i];
		if (line->reg && profile_line_is_bound(line))
			bounded->fields[line->reg->index] |= UINT64_C(1) << line->field->lsb;
	}
	return bounded;
}

/* The strictest bound of one kind on the field, or NULL. */
static const struct profile_line *strictest(const struct profile_lines *lines,
					    const struct profile_line *bound,
					    enum profile_value_kind kind)
{
	const struct profile_line *line, *best = NULL;
	int order;

	for (int i = lines->first[bound->reg->index]; i >= 0; i = line->next) {
		line = &lines->list[i];
		if (line->field != bound->field || line->value.kind != kind)
			continue;
		order = best ? idreg_field_compare(line->field, line->value.bits, best->value.bits)
			     : 0;
		if (!best || (kind == PROFILE_VALUE_AT_LEAST ? order > 0 : order < 0))
			best = line;
	}
	return best;
}

static bool is_within(const struct profile_line *bound, uint64_t value)
{
	int order = idreg_field_compare(bound->field, value, bound->value.bits);

	return bound->value.kind == PROFILE_VALUE_AT_LEAST ? order >= 0 : order <= 0;
}

/* "SHA3 = host" beside "sha3 = off": only now it shows whether both can be. */
static void check_contradiction(struct check *check, const struct profile_line *set,
				const struct profile_line *bound, uint64_t value)
{
	if (!set || set->place.source != bound->place.source || bound->may_lack)
		return;
	messages_add(check->messages, MESSAGE_ERROR,
		     "%s:%u: %s = %s, but %s %u sets %s.%s to %s, which is %s on this host",
		     bound->place.source, bound->place.line, bound->feature,
		     bound->value.kind == PROFILE_VALUE_AT_LEAST ? "on" : "off", set->place.unit,
		     set->place.line, bound->reg->name, bound->field->name,
		     set->value.kind == PROFILE_VALUE_HOST ? "host" : "lowest",
		     value_text(bound->field, value).text);
}

/* A field that a line puts where its bounds have it, or nothing does. */
static void keep_field(struct check *check, const struct profile_line *line,
		       const struct profile_line *set, uint64_t value)
{
	struct field_answer answer;

	if (!set || set->value.kind == PROFILE_VALUE_HOST)
		return;
	if (!check_show_field(check, set, line->reg, line->field, value, &answer))
		check_refuse_field(check, set, line->reg, line->field, &answer);
}

/* A field that has to move to a bound. */
static void move_field(struct check *check, const struct profile_line *bound,
		       const struct profile_line *set, uint64_t value)
{
	struct field_answer answer;

	check_contradiction(check, set, bound, value);
	if (check_show_field(check, bound, bound->reg, bound->field, bound->value.bits, &answer))
		return;
	/* Another field of the feature may be enough: told when all are known. */
	if (bound->value.kind == PROFILE_VALUE_AT_LEAST)
		keep_field(check, bound, set, value);
	else
		check_refuse_field(check, bound, bound->reg, bound->field, &answer);
}

static void check_field(struct check *check, const struct profile_line *line)
{
	const struct profile_lines *lines = &check->profile->lines;
	const struct profile_line *least = strictest(lines, line, PROFILE_VALUE_AT_LEAST);
	const struct profile_line *most = strictest(lines, line, PROFILE_VALUE_AT_MOST);
	const struct profile_line *set;
	uint64_t value = idreg_field_get(line->field, check->plan->values[line->reg->index]);

	set = profile_lines_decider(lines, line->reg->index, line->field);
	if (least && !is_within(least, value))
		move_field(check, least, set, value);
	else if (most && !is_within(most, value))
		move_field(check, most, set, value);
	else
		keep_field(check, line, set, value);
}

static bool is_same_feature(const struct profile_line *a, const struct profile_line *b)
{
	return a->value.kind == b->value.kind && a->place.source == b->place.source &&
	       a->place.line == b->place.line;
}

/*
 * Of the fields of a feature that is wanted one must have it that can be there without the others:
 * `count` lines of one place. Where a later layer has taken one away it has had its say.
 */
static void check_group(struct check *check, const struct profile_line *lines, int count)
{
	const struct profile_line *first = NULL;
	struct field_answer answer;
	uint64_t word;

	for (int i = 0; i < count; i++) {
		if (lines[i].may_lack)
			continue;
		if (!lines[i].reg)
			return;
		word = check->plan->values[lines[i].reg->index];
		if (is_within(&lines[i], idreg_field_get(lines[i].field, word)))
			return;
		if (!first)
			first = &lines[i];
	}
	if (!first)
		return;
	answer.verdict = field_judge(check->host, first->reg, first->field, first->value.bits,
				     answer.reason);
	check_refuse_field(check, first, first->reg, first->field, &answer);
}

void bounds_check(struct check *check, struct bounded_fields *bounded)
{
	const struct profile_lines *lines = &check->profile->lines;
	const struct profile_line *line;
	uint64_t bit;
	int i, end;

	for (i = 0; i < lines->count; i++) {
		line = &lines->list[i];
		if (!line->reg || !profile_line_is_bound(line))
			continue;
		bit = UINT64_C(1) << line->field->lsb;
		if (bounded->fields[line->reg->index] & bit)
			check_field(check, line);
		bounded->fields[line->reg->index] &= ~bit;
	}
	for (i = 0; i < lines->count; i = end) {
		end = i + 1;
		if (lines->list[i].value.kind != PROFILE_VALUE_AT_LEAST)
			continue;
		while (end < lines->count && is_same_feature(&lines->list[i], &lines->list[end]))
			end++;
		check_group(check, &lines->list[i], end - i);
	}
}
