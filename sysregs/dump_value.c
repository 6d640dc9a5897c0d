// SPDX-License-Identifier: GPL-2.0-only
// Values as dumps have them.
#include "sysregs/dump_value.h"

#include <ctype.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "sysregs/features.h"
#include "sysregs/profile_value.h"

#define CPU_NUMBER_MAX	      (1u << 20)
#define CAPABILITY_NUMBER_MAX (1u << 16)

#define REASON(...) snprintf(reason, DUMP_REASON_BYTES, __VA_ARGS__)

bool dump_parse_number(const char *text, uint64_t max, uint64_t *number,
		       char reason[DUMP_REASON_BYTES])
{
	bool negative = false;

	switch (number_parse(text, number, &negative)) {
	case NUMBER_OK:
		if (!negative && *number <= max)
			return true;
		break;
	case NUMBER_TOO_BIG:
		break;
	case NUMBER_MALFORMED:
		REASON("\"%s\" is no number (decimal, 0x… or 0b…)", text);
		return false;
	}
	REASON("%s does not fit: 0 to 0x%" PRIx64 " does", text, max);
	return false;
}

bool dump_parse_yes(const char *text, bool *yes, char reason[DUMP_REASON_BYTES])
{
	*yes = !strcmp(text, "yes");
	if (*yes || !strcmp(text, "no"))
		return true;
	REASON("\"%s\" found, yes or no is wanted", text);
	return false;
}

bool dump_parse_word(const char *text, char *word, char reason[DUMP_REASON_BYTES])
{
	size_t length = strlen(text), i;

	for (i = 0; i < length && isgraph((unsigned char)text[i]); i++)
		;
	if (length && i == length && length < DUMP_NAME_BYTES) {
		memcpy(word, text, length + 1);
		return true;
	}
	REASON("\"%s\" found, one word of at most %d ASCII characters is wanted", text,
	       DUMP_NAME_BYTES - 1);
	return false;
}

/* The next of a list with commas, without blanks around it. NULL at the end. */
static const char *next_item(const char **rest, char item[64])
{
	const char *start = *rest, *end;
	size_t length;

	if (!start)
		return NULL;
	end = strchr(start, ',');
	*rest = end ? end + 1 : NULL;
	length = end ? (size_t)(end - start) : strlen(start);
	for (; length && (*start == ' ' || *start == '\t'); start++)
		length--;
	while (length && (start[length - 1] == ' ' || start[length - 1] == '\t'))
		length--;
	if (length > 63)
		length = 63;
	memcpy(item, start, length);
	item[length] = '\0';
	return item;
}

bool dump_parse_lengths(const char *text, uint32_t *lengths, char reason[DUMP_REASON_BYTES])
{
	const char *rest = text;
	uint64_t bits, last = 0;
	bool negative;
	char item[64];

	*lengths = 0;
	if (!strcmp(text, "none"))
		return true;
	while (next_item(&rest, item)) {
		if (number_parse(item, &bits, &negative) != NUMBER_OK || negative ||
		    bits % SVE_LENGTH_BITS || bits > SVE_LENGTH_BITS * SVE_LENGTHS_MAX ||
		    bits <= last) {
			REASON("\"%s\" found, none or multiples of %u up to %u in ascending order "
			       "are wanted",
			       text, SVE_LENGTH_BITS, SVE_LENGTH_BITS * SVE_LENGTHS_MAX);
			return false;
		}
		*lengths |= 1u << (bits / SVE_LENGTH_BITS - 1);
		last = bits;
	}
	return true;
}

static bool refuse_names(const char *text, const char *const *names, size_t count,
			 char reason[DUMP_REASON_BYTES])
{
	size_t used = (size_t)REASON("\"%s\" found, none or some of ", text);

	for (size_t i = 0; i < count && used < DUMP_REASON_BYTES; i++)
		used += (size_t)snprintf(reason + used, DUMP_REASON_BYTES - used, "%s%s",
					 i ? ", " : "", names[i]);
	if (used < DUMP_REASON_BYTES)
		snprintf(reason + used, DUMP_REASON_BYTES - used, " are wanted");
	return false;
}

bool dump_parse_names(const char *text, const char *const *names, size_t count, unsigned int *bits,
		      char reason[DUMP_REASON_BYTES])
{
	const char *rest = text;
	char item[64];
	size_t i;

	*bits = 0;
	if (!strcmp(text, "none"))
		return true;
	while (next_item(&rest, item)) {
		for (i = 0; i < count && strcmp(item, names[i]); i++)
			;
		if (i == count || *bits >> i & 1)
			return refuse_names(text, names, count, reason);
		*bits |= 1u << i;
	}
	return true;
}

/* A number that ends where `end` says, decimal alone. */
static bool parse_decimal(const char **text, uint64_t max, uint64_t *number)
{
	const char *start = *text;

	*number = 0;
	for (; **text >= '0' && **text <= '9'; ++*text) {
		*number = *number * 10 + (uint64_t)(**text - '0');
		if (*number > max)
			return false;
	}
	return *text > start;
}

bool dump_parse_cpus(const char *text, unsigned int *first, unsigned int *last,
		     char reason[DUMP_REASON_BYTES])
{
	const char *rest = text;
	uint64_t low, high = 0;
	bool good = parse_decimal(&rest, CPU_NUMBER_MAX, &low);

	high = low;
	if (good && *rest == '-') {
		rest++;
		good = parse_decimal(&rest, CPU_NUMBER_MAX, &high);
	}
	if (!good || *rest || high < low) {
		REASON("\"%s\" found, a CPU's number or a range such as 0-3 is wanted", text);
		return false;
	}
	*first = (unsigned int)low;
	*last = (unsigned int)high;
	return true;
}

bool dump_parse_capability(const char *text, struct dump_capability *capability,
			   char reason[DUMP_REASON_BYTES])
{
	const char *rest = text + (*text == '-');
	uint64_t value, number = 0;
	bool good = parse_decimal(&rest, INT_MAX, &value);

	if (good && !strncmp(rest, " (", 2)) {
		rest += 2;
		good = parse_decimal(&rest, CAPABILITY_NUMBER_MAX, &number);
	} else {
		good = false;
	}
	if (!good || strcmp(rest, ")")) {
		REASON("\"%s\" found, a value and the capability's number such as 1 (240) are "
		       "wanted",
		       text);
		return false;
	}
	capability->value = *text == '-' ? -(int)value : (int)value;
	capability->number = (unsigned int)number;
	return true;
}
