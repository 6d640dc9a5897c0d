/* SPDX-License-Identifier: GPL-2.0-only */
/* What a profile's file says of itself, without its bases. */
#ifndef SYSREGS_PROFILE_SUMMARY_H
#define SYSREGS_PROFILE_SUMMARY_H

#include <stdbool.h>

#include "sysregs/profile.h"

struct profile_summary {
	char *name;    /* of [profile], or NULL */
	char *comment; /* or NULL */
	char *base;    /* as it is written there; NULL: the host */
};

/*
 * Loads the file, with its bases, and keeps what it says of itself. False if an error was added to
 * `messages`; the summary then holds what was understood. To be freed in any case.
 */
bool profile_summary_load(struct profile_summary *summary, const char *path,
			  const struct profile_search *search, struct messages *messages);
void profile_summary_fini(struct profile_summary *summary);

#endif
