// SPDX-License-Identifier: GPL-2.0-only
// Levelling of what is no single field: vCPU features, implementation IDs, CLIDR_EL1, facts.
#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_rules.h"
#include "sysregs/level.h"

#define SVE_LENGTHS_MAX 16
#define SVE_STEP_BITS	128u

#define CTR_IDC	     (UINT64_C(1) << 28)
#define CTR_DIC	     (UINT64_C(1) << 29)
#define CTR_TMINLINE bits_mask(37, 32)

/* Kinds of caches in CLIDR_EL1.Ctype<n>, and tags beside data in Ttype<n>. */
enum { CACHE_INSTRUCTION = 1, CACHE_DATA = 2, CACHE_UNIFIED = 4 };
#define TAGS_WITH_DATA UINT64_C(2)

/* The longest vectors up to which all hosts have the same lengths, in bits; 0: none. KVM cannot
 * leave out a length below the longest. */
static unsigned int common_vector_bits(const struct level *level)
{
	const struct level_what what = { .kind = LEVEL_SVE };
	uint64_t all = UINT64_MAX, some = 0, lengths;

	for (size_t i = 0; i < level->host_count; i++) {
		lengths = level_what_value(&what, &level->hosts[i]);
		all &= lengths;
		some |= lengths;
	}
	for (unsigned int n = SVE_LENGTHS_MAX; n > 0; n--) {
		uint64_t up_to = bits_low_mask(n);

		if (all >> (n - 1) & 1 && (all & up_to) == (some & up_to))
			return n * SVE_STEP_BITS;
	}
	return 0;
}

/* Do all hosts have the same of it, and something? */
static bool is_common(const struct level *level, enum level_what_kind kind)
{
	const struct level_what what = { .kind = kind };

	return level_what_is_same(level, &what) && level_what_value(&what, &level->hosts[0]);
}

void level_decide_wishes(struct level *level, const struct level_options *options)
{
	unsigned int bits = common_vector_bits(level);

	level->wishes = (struct cpu_feature_wishes){
		.sve = bits ? FEATURE_ON : FEATURE_OFF,
		.sve_max_vl_bits = bits,
		.pauth = is_common(level, LEVEL_PAUTH) ? FEATURE_ON : FEATURE_OFF,
		.pmu = options->pmu && is_common(level, LEVEL_PMU) ? FEATURE_ON : FEATURE_OFF,
		.mte = options->mte && is_common(level, LEVEL_MTE) ? FEATURE_ON : FEATURE_OFF,
		.el2 = FEATURE_OFF,
	};
}

/* Can every host show the value in the whole register? */
static bool is_register_shown(const struct level *level, const struct idreg *reg, uint64_t value)
{
	const struct idreg_field *field;

	for (size_t i = 0; i < level->host_count; i++) {
		if ((value ^ level->hosts[i].cpu.limits[reg->index]) & ~reg->named_mask)
			return false;
	}
	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		if (field->kind == IDREG_FIELD &&
		    !level_is_shown(level, reg, field, idreg_field_get(field, value)))
			return false;
	}
	return true;
}

static void pin_register(struct level *level, unsigned int index, uint64_t value)
{
	level->values[index] = value;
	level->pinned[index] = UINT64_MAX;
}

static const unsigned int implementation_ids[] = { INDEX_MIDR, INDEX_REVIDR, INDEX_AIDR };

/* What REVIDR_EL1 or AIDR_EL1 says beside a MIDR_EL1: what the hosts with that one have, if they
 * agree, else 0. */
static uint64_t beside_midr(const struct level *level, unsigned int index, uint64_t midr)
{
	const uint64_t *found = NULL, *limits;

	for (size_t i = 0; i < level->host_count; i++) {
		limits = level->hosts[i].cpu.limits;
		if (limits[INDEX_MIDR] != midr)
			continue;
		if (found && *found != limits[index])
			return 0;
		found = &limits[index];
	}
	return found ? *found : 0;
}

static uint64_t wanted_id(const struct level *level, const struct level_options *options,
			  unsigned int index)
{
	if (options->midr == LEVEL_MIDR_NEUTRAL)
		return index == INDEX_MIDR ? LEVEL_NEUTRAL_MIDR : 0;
	return index == INDEX_MIDR ? options->midr_value
				   : beside_midr(level, index, options->midr_value);
}

/* Cores of several kinds, of which a kernel that cannot write MIDR_EL1 shows the one at hand. */
static bool has_moving_midr(const struct level *level)
{
	const struct level_host *host;

	for (size_t i = 0; i < level->host_count; i++) {
		host = &level->hosts[i];
		for (unsigned int run = 1;
		     run < host->dump->cpu_run_count && !host->cpu.can_write_implementation_ids;
		     run++) {
			if (host->dump->cpus[run].midr != host->dump->cpus[0].midr)
				return true;
		}
	}
	return false;
}

static bool can_all_write_ids(const struct level *level)
{
	for (size_t i = 0; i < level->host_count; i++) {
		if (!level->hosts[i].cpu.can_write_implementation_ids)
			return false;
	}
	return true;
}

