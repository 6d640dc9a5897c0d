// SPDX-License-Identifier: GPL-2.0-only
// The check engine against a fake KVM: what it accepts KVM accepts, what it refuses as unsafe KVM
// refuses.

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "fake_kvm.h"
#include "lib/bits.h"
#include "sysregs/check.h"
#include "sysregs/depends.h"
#include "sysregs/profile.h"

#define TEXT_BYTES 65536

/* A profile from text, checked against a host: what every test here needs. */
struct trial {
	struct fake_kvm kvm;
	struct profile profile;
	struct idreg_plan plan;
	struct messages messages;
	bool loaded, fits;
};

static void trial_check(struct trial *trial, enum fake_host host, const char *text)
{
	fake_kvm_init(&trial->kvm, host);
	trial->messages = (struct messages){ 0 };
	profile_init(&trial->profile);
	trial->loaded = profile_load_memory(&trial->profile, "t.ini", text, strlen(text), NULL,
					    &trial->messages);
	trial->fits =
		profile_check(&trial->profile, &trial->kvm.host, &trial->plan, &trial->messages);
}

static void trial_end(struct trial *trial)
{
	profile_fini(&trial->profile);
	messages_fini(&trial->messages);
}

static bool trial_says(const struct trial *trial, enum message_kind kind, const char *part)
{
	for (size_t i = 0; i < trial->messages.count; i++) {
		if (trial->messages.list[i].kind == kind &&
		    strstr(trial->messages.list[i].text, part))
			return true;
	}
	return false;
}

static unsigned int plan_writes(const struct idreg_plan *plan)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		count += plan->write[i];
	return count;
}

static uint64_t random_state = 0x9e3779b97f4a7c15;

static uint64_t random_u64(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* --- the fake itself */

static void test_fake_hosts_are_sound(void **state)
{
	static struct fake_kvm kvm;
	uint64_t field_mask;

	(void)state;
	for (int host = 0; host < FAKE_HOST_COUNT; host++) {
		fake_kvm_init(&kvm, (enum fake_host)host);
		for (size_t i = 0; i < idreg_count; i++) {
			unsigned int index = idregs[i].index;

			/* Writing back what is there is always taken. */
			assert_int_equal(fake_kvm_set(&kvm, index, kvm.host.limits[index]), 0);
			assert_int_equal(kvm.values[index], kvm.host.limits[index]);
			for (size_t j = 0; j < idregs[i].field_count; j++) {
				const struct idreg_field *field = &idregs[i].fields[j];

				/* Linux drops what it has no rule for before KVM sees it. */
				field_mask = bits_mask(field->msb, field->lsb);
				if (field->safe == IDREG_SAFE_NONE && index != 65 &&
				    (kvm.host.masks[index] & field_mask) == field_mask)
					assert_int_equal(kvm.host.limits[index] & field_mask, 0);
			}
		}
	}
}

/* --- profiles that change nothing */

/* Every register of the host, field by field or as whole registers, as a dump would write it. */
static void dump_host(const struct host_cpu *host, bool whole, char *text)
{
	size_t used = 0;

	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];
		uint64_t value = host->limits[reg->index];

		if (reg->index == 5)
			continue;
		used += (size_t)snprintf(text + used, TEXT_BYTES - used, "[%s]\n", reg->name);
		if (whole)
			used += (size_t)snprintf(text + used, TEXT_BYTES - used, "value = 0x%llx\n",
						 (unsigned long long)value);
		for (size_t j = 0; !whole && j < reg->field_count; j++) {
			if (reg->fields[j].kind != IDREG_FIELD)
				continue;
			used += (size_t)snprintf(
				text + used, TEXT_BYTES - used, "%s = %llu\n", reg->fields[j].name,
				(unsigned long long)idreg_field_get(&reg->fields[j], value));
		}
		assert_true(used < TEXT_BYTES);
	}
}

static void test_dump_of_the_host_writes_nothing(void **state)
{
	static struct fake_kvm kvm;
	static char text[TEXT_BYTES];
	static struct trial trial;

	(void)state;
	for (int host = 0; host < FAKE_HOST_61; host++) {
		for (int whole = 0; whole < 2; whole++) {
			fake_kvm_init(&kvm, (enum fake_host)host);
			dump_host(&kvm.host, whole, text);
			trial_check(&trial, (enum fake_host)host, text);
			for (size_t i = 0; i < trial.messages.count; i++)
				assert_int_equal(trial.messages.list[i].kind, MESSAGE_NOTE);
			assert_true(trial.loaded && trial.fits);
			assert_int_equal(plan_writes(&trial.plan), 0);
			trial_end(&trial);
		}
	}
}

