// SPDX-License-Identifier: GPL-2.0-only
// Reads a list of host CPUs.
#include "cli/affinity.h"

#include <stdlib.h>

#include "lib/error.h"

/* A CPU number, and where the text goes on; NULL if there is none. */
static const char *parse_cpu(const char *text, unsigned long *cpu)
{
	char *end;

	if (*text < '0' || *text > '9')
		return NULL;
	*cpu = strtoul(text, &end, 10);
	return *cpu < CPU_SETSIZE ? end : NULL;
}

bool cpulist_parse(const char *text, cpu_set_t *cpus)
{
	unsigned long first, last;

	CPU_ZERO(cpus);
	do {
		text = parse_cpu(text, &first);
		if (!text)
			return false;
		last = first;
		if (*text == '-')
			text = parse_cpu(text + 1, &last);
		if (!text || last < first)
			return false;
		for (; first <= last; first++)
			CPU_SET(first, cpus);
	} while (*text++ == ',');
	return !text[-1];
}

int affinity_parse(const char *text, cpu_set_t *cpus)
{
	cpu_set_t usable, both;

	if (!cpulist_parse(text, cpus)) {
		err("--vcpu-affinity %s: expected host CPUs such as 0-3,8", text);
		return -1;
	}
	if (sched_getaffinity(0, sizeof(usable), &usable) < 0) {
		err_errno("sched_getaffinity");
		return -1;
	}
	CPU_AND(&both, cpus, &usable);
	if (!CPU_COUNT(&both)) {
		err("--vcpu-affinity %s: none of them is a CPU that armlet may use here", text);
		return -1;
	}
	return 0;
}