void level_implementation_ids(struct level *level, const struct level_options *options)
{
	bool moving = has_moving_midr(level), chosen = options->midr != LEVEL_MIDR_COMMON;
	const char *hint = can_all_write_ids(level)
				   ? "every host can change it: --midr neutral, or a value"
				   : "needs Linux 6.15 on every host, and then --midr";
	struct level_what what = { .kind = LEVEL_REGISTER };
	unsigned int index;

	for (size_t i = 0; i < ARRAY_SIZE(implementation_ids); i++) {
		index = implementation_ids[i];
		chosen &= is_register_shown(level, idreg_by_index(index),
					    wanted_id(level, options, index));
	}
	chosen &= !moving;
	for (size_t i = 0; i < ARRAY_SIZE(implementation_ids); i++) {
		index = implementation_ids[i];
		what.index = index;
		what.reg = idreg_by_index(index);
		if (chosen)
			pin_register(level, index, wanted_id(level, options, index));
		else if (index == INDEX_MIDR && moving)
			level_add_gap(level, what,
				      "a host has cores of several kinds, and its kernel shows a "
				      "guest the one at hand");
		else if (level_what_is_same(level, &what))
			pin_register(level, index, level->hosts[0].cpu.limits[index]);
		else
			level_add_gap(level, what, hint);
	}
}

/* What KVM makes up for a guest with this CTR_EL0. */
static uint64_t made_up_clidr(uint64_t ctr, bool mte)
{
	unsigned int loc = 1;
	uint64_t clidr = 0;

	if (ctr & CTR_IDC) {
		loc = ctr & CTR_DIC ? 1 : 2;
		clidr |= (uint64_t)CACHE_UNIFIED << 3 * (loc - 1);
	} else {
		clidr |= UINT64_C(1) << 27 | UINT64_C(1) << 21 | CACHE_DATA;
	}
	if (!(ctr & CTR_DIC))
		clidr |= CACHE_INSTRUCTION;
	if (mte)
		clidr |= TAGS_WITH_DATA << (33 + 2 * (loc - 1));
	return clidr | (uint64_t)loc << 24;
}

static bool is_clidr_shown(const struct level *level, uint64_t value)
{
	for (size_t i = 0; i < level->host_count; i++) {
		if (!rules_clidr_is_taken(&level->hosts[i].cpu, value))
			return false;
	}
	return is_register_shown(level, idreg_by_index(INDEX_CLIDR), value);
}

void level_clidr(struct level *level)
{
	struct level_what what = { .kind = LEVEL_REGISTER,
				   .reg = idreg_by_index(INDEX_CLIDR),
				   .index = INDEX_CLIDR };
	uint64_t known = level->pinned[INDEX_CTR] & (CTR_IDC | CTR_DIC);
	uint64_t value = made_up_clidr(level->values[INDEX_CTR], level->wishes.mte == FEATURE_ON);

	if (level_what_is_same(level, &what))
		pin_register(level, INDEX_CLIDR, level->hosts[0].cpu.limits[INDEX_CLIDR]);
	else if (known == (CTR_IDC | CTR_DIC) && is_clidr_shown(level, value))
		pin_register(level, INDEX_CLIDR, value);
	else
		level_add_gap(level, what, NULL);
}

/*
 * KVM knows nothing of TminLine and shows 0 where it traps CTR_EL0; it traps where the register has
 * been changed. Else a guest reads the CPU's own, of which no profile says anything.
 */
void level_ctr(struct level *level)
{
	const struct level_what what = { .kind = LEVEL_TMINLINE,
					 .index = INDEX_CTR,
					 .bits = CTR_TMINLINE };
	struct level_host *host;
	uint64_t limit;

	for (size_t i = 0; i < level->host_count; i++) {
		host = &level->hosts[i];
		limit = host->cpu.limits[INDEX_CTR];
		host->ctr = (limit & ~level->pinned[INDEX_CTR]) |
			    (level->values[INDEX_CTR] & level->pinned[INDEX_CTR]);
		if (host->ctr == limit)
			host->ctr = host->dump->ctr_el0;
	}
	if (level_what_is_same(level, &what) &&
	    !((level->hosts[0].ctr ^ level->values[INDEX_CTR]) & CTR_TMINLINE))
		return;
	level->pinned[INDEX_CTR] &= ~CTR_TMINLINE;
	level->values[INDEX_CTR] &= ~CTR_TMINLINE;
	if (!level_what_is_same(level, &what))
		level_add_gap(level, what, "any other change of CTR_EL0 on all hosts hides it");
}

static const char *gic_hint(const struct level *level)
{
	for (size_t i = 0; i < level->host_count; i++) {
		if (!(level->hosts[i].dump->gics & DUMP_GIC_V2))
			return "no GIC model that every host can give a guest";
	}
	return "run --irqchip gicv2 gives the same on every host";
}

void level_add_facts(struct level *level)
{
	struct level_what what = { 0 };

	for (unsigned int kind = LEVEL_DCZID; kind <= LEVEL_GIC; kind++) {
		what.kind = (enum level_what_kind)kind;
		if (!level_what_is_same(level, &what))
			level_add_gap(level, what, kind == LEVEL_GIC ? gic_hint(level) : NULL);
	}
}
