// SPDX-License-Identifier: GPL-2.0-only
// The folders of a search read, sorted, and what an earlier folder hides left out.
#include "cli/profile_folders.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/error.h"
#include "sysregs/profile_file.h"

#define SUFFIX ".ini"

static void free_entry(struct profile_entry *entry)
{
	free(entry->name);
	free(entry->path);
}

/* What is no file is no profile; a link that leads nowhere is a broken one. */
static bool is_other_than_file(const char *path)
{
	struct stat status;

	return !stat(path, &status) && !S_ISREG(status.st_mode);
}

static bool add(struct profile_entries *entries, const char *folder, size_t rank, const char *file)
{
	size_t capacity = entries->capacity ? entries->capacity * 2 : 64;
	struct profile_entry entry = { .folder = folder, .rank = rank }, *list;

	if (entries->count == entries->capacity) {
		list = reallocarray(entries->list, capacity, sizeof(*list));
		if (!list)
			return false;
		entries->list = list;
		entries->capacity = capacity;
	}
	entry.name = strndup(file, strlen(file) - strlen(SUFFIX));
	if (asprintf(&entry.path, "%s/%s", folder, file) < 0)
		entry.path = NULL;
	if (!entry.name || !entry.path) {
		free_entry(&entry);
		return false;
	}
	if (is_other_than_file(entry.path)) {
		free_entry(&entry);
		return true;
	}
	entries->list[entries->count++] = entry;
	return true;
}

static bool is_profile(const char *file)
{
	size_t length = strlen(file);

	return file[0] != '.' && length > strlen(SUFFIX) &&
	       !strcmp(file + length - strlen(SUFFIX), SUFFIX);
}

static bool read_folder(struct profile_entries *entries, const char *path, size_t rank)
{
	DIR *folder = opendir(path);
	struct dirent *file;
	bool good = true;

	if (!folder) {
		if (errno != ENOENT)
			err_errno("%s: this folder of profiles is left out", path);
		return true;
	}
	while (good && (file = readdir(folder))) {
		if (is_profile(file->d_name))
			good = add(entries, path, rank, file->d_name);
	}
	closedir(folder);
	return good;
}

static int compare(const void *a, const void *b)
{
	const struct profile_entry *one = a, *other = b;
	int order = strcmp(one->name, other->name);

	return order ? order : (one->rank > other->rank) - (one->rank < other->rank);
}

/* Of the `count` entries of one name, the one that --cpu would take; all others are freed. */
static struct profile_entry take_first(struct profile_entry *list, size_t count)
{
	size_t taken = 0;

	while (taken < count && !profile_file_is_readable(list[taken].path))
		taken++;
	if (taken == count)
		taken = 0;
	for (size_t i = 0; i < count; i++) {
		if (i != taken)
			free_entry(&list[i]);
	}
	return list[taken];
}

static void hide(struct profile_entries *entries)
{
	size_t kept = 0, same;

	for (size_t i = 0; i < entries->count; i += same) {
		for (same = 1; i + same < entries->count; same++) {
			if (strcmp(entries->list[i].name, entries->list[i + same].name))
				break;
		}
		entries->list[kept++] = take_first(&entries->list[i], same);
	}
	entries->count = kept;
}

int profile_entries_find(struct profile_entries *entries, const struct profile_search *search)
{
	*entries = (struct profile_entries){ 0 };
	for (size_t i = 0; i < search->count; i++) {
		if (!read_folder(entries, search->dirs[i], i)) {
			err("no memory for the list of profiles");
			profile_entries_fini(entries);
			return -1;
		}
	}
	if (entries->count)
		qsort(entries->list, entries->count, sizeof(*entries->list), compare);
	hide(entries);
	return 0;
}

void profile_entries_refuse_none(const struct profile_search *search)
{
	char folders[800] = "";
	size_t used = 0;

	for (size_t i = 0; i < search->count && used < sizeof(folders); i++)
		used += (size_t)snprintf(folders + used, sizeof(folders) - used, "%s%s",
					 i ? ", " : "", search->dirs[i]);
	err("no profile (NAME.ini) in %s; ARMLET_PROFILES can name other folders", folders);
}

void profile_entries_fini(struct profile_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		free_entry(&entries->list[i]);
	free(entries->list);
	*entries = (struct profile_entries){ 0 };
}
