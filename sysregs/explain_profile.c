// SPDX-License-Identifier: GPL-2.0-only
// A profile thing by thing: its keys, its lines, and the engine's word on each.
#include "sysregs/explain_profile.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

/* What the profile is held against. */
struct view {
	struct explain_profile *items;
	const struct profile *profile;
	const struct host_cpu *host; /* NULL: none */
	const struct idreg_plan *plan;
	const struct messages *messages;
};

static const struct {
	const char *word, *text;
} fates[] = {
	[EXPLAIN_UNKNOWN] = { "unknown", "" },
	[EXPLAIN_ALREADY] = { "already", "already so" },
	[EXPLAIN_FINE] = { "fine", "fine" },
	[EXPLAIN_IGNORED] = { "ignored", "ignored" },
	[EXPLAIN_REFUSED] = { "refused", "refused" },
};

const char *explain_fate_text(enum explain_fate fate)
{
	return fates[fate].text;
}

const char *explain_fate_word(enum explain_fate fate)
{
	return fates[fate].word;
}

static void __attribute__((format(printf, 2, 3)))
set(struct explain_text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(text->text, sizeof(text->text), format, args);
	va_end(args);
}

/* A new item, zeroed, or NULL after `failed` is set. */
static struct explain_item *add_item(struct explain_profile *items)
{
	size_t more = items->capacity ? items->capacity * 2 : 64;
	struct explain_item *grown;

	if (items->count == items->capacity) {
		grown = realloc(items->items, more * sizeof(*grown));
		if (!grown) {
			items->failed = true;
			return NULL;
		}
		items->items = grown;
		items->capacity = more;
	}
	return memset(&items->items[items->count++], 0, sizeof(*items->items));
}

static const struct key_row {
	enum profile_key key;
	const char *name;      /* as a message about it begins */
	const char *values[3]; /* its settings by number; none: a number */
	const char *means[3];
} keys[] = {
	{ PROFILE_KEY_SVE,
	  "sve",
	  { "auto", "off", "on" },
	  { "scalable vectors where the host has them", "a guest without scalable vectors",
	    "scalable vectors; a host without them is refused" } },
	{ PROFILE_KEY_SVE_MAX_VL,
	  "sve-max-vl",
	  { NULL },
	  { "the longest scalable vector that the guest can choose, in bits" } },
	{ PROFILE_KEY_PAUTH,
	  "pauth",
	  { "auto", "off", "on" },
	  { "pointer authentication where the host has it, with its algorithm",
	    "a guest without pointer authentication, so that the host's algorithm does not matter",
	    "pointer authentication; a host without it is refused" } },
	{ PROFILE_KEY_PMU,
	  "pmu",
	  { "auto", "off", "on" },
	  { "performance counters where the host has them", "a guest without performance counters",
	    "performance counters; a host without them is refused" } },
	{ PROFILE_KEY_MTE,
	  "mte",
	  { "auto", "off", "on" },
	  { "memory tagging where the host has it", "a guest without memory tagging",
	    "memory tagging; a host without it is refused" } },
	{ PROFILE_KEY_EL2,
	  "el2",
	  { "auto", "off", "on" },
	  { "nested virtualisation where the host has it", "a guest without EL2",
	    "nested virtualisation: the guest starts at EL2; a host without it is refused" } },
	{ PROFILE_KEY_EL2_E2H0,
	  "el2-e2h0",
	  { "off", "on" },
	  { "the guest's EL2 with VHE", "the guest's EL2 without VHE" } },
	{ PROFILE_KEY_UNLISTED,
	  "unlisted",
	  { "host", "lowest" },
	  { "fields that no line names are the host's",
	    "fields that no line names get the lowest value that is safe" } },
	{ PROFILE_KEY_MISSING,
	  "missing",
	  { "error", "warn" },
	  { "what the host cannot follow is an error", "what the host cannot follow is ignored" } },
	{ PROFILE_KEY_DEPENDS,
	  "depends",
	  { "error", "warn" },
	  { "combinations that the architecture does not allow are errors",
	    "combinations that the architecture does not allow are warnings" } },
};

/* The error that the engine has for "NAME = …" at the place, after that; NULL: none. */
static const char *refusal_of_key(const struct view *view, const char *name)
{
	char start[64];
	const char *at;

	snprintf(start, sizeof(start), ": %s = ", name);
	for (size_t i = 0; i < view->messages->count; i++) {
		at = strstr(view->messages->list[i].text, start);
		if (view->messages->list[i].kind == MESSAGE_ERROR && at) {
			at = strstr(at + strlen(start), ": ");
			return at ? at + 2 : "";
		}
	}
	return NULL;
}

