// SPDX-License-Identifier: GPL-2.0-only
// Reads a list of host CPUs.
#include "cli/affinity.h"

#include "lib/cpu_list.h"
#include "lib/error.h"

bool cpulist_parse(const char *text, cpu_set_t *cpus)
{
	bool beyond;

	return cpu_list_parse(text, cpus, &beyond) && !beyond;
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