static void test_empty_profile_fits_every_host(void **state)
{
	static struct trial trial;

	(void)state;
	for (int host = 0; host < FAKE_HOST_COUNT; host++) {
		trial_check(&trial, (enum fake_host)host,
			    "[profile]\nname = x\n[ID_AA64ISAR0_EL1]\nAES = host\n");
		assert_true(trial.loaded && trial.fits);
		assert_true(profile_is_empty(&trial.profile));
		assert_int_equal(plan_writes(&trial.plan), 0);
		trial_end(&trial);
	}
}

/* --- random profiles */

/* A value for a field: often architected, sometimes any. */
static uint64_t random_value(const struct idreg_field *field)
{
	uint64_t any = random_u64();

	if (field->code_count && any % 4)
		return field->codes[random_u64() % field->code_count].value;
	return any >> 8 & bits_low_mask(idreg_field_width(field));
}

struct random_line {
	const struct idreg *reg;
	const struct idreg_field *field;
	uint64_t value;
};

static size_t random_lines(struct random_line *lines, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < idreg_count && count < most; i++) {
		if (random_u64() % 4)
			continue;
		for (size_t j = 0; j < idregs[i].field_count && count < most; j++) {
			if (idregs[i].fields[j].kind != IDREG_FIELD || random_u64() % 3)
				continue;
			lines[count++] = (struct random_line){ &idregs[i], &idregs[i].fields[j],
							       random_value(&idregs[i].fields[j]) };
		}
	}
	return count;
}

/* One section a register, in the lines' order or backwards. */
static void write_lines(const struct random_line *lines, size_t count, bool backwards, char *text)
{
	const struct idreg *reg = NULL;
	size_t used;

	used = (size_t)snprintf(text, TEXT_BYTES, "[profile]\nmissing = warn\ndepends = warn\n");
	for (size_t i = 0; i < count; i++) {
		const struct random_line *line = &lines[backwards ? count - 1 - i : i];

		if (line->reg != reg)
			used += (size_t)snprintf(text + used, TEXT_BYTES - used, "[%s]\n",
						 line->reg->name);
		reg = line->reg;
		used += (size_t)snprintf(text + used, TEXT_BYTES - used, "%s = 0x%llx\n",
					 line->field->name, (unsigned long long)line->value);
		assert_true(used < TEXT_BYTES);
	}
}

static void randomise_limits(struct host_cpu *host)
{
	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];
		uint64_t *limit = &host->limits[reg->index];

		for (size_t j = 0; j < reg->field_count; j++) {
			const struct idreg_field *field = &reg->fields[j];
			uint64_t value;

			/* What Linux has no rule for stays 0, and so does a hidden register. */
			if (field->kind != IDREG_FIELD || field->safe == IDREG_SAFE_NONE ||
			    !host->masks[reg->index] || !field->code_count)
				continue;
			value = field->codes[random_u64() % field->code_count].value;
			*limit = idreg_field_set(field, *limit, value);
		}
	}
	/* What Linux never shows. */
	host->limits[32] = (host->limits[32] & ~UINT64_C(0xff)) | (host->masks[8] ? 0x12 : 0x11);
	host->limits[40] = (host->limits[40] & ~UINT64_C(0xf0f)) | 0x506;
	if (host->masks[10])
		host->limits[10] = (host->limits[10] & ~UINT64_C(0xf00000f)) | 0x5000006;
	host->limits[129] |= 0x8000;
	host->features.sve = host->available.sve = host->limits[36] != 0;
}

