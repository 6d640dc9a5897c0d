// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu diff`: how two hosts, or two profiles, or a host and a profile differ.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cpu.h"
#include "cli/cpu_diff.h"
#include "cli/profile_on_host.h"
#include "cli/profile_option.h"
#include "lib/error.h"
#include "sysregs/diff.h"

struct diff_options {
	const char *host;
	bool json, help;
};

#define MEMBER(name) offsetof(struct diff_options, name)

const struct option_row cpu_diff_options[] = {
	{ 0, "host", "DUMP", OPTION_STRING, MEMBER(host),
	  "of two profiles: what guests get under them on this host", 0, 0, NULL },
	{ 0, "json", NULL, OPTION_FLAG, MEMBER(json), "JSON instead of text", 0, 0, NULL },
	{ 'h', "help", NULL, OPTION_FLAG, MEMBER(help), "this text", 0, 0, NULL },
	{ 0 },
};

/* A run of the command. */
struct comparison {
	struct cpu_dump dumps[2]; /* of those sides that are dumps */
	struct cpu_dump host;	  /* of --host */
	struct profile_dirs dirs;
	struct diff diff;
	struct messages messages;
};

/* Does the file at `path` hold a dump? False also for what is no file: it names a profile. */
static bool is_dump(const char *path)
{
	static char text[1024 * 1024];
	struct stat status;
	size_t bytes;
	FILE *file;

	if (stat(path, &status) < 0 || !S_ISREG(status.st_mode))
		return false;
	file = fopen(path, "rb");
	if (!file)
		return false;
	bytes = fread(text, 1, sizeof(text), file);
	fclose(file);
	return dump_is_text(text, bytes);
}

static int compare_dumps(struct comparison *comparison, const char *const *words,
			 struct diff_sides *sides)
{
	for (size_t i = 0; i < 2; i++) {
		if (cpu_host_load(&comparison->dumps[i], words[i]) < 0)
			return -1;
	}
	dump_tell_apart(comparison->dumps, words, 2);
	sides->name_a = comparison->dumps[0].label;
	sides->name_b = comparison->dumps[1].label;
	sides->detail_a = comparison->dumps[0].kernel_release;
	sides->detail_b = comparison->dumps[1].kernel_release;
	return diff_dumps(&comparison->diff, comparison->dumps, &comparison->messages) ? 0 : -1;
}

/* What the engine says of a profile on a host: refusals are rows, the rest goes to stderr. */
static int take_answer(struct comparison *comparison, struct profile_on_host *answer)
{
	struct messages *messages = &answer->messages;
	const struct message *message;

	if (answer->answer == PROFILE_MALFORMED) {
		messages_print(messages);
		return -1;
	}
	for (size_t i = 0; i < messages->count; i++) {
		message = &messages->list[i];
		if (message->kind == MESSAGE_ERROR)
			diff_add(&comparison->diff, DIFF_REFUSED, "", "", "", NULL, message->text);
		else
			(message->kind == MESSAGE_WARNING ? warn : info)("%s", message->text);
	}
	return 0;
}

static int compare_with_host(struct comparison *comparison, const char *const *words,
			     size_t dump_at, struct diff_sides *sides)
{
	struct cpu_feature_wishes wishes = dump_default_wishes();
	static struct profile_on_host answer;
	static struct host_cpu plain;
	struct diff_guest guests[2];
	int result = -1;

	if (cpu_host_load(&comparison->dumps[dump_at], words[dump_at]) < 0)
		return -1;
	*(dump_at ? &sides->name_b : &sides->name_a) = comparison->dumps[dump_at].label;
	*(dump_at ? &sides->detail_b : &sides->detail_a) =
		comparison->dumps[dump_at].kernel_release;
	profile_on_host_check(&answer, words[!dump_at], &comparison->dirs.search,
			      &comparison->dumps[dump_at]);
	if (dump_host_cpu(&comparison->dumps[dump_at], &wishes, words[dump_at], &plain,
			  &comparison->messages) &&
	    !take_answer(comparison, &answer)) {
		guests[dump_at] = (struct diff_guest){ &plain.features, plain.limits };
		guests[!dump_at] = (struct diff_guest){ &answer.host.features, answer.plan.values };
		diff_guests(&comparison->diff, &guests[0], &guests[1]);
		result = 0;
	}
	profile_on_host_fini(&answer);
	return result;
}

