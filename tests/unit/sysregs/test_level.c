// SPDX-License-Identifier: GPL-2.0-only
// Levelling: what must hold for any hosts, in whatever order, over fake ones and dumps of real
// ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>

#include "fake_dump.h"
#include "fake_kvm.h"
#include "lib/bits.h"
#include "sysregs/baseline.h"
#include "sysregs/check_field.h"
#include "sysregs/depends.h"
#include "sysregs/level.h"

#define DUMPS	  "tests/data/dumps"
#define HOSTS_MAX 32
#define ROUNDS	  300
#define GROUP_MAX 6

/* What hosts read as under a profile, and what the profile is. */
struct outcome {
	char *text;
	size_t bytes;
	struct level level;
};

static struct cpu_dump pool[HOSTS_MAX];
static size_t pool_count;
static unsigned int lawful_groups;

static void print_messages(const struct messages *messages)
{
	for (size_t i = 0; i < messages->count; i++)
		print_error("%s\n", messages->list[i].text);
}

static void level_dumps(struct outcome *outcome, const struct cpu_dump *dumps, size_t count,
			const struct level_options *options)
{
	struct messages messages = { 0 };
	FILE *out;

	if (!level_init(&outcome->level, dumps, count, options, &messages)) {
		print_messages(&messages);
		fail();
	}
	out = open_memstream(&outcome->text, &outcome->bytes);
	assert_non_null(out);
	assert_true(baseline_write(&outcome->level, "level", out));
	fclose(out);
	if (!baseline_check(&outcome->level, outcome->text, outcome->bytes, &messages)) {
		print_messages(&messages);
		print_error("%s\n", outcome->text);
		fail();
	}
	messages_fini(&messages);
}

static void drop(struct outcome *outcome)
{
	free(outcome->text);
	level_fini(&outcome->level);
}

static void shuffle(struct cpu_dump *dumps, size_t count, uint64_t *seed)
{
	static struct cpu_dump swapped;

	for (size_t i = count; i > 1; i--) {
		size_t j = fake_random(seed) % i;

		swapped = dumps[i - 1];
		dumps[i - 1] = dumps[j];
		dumps[j] = swapped;
	}
}

/* What a guest reads on the host under the profile, with a GIC of the host's own. */
static void boot(const struct outcome *outcome, const struct level_host *host,
		 uint64_t values[IDREG_INDEX_COUNT])
{
	static struct fake_kvm kvm;
	static struct idreg_plan plan;
	struct messages messages = { 0 };
	struct profile profile;

	memset(&kvm, 0, sizeof(kvm));
	kvm.host = host->cpu;
	kvm.implementation_ids_enabled = host->cpu.can_write_implementation_ids;
	fake_kvm_reset(&kvm);
	profile_init(&profile);
	assert_true(profile_load_memory(&profile, "level.ini", outcome->text, outcome->bytes, NULL,
					&messages));
	assert_true(profile_check(&profile, &host->cpu, &plan, &messages));
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		if (plan.write[index] && fake_kvm_set(&kvm, index, plan.values[index]))
			fail_msg("%s: KVM refuses 0x%lx, limit 0x%lx, mask 0x%lx",
				 dump_register_text(index).text, plan.values[index],
				 host->cpu.limits[index], host->cpu.masks[index]);
	}
	fake_kvm_create_gic(&kvm, host->dump->gics & DUMP_GIC_V3);
	memcpy(values, kvm.values, sizeof(kvm.values));
	profile_fini(&profile);
	messages_fini(&messages);
}

/* The bits that a gap of the level names, and those that nobody levels. */
static void free_bits(const struct level *level, uint64_t bits[IDREG_INDEX_COUNT])
{
	const struct level_what *what;

	memset(bits, 0, IDREG_INDEX_COUNT * sizeof(*bits));
	bits[INDEX_MPIDR] = UINT64_MAX;
	bits[INDEX_PFR2] = bits_mask(15, 12); /* GCIE, which the GIC's creation clears */
	for (size_t i = 0; i < level->gap_count; i++) {
		what = &level->gaps[i].what;
		if (what->kind == LEVEL_FIELD)
			bits[what->index] |= bits_mask(what->field->msb, what->field->lsb);
		else if (what->kind == LEVEL_REGISTER)
			bits[what->index] = UINT64_MAX;
		else if (what->kind == LEVEL_RESERVED)
			bits[what->index] |= what->bits;
		else if (what->kind == LEVEL_GIC) {
			bits[INDEX_PFR0] |= bits_mask(27, 24);
			bits[INDEX_ID_PFR1] |= bits_mask(31, 28);
		}
	}
}

