/* SPDX-License-Identifier: GPL-2.0-only */
/* This host's fingerprint: what its KVM, its sysfs and its CPUs say, put into a dump. */
#ifndef VCPU_PROBE_H
#define VCPU_PROBE_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/dump.h"

/*
 * Fills in a dump of this host by making VMs that never run and are gone when it returns; the one
 * thing it does not know is armlet's version. A fact that only sysfs or a capability could tell
 * stays zero where the host does not have it. 0, or -1 after one line: no /dev/kvm, or KVM refused
 * a VM or a register. A host with more runs of like CPUs than a dump has room for is a warning, and
 * so is one with CPUs from CPU_SETSIZE on.
 * Without `el2` the limits of VMs with EL2 stay unknown: KVM takes long to take such a VM down (20
 * seconds on an emulated host).
 */
int probe_host(struct cpu_dump *dump, bool el2);

/*
 * What sysfs has in a CPU's midr_el1: "0x00000000410fd0c0" and a newline. False if it is anything
 * else. Pure.
 */
bool probe_parse_midr(const char *text, uint64_t *midr);

/*
 * Adds CPU `cpu`, which comes after all that were added before it, to the dump's runs. A CPU that
 * is left out (it is offline) ends a run. False if there is no room for another run. Pure.
 */
bool probe_add_cpu(struct cpu_dump *dump, unsigned int cpu, uint64_t midr);

#endif
