// SPDX-License-Identifier: GPL-2.0-only
// `armlet run` where there is no arm64 KVM to build it for: checks its options and says what it
// needs.
#include "cli/command.h"
#include "cli/run_options.h"
#include "lib/error.h"

#ifndef __aarch64__
struct command_result run_command(int argc, char **argv)
{
	struct run_options options;

	if (run_options_parse(&options, argc, argv) == 0) {
		if (options.help)
			return run_help();
		err("run: needs an arm64 host with KVM; this is an armlet for another "
		    "architecture");
	}
	return command_status(EXIT_STATUS_FAILED);
}
#endif
