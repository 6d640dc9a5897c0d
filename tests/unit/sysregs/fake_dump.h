/* SPDX-License-Identifier: GPL-2.0-only */
/* Dumps of hosts that do not exist: the fake KVM's, as they are and varied at random. */
#ifndef TESTS_FAKE_DUMP_H
#define TESTS_FAKE_DUMP_H

#include <stdint.h>

#include "fake_kvm.h"
#include "sysregs/dump.h"

/* The fake host's fingerprint. */
void fake_dump_init(struct cpu_dump *dump, enum fake_host host, const char *label);

/* Another CPU and kernel of the same kind: lower limits, fewer masks, features taken away. The same
 * `*seed` gives the same one; it is moved on. */
void fake_dump_vary(struct cpu_dump *dump, uint64_t *seed);

uint64_t fake_random(uint64_t *seed);

#endif
