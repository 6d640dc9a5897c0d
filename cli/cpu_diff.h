/* SPDX-License-Identifier: GPL-2.0-only */
/* What `armlet cpu diff` prints. Inside that command only. */
#ifndef CLI_CPU_DIFF_H
#define CLI_CPU_DIFF_H

#include <stdbool.h>
#include <stdio.h>

#include "sysregs/diff.h"

/* What is compared, for headings. */
struct diff_sides {
	const char *kind_a, *kind_b; /* "dump" or "profile" */
	const char *name_a, *name_b;
	const char *detail_a, *detail_b; /* a dump's kernel, or NULL */
	const char *host;		 /* --host of two profiles: its label, or NULL */
};

/* Sections by class, and a summary as the last line. 0, or -1 after a line. */
int diff_print_text(const struct diff *diff, const struct diff_sides *sides, FILE *out);
int diff_print_json(const struct diff *diff, const struct diff_sides *sides, FILE *out);

#endif
