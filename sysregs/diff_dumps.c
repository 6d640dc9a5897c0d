// SPDX-License-Identifier: GPL-2.0-only
// Two hosts: fields against the level of both, then what is no field.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/diff.h"
#include "sysregs/level.h"

struct pair {
	struct diff *diff;
	const struct cpu_dump *a, *b;
	struct level level;
	const struct level_host *host_a, *host_b;
};

static enum diff_class class_of(const struct level_gap *gap)
{
	static const enum diff_class classes[] = {
		[LEVEL_SEEN] = DIFF_SEEN,
		[LEVEL_EL2] = DIFF_EL2,
		[LEVEL_AARCH32] = DIFF_AARCH32,
	};

	return classes[gap->class];
}

static const struct level_gap *gap_of_field(const struct level *level, const struct idreg *reg,
					    const struct idreg_field *field)
{
	for (size_t i = 0; i < level->gap_count; i++) {
		if (level->gaps[i].what.reg == reg && level->gaps[i].what.field == field)
			return &level->gaps[i];
	}
	return NULL;
}

/* Is the field one that belongs to a row of its own kind? */
static bool has_own_row(const struct idreg *reg, const struct idreg_field *field)
{
	switch (field_role(reg, field)) {
	case ROLE_MPIDR:
	case ROLE_IMPLEMENTATION_ID:
	case ROLE_CLIDR:
		return true;
	default:
		return field->kind != IDREG_FIELD;
	}
}

static void compare_field(struct pair *pair, const struct idreg *reg,
			  const struct idreg_field *field)
{
	uint64_t mask = bits_mask(field->msb, field->lsb), to;
	uint64_t a = idreg_field_get(field, pair->a->limits[DUMP_LIMITS_ALL].values[reg->index]);
	uint64_t b = idreg_field_get(field, pair->b->limits[DUMP_LIMITS_ALL].values[reg->index]);
	const struct level_gap *gap;

	if (has_own_row(reg, field) || a == b)
		return;
	gap = gap_of_field(&pair->level, reg, field);
	to = idreg_field_get(field, pair->level.values[reg->index]);
	if (gap)
		diff_add_field(pair->diff, class_of(gap), reg, field, a, b, NULL);
	else if (pair->level.pinned[reg->index] & mask)
		diff_add_field(pair->diff, DIFF_LEVELLED, reg, field, a, b, &to);
}

static void compare_fields(struct pair *pair)
{
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++)
			compare_field(pair, &idregs[i], &idregs[i].fields[j]);
	}
}

static void add_what(struct pair *pair, enum diff_class class, const struct level_what *what,
		     const char *to, const char *hint)
{
	struct level_what full = level_what_in_full(&pair->level, what);
	uint64_t a = level_what_value(what, pair->host_a);
	uint64_t b = level_what_value(what, pair->host_b);

	diff_add(pair->diff, class, level_what_name(what).text, level_what_text(&full, a).text,
		 level_what_text(&full, b).text, to, hint);
}

/* Whole registers, reserved bits, facts: those that are gaps. */
static void add_gaps(struct pair *pair)
{
	const struct level_gap *gap;

	for (size_t i = 0; i < pair->level.gap_count; i++) {
		gap = &pair->level.gaps[i];
		if (gap->what.kind != LEVEL_FIELD)
			add_what(pair, class_of(gap), &gap->what, NULL, gap->hint);
	}
}

/* Whole registers that are level though hosts differ. */
static void add_registers(struct pair *pair)
{
	static const unsigned int indexes[] = { INDEX_MIDR, INDEX_REVIDR, INDEX_CLIDR, INDEX_AIDR };
	struct level_what what = { .kind = LEVEL_REGISTER };
	char to[64];

	for (size_t i = 0; i < ARRAY_SIZE(indexes); i++) {
		what.index = indexes[i];
		what.reg = idreg_by_index(what.index);
		if (level_what_is_same(&pair->level, &what) || !pair->level.pinned[what.index])
			continue;
		snprintf(to, sizeof(to), "0x%" PRIx64 "%s", pair->level.values[what.index],
			 what.index == INDEX_CLIDR ? "" : " (--midr neutral)");
		add_what(pair, DIFF_LEVELLED, &what, to, NULL);
	}
}

