// SPDX-License-Identifier: GPL-2.0-only
// armlet: the table of commands, and the one place that ends the process.
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "lib/error.h"
#include "lib/terminal.h"

const struct command commands[] = {
	{ "run", run_command, "boot a kernel in a microVM" },
	{ "cpu", cpu_command, "know, compare and level the CPUs of arm64 hosts" },
	{ "version", version_command, "print armlet's version" },
	{ "help", help_command, "list the commands, or describe one" },
	{ NULL, NULL, NULL },
};

static const struct command *find_command(const char *name)
{
	const struct command *command;

	if (!strcmp(name, "--help") || !strcmp(name, "-h"))
		name = "help";
	if (!strcmp(name, "--version"))
		name = "version";
	for (command = commands; command->name; command++) {
		if (!strcmp(command->name, name))
			return command;
	}
	return NULL;
}

/* As if it had never been caught. Whoever started us may have blocked it. */
static void die_by_signal(int number)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, number);
	signal(number, SIG_DFL);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int main(int argc, char **argv)
{
	const struct command *command;
	struct command_result result;

	if (terminal_fill_standard_fds() < 0)
		return EXIT_STATUS_FAILED;
	if (argc < 2) {
		err("no command given; `armlet help` lists them");
		return EXIT_STATUS_FAILED;
	}
	command = find_command(argv[1]);
	if (!command) {
		err("%s: no such command; `armlet help` lists them", argv[1]);
		return EXIT_STATUS_FAILED;
	}
	result = command->run(argc - 1, argv + 1);
	if (result.signal)
		die_by_signal(result.signal);
	if ((fflush(stdout) || ferror(stdout)) && result.status == EXIT_STATUS_OK) {
		err("stdout: what was asked for could not be written whole");
		return EXIT_STATUS_FAILED;
	}
	return result.status;
}
