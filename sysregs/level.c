// SPDX-License-Identifier: GPL-2.0-only
// Levelling hosts: each field at its highest common value, then the rules between fields.
#include "sysregs/level.h"

#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/level_field.h"

#define GRANULES    bits_mask(31, 20)
/* TGRAN4 and TGRAN64 are signed, TGRAN16 is not: "not implemented" of all three. */
#define NO_GRANULES (UINT64_C(0xff0) << 20)

/* One more of *count elements, or NULL and level->failed. */
static void *grow(struct level *level, void *list, size_t count, size_t *capacity, size_t size)
{
	size_t wanted = *capacity ? *capacity * 2 : 32;
	void *grown;

	if (count < *capacity)
		return list;
	grown = reallocarray(list, wanted, size);
	if (!grown) {
		level->failed = true;
		return NULL;
	}
	*capacity = wanted;
	return grown;
}

static enum level_class class_of(const struct level *level, const struct level_what *what)
{
	enum idreg_user user = what->field ? what->field->user : IDREG_USER_ANY;

	if (what->reg && what->reg->aarch32)
		return level->has_aarch32 ? LEVEL_SEEN : LEVEL_AARCH32;
	return user == IDREG_USER_HYPERVISOR || user == IDREG_USER_FIRMWARE ? LEVEL_EL2
									    : LEVEL_SEEN;
}

void level_add_gap(struct level *level, struct level_what what, const char *hint)
{
	struct level_gap *gaps =
		grow(level, level->gaps, level->gap_count, &level->gap_capacity, sizeof(*gaps));

	if (!gaps)
		return;
	level->gaps = gaps;
	gaps[level->gap_count++] = (struct level_gap){ .what = what, .hint = hint };
}

static void add_lowered(struct level *level, const struct depends_rule *rule, uint64_t from)
{
	struct level_lowered *lowered = grow(level, level->lowered, level->lowered_count,
					     &level->lowered_capacity, sizeof(*lowered));

	if (!lowered)
		return;
	level->lowered = lowered;
	lowered[level->lowered_count++] = (struct level_lowered){ rule, from };
}

/* Fields that are levelled by themselves; others are GIC's, or belong to a whole register. */
static bool is_single(const struct idreg *reg, const struct idreg_field *field)
{
	if (field->kind != IDREG_FIELD)
		return false;
	switch (field_role(reg, field)) {
	case ROLE_GIC:
	case ROLE_IMPLEMENTATION_ID:
	case ROLE_MPIDR:
	case ROLE_CLIDR:
		return false;
	default:
		return true;
	}
}

static bool is_anywhere(const struct level *level, unsigned int index)
{
	for (size_t i = 0; i < level->host_count; i++) {
		if (level->hosts[i].cpu.present[index])
			return true;
	}
	return false;
}

static void pin(struct level *level, const struct idreg *reg, const struct idreg_field *field,
		uint64_t value)
{
	level->values[reg->index] = idreg_field_set(field, level->values[reg->index], value);
	level->pinned[reg->index] |= bits_mask(field->msb, field->lsb);
}

static void level_fields(struct level *level)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	uint64_t value;

	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		for (size_t j = 0; j < reg->field_count && is_anywhere(level, reg->index); j++) {
			field = &reg->fields[j];
			if (is_single(reg, field) &&
			    level_field_best(level, reg, field, NULL, &value))
				pin(level, reg, field, value);
		}
	}
}

/* What a guest reads on one host under the level. */
static void effective_values(const struct level *level, const struct level_host *host,
			     uint64_t values[IDREG_INDEX_COUNT])
{
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		values[i] = (host->cpu.limits[i] & ~level->pinned[i]) |
			    (level->values[i] & level->pinned[i]);
}

/* Is the rule broken on a host? What every host breaks by itself is how such CPUs are. */
static bool is_newly_broken(const struct level *level, const struct depends_rule *rule)
{
	uint64_t values[IDREG_INDEX_COUNT];
	bool broken = false, kept = false;

	for (size_t i = 0; i < level->host_count; i++) {
		const struct host_cpu *cpu = &level->hosts[i].cpu;

		effective_values(level, &level->hosts[i], values);
		broken |= depends_rule_is_broken(rule, values) &&
			  depends_rule_applies(rule, cpu, values);
		kept |= !depends_rule_is_broken(rule, cpu->limits);
		if (broken && kept)
			return true;
	}
	return false;
}

