// SPDX-License-Identifier: GPL-2.0-only
// Looking things up in the table of ID registers, and the arithmetic of their fields.

#include "sysregs/idreg.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"

/* Longer words are no misspelt names. */
#define NEAR_MAX_LENGTH 40

const struct idreg *idreg_by_index(unsigned int index)
{
	if (index >= IDREG_INDEX_COUNT || !idreg_positions[index])
		return NULL;
	return &idregs[idreg_positions[index] - 1];
}

/* The length of a register's name without _EL1 or _EL0. */
static size_t stem_length(const char *name)
{
	size_t length = strlen(name);
	const char *suffix;

	if (length <= 4)
		return length;
	suffix = name + length - 4;
	if (!strcasecmp(suffix, "_EL1") || !strcasecmp(suffix, "_EL0"))
		return length - 4;
	return length;
}

const struct idreg *idreg_by_name(const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < idreg_count; i++) {
		const char *candidate = idregs[i].name;

		if (!strcasecmp(candidate, name))
			return &idregs[i];
		if (stem_length(candidate) == length && !strncasecmp(candidate, name, length))
			return &idregs[i];
	}
	return NULL;
}

const struct idreg_field *idreg_field_by_name(const struct idreg *reg, const char *name)
{
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idreg_field *field = &reg->fields[i];

		if (field->kind != IDREG_FIELD)
			continue;
		if (!strcasecmp(field->name, name))
			return field;
		if (field->alias && !strcasecmp(field->alias, name))
			return field;
	}
	return NULL;
}

const struct idreg_field *idreg_field_at(const struct idreg *reg, unsigned int lsb)
{
	for (size_t i = 0; reg && i < reg->field_count; i++) {
		if (reg->fields[i].lsb == lsb)
			return &reg->fields[i];
	}
	return NULL;
}

const struct idreg_code *idreg_code_by_name(const struct idreg_field *field, const char *name)
{
	for (size_t i = 0; i < field->code_count; i++) {
		const struct idreg_code *code = &field->codes[i];

		if (!strcasecmp(code->name, name))
			return code;
		if (code->feature && !strcasecmp(code->feature, name))
			return code;
	}
	return NULL;
}

static bool same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static unsigned int min3(unsigned int a, unsigned int b, unsigned int c)
{
	unsigned int least = a < b ? a : b;

	return least < c ? least : c;
}

/*
 * Letters to insert, drop, change or swap with their neighbour to come from one word to the other,
 * regardless of case. Both are at most NEAR_MAX_LENGTH long.
 */
static unsigned int edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned int rows[3][NEAR_MAX_LENGTH + 1];

	for (size_t j = 0; j <= b_length; j++)
		rows[0][j] = (unsigned int)j;
	for (size_t i = 1; i <= a_length; i++) {
		unsigned int *row = rows[i % 3];
		const unsigned int *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];

		row[0] = (unsigned int)i;
		for (size_t j = 1; j <= b_length; j++) {
			bool same = same_letter(a[i - 1], b[j - 1]);

			row[j] = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + !same);
			if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
			    same_letter(a[i - 2], b[j - 1]) && two_above[j - 2] + 1 < row[j])
				row[j] = two_above[j - 2] + 1;
		}
	}
	return rows[a_length % 3][b_length];
}

/* The nearest name so far, while candidates are tried. */
struct nearest {
	const char *word;
	size_t length;
	const char *name;
	unsigned int distance;
};

/* A third of the letters may be wrong, but never all of them. */
static struct nearest nearest_to(const char *word, size_t length)
{
	struct nearest nearest = { .word = word, .length = length };

	if (length > 1 && length <= NEAR_MAX_LENGTH)
		nearest.distance = (length < 3 ? 1 : (unsigned int)length / 3) + 1;
	return nearest;
}

static void nearest_try(struct nearest *nearest, const char *name, size_t length)
{
	unsigned int distance;

	if (!nearest->distance || length > NEAR_MAX_LENGTH)
		return;
	distance = edit_distance(nearest->word, nearest->length, name, length);
	if (distance >= nearest->distance)
		return;
	nearest->distance = distance;
	nearest->name = name;
}

const char *idreg_nearest_name(const char *name)
{
	struct nearest nearest = nearest_to(name, stem_length(name));

	for (size_t i = 0; i < idreg_count; i++)
		nearest_try(&nearest, idregs[i].name, stem_length(idregs[i].name));
	return nearest.name;
}

const char *idreg_nearest_field(const struct idreg *reg, const char *name)
{
	struct nearest nearest = nearest_to(name, strlen(name));

	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idreg_field *field = &reg->fields[i];

		if (field->kind != IDREG_FIELD)
			continue;
		nearest_try(&nearest, field->name, strlen(field->name));
		if (field->alias)
			nearest_try(&nearest, field->alias, strlen(field->alias));
	}
	return nearest.name;
}

int idreg_field_compare(const struct idreg_field *field, uint64_t a, uint64_t b)
{
	unsigned int width = idreg_field_width(field);

	if (field->sign == IDREG_SIGNED) {
		int64_t left = bits_sign_extend(a, width), right = bits_sign_extend(b, width);

		return (left > right) - (left < right);
	}
	a &= bits_low_mask(width);
	b &= bits_low_mask(width);
	return (a > b) - (a < b);
}

bool idreg_field_is_safe(const struct idreg_field *field, uint64_t value, uint64_t limit)
{
	int order = idreg_field_compare(field, value, limit);

	if (value > bits_low_mask(idreg_field_width(field)))
		return false;
	if (order == 0)
		return true;
	switch (field->safe) {
	case IDREG_SAFE_NONE:
		return false;
	case IDREG_SAFE_LOWER:
		return order < 0;
	case IDREG_SAFE_HIGHER:
		return order > 0;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		/* 0 is above everything: it may be shown for all, and nothing else for it. */
		return value == 0 || (limit != 0 && order > 0);
	case IDREG_SAFE_EXACT:
		return value == field->safe_value;
	case IDREG_SAFE_ANY:
		return true;
	}
	return false;
}

uint64_t idreg_field_lowest(const struct idreg_field *field, uint64_t limit)
{
	switch (field->safe) {
	case IDREG_SAFE_LOWER:
	case IDREG_SAFE_HIGHER_OR_ZERO:
	case IDREG_SAFE_EXACT:
		if (idreg_field_is_safe(field, field->lowest_value, limit))
			return field->lowest_value;
		break;
	case IDREG_SAFE_NONE:
	case IDREG_SAFE_HIGHER:
	case IDREG_SAFE_ANY:
		break;
	}
	return limit;
}
