/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's command line: the user's parameters, and what armlet adds where they say nothing. */
#ifndef BOOT_CMDLINE_H
#define BOOT_CMDLINE_H

#include <stdbool.h>
#include <stddef.h>

/* arm64's COMMAND_LINE_SIZE: 2,047 bytes and a NUL. What is longer Linux cuts off in silence. */
#define CMDLINE_BYTES 2048

struct cmdline_request {
	const char *const *params; /* each -p, in order; joined with a space */
	size_t param_count;
	const char
		*console; /* what console= gets unless the user gives one: "ttyS0"; NULL: nothing */
	bool earlycon;	  /* asked for; adds earlycon unless the user's own has it */
	bool nodefaults;  /* add nothing at all */
};

enum cmdline_status {
	CMDLINE_OK,
	CMDLINE_TOO_LONG, /* *length tells how long it would be */
};

/*
 * Writes "console=… earlycon panic=-1 reboot=panic_warm PARAMS" to `line`, without each of those
 * that PARAMS hold themselves. Additions stand first, so that the user's words come later and win,
 * and a "--" in PARAMS (the rest is init's) does not swallow them. *length is the length without
 * the NUL. Pure.
 */
enum cmdline_status cmdline_build(const struct cmdline_request *request, char line[CMDLINE_BYTES],
				  size_t *length);

/*
 * Is the kernel given a parameter of this name, with a value or without? Reads words as Linux does:
 * white space separates them except within double quotes, a quote may open before the name, what
 * follows "--" is init's.
 */
bool cmdline_has(const char *line, const char *name);

#endif
