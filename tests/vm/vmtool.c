// SPDX-License-Identifier: GPL-2.0-only
// What the tests inside an arm64 host need beyond a shell: KVM's answers, an oracle, a terminal.
#include <stdio.h>
#include <string.h>

#include "vmtool.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
} commands[] = {
	{ "caps", caps_command, "what KVM here can do, as shell assignments" },
	{ "masks", masks_command, "KVM's writable masks, a line each" },
	{ "registers", registers_command, "FIELDS MASKS: registers with a writable field" },
	{ "profile", profile_command,
	  "FIELDS MASKS REGISTER: a profile that lowers all its fields" },
	{ "check", check_command,
	  "FIELDS MASKS HOST GUEST REGISTER|all|none: did exactly its fields go to their lowest?" },
	{ "field", field_command, "FIELDS OUTPUT REGISTER.FIELD: its value in a guest's output" },
	{ "pty", pty_command, "[-t SECONDS] [-e EXPECT -s SEND]... -- COMMAND: on a terminal" },
	{ "how", how_command,
	  "[-t SECONDS] [-e EXPECT -s SEND|-k SIGNAL]... -- COMMAND: how it ended" },
};

int main(int argc, char **argv)
{
	size_t count = sizeof(commands) / sizeof(commands[0]);

	for (size_t i = 0; i < count && argc > 1; i++) {
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	}
	for (size_t i = 0; i < count; i++)
		fprintf(stderr, "vmtool %s %s\n", commands[i].name, commands[i].usage);
	return 2;
}
