// SPDX-License-Identifier: GPL-2.0-only
// [features]: what names stand for, what they make of fields, and what stands against them.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_kvm.h"
#include "lib/bits.h"
#include "sysregs/check.h"
#include "sysregs/feature_names.h"
#include "sysregs/hwcaps.h"
#include "sysregs/profile.h"

static struct fake_kvm kvm;
static struct profile profile;
static struct idreg_plan plan;
static struct messages messages;

static int begin(void **state)
{
	(void)state;
	fake_kvm_init(&kvm, FAKE_HOST_73);
	profile_init(&profile);
	messages = (struct messages){ 0 };
	return 0;
}

static int end(void **state)
{
	(void)state;
	profile_fini(&profile);
	messages_fini(&messages);
	return 0;
}

static bool load(const char *name, const char *text)
{
	return profile_load_memory(&profile, name, text, strlen(text), NULL, &messages);
}

static bool add(const char *spec)
{
	return profile_load_spec(&profile, spec, NULL, &messages);
}

static bool check(void)
{
	return profile_check(&profile, &kvm.host, &plan, &messages);
}

static bool said(const char *text)
{
	for (size_t i = 0; i < messages.count; i++) {
		if (!strcmp(messages.list[i].text, text))
			return true;
	}
	return false;
}

static const char *first_error(void)
{
	for (size_t i = 0; i < messages.count; i++) {
		if (messages.list[i].kind == MESSAGE_ERROR)
			return messages.list[i].text;
	}
	return "no error";
}

static void expect(const char *text)
{
	if (!said(text))
		fail_msg("not said: %s\nbut: %s", text, first_error());
}

static const struct idreg_field *field(const char *reg, const char *name)
{
	const struct idreg_field *found = idreg_field_by_name(idreg_by_name(reg), name);

	assert_non_null(found);
	return found;
}

static uint64_t planned(const char *reg, const char *name)
{
	return idreg_field_get(field(reg, name), plan.values[idreg_by_name(reg)->index]);
}

static bool is_named(const char *reg, const char *name)
{
	const struct idreg_field *f = field(reg, name);

	return plan.named_bits[idreg_by_name(reg)->index] & bits_mask(f->msb, f->lsb);
}

static void give(const char *reg, const char *name, uint64_t value)
{
	uint64_t *limit = &kvm.host.limits[idreg_by_name(reg)->index];

	*limit = idreg_field_set(field(reg, name), *limit, value);
}

/* The profile of one text, checked: the messages are in the list. */
static bool try(const char *text)
{
	end(NULL);
	return load("t.ini", text) && check();
}

/* --- names */

static void every_name_of_the_tables_is_found(void **state)
{
	struct feature feature;
	const char *name;
	size_t count = 0;

	(void)state;
	for (size_t r = 0; r < idreg_count; r++) {
		for (size_t f = 0; f < idregs[r].field_count; f++) {
			for (size_t c = 0; c < idregs[r].fields[f].code_count; c++) {
				name = idregs[r].fields[f].codes[c].feature;
				if (!name)
					continue;
				assert_int_equal(feature_by_name(name, &feature), FEATURE_FOUND);
				assert_string_equal(feature.name, name);
				assert_true(feature.count < FEATURE_CODES_MAX);
				assert_false(feature.codes[0].may_lack);
				count++;
			}
		}
	}
	assert_true(count > 250);
	for (size_t i = 0; i < hwcap_count; i++) {
		assert_int_equal(feature_by_name(hwcaps[i].name, &feature),
				 hwcaps[i].term_count ? FEATURE_FOUND : FEATURE_OF_LINUX);
		if (hwcaps[i].term_count)
			assert_ptr_equal(feature.name, hwcaps[i].name);
	}
}