static unsigned int count_unlisted(const struct view *view)
{
	unsigned int count = 0;

	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];
		uint64_t changed =
			(view->plan->values[reg->index] ^ view->host->limits[reg->index]) &
			~view->plan->named_bits[reg->index];

		for (size_t j = 0; view->host->present[reg->index] && j < reg->field_count; j++)
			count += (changed & bits_mask(reg->fields[j].msb, reg->fields[j].lsb)) != 0;
	}
	return count;
}

static void add_key(const struct view *view, const struct key_row *row)
{
	unsigned int setting = view->profile->settings[row->key];
	struct explain_item *item = add_item(view->items);
	const char *refusal;

	if (!item)
		return;
	item->place = view->profile->places[row->key];
	if (row->values[0])
		snprintf(item->what, sizeof(item->what), "%s = %s", row->name,
			 row->values[setting]);
	else
		snprintf(item->what, sizeof(item->what), "%s = %u", row->name, setting);
	set(&item->means, "%s", row->means[row->values[0] ? setting : 0]);
	if (!view->host)
		return;
	refusal = refusal_of_key(view, row->name);
	item->fate = refusal ? EXPLAIN_REFUSED : EXPLAIN_FINE;
	if (refusal)
		set(&item->why, "%s", refusal);
	else if (row->key == PROFILE_KEY_UNLISTED && setting == PROFILE_UNLISTED_LOWEST)
		set(&item->why, "%u fields are lower than the host's by it", count_unlisted(view));
}

/* Below every value of the field. */
static uint64_t bottom(const struct idreg_field *field)
{
	return field->sign == IDREG_SIGNED ? UINT64_C(1) << (idreg_field_width(field) - 1) : 0;
}

static uint64_t top(const struct idreg_field *field)
{
	uint64_t all = bits_low_mask(idreg_field_width(field));

	return field->sign == IDREG_SIGNED ? all >> 1 : all;
}

/* What a guest has and has not by the value: all of it, or what differs from the host. */
static void set_means(struct explain_item *item, uint64_t value, const uint64_t *limit)
{
	const struct idreg_field *field = item->field;
	struct explain_text with, without;

	if (!limit) {
		with = explain_between(item->reg, field, bottom(field), value);
		without = explain_between(item->reg, field, value, top(field));
	} else {
		with = explain_between(item->reg, field, *limit, value);
		without = explain_between(item->reg, field, value, *limit);
	}
	set(&item->means, "%s%.280s%s%s%.280s", with.text[0] ? "with " : "", with.text,
	    with.text[0] && without.text[0] ? "; " : "", without.text[0] ? "without " : "",
	    without.text);
}

/* The engine's word on a value of a field, with the reason if it is no. */
static enum explain_fate fate_of(const struct view *view, struct explain_item *item, uint64_t value)
{
	bool warns = view->profile->settings[PROFILE_KEY_MISSING] == PROFILE_POLICY_WARN;
	char reason[FIELD_REASON_BYTES];

	switch (explain_value(view->host, item->reg, item->field, value, &item->why)) {
	case EXPLAIN_OWN:
		return EXPLAIN_ALREADY;
	case EXPLAIN_CAN:
		return EXPLAIN_FINE;
	default:
		break;
	}
	if (warns &&
	    field_judge(view->host, item->reg, item->field, value, reason) == FIELD_MISSING)
		return EXPLAIN_IGNORED;
	return EXPLAIN_REFUSED;
}

/* What the engine refuses at the line for more than the value itself, such as a combination. */
static const char *error_about(const struct view *view, const struct explain_item *item)
{
	const struct message *message;
	char start[512];
	int bytes;

	bytes = snprintf(start, sizeof(start), "%s:%u: %s.%s: ", item->place.source,
			 item->place.line, item->reg->name, item->field->name);
	for (size_t i = 0; bytes < (int)sizeof(start) && i < view->messages->count; i++) {
		message = &view->messages->list[i];
		if (message->kind == MESSAGE_ERROR && !strncmp(message->text, start, (size_t)bytes))
			return message->text + bytes;
	}
	return NULL;
}

static void judge(const struct view *view, struct explain_item *item, uint64_t value)
{
	const char *error = error_about(view, item);
	uint64_t limit = idreg_field_get(item->field, view->host->limits[item->reg->index]);

	set_means(item, value, &limit);
	item->fate = fate_of(view, item, value);
	if (item->fate == EXPLAIN_FINE)
		set(&item->why, "instead of %s", value_text(item->field, limit).text);
	if (error && item->fate != EXPLAIN_REFUSED) {
		item->fate = EXPLAIN_REFUSED;
		set(&item->why, "%s", error);
	}
}