/* What the engine makes of one random profile is what KVM makes of it. */
static void compare_with_kvm(enum fake_host which, bool random_host)
{
	static struct random_line lines[600];
	static char text[TEXT_BYTES];
	static struct trial trial;
	static struct idreg_plan first;
	size_t count;

	fake_kvm_init(&trial.kvm, which);
	if (random_host)
		randomise_limits(&trial.kvm.host);
	fake_kvm_reset(&trial.kvm);
	count = random_lines(lines, ARRAY_SIZE(lines));
	for (int backwards = 0; backwards < 2; backwards++) {
		write_lines(lines, count, backwards, text);
		trial.messages = (struct messages){ 0 };
		profile_init(&trial.profile);
		assert_true(profile_load_memory(&trial.profile, "t.ini", text, strlen(text), NULL,
						&trial.messages));
		trial.fits = profile_check(&trial.profile, &trial.kvm.host, &trial.plan,
					   &trial.messages);
		if (!backwards)
			memcpy(&first, &trial.plan, sizeof(first));
		else
			assert_memory_equal(first.values, trial.plan.values, sizeof(first.values));
		/* Refused lines are left as the host has them, so the plan is always one that KVM
		 * takes. */
		fake_kvm_reset(&trial.kvm);
		if (trial.fits || trial.plan.values[65] == trial.kvm.host.limits[65])
			assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
		if (trial.fits)
			assert_memory_equal(trial.kvm.values, trial.plan.values,
					    sizeof(trial.plan.values));
		trial_end(&trial);
	}
}

static void test_random_profiles(void **state)
{
	(void)state;
	for (int i = 0; i < 400; i++) {
		compare_with_kvm((enum fake_host)(i % FAKE_HOST_61), false);
		compare_with_kvm((enum fake_host)(i % FAKE_HOST_61), true);
	}
}

/* One field, one value, nothing else: the engine's verdict beside KVM's. */
static void compare_field(struct trial *trial, const struct idreg *reg,
			  const struct idreg_field *field, uint64_t value)
{
	uint64_t limit = trial->kvm.host.limits[reg->index];
	uint64_t word = idreg_field_set(field, limit, value);
	char text[256];
	int result;

	snprintf(text, sizeof(text), "[profile]\ndepends = warn\n[%s]\n%s = 0x%llx\n", reg->name,
		 field->name, (unsigned long long)value);
	profile_init(&trial->profile);
	trial->messages = (struct messages){ 0 };
	assert_true(profile_load_memory(&trial->profile, "t.ini", text, strlen(text), NULL,
					&trial->messages));
	trial->fits =
		profile_check(&trial->profile, &trial->kvm.host, &trial->plan, &trial->messages);
	fake_kvm_reset(&trial->kvm);
	result = fake_kvm_set(&trial->kvm, reg->index, word);
	if (trial->fits) {
		assert_int_equal(result, 0);
		assert_int_equal(trial->kvm.values[reg->index], word);
		assert_int_equal(trial->plan.values[reg->index] & bits_mask(field->msb, field->lsb),
				 word & bits_mask(field->msb, field->lsb));
	} else if (!result && trial->kvm.values[reg->index] == word) {
		/* KVM takes it as it is: then only the table, or what the profile means, forbids
		 * it. */
		if (!trial_says(trial, MESSAGE_ERROR,
				"the architecture gives that value no meaning") &&
		    !trial_says(trial, MESSAGE_ERROR, "every vCPU has its own"))
			fail_msg("%s", trial->messages.list[0].text);
	}
	trial_end(trial);
}

static void test_every_value_of_every_field(void **state)
{
	static struct trial trial;

	(void)state;
	for (int host = 0; host < FAKE_HOST_61; host++) {
		fake_kvm_init(&trial.kvm, (enum fake_host)host);
		for (size_t i = 0; i < idreg_count; i++) {
			for (size_t j = 0; j < idregs[i].field_count; j++) {
				const struct idreg_field *field = &idregs[i].fields[j];
				uint64_t most = bits_low_mask(idreg_field_width(field));

				if (field->kind != IDREG_FIELD)
					continue;
				for (uint64_t value = 0; value < 16 && value <= most; value++)
					compare_field(&trial, &idregs[i], field, value);
				compare_field(&trial, &idregs[i], field, most);
			}
		}
	}
}

/* --- unlisted = lowest */

