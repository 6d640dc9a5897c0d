// SPDX-License-Identifier: GPL-2.0-only
// --tolerate: names of fields, registers, facts and groups, comma after comma.
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/level.h"
#include "sysregs/profile_value.h"

static const struct {
	const char *name;
	enum level_what_kind kind;
} facts[] = {
	{ "DCZID_EL0", LEVEL_DCZID },
	{ "CCSIDR_EL1", LEVEL_CCSIDR },
	{ "CNTFRQ_EL0", LEVEL_CNTFRQ },
	{ "GIC", LEVEL_GIC },
};

static bool take_word(struct level_tolerance *tolerance, const char *name)
{
	if (same_name(name, "el2"))
		tolerance->el2 = true;
	else if (same_name(name, "aarch32"))
		tolerance->aarch32 = true;
	else
		return false;
	return true;
}

static bool take_fact(struct level_tolerance *tolerance, const char *name)
{
	const struct idreg *reg = idreg_by_name(name);

	for (size_t i = 0; i < ARRAY_SIZE(facts); i++) {
		if (same_name(name, facts[i].name) ||
		    (reg && reg == idreg_by_name(facts[i].name))) {
			tolerance->facts[facts[i].kind] = true;
			return true;
		}
	}
	return false;
}

static const char *nearest_of_all(const char *name)
{
	static const char *const words[] = { "el2", "aarch32", "CNTFRQ_EL0", "GIC" };
	const char *nearest = nearest_name(name, words, ARRAY_SIZE(words));

	return nearest ? nearest : idreg_nearest_name(name);
}

static bool refuse(const char *name, const char *nearest, struct messages *messages)
{
	if (nearest)
		messages_add(messages, MESSAGE_ERROR,
			     "--tolerate %s: there is no such name; did you mean %s?", name,
			     nearest);
	else
		messages_add(messages, MESSAGE_ERROR,
			     "--tolerate %s: there is no such name: REG.FIELD, REG, el2, aarch32, "
			     "CNTFRQ_EL0 or GIC is wanted",
			     name);
	return false;
}

static bool take_field(struct level_tolerance *tolerance, char *name, char *dot,
		       struct messages *messages)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	const char *nearest;
	char text[128];

	*dot = '\0';
	reg = idreg_by_name(name);
	if (!reg) {
		nearest = idreg_nearest_name(name);
		*dot = '.';
		return refuse(name, nearest, messages);
	}
	field = idreg_field_by_name(reg, dot + 1);
	if (field) {
		tolerance->bits[reg->index] |= bits_mask(field->msb, field->lsb);
		return true;
	}
	nearest = idreg_nearest_field(reg, dot + 1);
	if (nearest)
		snprintf(text, sizeof(text), "%s.%s", reg->name, nearest);
	*dot = '.';
	return refuse(name, nearest ? text : NULL, messages);
}

static bool take_name(struct level_tolerance *tolerance, char *name, struct messages *messages)
{
	const struct idreg *reg;
	char *dot = strchr(name, '.');

	if (dot)
		return take_field(tolerance, name, dot, messages);
	if (take_word(tolerance, name) || take_fact(tolerance, name))
		return true;
	reg = idreg_by_name(name);
	if (!reg)
		return refuse(name, *name ? nearest_of_all(name) : NULL, messages);
	tolerance->bits[reg->index] = UINT64_MAX;
	return true;
}

bool level_tolerance_parse(struct level_tolerance *tolerance, const char *text,
			   struct messages *messages)
{
	size_t length;
	char name[96];
	bool good = true;

	for (;; text += length + 1) {
		length = strcspn(text, ",");
		if (length >= sizeof(name)) {
			messages_add(messages, MESSAGE_ERROR,
				     "--tolerate %.40s…: no name is that long", text);
			return false;
		}
		memcpy(name, text, length);
		name[length] = '\0';
		good &= take_name(tolerance, name, messages);
		if (!text[length])
			return good;
	}
}
