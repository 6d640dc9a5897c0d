// SPDX-License-Identifier: GPL-2.0-only
// A profile held against a host: every line judged, and what is left made into a plan.
#include "sysregs/check.h"

#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_bounds.h"
#include "sysregs/check_field.h"
#include "sysregs/check_rules.h"
#include "sysregs/check_text.h"
#include "sysregs/depends.h"

enum message_kind missing_kind(const struct profile *profile)
{
	return profile->settings[PROFILE_KEY_MISSING] == PROFILE_POLICY_WARN ? MESSAGE_WARNING
									     : MESSAGE_ERROR;
}

/* Fields that `lowest` leaves alone unless a line names just them. */
static bool is_kept_by_lowest(const struct idreg *reg, const struct idreg_field *field)
{
	switch (field_role(reg, field)) {
	case ROLE_ORDINARY:
	case ROLE_SVE:
	case ROLE_MTE:
		return false;
	default:
		return true;
	}
}

/* A register with every field that can be lowered at its lowest. */
static uint64_t lowest_word(const struct host_cpu *host, const struct idreg *reg)
{
	uint64_t word = host->limits[reg->index];
	const struct idreg_field *field;

	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		if (field->kind == IDREG_FIELD && field_is_writable(host, reg, field) &&
		    !is_kept_by_lowest(reg, field))
			word = idreg_field_set(field, word, field_lowest(host, reg, field));
	}
	return word;
}

bool check_show_field(struct check *check, const struct profile_line *line, const struct idreg *reg,
		      const struct idreg_field *field, uint64_t value, struct field_answer *answer)
{
	uint64_t *word = &check->plan->values[reg->index];

	answer->verdict = field_judge(check->host, reg, field, value, answer->reason);
	if (answer->verdict != FIELD_FINE && answer->verdict != FIELD_FIXED)
		return false;
	*word = idreg_field_set(field, *word, value);
	check->plan->named_bits[reg->index] |= bits_mask(field->msb, field->lsb);
	if (answer->verdict == FIELD_FIXED && line->field && !check->fixed_count++) {
		check->fixed_reg = reg;
		check->fixed_field = field;
	}
	return true;
}

void check_refuse_field(struct check *check, const struct profile_line *line,
			const struct idreg *reg, const struct idreg_field *field,
			const struct field_answer *answer)
{
	bool is_warning =
		answer->verdict == FIELD_MISSING && missing_kind(check->profile) == MESSAGE_WARNING;
	uint64_t *word = &check->plan->values[reg->index];
	bool is_bound = profile_line_is_bound(line);

	*word = idreg_field_set(field, *word,
				idreg_field_get(field, check->host->limits[reg->index]));
	messages_add(check->messages, is_warning ? MESSAGE_WARNING : MESSAGE_ERROR,
		     "%s:%u: %s%s%s.%s: %s%s", line->place.source, line->place.line,
		     is_bound ? line->feature : "",
		     !is_bound					  ? ""
		     : line->value.kind == PROFILE_VALUE_AT_LEAST ? " = on: "
								  : " = off: ",
		     reg->name, field->name, answer->reason,
		     is_warning ? "; left as the host has it" : "");
}

/* Sets a field of the plan to `value` if the host can show it, or says why not. */
static void ask_field(struct check *check, const struct profile_line *line,
		      const struct idreg_field *field, uint64_t value)
{
	uint64_t *word = &check->plan->values[line->reg->index];
	struct field_answer answer;

	/* With a bound upon it, it is too early to judge. */
	if (check->bounded && check->bounded->fields[line->reg->index] >> field->lsb & 1)
		*word = idreg_field_set(field, *word, value);
	else if (!check_show_field(check, line, line->reg, field, value, &answer))
		check_refuse_field(check, line, line->reg, field, &answer);
}

/* Reserved bits of a whole register's value: only what the host has. */
static void ask_reserved(struct check *check, const struct profile_line *line, uint64_t value)
{
	uint64_t limit = check->host->limits[line->reg->index];
	uint64_t reserved = ~line->reg->named_mask;
	char hint[96] = "";

	if (((value ^ limit) & reserved) == 0)
		return;
	snprintf(hint, sizeof(hint), "0x%llx", (unsigned long long)((value ^ limit) & reserved));
	messages_add(
		check->messages, MESSAGE_ERROR,
		"%s:%u: %s: 0x%llx asked, but the bits %s of it are reserved or unknown, and this "
		"host has 0x%llx there",
		line->place.source, line->place.line, line->reg->name, (unsigned long long)value,
		hint, (unsigned long long)(limit & (value ^ limit) & reserved));
}

/* The bits of a register for which there are lines that win over one for the whole register. */
static uint64_t bits_of_field_lines(const struct profile_lines *lines, const struct idreg *reg)
{
	const struct profile_line *line;
	uint64_t bits = 0;

	for (int i = lines->first[reg->index]; i >= 0; i = line->next) {
		line = &lines->list[i];
		if (line->field && !profile_line_is_bound(line))
			bits |= bits_mask(line->field->msb, line->field->lsb);
	}
	return bits;
}

static void ask_register(struct check *check, const struct profile_line *line)
{
	const struct idreg *reg = line->reg;
	uint64_t decided = bits_of_field_lines(&check->profile->lines, reg);
	const struct idreg_field *field;
	uint64_t value = line->value.bits;

	if (line->value.kind == PROFILE_VALUE_HOST)
		value = check->host->limits[reg->index];
	else if (line->value.kind == PROFILE_VALUE_LOWEST)
		value = lowest_word(check->host, reg);
	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		if (field->kind == IDREG_FIELD && !(decided >> field->lsb & 1))
			ask_field(check, line, field, idreg_field_get(field, value));
	}
	ask_reserved(check, line, value);
}

