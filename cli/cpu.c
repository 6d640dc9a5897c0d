// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu`: the table of its sub-commands.
#include "cli/cpu.h"

#include <stdio.h>
#include <string.h>

#include "cli/table.h"
#include "lib/error.h"

/* In the order in which one meets them. */
const struct cpu_command cpu_commands[] = {
	{ "list", cpu_list_command,
	  "[REG[.FIELD]]... [--host DUMP] [--profile PROFILE] [--writable] [--hwcaps] [--kernel "
	  "RELEASE] [--json]",
	  "every ID register and field: what it shows, what it could show", cpu_list_options },
	{ "dump", cpu_dump_command, "[-o FILE] [--host DUMP] [--json]",
	  "a host's fingerprint: a profile of its CPU, and all that its KVM says of CPUs",
	  cpu_dump_options },
	{ "check", cpu_check_command,
	  "PROFILE... | --all [--host DUMP] [--nfd | --slurm | --json] [-o FILE]",
	  "can a host show these profiles, and if not, why", cpu_check_options },
	{ "diff", cpu_diff_command, "A B [--host DUMP] [--json]",
	  "how two hosts' dumps or profiles differ, and what can be levelled", cpu_diff_options },
	{ "baseline", cpu_baseline_command,
	  "DUMP... [-o PROFILE] [--tolerate LIST] [--with LIST] [--midr VALUE] [--json]",
	  "the highest CPU that every one of some hosts can show", cpu_baseline_options },
	{ "explain", cpu_explain_command,
	  "FIELD | REGISTER | NAME | PROFILE [--host DUMP] [--json]",
	  "what a field, a feature's name or a profile means, and what a host allows",
	  cpu_explain_options },
	{ "verify", cpu_verify_command, "[PROFILE] [-c N] [--timeout SECONDS] [--json]",
	  "boot a tiny guest that looks: does it see what the profile says", cpu_verify_options },
	{ "convert", cpu_convert_command,
	  "--to FORMAT [--from FORMAT] [--host DUMP | --here] [-o FILE] [--json] INPUT",
	  "a profile, QEMU's -cpu value or Firecracker's CPU template into another",
	  cpu_convert_options },
	{ "profiles", cpu_profiles_command, "[--json]",
	  "the profiles that can be named, and where each comes from", cpu_profiles_options },
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

	struct table synopsis = { .columns = 2 };
	char full_name[64];

	if (!command)
		return command_status(EXIT_STATUS_OK);
	snprintf(full_name, sizeof(full_name), "armlet cpu %s", command->name);
	table_add(&synopsis, full_name, command->synopsis);
	if (table_print(&synopsis, stdout) < 0)
		return command_status(EXIT_STATUS_FAILED);
	printf("\n%s\n\n", command->summary);
	options_help(command->options);
	return command_status(EXIT_STATUS_OK);
}

struct command_result cpu_help(int argc, char **argv)
{
	struct table table = { .columns = 2, .indent = 2 };
	const struct cpu_command *command;
	char name[32];

	if (argc > 0 && find_cpu_command(argv[0]))
		return cpu_command_help(argv[0]);
	if (argc > 0) {
		err("help: no command cpu %s; `armlet help cpu` lists them", argv[0]);
		return command_status(EXIT_STATUS_FAILED);
	}
	printf("armlet cpu COMMAND: know, compare and level the CPUs of arm64 hosts\n\n");
	for (command = cpu_commands; command->name; command++) {
		snprintf(name, sizeof(name), "armlet cpu %s", command->name);
		table_add(&table, name, command->summary);
	}
	if (table_print(&table, stdout) < 0)
		return command_status(EXIT_STATUS_FAILED);
	printf("\n`armlet help cpu COMMAND` describes one.\n");
	return command_status(EXIT_STATUS_OK);
}

struct command_result cpu_command(int argc, char **argv)
{
	const struct cpu_command *command;
	struct command_result result;
	char full_name[32];

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
	/* What options_parse() calls the command, and `armlet help` too. */
	snprintf(full_name, sizeof(full_name), "cpu %s", command->name);
	argv[1] = full_name;
	result = command->run(argc - 1, argv + 1);
	/* An answer that nobody got is none, whatever it was. */
	if ((fflush(stdout) || ferror(stdout)) && result.status != EXIT_STATUS_FAILED) {
		err("stdout: what was asked for could not be written whole");
		return command_status(EXIT_STATUS_FAILED);
	}
	return result;
}