static void test_unlisted_lowest(void **state)
{
	static struct trial trial;

	(void)state;
	for (int host = 0; host < FAKE_HOST_61; host++) {
		trial_check(&trial, (enum fake_host)host, "[profile]\nunlisted = lowest\n");
		assert_true(trial.loaded && trial.fits);
		assert_true(plan_writes(&trial.plan) > 8);
		assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
		assert_memory_equal(trial.kvm.values, trial.plan.values, sizeof(trial.plan.values));
		/* Who made the CPU, its caches, what the GIC and the vCPU features decide: as the
		 * host has it. */
		assert_false(trial.plan.write[0] || trial.plan.write[6] || trial.plan.write[71]);
		assert_false(trial.plan.write[65]);
		assert_int_equal(trial.plan.values[32] >> 24 & 0xf, 1);
		assert_int_equal(trial.plan.values[40] >> 8 & 0xf,
				 trial.kvm.host.limits[40] >> 8 & 0xf);
		/* EL0 and EL1 in 64 bits, Armv8 debug, VIPT. */
		assert_int_equal(trial.plan.values[32] & 0xff, 0x11);
		assert_int_equal(trial.plan.values[40] & 0xf, 6);
		assert_int_equal(trial.plan.values[48], 0);
		trial_end(&trial);
	}
}

static void test_unlisted_lowest_keeps_what_is_listed(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73_N1,
		    "[profile]\nunlisted = lowest\n[ID_AA64ISAR0_EL1]\nAES = host\nCRC32 = 1\n");
	assert_true(trial.loaded && trial.fits);
	assert_int_equal(trial.plan.values[48], 0x10020);
	trial_end(&trial);
}

/* --- reading back */

static void test_verify(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73, "[ID_AA64PFR0_EL1]\nGIC = 1\nCSV3 = 0\n");
	assert_true(trial.fits);
	assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
	fake_kvm_create_gic(&trial.kvm, true);
	assert_true(plan_verify(&trial.plan, &trial.kvm.host, trial.kvm.values, &trial.messages));
	assert_int_equal(trial.messages.error_count, 0);
	fake_kvm_create_gic(&trial.kvm, false);
	assert_false(plan_verify(&trial.plan, &trial.kvm.host, trial.kvm.values, &trial.messages));
	assert_true(trial_says(
		&trial, MESSAGE_ERROR,
		"ID_AA64PFR0_EL1.GIC: the guest shall read 1 (IMP), but KVM shows 0 (NI): "
		"decided by the GIC model"));
	assert_true(trial_says(&trial, MESSAGE_NOTE, "ID_PFR1_EL1.GIC: "));
	trial_end(&trial);
}

static void test_verify_unnamed_fields(void **state)
{
	static struct trial trial;
	uint64_t *values = trial.kvm.values;

	(void)state;
	trial_check(&trial, FAKE_HOST_73, "[profile]\nunlisted = host\n");
	fake_kvm_create_gic(&trial.kvm, false);
	values[48] = 0;
	values[5] = 0x80000003; /* each vCPU has its own */
	assert_true(plan_verify(&trial.plan, &trial.kvm.host, values, &trial.messages));
	assert_true(trial_says(&trial, MESSAGE_NOTE, "ID_AA64PFR0_EL1.GIC"));
	assert_true(trial_says(&trial, MESSAGE_WARNING, "ID_AA64ISAR0_EL1.AES"));
	assert_false(trial_says(&trial, MESSAGE_WARNING, "MPIDR"));
	trial_end(&trial);
}

static void test_write_after_first_run(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73, "[ID_AA64ISAR0_EL1]\nRNDR = 0\n");
	assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
	trial.kvm.has_run = true;
	assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
	trial.plan.values[48] = 0;
	assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), -EBUSY);
	trial_end(&trial);
}

/* --- hosts that cannot */

static void test_host_without_masks(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_61, "[ID_AA64ISAR0_EL1]\nAES = 0\nSHA1 = 0\n");
	assert_false(trial.fits);
	assert_int_equal(trial.messages.count, 1);
	assert_string_equal(trial.messages.list[0].text,
			    "t.ini:2: the host's kernel, Linux 6.1.0-50-arm64, cannot change ID "
			    "registers: that needs Linux 6.7 or newer");
	assert_int_equal(plan_writes(&trial.plan), 0);
	trial_end(&trial);
	trial_check(&trial, FAKE_HOST_61,
		    "[profile]\nmissing = warn\n[ID_AA64ISAR0_EL1]\nAES = 0\n");
	assert_true(trial.fits);
	assert_true(trial_says(&trial, MESSAGE_WARNING, "needs Linux 6.7 or newer; left as"));
	trial_end(&trial);
}

