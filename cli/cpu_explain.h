/* SPDX-License-Identifier: GPL-2.0-only */
/* What `armlet cpu explain` has found out, for its text and its JSON. */
#ifndef CLI_CPU_EXPLAIN_H
#define CLI_CPU_EXPLAIN_H

#include <jansson.h>
#include <stdbool.h>

#include "cli/profile_on_host.h"
#include "sysregs/explain.h"
#include "sysregs/explain_profile.h"

/* A host to hold things against. */
struct explain_host {
	const struct cpu_dump *dump; /* NULL: none */
	struct host_cpu cpu;	     /* a guest without a profile */
};

/* What the host shows in the field and what it could, in words. */
struct explain_text explain_host_text(const struct explain_host *host, const struct idreg *reg,
				      const struct idreg_field *field);

/* Print what a name is about; -1 after one line. */
int explain_print_text(const struct explain_name *name, const struct explain_host *host);
json_t *explain_to_json(const struct explain_name *name, const struct explain_host *host);

/* The same for a profile. The messages are those that no line of it is to blame for alone. */
int explain_print_profile(const struct explain_profile *items, const char *name,
			  const struct explain_host *host, const struct profile_on_host *profile);
json_t *explain_profile_to_json(const struct explain_profile *items, const char *name,
				const struct explain_host *host,
				const struct profile_on_host *profile);

#endif