static void words_and_names_are_the_same_features(void **state)
{
	static const char *const pairs[][2] = {
		{ "sha3", "FEAT_SHA3" },    { "ATOMICS", "feat_lse" }, { "uscat", "FEAT_LSE2" },
		{ "paca", "FEAT_PAuth" },   { "pacg", "FEAT_PAuth" },  { "fphp", "asimdhp" },
		{ "svebf16", "FEAT_BF16" }, { "mte", "FEAT_MTE2" },    { "sve", "FEAT_SVE" },
		{ "wfxt", "FEAT_WFxT" },    { "dcpodp", "FEAT_DPB2" }, { "ssbs", "FEAT_SSBS2" },
	};
	struct feature a, b;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		assert_int_equal(feature_by_name(pairs[i][0], &a), FEATURE_FOUND);
		assert_int_equal(feature_by_name(pairs[i][1], &b), FEATURE_FOUND);
		assert_true(feature_is_same(&a, &b));
	}
	assert_int_equal(feature_by_name("FEAT_AES", &a), FEATURE_FOUND);
	assert_int_equal(feature_by_name("FEAT_PMULL", &b), FEATURE_FOUND);
	assert_false(feature_is_same(&a, &b));
	assert_int_equal(feature_by_name("FEAT_", &a), FEATURE_UNKNOWN);
}

static void keys_that_features_stand_for(void **state)
{
	static const struct {
		const char *name;
		enum profile_key on, off;
	} rows[] = {
		{ "FEAT_SVE", PROFILE_KEY_SVE, PROFILE_KEY_SVE },
		{ "sve2", PROFILE_KEY_SVE, PROFILE_KEY_COUNT },
		{ "FEAT_I8MM", PROFILE_KEY_COUNT, PROFILE_KEY_COUNT },
		{ "svef64mm", PROFILE_KEY_SVE, PROFILE_KEY_COUNT },
		{ "FEAT_PAuth", PROFILE_KEY_PAUTH, PROFILE_KEY_PAUTH },
		{ "pacg", PROFILE_KEY_PAUTH, PROFILE_KEY_PAUTH },
		{ "FEAT_FPAC", PROFILE_KEY_PAUTH, PROFILE_KEY_COUNT },
		{ "FEAT_PACQARMA3", PROFILE_KEY_PAUTH, PROFILE_KEY_COUNT },
		{ "FEAT_PMUv3", PROFILE_KEY_PMU, PROFILE_KEY_PMU },
		{ "FEAT_PMUv3p5", PROFILE_KEY_PMU, PROFILE_KEY_COUNT },
		{ "FEAT_MTE", PROFILE_KEY_MTE, PROFILE_KEY_MTE },
		{ "mte", PROFILE_KEY_MTE, PROFILE_KEY_MTE },
		{ "mte3", PROFILE_KEY_MTE, PROFILE_KEY_COUNT },
		{ "mtefar", PROFILE_KEY_MTE, PROFILE_KEY_COUNT },
		{ "FEAT_SME", PROFILE_KEY_COUNT, PROFILE_KEY_COUNT },
		{ "FEAT_SHA3", PROFILE_KEY_COUNT, PROFILE_KEY_COUNT },
	};
	struct feature feature;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_int_equal(feature_by_name(rows[i].name, &feature), FEATURE_FOUND);
		assert_int_equal(feature.key_on, rows[i].on);
		assert_int_equal(feature.key_off, rows[i].off);
	}
}

static void codes_below(void **state)
{
	uint64_t below;

	(void)state;
	assert_true(field_code_below(field("ID_AA64ISAR0_EL1", "ATOMIC"), 3, &below));
	assert_int_equal(below, 2);
	assert_true(field_code_below(field("ID_AA64ISAR0_EL1", "ATOMIC"), 2, &below));
	assert_int_equal(below, 0);
	assert_false(field_code_below(field("ID_AA64ISAR0_EL1", "ATOMIC"), 0, &below));
	/* 15 is -1 */
	assert_true(field_code_below(field("ID_AA64PFR0_EL1", "FP"), 0, &below));
	assert_int_equal(below, 15);
	assert_false(field_code_below(field("ID_AA64PFR0_EL1", "EL0"), 1, &below));
	assert_true(field_code_below(field("ID_AA64DFR0_EL1", "WRPs"), 3, &below));
	assert_int_equal(below, 2);
	assert_false(field_code_below(field("ID_AA64DFR0_EL1", "WRPs"), 0, &below));
}

/* --- on and off */

