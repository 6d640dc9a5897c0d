// SPDX-License-Identifier: GPL-2.0-only
// Sections and keys of a dump, turned into the struct.
#include "sysregs/dump_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/bits.h"
#include "sysregs/dump_text.h"
#include "sysregs/dump_value.h"
#include "sysregs/features.h"
#include "sysregs/ini_reader.h"
#include "sysregs/profile_value.h"

const char *const dump_section_names[DUMP_SECTION_COUNT] = {
	[DUMP_SECTION_HOST] = "host",
	[DUMP_SECTION_CPUS] = "host.cpus",
	[DUMP_SECTION_MASKS] = "host.masks",
	[DUMP_SECTION_LIMITS + DUMP_LIMITS_NONE] = "host.limits.none",
	[DUMP_SECTION_LIMITS + DUMP_LIMITS_ALL] = "host.limits.all",
	[DUMP_SECTION_LIMITS + DUMP_LIMITS_EL2] = "host.limits.el2",
	[DUMP_SECTION_LIMITS + DUMP_LIMITS_EL2_E2H0] = "host.limits.el2-e2h0",
	[DUMP_SECTION_CAPABILITIES] = "host.capabilities",
	[DUMP_SECTION_LAST] = DUMP_SECTION_END,
};

const char *const dump_key_names[DUMP_KEY_COUNT] = {
	[DUMP_KEY_FORMAT] = "format",
	[DUMP_KEY_NAME] = "name",
	[DUMP_KEY_KERNEL] = "kernel",
	[DUMP_KEY_ARMLET] = "armlet",
	[DUMP_KEY_MASKS] = "masks",
	[DUMP_KEY_IMPLEMENTATION_IDS] = "implementation-ids",
	[DUMP_KEY_PROTECTED] = "protected",
	[DUMP_KEY_FEATURES] = "features",
	[DUMP_KEY_SVE_LENGTHS] = "sve-lengths",
	[DUMP_KEY_GIC] = "gic",
	[DUMP_KEY_IPA_BITS] = "ipa-bits",
	[DUMP_KEY_PAGE_BYTES] = "page-bytes",
	[DUMP_KEY_CNTFRQ] = "cntfrq",
	[DUMP_KEY_CTR] = "ctr",
	[DUMP_KEY_DCZID] = "dczid",
	[DUMP_KEY_PAUTH] = "pauth",
	[DUMP_KEY_PMU] = "pmu",
	[DUMP_KEY_MTE] = "mte",
	[DUMP_KEY_GUEST_PAGES] = "guest-pages",
};

