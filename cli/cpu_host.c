// SPDX-License-Identifier: GPL-2.0-only
// This machine as the host that a sub-command is about: its KVM is asked.
#include "cli/cpu_host.h"

#include <stdio.h>

#include "cli/cpu.h"
#include "vcpu/probe.h"
#include "version.h"

bool cpu_host_is_here(void)
{
	return true;
}

int cpu_host_probe(struct cpu_dump *dump, bool el2)
{
	if (probe_host(dump, el2) < 0)
		return -1;
	snprintf(dump->armlet, sizeof(dump->armlet), "%s", ARMLET_VERSION);
	return 0;
}