static void test_protected_vm(void **state)
{
	static struct trial trial;
	const char *text = "[profile]\nunlisted = lowest\n";

	(void)state;
	trial_check(&trial, FAKE_HOST_73, text);
	trial.kvm.host.protected_vm = true;
	assert_false(profile_check(&trial.profile, &trial.kvm.host, &trial.plan, &trial.messages));
	assert_true(trial_says(&trial, MESSAGE_ERROR, "t.ini:2: a protected VM's ID registers"));
	assert_int_equal(plan_writes(&trial.plan), 0);
	trial_end(&trial);
}

static void test_implementation_ids(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73_N1, "[MIDR_EL1]\nvalue = 0x411fd430\n[AIDR]\nvalue = 1\n");
	assert_true(trial.fits);
	assert_true(profile_wants_implementation_ids(&trial.profile));
	assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
	assert_int_equal(trial.kvm.values[0], 0x411fd430);
	trial_end(&trial);
	trial_check(&trial, FAKE_HOST_612_N1, "[MIDR_EL1]\nvalue = 0x413fd0c1\n");
	assert_true(trial.fits);
	assert_int_equal(plan_writes(&trial.plan), 0);
	trial_end(&trial);
	trial_check(&trial, FAKE_HOST_612_N1, "[MIDR_EL1]\nPartNum = 0xd40\n");
	assert_false(trial.fits);
	assert_true(trial_says(
		&trial, MESSAGE_ERROR,
		"t.ini:2: MIDR_EL1.PartNum: 0xd40 asked, this host can show only its own "
		"0xd0c: implementation IDs can be changed from Linux 6.15 on, this is 6.12.95"));
	trial_end(&trial);
}

/* --- dependencies */

static void test_depends_table_names_fields(void **state)
{
	(void)state;
	for (size_t i = 0; i < depends_rule_count; i++) {
		for (int side = 0; side < 2; side++) {
			const struct depends_term *term =
				side ? &depends_rules[i].b : &depends_rules[i].a;
			const struct idreg *reg = idreg_by_index(term->index);
			const struct idreg_field *field;

			assert_non_null(reg);
			field = idreg_field_by_name(reg, term->name);
			assert_non_null(field);
			assert_int_equal(field->lsb, term->lsb);
			assert_int_equal(idreg_field_width(field), term->index == 39 ? 1 : 4);
			if (field->code_count)
				assert_non_null(idreg_code_by_value(field, term->low));
		}
	}
}

/* Every rule is broken by lowering its second field alone on a host that has both: an error, unless
 * it is about 32-bit programs or the profile says warn. */
static void test_every_rule_can_be_broken(void **state)
{
	static struct trial trial;
	char text[256];
	size_t tried = 0;

	(void)state;
	for (size_t i = 0; i < depends_rule_count; i++) {
		const struct depends_rule *rule = &depends_rules[i];
		const struct idreg *b = idreg_by_index(rule->b.index);
		bool views = rule->only_with == DEPENDS_WITH_AARCH32;
		const struct idreg_field *field_a, *field_b;
		struct host_cpu *host = &trial.kvm.host;

		field_a = idreg_field_by_name(idreg_by_index(rule->a.index), rule->a.name);
		field_b = idreg_field_by_name(b, rule->b.name);
		/* S1PIE and S1POE go with TCRX unless a line names them: tested below. */
		if (rule->a.index == 59)
			continue;
		for (int warn = 0; warn < 2; warn++) {
			fake_kvm_init(&trial.kvm, FAKE_HOST_73);
			host->limits[rule->b.index] =
				idreg_field_set(field_b, host->limits[rule->b.index], rule->b.low);
			host->limits[rule->a.index] =
				idreg_field_set(field_a, host->limits[rule->a.index], rule->a.low);
			host->masks[rule->b.index] |= bits_mask(field_b->msb, field_b->lsb);
			snprintf(text, sizeof(text), "[profile]\ndepends = %s\n[%s]\n%s = %u\n",
				 warn ? "warn" : "error", b->name, rule->b.name, rule->b.low - 1u);
			profile_init(&trial.profile);
			trial.messages = (struct messages){ 0 };
			assert_true(profile_load_memory(&trial.profile, "t.ini", text, strlen(text),
							NULL, &trial.messages));
			trial.fits =
				profile_check(&trial.profile, host, &trial.plan, &trial.messages);
			if (idreg_field_get(field_b, trial.plan.values[rule->b.index]) !=
			    rule->b.low) {
				tried++;
				/* Lowering what a view tells of may break a stricter rule, too. */
				if (warn ? !trial.fits : trial.fits && !views)
					fail_msg("%s -> %s: %s", rule->a.name, rule->b.name,
						 trial.messages.count ? trial.messages.list[0].text
								      : "");
				if (!trial_says(&trial,
						warn || views ? MESSAGE_WARNING : MESSAGE_ERROR,
						views ? "though only 32-bit programs notice"
						      : "does not allow this combination"))
					fail_msg("%s -> %s", rule->a.name, rule->b.name);
			}
			trial_end(&trial);
		}
	}
	assert_true(tried >= 2 * depends_rule_count - 10);
}