static void off_takes_the_highest_code_below(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "ATOMIC", 3);
	assert_true(try("[features]\nFEAT_LSE128 = off\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 2);
	assert_true(is_named("ID_AA64ISAR0_EL1", "ATOMIC"));
	assert_true(plan.write[48]);
	assert_true(try("[features]\nfeat_lse = OFF\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 0);
}

static void off_keeps_what_is_lower_already(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "ATOMIC", 0);
	assert_true(try("[features]\nFEAT_LSE128 = off\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 0);
	assert_false(plan.write[48]);
}

static void on_keeps_what_is_enough(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "ATOMIC", 3);
	assert_true(try("[features]\natomics = on\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 3);
	assert_true(try("[features]\natomics = on\nlse128 = off\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 2);
	assert_int_equal(messages.error_count, 0);
}

static void on_raises_what_would_be_lowest_to_the_least_code(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "ATOMIC", 3);
	assert_true(try("[profile]\nunlisted = lowest\n[features]\natomics = on\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 2);
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "CRC32"), 0);
	assert_true(try("[profile]\nunlisted = lowest\n[features]\nFEAT_AES = on\nsha1 = on\n"
			"sha2 = on\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "AES"), 1);
}

static void on_is_refused_where_the_host_cannot(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "SHA3", 0);
	give("ID_AA64ISAR0_EL1", "SHA2", 1);
	assert_false(try("[features]\nsha3 = on\n"));
	expect("t.ini:2: sha3 = on: ID_AA64ISAR0_EL1.SHA3: 1 (IMP) asked, this host can show only "
	       "0 "
	       "(NI): a guest cannot get more than the host has");
	assert_int_equal(messages.error_count, 1);
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "SHA3"), 0);
	assert_true(try("[profile]\nmissing = warn\n[features]\nsha3 = on\n"));
	expect("t.ini:4: sha3 = on: ID_AA64ISAR0_EL1.SHA3: 1 (IMP) asked, this host can show only "
	       "0 "
	       "(NI): a guest cannot get more than the host has; left as the host has it");
}

static void off_is_refused_where_the_field_cannot_be_changed(void **state)
{
	(void)state;
	assert_false(try("[features]\nfphp = off\n"));
	assert_true(said("t.ini:2: fphp = off: ID_AA64PFR0_EL1.FP: 0 (IMP) asked, this host can "
			 "show only its own 1 (FP16): KVM on Linux 7.3.4 does not let it be "
			 "changed"));
	assert_int_equal(planned("ID_AA64PFR0_EL1", "FP"), 1);
	assert_false(try("[features]\nFEAT_AA64EL0 = off\n"));
	expect("t.ini:2: FEAT_AA64EL0 = off: the architecture has no lower value of "
	       "ID_AA64PFR0_EL1.EL0 than 1 (IMP)");
}

static void a_feature_of_several_fields_sets_all(void **state)
{
	(void)state;
	assert_true(try("[features]\nFEAT_AES = off\nsveaes = off\nsha1 = off\nsha2 = off\nsha3 = "
			"off\nsvesha3 = off\nsm3 = off\nsm4 = off\nsvesm4 = off\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "AES"), 0);
	assert_int_equal(planned("ID_ISAR5_EL1", "AES"), 0);
	assert_int_equal(planned("ID_AA64ZFR0_EL1", "AES"), 0);
	assert_int_equal(messages.error_count, 0);
	assert_true(try("[features]\nbf16 = off\n"));
	assert_int_equal(planned("ID_AA64ISAR1_EL1", "BF16"), 0);
	assert_int_equal(planned("ID_AA64ZFR0_EL1", "BF16"), 0);
	assert_int_equal(planned("ID_ISAR6_EL1", "BF16"), kvm.host.limits[23] >> 20 & 0xf);
}

static void views_follow_as_far_as_the_host_can(void **state)
{
	(void)state;
	/* 64-bit programs have it, 32-bit ones not: that is enough. */
	give("ID_ISAR5_EL1", "CRC32", 0);
	give("ID_AA64ISAR0_EL1", "CRC32", 1);
	assert_true(try("[profile]\nunlisted = lowest\n[features]\ncrc32 = on\n"));
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "CRC32"), 1);
	assert_int_equal(planned("ID_ISAR5_EL1", "CRC32"), 0);
	give("ID_ISAR5_EL1", "CRC32", 1);
	assert_true(try("[profile]\nunlisted = lowest\n[features]\ncrc32 = on\n"));
	assert_int_equal(planned("ID_ISAR5_EL1", "CRC32"), 1);
	/* A host without 32-bit programs lacks nothing. */
	fake_kvm_init(&kvm, FAKE_HOST_73_64BIT);
	give("ID_AA64ISAR0_EL1", "CRC32", 1);
	assert_true(try("[features]\ncrc32 = on\n"));
	assert_true(try("[features]\ncrc32 = off\n"));
	/* What only 32-bit programs have must be there. */
	assert_false(try("[features]\nFEAT_AA32I8MM = on\n"));
	assert_non_null(strstr(first_error(), "it has no AArch32"));
}

/* Any of three algorithms makes pointer authentication as good as it is asked to be. */
static void one_of_several_ways_is_enough(void **state)
{
	(void)state;
	give("ID_AA64ISAR1_EL1", "APA", 0);
	give("ID_AA64ISAR1_EL1", "API", 0);
	give("ID_AA64ISAR2_EL1", "APA3", 5);
	assert_true(try("[features]\nFEAT_FPAC = on\n"));
	assert_int_equal(profile_wishes(&profile).pauth, FEATURE_ON);
	assert_int_equal(messages.error_count, 0);
	give("ID_AA64ISAR2_EL1", "APA3", 3);
	assert_false(try("[features]\nFEAT_FPAC = on\n"));
	assert_int_equal(messages.error_count, 1);
	assert_non_null(strstr(first_error(), "t.ini:2: FEAT_FPAC = on: "));
}

static void dependencies_are_checked(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "SHA3", 1);
	give("ID_AA64ISAR0_EL1", "SHA2", 2);
	assert_false(try("[features]\nsha512 = off\n"));
	assert_non_null(strstr(first_error(), "t.ini:2: ID_AA64ISAR0_EL1.SHA2: 1 (SHA256) "
					      "asked, but ID_AA64ISAR0_EL1.SHA3"));
	assert_true(try("[profile]\ndepends = warn\n[features]\nsha512 = off\n"));
}

/* --- vCPU features */

static void names_of_vcpu_features_are_keys(void **state)
{
	struct cpu_feature_wishes wishes;

	(void)state;
	assert_true(try("[features]\nsve = off\npaca = off\npacg = off\nmte = on\n"
			"FEAT_PMUv3 = on\n"));
	wishes = profile_wishes(&profile);
	assert_int_equal(wishes.sve, FEATURE_OFF);
	assert_int_equal(wishes.pauth, FEATURE_OFF);
	assert_int_equal(wishes.mte, FEATURE_ON);
	assert_int_equal(wishes.pmu, FEATURE_ON);
	assert_int_equal(profile.lines.bound_count, 0);
	end(NULL);
	assert_true(load("t.ini", "[features]\nsve2 = on\nmte3 = off\n"));
	wishes = profile_wishes(&profile);
	assert_int_equal(wishes.sve, FEATURE_ON);
	assert_int_equal(wishes.mte, FEATURE_OFF);
	/* What is also in Advanced SIMD does not ask for SVE. */
	assert_true(try("[features]\ni8mm = on\n"));
	assert_int_equal(profile_wishes(&profile).sve, FEATURE_AUTO);
}

static void levels_of_vcpu_features_are_bounds(void **state)
{
	(void)state;
	assert_true(try("[features]\nFEAT_SVE2 = off\nsveaes = off\nsvebitperm = off\nsvesha3 = "
			"off\nsvesm4 = off\n"));
	assert_int_equal(planned("ID_AA64ZFR0_EL1", "SVEver"), 0);
	give("ID_AA64DFR0_EL1", "PMUVer", 8);
	assert_true(try("[features]\nFEAT_PMUv3 = on\nFEAT_PMUv3p5 = off\n"));
	assert_int_equal(planned("ID_AA64DFR0_EL1", "PMUVer"), 5);
	assert_int_equal(profile_wishes(&profile).pmu, FEATURE_ON);
}

/* --- mistakes */

static void names_and_values_that_are_none(void **state)
{
	static const struct {
		const char *text, *message;
	} rows[] = {
		{ "[features]\nFEAT_SHA33 = on\n",
		  "t.ini:2: FEAT_SHA33: no such feature; did you mean FEAT_SHA3?" },
		{ "[features]\nasimddpp = on\n",
		  "t.ini:2: asimddpp: no such feature; did you mean asimddp?" },
		{ "[features]\nlse = on\n",
		  "t.ini:2: lse: no such feature; did you mean FEAT_LSE?" },
		{ "[features]\nFEAT_003e6 = on\n", "t.ini:2: FEAT_003e6: no such feature" },
		{ "[features]\nxyzzyxyzzy = on\n", "t.ini:2: xyzzyxyzzy: no such feature" },
		{ "[features]\nsha3 = 1\n", "t.ini:2: sha3: \"1\" asked, on or off is wanted" },
		{ "[features]\ncpuid = off\n",
		  "t.ini:2: cpuid: Linux says so of every CPU: no profile can change it" },
		{ "[features]\nsha3 = on\nSHA3 = on\n", "t.ini:3: sha3: set on line 2 already" },
		{ "[features]\nsha3 = on\nFEAT_SHA3 = off\n",
		  "t.ini:3: FEAT_SHA3 = off, but sha3 = on on line 2: these are two names of one "
		  "feature" },
		{ "[features]\nFEAT_LSE = off\nFEAT_LSE128 = on\n",
		  "t.ini:3: FEAT_LSE128 = on, but FEAT_LSE = off on line 2: "
		  "ID_AA64ISAR0_EL1.ATOMIC cannot be both" },
		{ "[features]\nsha3 = off\n[ID_AA64ISAR0_EL1]\nSHA3 = IMP\n",
		  "t.ini:2: sha3 = off, but line 4 sets ID_AA64ISAR0_EL1.SHA3 to 1 (IMP)" },
		{ "[ID_AA64ISAR0_EL1]\nvalue = 0\n[features]\naes = on\n",
		  "t.ini:4: aes = on, but line 2 sets ID_AA64ISAR0_EL1.AES to 0 (NI)" },
		{ "[cpu]\nsve = off\n[features]\nsve2 = on\n",
		  "t.ini:4: sve2 = on, but line 2 makes it sve = off" },
		{ "[features]\nsve = off\n[cpu]\nsve = auto\n",
		  "t.ini:2: sve = off, but line 4 makes it sve = auto" },
		{ "[features]\nFEAT_SVE = off\nFEAT_SVE2 = on\n",
		  "t.ini:3: FEAT_SVE2 = on, but line 2 makes it sve = off" },
		{ "[feature]\nsha3 = on\n",
		  "t.ini:1: [feature]: no such register; did you mean features?; its lines are not "
		  "read" },
		{ "[features]\n[features]\n", "t.ini:2: [features]: the section stands on line 1 "
					      "already; its lines are not read" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_false(try(rows[i].text));
		expect(rows[i].message);
		assert_int_equal(messages.error_count, 1);
	}
}

static void what_says_the_same_is_no_conflict(void **state)
{
	static const char *const texts[] = {
		"[features]\nrng = off\nFEAT_RNG = off\n",
		"[features]\nrng = off\n[ID_AA64ISAR0_EL1]\nRNDR = 0\n",
		"[features]\naes = on\n[ID_AA64ISAR0_EL1]\nAES = PMULL\n",
		"[features]\nsve2 = on\n[cpu]\nsve = on\n",
		"[features]\nsve2 = on\n[cpu]\nsve = auto\n",
		"[features]\nfphp = on\nasimdhp = on\n",
		"[features]\naes = on\n[ID_ISAR5_EL1]\nAES = host\n",
		"[features]\naes = on\n[ID_AA64ISAR0_EL1]\nAES = host\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		if (!try(texts[i]))
			fail_msg("%s: %s", texts[i], first_error());
	}
}

/* "host" and "lowest" become values only on a host. */
static void conflicts_that_only_a_host_shows(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "RNDR", 1);
	assert_false(try("[features]\nrng = off\n[ID_AA64ISAR0_EL1]\nRNDR = host\n"));
	expect("t.ini:2: rng = off, but line 4 sets ID_AA64ISAR0_EL1.RNDR to host, which is 1 "
	       "(IMP) on "
	       "this host");
	assert_int_equal(messages.error_count, 1);
	assert_false(try("[features]\nrng = on\n[ID_AA64ISAR0_EL1]\nRNDR = lowest\n"));
	assert_int_equal(messages.error_count, 1);
	assert_false(try("[features]\nrng = on\n[ID_AA64ISAR0_EL1]\nvalue = lowest\n"));
	give("ID_AA64ISAR0_EL1", "RNDR", 0);
	assert_true(try("[features]\nrng = off\n[ID_AA64ISAR0_EL1]\nRNDR = host\n"));
}

/* --- layers */

static void later_layers_win(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "RNDR", 1);
	/* a feature over a field */
	assert_true(load("base.ini", "[ID_AA64ISAR0_EL1]\nRNDR = 1\n"));
	assert_true(load("top.ini", "[features]\nrng = off\n"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "RNDR"), 0);
	/* a field over a feature */
	assert_true(load("more.ini", "[ID_AA64ISAR0_EL1]\nRNDR = 1\n"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "RNDR"), 1);
	/* a feature over a register */
	assert_true(load("register.ini", "[ID_AA64ISAR0_EL1]\nvalue = host\n"));
	assert_true(add("rng=off"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "RNDR"), 0);
	/* a feature over a feature, and what both allow stays */
	assert_true(add("FEAT_RNG=on"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "RNDR"), 1);
	assert_true(load("register2.ini",
			 "[profile]\ndepends = warn\n[ID_AA64ISAR0_EL1]\nvalue = lowest\n"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "RNDR"), 0);
	assert_int_equal(messages.error_count, 0);
}

static void a_bases_line_is_judged_as_the_feature_leaves_it(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "RNDR", 0);
	assert_true(load("base.ini", "[ID_AA64ISAR0_EL1]\nRNDR = 1\n"));
	assert_true(load("top.ini", "[features]\nrng = off\n"));
	assert_true(check());
	assert_true(load("again.ini", "[ID_AA64ISAR0_EL1]\nRNDR = 1\n[features]\naes = on\n"));
	assert_false(check());
	assert_int_equal(messages.error_count, 1);
	assert_non_null(strstr(first_error(), "again.ini:2: ID_AA64ISAR0_EL1.RNDR: 1"));
}

/* A line within its bounds that the host cannot follow is told of by itself. */
static void a_line_within_its_bounds_is_judged(void **state)
{
	(void)state;
	give("ID_AA64ISAR0_EL1", "AES", 1);
	assert_false(try("[features]\naes = on\n[ID_AA64ISAR0_EL1]\nAES = PMULL\n"));
	assert_int_equal(messages.error_count, 1);
	assert_non_null(strstr(first_error(), "t.ini:4: ID_AA64ISAR0_EL1.AES: 2"));
}

static void switching_a_vcpu_feature_off_takes_its_lines_along(void **state)
{
	(void)state;
	kvm.host.features.sve = false;
	kvm.host.limits[36] = 0;
	give("ID_AA64PFR0_EL1", "SVE", 0);
	assert_true(load("model.ini", "[cpu]\nsve = on\n[ID_AA64PFR0_EL1]\nSVE = 1\n"
				      "[ID_AA64ZFR0_EL1]\nSVEver = 1\nAES = 2\n"
				      "[features]\nsvesha3 = on\n"));
	assert_false(check());
	messages_fini(&messages);
	assert_true(add("sve=off"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ZFR0_EL1", "SVEver"), 0);
	/* and in a whole register */
	assert_true(load("dump.ini", "[cpu]\nsve = on\n[ID_AA64ZFR0_EL1]\nvalue = 1\n"));
	assert_true(add("FEAT_SVE=off"));
	assert_true(check());
	assert_int_equal(messages.error_count, 0);
}

static void switching_a_vcpu_feature_on_over_a_base_without_it(void **state)
{
	(void)state;
	give("ID_AA64DFR0_EL1", "PMUVer", 6);
	assert_true(load("base.ini", "[ID_AA64DFR0_EL1]\nPMUVer = NI\n"));
	assert_true(add("pmu=on"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64DFR0_EL1", "PMUVer"), 6);
	/* What a base that has it says of its level stays. */
	assert_true(load("level.ini", "[cpu]\npmu = on\n[ID_AA64DFR0_EL1]\nPMUVer = V3P1\n"));
	assert_true(add("pmu=on"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64DFR0_EL1", "PMUVer"), 4);
}

/* --- the command line */

static void items_of_the_command_line(void **state)
{
	static const struct {
		const char *spec, *message;
	} rows[] = {
		{ "host,FEAT_LSEE=on",
		  "--cpu:2: FEAT_LSEE: no such register, key or feature; did you mean FEAT_LSE?" },
		{ "host,sha3=on,sha3=off", "--cpu:3: sha3: set on item 2 already" },
		{ "host,sha3=off,ID_AA64ISAR0.SHA3=1",
		  "--cpu:2: sha3 = off, but item 3 sets ID_AA64ISAR0_EL1.SHA3 to 1 (IMP)" },
		{ "host,evtstrm=on",
		  "--cpu:2: evtstrm: Linux says so of every CPU: no profile can change it" },
		{ "host,SYSREG_ID_AA64ISRA0_EL1_AES=1",
		  "--cpu:2: SYSREG_ID_AA64ISRA0_EL1_AES: no such register; did you mean "
		  "ID_AA64ISAR0_EL1?" },
		{ "host,SYSREG_NOTHING_AT_ALL=1",
		  "--cpu:2: SYSREG_NOTHING_AT_ALL: no such register" },
	};

	(void)state;
	give("ID_AA64ISAR0_EL1", "ATOMIC", 3);
	give("ID_AA64ISAR0_EL1", "RNDR", 1);
	assert_true(add("host,FEAT_LSE128=off,rng=off"));
	assert_true(check());
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "ATOMIC"), 2);
	assert_int_equal(planned("ID_AA64ISAR0_EL1", "RNDR"), 0);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		end(NULL);
		assert_false(add(rows[i].spec));
		expect(rows[i].message);
		assert_int_equal(messages.error_count, 1);
	}
}

/* An old kernel changes nothing: what is there anyway can be asked for. */
static void features_on_a_kernel_without_masks(void **state)
{
	(void)state;
	fake_kvm_init(&kvm, FAKE_HOST_61);
	give("ID_AA64ISAR0_EL1", "AES", 2);
	assert_true(try("[features]\naes = on\n"));
	assert_false(try("[features]\naes = off\n"));
	assert_non_null(strstr(first_error(), "t.ini:2: the host's kernel"));
}

/* Every name, on and off, alone: KVM takes each plan that the check accepts. */
static void kvm_takes_what_the_check_accepts(void **state)
{
	unsigned int accepted = 0;
	char text[200];

	(void)state;
	for (size_t i = 0; i < hwcap_count * 4; i++) {
		end(NULL);
		fake_kvm_init(&kvm, i & 1 ? FAKE_HOST_73 : FAKE_HOST_612_N1);
		snprintf(text, sizeof(text),
			 "[profile]\nunlisted = %s\ndepends = warn\n[features]\n"
			 "%s = %s\n",
			 i % 3 ? "host" : "lowest", hwcaps[i / 4].name, i & 2 ? "on" : "off");
		if (!load("t.ini", text) || !check())
			continue;
		accepted++;
		assert_int_equal(fake_kvm_apply(&kvm, &plan), 0);
		/* By MIDR_EL1 Linux may hide ssbs all the same. */
		if (profile.lines.bound_count && strcmp(hwcaps[i / 4].name, "ssbs") &&
		    hwcap_is_shown(&hwcaps[i / 4], plan.values, NULL) != !!(i & 2))
			fail_msg("%s", text);
	}
	assert_true(accepted > hwcap_count);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_name_of_the_tables_is_found),
		TEST(words_and_names_are_the_same_features),
		TEST(keys_that_features_stand_for),
		TEST(codes_below),
		TEST(off_takes_the_highest_code_below),
		TEST(off_keeps_what_is_lower_already),
		TEST(on_keeps_what_is_enough),
		TEST(on_raises_what_would_be_lowest_to_the_least_code),
		TEST(on_is_refused_where_the_host_cannot),
		TEST(off_is_refused_where_the_field_cannot_be_changed),
		TEST(a_feature_of_several_fields_sets_all),
		TEST(views_follow_as_far_as_the_host_can),
		TEST(one_of_several_ways_is_enough),
		TEST(dependencies_are_checked),
		TEST(names_of_vcpu_features_are_keys),
		TEST(levels_of_vcpu_features_are_bounds),
		TEST(names_and_values_that_are_none),
		TEST(what_says_the_same_is_no_conflict),
		TEST(conflicts_that_only_a_host_shows),
		TEST(later_layers_win),
		TEST(a_bases_line_is_judged_as_the_feature_leaves_it),
		TEST(a_line_within_its_bounds_is_judged),
		TEST(switching_a_vcpu_feature_off_takes_its_lines_along),
		TEST(switching_a_vcpu_feature_on_over_a_base_without_it),
		TEST(items_of_the_command_line),
		TEST(features_on_a_kernel_without_masks),
		TEST(kvm_takes_what_the_check_accepts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
