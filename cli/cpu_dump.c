// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu dump`: a host's fingerprint into a file.
#include <stdio.h>
#include <stdlib.h>

#include "cli/cpu.h"
#include "cli/cpu_dump_json.h"
#include "cli/cpu_host.h"
#include "cli/output_file.h"
#include "lib/error.h"
#include "lib/json.h"

struct cpu_dump_options {
	const char *output, *host;
	bool json, help;
};

#define AT(member) offsetof(struct cpu_dump_options, member)
const struct option_row cpu_dump_options[] = {
	{ .letter = 'o',
	  .name = "output",
	  .value = "FILE",
	  .kind = OPTION_STRING,
	  .offset = AT(output),
	  .help = "write FILE, whole or not at all; else to stdout" },
	{ .name = "host",
	  .value = "DUMP",
	  .kind = OPTION_STRING,
	  .offset = AT(host),
	  .help = "check this dump and write it again, instead of asking this host" },
	{ .name = "json",
	  .kind = OPTION_FLAG,
	  .offset = AT(json),
	  .help = "as JSON, which is for reading alone" },
	{ .letter = 'h',
	  .name = "help",
	  .kind = OPTION_FLAG,
	  .offset = AT(help),
	  .help = "this text" },
	{ .name = NULL },
};

static int write_dump(const struct cpu_dump *dump, bool json, FILE *out)
{
	if (json)
		return json_print(cpu_dump_json(dump), out);
	if (dump_write(dump, out))
		return 0;
	err_errno("the dump could not be written whole");
	return -1;
}

static void tell_mixed_cores(const struct cpu_dump *dump)
{
	struct dump_facts facts;

	dump_facts(dump, &facts);
	if (facts.midr_count > 1)
		warn("%s has cores of %u kinds: what a guest reads as MIDR_EL1 depends on "
		     "where it runs, unless a profile names it (from Linux 6.15 on)",
		     dump->label, facts.midr_count);
}

static int write_output(const struct cpu_dump *dump, const struct cpu_dump_options *options)
{
	struct output_file file;
	int result;

	if (output_file_open(&file, options->output) < 0)
		return -1;
	result = write_dump(dump, options->json, file.stream);
	if (output_file_close(&file, result == 0) < 0)
		return -1;
	return result;
}

struct command_result cpu_dump_command(int argc, char **argv)
{
	struct cpu_dump_options options = { .output = NULL };
	struct string_list words = { .count = 0 };
	struct cpu_dump *dump;
	int result;

	if (options_parse(cpu_dump_options, &options, &words, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("dump");
	if (words.count) {
		err("cpu dump: \"%s\": it takes no words (--host DUMP reads a dump)",
		    words.items[0]);
		return command_status(EXIT_STATUS_FAILED);
	}
	dump = malloc(sizeof(*dump));
	if (!dump) {
		err("no memory for a dump");
		return command_status(EXIT_STATUS_FAILED);
	}
	result = options.host ? cpu_host_load(dump, options.host) : cpu_host_probe(dump, true);
	if (result == 0) {
		tell_mixed_cores(dump);
		result = write_output(dump, &options);
	}
	free(dump);
	return command_status(result == 0 ? EXIT_STATUS_OK : EXIT_STATUS_FAILED);
}
