// SPDX-License-Identifier: GPL-2.0-only
// What hosts have in common or not, in words: names, values, who has what.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"
#include "sysregs/level.h"

/* Distinct values that are told apart in one line; more are counted. */
#define GROUPS_MAX 16

#define CTR_MINIMUM_LINES (bits_mask(19, 16) | bits_mask(3, 0))
#define OWN_CACHES	  (UINT64_C(1) << 63)
/* Where pauth_value() says whose algorithm it is. */
#define PAUTH_PART	  12
#define PAUTH_IMPLEMENTER 48
#define PAUTH_OWNER	  (UINT64_C(1) << 63)
#define ISAR1_PAUTH	  (bits_mask(31, 24) | bits_mask(11, 4))
#define ISAR2_PAUTH	  (bits_mask(27, 24) | bits_mask(15, 8))
/* Of ISAR1: an algorithm of the implementation's own. */
#define ISAR1_OWN	  (bits_mask(31, 28) | bits_mask(11, 8))

struct level_name level_what_name(const struct level_what *what)
{
	static const char *const names[] = {
		[LEVEL_TMINLINE] = "CTR_EL0.TminLine",
		[LEVEL_DCZID] = "DCZID_EL0",
		[LEVEL_CCSIDR] = "CCSIDR_EL1",
		[LEVEL_CNTFRQ] = "CNTFRQ_EL0",
		[LEVEL_GIC] = "GIC",
		[LEVEL_SVE] = "SVE",
		[LEVEL_PAUTH] = "pointer authentication",
		[LEVEL_PMU] = "PMU",
		[LEVEL_MTE] = "MTE",
	};
	struct level_name name;
	char reg[48];

	if (what->reg)
		snprintf(reg, sizeof(reg), "%s", what->reg->name);
	else
		snprintf(reg, sizeof(reg), "%s", dump_register_text(what->index).text);
	switch (what->kind) {
	case LEVEL_FIELD:
		snprintf(name.text, sizeof(name.text), "%s.%s", reg, what->field->name);
		break;
	case LEVEL_REGISTER:
		snprintf(name.text, sizeof(name.text), "%s", reg);
		break;
	case LEVEL_RESERVED:
		snprintf(name.text, sizeof(name.text), "%s bits 0x%" PRIx64, reg, what->bits);
		break;
	default:
		snprintf(name.text, sizeof(name.text), "%s", names[what->kind]);
		break;
	}
	return name;
}

/*
 * What decides how pointers are signed, of both registers in one number: and, where that is no
 * algorithm of the architecture, whose it is, in bits that the fields leave free. Two CPUs that say
 * the same of algorithms of their own need not sign alike, and a guest that moves would find all
 * its pointers forged.
 */
static uint64_t pauth_value(const struct cpu_dump *dump)
{
	const uint64_t *all = dump->limits[DUMP_LIMITS_ALL].values;
	uint64_t midr = dump->limits[DUMP_LIMITS_NONE].values[INDEX_MIDR], value;

	if (!dump->available.pauth)
		return 0;
	value = (all[INDEX_ISAR1] & ISAR1_PAUTH) | (all[INDEX_ISAR2] & ISAR2_PAUTH) << 32;
	if (value & ISAR1_OWN)
		value |= PAUTH_OWNER | bits_get(midr, 31, 24) << PAUTH_IMPLEMENTER |
			 bits_get(midr, 15, 4) << PAUTH_PART;
	return value;
}

uint64_t level_what_value(const struct level_what *what, const struct level_host *host)
{
	const struct cpu_dump *dump = host->dump;

	switch (what->kind) {
	case LEVEL_FIELD:
		return idreg_field_get(what->field, host->cpu.limits[what->index]);
	case LEVEL_REGISTER:
		return host->cpu.limits[what->index];
	case LEVEL_RESERVED:
		return host->cpu.limits[what->index] & what->bits;
	case LEVEL_TMINLINE:
		return bits_get(host->ctr, 37, 32);
	case LEVEL_DCZID:
		return dump->dczid_el0;
	case LEVEL_CCSIDR:
		/* Linux before 6.3 shows the CPU's own caches, of which a dump knows no more than
		 * whose they are; kernels without masks are the ones that may be as old. */
		if (!dump->has_masks)
			return OWN_CACHES | dump->limits[DUMP_LIMITS_NONE].values[INDEX_MIDR];
		return dump->ctr_el0 & CTR_MINIMUM_LINES;
	case LEVEL_CNTFRQ:
		return dump->cntfrq_hz;
	case LEVEL_GIC:
		return dump->gics & DUMP_GIC_V3 ? 3 : dump->gics & DUMP_GIC_V2 ? 2 : 0;
	case LEVEL_SVE:
		return dump->available.sve ? dump->sve_lengths : 0;
	case LEVEL_PAUTH:
		return pauth_value(dump);
	case LEVEL_PMU:
		return dump->available.pmu;
	case LEVEL_MTE:
		return dump->available.mte;
	}
	return 0;
}

