// SPDX-License-Identifier: GPL-2.0-only
// Items of --cpu turned into the lines of a layer.
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "sysregs/profile_layer.h"
#include "sysregs/profile_parse.h"
#include "sysregs/profile_value.h"

#define SYSREG "SYSREG_"
#define FEAT   "FEAT_"

/*
 * Splits REG_FIELD in two: both parts may hold underscores, so every one is tried, longest register
 * first. Returns the register and cuts `name`; *field is NULL if only the register is known.
 */
static const struct idreg *split_sysreg(char *name, const char **field)
{
	const struct idreg *reg, *known = NULL;
	const char *rest = NULL;
	char *cut;

	for (cut = name + strlen(name); cut > name; cut--) {
		if (*cut != '_')
			continue;
		*cut = '\0';
		reg = idreg_by_name(name);
		*cut = '_';
		if (!reg)
			continue;
		if (idreg_field_by_name(reg, cut + 1)) {
			*field = cut + 1;
			return reg;
		}
		if (!known) {
			known = reg;
			rest = cut + 1;
		}
	}
	*field = rest;
	return known;
}

/* The register nearest to the first part of a misspelt REG_FIELD; one that has the field is best.
 */
static const char *nearest_of_sysreg(char *name)
{
	const char *nearest = NULL, *candidate;
	char *cut;

	for (cut = name + strlen(name); cut > name; cut--) {
		if (*cut != '_')
			continue;
		*cut = '\0';
		candidate = idreg_nearest_name(name);
		*cut = '_';
		if (candidate && idreg_field_by_name(idreg_by_name(candidate), cut + 1))
			return candidate;
		if (!nearest)
			nearest = candidate;
	}
	return nearest;
}

static void take_sysreg(struct profile_layer *layer, char *name, const char *value,
			unsigned int position)
{
	const char *field = NULL;
	const struct idreg *reg = split_sysreg(name + strlen(SYSREG), &field);
	char hint[96];

	if (reg)
		profile_layer_add_field(layer, reg, field, value, position);
	else
		REFUSE(layer, position, "%s: no such register%s", name,
		       did_you_mean(hint, sizeof(hint), nearest_of_sysreg(name + strlen(SYSREG))));
}

/* What a name may have been meant to be: a register, a key or a feature. */
static const char *nearest_of_all(const char *name)
{
	const char *nearest = NULL;

	if (strncasecmp(name, FEAT, strlen(FEAT)))
		nearest = idreg_nearest_name(name);
	if (!nearest)
		nearest = profile_key_nearest(name, true, true);
	return nearest ? nearest : feature_nearest(name);
}

/* An item's name that holds no '.': QEMU's spelling, a register, a key of [cpu] or [profile], or a
 * feature. */
static void take_plain_item(struct profile_layer *layer, char *name, const char *value,
			    unsigned int position)
{
	const struct idreg *reg = idreg_by_name(name);
	const struct profile_key_row *key = reg ? NULL : profile_key_find(name, true, true);
	struct feature feature;
	char hint[96];

	if (reg)
		profile_layer_add_whole(layer, reg, value, position);
	else if (key && key - profile_keys > PROFILE_KEY_BASE)
		profile_layer_set_key(layer, key, value, position);
	else if (key)
		REFUSE(layer, position, "%s: a key of files alone", key->name);
	else if (!strncasecmp(name, SYSREG, strlen(SYSREG)))
		take_sysreg(layer, name, value, position);
	else if (feature_by_name(name, &feature) != FEATURE_UNKNOWN)
		profile_layer_add_feature(layer, name, value, position);
	else
		REFUSE(layer, position, "%s: no such register, key or feature%s", name,
		       did_you_mean(hint, sizeof(hint), nearest_of_all(name)));
}

void profile_layer_read_item(struct profile_layer *layer, char *item, unsigned int position)
{
	const struct idreg *reg;
	char *equals = strchr(item, '='), *dot;
	char hint[96];

	dot = equals ? memchr(item, '.', (size_t)(equals - item)) : NULL;
	if (!equals || equals == item || !equals[1] || dot == item || (dot && dot + 1 == equals)) {
		REFUSE(layer, position, "\"%s\": REG.FIELD=VALUE is wanted", item);
		return;
	}
	*equals = '\0';
	if (!dot) {
		take_plain_item(layer, item, equals + 1, position);
		return;
	}
	*dot = '\0';
	reg = idreg_by_name(item);
	if (reg)
		profile_layer_add_field(layer, reg, dot + 1, equals + 1, position);
	else
		REFUSE(layer, position, "%s: no such register%s", item,
		       did_you_mean(hint, sizeof(hint), idreg_nearest_name(item)));
}
