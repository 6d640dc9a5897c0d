/* SPDX-License-Identifier: GPL-2.0-only */
/* Words that the writer and the reader of dumps share. Inside dumps only. */
#ifndef SYSREGS_DUMP_TEXT_H
#define SYSREGS_DUMP_TEXT_H

#include <stddef.h>

#include "sysregs/dump.h"

/* [host] format = …: readers refuse any other. */
#define DUMP_FORMAT 1

/* The last section, which tells how many keys the others have. */
#define DUMP_SECTION_END "host.end"

/* Flags of struct cpu_features by the names that [host] features has for them. */
struct dump_flag {
	const char *name;
	size_t offset;
};

#define DUMP_FEATURE_COUNT 6
extern const struct dump_flag dump_features[DUMP_FEATURE_COUNT];

static inline bool *dump_feature(struct cpu_features *features, size_t i)
{
	return (bool *)((char *)features + dump_features[i].offset);
}

#define DUMP_GIC_COUNT 3
extern const char *const dump_gics[DUMP_GIC_COUNT]; /* bit n of cpu_dump.gics */

#endif
