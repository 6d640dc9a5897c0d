// SPDX-License-Identifier: GPL-2.0-only
// The options of `armlet cpu verify`.
#include "cli/cpu_verify_options.h"

#include <stddef.h>

#include "cli/cpu.h"
#include "lib/error.h"

#define DEFAULT_CPUS	  2 /* that the second one sees the same is not a matter of course */
#define DEFAULT_TIMEOUT_S 10

const struct option_row cpu_verify_options[] = {
	{ .letter = 'c',
	  .name = "cpus",
	  .value = "N",
	  .kind = OPTION_NUMBER,
	  .offset = offsetof(struct cpu_verify_options, cpus),
	  .help = "number of vCPUs that look (2)",
	  .min = 1,
	  .max = 4096 },
	{ .name = "timeout",
	  .value = "SECONDS",
	  .kind = OPTION_NUMBER,
	  .offset = offsetof(struct cpu_verify_options, timeout_s),
	  .help = "give up after this time (10)",
	  .min = 1,
	  .max = 86400 },
	{ .name = "json",
	  .kind = OPTION_FLAG,
	  .offset = offsetof(struct cpu_verify_options, json),
	  .help = "JSON instead of text" },
	{ .letter = 'h',
	  .name = "help",
	  .kind = OPTION_FLAG,
	  .offset = offsetof(struct cpu_verify_options, help),
	  .help = "this text" },
	{ .name = NULL },
};

static void set_default(struct option_number *number, uint64_t value)
{
	if (!number->given)
		*number = (struct option_number){ .given = true, .value = value };
}

int cpu_verify_options_parse(struct cpu_verify_options *options, int argc, char **argv)
{
	struct string_list words = { .count = 0 };

	*options = (struct cpu_verify_options){ .profile = "host" };
	if (options_parse(cpu_verify_options, options, &words, argc, argv) < 0)
		return -1;
	if (words.count > 1) {
		err("cpu verify: one profile at a time: \"%s\" and \"%s\" were given",
		    words.items[0], words.items[1]);
		return -1;
	}
	if (words.count)
		options->profile = words.items[0];
	set_default(&options->cpus, DEFAULT_CPUS);
	set_default(&options->timeout_s, DEFAULT_TIMEOUT_S);
	return 0;
}
