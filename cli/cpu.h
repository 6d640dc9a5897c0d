/* SPDX-License-Identifier: GPL-2.0-only */
/* `armlet cpu …`: the sub-commands, and what they share. */
#ifndef CLI_CPU_H
#define CLI_CPU_H

#include <stdbool.h>

#include "cli/command.h"
#include "cli/options.h"
#include "sysregs/dump.h"
#include "sysregs/profile.h"

/* The statuses of a command that answers a question, beside EXIT_STATUS_OK and EXIT_STATUS_FAILED.
 */
#define CPU_STATUS_NO 1 /* cannot be shown, differs, cannot be levelled */

struct cpu_command {
	const char *name;
	struct command_result (*run)(int argc, char **argv); /* argv[0] is "cpu NAME" */
	const char *synopsis; /* what follows the name: "PROFILE [--host DUMP] [--json]" */
	const char *summary;
	const struct option_row *options;
};

/* cli/cpu.c's table; ends with a row without a name. */
extern const struct cpu_command cpu_commands[];

/* The sub-commands, in the table's order; each has its options beside it. */
struct command_result cpu_list_command(int argc, char **argv);
extern const struct option_row cpu_list_options[];
struct command_result cpu_dump_command(int argc, char **argv);
extern const struct option_row cpu_dump_options[];
struct command_result cpu_check_command(int argc, char **argv);
extern const struct option_row cpu_check_options[];
struct command_result cpu_convert_command(int argc, char **argv);
extern const struct option_row cpu_convert_options[];
struct command_result cpu_profiles_command(int argc, char **argv);
extern const struct option_row cpu_profiles_options[];

struct command_result cpu_diff_command(int argc, char **argv);
extern const struct option_row cpu_diff_options[];
struct command_result cpu_baseline_command(int argc, char **argv);
extern const struct option_row cpu_baseline_options[];
struct command_result cpu_explain_command(int argc, char **argv);
extern const struct option_row cpu_explain_options[];
struct command_result cpu_verify_command(int argc, char **argv);
extern const struct option_row cpu_verify_options[];

/* Help of one sub-command, by its row in the table; always EXIT_STATUS_OK. For --help. */
struct command_result cpu_command_help(const char *name);

/*
 * The host that a sub-command is about: the dump at `path`, or with NULL this machine, whose KVM is
 * asked (arm64 only). 0, or -1 after a line for each mistake; on another machine that line says
 * that --host DUMP is needed.
 */
int cpu_host_load(struct cpu_dump *dump, const char *path);

/* Is there anything to ask here without --host? False on machines that are no arm64. Prints
 * nothing. */
bool cpu_host_is_here(void);

#endif