static void ask_line(struct check *check, const struct profile_line *line)
{
	const struct idreg_field *field = line->field;
	unsigned int index = line->reg->index;
	uint64_t limit = check->host->limits[index];

	if (!field) {
		ask_register(check, line);
		return;
	}
	switch (line->value.kind) {
	case PROFILE_VALUE_BITS:
		ask_field(check, line, field, line->value.bits);
		break;
	case PROFILE_VALUE_LOWEST:
		if (field_role(line->reg, field) == ROLE_IMPLEMENTATION_ID)
			messages_add(check->messages, MESSAGE_ERROR,
				     "%s:%u: %s.%s: lowest asked, but what names a CPU has no "
				     "lowest value",
				     line->place.source, line->place.line, line->reg->name,
				     field->name);
		else
			ask_field(check, line, field, field_lowest(check->host, line->reg, field));
		break;
	case PROFILE_VALUE_HOST:
		check->plan->values[index] = idreg_field_set(field, check->plan->values[index],
							     idreg_field_get(field, limit));
		check->plan->named_bits[index] |= bits_mask(field->msb, field->lsb);
		break;
	default:
		break;
	}
}

static void ask_all(struct check *check)
{
	const struct profile_lines *lines = &check->profile->lines;
	struct bounded_fields bounded;

	if (lines->bound_count)
		check->bounded = bounds_find(lines, &bounded);
	for (int i = 0; i < lines->count; i++) {
		if (!lines->list[i].reg)
			continue;
		check->plan->named[lines->list[i].reg->index] = true;
		if (!profile_line_is_bound(&lines->list[i]))
			ask_line(check, &lines->list[i]);
	}
	if (check->bounded)
		bounds_check(check, &bounded);
	check->bounded = NULL;
}

/* Whoever names every field of every register does not want a line for each. */
static void note_fixed(const struct check *check)
{
	const char *release = check->host->kernel_release;

	if (check->fixed_count == 1)
		messages_add(check->messages, MESSAGE_NOTE,
			     "%s.%s, which the profile names, is as this host has it, and KVM on "
			     "Linux %s could not change it",
			     check->fixed_reg->name, check->fixed_field->name, release);
	else if (check->fixed_count)
		messages_add(check->messages, MESSAGE_NOTE,
			     "%u fields that the profile names are as this host has them, and KVM "
			     "on Linux %s could not change them: %s.%s is the first",
			     check->fixed_count, release, check->fixed_reg->name,
			     check->fixed_field->name);
}

static void lower_unlisted(struct check *check)
{
	for (size_t i = 0; i < idreg_count; i++)
		check->plan->values[idregs[i].index] = lowest_word(check->host, &idregs[i]);
}

/* The first thing that keeps a profile from being empty. */
static struct profile_place first_place(const struct profile *profile)
{
	const struct profile_line *line;

	for (int i = 0; i < profile->lines.count; i++) {
		line = &profile->lines.list[i];
		if (line->reg && line->value.kind != PROFILE_VALUE_HOST)
			return line->place;
	}
	return profile->places[PROFILE_KEY_UNLISTED];
}

/* Does every line ask just for what the host shows anyway? */
static bool asks_what_is_there(const struct check *check)
{
	struct messages unwanted = { 0 };
	struct idreg_plan plan = *check->plan;
	struct check trial = *check;
	bool yes = check->profile->settings[PROFILE_KEY_UNLISTED] == PROFILE_UNLISTED_HOST;

	trial.plan = &plan;
	trial.messages = &unwanted;
	ask_all(&trial);
	yes &= !memcmp(plan.values, check->plan->values, sizeof(plan.values));
	for (size_t i = 0; i < unwanted.count; i++)
		yes &= unwanted.list[i].kind == MESSAGE_NOTE;
	yes &= !unwanted.error_count && !unwanted.dropped;
	messages_fini(&unwanted);
	return yes;
}

/* Hosts on which no ID register can be changed at all. */
static bool is_hopeless(struct check *check)
{
	enum message_kind kind = missing_kind(check->profile);
	const char *left = kind == MESSAGE_WARNING ? "; left as the host has them" : "";
	struct profile_place place;

	if (check->host->has_masks && !check->host->protected_vm)
		return false;
	if (profile_is_empty(check->profile) || asks_what_is_there(check))
		return true;
	place = first_place(check->profile);
	if (check->host->protected_vm)
		messages_add(
			check->messages, kind,
			"%s:%u: a protected VM's ID registers cannot be changed: its hypervisor "
			"shows a fixed set%s",
			place.source, place.line, left);
	else
		messages_add(check->messages, kind,
			     "%s:%u: the host's kernel, Linux %s, cannot change ID registers: that "
			     "needs "
			     "Linux 6.7 or newer%s",
			     place.source, place.line, check->host->kernel_release, left);
	return true;
}

bool profile_check(const struct profile *profile, const struct host_cpu *host,
		   struct idreg_plan *plan, struct messages *messages)
{
	struct check check = {
		.profile = profile, .host = host, .plan = plan, .messages = messages
	};
	size_t errors = messages->error_count;

	memset(plan, 0, sizeof(*plan));
	plan->warn_only = missing_kind(profile) == MESSAGE_WARNING;
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
		plan->values[index] = host->present[index] ? host->limits[index] : 0;
	if (is_hopeless(&check))
		return messages->error_count == errors;
	if (profile->settings[PROFILE_KEY_UNLISTED] == PROFILE_UNLISTED_LOWEST)
		lower_unlisted(&check);
	ask_all(&check);
	note_fixed(&check);
	rules_check(profile, host, plan, messages);
	depends_check(profile, host, plan, messages);
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
		plan->write[index] =
			host->present[index] && plan->values[index] != host->limits[index];
	return messages->error_count == errors;
}
