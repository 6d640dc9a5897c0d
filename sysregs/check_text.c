// SPDX-License-Identifier: GPL-2.0-only
// Values and choices of values as a person reads them.
#include "sysregs/check_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

#define CHOICES_MAX 32

struct value_text value_text(const struct idreg_field *field, uint64_t value)
{
	const struct idreg_code *code = idreg_code_by_value(field, value);
	struct value_text result;

	char number[24];

	snprintf(number, sizeof(number), code || value < 10 ? "%" PRIu64 : "0x%" PRIx64, value);
	if (code && strcmp(code->name, number))
		snprintf(result.text, sizeof(result.text), "%s (%s)", number, code->name);
	else
		snprintf(result.text, sizeof(result.text), "%s", number);
	return result;
}

/* The ends of the field's order, as bits. */
static uint64_t field_minimum(const struct idreg_field *field)
{
	return field->sign == IDREG_SIGNED ? UINT64_C(1) << (idreg_field_width(field) - 1) : 0;
}

static uint64_t field_maximum(const struct idreg_field *field)
{
	uint64_t all = bits_low_mask(idreg_field_width(field));

	return field->sign == IDREG_SIGNED ? all >> 1 : all;
}

/* Adds a value at its place in the field's order, once. */
static size_t insert(const struct idreg_field *field, uint64_t *choices, size_t count,
		     uint64_t value)
{
	size_t i = count;

	for (size_t j = 0; j < count; j++) {
		if (choices[j] == value)
			return count;
	}
	if (count == CHOICES_MAX)
		return count;
	for (; i > 0 && idreg_field_compare(field, value, choices[i - 1]) < 0; i--)
		choices[i] = choices[i - 1];
	choices[i] = value;
	return count + 1;
}

/* The ends of what a field whose values have no names can show. */
static size_t collect_ends(const struct idreg_field *field, uint64_t limit, uint64_t *choices)
{
	size_t count = insert(field, choices, 0, limit);

	switch (field->safe) {
	case IDREG_SAFE_LOWER:
		return insert(field, choices, count, field_minimum(field));
	case IDREG_SAFE_HIGHER:
	case IDREG_SAFE_HIGHER_OR_ZERO:
		return insert(field, choices, count, field_maximum(field));
	case IDREG_SAFE_EXACT:
		return insert(field, choices, count, field->safe_value);
	case IDREG_SAFE_ANY:
		count = insert(field, choices, count, 0);
		return insert(field, choices, count, bits_low_mask(idreg_field_width(field)));
	case IDREG_SAFE_NONE:
		break;
	}
	return count;
}

/* Is a value refused that would be safe, between the first choice and the second? PMUv1 and 2 are.
 */
static bool has_gap(const struct host_cpu *host, const struct idreg *reg,
		    const struct idreg_field *field, const uint64_t *choices)
{
	uint64_t value;

	for (size_t i = 0; i < field->code_count; i++) {
		value = field->codes[i].value;
		if (idreg_field_compare(field, value, choices[0]) > 0 &&
		    idreg_field_compare(field, value, choices[1]) < 0 &&
		    !field_value_is_taken(host, reg, field, value))
			return true;
	}
	return false;
}

struct choice_text choice_text(const struct host_cpu *host, const struct idreg *reg,
			       const struct idreg_field *field)
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]), value;
	uint64_t choices[CHOICES_MAX + 1] = { limit };
	bool is_range = !field->code_count && field->safe != IDREG_SAFE_EXACT;
	struct choice_text result;
	size_t count = 1;

	if (!field->code_count)
		count = collect_ends(field, limit, choices);
	for (size_t i = 0; i < field->code_count; i++) {
		value = field->codes[i].value;
		if (idreg_field_is_safe(field, value, limit) &&
		    field_value_is_taken(host, reg, field, value))
			count = insert(field, choices, count, value);
	}
	if (count == 1)
		snprintf(result.text, sizeof(result.text), "only %s",
			 value_text(field, choices[0]).text);
	else if (count > 2 && has_gap(host, reg, field, choices))
		snprintf(result.text, sizeof(result.text), "%.60s or %.60s to %.60s",
			 value_text(field, choices[0]).text, value_text(field, choices[1]).text,
			 value_text(field, choices[count - 1]).text);
	else
		snprintf(result.text, sizeof(result.text), "%s %s %s",
			 value_text(field, choices[0]).text, count > 2 || is_range ? "to" : "or",
			 value_text(field, choices[count - 1]).text);
	return result;
}
