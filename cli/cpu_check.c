// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu check`: can a host show these profiles, and if not, why.
#include "cli/cpu_check.h"
#include "cli/cpu.h"
#include "cli/output_file.h"
#include "cli/profile_folders.h"
#include "cli/profile_option.h"
#include "lib/error.h"

struct check_options {
	const char *host, *output;
	bool all, nfd, slurm, json, help;
};

#define MEMBER(name) offsetof(struct check_options, name)

const struct option_row cpu_check_options[] = {
	{ 0, "host", "DUMP", OPTION_STRING, MEMBER(host), "a host's dump instead of this host", 0,
	  0, NULL },
	{ 0, "all", NULL, OPTION_FLAG, MEMBER(all), "every profile that there is, a line each", 0,
	  0, NULL },
	{ 0, "nfd", NULL, OPTION_FLAG, MEMBER(nfd),
	  "a feature file for Kubernetes' node-feature-discovery", 0, 0, NULL },
	{ 0, "slurm", NULL, OPTION_FLAG, MEMBER(slurm), "a list of node features for Slurm", 0, 0,
	  NULL },
	{ 'o', "output", "FILE", OPTION_STRING, MEMBER(output),
	  "into a file, which is there whole or as it was", 0, 0, NULL },
	{ 0, "json", NULL, OPTION_FLAG, MEMBER(json), "JSON instead of text", 0, 0, NULL },
	{ 'h', "help", NULL, OPTION_FLAG, MEMBER(help), "this text", 0, 0, NULL },
	{ 0 },
};

static bool options_fit(const struct check_options *options, size_t count)
{
	if (options->all && count)
		err("cpu check: --all is about every profile: name none beside it");
	else if (!options->all && !count)
		err("cpu check: no profile given; --all checks every one");
	else if (options->nfd + options->slurm + options->json > 1)
		err("cpu check: of --nfd, --slurm and --json only one can be had");
	else
		return true;
	return false;
}

static enum report_form form_of(const struct check_options *options)
{
	if (options->nfd)
		return REPORT_NFD;
	if (options->slurm)
		return REPORT_SLURM;
	if (options->json)
		return REPORT_JSON;
	return options->all ? REPORT_TABLE : REPORT_WORDS;
}

/* The least good of the answers. */
static enum profile_answer check_named(struct report *report, char *const *names, size_t count,
				       const struct profile_search *search)
{
	enum profile_answer worst = PROFILE_CAN;
	struct profile_on_host result;

	for (size_t i = 0; i < count; i++) {
		profile_on_host_check(&result, names[i], search, report->dump);
		if (result.answer != PROFILE_MALFORMED || report->form == REPORT_JSON)
			report_add(report, names[i], &result);
		if (result.answer < worst)
			worst = result.answer;
		if (result.answer == PROFILE_MALFORMED)
			messages_print(&result.messages);
		profile_on_host_fini(&result);
	}
	return worst;
}

static int check_all(struct report *report, const struct profile_search *search)
{
	struct profile_on_host result;
	struct profile_entries entries;

	if (profile_entries_find(&entries, search) < 0)
		return -1;
	/* Far more often a wrong folder than an answer; and labels that go make pods go. */
	if (!entries.count) {
		profile_entries_refuse_none(search);
		return -1;
	}
	for (size_t i = 0; i < entries.count; i++) {
		profile_on_host_check_file(&result, entries.list[i].path, search, report->dump);
		report_add(report, entries.list[i].name, &result);
		profile_on_host_fini(&result);
	}
	profile_entries_fini(&entries);
	return 0;
}

static struct command_result check(const struct check_options *options, char *const *names,
				   size_t count, const struct cpu_dump *dump)
{
	struct report report = { .form = form_of(options), .dump = dump };
	enum profile_answer worst = PROFILE_CAN;
	struct output_file output;
	struct profile_dirs dirs;
	bool good = true;

	if (output_file_open(&output, options->output) < 0)
		return command_status(EXIT_STATUS_FAILED);
	report.out = output.stream;
	profile_dirs_init(&dirs);
	if (options->all)
		good = check_all(&report, &dirs.search) == 0;
	else
		worst = check_named(&report, names, count, &dirs.search);
	good = good && report_end(&report) == 0;
	good &= worst != PROFILE_MALFORMED;
	if (output_file_close(&output, good) < 0 || !good)
		return command_status(EXIT_STATUS_FAILED);
	/* Labels say by themselves which profiles are not among them. */
	if (worst == PROFILE_CANNOT && !options->nfd && !options->slurm)
		return (struct command_result){ .status = CPU_STATUS_NO };
	return command_status(EXIT_STATUS_OK);
}

struct command_result cpu_check_command(int argc, char **argv)
{
	struct check_options options = { 0 };
	struct cpu_dump dump;
	size_t count = 0;

	if (options_parse_many(cpu_check_options, &options, &count, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("check");
	if (!options_fit(&options, count) || cpu_host_load(&dump, options.host) < 0)
		return command_status(EXIT_STATUS_FAILED);
	return check(&options, argv + 1, count, &dump);
}