static int compare_on_host(struct comparison *comparison, const char *const *words,
			   const char *host, struct diff_sides *sides)
{
	static struct profile_on_host answers[2];
	struct diff_guest guests[2];
	int result = 0;

	if (cpu_host_load(&comparison->host, host) < 0)
		return -1;
	sides->host = comparison->host.label;
	for (size_t i = 0; i < 2; i++) {
		profile_on_host_check(&answers[i], words[i], &comparison->dirs.search,
				      &comparison->host);
		result |= take_answer(comparison, &answers[i]);
		guests[i] =
			(struct diff_guest){ &answers[i].host.features, answers[i].plan.values };
	}
	if (!result)
		diff_guests(&comparison->diff, &guests[0], &guests[1]);
	profile_on_host_fini(&answers[0]);
	profile_on_host_fini(&answers[1]);
	return result;
}

static int compare_profiles(struct comparison *comparison, const char *const *words)
{
	struct profile profiles[2];
	bool good = true;

	for (size_t i = 0; i < 2; i++) {
		profile_init(&profiles[i]);
		good &= profile_load_operand(&profiles[i], words[i], &comparison->dirs.search,
					     &comparison->messages);
	}
	if (good)
		diff_profiles(&comparison->diff, &profiles[0], &profiles[1]);
	profile_fini(&profiles[0]);
	profile_fini(&profiles[1]);
	return good ? 0 : -1;
}

static int compare(struct comparison *comparison, const char *const *words, const char *host,
		   struct diff_sides *sides)
{
	bool dump_a = is_dump(words[0]), dump_b = is_dump(words[1]);

	if (host && (dump_a || dump_b)) {
		err("diff: --host %s: only of use for two profiles; %s is a dump", host,
		    words[dump_a ? 0 : 1]);
		return -1;
	}
	sides->kind_a = dump_a ? "dump" : "profile";
	sides->kind_b = dump_b ? "dump" : "profile";
	if (dump_a && dump_b)
		return compare_dumps(comparison, words, sides);
	if (dump_a || dump_b)
		return compare_with_host(comparison, words, dump_a ? 0 : 1, sides);
	if (host)
		return compare_on_host(comparison, words, host, sides);
	return compare_profiles(comparison, words);
}

static struct command_result run(struct comparison *comparison, const char *const *words,
				 const struct diff_options *options)
{
	struct diff_sides sides = { .name_a = words[0], .name_b = words[1] };
	int result = compare(comparison, words, options->host, &sides);

	messages_print(&comparison->messages);
	if (comparison->diff.failed) {
		err("diff: no memory for what differs");
		result = -1;
	}
	if (!result)
		result = (options->json ? diff_print_json : diff_print_text)(&comparison->diff,
									     &sides, stdout);
	if (result < 0)
		return command_status(EXIT_STATUS_FAILED);
	return (struct command_result){ .status = comparison->diff.count ? CPU_STATUS_NO
									 : EXIT_STATUS_OK };
}

struct command_result cpu_diff_command(int argc, char **argv)
{
	struct diff_options options = { 0 };
	struct string_list words = { 0 };
	struct comparison *comparison;
	struct command_result result;

	if (options_parse(cpu_diff_options, &options, &words, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("diff");
	if (words.count != 2) {
		err("diff: %zu operands given, two are wanted: dumps, profiles, or one of each",
		    words.count);
		return command_status(EXIT_STATUS_FAILED);
	}
	comparison = calloc(1, sizeof(*comparison));
	if (!comparison) {
		err("diff: no memory");
		return command_status(EXIT_STATUS_FAILED);
	}
	profile_dirs_init(&comparison->dirs);
	result = run(comparison, words.items, &options);
	diff_fini(&comparison->diff);
	free(comparison);
	return result;
}
