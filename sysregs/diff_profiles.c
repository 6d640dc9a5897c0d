// SPDX-License-Identifier: GPL-2.0-only
// What two profiles ask, as they are written: settings and fields.
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"
#include "sysregs/diff.h"

struct asked_text {
	char text[96];
};

static const char *const wish_words[] = { "auto", "off", "on" };
static const char *const unlisted_words[] = { "host", "lowest" };
static const char *const policy_words[] = { "error", "warn" };
static const char *const switch_words[] = { "off", "on" };

static const struct {
	const char *name;
	enum profile_key key;
	const char *const *words; /* NULL: a number */
} settings[] = {
	{ "unlisted", PROFILE_KEY_UNLISTED, unlisted_words },
	{ "missing", PROFILE_KEY_MISSING, policy_words },
	{ "depends", PROFILE_KEY_DEPENDS, policy_words },
	{ "sve", PROFILE_KEY_SVE, wish_words },
	{ "sve-max-vl", PROFILE_KEY_SVE_MAX_VL, NULL },
	{ "pauth", PROFILE_KEY_PAUTH, wish_words },
	{ "pmu", PROFILE_KEY_PMU, wish_words },
	{ "mte", PROFILE_KEY_MTE, wish_words },
	{ "el2", PROFILE_KEY_EL2, wish_words },
	{ "el2-e2h0", PROFILE_KEY_EL2_E2H0, switch_words },
};

/* The wishes as they count: what is not said has its default. */
static unsigned int setting_of(const struct profile *profile, enum profile_key key)
{
	struct cpu_feature_wishes wishes = profile_wishes(profile);

	switch (key) {
	case PROFILE_KEY_SVE:
		return wishes.sve;
	case PROFILE_KEY_SVE_MAX_VL:
		return wishes.sve_max_vl_bits;
	case PROFILE_KEY_PAUTH:
		return wishes.pauth;
	case PROFILE_KEY_PMU:
		return wishes.pmu;
	case PROFILE_KEY_MTE:
		return wishes.mte;
	case PROFILE_KEY_EL2:
		return wishes.el2;
	case PROFILE_KEY_EL2_E2H0:
		return wishes.el2_e2h0;
	default:
		return profile->settings[key];
	}
}

static struct asked_text setting_text(size_t i, unsigned int value)
{
	struct asked_text text;

	if (settings[i].words)
		snprintf(text.text, sizeof(text.text), "%s", settings[i].words[value]);
	else if (!value)
		snprintf(text.text, sizeof(text.text), "the host's");
	else
		snprintf(text.text, sizeof(text.text), "%u", value);
	return text;
}

/* Bounds of [features] on the field, behind what its line says. */
static void append_bounds(struct asked_text *text, const struct profile *profile,
			  const struct idreg *reg, const struct idreg_field *field)
{
	const struct profile_line *line;
	size_t used;

	for (int i = profile->lines.first[reg->index]; i >= 0; i = line->next) {
		line = &profile->lines.list[i];
		if (!line->reg || line->field != field || !profile_line_is_bound(line))
			continue;
		used = strlen(text->text);
		snprintf(text->text + used, sizeof(text->text) - used, ", at %s %s",
			 line->value.kind == PROFILE_VALUE_AT_LEAST ? "least" : "most",
			 value_text(field, line->value.bits).text);
	}
}

static struct asked_text asked(const struct profile *profile, const struct idreg *reg,
			       const struct idreg_field *field)
{
	const struct profile_line *line = profile_lines_decider(&profile->lines, reg->index, field);
	bool lowest = profile->settings[PROFILE_KEY_UNLISTED] == PROFILE_UNLISTED_LOWEST;
	struct asked_text text;
	uint64_t bits;

	if (line)
		lowest = line->value.kind == PROFILE_VALUE_LOWEST;
	if (line && line->value.kind == PROFILE_VALUE_BITS) {
		bits = line->field ? line->value.bits : idreg_field_get(field, line->value.bits);
		snprintf(text.text, sizeof(text.text), "%s", value_text(field, bits).text);
	} else {
		snprintf(text.text, sizeof(text.text), lowest ? "lowest" : "host");
	}
	append_bounds(&text, profile, reg, field);
	return text;
}

static void compare_field(struct diff *diff, const struct profile *a, const struct profile *b,
			  const struct idreg *reg, const struct idreg_field *field)
{
	struct asked_text text_a = asked(a, reg, field), text_b = asked(b, reg, field);
	char name[96];

	if (!strcmp(text_a.text, text_b.text))
		return;
	snprintf(name, sizeof(name), "%s.%s", reg->name, field->name);
	diff_add(diff, DIFF_ASKED, name, text_a.text, text_b.text, NULL, NULL);
}

void diff_profiles(struct diff *diff, const struct profile *a, const struct profile *b)
{
	unsigned int value_a, value_b;
	const struct idreg *reg;

	for (size_t i = 0; i < ARRAY_SIZE(settings); i++) {
		value_a = setting_of(a, settings[i].key);
		value_b = setting_of(b, settings[i].key);
		if (value_a != value_b)
			diff_add(diff, DIFF_ASKED, settings[i].name, setting_text(i, value_a).text,
				 setting_text(i, value_b).text, NULL, NULL);
	}
	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		/* Registers that neither names differ by `unlisted` alone, which is a row. */
		if ((a->lines.first[reg->index] < 0 && b->lines.first[reg->index] < 0) ||
		    reg->index == INDEX_MPIDR)
			continue;
		for (size_t j = 0; j < reg->field_count; j++) {
			if (reg->fields[j].kind == IDREG_FIELD)
				compare_field(diff, a, b, reg, &reg->fields[j]);
		}
	}
}
