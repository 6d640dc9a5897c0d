// SPDX-License-Identifier: GPL-2.0-only
// Sections and keys turned into the lines of a layer.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "sysregs/ini_reader.h"
#include "sysregs/profile_layer.h"
#include "sysregs/profile_parse.h"
#include "sysregs/profile_value.h"

#define SVE_VL_BITS_MIN 128
#define SVE_VL_BITS_MAX 2048

static const char *const unlisted_choices[] = { "host", "lowest" };
static const char *const policy_choices[] = { "error", "warn" };
static const char *const wish_choices[] = { "auto", "off", "on" };
static const char *const switch_choices[] = { "off", "on" };

const struct profile_key_row profile_keys[PROFILE_KEY_COUNT] = {
	[PROFILE_KEY_NAME] = { SECTION_PROFILE, "name", NULL, 0 },
	[PROFILE_KEY_COMMENT] = { SECTION_PROFILE, "comment", NULL, 0 },
	[PROFILE_KEY_BASE] = { SECTION_PROFILE, "base", NULL, 0 },
	[PROFILE_KEY_UNLISTED] = { SECTION_PROFILE, "unlisted", unlisted_choices, 2 },
	[PROFILE_KEY_MISSING] = { SECTION_PROFILE, "missing", policy_choices, 2 },
	[PROFILE_KEY_DEPENDS] = { SECTION_PROFILE, "depends", policy_choices, 2 },
	[PROFILE_KEY_SVE] = { SECTION_CPU, "sve", wish_choices, 3 },
	[PROFILE_KEY_SVE_MAX_VL] = { SECTION_CPU, "sve-max-vl", NULL, 0 },
	[PROFILE_KEY_PAUTH] = { SECTION_CPU, "pauth", wish_choices, 3 },
	[PROFILE_KEY_PMU] = { SECTION_CPU, "pmu", wish_choices, 3 },
	[PROFILE_KEY_MTE] = { SECTION_CPU, "mte", wish_choices, 3 },
	[PROFILE_KEY_EL2] = { SECTION_CPU, "el2", wish_choices, 3 },
	[PROFILE_KEY_EL2_E2H0] = { SECTION_CPU, "el2-e2h0", switch_choices, 2 },
};

const struct profile_key_row *profile_key_find(const char *name, bool in_profile, bool in_cpu)
{
	for (size_t i = 0; i < PROFILE_KEY_COUNT; i++) {
		if ((profile_keys[i].section == SECTION_PROFILE ? in_profile : in_cpu) &&
		    !strcasecmp(profile_keys[i].name, name))
			return &profile_keys[i];
	}
	return NULL;
}

const char *profile_key_nearest(const char *name, bool in_profile, bool in_cpu)
{
	const char *names[PROFILE_KEY_COUNT];
	size_t count = 0;

	for (size_t i = 0; i < PROFILE_KEY_COUNT; i++) {
		if (profile_keys[i].section == SECTION_PROFILE ? in_profile : in_cpu)
			names[count++] = profile_keys[i].name;
	}
	return nearest_name(name, names, count);
}

static bool parse_choice(struct profile_layer *layer, const struct profile_key_row *key,
			 const char *text, unsigned int line, unsigned int *choice)
{
	char words[64] = "";
	size_t i, used = 0;

	for (i = 0; i < key->choice_count; i++) {
		if (!strcasecmp(text, key->choices[i])) {
			*choice = (unsigned int)i;
			return true;
		}
		used += (size_t)snprintf(words + used, sizeof(words) - used, "%s%s",
					 !i			     ? ""
					 : i + 1 < key->choice_count ? ", "
								     : " or ",
					 key->choices[i]);
	}
	REFUSE(layer, line, "%s: \"%s\" asked, %s is wanted", key->name, text, words);
	return false;
}

