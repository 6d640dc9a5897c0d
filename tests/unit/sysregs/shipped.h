/* SPDX-License-Identifier: GPL-2.0-only */
/* Shipped profiles, loaded and held against dumps of hosts. */
#ifndef TESTS_SHIPPED_H
#define TESTS_SHIPPED_H

#include <stdbool.h>

#include "sysregs/check.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

#define SHIPPED_FOLDER "profiles"

/* Fails the test on an error or a warning. */
void fail_on_messages(const char *name, const struct messages *messages);

/* Loads a profile by its name; it has to load in silence. */
void shipped_load(struct profile *profile, const char *name);

/*
 * Whether a dumped host (the name of a file in tests/data/dumps) can show the profile; *host and
 * *plan are then what a guest is made of.
 */
bool shipped_fits(const char *name, const char *dump_name, struct host_cpu *host,
		  struct idreg_plan *plan);

#endif
