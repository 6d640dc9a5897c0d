// SPDX-License-Identifier: GPL-2.0-only
// Where profiles are looked for, and how what is wrong with them is told.
#include "cli/profile_option.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/error.h"
#include "version.h"

#define SEARCH_MAX 18

struct search {
	char environment[PATH_MAX];
	char beside[PATH_MAX];
	const char *dirs[SEARCH_MAX];
	size_t count;
};

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

static void add_environment(struct search *search)
{
	const char *dirs = getenv("ARMLET_PROFILES");
	char *rest, *dir;

	if (!dirs)
		return;
	if ((size_t)snprintf(search->environment, sizeof(search->environment), "%s", dirs) >=
	    sizeof(search->environment)) {
		warn("ARMLET_PROFILES: of %zu bytes, %zu is the most: not used", strlen(dirs),
		     sizeof(search->environment) - 1);
		return;
	}
	for (dir = strtok_r(search->environment, ":", &rest); dir;
	     dir = strtok_r(NULL, ":", &rest)) {
		if (search->count == SEARCH_MAX - 2) {
			warn("ARMLET_PROFILES: %d folders are the most: not used from %s on",
			     SEARCH_MAX - 2, dir);
			return;
		}
		search->dirs[search->count++] = dir;
	}
}

/* In a source tree, build/TRIPLE/armlet is two folders below profiles/; elsewhere ../share is
 * beside bin/. */
static void add_beside(struct search *search)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const char *relative = "/../share/armlet/profiles";
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
	if ((size_t)snprintf(search->beside, sizeof(search->beside), "%s%s", path, relative) <
	    sizeof(search->beside))
		search->dirs[search->count++] = search->beside;
}

int profile_option_load(struct profile *profile, const struct string_list *specs)
{
	struct messages messages = { 0 };
	struct search search = { .count = 0 };
	struct profile_search where = { .dirs = search.dirs };
	bool good = true;
	size_t i;

	add_environment(&search);
	add_beside(&search);
	search.dirs[search.count++] = ARMLET_PROFILE_DIR;
	where.count = search.count;
	for (i = 0; i < specs->count; i++)
		good &= profile_load_spec(profile, specs->items[i], &where, &messages);
	messages_print(&messages);
	return good ? 0 : -1;
}
