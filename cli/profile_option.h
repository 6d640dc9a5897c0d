/* SPDX-License-Identifier: GPL-2.0-only */
/* --cpu: from its arguments to a loaded profile. */
#ifndef CLI_PROFILE_OPTION_H
#define CLI_PROFILE_OPTION_H

#include "cli/options.h"
#include "sysregs/profile.h"

/*
 * Loads all --cpu arguments, in order, into an initialised profile. Names are looked for in
 * $ARMLET_PROFILES (folders, colons between, 16 at most), then beside the program (profiles/ of the
 * tree that it was built in, or ../share/armlet/profiles), then where `make install` puts them. 0,
 * or -1 after a line for each mistake.
 */
int profile_option_load(struct profile *profile, const struct string_list *specs);

/* Prints each message on a line of its own, and empties the list. */
void messages_print(struct messages *messages);

#endif