/* The point of it all: the same on every host, but for what is told. */
static void check_same_everywhere(const struct outcome *outcome)
{
	uint64_t first[IDREG_INDEX_COUNT], values[IDREG_INDEX_COUNT], spared[IDREG_INDEX_COUNT];

	free_bits(&outcome->level, spared);
	boot(outcome, &outcome->level.hosts[0], first);
	for (size_t i = 1; i < outcome->level.host_count; i++) {
		boot(outcome, &outcome->level.hosts[i], values);
		for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
			if ((values[index] ^ first[index]) & ~spared[index]) {
				print_error("%s: %#lx and %#lx\n", dump_register_text(index).text,
					    first[index], values[index]);
				fail();
			}
		}
	}
}

static bool is_raised(const struct idreg_field *field, uint64_t before, uint64_t now)
{
	int order = idreg_field_compare(field, now, before);

	switch (field->safe) {
	case IDREG_SAFE_HIGHER:
		return order < 0;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		return now && (!before || order < 0);
	case IDREG_SAFE_EXACT:
		return order && now != field->safe_value;
	default:
		return order > 0;
	}
}

/* The rule that a host with all its vCPU features breaks, or NULL. */
static const struct depends_rule *broken_by_itself(const struct cpu_dump *dump)
{
	const uint64_t *own = dump->limits[DUMP_LIMITS_ALL].values;
	static struct host_cpu host;

	host.features = dump->available;
	for (size_t i = 0; i < depends_rule_count; i++) {
		if (depends_rule_is_broken(&depends_rules[i], own) &&
		    depends_rule_applies(&depends_rules[i], &host, own))
			return &depends_rules[i];
	}
	return NULL;
}

/* Takes from a host what a CPU of the architecture would not have. */
static void make_lawful(struct cpu_dump *dump)
{
	const struct depends_rule *rule;
	uint64_t bits;

	while ((rule = broken_by_itself(dump))) {
		bits = UINT64_C(0xf) << rule->a.lsb;
		if (rule->a.index == idreg_by_name("ID_AA64FPFR0_EL1")->index)
			bits = UINT64_C(1) << rule->a.lsb;
		/* 64-bit at EL1 and EL2, nothing of all else. */
		for (unsigned int kind = DUMP_LIMITS_NONE; kind <= DUMP_LIMITS_ALL; kind++) {
			dump->limits[kind].values[rule->a.index] &= ~bits;
			if (rule->a.index == INDEX_PFR0 && rule->a.lsb < 12)
				dump->limits[kind].values[INDEX_PFR0] |= UINT64_C(1) << rule->a.lsb;
		}
	}
}

/*
 * Never, if all hosts are as the architecture allows. Of one that is not, and cannot be changed, or
 * with which the rule does not apply any more, nothing can be promised.
 */
static void check_not_raised(const struct level *before, const struct level *now)
{
	const struct idreg_field *field;
	unsigned int index;
	uint64_t mask;

	for (size_t i = 0; i < now->host_count; i++) {
		if (broken_by_itself(now->hosts[i].dump))
			return;
	}
	lawful_groups++;
	for (size_t i = 0; i < idreg_count; i++) {
		index = idregs[i].index;
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			field = &idregs[i].fields[j];
			mask = bits_mask(field->msb, field->lsb);
			if (field->kind != IDREG_FIELD || index == INDEX_CLIDR ||
			    field->safe == IDREG_SAFE_ANY ||
			    !(before->pinned[index] & now->pinned[index] & mask))
				continue;
			if (is_raised(field, idreg_field_get(field, before->values[index]),
				      idreg_field_get(field, now->values[index]))) {
				print_error("%s.%s is raised by one host more\n", idregs[i].name,
					    field->name);
				fail();
			}
		}
	}
	assert_true(now->wishes.sve_max_vl_bits <= before->wishes.sve_max_vl_bits);
}

static void check_group(struct cpu_dump *dumps, size_t count, const struct level_options *options,
			uint64_t *seed)
{
	struct outcome all, again, fewer;
	char *text;

	level_dumps(&all, dumps, count, options);
	check_same_everywhere(&all);
	if (count > 1) {
		level_dumps(&fewer, dumps, count - 1, options);
		check_not_raised(&fewer.level, &all.level);
		drop(&fewer);
	}
	text = all.text;
	all.text = NULL;
	drop(&all);
	shuffle(dumps, count, seed);
	level_dumps(&again, dumps, count, options);
	assert_string_equal(text, again.text);
	free(text);
	drop(&again);
}