static void test_depends_spares_the_host(void **state)
{
	static struct trial trial;

	(void)state;
	/* A host that has SHA512 without SHA3 is no mistake of the profile. */
	fake_kvm_init(&trial.kvm, FAKE_HOST_73);
	trial.kvm.host.limits[48] &= ~(UINT64_C(0xf) << 32);
	trial.kvm.host.limits[36] &= ~(UINT64_C(0xf) << 32);
	profile_init(&trial.profile);
	trial.messages = (struct messages){ 0 };
	assert_true(profile_load_spec(&trial.profile,
				      "host,ID_AA64ISAR0_EL1.RNDR=0,ID_AA64ISAR0_EL1.SHA2=2", NULL,
				      &trial.messages));
	assert_true(profile_check(&trial.profile, &trial.kvm.host, &trial.plan, &trial.messages));
	for (int kind = MESSAGE_ERROR; kind <= MESSAGE_NOTE; kind++)
		assert_false(trial_says(&trial, (enum message_kind)kind, "combination"));
	trial_end(&trial);
}

/* Who hides one feature need not know the registers that tell 32-bit programs of it. */
static void test_views_for_32_bit_programs_only_warn(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73_N1, "[ID_AA64ISAR0_EL1]\nAES = 0\n");
	assert_true(trial.fits);
	assert_true(
		trial_says(&trial, MESSAGE_WARNING,
			   "t.ini:2: ID_AA64ISAR0_EL1.AES: 0 (NI) asked, but ID_ISAR5_EL1.AES"));
	trial_end(&trial);
	trial_check(&trial, FAKE_HOST_73_N1,
		    "[ID_AA64ISAR0_EL1]\nAES = 0\n[ID_ISAR5_EL1]\nAES = 0\n");
	assert_true(trial.fits);
	assert_false(trial_says(&trial, MESSAGE_WARNING, "combination"));
	trial_end(&trial);
}

static void test_permission_indirection_follows_tcrx(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73, "[ID_AA64MMFR3_EL1]\nTCRX = 0\n");
	assert_true(trial.fits);
	assert_int_equal(trial.plan.values[59], 0x10);
	assert_true(trial_says(&trial, MESSAGE_NOTE, "S1PIE and S1POE 0 too"));
	trial_end(&trial);
	trial_check(&trial, FAKE_HOST_73, "[ID_AA64MMFR3_EL1]\nTCRX = 0\nS1PIE = 1\n");
	assert_false(trial.fits);
	assert_true(trial_says(&trial, MESSAGE_ERROR,
			       "t.ini:2: ID_AA64MMFR3_EL1.TCRX: 0 (NI) asked, but"));
	trial_end(&trial);
}

static void test_cache_levels(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73, "[CLIDR_EL1]\nLoUU = 0\nLoUIS = 0\n");
	assert_true(trial.fits);
	assert_true(trial.plan.write[65]);
	assert_int_equal(fake_kvm_apply(&trial.kvm, &trial.plan), 0);
	trial.kvm.host.limits[129] &= ~(UINT64_C(1) << 28);
	assert_false(profile_check(&trial.profile, &trial.kvm.host, &trial.plan, &trial.messages));
	assert_true(trial_says(&trial, MESSAGE_ERROR, "data caches need no cleaning"));
	assert_int_equal(fake_kvm_set(&trial.kvm, 65, trial.plan.values[65]), -EINVAL);
	trial_end(&trial);
}

static void test_newer_kernels_bits_are_a_note(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_612_N1, "[ID_AA64ISAR0_EL1]\nAES = 2\n");
	assert_true(trial.fits);
	assert_true(trial_says(&trial, MESSAGE_NOTE, "ID_AA64ISAR0_EL1 (0xf000000)"));
	trial.kvm.host.masks[190] = 1; /* a register that the table does not have */
	assert_true(profile_check(&trial.profile, &trial.kvm.host, &trial.plan, &trial.messages));
	assert_true(trial_says(&trial, MESSAGE_NOTE, "register 190 of 192 (0x1)"));
	trial_end(&trial);
}

