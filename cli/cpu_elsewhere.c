// SPDX-License-Identifier: GPL-2.0-only
// What `armlet cpu` has to say where there is no arm64 KVM: which other host could be asked.
#include "cli/cpu.h"
#include "cli/cpu_host.h"
#include "lib/error.h"

#ifndef __aarch64__
bool cpu_host_is_here(void)
{
	return false;
}

int cpu_host_probe(struct cpu_dump *dump)
{
	(void)dump;
	err("this armlet is not for arm64, so it has no KVM to ask: name a host with --host DUMP "
	    "(`armlet cpu dump` on that host writes one)");
	return -1;
}
#endif