/* Lowers what needs the other field. False if no host list could show less of it. */
static bool lower_for(struct level *level, const struct depends_rule *rule)
{
	const struct idreg *reg = idreg_by_index(rule->a.index);
	const struct idreg_field *field = idreg_field_by_name(reg, rule->a.name);
	uint64_t now = idreg_field_get(field, level->values[reg->index]), lower;

	if (!(level->pinned[reg->index] & bits_mask(field->msb, field->lsb)) ||
	    !level_field_best(level, reg, field, &now, &lower))
		return false;
	add_lowered(level, rule, now);
	pin(level, reg, field, lower);
	return true;
}

/* Every step lowers a field, so it ends. */
static void keep_rules(struct level *level)
{
	bool changed = true;

	while (changed) {
		changed = false;
		level->stuck = NULL;
		for (size_t i = 0; i < depends_rule_count; i++) {
			if (!is_newly_broken(level, &depends_rules[i]))
				continue;
			if (lower_for(level, &depends_rules[i]))
				changed = true;
			else if (depends_rules[i].only_with != DEPENDS_WITH_AARCH32)
				level->stuck = &depends_rules[i];
		}
	}
}

/* A host without any page size, though it has one: the three fields stay as they are, as gaps. */
static void keep_granules(struct level *level)
{
	uint64_t values[IDREG_INDEX_COUNT];

	for (size_t i = 0; i < level->host_count; i++) {
		effective_values(level, &level->hosts[i], values);
		level->no_granule |=
			(values[INDEX_MMFR0] & GRANULES) == NO_GRANULES &&
			(level->hosts[i].cpu.limits[INDEX_MMFR0] & GRANULES) != NO_GRANULES;
	}
	if (!level->no_granule)
		return;
	level->pinned[INDEX_MMFR0] &= ~GRANULES;
	level->values[INDEX_MMFR0] &= ~GRANULES;
}

static const char *field_hint(const struct level *level, const struct idreg *reg,
			      const struct idreg_field *field)
{
	if (level->no_granule && reg->index == INDEX_MMFR0 &&
	    bits_mask(field->msb, field->lsb) & GRANULES)
		return "no page size that every host can give a guest";
	return NULL;
}

/* A field that tells of the GIC, on hosts that give guests the same one: but the view for AArch32
 * is not on all. (GCIE is 0 for every guest with a GIC that armlet makes.) */
static bool is_gic_alone(const struct level *level, const struct idreg *reg,
			 const struct idreg_field *field)
{
	const struct level_what gic = { .kind = LEVEL_GIC };

	return field->kind == IDREG_FIELD && field_role(reg, field) == ROLE_GIC &&
	       reg->index != INDEX_PFR2 && level_what_is_same(level, &gic);
}

static void add_field_gaps(struct level *level, const struct idreg *reg)
{
	struct level_what what = { .kind = LEVEL_FIELD, .reg = reg, .index = reg->index };

	for (size_t i = 0; i < reg->field_count; i++) {
		what.field = &reg->fields[i];
		if ((is_single(reg, what.field) || is_gic_alone(level, reg, what.field)) &&
		    !(level->pinned[reg->index] & bits_mask(what.field->msb, what.field->lsb)) &&
		    !level_what_is_same(level, &what))
			level_add_gap(level, what, field_hint(level, reg, what.field));
	}
}

static void add_reserved_gap(struct level *level, const struct idreg *reg, unsigned int index)
{
	struct level_what what = { .kind = LEVEL_RESERVED, .reg = reg, .index = index };

	for (size_t i = 0; i < level->host_count; i++)
		what.bits |= level->hosts[i].cpu.limits[index] ^ level->hosts[0].cpu.limits[index];
	if (reg)
		what.bits &= ~reg->named_mask;
	if (what.bits)
		level_add_gap(level, what, NULL);
}

