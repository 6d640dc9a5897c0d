// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu profiles`: the profiles that can be named, and where each comes from.
#include <stdio.h>

#include "cli/cpu.h"
#include "cli/profile_folders.h"
#include "cli/profile_option.h"
#include "cli/table.h"
#include "lib/error.h"
#include "lib/json.h"
#include "sysregs/profile_summary.h"

struct profiles_options {
	bool json, help;
};

#define MEMBER(name) offsetof(struct profiles_options, name)

const struct option_row cpu_profiles_options[] = {
	{ 0, "json", NULL, OPTION_FLAG, MEMBER(json), "JSON instead of text", 0, 0, NULL },
	{ 'h', "help", NULL, OPTION_FLAG, MEMBER(help), "this text", 0, 0, NULL },
	{ 0 },
};

static const char *base_of(const struct profile_summary *summary)
{
	return summary->base ? summary->base : "host";
}

static void add_row(struct table *table, const struct profile_entry *entry,
		    const struct profile_summary *summary, const struct messages *messages)
{
	char broken[1024];

	if (!messages->error_count) {
		table_add(table, entry->name, base_of(summary), summary->comment);
		return;
	}
	snprintf(broken, sizeof(broken), "broken: %s",
		 messages->count ? messages->list[0].text : "no memory for the mistake");
	table_add(table, entry->name, "", broken);
}

static json_t *entry_to_json(const struct profile_entry *entry,
			     const struct profile_summary *summary, const struct messages *messages)
{
	json_t *object = json_object(), *mistakes = json_array();

	json_object_set_new(object, "profile", json_text(entry->name));
	json_object_set_new(object, "name", json_text(summary->name));
	json_object_set_new(object, "comment", json_text(summary->comment));
	json_object_set_new(object, "base", json_text(base_of(summary)));
	json_object_set_new(object, "folder", json_text(entry->folder));
	for (size_t i = 0; i < messages->count; i++) {
		if (messages->list[i].kind == MESSAGE_ERROR)
			json_array_append_new(mistakes, json_text(messages->list[i].text));
	}
	json_object_set_new(object, "mistakes", mistakes);
	return object;
}

static int print_json(const struct profile_entries *entries, const struct profile_search *search)
{
	json_t *root = json_object(), *profiles = json_array();
	struct profile_summary summary;
	struct messages messages;

	for (size_t i = 0; i < entries->count; i++) {
		messages = (struct messages){ 0 };
		profile_summary_load(&summary, entries->list[i].path, search, &messages);
		json_array_append_new(profiles,
				      entry_to_json(&entries->list[i], &summary, &messages));
		profile_summary_fini(&summary);
		messages_fini(&messages);
	}
	json_object_set_new(root, "profiles", profiles);
	return json_print(root, stdout);
}

/* Those of the folder with this rank in the search, if there are any; *any: something stands above.
 */
static int print_folder(const struct profile_entries *entries, const struct profile_search *search,
			size_t rank, bool *any)
{
	struct table heading = { .columns = 1 }, table = { .columns = 3, .indent = 2 };
	struct profile_summary summary;
	struct messages messages;

	for (size_t i = 0; i < entries->count; i++) {
		if (entries->list[i].rank != rank)
			continue;
		if (!table.row_count) {
			if (*any)
				table_add(&heading, "");
			table_add(&heading, search->dirs[rank]);
			table_add(&table, "PROFILE", "BUILDS ON", "COMMENT");
		}
		messages = (struct messages){ 0 };
		profile_summary_load(&summary, entries->list[i].path, search, &messages);
		add_row(&table, &entries->list[i], &summary, &messages);
		profile_summary_fini(&summary);
		messages_fini(&messages);
	}
	*any |= table.row_count;
	return table_print(&heading, stdout) | table_print(&table, stdout);
}

static int print_folders(const struct profile_entries *entries, const struct profile_search *search)
{
	bool any = false;
	int result = 0;

	for (size_t rank = 0; rank < search->count; rank++)
		result |= print_folder(entries, search, rank, &any);
	return result;
}

struct command_result cpu_profiles_command(int argc, char **argv)
{
	struct profiles_options options = { .json = false };
	struct string_list words = { .count = 0 };
	struct profile_entries entries;
	struct profile_dirs dirs;
	int result;

	if (options_parse(cpu_profiles_options, &options, &words, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("profiles");
	if (words.count) {
		err("cpu profiles: %s: lists all profiles, and takes no word", words.items[0]);
		return command_status(EXIT_STATUS_FAILED);
	}
	profile_dirs_init(&dirs);
	if (profile_entries_find(&entries, &dirs.search) < 0)
		return command_status(EXIT_STATUS_FAILED);
	result = options.json ? print_json(&entries, &dirs.search)
			      : print_folders(&entries, &dirs.search);
	if (!entries.count) {
		profile_entries_refuse_none(&dirs.search);
		return command_status(CPU_STATUS_NO);
	}
	profile_entries_fini(&entries);
	return command_status(result < 0 ? EXIT_STATUS_FAILED : EXIT_STATUS_OK);
}
