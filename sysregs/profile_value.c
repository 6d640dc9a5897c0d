// SPDX-License-Identifier: GPL-2.0-only
// Values as a profile writes them, turned into bits.
#include "sysregs/profile_value.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"

#define NAME_BYTES_MAX 63

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int digit_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum number_result number_parse(const char *text, uint64_t *magnitude, bool *negative)
{
	bool too_big = false;
	int base = 10, digit;
	uint64_t n = 0;

	/* Most values of most profiles are one digit. */
	if (is_digit(text[0]) && !text[1]) {
		*negative = false;
		*magnitude = (uint64_t)(text[0] - '0');
		return NUMBER_OK;
	}
	*negative = *text == '-';
	text += *negative;
	if (text[0] == '0' && (text[1] | 0x20) == 'x')
		base = 16;
	else if (text[0] == '0' && (text[1] | 0x20) == 'b')
		base = 2;
	text += base == 10 ? 0 : 2;
	if (!*text)
		return NUMBER_MALFORMED;
	for (; *text; text++) {
		digit = digit_value(*text);
		if (digit < 0 || digit >= base)
			return NUMBER_MALFORMED;
		if (__builtin_mul_overflow(n, (unsigned int)base, &n) ||
		    __builtin_add_overflow(n, (unsigned int)digit, &n))
			too_big = true;
	}
	*magnitude = n;
	return too_big ? NUMBER_TOO_BIG : NUMBER_OK;
}

static bool same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* Letters that are added, dropped, changed, or swapped with their neighbour, between two names. */
static unsigned int edit_distance(const char *a, const char *b)
{
	unsigned int rows[3][NAME_BYTES_MAX + 1] = { { 0 } }, *row, *last, *before, cost;
	size_t i, j, a_length = strlen(a), b_length = strlen(b);

	if (a_length > NAME_BYTES_MAX || b_length > NAME_BYTES_MAX)
		return NAME_BYTES_MAX;
	for (j = 0; j <= b_length; j++)
		rows[0][j] = (unsigned int)j;
	for (i = 1; i <= a_length; i++) {
		row = rows[i % 3];
		last = rows[(i - 1) % 3];
		before = rows[(i + 1) % 3];
		row[0] = (unsigned int)i;
		for (j = 1; j <= b_length; j++) {
			cost = last[j - 1] + !same_letter(a[i - 1], b[j - 1]);
			cost = least(cost, least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
			    same_letter(a[i - 2], b[j - 1]))
				cost = least(cost, before[j - 2] + 1);
			row[j] = cost;
		}
	}
	return rows[a_length % 3][b_length];
}

const char *nearest_name(const char *name, const char *const *names, size_t count)
{
	unsigned int distance, best = (unsigned int)(strlen(name) + 2) / 3 + 1;
	const char *nearest = NULL;

	for (size_t i = 0; i < count; i++) {
		distance = edit_distance(name, names[i]);
		if (distance < best) {
			best = distance;
			nearest = names[i];
		}
	}
	return nearest;
}

static bool is_number_like(const char *text)
{
	return is_digit(text[0]) || ((text[0] == '-' || text[0] == '+') && is_digit(text[1]));
}

static bool symbol_parse(const char *text, struct profile_value *value)
{
	if (is_digit(*text))
		return false;
	if (same_name(text, "host"))
		*value = (struct profile_value){ .kind = PROFILE_VALUE_HOST };
	else if (same_name(text, "lowest"))
		*value = (struct profile_value){ .kind = PROFILE_VALUE_LOWEST };
	else
		return false;
	return true;
}