#define REFUSE(reader, line, format, ...)                                                         \
	messages_add((reader)->messages, MESSAGE_ERROR, "%s:%u: " format, (reader)->name, (line), \
		     ##__VA_ARGS__)
#define NOTE(reader, line, format, ...)                                                          \
	messages_add((reader)->messages, MESSAGE_NOTE, "%s:%u: " format, (reader)->name, (line), \
		     ##__VA_ARGS__)

static bool take_section(void *user, const char *name, unsigned int line)
{
	struct dump_reader *reader = user;
	unsigned int section = 0, *seen;

	/* The profile part. */
	if (strcasecmp(name, "host") && strncasecmp(name, "host.", 5))
		return false;
	while (section < DUMP_SECTION_COUNT && strcasecmp(name, dump_section_names[section]))
		section++;
	reader->section = (enum dump_section)section;
	if (section == DUMP_SECTION_UNKNOWN) {
		NOTE(reader, line, "[%s]: not known to this version of armlet, not read", name);
		return true;
	}
	seen = &reader->section_lines[section];
	if (*seen) {
		REFUSE(reader, line,
		       "[%s]: the section stands on line %u already; its lines are not read", name,
		       *seen);
		return false;
	}
	*seen = line;
	return true;
}

static bool parse_features(const char *value, struct cpu_features *features,
			   char reason[DUMP_REASON_BYTES])
{
	const char *names[DUMP_FEATURE_COUNT];
	unsigned int bits;

	for (size_t i = 0; i < DUMP_FEATURE_COUNT; i++)
		names[i] = dump_features[i].name;
	if (!dump_parse_names(value, names, DUMP_FEATURE_COUNT, &bits, reason))
		return false;
	for (size_t i = 0; i < DUMP_FEATURE_COUNT; i++)
		*dump_feature(features, i) = bits >> i & 1;
	return true;
}

static bool parse_unsigned(const char *value, unsigned int max, unsigned int *number,
			   char reason[DUMP_REASON_BYTES])
{
	uint64_t wide = 0;

	if (!dump_parse_number(value, max, &wide, reason))
		return false;
	*number = (unsigned int)wide;
	return true;
}

/* It explains whatever else is found, so it is told instead of that. */
static void parse_format(struct dump_reader *reader, const char *value)
{
	char *reason = reader->format_reason;
	unsigned int format;

	if (parse_unsigned(value, UINT32_MAX, &format, reason) && format != DUMP_FORMAT)
		snprintf(reason, DUMP_REASON_BYTES,
			 "%u found, this armlet reads %d: use the version of armlet that made the "
			 "dump, or make it again with this one",
			 format, DUMP_FORMAT);
}

static bool parse_host_key(struct dump_reader *reader, enum dump_key key, const char *value,
			   char reason[DUMP_REASON_BYTES])
{
	struct cpu_dump *dump = reader->dump;

	switch (key) {
	case DUMP_KEY_FORMAT:
		parse_format(reader, value);
		return true;
	case DUMP_KEY_NAME:
		return dump_parse_word(value, dump->name, reason);
	case DUMP_KEY_KERNEL:
		return dump_parse_word(value, dump->kernel_release, reason);
	case DUMP_KEY_ARMLET:
		return dump_parse_word(value, dump->armlet, reason);
	case DUMP_KEY_MASKS:
		return dump_parse_yes(value, &dump->has_masks, reason);
	case DUMP_KEY_IMPLEMENTATION_IDS:
		return dump_parse_yes(value, &dump->can_write_implementation_ids, reason);
	case DUMP_KEY_PROTECTED:
		return dump_parse_yes(value, &dump->protected_vm, reason);
	case DUMP_KEY_FEATURES:
		return parse_features(value, &dump->available, reason);
	case DUMP_KEY_SVE_LENGTHS:
		return dump_parse_lengths(value, &dump->sve_lengths, reason);
	case DUMP_KEY_GIC:
		return dump_parse_names(value, dump_gics, DUMP_GIC_COUNT, &dump->gics, reason);
	case DUMP_KEY_IPA_BITS:
		return parse_unsigned(value, 64, &dump->ipa_bits, reason);
	case DUMP_KEY_PAGE_BYTES:
		return parse_unsigned(value, 65536, &dump->page_bytes, reason);
	case DUMP_KEY_CNTFRQ:
		return dump_parse_number(value, UINT32_MAX, &dump->cntfrq_hz, reason);
	case DUMP_KEY_CTR:
		return dump_parse_number(value, UINT64_MAX, &dump->ctr_el0, reason);
	case DUMP_KEY_DCZID:
		return dump_parse_number(value, UINT64_MAX, &dump->dczid_el0, reason);
	default:
		return true;
	}
}

static void take_host_key(struct dump_reader *reader, const char *name, const char *value,
			  unsigned int line)
{
	char reason[DUMP_REASON_BYTES];
	unsigned int key = 0;

	while (key < DUMP_KEY_COUNT && strcasecmp(name, dump_key_names[key]))
		key++;
	if (key == DUMP_KEY_COUNT) {
		NOTE(reader, line, "%s: not known to this version of armlet, not read", name);
		return;
	}
	if (reader->key_lines[key]) {
		REFUSE(reader, line, "%s: set on line %u already", name, reader->key_lines[key]);
		return;
	}
	reader->key_lines[key] = line;
	if (!parse_host_key(reader, (enum dump_key)key, value, reason))
		REFUSE(reader, line, "%s: %s", dump_key_names[key], reason);
}

static void take_cpus(struct dump_reader *reader, const char *name, const char *value,
		      unsigned int line)
{
	struct cpu_dump *dump = reader->dump;
	char reason[DUMP_REASON_BYTES];
	struct dump_cpus run;

	if (!dump_parse_cpus(name, &run.first, &run.last, reason) ||
	    !dump_parse_number(value, UINT64_MAX, &run.midr, reason)) {
		REFUSE(reader, line, "CPUs: %s", reason);
		return;
	}
	if (dump->cpu_run_count && run.first <= dump->cpus[dump->cpu_run_count - 1].last) {
		REFUSE(reader, line, "CPUs: %s comes after %u: they go up, and none is there twice",
		       name, dump->cpus[dump->cpu_run_count - 1].last);
		return;
	}
	if (dump->cpu_run_count == DUMP_CPU_RUNS_MAX) {
		REFUSE(reader, line, "CPUs: more than %d runs of like ones", DUMP_CPU_RUNS_MAX);
		return;
	}
	dump->cpus[dump->cpu_run_count++] = run;
}

static void take_register(struct dump_reader *reader, const char *name, const char *value,
			  unsigned int line)
{
	unsigned int kind = reader->section - DUMP_SECTION_LIMITS, index, *seen;
	struct cpu_dump *dump = reader->dump;
	char reason[DUMP_REASON_BYTES];
	const char *nearest;
	uint64_t bits = 0;

	if (!dump_register_index(name, &index)) {
		nearest = idreg_nearest_name(name);
		REFUSE(reader, line, "%s: no such register%s%s%s", name,
		       nearest ? "; did you mean " : "", nearest ? nearest : "",
		       nearest ? "?" : "");
		return;
	}
	seen = &reader->register_lines[reader->section][index];
	if (*seen) {
		REFUSE(reader, line, "%s: set on line %u already", name, *seen);
		return;
	}
	*seen = line;
	if (!dump_parse_number(value, UINT64_MAX, &bits, reason)) {
		REFUSE(reader, line, "%s: %s", name, reason);
		return;
	}
	if (reader->section == DUMP_SECTION_MASKS) {
		dump->masks[index] = bits;
	} else {
		dump->limits[kind].present[index] = true;
		dump->limits[kind].values[index] = bits;
	}
}

static void take_capability(struct dump_reader *reader, const char *name, const char *value,
			    unsigned int line)
{
	struct cpu_dump *dump = reader->dump;
	struct dump_capability *capability = &dump->capabilities[dump->capability_count];
	char reason[DUMP_REASON_BYTES];

	if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != strlen(name) ||
	    strlen(name) >= sizeof(capability->name)) {
		REFUSE(reader, line, "%s: no name of a capability, such as KVM_CAP_ARM_SVE", name);
		return;
	}
	if (dump->capability_count == DUMP_CAPABILITIES_MAX) {
		REFUSE(reader, line, "%s: more than %d capabilities", name, DUMP_CAPABILITIES_MAX);
		return;
	}
	for (unsigned int i = 0; i < dump->capability_count; i++) {
		if (!strcmp(dump->capabilities[i].name, name)) {
			REFUSE(reader, line, "%s: there already", name);
			return;
		}
	}
	if (!dump_parse_capability(value, capability, reason)) {
		REFUSE(reader, line, "%s: %s", name, reason);
		return;
	}
	strcpy(capability->name, name);
	dump->capability_count++;
}

static void take_end(struct dump_reader *reader, const char *name, const char *value,
		     unsigned int line)
{
	char reason[DUMP_REASON_BYTES];

	if (strcasecmp(name, "keys"))
		NOTE(reader, line, "%s: not known to this version of armlet, not read", name);
	else if (reader->end_line)
		REFUSE(reader, line, "%s: set on line %u already", name, reader->end_line);
	else if (!dump_parse_number(value, UINT32_MAX, &reader->promised_keys, reason))
		REFUSE(reader, line, "%s: %s", name, reason);
	else
		reader->end_line = line;
}

static void take_key(void *user, const char *name, const char *value, unsigned int line)
{
	struct dump_reader *reader = user;

	reader->keys += reader->section != DUMP_SECTION_LAST;
	switch (reader->section) {
	case DUMP_SECTION_HOST:
		take_host_key(reader, name, value, line);
		break;
	case DUMP_SECTION_CPUS:
		take_cpus(reader, name, value, line);
		break;
	case DUMP_SECTION_CAPABILITIES:
		take_capability(reader, name, value, line);
		break;
	case DUMP_SECTION_LAST:
		take_end(reader, name, value, line);
		break;
	case DUMP_SECTION_UNKNOWN:
		break;
	default: /* masks, and each kind of limits */
		take_register(reader, name, value, line);
	}
}

static unsigned int count_lines(const char *text, size_t bytes)
{
	unsigned int lines = 0;

	for (size_t i = 0; i < bytes; i++)
		lines += text[i] == '\n';
	return lines + (bytes && text[bytes - 1] != '\n');
}

/* Does the text have a section line for `section`? What ini_read() takes for one. */
static bool has_section(const char *text, size_t bytes, const char *section)
{
	const char *end = text + bytes, *line = text, *next, *s;
	size_t length = strlen(section);

	for (; line < end; line = next + 1) {
		next = memchr(line, '\n', (size_t)(end - line));
		if (!next)
			next = end;
		s = line;
		if (line == text && next - s >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
			s += 3;
		while (s < next && strchr(" \t\r\v\f", *s) && *s)
			s++;
		if (s == next || *s++ != '[')
			continue;
		while (s < next && (*s == ' ' || *s == '\t'))
			s++;
		if ((size_t)(next - s) < length + 1 || strncasecmp(s, section, length))
			continue;
		s += length;
		while (s < next && (*s == ' ' || *s == '\t'))
			s++;
		if (s < next && *s == ']')
			return true;
	}
	return false;
}

bool dump_is_text(const char *text, size_t bytes)
{
	return has_section(text, bytes, "host");
}

static void set_label(struct cpu_dump *dump, const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash && slash[1] ? slash + 1 : name;
	size_t length = strlen(base);

	if (length > 4 && !strcasecmp(base + length - 4, ".ini"))
		length -= 4;
	snprintf(dump->label, sizeof(dump->label), "%.*s", (int)length, base);
}

/* What makes all the rest not worth reading. */
static bool is_readable(const char *name, const char *text, size_t bytes, struct messages *messages)
{
	const char *why = NULL, *nul = bytes ? memchr(text, '\0', bytes) : NULL;

	if (nul && bytes <= INI_TEXT_BYTES_MAX) {
		messages_add(messages, MESSAGE_ERROR,
			     "%s:%u: a NUL byte: no text file, or a damaged one", name,
			     count_lines(text, (size_t)(nul - text) + 1));
		return false;
	}
	if (bytes > INI_TEXT_BYTES_MAX)
		why = "larger than 1024 KiB: no dump of a host";
	else if (!bytes)
		why = "empty: no dump of a host";
	else if (!dump_is_text(text, bytes))
		why = "a profile, no dump of a host, or one that was cut short: it has no [host] "
		      "section, which armlet cpu dump writes";
	if (why)
		messages_add(messages, MESSAGE_ERROR, "%s: %s", name, why);
	return !why;
}

/* One mistake that explains all the others that were found. */
static bool explain_at_once(const struct dump_reader *reader, const char *text, size_t bytes,
			    struct messages *messages)
{
	if (*reader->format_reason) {
		messages_add(messages, MESSAGE_ERROR, "%s:%u: format: %s", reader->name,
			     reader->key_lines[DUMP_KEY_FORMAT], reader->format_reason);
		return true;
	}
	if (has_section(text, bytes, DUMP_SECTION_END) &&
	    (reader->end_line || text[bytes - 1] == '\n'))
		return false;
	messages_add(messages, MESSAGE_ERROR,
		     "%s:%u: the text ends early: the last section, [" DUMP_SECTION_END
		     "], is missing or not whole",
		     reader->name, count_lines(text, bytes));
	return true;
}

static void move_messages(struct messages *from, struct messages *to)
{
	size_t errors = from->error_count;

	for (size_t i = 0; i < from->count; i++) {
		messages_add(to, from->list[i].kind, "%s", from->list[i].text);
		errors -= from->list[i].kind == MESSAGE_ERROR;
	}
	to->error_count += errors;
	to->dropped += from->dropped;
}

bool dump_load_memory(struct cpu_dump *dump, const char *name, const char *text, size_t bytes,
		      struct messages *messages)
{
	struct ini_events events = { .section = take_section, .key = take_key };
	size_t errors = messages->error_count;
	struct messages found = { 0 };
	struct dump_reader *reader;

	memset(dump, 0, sizeof(*dump));
	set_label(dump, name);
	if (!is_readable(name, text, bytes, messages))
		return false;
	reader = calloc(1, sizeof(*reader));
	if (!reader) {
		messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
		return false;
	}
	reader->dump = dump;
	reader->name = name;
	reader->messages = &found;
	events.user = reader;
	ini_read(name, text, bytes, &events, &found);
	if (!explain_at_once(reader, text, bytes, messages)) {
		if (!found.error_count)
			dump_check_whole(reader);
		if (!found.error_count)
			dump_check_profile(reader, text, bytes);
		move_messages(&found, messages);
	}
	messages_fini(&found);
	free(reader);
	return messages->error_count == errors;
}
