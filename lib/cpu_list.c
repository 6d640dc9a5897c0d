// SPDX-License-Identifier: GPL-2.0-only
// Reads lists of CPUs.
#include "lib/cpu_list.h"

#include <ctype.h>
#include <stddef.h>

/* A number of at most so many digits, so that it cannot overflow. */
#define DIGITS_MAX 7

/* Where the text goes on behind a number; NULL if there is none. */
static const char *parse_number(const char *text, unsigned long *number)
{
	const char *at = text;

	for (*number = 0; isdigit((unsigned char)*at); at++) {
		if (at - text >= DIGITS_MAX)
			return NULL;
		*number = *number * 10 + (unsigned long)(*at - '0');
	}
	return at == text ? NULL : at;
}

bool cpu_list_parse(const char *text, cpu_set_t *cpus, bool *beyond)
{
	unsigned long first, last;
	bool left_out = false;

	CPU_ZERO(cpus);
	do {
		text = parse_number(text, &first);
		last = first;
		if (text && *text == '-')
			text = parse_number(text + 1, &last);
		if (!text || last < first)
			return false;
		left_out |= last >= CPU_SETSIZE;
		for (; first <= last && first < CPU_SETSIZE; first++)
			CPU_SET(first, cpus);
	} while (*text++ == ',');
	text--;
	if (beyond)
		*beyond = left_out;
	return *text == '\0' || (*text == '\n' && text[1] == '\0');
}
