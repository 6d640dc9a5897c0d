/* SPDX-License-Identifier: GPL-2.0-only */
/* The names that Linux gives features in /proc/cpuinfo, and what in the ID registers they stand
 * for. Pure. */
#ifndef SYSREGS_HWCAPS_H
#define SYSREGS_HWCAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/cpu_features.h"
#include "sysregs/idreg.h"

/* A field with at least a value, in the field's own order. */
struct hwcap_term {
	uint8_t index, lsb;
	uint8_t least;
	const char *field; /* its name, for the reader of the table; a test compares it */
};

/* One word of the Features line. All terms must hold (arch/arm64/kernel/cpufeature.c,
 * arm64_elf_hwcaps). */
struct hwcap {
	const char *name;  /* "asimddp" */
	const char *since; /* Linux release that first prints it, or NULL: from the first one on
			      that can run here */
	struct hwcap_term terms[2];
	uint8_t term_count;
	uint8_t any; /* one of the terms is enough (paca: three algorithms) */
};

extern const struct hwcap hwcaps[]; /* in the order in which Linux prints them */
extern const size_t hwcap_count;

/* The n-th word (n from 0) whose terms name this field with just this value as the least, or NULL
 * after the last. */
const struct hwcap *hwcap_of_code(const struct idreg *reg, const struct idreg_field *field,
				  uint64_t value, size_t n);

/* By name regardless of case, or NULL. */
const struct hwcap *hwcap_by_name(const char *name);

/*
 * Writes the words that a Linux of `release` ("6.12", NULL: the newest known) shows where the
 * registers read as `values`, with blanks between. At most `bytes` with the NUL; false if that is
 * not enough.
 */
bool hwcaps_line(const uint64_t values[IDREG_INDEX_COUNT], const char *release, char *text,
		 size_t bytes);

#endif
