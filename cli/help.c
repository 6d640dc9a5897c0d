// SPDX-License-Identifier: GPL-2.0-only
// `armlet help` and `armlet version`.
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/run_options.h"
#include "lib/error.h"
#include "version.h"

struct command_result version_command(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("armlet %s\n", ARMLET_VERSION);
	return command_status(EXIT_STATUS_OK);
}

struct command_result run_help(void)
{
	printf("armlet run [OPTION…] [KERNEL]: boot a kernel in a microVM\n\n");
	options_help(run_option_table);
	return command_status(EXIT_STATUS_OK);
}

struct command_result help_command(int argc, char **argv)
{
	const struct command *command;

	if (argc > 1 && !strcmp(argv[1], "run"))
		return run_help();
	if (argc > 1 && !strcmp(argv[1], "cpu"))
		return cpu_help(argc - 2, argv + 2);
	for (command = commands; argc > 1 && strcmp(command->name, argv[1]); command++) {
		if (!command[1].name) {
			err("help: no command %s; `armlet help` lists them", argv[1]);
			return command_status(EXIT_STATUS_FAILED);
		}
	}
	printf("armlet: a small VMM for arm64 Linux hosts with KVM\n\n");
	for (command = commands; command->name; command++)
		printf("  armlet %-10s %s\n", command->name, command->summary);
	printf("\n`armlet help run` lists the options of run, `armlet help cpu` the commands of "
	       "cpu.\n");
	return command_status(EXIT_STATUS_OK);
}
