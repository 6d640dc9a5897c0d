/* SPDX-License-Identifier: GPL-2.0-only */
/* --vcpu-affinity: a list of host CPUs. */
#ifndef CLI_AFFINITY_H
#define CLI_AFFINITY_H

#include <sched.h>
#include <stdbool.h>

/* As cpu_list_parse(), and false as well where a CPU is named that no cpu_set_t can hold. Pure. */
bool cpulist_parse(const char *text, cpu_set_t *cpus);

/* The same, and at least one of the CPUs must be one that armlet may use. 0, or -1 after one line.
 */
int affinity_parse(const char *text, cpu_set_t *cpus);

#endif
