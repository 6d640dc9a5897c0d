/* SPDX-License-Identifier: GPL-2.0-only */
/* What `armlet cpu baseline` prints beside the profile. Inside that command only. */
#ifndef CLI_CPU_BASELINE_H
#define CLI_CPU_BASELINE_H

#include <stdio.h>

#include "sysregs/level.h"

/* What cannot be levelled, by who notices, and a summary as the last line. 0, or -1 after a line.
 */
int baseline_print_gaps(const struct level *level, FILE *out);

/* All of it as one JSON object; `profile` is the text, NULL if it is in a file. 0, or -1 after a
 * line. */
int baseline_print_json(const struct level *level, const char *profile, FILE *out);

#endif
