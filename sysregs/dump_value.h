/* SPDX-License-Identifier: GPL-2.0-only */
/* Values as dumps have them. Inside dumps only. */
#ifndef SYSREGS_DUMP_VALUE_H
#define SYSREGS_DUMP_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/dump.h"

#define DUMP_REASON_BYTES 320

/* Each reads all of `text`, or gives false with a reason that a key's name goes before. */
bool dump_parse_number(const char *text, uint64_t max, uint64_t *number,
		       char reason[DUMP_REASON_BYTES]);
bool dump_parse_yes(const char *text, bool *yes, char reason[DUMP_REASON_BYTES]);
/* One word without blanks of at most DUMP_NAME_BYTES - 1 bytes. */
bool dump_parse_word(const char *text, char *word, char reason[DUMP_REASON_BYTES]);
/* "128, 256" or "none": multiples of 128 up to 2048, in ascending order. */
bool dump_parse_lengths(const char *text, uint32_t *lengths, char reason[DUMP_REASON_BYTES]);
/* Names out of `names`, each at most once, with commas between, or "none": bit n for names[n]. */
bool dump_parse_names(const char *text, const char *const *names, size_t count, unsigned int *bits,
		      char reason[DUMP_REASON_BYTES]);
/* "0-3" or "4". */
bool dump_parse_cpus(const char *text, unsigned int *first, unsigned int *last,
		     char reason[DUMP_REASON_BYTES]);
/* "1 (240)". */
bool dump_parse_capability(const char *text, struct dump_capability *capability,
			   char reason[DUMP_REASON_BYTES]);

#endif
