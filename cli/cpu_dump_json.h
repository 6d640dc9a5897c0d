/* SPDX-License-Identifier: GPL-2.0-only */
/* A dump as JSON. */
#ifndef CLI_CPU_DUMP_JSON_H
#define CLI_CPU_DUMP_JSON_H

#include <jansson.h>

#include "sysregs/dump.h"

/* Everything in the dump, in the file's order. The caller's reference; NULL for want of memory. */
json_t *cpu_dump_json(const struct cpu_dump *dump);

#endif
