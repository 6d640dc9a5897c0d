/* SPDX-License-Identifier: GPL-2.0-only */
/* --cpu: from its arguments to a loaded profile. */
#ifndef CLI_PROFILE_OPTION_H
#define CLI_PROFILE_OPTION_H

#include <limits.h>

#include "cli/options.h"
#include "sysregs/profile.h"

#define PROFILE_DIRS_MAX 18

/* Where profiles are looked for; `search` points into the struct, which must not move. */
struct profile_dirs {
	char environment[PATH_MAX];
	char beside[PATH_MAX];
	const char *dirs[PROFILE_DIRS_MAX];
	struct profile_search search;
};

/*
 * Names are looked for in $ARMLET_PROFILES (folders, colons between, 16 at most), then beside the
 * program (profiles/ of the tree that it was built in, or ../share/armlet/profiles), then where
 * `make install` puts them. What of $ARMLET_PROFILES cannot be used is told in one line.
 */
void profile_dirs_init(struct profile_dirs *dirs);

/*
 * Loads all --cpu arguments, in order, into an initialised profile; names are looked for as above.
 * 0, or -1 after a line for each mistake.
 */
int profile_option_load(struct profile *profile, const struct string_list *specs);

/* The same of one operand that stands for a profile. */
int profile_operand_load(struct profile *profile, const char *word);

/* Prints each message on a line of its own, and empties the list. */
void messages_print(struct messages *messages);

#endif
