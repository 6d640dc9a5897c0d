// SPDX-License-Identifier: GPL-2.0-only
// The host that a sub-command is about: a dump, or this machine.
#include "cli/cpu.h"
#include "cli/cpu_host.h"
#include "cli/profile_option.h"
#include "lib/error.h"

int cpu_host_load(struct cpu_dump *dump, const char *path)
{
	struct messages messages = { 0 };
	bool good;

	if (!path && cpu_host_probe(dump, true) == 0)
		return 0;
	if (!path) {
		/* Elsewhere it has been said. */
		if (cpu_host_is_here())
			err("without this machine's KVM, --host DUMP names another host (`armlet "
			    "cpu dump` on that host writes one)");
		return -1;
	}
	good = dump_load_file(dump, path, &messages);
	messages_print(&messages);
	return good ? 0 : -1;
}
