/* SPDX-License-Identifier: GPL-2.0-only */
/* One profile, held against one host that is there as a dump. */
#ifndef CLI_PROFILE_ON_HOST_H
#define CLI_PROFILE_ON_HOST_H

#include "sysregs/check.h"
#include "sysregs/dump.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

enum profile_answer {
	PROFILE_MALFORMED, /* syntax, unknown names, files that cannot be read */
	PROFILE_CANNOT,	   /* the host cannot show it */
	PROFILE_CAN,
};

struct profile_on_host {
	enum profile_answer answer;
	struct profile profile;
	struct host_cpu host;	  /* with the vCPU features that the profile asks for */
	struct idreg_plan plan;	  /* host and plan: not of a malformed one */
	struct messages messages; /* mistakes, or reasons, warnings and notes */
};

/*
 * Loads `spec` (as --cpu: FILE, NAME or "host", and ,REG.FIELD=VALUE…) and holds it against the
 * host. To be freed whatever the answer is.
 */
void profile_on_host_check(struct profile_on_host *result, const char *spec,
			   const struct profile_search *search, const struct cpu_dump *dump);

/* The same for the file at `path`, whatever it is called. */
void profile_on_host_check_file(struct profile_on_host *result, const char *path,
				const struct profile_search *search, const struct cpu_dump *dump);

void profile_on_host_fini(struct profile_on_host *result);

/* A message in its parts. Pointers are into its text. */
struct message_parts {
	int place_bytes;		 /* of "rack4.ini:12" at the start; 0: it has none */
	const char *rest;		 /* what follows it */
	const struct idreg *reg;	 /* what `rest` starts with, or NULL */
	const struct idreg_field *field; /* NULL: none, or a whole register */
};

struct message_parts message_split(const char *text);

#endif