static void append(char *text, size_t bytes, size_t *used, const char *more)
{
	size_t length = strlen(more);

	if (*used + length < bytes)
		memcpy(text + *used, more, length + 1);
	*used += length;
}

static void sve_text(struct level_name *name, uint64_t lengths)
{
	size_t used = 0;
	char number[16];

	/* All up to a longest one, as an emulator has them. */
	if (lengths > 3 && !(lengths & (lengths + 1))) {
		snprintf(name->text, sizeof(name->text), "128 to %u bits",
			 128 * (unsigned int)__builtin_popcountll(lengths));
		return;
	}
	for (unsigned int n = 0; n < 16; n++) {
		if (!(lengths >> n & 1))
			continue;
		snprintf(number, sizeof(number), "%s%u", used ? "/" : "", (n + 1) * 128);
		append(name->text, sizeof(name->text), &used, number);
	}
	append(name->text, sizeof(name->text), &used, " bits");
}

static void pauth_text(struct level_name *name, uint64_t value, bool owner)
{
	static const struct {
		const char *name;
		unsigned int lsb;
	} parts[] = {
		{ "APA", 4 },	{ "API", 8 },	{ "GPA", 24 },	    { "GPI", 28 },
		{ "GPA3", 40 }, { "APA3", 44 }, { "PAC_frac", 56 },
	};
	size_t used = 0;
	char part[32];

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		unsigned int level = value >> parts[i].lsb & 0xf;

		if (!level)
			continue;
		snprintf(part, sizeof(part), "%s%s=%u", used ? " " : "", parts[i].name, level);
		append(name->text, sizeof(name->text), &used, part);
	}
	if (!owner || !(value & PAUTH_OWNER))
		return;
	snprintf(part, sizeof(part), " of CPU 0x%02x:0x%03x",
		 (unsigned int)(value >> PAUTH_IMPLEMENTER & 0xff),
		 (unsigned int)(value >> PAUTH_PART & 0xfff));
	append(name->text, sizeof(name->text), &used, part);
}

static void fact_text(struct level_name *name, const struct level_what *what, uint64_t value)
{
	char *text = name->text;
	size_t bytes = sizeof(name->text);

	switch (what->kind) {
	case LEVEL_TMINLINE:
		snprintf(text, bytes, "%" PRIu64, value);
		break;
	case LEVEL_DCZID:
		if (value & 0x10)
			snprintf(text, bytes, "0x%" PRIx64 " (no DC ZVA)", value);
		else
			snprintf(text, bytes, "0x%" PRIx64 " (DC ZVA of %u bytes)", value,
				 4u << (value & 0xf));
		break;
	case LEVEL_CCSIDR:
		if (value & OWN_CACHES) {
			snprintf(text, bytes, "the CPU's own caches");
			break;
		}
		snprintf(text, bytes, "lines of %u/%u bytes", 4u << (value >> 16 & 0xf),
			 4u << (value & 0xf));
		break;
	case LEVEL_CNTFRQ:
		snprintf(text, bytes, "%" PRIu64 " Hz", value);
		break;
	case LEVEL_GIC:
		snprintf(text, bytes, value ? "GICv%" PRIu64 : "none", value);
		break;
	case LEVEL_SVE:
		sve_text(name, value);
		break;
	case LEVEL_PAUTH:
		pauth_text(name, value, what->bits);
		break;
	default:
		snprintf(text, bytes, "it");
		break;
	}
}

struct level_name level_what_text(const struct level_what *what, uint64_t value)
{
	struct level_name name = { "" };

	if (what->kind == LEVEL_FIELD)
		snprintf(name.text, sizeof(name.text), "%s", value_text(what->field, value).text);
	else if (what->kind <= LEVEL_RESERVED)
		snprintf(name.text, sizeof(name.text), "0x%" PRIx64, value);
	else if (what->kind >= LEVEL_SVE && !value)
		snprintf(name.text, sizeof(name.text), "none");
	else
		fact_text(&name, what, value);
	return name;
}