static void load_pool(void)
{
	static const char *const names[] = { "big", "n1", "n1-612", "no32", "old" };
	struct messages messages = { 0 };
	struct dirent **entries = NULL;
	char path[600];
	int count;

	pool_count = 0;
	for (unsigned int host = 0; host < FAKE_HOST_COUNT; host++)
		fake_dump_init(&pool[pool_count++], (enum fake_host)host, names[host]);
	count = scandir(DUMPS, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		size_t length = strlen(entries[i]->d_name);

		snprintf(path, sizeof(path), DUMPS "/%s", entries[i]->d_name);
		free(entries[i]);
		if (length < 5 || strcmp(path + strlen(path) - 4, ".ini") ||
		    pool_count == HOSTS_MAX)
			continue;
		assert_true(dump_load_file(&pool[pool_count++], path, &messages));
	}
	free(entries);
	messages_fini(&messages);
}

/* A host alone is its own baseline: nothing to write, and what it has by default. */
static void test_one_host(void **state)
{
	static const struct level_options options = { 0 };
	struct cpu_feature_wishes defaults = dump_default_wishes();
	struct messages messages = { 0 };
	static struct host_cpu host;
	static struct idreg_plan plan;
	struct profile profile;
	struct outcome outcome;

	(void)state;
	for (size_t i = 0; i < pool_count; i++) {
		level_dumps(&outcome, &pool[i], 1, &options);
		assert_int_equal(outcome.level.gap_count, 0);
		assert_true(dump_host_cpu(&pool[i], &defaults, "test", &host, &messages));
		assert_memory_equal(host.limits, outcome.level.hosts[0].cpu.limits,
				    sizeof(host.limits));
		assert_memory_equal(&host.features, &outcome.level.hosts[0].cpu.features,
				    sizeof(host.features));
		profile_init(&profile);
		assert_true(profile_load_memory(&profile, "one.ini", outcome.text, outcome.bytes,
						NULL, &messages));
		assert_true(profile_check(&profile, &host, &plan, &messages));
		for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
			assert_false(plan.write[index]);
		profile_fini(&profile);
		drop(&outcome);
	}
	messages_fini(&messages);
}

/* Pairs, both ways round, and all of them. */
static void test_pool(void **state)
{
	static const struct level_options plain = { 0 };
	static const struct level_options rich = { .pmu = true,
						   .mte = true,
						   .midr = LEVEL_MIDR_NEUTRAL };
	static struct cpu_dump dumps[HOSTS_MAX];
	uint64_t seed = 1;

	(void)state;
	for (size_t i = 0; i < pool_count; i++) {
		for (size_t j = 0; j < i; j++) {
			dumps[0] = pool[i];
			dumps[1] = pool[j];
			check_group(dumps, 2, &plain, &seed);
			check_group(dumps, 2, &rich, &seed);
		}
	}
	memcpy(dumps, pool, sizeof(pool));
	check_group(dumps, pool_count, &plain, &seed);
	check_group(dumps, pool_count, &rich, &seed);
}

static void test_varied_hosts(void **state)
{
	static struct cpu_dump dumps[GROUP_MAX];
	struct level_options options;
	uint64_t seed = 20;
	size_t count;

	(void)state;
	for (unsigned int round = 0; round < ROUNDS; round++) {
		count = 1 + fake_random(&seed) % GROUP_MAX;
		for (size_t i = 0; i < count; i++) {
			dumps[i] = pool[fake_random(&seed) % pool_count];
			fake_dump_vary(&dumps[i], &seed);
			if (round % 2)
				make_lawful(&dumps[i]);
			snprintf(dumps[i].label, sizeof(dumps[i].label), "host%zu", i);
		}
		options = (struct level_options){ .pmu = fake_random(&seed) % 2,
						  .mte = fake_random(&seed) % 2 };
		if (fake_random(&seed) % 4 == 0)
			options.midr = LEVEL_MIDR_NEUTRAL;
		check_group(dumps, count, &options, &seed);
	}
	assert_true(lawful_groups > ROUNDS / 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_host),
		cmocka_unit_test(test_pool),
		cmocka_unit_test(test_varied_hosts),
	};

	load_pool();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
