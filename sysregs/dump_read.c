// SPDX-License-Identifier: GPL-2.0-only
// Sections and keys of a dump, turned into the struct.
#include "sysregs/dump_read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "sysregs/dump_text.h"
#include "sysregs/dump_value.h"

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

bool dump_take_section(void *user, const char *name, unsigned int line)
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

void dump_take_key(void *user, const char *name, const char *value, unsigned int line)
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