struct level_what level_what_in_full(const struct level *level, const struct level_what *what)
{
	const uint64_t owner = bits_mask(55, 48) | bits_mask(23, 12);
	struct level_what full = *what;
	uint64_t value, differs;

	for (size_t i = 0; what->kind == LEVEL_PAUTH && i < level->host_count; i++) {
		value = level_what_value(what, &level->hosts[i]);
		for (size_t j = 0; j < i; j++) {
			differs = value ^ level_what_value(what, &level->hosts[j]);
			if (differs && !(differs & ~owner))
				full.bits = 1;
		}
	}
	return full;
}

bool level_what_is_same(const struct level *level, const struct level_what *what)
{
	uint64_t first = level_what_value(what, &level->hosts[0]);

	for (size_t i = 1; i < level->host_count; i++) {
		if (level_what_value(what, &level->hosts[i]) != first)
			return false;
	}
	return true;
}

struct groups {
	uint64_t values[GROUPS_MAX];
	size_t sizes[GROUPS_MAX];
	size_t count;
	bool cut; /* there are more values */
};

static int compare_values(const struct level_what *what, uint64_t a, uint64_t b)
{
	if (what->kind == LEVEL_FIELD)
		return idreg_field_compare(what->field, a, b);
	return (a > b) - (a < b);
}

static void count_value(struct groups *groups, const struct level_what *what, uint64_t value)
{
	size_t i = 0, j;

	while (i < groups->count && compare_values(what, groups->values[i], value) < 0)
		i++;
	if (i < groups->count && groups->values[i] == value) {
		groups->sizes[i]++;
		return;
	}
	/* The highest go first where there are too many: who is lowest decides. */
	if (groups->count == GROUPS_MAX) {
		groups->cut = true;
		if (i == GROUPS_MAX)
			return;
		groups->count--;
	}
	for (j = groups->count++; j > i; j--) {
		groups->values[j] = groups->values[j - 1];
		groups->sizes[j] = groups->sizes[j - 1];
	}
	groups->values[i] = value;
	groups->sizes[i] = 1;
}

static struct groups group(const struct level *level, const struct level_what *what)
{
	struct groups groups = { .count = 0 };

	for (size_t i = 0; i < level->host_count; i++)
		count_value(&groups, what, level_what_value(what, &level->hosts[i]));
	return groups;
}

/* "n1", "n1 and v1", "n1, v1 and 46 more", "48 hosts". */
static void append_hosts(const struct level *level, const struct level_what *what, uint64_t value,
			 size_t size, size_t names, char *text, size_t bytes, size_t *used)
{
	size_t shown = 0, left = size;
	char number[32];

	if (!names) {
		snprintf(number, sizeof(number), "%zu host%s", size, size == 1 ? "" : "s");
		append(text, bytes, used, number);
		return;
	}
	if (size == names + 1)
		names = size;
	for (size_t i = 0; i < level->host_count && shown < names && left; i++) {
		if (level_what_value(what, &level->hosts[i]) != value)
			continue;
		left--;
		if (shown)
			append(text, bytes, used, left ? ", " : " and ");
		append(text, bytes, used, level->hosts[i].dump->label);
		shown++;
	}
	if (left) {
		snprintf(number, sizeof(number), " and %zu more", left);
		append(text, bytes, used, number);
	}
}

/* The whole line with at most `names` names in a group; the bytes that it takes. */
static size_t describe(const struct level *level, const struct level_what *what,
		       const struct groups *groups, size_t names, size_t count, char *text,
		       size_t bytes)
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		if (i)
			append(text, bytes, &used, "; ");
		append_hosts(level, what, groups->values[i], groups->sizes[i], names, text, bytes,
			     &used);
		append(text, bytes, &used, groups->sizes[i] > 1 ? " have " : " has ");
		append(text, bytes, &used, level_what_text(what, groups->values[i]).text);
	}
	if (count < groups->count || groups->cut)
		append(text, bytes, &used, "; others more");
	return used;
}

void level_who_text(const struct level *level, const struct level_what *what, char *text,
		    size_t bytes)
{
	struct level_what full = level_what_in_full(level, what);
	struct groups groups = group(level, what);
	size_t names = 3, count = groups.count;

	while (describe(level, &full, &groups, names, count, text, bytes) >= bytes) {
		if (names)
			names--;
		else if (count > 1)
			count--;
		else
			break;
	}
}
