// SPDX-License-Identifier: GPL-2.0-only
// What can only be said of a dump's whole text: what is missing, what contradicts, what is not
// whole.
#include "sysregs/dump_read.h"

#include <stdarg.h>

#include "sysregs/check_field.h"
#include "sysregs/features.h"
#include "sysregs/dump_text.h"

#define REFUSE(reader, format, ...)                                                    \
	messages_add((reader)->messages, MESSAGE_ERROR, "%s: " format, (reader)->name, \
		     ##__VA_ARGS__)
#define REFUSE_AT(reader, line, format, ...)                                                      \
	messages_add((reader)->messages, MESSAGE_ERROR, "%s:%u: " format, (reader)->name, (line), \
		     ##__VA_ARGS__)

/* Is a section there if and only if `why`, a line of [host], says so? */
static void check_section(const struct dump_reader *reader, enum dump_section section, bool wanted,
			  enum dump_key why)
{
	unsigned int line = reader->section_lines[section];

	if (wanted && !line)
		REFUSE(reader, "[%s] is missing: the text is not whole",
		       dump_section_names[section]);
	else if (!wanted && line)
		REFUSE_AT(reader, line, "[%s]: %s in [host] says that there is none",
			  dump_section_names[section], dump_key_names[why]);
}

static void check_sections(const struct dump_reader *reader)
{
	const struct cpu_dump *dump = reader->dump;
	const bool wanted[DUMP_LIMITS_COUNT] = {
		[DUMP_LIMITS_NONE] = true,
		[DUMP_LIMITS_ALL] = true,
		[DUMP_LIMITS_EL2] = dump->available.el2,
		[DUMP_LIMITS_EL2_E2H0] = dump->available.el2 && dump->available.el2_e2h0,
	};

	check_section(reader, DUMP_SECTION_CPUS, true, DUMP_KEY_FORMAT);
	check_section(reader, DUMP_SECTION_MASKS, dump->has_masks, DUMP_KEY_MASKS);
	check_section(reader, DUMP_SECTION_CAPABILITIES, true, DUMP_KEY_FORMAT);
	for (unsigned int kind = 0; kind < DUMP_LIMITS_COUNT; kind++) {
		enum dump_section section = DUMP_SECTION_LIMITS + kind;

		check_section(reader, section, wanted[kind], DUMP_KEY_FEATURES);
		reader->dump->limits[kind].known = reader->section_lines[section];
		if (reader->section_lines[section] && !dump->limits[kind].present[INDEX_PFR0])
			REFUSE_AT(reader, reader->section_lines[section],
				  "[%s]: ID_AA64PFR0_EL1 is missing, which every CPU has",
				  dump_section_names[section]);
	}
}

static void check_host(const struct dump_reader *reader)
{
	struct cpu_dump *dump = reader->dump;

	if (dump->available.sve != (dump->sve_lengths != 0))
		REFUSE_AT(reader, reader->key_lines[DUMP_KEY_SVE_LENGTHS],
			  "sve-lengths: %s, but features names sve%s",
			  dump->sve_lengths ? "lengths" : "none", dump->sve_lengths ? " not" : "");
	else if (dump->sve_lengths && !(dump->sve_lengths & 1))
		REFUSE_AT(reader, reader->key_lines[DUMP_KEY_SVE_LENGTHS],
			  "sve-lengths: 128 is missing, which every CPU with SVE has");
	dump->available.sve_max_vl_bits = sve_longest(dump->sve_lengths);
	if (dump->page_bytes != 4096 && dump->page_bytes != 16384 && dump->page_bytes != 65536)
		REFUSE_AT(reader, reader->key_lines[DUMP_KEY_PAGE_BYTES],
			  "page-bytes: %u found, 4096, 16384 or 65536 is wanted", dump->page_bytes);
	if (dump->ipa_bits < 32 || dump->ipa_bits > 56)
		REFUSE_AT(reader, reader->key_lines[DUMP_KEY_IPA_BITS],
			  "ipa-bits: %u found, 32 to 56 is wanted", dump->ipa_bits);
}

void dump_check_whole(const struct dump_reader *reader)
{
	size_t errors = reader->messages->error_count;

	for (unsigned int key = 0; key < DUMP_KEY_NEEDED; key++) {
		if (!reader->key_lines[key])
			REFUSE(reader, "[host]: %s is missing: the text is not whole",
			       dump_key_names[key]);
	}
	check_sections(reader);
	if (reader->messages->error_count != errors)
		return;
	check_host(reader);
	if (!reader->end_line)
		REFUSE_AT(reader, reader->section_lines[DUMP_SECTION_LAST],
			  "the text ends early: [" DUMP_SECTION_END "] has no keys = …");
	else if (reader->promised_keys != reader->keys)
		REFUSE_AT(reader, reader->end_line,
			  "keys: %llu promised, %u found from [host] on: a part of the text is "
			  "lost, or was added",
			  (unsigned long long)reader->promised_keys, reader->keys);
}