/* A new item about a field, asked in words; NULL without memory. */
static struct explain_item *add_field_item(const struct view *view, const struct profile_line *line,
					   const struct idreg_field *field, const char *asked)
{
	struct explain_item *item = add_item(view->items);

	if (!item)
		return NULL;
	item->place = line->place;
	item->reg = line->reg;
	item->field = field;
	snprintf(item->what, sizeof(item->what), "%s.%s = %s", line->reg->name, field->name, asked);
	return item;
}

/* What [features] asks: the plan says whether the field ends within the bound. */
static void add_bound(const struct view *view, const struct profile_line *line)
{
	bool is_least = line->value.kind == PROFILE_VALUE_AT_LEAST;
	uint64_t bits = line->value.bits, value, limit;
	struct explain_item *item;
	char asked[120];
	int order;

	snprintf(asked, sizeof(asked), "%s or %s", value_text(line->field, bits).text,
		 is_least ? "more" : "less");
	item = add_field_item(view, line, line->field, asked);
	if (!item)
		return;
	item->is_bound = true;
	set(&item->means, "%s = %s", line->feature, is_least ? "on" : "off");
	if (!view->host)
		return;
	value = idreg_field_get(line->field, view->plan->values[line->reg->index]);
	limit = idreg_field_get(line->field, view->host->limits[line->reg->index]);
	order = idreg_field_compare(line->field, value, bits);
	if (is_least ? order >= 0 : order <= 0) {
		item->fate = value == limit ? EXPLAIN_ALREADY : EXPLAIN_FINE;
		if (value != limit)
			set(&item->why, "%s instead of %s", value_text(line->field, value).text,
			    value_text(line->field, limit).text);
		return;
	}
	item->fate = line->may_lack ? EXPLAIN_IGNORED : fate_of(view, item, bits);
}

static void add_field(const struct view *view, const struct profile_line *line,
		      const struct idreg_field *field)
{
	uint64_t value = line->field ? line->value.bits : idreg_field_get(field, line->value.bits);
	bool is_host = line->value.kind == PROFILE_VALUE_HOST;
	bool is_lowest = line->value.kind == PROFILE_VALUE_LOWEST;
	struct explain_item *item = add_field_item(view, line, field,
						   is_host     ? "host"
						   : is_lowest ? "lowest"
							       : value_text(field, value).text);

	if (!item || (!view->host && (is_host || is_lowest)))
		return;
	if (is_host)
		value = idreg_field_get(field, view->host->limits[line->reg->index]);
	if (is_lowest)
		value = field_lowest(view->host, line->reg, field);
	if (view->host)
		judge(view, item, value);
	else
		set_means(item, value, NULL);
}

static void add_register(const struct view *view, const struct profile_line *line)
{
	const struct idreg *reg = line->reg;
	uint64_t limit = view->host ? view->host->limits[reg->index] : 0;
	const struct idreg_field *field;

	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		/* A line of its own decides it. */
		if (field->kind != IDREG_FIELD ||
		    profile_lines_decider(&view->profile->lines, reg->index, field) != line)
			continue;
		if (view->host && view->host->present[reg->index] &&
		    line->value.kind == PROFILE_VALUE_BITS &&
		    idreg_field_get(field, limit) == idreg_field_get(field, line->value.bits))
			continue;
		add_field(view, line, field);
	}
}

void explain_profile_init(struct explain_profile *items, const struct profile *profile,
			  const struct host_cpu *host, const struct idreg_plan *plan,
			  const struct messages *messages)
{
	const struct view view = { items, profile, host, plan, messages };
	const struct profile_line *line;

	memset(items, 0, sizeof(*items));
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		if (profile->given & 1u << keys[i].key)
			add_key(&view, &keys[i]);
	}
	/* By register, as people read them; the order in which lines apply makes no difference. */
	for (size_t i = 0; i < idreg_count; i++) {
		for (int j = 0; j < profile->lines.count; j++) {
			line = &profile->lines.list[j];
			if (line->reg != &idregs[i])
				continue;
			if (profile_line_is_bound(line))
				add_bound(&view, line);
			else if (line->field)
				add_field(&view, line, line->field);
			else
				add_register(&view, line);
		}
	}
}

void explain_profile_fini(struct explain_profile *items)
{
	free(items->items);
	memset(items, 0, sizeof(*items));
}
