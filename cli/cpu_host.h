/* SPDX-License-Identifier: GPL-2.0-only */
/* This machine as the host that a sub-command is about. */
#ifndef CLI_CPU_HOST_H
#define CLI_CPU_HOST_H

#include <stdbool.h>

#include "sysregs/dump.h"

/*
 * Fills in a dump of this machine, called "this host", by asking its KVM. 0, or -1 after one line,
 * which says on machines that are no arm64 that --host DUMP is needed. Without `el2` the limits of
 * guests with EL2 stay unknown, which is faster (vcpu/probe.h).
 */
int cpu_host_probe(struct cpu_dump *dump, bool el2);

#endif