/* vCPU features: a profile can switch them off, or cut SVE short. */
static void add_features(struct pair *pair)
{
	static const struct {
		enum level_what_kind kind;
		const char *off;
	} features[] = {
		{ LEVEL_SVE, "sve = off" },
		{ LEVEL_PAUTH, "pauth = off" },
		{ LEVEL_PMU, "pmu = off" },
		{ LEVEL_MTE, "mte = off" },
	};
	struct level_what what = { 0 };
	char to[64];

	for (size_t i = 0; i < ARRAY_SIZE(features); i++) {
		what.kind = features[i].kind;
		if (level_what_is_same(&pair->level, &what))
			continue;
		snprintf(to, sizeof(to), "%s", features[i].off);
		if (what.kind == LEVEL_SVE && pair->level.wishes.sve == FEATURE_ON)
			snprintf(to, sizeof(to), "sve-max-vl = %u",
				 pair->level.wishes.sve_max_vl_bits);
		if (what.kind == LEVEL_SVE || what.kind == LEVEL_PAUTH)
			add_what(pair, DIFF_LEVELLED, &what, to, NULL);
		else
			diff_add(pair->diff, DIFF_LEVELLED, level_what_name(&what).text,
				 level_what_value(&what, pair->host_a) ? "yes" : "no",
				 level_what_value(&what, pair->host_b) ? "yes" : "no", to, NULL);
	}
}

static void add_unseen(struct pair *pair, const char *name, const char *a, const char *b)
{
	if (strcmp(a, b))
		diff_add(pair->diff, DIFF_UNSEEN, name, a, b, NULL, NULL);
}

static void add_number(struct pair *pair, const char *name, const char *unit, uint64_t a,
		       uint64_t b)
{
	char text_a[40], text_b[40];

	snprintf(text_a, sizeof(text_a), "%" PRIu64 "%s", a, unit);
	snprintf(text_b, sizeof(text_b), "%" PRIu64 "%s", b, unit);
	add_unseen(pair, name, text_a, text_b);
}

static unsigned int writable_fields(const struct cpu_dump *dump)
{
	unsigned int count = 0;
	uint64_t mask;

	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			mask = bits_mask(idregs[i].fields[j].msb, idregs[i].fields[j].lsb);
			count += idregs[i].fields[j].kind == IDREG_FIELD &&
				 (dump->masks[idregs[i].index] & mask) == mask;
		}
	}
	return count;
}

static const struct dump_capability *capability(const struct cpu_dump *dump, const char *name)
{
	for (unsigned int i = 0; i < dump->capability_count; i++) {
		if (!strcmp(dump->capabilities[i].name, name))
			return &dump->capabilities[i];
	}
	return NULL;
}

static void add_capability(struct pair *pair, const char *name)
{
	const struct dump_capability *a = capability(pair->a, name), *b = capability(pair->b, name);
	char text_a[24] = "not asked", text_b[24] = "not asked";

	if (a)
		snprintf(text_a, sizeof(text_a), "%d", a->value);
	if (b)
		snprintf(text_b, sizeof(text_b), "%d", b->value);
	add_unseen(pair, name, text_a, text_b);
}

static void add_capabilities(struct pair *pair)
{
	for (unsigned int i = 0; i < pair->a->capability_count; i++)
		add_capability(pair, pair->a->capabilities[i].name);
	for (unsigned int i = 0; i < pair->b->capability_count; i++) {
		if (!capability(pair->a, pair->b->capabilities[i].name))
			add_capability(pair, pair->b->capabilities[i].name);
	}
}

/* What no guest sees, but who compares hosts wants to know. */
static void add_host_facts(struct pair *pair)
{
	add_unseen(pair, "Linux", pair->a->kernel_release, pair->b->kernel_release);
	add_number(pair, "fields that can be changed", "", writable_fields(pair->a),
		   writable_fields(pair->b));
	add_number(pair, "page size", " KiB", pair->a->page_bytes / 1024,
		   pair->b->page_bytes / 1024);
	add_number(pair, "guest-physical addresses", " bits", pair->a->ipa_bits, pair->b->ipa_bits);
	add_number(pair, "runs of like cores", "", pair->a->cpu_run_count, pair->b->cpu_run_count);
	add_capabilities(pair);
}

bool diff_dumps(struct diff *diff, const struct cpu_dump dumps[2], struct messages *messages)
{
	static const struct level_options options = { .pmu = true,
						      .mte = true,
						      .midr = LEVEL_MIDR_NEUTRAL };
	struct pair pair = { .diff = diff, .a = &dumps[0], .b = &dumps[1] };
	bool good = level_init(&pair.level, dumps, 2, &options, messages);

	if (good) {
		pair.host_a = &pair.level.hosts[pair.level.hosts[0].dump == pair.a ? 0 : 1];
		pair.host_b = &pair.level.hosts[pair.level.hosts[0].dump == pair.a ? 1 : 0];
		add_features(&pair);
		compare_fields(&pair);
		add_registers(&pair);
		add_gaps(&pair);
		add_host_facts(&pair);
	}
	level_fini(&pair.level);
	return good;
}