/* A field is writable when KVM's mask covers all of it. */
static void test_half_a_field_is_not_writable(void **state)
{
	static struct trial trial;

	(void)state;
	trial_check(&trial, FAKE_HOST_73,
		    "[profile]\nunlisted = lowest\n[ID_AA64ISAR0_EL1]\nRNDR = 0\n");
	assert_true(trial.fits);
	trial.kvm.host.masks[48] &= ~(UINT64_C(0xe) << 60 | UINT64_C(1) << 56);
	assert_false(profile_check(&trial.profile, &trial.kvm.host, &trial.plan, &trial.messages));
	assert_true(trial_says(&trial, MESSAGE_ERROR,
			       "RNDR: 0 (NI) asked, this host can show only its own 1"));
	assert_int_equal(trial.plan.values[48] >> 56, 0x12); /* RNDR and TLB as the host has them */
	trial_end(&trial);
}

/* --- speed */

/* Every writable field by name, as the longest profile that means something has it. */
static void test_speed(void **state)
{
	static char text[TEXT_BYTES];
	static struct trial trial;
	struct timespec start, end;
	size_t used = 0, lines = 0;
	double best = 1e9, us;

	(void)state;
	fake_kvm_init(&trial.kvm, FAKE_HOST_73);
	for (size_t i = 0; i < idreg_count; i++) {
		used += (size_t)snprintf(text + used, TEXT_BYTES - used, "[%s]\n", idregs[i].name);
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			const struct idreg_field *field = &idregs[i].fields[j];
			uint64_t mask = bits_mask(field->msb, field->lsb);

			if (field->kind != IDREG_FIELD || field->safe == IDREG_SAFE_NONE ||
			    (trial.kvm.host.masks[idregs[i].index] & mask) != mask)
				continue;
			lines++;
			used += (size_t)snprintf(text + used, TEXT_BYTES - used, "%s = lowest\n",
						 field->name);
		}
	}
	assert_in_range(lines, 255, 270);
	for (int i = 0; i < 50; i++) {
		struct messages messages = { 0 };

		clock_gettime(CLOCK_MONOTONIC, &start);
		profile_init(&trial.profile);
		profile_load_memory(&trial.profile, "t.ini", text, used, NULL, &messages);
		profile_check(&trial.profile, &trial.kvm.host, &trial.plan, &messages);
		clock_gettime(CLOCK_MONOTONIC, &end);
		us = (double)(end.tv_sec - start.tv_sec) * 1e6 +
		     (double)(end.tv_nsec - start.tv_nsec) / 1e3;
		best = us < best ? us : best;
		profile_fini(&trial.profile);
		messages_fini(&messages);
	}
	print_message("# a profile of %zu fields: %.0f us\n", lines, best);
	assert_true(best < 5000); /* sanitizers and slow machines included */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fake_hosts_are_sound),
		cmocka_unit_test(test_dump_of_the_host_writes_nothing),
		cmocka_unit_test(test_empty_profile_fits_every_host),
		cmocka_unit_test(test_random_profiles),
		cmocka_unit_test(test_every_value_of_every_field),
		cmocka_unit_test(test_unlisted_lowest),
		cmocka_unit_test(test_unlisted_lowest_keeps_what_is_listed),
		cmocka_unit_test(test_verify),
		cmocka_unit_test(test_verify_unnamed_fields),
		cmocka_unit_test(test_write_after_first_run),
		cmocka_unit_test(test_host_without_masks),
		cmocka_unit_test(test_protected_vm),
		cmocka_unit_test(test_implementation_ids),
		cmocka_unit_test(test_depends_table_names_fields),
		cmocka_unit_test(test_every_rule_can_be_broken),
		cmocka_unit_test(test_depends_spares_the_host),
		cmocka_unit_test(test_views_for_32_bit_programs_only_warn),
		cmocka_unit_test(test_permission_indirection_follows_tcrx),
		cmocka_unit_test(test_cache_levels),
		cmocka_unit_test(test_newer_kernels_bits_are_a_note),
		cmocka_unit_test(test_half_a_field_is_not_writable),
		cmocka_unit_test(test_speed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
