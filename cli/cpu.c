// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu`: the table of its sub-commands.
#include "cli/cpu.h"

#include <stdio.h>
#include <string.h>

#include "lib/error.h"

/* In the order in which one meets them. */
const struct cpu_command cpu_commands[] = {
	{ NULL, NULL, NULL, NULL, NULL },
};

static const struct cpu_command *find_cpu_command(const char *name)
{
	const struct cpu_command *command;

	for (command = cpu_commands; command->name; command++) {
		if (!strcmp(command->name, name))
			return command;
	}
	return NULL;
}

struct command_result cpu_command_help(const char *name)
{
	const struct cpu_command *command = find_cpu_command(name);

	if (command) {
		printf("armlet cpu %s %s: %s\n\n", command->name, command->synopsis,
		       command->summary);
		options_help(command->options);
	}
	return command_status(EXIT_STATUS_OK);
}

struct command_result cpu_help(int argc, char **argv)
{
	const struct cpu_command *command;

	if (argc > 0 && find_cpu_command(argv[0]))
		return cpu_command_help(argv[0]);
	if (argc > 0) {
		err("help: no command cpu %s; `armlet help cpu` lists them", argv[0]);
		return command_status(EXIT_STATUS_FAILED);
	}
	printf("armlet cpu COMMAND: know, compare and level the CPUs of arm64 hosts\n\n");
	for (command = cpu_commands; command->name; command++)
		printf("  armlet cpu %-10s %s\n", command->name, command->summary);
	printf("\n`armlet help cpu COMMAND` describes one.\n");
	return command_status(EXIT_STATUS_OK);
}

struct command_result cpu_command(int argc, char **argv)
{
	const struct cpu_command *command;

	if (argc < 2) {
		err("cpu: no command given; `armlet help cpu` lists them");
		return command_status(EXIT_STATUS_FAILED);
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return cpu_help(0, NULL);
	command = find_cpu_command(argv[1]);
	if (!command) {
		err("cpu: no command %s; `armlet help cpu` lists them", argv[1]);
		return command_status(EXIT_STATUS_FAILED);
	}
	return command->run(argc - 1, argv + 1);
}
