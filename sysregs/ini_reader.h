/* SPDX-License-Identifier: GPL-2.0-only */
/* The reader under inih: hands it clean lines, counts them, and refuses what inih would take in
 * silence. */
#ifndef SYSREGS_INI_READER_H
#define SYSREGS_INI_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "sysregs/messages.h"

/*
 * Longest line, in bytes without its end. inih's buffer is 200 bytes with line end and NUL in every
 * release that a distribution ships; some releases split longer lines into two without a word.
 */
#define INI_LINE_BYTES_MAX    180
/* Longest section name: inih keeps 49 bytes and cuts the rest. */
#define INI_SECTION_BYTES_MAX 48
/* Largest text: a profile of all registers is under 20 KiB. */
#define INI_TEXT_BYTES_MAX    (1024 * 1024)

/* Who gets the sections and keys, in the order of the text. Strings live until the call returns. */
struct ini_events {
	/* A "[section]" line. False: its keys are not wanted (the callee has said why). */
	bool (*section)(void *user, const char *section, unsigned int line);
	/* "key = value" in a section that was wanted. Neither string is empty. */
	void (*key)(void *user, const char *key, const char *value, unsigned int line);
	void *user;
};

/*
 * Reads INI text: "[section]", "key = value" (or "key: value"), comments from ';' or '#' at the
 * start of a line or after white space to its end. Indentation, a UTF-8 byte order mark and CR LF
 * are accepted. Refused with "NAME:LINE: …": lines and section names that are too long, NUL bytes,
 * keys outside a section, lines that are none of the above, texts over INI_TEXT_BYTES_MAX.
 * Duplicates are the callee's to refuse, who knows which names are one and the same.
 */
void ini_read(const char *name, const char *text, size_t bytes, const struct ini_events *events,
	      struct messages *messages);

#endif
