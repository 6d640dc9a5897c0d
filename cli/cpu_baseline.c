// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu baseline`: the profile of the highest CPU that every one of some hosts can show.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cpu.h"
#include "cli/cpu_baseline.h"
#include "cli/output_file.h"
#include "cli/profile_option.h"
#include "lib/error.h"
#include "sysregs/baseline.h"
#include "sysregs/level.h"

struct baseline_options {
	const char *output, *name, *midr;
	struct string_list tolerate, with;
	bool json, help;
};

#define MEMBER(name) offsetof(struct baseline_options, name)

const struct option_row cpu_baseline_options[] = {
	{ 'o', "output", "PROFILE", OPTION_STRING, MEMBER(output),
	  "where the profile goes (default: stdout)", 0, 0, NULL },
	{ 0, "name", "NAME", OPTION_STRING, MEMBER(name), "its name (default: baseline)", 0, 0,
	  NULL },
	{ 0, "tolerate", "LIST", OPTION_LIST, MEMBER(tolerate),
	  "what may differ: REG.FIELD, REG, el2, aarch32, CNTFRQ_EL0, GIC", 0, 0, NULL },
	{ 0, "with", "LIST", OPTION_LIST, MEMBER(with),
	  "pmu, mte: on if every host has it (default: off)", 0, 0, NULL },
	{ 0, "midr", "VALUE", OPTION_STRING, MEMBER(midr),
	  "MIDR_EL1: a number, or neutral; costs guests errata work-arounds", 0, 0, NULL },
	{ 0, "json", NULL, OPTION_FLAG, MEMBER(json), "JSON instead of text", 0, 0, NULL },
	{ 'h', "help", NULL, OPTION_FLAG, MEMBER(help), "this text", 0, 0, NULL },
	{ 0 },
};

/* One word of --with. */
static int take_feature(struct level_options *options, const char *word)
{
	if (!strcmp(word, "pmu"))
		options->pmu = true;
	else if (!strcmp(word, "mte"))
		options->mte = true;
	else {
		err("--with %s: expected pmu or mte; SVE and pointer authentication are on where "
		    "all hosts agree on them",
		    word);
		return -1;
	}
	return 0;
}

static int take_features(struct level_options *options, const struct string_list *with)
{
	char text[64], *rest, *word;

	for (size_t i = 0; i < with->count; i++) {
		snprintf(text, sizeof(text), "%s", with->items[i]);
		for (word = strtok_r(text, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
			if (take_feature(options, word) < 0)
				return -1;
		}
	}
	return 0;
}

static int take_midr(struct level_options *options, const char *text)
{
	if (!text)
		return 0;
	options->midr = !strcmp(text, "neutral") ? LEVEL_MIDR_NEUTRAL : LEVEL_MIDR_VALUE;
	if (options->midr == LEVEL_MIDR_NEUTRAL ||
	    (whole_number_parse(text, &options->midr_value) && options->midr_value <= UINT32_MAX))
		return 0;
	err("--midr %s: expected neutral or a number of 32 bits, such as 0x413fd0c1", text);
	return -1;
}

/* The name stands in an INI file, and is what --cpu may call the profile. */
static int check_name(const char *name)
{
	size_t length = name ? strlen(name) : 1;

	if (name && (!length || length > 64 ||
		     strspn(name, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "0123456789-_.+") != length)) {
		err("--name %s: expected 1 to 64 letters, digits and -_.+", name);
		return -1;
	}
	return 0;
}

static int take_options(const struct baseline_options *given, struct level_options *options,
			struct level_tolerance *tolerance)
{
	struct messages messages = { 0 };
	bool good = true;

	for (size_t i = 0; i < given->tolerate.count; i++)
		good &= level_tolerance_parse(tolerance, given->tolerate.items[i], &messages);
	messages_print(&messages);
	options->tolerance = tolerance;
	if (!good || take_features(options, &given->with) < 0 ||
	    take_midr(options, given->midr) < 0)
		return -1;
	return check_name(given->name);
}

/* All dumps that can be read; a line for each that cannot. NULL if there is one. */
static struct cpu_dump *load_dumps(char **paths, size_t count)
{
	struct cpu_dump *dumps = calloc(count, sizeof(*dumps));
	int result = 0;

	if (!dumps) {
		err("no memory for %zu dumps", count);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		result |= cpu_host_load(&dumps[i], paths[i]);
	if (!result) {
		dump_tell_apart(dumps, (const char *const *)paths, count);
		return dumps;
	}
	free(dumps);
	return NULL;
}

/* The profile's text, which has been held against every host; NULL after a line. */
static char *make_text(const struct level *level, const char *name)
{
	struct messages messages = { 0 };
	char *text = NULL;
	size_t bytes = 0;
	bool good;
	FILE *out;

	out = open_memstream(&text, &bytes);
	good = out && baseline_write(level, name, out);
	if (out)
		good &= !fclose(out);
	if (!good)
		err("no memory for the profile");
	else
		good = baseline_check(level, text, bytes, &messages);
	messages_print(&messages);
	if (good)
		return text;
	free(text);
	return NULL;
}

static int write_profile(const char *path, const char *text)
{
	struct output_file file = { 0 };

	if (output_file_open(&file, path) < 0)
		return -1;
	fputs(text, file.stream);
	return output_file_close(&file, true);
}

static int print_all(const struct level *level, const struct baseline_options *options)
{
	char *text = make_text(level, options->name);
	int result = -1;

	if (text && options->json)
		result = options->output ? write_profile(options->output, text) : 0;
	else if (text)
		result = write_profile(options->output, text);
	if (!result && options->json)
		result = baseline_print_json(level, options->output ? NULL : text, stdout);
	else if (!result)
		result = baseline_print_gaps(level, options->output ? stdout : stderr);
	free(text);
	return result;
}

static struct command_result find_level(const struct cpu_dump *dumps, size_t count,
					const struct baseline_options *options,
					const struct level_options *level_options)
{
	struct messages messages = { 0 };
	struct command_result result = command_status(EXIT_STATUS_FAILED);
	struct level level;
	bool good;

	good = level_init(&level, dumps, count, level_options, &messages);
	messages_print(&messages);
	if (good && !print_all(&level, options))
		result.status = level.open_count ? CPU_STATUS_NO : EXIT_STATUS_OK;
	level_fini(&level);
	return result;
}

struct command_result cpu_baseline_command(int argc, char **argv)
{
	struct baseline_options options = { 0 };
	struct level_options level_options = { 0 };
	struct level_tolerance tolerance = { 0 };
	struct command_result result;
	struct cpu_dump *dumps;
	size_t count;

	if (options_parse_many(cpu_baseline_options, &options, &count, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("baseline");
	if (take_options(&options, &level_options, &tolerance) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (!count) {
		err("baseline: no dump named; `armlet cpu dump` makes one on each host");
		return command_status(EXIT_STATUS_FAILED);
	}
	dumps = load_dumps(argv + 1, count);
	if (!dumps)
		return command_status(EXIT_STATUS_FAILED);
	result = find_level(dumps, count, &options, &level_options);
	free(dumps);
	return result;
}
