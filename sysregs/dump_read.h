/* SPDX-License-Identifier: GPL-2.0-only */
/* A dump's text on its way into the struct. Inside dumps only. */
#ifndef SYSREGS_DUMP_READ_H
#define SYSREGS_DUMP_READ_H

#include "sysregs/dump.h"
#include "sysregs/dump_value.h"

enum dump_section {
	DUMP_SECTION_HOST,
	DUMP_SECTION_CPUS,
	DUMP_SECTION_MASKS,
	DUMP_SECTION_LIMITS, /* + enum dump_limits_kind */
	DUMP_SECTION_CAPABILITIES = DUMP_SECTION_LIMITS + DUMP_LIMITS_COUNT,
	DUMP_SECTION_LAST, /* [host.end] */
	DUMP_SECTION_COUNT,
	DUMP_SECTION_UNKNOWN = DUMP_SECTION_COUNT, /* of a newer armlet */
};

/* Keys of [host]; those after DUMP_KEY_NEEDED are for people. */
enum dump_key {
	DUMP_KEY_FORMAT,
	DUMP_KEY_NAME,
	DUMP_KEY_KERNEL,
	DUMP_KEY_ARMLET,
	DUMP_KEY_MASKS,
	DUMP_KEY_IMPLEMENTATION_IDS,
	DUMP_KEY_PROTECTED,
	DUMP_KEY_FEATURES,
	DUMP_KEY_SVE_LENGTHS,
	DUMP_KEY_GIC,
	DUMP_KEY_IPA_BITS,
	DUMP_KEY_PAGE_BYTES,
	DUMP_KEY_CNTFRQ,
	DUMP_KEY_CTR,
	DUMP_KEY_DCZID,
	DUMP_KEY_NEEDED,
	DUMP_KEY_PAUTH = DUMP_KEY_NEEDED,
	DUMP_KEY_PMU,
	DUMP_KEY_MTE,
	DUMP_KEY_GUEST_PAGES,
	DUMP_KEY_COUNT,
};

extern const char *const dump_section_names[DUMP_SECTION_COUNT];
extern const char *const dump_key_names[DUMP_KEY_COUNT];

struct dump_reader {
	struct cpu_dump *dump;
	const char *name; /* the text's, for messages */
	struct messages *messages;
	enum dump_section section;
	unsigned int section_lines[DUMP_SECTION_COUNT]; /* where they stood; 0: nowhere */
	unsigned int key_lines[DUMP_KEY_COUNT];
	unsigned int register_lines[DUMP_SECTION_CAPABILITIES][IDREG_INDEX_COUNT];
	unsigned int keys;		       /* of [host] and [host.…] but [host.end] */
	unsigned int end_line;		       /* of [host.end] keys; 0: not there */
	uint64_t promised_keys;		       /* what it says */
	char format_reason[DUMP_REASON_BYTES]; /* why [host] format is none that is read here */
};

/* What ini_read() calls, with a struct dump_reader for `user` (sysregs/ini_reader.h). */
bool dump_take_section(void *user, const char *name, unsigned int line);
void dump_take_key(void *user, const char *name, const char *value, unsigned int line);

/* What can only be said of all the text: what is missing, what contradicts. Messages are errors. */
void dump_check_whole(const struct dump_reader *reader);

/* After all that: does the profile at the head say the same? One warning if it does not. */
void dump_check_profile(const struct dump_reader *reader, const char *text, size_t bytes);

#endif
