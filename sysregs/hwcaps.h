/* SPDX-License-Identifier: GPL-2.0-only */
/* The names that Linux gives features in /proc/cpuinfo, and what in the ID registers they stand
 * for. Pure. */
#ifndef SYSREGS_HWCAPS_H
#define SYSREGS_HWCAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/idreg.h"

/* A field with at least a value, in the field's own order. */
struct hwcap_term {
	uint8_t index, lsb;
	uint8_t least;
	const char *field; /* its name, for the reader of the table; a test compares it */
};

/* What the guest must have besides a word's own terms. */
enum hwcap_needs { HWCAP_NEEDS_NOTHING, HWCAP_NEEDS_SVE, HWCAP_NEEDS_SME };

#define HWCAP_TERMS_MAX 3

/* One word of the Features line (arch/arm64/kernel/cpufeature.c, arm64_elf_hwcaps). */
struct hwcap {
	const char *name;  /* "asimddp" */
	const char *since; /* Linux release that first prints it, or NULL: from the first one on
			      that can run here */
	/* Several: any of them is enough (paca: three algorithms). None: always there. */
	struct hwcap_term terms[HWCAP_TERMS_MAX];
	uint8_t term_count;
	uint8_t needs; /* enum hwcap_needs */
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
 * Does a Linux of `release` ("6.12", "6.12.95+deb12-arm64"; NULL: the newest known) show the word
 * where the registers read as `values`? By MIDR_EL1 too: ssbs is hidden on cores that do not
 * synchronise it by themselves, as stable kernels do since August 2024, and bf16 on early
 * Cortex-A510.
 */
bool hwcap_is_shown(const struct hwcap *hwcap, const uint64_t values[IDREG_INDEX_COUNT],
		    const char *release);

/* A line with all words fits. */
#define HWCAPS_LINE_BYTES 2048

/*
 * Writes the words that are shown, in Linux's order, with blanks between: what follows "Features\t:
 * " in /proc/cpuinfo. At most `bytes` with the NUL; false if that is not enough.
 */
bool hwcaps_line(const uint64_t values[IDREG_INDEX_COUNT], const char *release, char *text,
		 size_t bytes);

#endif