/* Why `text` is no name that the field has: with the nearest one, or all if they are few. */
static void explain_unknown_name(const struct idreg_field *field, const char *text, char *reason)
{
	const char *names[64] = { NULL }, *nearest;
	size_t i, count = 0;
	int used;

	for (i = 0; i < field->code_count && count < ARRAY_SIZE(names) - 2; i++)
		names[count++] = field->codes[i].name;
	names[count] = "host";
	names[count + 1] = "lowest";
	nearest = nearest_name(text, names, count + 2);
	if (nearest) {
		snprintf(reason, PROFILE_REASON_BYTES,
			 "\"%s\" is no value of this field; did you mean %s?", text, nearest);
		return;
	}
	used = snprintf(reason, PROFILE_REASON_BYTES,
			"\"%s\" is no value of this field: a number, ", text);
	for (i = 0; i < count && i < 8 && used < PROFILE_REASON_BYTES - 1; i++)
		used += snprintf(reason + used, PROFILE_REASON_BYTES - (size_t)used, "%s, ",
				 names[i]);
	if (used < PROFILE_REASON_BYTES - 1)
		snprintf(reason + used, PROFILE_REASON_BYTES - (size_t)used, "%shost or lowest",
			 count > 8 ? "..., " : "");
}

static bool fits(const struct idreg_field *field, uint64_t magnitude, bool negative)
{
	unsigned int width = idreg_field_width(field);

	if (negative)
		return field->sign == IDREG_SIGNED && magnitude <= UINT64_C(1) << (width - 1);
	return magnitude <= bits_low_mask(width);
}

/* Why the number `text` is none for the field. */
static bool refuse_number(const struct idreg_field *field, const char *text,
			  enum number_result result, bool negative, char *reason)
{
	unsigned int width = idreg_field_width(field);

	if (result == NUMBER_MALFORMED)
		snprintf(reason, PROFILE_REASON_BYTES,
			 "\"%s\" is no number: decimal, 0x... or 0b... is wanted", text);
	else if (negative && field->sign != IDREG_SIGNED)
		snprintf(reason, PROFILE_REASON_BYTES, "%s is negative, and the field is unsigned",
			 text);
	else
		snprintf(reason, PROFILE_REASON_BYTES, "%s does not fit the field's %u bit%s", text,
			 width, width == 1 ? "" : "s");
	return false;
}

bool field_value_parse(const struct idreg_field *field, const char *text,
		       struct profile_value *value, char reason[PROFILE_REASON_BYTES])
{
	const struct idreg_code *code;
	enum number_result result;
	uint64_t magnitude = 0;
	bool negative, is_number;

	if (symbol_parse(text, value))
		return true;
	*value = (struct profile_value){ .kind = PROFILE_VALUE_BITS };
	result = number_parse(text, &magnitude, &negative);
	is_number = result == NUMBER_OK && fits(field, magnitude, negative);
	value->bits = (negative ? -magnitude : magnitude) & bits_low_mask(idreg_field_width(field));
	/* Some codes have names that are numbers (ASIDBITS: 0 is "8"): a code's own number comes
	 * first. */
	if (is_number && (!field->code_count || idreg_code_by_value(field, value->bits)))
		return true;
	code = idreg_code_by_name(field, text);
	if (code) {
		value->bits = code->value;
		return true;
	}
	if (!field->code_count && field->feature && !strcasecmp(text, field->feature)) {
		value->bits = 1;
		return true;
	}
	if (is_number)
		return true;
	if (is_number_like(text))
		return refuse_number(field, text, result, negative, reason);
	explain_unknown_name(field, text, reason);
	return false;
}

bool register_value_parse(const char *text, struct profile_value *value,
			  char reason[PROFILE_REASON_BYTES])
{
	enum number_result result;
	bool negative;

	if (symbol_parse(text, value))
		return true;
	*value = (struct profile_value){ .kind = PROFILE_VALUE_BITS };
	result = number_parse(text, &value->bits, &negative);
	if (result == NUMBER_MALFORMED)
		snprintf(reason, PROFILE_REASON_BYTES,
			 "\"%s\" is no value of a whole register: a number, host or lowest is "
			 "wanted",
			 text);
	else if (negative)
		snprintf(reason, PROFILE_REASON_BYTES, "%s is negative, and a register is unsigned",
			 text);
	else if (result == NUMBER_TOO_BIG)
		snprintf(reason, PROFILE_REASON_BYTES, "%s does not fit the register's 64 bits",
			 text);
	else
		return true;
	return false;
}
