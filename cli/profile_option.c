// SPDX-License-Identifier: GPL-2.0-only
// Where profiles are looked for, and how what is wrong with them is told.
#include "cli/profile_option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/error.h"
#include "version.h"

void messages_print(struct messages *messages)
{
	static void (*const print[])(const char *, ...) = {
		[MESSAGE_ERROR] = err,
		[MESSAGE_WARNING] = warn,
		[MESSAGE_NOTE] = info,
	};
	size_t i;

	for (i = 0; i < messages->count; i++)
		print[messages->list[i].kind]("%s", messages->list[i].text);
	if (messages->dropped)
		err("%zu more messages were left out", messages->dropped);
	messages_fini(messages);
}

static void add_dir(struct profile_dirs *dirs, const char *dir)
{
	dirs->dirs[dirs->search.count++] = dir;
}

static void add_environment(struct profile_dirs *dirs)
{
	const char *names = getenv("ARMLET_PROFILES");
	char *rest, *dir;

	if (!names)
		return;
	if ((size_t)snprintf(dirs->environment, sizeof(dirs->environment), "%s", names) >=
	    sizeof(dirs->environment)) {
		warn("ARMLET_PROFILES: of %zu bytes, %zu is the most: not used", strlen(names),
		     sizeof(dirs->environment) - 1);
		return;
	}
	for (dir = strtok_r(dirs->environment, ":", &rest); dir; dir = strtok_r(NULL, ":", &rest)) {
		if (dirs->search.count == PROFILE_DIRS_MAX - 2) {
			warn("ARMLET_PROFILES: %d folders are the most: not used from %s on",
			     PROFILE_DIRS_MAX - 2, dir);
			return;
		}
		add_dir(dirs, dir);
	}
}

/* In a source tree, build/TRIPLE/armlet is two folders below profiles/; elsewhere ../share is
 * beside bin/. */
static void add_beside(struct profile_dirs *dirs)
{
	const char *relative = "/../share/armlet/profiles";
	char path[PATH_MAX + 32];
	ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
	char *slash;

	if (length <= 0)
		return;
	path[length] = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return;
	*slash = '\0';
	slash = strrchr(path, '/');
	if (slash && slash - path >= 6 && !strncmp(slash - 6, "/build", 6))
		relative = "/../../profiles";
	strcat(path, relative);
	/* Without the "..": people read it. */
	if (realpath(path, dirs->beside))
		add_dir(dirs, dirs->beside);
}

void profile_dirs_init(struct profile_dirs *dirs)
{
	dirs->search = (struct profile_search){ .dirs = dirs->dirs };
	add_environment(dirs);
	add_beside(dirs);
	add_dir(dirs, ARMLET_PROFILE_DIR);
}

int profile_option_load(struct profile *profile, const struct string_list *specs)
{
	struct messages messages = { 0 };
	struct profile_dirs dirs;
	bool good = true;

	profile_dirs_init(&dirs);
	for (size_t i = 0; i < specs->count; i++)
		good &= profile_load_spec(profile, specs->items[i], &dirs.search, &messages);
	messages_print(&messages);
	return good ? 0 : -1;
}

int profile_operand_load(struct profile *profile, const char *word)
{
	struct messages messages = { 0 };
	struct profile_dirs dirs;
	bool good;

	profile_dirs_init(&dirs);
	good = profile_load_operand(profile, word, &dirs.search, &messages);
	messages_print(&messages);
	return good ? 0 : -1;
}
