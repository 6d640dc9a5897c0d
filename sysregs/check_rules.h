/* SPDX-License-Identifier: GPL-2.0-only */
/* What can only be said of a whole register, or of several. Inside the check engine only. */
#ifndef SYSREGS_CHECK_RULES_H
#define SYSREGS_CHECK_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/check.h"

/*
 * Would KVM take the value for CLIDR_EL1, where it lets it be changed at all? It refuses cache
 * levels from which data need not be cleaned where the host's CTR_EL0 says it must.
 */
bool rules_clidr_is_taken(const struct host_cpu *host, uint64_t clidr);

/*
 * After all lines are in plan->values: what KVM would refuse or change as a whole is an error, or
 * is put right where no line asks for it; what a kernel lets be written without a name in the table
 * is a note.
 */
void rules_check(const struct profile *profile, const struct host_cpu *host,
		 struct idreg_plan *plan, struct messages *messages);

#endif
