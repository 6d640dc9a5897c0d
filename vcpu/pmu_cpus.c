// SPDX-License-Identifier: GPL-2.0-only
// Lists of CPUs as sysfs writes them. Needs no KVM.
#include "vcpu/pmu.h"

#include <ctype.h>
#include <stdlib.h>

/* A number of at most so many digits, so that it cannot overflow. */
static bool parse_number(const char **text, unsigned long *number)
{
	const char *at = *text;

	for (*number = 0; isdigit((unsigned char)*at); at++) {
		if (at - *text >= 7)
			return false;
		*number = *number * 10 + (unsigned long)(*at - '0');
	}
	if (at == *text)
		return false;
	*text = at;
	return true;
}

bool pmu_parse_cpus(const char *text, cpu_set_t *cpus)
{
	unsigned long first, last;

	CPU_ZERO(cpus);
	for (;;) {
		if (!parse_number(&text, &first))
			return false;
		last = first;
		if (*text == '-') {
			text++;
			if (!parse_number(&text, &last) || last < first)
				return false;
		}
		for (; first <= last && first < CPU_SETSIZE; first++)
			CPU_SET(first, cpus);
		if (*text != ',')
			break;
		text++;
	}
	return *text == '\0' || (*text == '\n' && text[1] == '\0');
}

bool pmu_covers(const cpu_set_t *all, const cpu_set_t *some)
{
	cpu_set_t both;

	CPU_AND(&both, all, some);
	return CPU_EQUAL(&both, some);
}
