/* SPDX-License-Identifier: GPL-2.0-only */
/* All profiles that can be named: what is in the folders of a search. */
#ifndef CLI_PROFILE_FOLDERS_H
#define CLI_PROFILE_FOLDERS_H

#include <stddef.h>

#include "sysregs/profile.h"

struct profile_entry {
	char *name;	    /* what --cpu calls it */
	char *path;	    /* FOLDER/NAME.ini */
	const char *folder; /* one of the search's */
	size_t rank;	    /* of the folder in the search */
};

struct profile_entries {
	struct profile_entry *list; /* sorted by name, each name once */
	size_t count, capacity;
};

/*
 * Finds each name once: as the first folder has it in which it can be read. Folders that are not
 * there hold nothing; one that cannot be read is told in a line. Hidden files and
 * what is no regular file are left out. 0, or -1 after one line for want of memory.
 */
int profile_entries_find(struct profile_entries *entries, const struct profile_search *search);

/* The line for who cannot do without any: where they were looked for. */
void profile_entries_refuse_none(const struct profile_search *search);

void profile_entries_fini(struct profile_entries *entries);

#endif