/* In the order of registers; the whole ones have their own already. */
static void add_gaps(struct level *level)
{
	const struct idreg *reg;

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		reg = idreg_by_index(index);
		if (index == INDEX_MPIDR || index == INDEX_REVIDR || index == INDEX_AIDR)
			continue;
		if (reg)
			add_field_gaps(level, reg);
		add_reserved_gap(level, reg, index);
	}
}

static bool is_tolerated(const struct level_gap *gap, const struct level_tolerance *tolerance)
{
	const struct level_what *what = &gap->what;
	uint64_t bits = what->kind == LEVEL_FIELD ? bits_mask(what->field->msb, what->field->lsb)
						  : what->bits;

	if (!tolerance)
		return false;
	if ((gap->class == LEVEL_EL2 && tolerance->el2) ||
	    (gap->class == LEVEL_AARCH32 && tolerance->aarch32) || tolerance->facts[what->kind])
		return true;
	if (what->kind == LEVEL_REGISTER)
		bits = UINT64_MAX;
	return what->kind <= LEVEL_TMINLINE && bits &&
	       (tolerance->bits[what->index] & bits) == bits;
}

static void judge_gaps(struct level *level, const struct level_tolerance *tolerance)
{
	struct level_gap *gap;

	for (size_t i = 0; i < level->gap_count; i++) {
		gap = &level->gaps[i];
		gap->class = class_of(level, &gap->what);
		gap->tolerated = is_tolerated(gap, tolerance);
		level->open_count += !gap->tolerated;
	}
}

/* By label, so that nothing depends on the order in which hosts are named. */
static int compare_hosts(const void *a, const void *b)
{
	const struct cpu_dump *left = ((const struct level_host *)a)->dump;
	const struct cpu_dump *right = ((const struct level_host *)b)->dump;
	int order = strcmp(left->label, right->label);

	if (!order)
		order = strcmp(left->name, right->name);
	return order ? order : strcmp(left->kernel_release, right->kernel_release);
}

/* The hosts with the vCPU features that the level's guests have. */
static bool make_hosts(struct level *level, struct messages *messages)
{
	struct level_host *host;

	for (size_t i = 0; i < level->host_count; i++) {
		host = &level->hosts[i];
		if (!dump_host_cpu(host->dump, &level->wishes, host->dump->label, &host->cpu,
				   messages))
			return false;
	}
	return true;
}

static bool has_common_aarch32(const struct level *level)
{
	for (size_t i = 0; i < level->host_count; i++) {
		if (!host_has_aarch32(&level->hosts[i].cpu))
			return false;
	}
	return !(level->pinned[INDEX_PFR0] & 0xf) || (level->values[INDEX_PFR0] & 0xf) == 2;
}

bool level_init(struct level *level, const struct cpu_dump *dumps, size_t count,
		const struct level_options *options, struct messages *messages)
{
	memset(level, 0, sizeof(*level));
	level->hosts = calloc(count, sizeof(*level->hosts));
	if (!level->hosts) {
		messages_add(messages, MESSAGE_ERROR, "no memory for %zu hosts", count);
		return false;
	}
	level->host_count = count;
	for (size_t i = 0; i < count; i++)
		level->hosts[i].dump = &dumps[i];
	qsort(level->hosts, count, sizeof(*level->hosts), compare_hosts);
	level_decide_wishes(level, options);
	if (!make_hosts(level, messages))
		return false;
	level_fields(level);
	keep_rules(level);
	keep_granules(level);
	level->has_aarch32 = has_common_aarch32(level);
	level_implementation_ids(level, options);
	level_clidr(level);
	level_ctr(level);
	add_gaps(level);
	level_add_facts(level);
	judge_gaps(level, options->tolerance);
	if (level->failed)
		messages_add(messages, MESSAGE_ERROR, "no memory to level %zu hosts", count);
	return !level->failed;
}

void level_fini(struct level *level)
{
	free(level->hosts);
	free(level->gaps);
	free(level->lowered);
	memset(level, 0, sizeof(*level));
}
