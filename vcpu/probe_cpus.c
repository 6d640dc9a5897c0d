// SPDX-License-Identifier: GPL-2.0-only
// Physical CPUs as sysfs tells of them, and runs of like ones. Needs no KVM.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "vcpu/probe.h"

bool probe_parse_midr(const char *text, uint64_t *midr)
{
	size_t digits;
	char *end;

	if (strncmp(text, "0x", 2))
		return false;
	digits = strspn(text + 2, "0123456789abcdefABCDEF");
	if (!digits)
		return false;
	errno = 0;
	*midr = strtoull(text + 2, &end, 16);
	/* strtoull() would take a second 0x. */
	return !errno && end == text + 2 + digits && (!strcmp(end, "\n") || !*end);
}

bool probe_add_cpu(struct cpu_dump *dump, unsigned int cpu, uint64_t midr)
{
	if (dump->cpu_run_count) {
		struct dump_cpus *run = &dump->cpus[dump->cpu_run_count - 1];

		if (run->midr == midr && run->last + 1 == cpu) {
			run->last = cpu;
			return true;
		}
	}
	if (dump->cpu_run_count == DUMP_CPU_RUNS_MAX)
		return false;
	dump->cpus[dump->cpu_run_count++] =
		(struct dump_cpus){ .first = cpu, .last = cpu, .midr = midr };
	return true;
}
