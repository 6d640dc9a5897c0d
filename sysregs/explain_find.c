// SPDX-License-Identifier: GPL-2.0-only
// From a word to the fields that it is about.
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "sysregs/explain.h"
#include "sysregs/profile_value.h"

#define QEMU_PREFIX "SYSREG_"
#define NAMES_MAX   2048
#define WORD_MAX    90 /* no name is longer */

static void add_target(struct explain_name *name, const struct idreg *reg,
		       const struct idreg_field *field, uint64_t from)
{
	size_t at = name->count;

	if (name->count == EXPLAIN_TARGETS_MAX)
		return;
	/* Views for AArch32 have the lower indexes, and are what fewest people mean. */
	for (; !reg->aarch32 && at > 0 && name->targets[at - 1].reg->aarch32; at--)
		name->targets[at] = name->targets[at - 1];
	name->targets[at] = (struct explain_target){ reg, field, from };
	name->count++;
}

/* REG and FIELD out of "REG.FIELD" or, of QEMU's spelling, out of "REG_FIELD". */
static bool find_in_register(const char *word, char separator, struct explain_name *name)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	char text[96];

	if ((size_t)snprintf(text, sizeof(text), "%s", word) >= sizeof(text))
		return false;
	/* A register's name has underscores itself, a field's too: try each. */
	for (char *at = strchr(text, separator); at; at = strchr(at + 1, separator)) {
		*at = '\0';
		reg = idreg_by_name(text);
		field = reg ? idreg_field_by_name(reg, at + 1) : NULL;
		*at = separator;
		if (!field)
			continue;
		name->kind = EXPLAIN_FIELD;
		add_target(name, reg, field, 0);
		return true;
	}
	return false;
}

static bool find_register(const char *word, struct explain_name *name)
{
	const struct idreg *reg = idreg_by_name(word);

	if (!reg)
		return false;
	name->kind = EXPLAIN_REGISTER;
	add_target(name, reg, NULL, 0);
	return true;
}

static bool find_hwcap(const char *word, struct explain_name *name)
{
	const struct hwcap *hwcap = hwcap_by_name(word);
	const struct idreg *reg;

	if (!hwcap)
		return false;
	name->kind = EXPLAIN_HWCAP;
	name->name = hwcap->name;
	name->hwcap = hwcap;
	for (size_t i = 0; i < hwcap->term_count; i++) {
		reg = idreg_by_index(hwcap->terms[i].index);
		add_target(name, reg, idreg_field_by_name(reg, hwcap->terms[i].field),
			   hwcap->terms[i].least);
	}
	return true;
}

static bool is_feature(const char *feature, const char *word)
{
	return feature && (!strcasecmp(feature, word) || !strcasecmp(feature + 5, word));
}

static void find_feature_in(const struct idreg *reg, const struct idreg_field *field,
			    const char *word, struct explain_name *name)
{
	for (size_t i = 0; i < field->code_count; i++) {
		if (!is_feature(field->codes[i].feature, word))
			continue;
		name->name = field->codes[i].feature;
		add_target(name, reg, field, field->codes[i].value);
	}
	if (is_feature(field->feature, word)) {
		name->name = field->feature;
		add_target(name, reg, field, 1);
	}
}

static void find_field_in(const struct idreg *reg, const struct idreg_field *field,
			  const char *word, struct explain_name *name)
{
	if (field->kind == IDREG_FIELD &&
	    (!strcasecmp(field->name, word) || (field->alias && !strcasecmp(field->alias, word))))
		add_target(name, reg, field, 0);
}

static bool find_anywhere(const char *word, enum explain_kind kind,
			  void (*find)(const struct idreg *, const struct idreg_field *,
				       const char *, struct explain_name *),
			  struct explain_name *name)
{
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++)
			find(&idregs[i], &idregs[i].fields[j], word, name);
	}
	if (name->count)
		name->kind = kind;
	return name->count;
}

void explain_find(const char *word, struct explain_name *name)
{
	memset(name, 0, sizeof(*name));
	if (strchr(word, '.')) {
		find_in_register(word, '.', name);
		return;
	}
	if (!strncasecmp(word, QEMU_PREFIX, strlen(QEMU_PREFIX))) {
		word += strlen(QEMU_PREFIX);
		if (find_in_register(word, '_', name) || find_register(word, name))
			return;
	}
	if (find_register(word, name) || find_hwcap(word, name) ||
	    find_anywhere(word, EXPLAIN_FEATURE, find_feature_in, name))
		return;
	find_anywhere(word, EXPLAIN_FIELD, find_field_in, name);
}

/* Candidates for a misspelt word. */
struct names {
	const char *list[NAMES_MAX];
	size_t count;
};

static void add_name(struct names *names, const char *name)
{
	if (name && names->count < NAMES_MAX)
		names->list[names->count++] = name;
}

static void add_all_names(struct names *names)
{
	const struct idreg_field *field;

	for (size_t i = 0; i < idreg_count; i++) {
		add_name(names, idregs[i].name);
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			field = &idregs[i].fields[j];
			add_name(names, field->name);
			for (size_t k = 0; k < field->code_count; k++)
				add_name(names, field->codes[k].feature);
		}
	}
	for (size_t i = 0; i < hwcap_count; i++)
		add_name(names, hwcaps[i].name);
}

/* Of "REG.FIELD" the half that is wrong, or both. */
static struct explain_text nearest_field(const char *word)
{
	struct explain_text text = { "" };
	const char *dot = strchr(word, '.'), *field, *name;
	const struct idreg *reg;
	char half[96];

	if ((size_t)(dot - word) >= sizeof(half))
		return text;
	memcpy(half, word, (size_t)(dot - word));
	half[dot - word] = '\0';
	reg = idreg_by_name(half);
	if (!reg) {
		name = idreg_nearest_name(half);
		reg = name ? idreg_by_name(name) : NULL;
	}
	if (!reg)
		return text;
	field = idreg_field_by_name(reg, dot + 1) ? idreg_field_by_name(reg, dot + 1)->name
						  : idreg_nearest_field(reg, dot + 1);
	if (field)
		snprintf(text.text, sizeof(text.text), "%s.%s", reg->name, field);
	else
		snprintf(text.text, sizeof(text.text), "%s", reg->name);
	return text;
}

struct explain_text explain_nearest(const char *word, const char *const *more, size_t more_count)
{
	struct explain_text text = { "" };
	struct names names = { .count = 0 };
	const char *name;

	if (strlen(word) > WORD_MAX)
		return text;
	if (strchr(word, '.'))
		return nearest_field(word);
	for (size_t i = 0; i < more_count; i++)
		add_name(&names, more[i]);
	add_all_names(&names);
	name = nearest_name(word, names.list, names.count);
	if (!name)
		name = idreg_nearest_name(word);
	snprintf(text.text, sizeof(text.text), "%s", name ? name : "");
	return text;
}
