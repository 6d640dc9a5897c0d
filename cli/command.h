/* SPDX-License-Identifier: GPL-2.0-only */
/* What a command is, and how it tells main() what armlet's exit status shall be. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* armlet's public exit statuses; 1 … 119 belong to commands (a guest's own status, "no",
 * "differs"). */
enum exit_status {
	EXIT_STATUS_OK = 0,	 /* the guest powered off; the command succeeded */
	EXIT_STATUS_PANIC = 120, /* the guest kernel panicked */
	EXIT_STATUS_RESET = 121, /* the guest asked for a reset */
	EXIT_STATUS_VCPU_FAILED =
		122, /* a vCPU stopped for a reason that the guest cannot go on from */
	EXIT_STATUS_STALLED = 123,    /* the guest never came up, or stalled */
	EXIT_STATUS_TIME_LIMIT = 124, /* --timeout was reached */
	EXIT_STATUS_FAILED = 125, /* armlet itself failed: usage, host, profile; a line says why */
};

/* How a command ended. */
struct command_result {
	int status; /* an exit_status, or 1 … 119 */
	int signal; /* not 0: armlet shall die by this signal, as if it had never caught it */
};

struct command {
	const char *name;
	struct command_result (*run)(int argc, char **argv); /* argv[0] is the command's name */
	const char *summary;
};

/* main.c's table; ends with a row without a name. */
extern const struct command commands[];

struct command_result run_command(int argc, char **argv);
struct command_result cpu_command(int argc, char **argv);
struct command_result version_command(int argc, char **argv);
struct command_result help_command(int argc, char **argv);

/* `armlet help run`, and `armlet help cpu [COMMAND]` with the words that follow "cpu". */
struct command_result run_help(void);
struct command_result cpu_help(int argc, char **argv);

static inline struct command_result command_status(enum exit_status status)
{
	return (struct command_result){ .status = status };
}

#endif
