// SPDX-License-Identifier: GPL-2.0-only
// Looks up what a feature's name stands for, in the table of registers and the words of Linux.
#include "sysregs/feature_names.h"

#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/hwcaps.h"
#include "sysregs/profile_value.h"

#define FEAT "FEAT_" /* every name of a feature in the table of registers begins with it */

/* More than the tables have names. */
#define NAMES_MAX 1024

/* Words whose first code has a name for how it is done, not for what it is. */
static const struct {
	const char *word, *feature;
} word_features[] = {
	{ "pacg", "FEAT_PAuth" },
};

/* Codes that the vCPU feature alone decides: there or not there. Higher ones are the host's. */
static const struct {
	uint8_t role;
	uint8_t index, lsb, highest;
	enum profile_key key;
} presences[] = {
	{ ROLE_SVE, INDEX_PFR0, 32, 1, PROFILE_KEY_SVE },
	{ ROLE_SVE, INDEX_ZFR0, 0, 0, PROFILE_KEY_SVE },
	{ ROLE_PAUTH, INDEX_ISAR1, 4, 1, PROFILE_KEY_PAUTH },
	{ ROLE_PAUTH, INDEX_ISAR1, 8, 1, PROFILE_KEY_PAUTH },
	{ ROLE_PAUTH, INDEX_ISAR2, 12, 1, PROFILE_KEY_PAUTH },
	{ ROLE_PMU, INDEX_DFR0, 8, 1, PROFILE_KEY_PMU },
	{ ROLE_PMU, INDEX_ID_DFR0, 24, 3, PROFILE_KEY_PMU },
	/* KVM gives level 2 or 3, or none. */
	{ ROLE_MTE, INDEX_PFR1, 8, 2, PROFILE_KEY_MTE },
};

static bool is_presence(const struct feature_code *code)
{
	for (size_t i = 0; i < ARRAY_SIZE(presences); i++) {
		if (presences[i].index == code->reg->index && presences[i].lsb == code->field->lsb)
			return code->value <= presences[i].highest;
	}
	return false;
}

/* The key of [cpu] without which the field shows nothing, or PROFILE_KEY_COUNT. */
static enum profile_key key_of(const struct feature_code *code)
{
	enum field_role role = field_role(code->reg, code->field);

	for (size_t i = 0; i < ARRAY_SIZE(presences); i++) {
		if (presences[i].role == role)
			return presences[i].key;
	}
	return PROFILE_KEY_COUNT;
}

static void swap_codes(struct feature_code *a, struct feature_code *b)
{
	struct feature_code c = *a;

	*a = *b;
	*b = c;
}

/* Puts an ordinary field first, and finds out which codes are only views of it. */
static void rank_codes(struct feature *feature)
{
	struct feature_code *codes = feature->codes;
	bool has_64bit = false, has_plain = false;
	size_t first = 0;

	for (size_t i = feature->count; i-- > 0;) {
		if (codes[i].reg->aarch32)
			continue;
		if (!has_plain)
			first = i;
		has_64bit = true;
		if (key_of(&codes[i]) == PROFILE_KEY_COUNT) {
			first = i;
			has_plain = true;
		}
	}
	swap_codes(&codes[0], &codes[first]);
	for (size_t i = 0; i < feature->count; i++)
		codes[i].may_lack = codes[i].reg->aarch32
					    ? has_64bit
					    : has_plain && key_of(&codes[i]) != PROFILE_KEY_COUNT;
}

static void find_keys(struct feature *feature)
{
	enum profile_key key = key_of(&feature->codes[0]);

	feature->key_on = feature->codes[0].reg->aarch32 ? PROFILE_KEY_COUNT : key;
	feature->key_off = PROFILE_KEY_COUNT;
	for (size_t i = 0; i < feature->count; i++) {
		feature->codes[i].by_key = is_presence(&feature->codes[i]);
		if (feature->codes[i].by_key && !feature->codes[i].may_lack)
			feature->key_off = key;
	}
}

static enum feature_found finish(struct feature *feature)
{
	if (!feature->count)
		return FEATURE_UNKNOWN;
	rank_codes(feature);
	find_keys(feature);
	return FEATURE_FOUND;
}

static void add_code(struct feature *feature, const struct idreg *reg,
		     const struct idreg_field *field, uint64_t value)
{
	if (feature->count < FEATURE_CODES_MAX)
		feature->codes[feature->count++] =
			(struct feature_code){ .reg = reg, .field = field, .value = value };
}

/* strcasecmp() == 0 for names that begin with FEAT_, which mostly differ in the letter after that.
 */
