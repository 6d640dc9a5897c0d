/* SPDX-License-Identifier: GPL-2.0-only */
/* Values and choices of values as messages show them. Inside the check engine only. */
#ifndef SYSREGS_CHECK_TEXT_H
#define SYSREGS_CHECK_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/idreg.h"

/* A value with the longest name that the table has for one. */
struct value_text {
	char text[80];
};

/* "1 (SHA2)"; without a name for it "1", or "0x41" from 10 up. */
struct value_text value_text(const struct idreg_field *field, uint64_t value);

struct choice_text {
	char text[200];
};

/*
 * What the host can show in a field that its KVM lets be changed, of the values that the
 * architecture names: "only 0 (NI)", "0 (NI) or 1 (IMP)", "0 (NI) to 2 (SHA512)",
 * "0 (NI) or 3 (PMUv3) to 6 (PMUv3p5)".
 */
struct choice_text choice_text(const struct host_cpu *host, const struct idreg *reg,
			       const struct idreg_field *field);

#endif