static bool parse_vector_length(struct profile_layer *layer, const struct profile_key_row *key,
				const char *text, unsigned int line, unsigned int *bits)
{
	uint64_t n = 0;
	bool negative;

	if (number_parse(text, &n, &negative) == NUMBER_OK && !negative && n >= SVE_VL_BITS_MIN &&
	    n <= SVE_VL_BITS_MAX && n % SVE_VL_BITS_MIN == 0) {
		*bits = (unsigned int)n;
		return true;
	}
	REFUSE(layer, line, "%s: \"%s\" asked, a multiple of %d bits from %d to %d is wanted",
	       key->name, text, SVE_VL_BITS_MIN, SVE_VL_BITS_MIN, SVE_VL_BITS_MAX);
	return false;
}

void profile_layer_set_key(struct profile_layer *layer, const struct profile_key_row *key,
			   const char *value, unsigned int line)
{
	size_t id = (size_t)(key - profile_keys);
	bool ok = true;

	if (layer->given & 1u << id) {
		REFUSE(layer, line, "%s: set on %s %u already", key->name, layer->unit,
		       layer->places[id].line);
		return;
	}
	if (key->choices) {
		ok = parse_choice(layer, key, value, line, &layer->settings[id]);
	} else if (id == PROFILE_KEY_SVE_MAX_VL) {
		ok = parse_vector_length(layer, key, value, line, &layer->settings[id]);
	} else {
		layer->texts[id] = strdup(value);
		if (!layer->texts[id])
			REFUSE(layer, line, "%s: out of memory", key->name);
	}
	layer->places[id] = (struct profile_place){ layer->source, line, layer->unit };
	if (ok)
		layer->given |= 1u << id;
}

/* What is wrong with a line for bits that an earlier one of the layer sets, too. */
static void refuse_second(struct profile_layer *layer, const struct profile_line *line)
{
	const struct profile_line *other, *whole = line, *one = line;

	other = profile_lines_find(&layer->lines, line->reg->index, line->field);
	if (other) {
		REFUSE(layer, line->place.line, "%s%s%s: set on %s %u already", line->reg->name,
		       line->field ? "." : "", line->field ? line->field->name : "", layer->unit,
		       other->place.line);
		return;
	}
	other = &layer->lines.list[layer->lines.first[line->reg->index]];
	*(line->field ? &whole : &one) = other;
	REFUSE(layer, line->place.line,
	       "%s: both the whole register (%s %u) and its field %s (%s %u) are set",
	       line->reg->name, layer->unit, whole->place.line, one->field->name, layer->unit,
	       one->place.line);
}

/* Adds a line unless the layer has one for the same bits. */
static void add_line(struct profile_layer *layer, const struct profile_line *line)
{
	uint64_t *named = &layer->named[line->reg->index];
	uint64_t bits = line->field ? UINT64_C(1) << line->field->lsb : UINT64_MAX;

	if (*named & bits)
		refuse_second(layer, line);
	else if (profile_lines_add(&layer->lines, line))
		*named |= bits;
	else
		REFUSE(layer, line->place.line, "out of memory");
}

/*
 * Profiles mostly list registers and fields in the table's order: what comes after the last one is
 * tried first, so that reading a long one does not search the table for each line.
 */
static const struct idreg *find_register(const struct profile_layer *layer, const char *name)
{
	size_t next = layer->reg ? (size_t)(layer->reg - idregs) + 1 : 0;

	for (size_t i = next; i < next + 4 && i < idreg_count; i++) {
		if (same_name(idregs[i].name, name))
			return &idregs[i];
	}
	return idreg_by_name(name);
}

static const struct idreg_field *find_field(struct profile_layer *layer, const struct idreg *reg,
					    const char *name)
{
	const struct idreg_field *field = NULL;

	for (size_t i = layer->next_field; i < layer->next_field + 2 && i < reg->field_count; i++) {
		if (reg->fields[i].kind == IDREG_FIELD && same_name(reg->fields[i].name, name)) {
			field = &reg->fields[i];
			break;
		}
	}
	if (!field)
		field = idreg_field_by_name(reg, name);
	if (field)
		layer->next_field = (size_t)(field - reg->fields) + 1;
	return field;
}

