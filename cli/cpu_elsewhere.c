// SPDX-License-Identifier: GPL-2.0-only
// What `armlet cpu` has to say where there is no arm64 KVM: which other host could be asked.
#include "cli/cpu.h"
#include "cli/cpu_host.h"
#include "cli/cpu_verify_options.h"
#include "lib/error.h"

#ifndef __aarch64__
bool cpu_host_is_here(void)
{
	return false;
}

int cpu_host_probe(struct cpu_dump *dump, bool el2)
{
	(void)dump;
	(void)el2;
	err("this armlet is not for arm64, so it has no KVM to ask: name a host with --host DUMP "
	    "(`armlet cpu dump` on that host writes one)");
	return -1;
}

struct command_result cpu_verify_command(int argc, char **argv)
{
	struct cpu_verify_options options;

	if (cpu_verify_options_parse(&options, argc, argv) == 0) {
		if (options.help)
			return cpu_command_help("verify");
		err("cpu verify: needs an arm64 host with KVM; what another host could show tells "
		    "`armlet cpu check PROFILE --host DUMP`");
	}
	return command_status(EXIT_STATUS_FAILED);
}
#endif
