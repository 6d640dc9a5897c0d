/* SPDX-License-Identifier: GPL-2.0-only */
/* What `armlet run` was asked for. */
#ifndef CLI_RUN_OPTIONS_H
#define CLI_RUN_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/options.h"

enum on_reset { ON_RESET_EXIT, ON_RESET_RESTART };

/* Strings belong to argv. Defaults are run_options_parse()'s. */
struct run_options {
	const char *kernel;
	const char *initrd;
	struct string_list params;
	struct option_number cpus;
	uint64_t ram_bytes;

	struct string_list cpu; /* --cpu, in order */
	bool pmu, mte, disable_mte, nested, e2h0, no_pvtime;
	struct option_number sve_max_vl_bits;
	struct option_number counter_offset;
	const char *vcpu_affinity;
	int irqchip; /* enum irqchip_kind */

	bool nodefaults;
	struct option_number kaslr_seed;
	const char *dump_dtb;
	bool dump_memory_map;
	int kernel_placement; /* enum kernel_placement */

	struct option_number timeout_s;
	int on_reset;  /* enum on_reset */
	int log_level; /* enum log_level */
	bool debug_mmio;
	bool help;
};

/* The table behind parsing and `armlet help run`. */
extern const struct option_row run_option_table[];

/* 0, or -1 after one line on stderr. With options->help nothing else was checked. */
int run_options_parse(struct run_options *options, int argc, char **argv);

#endif
