// SPDX-License-Identifier: GPL-2.0-only
// A profile held against a host: every line judged, and what is left made into a plan.
#include "sysregs/check.h"

#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_rules.h"
#include "sysregs/check_text.h"
#include "sysregs/depends.h"

struct check {
	const struct profile *profile;
	const struct host_cpu *host;
	struct idreg_plan *plan;
	struct messages *messages;
};

static enum message_kind missing_kind(const struct profile *profile)
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

/* Sets a field of the plan to `value` if the host can show it, or says why not. */
static void ask_field(struct check *check, const struct profile_line *line,
		      const struct idreg_field *field, uint64_t value)
{
	const struct idreg *reg = line->reg;
	uint64_t *word = &check->plan->values[reg->index];
	uint64_t limit = check->host->limits[reg->index];
	enum message_kind kind = MESSAGE_ERROR;
	char reason[FIELD_REASON_BYTES];
	enum field_verdict verdict;
	const char *left = "";

	verdict = field_judge(check->host, reg, field, value, reason);
	if (verdict == FIELD_FINE || verdict == FIELD_FIXED) {
		*word = idreg_field_set(field, *word, value);
		check->plan->named_bits[reg->index] |= bits_mask(field->msb, field->lsb);
		kind = MESSAGE_NOTE;
	} else {
		*word = idreg_field_set(field, *word, idreg_field_get(field, limit));
	}
	if (verdict == FIELD_FINE || (verdict == FIELD_FIXED && !line->field))
		return;
	if (verdict == FIELD_MISSING) {
		kind = missing_kind(check->profile);
		left = kind == MESSAGE_WARNING ? "; left as the host has it" : "";
	}
	messages_add(check->messages, kind, "%s:%u: %s.%s: %s%s", line->place.source,
		     line->place.line, reg->name, field->name, reason, left);
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

static void ask_register(struct check *check, const struct profile_line *line)
{
	const struct idreg *reg = line->reg;
	const struct idreg_field *field;
	uint64_t value = line->value.bits;

	if (line->value.kind == PROFILE_VALUE_HOST)
		value = check->host->limits[reg->index];
	else if (line->value.kind == PROFILE_VALUE_LOWEST)
		value = lowest_word(check->host, reg);
	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		if (field->kind == IDREG_FIELD)
			ask_field(check, line, field, idreg_field_get(field, value));
	}
	ask_reserved(check, line, value);
}

static void ask_line(struct check *check, const struct profile_line *line)
{
	const struct idreg_field *field = line->field;
	unsigned int index = line->reg->index;
	uint64_t limit = check->host->limits[index];

	check->plan->named[index] = true;
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
	}
}

static void ask_all(struct check *check)
{
	const struct profile_lines *lines = &check->profile->lines;

	for (int i = 0; i < lines->count; i++) {
		if (lines->list[i].reg)
			ask_line(check, &lines->list[i]);
	}
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
	struct check trial = { check->profile, check->host, &plan, &unwanted };
	bool yes = check->profile->settings[PROFILE_KEY_UNLISTED] == PROFILE_UNLISTED_HOST;

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
	struct check check = { profile, host, plan, messages };
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
	rules_check(profile, host, plan, messages);
	depends_check(profile, host, plan, messages);
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
		plan->write[index] =
			host->present[index] && plan->values[index] != host->limits[index];
	return messages->error_count == errors;
}