void profile_layer_add_whole(struct profile_layer *layer, const struct idreg *reg, const char *text,
			     unsigned int line)
{
	struct profile_line whole = { .reg = reg,
				      .place = { layer->source, line, layer->unit },
				      .next = -1 };
	char reason[PROFILE_REASON_BYTES];

	if (register_value_parse(text, &whole.value, reason))
		add_line(layer, &whole);
	else
		REFUSE(layer, line, "%s: %s", reg->name, reason);
}

void profile_layer_add_field(struct profile_layer *layer, const struct idreg *reg, const char *name,
			     const char *text, unsigned int line)
{
	struct profile_line one = { .reg = reg,
				    .place = { layer->source, line, layer->unit },
				    .next = -1 };
	char reason[PROFILE_REASON_BYTES], hint[96];

	one.field = find_field(layer, reg, name);
	if (!one.field) {
		REFUSE(layer, line, "%s.%s: the register has no such field%s", reg->name, name,
		       did_you_mean(hint, sizeof(hint), idreg_nearest_field(reg, name)));
		return;
	}
	if (field_value_parse(one.field, text, &one.value, reason))
		add_line(layer, &one);
	else
		REFUSE(layer, line, "%s.%s: %s", reg->name, one.field->name, reason);
}

static bool take_section(void *user, const char *name, unsigned int line)
{
	static const char *const names[] = { [SECTION_PROFILE] = "profile",
					     [SECTION_CPU] = "cpu",
					     [SECTION_FEATURES] = "features" };
	struct profile_layer *layer = user;
	const struct idreg *reg;
	const char *nearest;
	unsigned int *seen;
	char hint[96];

	/* What a dump says of its host beside the profile (sysregs/dump.h). */
	if (!strcasecmp(name, "host") || !strncasecmp(name, "host.", 5))
		return false;
	layer->section = same_name(name, "profile")    ? SECTION_PROFILE
			 : same_name(name, "cpu")      ? SECTION_CPU
			 : same_name(name, "features") ? SECTION_FEATURES
						       : SECTION_REGISTER;
	if (layer->section == SECTION_REGISTER) {
		reg = find_register(layer, name);
		if (!reg) {
			nearest = idreg_nearest_name(name);
			if (!nearest)
				nearest = nearest_name(name, names + SECTION_PROFILE, 3);
			REFUSE(layer, line, "[%s]: no such register%s; its lines are not read",
			       name, did_you_mean(hint, sizeof(hint), nearest));
			return false;
		}
		layer->reg = reg;
		layer->next_field = 0;
	}
	seen = layer->section == SECTION_REGISTER ? &layer->register_lines[layer->reg->index]
						  : &layer->section_lines[layer->section];
	if (*seen) {
		REFUSE(layer, line,
		       "[%s]: the section stands on line %u already; its lines are not read", name,
		       *seen);
		return false;
	}
	*seen = line;
	return true;
}

static void take_key(void *user, const char *name, const char *value, unsigned int line)
{
	struct profile_layer *layer = user;
	bool in_profile = layer->section == SECTION_PROFILE;
	const struct profile_key_row *key;
	char hint[96];

	if (layer->section == SECTION_REGISTER) {
		if (same_name(name, "value"))
			profile_layer_add_whole(layer, layer->reg, value, line);
		else
			profile_layer_add_field(layer, layer->reg, name, value, line);
		return;
	}
	if (layer->section == SECTION_FEATURES) {
		profile_layer_add_feature(layer, name, value, line);
		return;
	}
	key = profile_key_find(name, in_profile, !in_profile);
	if (key)
		profile_layer_set_key(layer, key, value, line);
	else
		REFUSE(layer, line, "%s: no such key in [%s]%s", name,
		       in_profile ? "profile" : "cpu",
		       did_you_mean(hint, sizeof(hint),
				    profile_key_nearest(name, in_profile, !in_profile)));
}

void profile_layer_read_ini(struct profile_layer *layer, const char *text, size_t bytes)
{
	struct ini_events events = { .section = take_section, .key = take_key, .user = layer };

	ini_read(layer->source, text, bytes, &events, layer->messages);
}
