// SPDX-License-Identifier: GPL-2.0-only
// The lines of one source, and how they are laid over those of its base.
#include "sysregs/profile_layer.h"

#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

/* More than all fields that a kernel lets be written: what is not used is never touched. */
#define LINES_AT_FIRST 512

void profile_lines_init(struct profile_lines *lines)
{
	*lines = (struct profile_lines){ 0 };
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		lines->first[i] = -1;
}

void profile_lines_fini(struct profile_lines *lines)
{
	free(lines->list);
	profile_lines_init(lines);
}

struct profile_line *profile_lines_find(const struct profile_lines *lines, unsigned int index,
					const struct idreg_field *field)
{
	int i = lines->first[index];

	while (i >= 0 && (lines->list[i].field != field || profile_line_is_bound(&lines->list[i])))
		i = lines->list[i].next;
	return i >= 0 ? &lines->list[i] : NULL;
}

struct profile_line *profile_lines_decider(const struct profile_lines *lines, unsigned int index,
					   const struct idreg_field *field)
{
	struct profile_line *line = profile_lines_find(lines, index, field);

	return line ? line : profile_lines_find(lines, index, NULL);
}

/* Takes the lines that a new one replaces out of the register's chain. */
static void drop(struct profile_lines *lines, unsigned int index, const struct idreg_field *field)
{
	int *link = &lines->first[index];
	struct profile_line *line;

	while (*link >= 0) {
		line = &lines->list[*link];
		if (!field || line->field == field) {
			line->reg = NULL;
			*link = line->next;
		} else {
			link = &line->next;
		}
	}
}

bool profile_lines_add(struct profile_lines *lines, const struct profile_line *line)
{
	unsigned int index = line->reg->index;
	struct profile_line *list;
	int capacity;

	if (lines->count == lines->capacity) {
		capacity = lines->capacity ? lines->capacity * 2 : LINES_AT_FIRST;
		list = realloc(lines->list, (size_t)capacity * sizeof(*list));
		if (!list)
			return false;
		lines->list = list;
		lines->capacity = capacity;
	}
	lines->list[lines->count] = *line;
	lines->list[lines->count].next = lines->first[index];
	lines->first[index] = lines->count++;
	lines->bound_count += profile_line_is_bound(line);
	return true;
}

bool profile_lines_set(struct profile_lines *lines, const struct profile_line *line)
{
	drop(lines, line->reg->index, line->field);
	return profile_lines_add(lines, line);
}

bool profile_lines_bound(struct profile_lines *lines, const struct profile_line *line)
{
	int *link = &lines->first[line->reg->index], order;
	struct profile_line *other;

	while (*link >= 0) {
		other = &lines->list[*link];
		order = other->field == line->field && profile_line_is_bound(other) &&
					other->value.kind != line->value.kind
				? idreg_field_compare(line->field, line->value.bits,
						      other->value.bits)
				: 0;
		if (line->value.kind == PROFILE_VALUE_AT_LEAST ? order > 0 : order < 0) {
			other->reg = NULL;
			*link = other->next;
		} else {
			link = &other->next;
		}
	}
	return profile_lines_add(lines, line);
}

void profile_layer_init(struct profile_layer *layer, const char *source, struct messages *messages)
{
	*layer = (struct profile_layer){ .source = source, .unit = "line", .messages = messages };
	profile_lines_init(&layer->lines);
}

void profile_layer_fini(struct profile_layer *layer)
{
	profile_lines_fini(&layer->lines);
	for (size_t i = 0; i <= PROFILE_KEY_BASE; i++)
		free(layer->texts[i]);
	free(layer->features);
	*layer = (struct profile_layer){ 0 };
}

static void take_text(struct profile_layer *layer, enum profile_key key, char **text)
{
	if (!layer->texts[key])
		return;
	free(*text);
	*text = layer->texts[key];
	layer->texts[key] = NULL;
}

/* The vCPU features that decide fields, and the role of those. */
static const struct {
	enum profile_key key;
	enum field_role role;
} switches[] = {
	{ PROFILE_KEY_SVE, ROLE_SVE },
	{ PROFILE_KEY_PAUTH, ROLE_PAUTH },
	{ PROFILE_KEY_PMU, ROLE_PMU },
	{ PROFILE_KEY_MTE, ROLE_MTE },
};

/* Does a base's line stand against a vCPU feature that is switched on or off over it? */
static bool gives_way(const struct profile_line *line, const struct idreg_field *field, bool on)
{
	if (!on)
		return true;
	if (line->value.kind != PROFILE_VALUE_BITS)
		return false;
	return line->field ? !line->value.bits : !idreg_field_get(field, line->value.bits);
}

/* Lets one field be as the host has it where a base says otherwise. */
static bool yield_field(struct profile_lines *lines, const struct idreg *reg,
			const struct idreg_field *field, bool on, const struct profile_place *place)
{
	const struct profile_line *line = profile_lines_decider(lines, reg->index, field);
	struct profile_line host = {
		.reg = reg,
		.field = field,
		.value = { .kind = PROFILE_VALUE_HOST },
		.place = *place,
		.next = -1,
	};

	if (!line && !on && lines->bound_count)
		drop(lines, reg->index, field);
	return !line || !gives_way(line, field, on) || profile_lines_set(lines, &host);
}

static bool yield_role(struct profile_lines *lines, enum field_role role, bool on,
		       const struct profile_place *place)
{
	const struct idreg *reg;

	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		if (lines->first[reg->index] < 0)
			continue;
		for (size_t f = 0; f < reg->field_count; f++) {
			if (reg->fields[f].kind == IDREG_FIELD &&
			    field_role(reg, &reg->fields[f]) == role &&
			    !yield_field(lines, reg, &reg->fields[f], on, place))
				return false;
		}
	}
	return true;
}

/* Before the layer's keys are in the profile. */
static bool yield_to_keys(const struct profile_layer *layer, struct profile *profile)
{
	enum profile_key key;
	enum feature_wish wish;

	for (size_t i = 0; i < ARRAY_SIZE(switches); i++) {
		key = switches[i].key;
		if (!(layer->given & 1u << key) || !profile->lines.count)
			continue;
		wish = (enum feature_wish)layer->settings[key];
		if (wish != FEATURE_OFF &&
		    (wish != FEATURE_ON || profile_wish(profile, key) != FEATURE_OFF))
			continue;
		if (!yield_role(&profile->lines, switches[i].role, wish == FEATURE_ON,
				&layer->places[key]))
			return false;
	}
	return true;
}

bool profile_layer_merge(struct profile_layer *layer, struct profile *profile)
{
	const struct profile_line *line;
	unsigned int key;
	int i;

	if (!yield_to_keys(layer, profile))
		return false;
	take_text(layer, PROFILE_KEY_NAME, &profile->name);
	take_text(layer, PROFILE_KEY_COMMENT, &profile->comment);
	for (key = 0; key < PROFILE_KEY_COUNT; key++) {
		if (!(layer->given & 1u << key))
			continue;
		profile->settings[key] = layer->settings[key];
		profile->places[key] = layer->places[key];
	}
	profile->given |= layer->given;
	if (!profile->lines.count) {
		profile_lines_fini(&profile->lines);
		profile->lines = layer->lines;
		profile_lines_init(&layer->lines);
		return true;
	}
	for (i = 0; i < layer->lines.count; i++) {
		line = &layer->lines.list[i];
		if (!(profile_line_is_bound(line) ? profile_lines_bound
						  : profile_lines_set)(&profile->lines, line))
			return false;
	}
	return true;
}