static bool is_feat(const char *name, const char *wanted)
{
	return name && same_name(name + strlen(FEAT), wanted + strlen(FEAT));
}

/* The code of a field that has a feature's name, once. */
static void find_in_field(struct feature *feature, const char *name, const struct idreg *reg,
			  const struct idreg_field *field)
{
	const struct idreg_code *code;

	if (is_feat(field->feature, name)) {
		feature->name = field->feature;
		add_code(feature, reg, field, 1);
	}
	for (size_t i = 0; i < field->code_count; i++) {
		code = &field->codes[i];
		if (is_feat(code->feature, name)) {
			feature->name = code->feature;
			add_code(feature, reg, field, code->value);
			return;
		}
	}
}

static enum feature_found find_feat(const char *name, struct feature *feature)
{
	if (strncasecmp(name, FEAT, strlen(FEAT)))
		return FEATURE_UNKNOWN;
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++)
			find_in_field(feature, name, &idregs[i], &idregs[i].fields[j]);
	}
	return finish(feature);
}

/* The FEAT_ name behind a word, or NULL. */
static const char *feat_of_word(const struct hwcap *word)
{
	const struct hwcap_term *term = &word->terms[0];
	const struct idreg_field *field = idreg_field_at(idreg_by_index(term->index), term->lsb);
	const struct idreg_code *code = idreg_code_by_value(field, term->least);

	for (size_t i = 0; i < ARRAY_SIZE(word_features); i++) {
		if (!strcmp(word_features[i].word, word->name))
			return word_features[i].feature;
	}
	return code ? code->feature : NULL;
}

static enum feature_found find_word(const struct hwcap *word, struct feature *feature)
{
	enum feature_found found;
	const struct idreg *reg;
	const char *feat;

	if (!word->term_count)
		return FEATURE_OF_LINUX;
	feat = feat_of_word(word);
	if (feat) {
		found = find_feat(feat, feature);
		feature->name = word->name;
		return found;
	}
	feature->name = word->name;
	for (size_t i = 0; i < word->term_count; i++) {
		reg = idreg_by_index(word->terms[i].index);
		add_code(feature, reg, idreg_field_at(reg, word->terms[i].lsb),
			 word->terms[i].least);
	}
	return finish(feature);
}

enum feature_found feature_by_name(const char *name, struct feature *feature)
{
	const struct hwcap *word = hwcap_by_name(name);

	*feature = (struct feature){ 0 };
	return word ? find_word(word, feature) : find_feat(name, feature);
}

bool feature_is_same(const struct feature *a, const struct feature *b)
{
	const struct feature_code *x = &a->codes[0], *y = &b->codes[0];

	return x->field == y->field && x->value == y->value;
}

/* The names of the table of registers, without FEAT_. */
static size_t collect_feats(const char **names)
{
	const struct idreg_field *field;
	size_t count = 0;

	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			field = &idregs[i].fields[j];
			if (field->feature && count < NAMES_MAX)
				names[count++] = field->feature + strlen(FEAT);
			for (size_t c = 0; c < field->code_count; c++) {
				if (field->codes[c].feature && count < NAMES_MAX)
					names[count++] = field->codes[c].feature + strlen(FEAT);
			}
		}
	}
	return count;
}

const char *feature_nearest(const char *name)
{
	bool has_prefix = !strncasecmp(name, FEAT, strlen(FEAT));
	const char *names[NAMES_MAX], *nearest;
	size_t count = collect_feats(names);

	if (has_prefix) {
		nearest = nearest_name(name + strlen(FEAT), names, count);
		return nearest ? nearest - strlen(FEAT) : NULL;
	}
	/* Only FEAT_ is missing. */
	for (size_t i = 0; i < count; i++) {
		if (!strcasecmp(names[i], name))
			return names[i] - strlen(FEAT);
	}
	for (count = 0; count < hwcap_count && count < NAMES_MAX; count++)
		names[count] = hwcaps[count].name;
	return nearest_name(name, names, count);
}

bool field_code_below(const struct idreg_field *field, uint64_t value, uint64_t *below)
{
	bool found = false;

	if (!field->code_count) {
		*below = value - 1;
		return value > 0;
	}
	for (size_t i = 0; i < field->code_count; i++) {
		if (idreg_field_compare(field, field->codes[i].value, value) >= 0)
			continue;
		if (!found || idreg_field_compare(field, field->codes[i].value, *below) > 0)
			*below = field->codes[i].value;
		found = true;
	}
	return found;
}
