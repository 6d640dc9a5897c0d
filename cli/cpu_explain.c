// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu explain`: a field, a register, a feature's name or a profile, in words.
#include "cli/cpu_explain.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/cpu.h"
#include "cli/cpu_list.h"
#include "cli/profile_folders.h"
#include "cli/profile_option.h"
#include "lib/error.h"
#include "lib/json.h"
#include "sysregs/check_text.h"
#include "sysregs/profile_file.h"

struct explain_options {
	const char *host;
	bool json, help;
};

#define MEMBER(name) offsetof(struct explain_options, name)

const struct option_row cpu_explain_options[] = {
	{ 0, "host", "DUMP", OPTION_STRING, MEMBER(host), "a host's dump instead of this host", 0,
	  0, NULL },
	{ 0, "json", NULL, OPTION_FLAG, MEMBER(json), "JSON instead of text", 0, 0, NULL },
	{ 'h', "help", NULL, OPTION_FLAG, MEMBER(help), "this text", 0, 0, NULL },
	{ 0 },
};

struct explain_text explain_host_text(const struct explain_host *host, const struct idreg *reg,
				      const struct idreg_field *field)
{
	uint64_t value = idreg_field_get(field, host->cpu.limits[reg->index]);
	const struct cpu_feature_wishes all = { .el2 = FEATURE_OFF };
	struct listing listing = { .dump = host->dump, .host = host->cpu };
	struct messages messages = { 0 };
	struct explain_text text = { "" };

	dump_host_cpu(host->dump, &all, host->dump->label, &listing.all, &messages);
	messages_fini(&messages);
	if (!host->cpu.present[reg->index])
		snprintf(text.text, sizeof(text.text), "can show %.500s",
			 listing_choices(&listing, reg, field).text);
	else
		snprintf(text.text, sizeof(text.text), "has %s; can show %.500s",
			 value_text(field, value).text, listing_choices(&listing, reg, field).text);
	return text;
}

static struct command_result done(int result)
{
	return command_status(result < 0 ? EXIT_STATUS_FAILED : EXIT_STATUS_OK);
}

static struct command_result explain_name(const struct explain_name *name,
					  const struct explain_host *host, bool json)
{
	if (json)
		return done(json_print(explain_to_json(name, host), stdout));
	return done(explain_print_text(name, host));
}

/* What is good of a profile, whether or not the host can show it. */
static struct command_result print_profile(const struct profile_on_host *profile, const char *spec,
					   const struct explain_host *host, bool json)
{
	struct explain_profile items;
	struct command_result result = { .status = EXIT_STATUS_FAILED };

	explain_profile_init(&items, &profile->profile, host->dump ? &profile->host : NULL,
			     host->dump ? &profile->plan : NULL, &profile->messages);
	if (items.failed)
		err("%s: out of memory", spec);
	else if (json)
		result = done(
			json_print(explain_profile_to_json(&items, spec, host, profile), stdout));
	else
		result = done(explain_print_profile(&items, spec, host, profile));
	explain_profile_fini(&items);
	return result;
}

static struct command_result explain_profile(const char *spec, const struct explain_host *host,
					     const struct profile_search *search, bool json)
{
	struct profile_on_host profile = { .answer = PROFILE_MALFORMED };
	struct command_result result = { .status = EXIT_STATUS_FAILED };

	if (host->dump) {
		profile_on_host_check(&profile, spec, search, host->dump);
	} else {
		profile_init(&profile.profile);
		if (profile_load_operand(&profile.profile, spec, search, &profile.messages))
			profile.answer = PROFILE_CAN;
	}
	if (profile.answer == PROFILE_MALFORMED)
		messages_print(&profile.messages);
	else
		result = print_profile(&profile, spec, host, json);
	profile_on_host_fini(&profile);
	return result;
}

/* A profile as --cpu spells one, and no name of the architecture. */
static bool is_profile(const char *word)
{
	return profile_spec_is_file(word) || strpbrk(word, ",=") || !strcasecmp(word, "host");
}

static bool is_among(const struct profile_entries *profiles, const char *word)
{
	for (size_t i = 0; i < profiles->count; i++) {
		if (!strcmp(profiles->list[i].name, word))
			return true;
	}
	return false;
}

static void refuse(const char *word, const struct profile_entries *profiles)
{
	const char *names[256];
	struct explain_text nearest;
	size_t count = 0;

	for (size_t i = 0; i < profiles->count && count < 256; i++)
		names[count++] = profiles->list[i].name;
	nearest = explain_nearest(word, names, count);
	err("cpu explain: \"%s\": no register, field, FEAT_ name, word of /proc/cpuinfo or "
	    "profile%s%s%s",
	    word, nearest.text[0] ? "; did you mean " : "", nearest.text,
	    nearest.text[0] ? "?" : "");
}

static struct command_result explain(const char *word, const struct explain_host *host, bool json)
{
	struct command_result result = { .status = EXIT_STATUS_FAILED };
	struct profile_entries profiles = { .count = 0 };
	struct profile_dirs dirs;
	struct explain_name name;

	explain_find(word, &name);
	if (name.kind != EXPLAIN_NOTHING)
		return explain_name(&name, host, json);
	profile_dirs_init(&dirs);
	if (is_profile(word))
		return explain_profile(word, host, &dirs.search, json);
	if (profile_entries_find(&profiles, &dirs.search) == 0) {
		if (is_among(&profiles, word))
			result = explain_profile(word, host, &dirs.search, json);
		else
			refuse(word, &profiles);
	}
	profile_entries_fini(&profiles);
	return result;
}

/* Without --host: this machine, or after a line that says why not, no host: much can be said all
 * the same. */
static int load_host(struct explain_host *host, struct cpu_dump *dump, const char *path)
{
	const struct cpu_feature_wishes plain = dump_default_wishes();
	struct messages messages = { 0 };

	if (!path && !cpu_host_is_here())
		return 0;
	if (cpu_host_load(dump, path) < 0)
		return path ? -1 : 0;
	dump_host_cpu(dump, &plain, dump->label, &host->cpu, &messages);
	messages_fini(&messages);
	host->dump = dump;
	return 0;
}

struct command_result cpu_explain_command(int argc, char **argv)
{
	struct explain_options options = { 0 };
	struct string_list words = { .count = 0 };
	struct explain_host host = { .dump = NULL };
	struct cpu_dump dump;

	if (options_parse(cpu_explain_options, &options, &words, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("explain");
	if (words.count != 1) {
		err("cpu explain: %s; name a register, a field, a FEAT_ name, a word of "
		    "/proc/cpuinfo or a profile",
		    words.count ? "one thing at a time" : "nothing to explain");
		return command_status(EXIT_STATUS_FAILED);
	}
	if (load_host(&host, &dump, options.host) < 0)
		return command_status(EXIT_STATUS_FAILED);
	return explain(words.items[0], &host, options.json);
}
