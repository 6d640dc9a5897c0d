/* SPDX-License-Identifier: GPL-2.0-only */
/* What can only be said of a whole register, or of several. Inside the check engine only. */
#ifndef SYSREGS_CHECK_RULES_H
#define SYSREGS_CHECK_RULES_H

#include "sysregs/check.h"

/*
 * After all lines are in plan->values: what KVM would refuse or change as a whole is an error, or
 * is put right where no line asks for it; what a kernel lets be written without a name in the table
 * is a note.
 */
void rules_check(const struct profile *profile, const struct host_cpu *host,
		 struct idreg_plan *plan, struct messages *messages);

#endif
