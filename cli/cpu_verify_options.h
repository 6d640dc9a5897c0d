/* SPDX-License-Identifier: GPL-2.0-only */
/* The options of `armlet cpu verify`. */
#ifndef CLI_CPU_VERIFY_OPTIONS_H
#define CLI_CPU_VERIFY_OPTIONS_H

#include "cli/options.h"

struct cpu_verify_options {
	const char *profile; /* as --cpu; default: "host" */
	struct option_number cpus, timeout_s;
	bool json, help;
};

/* Fills in the options and their defaults; 0, or -1 after one line. */
int cpu_verify_options_parse(struct cpu_verify_options *options, int argc, char **argv);

#endif
