// SPDX-License-Identifier: GPL-2.0-only
// What names stand for, and the words about fields, values and profiles.

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
#include "sysregs/check_field.h"
#include "sysregs/explain.h"
#include "sysregs/explain_profile.h"
#include "sysregs/hwcaps.h"

static const struct idreg_field *field_of(const char *reg, const char *name)
{
	const struct idreg_field *field = idreg_field_by_name(idreg_by_name(reg), name);

	assert_non_null(field);
	return field;
}

static void assert_is(const char *word, enum explain_kind kind, const char *reg, const char *field,
		      uint64_t from, size_t count)
{
	struct explain_name name;

	explain_find(word, &name);
	if (name.kind != kind || name.count != count)
		fail_msg("%s: kind %d with %zu targets", word, name.kind, name.count);
	if (!reg)
		return;
	assert_string_equal(name.targets[0].reg->name, reg);
	if (field)
		assert_string_equal(name.targets[0].field->name, field);
	else
		assert_null(name.targets[0].field);
	assert_int_equal(name.targets[0].from, from);
}

static void test_names(void **state)
{
	(void)state;
	assert_is("ID_AA64ISAR0_EL1", EXPLAIN_REGISTER, "ID_AA64ISAR0_EL1", NULL, 0, 1);
	assert_is("id_aa64isar0", EXPLAIN_REGISTER, "ID_AA64ISAR0_EL1", NULL, 0, 1);
	assert_is("ID_AA64ISAR0_EL1.AES", EXPLAIN_FIELD, "ID_AA64ISAR0_EL1", "AES", 0, 1);
	assert_is("id_aa64isar0.aes", EXPLAIN_FIELD, "ID_AA64ISAR0_EL1", "AES", 0, 1);
	assert_is("SYSREG_ID_AA64ISAR0_EL1_AES", EXPLAIN_FIELD, "ID_AA64ISAR0_EL1", "AES", 0, 1);
	/* Underscores on both sides of the one that divides. */
	assert_is("SYSREG_ID_AA64MMFR0_EL1_TGran4_2", EXPLAIN_FIELD, "ID_AA64MMFR0_EL1", "TGRAN4_2",
		  0, 1);
	assert_is("SYSREG_CTR_EL0", EXPLAIN_REGISTER, "CTR_EL0", NULL, 0, 1);
	assert_is("FEAT_LSE", EXPLAIN_FEATURE, "ID_AA64ISAR0_EL1", "ATOMIC", 2, 1);
	assert_is("lse", EXPLAIN_FEATURE, "ID_AA64ISAR0_EL1", "ATOMIC", 2, 1);
	assert_is("FEAT_PAuth", EXPLAIN_FEATURE, "ID_AA64ISAR1_EL1", "API", 1, 3);
	assert_is("atomics", EXPLAIN_HWCAP, "ID_AA64ISAR0_EL1", "ATOMIC", 2, 1);
	assert_is("cpuid", EXPLAIN_HWCAP, NULL, NULL, 0, 0);
	/* A field that is no feature and no word; of two registers AArch64's comes first. */
	assert_is("TGRAN16", EXPLAIN_FIELD, "ID_AA64MMFR0_EL1", "TGRAN16", 0, 1);
	assert_is("ETS", EXPLAIN_FIELD, "ID_AA64MMFR1_EL1", "ETS", 0, 2);
}

static void test_no_names(void **state)
{
	static const char *const words[] = {
		"",
		".",
		"ID_AA64ISAR0_EL1.",
		".AES",
		"SYSREG_",
		"FEAT_",
		"FEAT_LSX",
		"ID_AA64ISAR0_EL1.NONE",
		"NI",
		"ID_AA64ISAR0_EL1.AES.AES",
		"SYSREG_X",
		"neoverse-n1",
	};
	char word[4096];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		assert_is(words[i], EXPLAIN_NOTHING, NULL, NULL, 0, 0);
	memset(word, '.', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	assert_is(word, EXPLAIN_NOTHING, NULL, NULL, 0, 0);
	assert_string_equal(explain_nearest(word, NULL, 0).text, "");
	memset(word, '_', sizeof(word) - 1);
	memcpy(word, "SYSREG_", 7);
	assert_is(word, EXPLAIN_NOTHING, NULL, NULL, 0, 0);
	assert_string_equal(explain_nearest(word, NULL, 0).text, "");
}

/* Every name that there is leads to where it stands. */
static void test_all_names(void **state)
{
	struct explain_name name;
	char word[100];

	(void)state;
	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];

		for (size_t j = 0; j < reg->field_count; j++) {
			const struct idreg_field *field = &reg->fields[j];

			if (field->kind != IDREG_FIELD)
				continue;
			snprintf(word, sizeof(word), "SYSREG_%s_%s", reg->name, field->name);
			explain_find(word, &name);
			assert_int_equal(name.kind, EXPLAIN_FIELD);
			assert_ptr_equal(name.targets[0].field, field);
			for (size_t k = 0; k < field->code_count; k++) {
				if (!field->codes[k].feature)
					continue;
				explain_find(field->codes[k].feature, &name);
				assert_int_equal(name.kind, EXPLAIN_FEATURE);
				assert_string_equal(name.name, field->codes[k].feature);
				assert_in_range(name.count, 1, EXPLAIN_TARGETS_MAX - 1);
			}
		}
	}
	for (size_t i = 0; i < hwcap_count; i++) {
		explain_find(hwcaps[i].name, &name);
		assert_int_equal(name.kind, EXPLAIN_HWCAP);
		assert_int_equal(name.count, hwcaps[i].term_count);
		for (size_t j = 0; j < name.count; j++)
			assert_int_equal(name.targets[j].field->lsb, hwcaps[i].terms[j].lsb);
	}
}

static void test_nearest(void **state)
{
	static const char *const profiles[] = { "neoverse-n1", "cortex-a76" };

	(void)state;
	assert_string_equal(explain_nearest("ID_AA64ISAR0_EL1.ATOMICS", NULL, 0).text,
			    "ID_AA64ISAR0_EL1.ATOMIC");
	assert_string_equal(explain_nearest("ID_AA64ISRA0_EL1.AES", NULL, 0).text,
			    "ID_AA64ISAR0_EL1.AES");
	assert_string_equal(explain_nearest("ID_AA64ISRA0", NULL, 0).text, "ID_AA64ISAR0_EL1");
	assert_string_equal(explain_nearest("FEAT_DotPord", NULL, 0).text, "FEAT_DotProd");
	assert_string_equal(explain_nearest("asimdpd", NULL, 0).text, "asimddp");
	assert_string_equal(explain_nearest("neovers-n1", profiles, 2).text, "neoverse-n1");
	assert_string_equal(explain_nearest("zzzzzzzzzzzzzzzz", profiles, 2).text, "");
	assert_string_equal(explain_nearest("zzzzzzzzzzzz.z", profiles, 2).text, "");
}

static void test_words(void **state)
{
	const struct idreg *isar0 = idreg_by_name("ID_AA64ISAR0"),
			   *pfr0 = idreg_by_name("ID_AA64PFR0");
	const struct idreg_field *atomic = field_of("ID_AA64ISAR0", "ATOMIC");

	(void)state;
	assert_string_equal(explain_safe(atomic).text,
			    "any value up to the host's; \"lowest\" is 0 (NI)");
	assert_string_equal(explain_safe(field_of("ID_AA64PFR0", "AdvSIMD")).text,
			    "any value up to the host's, in the order 15 (NI), 0 (IMP), 1 (FP16); "
			    "\"lowest\" is 15 (NI)");
	assert_string_equal(explain_safe(field_of("ID_AA64MMFR0", "TGRAN4_2")).text,
			    "the host's value or 1 (NI), nothing between; \"lowest\" is 1 (NI)");
	assert_string_equal(explain_safe(field_of("CTR_EL0", "CWG")).text,
			    "any value from the host's up, and 0, which counts as the highest; "
			    "\"lowest\" is 0");
	assert_string_equal(explain_safe(field_of("CTR_EL0", "DIC")).text,
			    "any value up to the host's; \"lowest\" is 0");
	assert_string_equal(explain_safe(field_of("ID_AA64MMFR1", "SpecSEI")).text,
			    "any value from the host's up");
	assert_string_equal(explain_since(idreg_by_name("MIDR"), field_of("MIDR", "PartNum")).text,
			    "from Linux 6.15 on");
	assert_non_null(
		strstr(explain_since(isar0, atomic).text, "from Linux 6.12 on at the latest"));
	assert_string_equal(explain_since(pfr0, field_of("ID_AA64PFR0", "AMU")).text,
			    "in no Linux up to 7.3");
	assert_string_equal(explain_hwcaps(isar0, atomic, 2).text, "atomics");
	assert_string_equal(explain_hwcaps(isar0, atomic, 0).text, "");
	assert_string_equal(explain_between(isar0, atomic, 0, 3).text,
			    "FEAT_LSE (atomics), FEAT_LSE128 (lse128)");
	assert_string_equal(explain_between(isar0, atomic, 2, 3).text, "FEAT_LSE128 (lse128)");
	assert_string_equal(explain_between(isar0, atomic, 3, 3).text, "");
	assert_string_equal(explain_between(pfr0, field_of("ID_AA64PFR0", "AdvSIMD"), 15, 0).text,
			    "FEAT_AdvSIMD (asimd)");
	for (int user = IDREG_USER_ANY; user <= IDREG_USER_NOBODY; user++) {
		assert_non_null(explain_user((enum idreg_user)user));
		assert_non_null(explain_user_word((enum idreg_user)user));
	}
}

/* What is said to be writable somewhere is what the masks of Linux 7.3 say. */
static void test_ever_writable(void **state)
{
	struct fake_kvm kvm;
	size_t count = 0;

	(void)state;
	fake_kvm_init(&kvm, FAKE_HOST_73);
	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];

		for (size_t j = 0; j < reg->field_count; j++) {
			const struct idreg_field *field = &reg->fields[j];
			bool is_taken = field->safe != IDREG_SAFE_NONE || reg->index == INDEX_CLIDR;

			if (field->kind != IDREG_FIELD)
				continue;
			if (field_was_ever_writable(reg, field) !=
			    (is_taken && field_is_writable(&kvm.host, reg, field)))
				fail_msg("%s.%s", reg->name, field->name);
			count += field_was_ever_writable(reg, field);
			if (field_writable_since(reg, field))
				assert_true(field_was_ever_writable(reg, field));
		}
	}
	/* 260 of the second source, seven of implementation IDs, twelve of CLIDR_EL1. */
	assert_int_equal(count, 260 + 7 + 12);
}

static void test_rules(void **state)
{
	const struct idreg *reg = idreg_by_name("ID_AA64ISAR0");
	const struct idreg_field *sha3 = field_of("ID_AA64ISAR0", "SHA3");
	size_t count = 0, all = 0;

	(void)state;
	assert_string_equal(explain_rule(explain_rule_of(reg, sha3, 0)).text,
			    "ID_AA64ISAR0_EL1.SHA2 from 2 (SHA512) on needs ID_AA64ISAR0_EL1.SHA3 "
			    "from 1 (IMP) on");
	assert_string_equal(explain_rule(explain_rule_of(reg, sha3, 2)).text,
			    "ID_AA64ZFR0_EL1.SHA3 from 1 (IMP) on needs ID_AA64ISAR0_EL1.SHA3 from "
			    "1 (IMP) on, in a guest with SVE");
	assert_null(explain_rule_of(reg, field_of("ID_AA64ISAR0", "RNDR"), 0));
	/* Each rule is found from either side. */
	for (size_t i = 0; i < depends_rule_count; i++) {
		assert_non_null(strstr(explain_rule(&depends_rules[i]).text, " needs "));
		all += depends_rules[i].a.index == depends_rules[i].b.index &&
				       depends_rules[i].a.lsb == depends_rules[i].b.lsb
			       ? 1
			       : 2;
	}
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			for (size_t n = 0; explain_rule_of(&idregs[i], &idregs[i].fields[j], n);
			     n++)
				count++;
		}
	}
	assert_int_equal(count, all);
}

static void test_values(void **state)
{
	const struct idreg *reg = idreg_by_name("ID_AA64ISAR0"),
			   *zfr0 = idreg_by_name("ID_AA64ZFR0");
	const struct idreg_field *aes = field_of("ID_AA64ISAR0", "AES");
	struct explain_text why;
	struct fake_kvm kvm;

	(void)state;
	fake_kvm_init(&kvm, FAKE_HOST_73_N1);
	assert_int_equal(idreg_field_get(aes, kvm.host.limits[reg->index]), 2);
	assert_int_equal(explain_value(&kvm.host, reg, aes, 2, &why), EXPLAIN_OWN);
	assert_string_equal(why.text, "");
	assert_int_equal(explain_value(&kvm.host, reg, aes, 1, &why), EXPLAIN_CAN);
	assert_string_equal(why.text, "");
	assert_int_equal(explain_value(&kvm.host, reg, aes, 3, &why), EXPLAIN_CANNOT);
	assert_string_equal(why.text, "the architecture gives that value no meaning");
	assert_int_equal(explain_value(&kvm.host, reg, field_of("ID_AA64ISAR0", "SHA3"), 1, &why),
			 EXPLAIN_CANNOT);
	assert_string_equal(why.text, "a guest cannot get more than the host has");
	assert_int_equal(explain_value(&kvm.host, zfr0, field_of("ID_AA64ZFR0", "SVEver"), 1, &why),
			 EXPLAIN_CANNOT);
	assert_string_equal(why.text, "it has no SVE for guests");
	fake_kvm_init(&kvm, FAKE_HOST_612_N1);
	assert_int_equal(explain_value(&kvm.host, idreg_by_name("MIDR"),
				       field_of("MIDR", "PartNum"), 1, &why),
			 EXPLAIN_CANNOT);
	assert_non_null(strstr(why.text, "implementation IDs can be changed from Linux 6.15 on"));
}

/* Any value of any field on any host: what the engine says, with words where it says no. */
static void test_all_values(void **state)
{
	char reason[FIELD_REASON_BYTES];
	struct explain_text why;
	struct fake_kvm kvm;

	(void)state;
	for (int host = 0; host < FAKE_HOST_COUNT; host++) {
		fake_kvm_init(&kvm, (enum fake_host)host);
		for (size_t i = 0; i < idreg_count; i++) {
			for (size_t j = 0; j < idregs[i].field_count; j++) {
				const struct idreg_field *field = &idregs[i].fields[j];

				for (uint64_t value = 0;
				     field->kind == IDREG_FIELD && value < 16 &&
				     value <= bits_low_mask(idreg_field_width(field));
				     value++) {
					enum explain_verdict verdict = explain_value(
						&kvm.host, &idregs[i], field, value, &why);
					enum field_verdict engine = field_judge(
						&kvm.host, &idregs[i], field, value, reason);

					if (verdict == EXPLAIN_CANNOT)
						assert_true(engine == FIELD_MISSING ||
							    engine == FIELD_WRONG);
					assert_int_equal(verdict == EXPLAIN_CANNOT,
							 why.text[0] != 0);
					if (why.text[0])
						assert_null(strstr(why.text, " asked, "));
				}
			}
		}
	}
}

/* A profile held against a host. */
struct held {
	struct profile profile;
	struct messages messages;
	struct idreg_plan plan;
	struct fake_kvm kvm;
	struct explain_profile items;
};

static void hold(struct held *held, enum fake_host host, const char *text)
{
	memset(held, 0, sizeof(*held));
	profile_init(&held->profile);
	assert_true(profile_load_memory(&held->profile, "p.ini", text, strlen(text), NULL,
					&held->messages));
	if (host == FAKE_HOST_COUNT) {
		explain_profile_init(&held->items, &held->profile, NULL, NULL, &held->messages);
		return;
	}
	fake_kvm_init(&held->kvm, host);
	profile_check(&held->profile, &held->kvm.host, &held->plan, &held->messages);
	explain_profile_init(&held->items, &held->profile, &held->kvm.host, &held->plan,
			     &held->messages);
}

static void let_go(struct held *held)
{
	explain_profile_fini(&held->items);
	explain_profile_fini(&held->items);
	profile_fini(&held->profile);
	messages_fini(&held->messages);
}

static void assert_item(const struct held *held, size_t at, const char *what,
			enum explain_fate fate, const char *means, const char *why)
{
	const struct explain_item *item = &held->items.items[at];

	assert_true(at < held->items.count);
	assert_string_equal(item->what, what);
	if (item->fate != fate)
		fail_msg("%s: %s (%s)", what, explain_fate_word(item->fate), item->why.text);
	assert_string_equal(item->means.text, means);
	assert_string_equal(item->why.text, why);
}

static const char mixed[] = "[profile]\n"
			    "unlisted = host\n"
			    "[cpu]\n"
			    "pauth = off\n"
			    "[ID_AA64ISAR0_EL1]\n"
			    "AES = AES\n"
			    "SHA3 = 1\n"
			    "TLB = host\n"
			    "CRC32 = lowest\n"
			    "[CTR_EL0]\n"
			    "value = 0x8444c004\n";

static void test_profile_alone(void **state)
{
	struct held held;

	(void)state;
	hold(&held, FAKE_HOST_COUNT, mixed);
	assert_item(&held, 0, "pauth = off", EXPLAIN_UNKNOWN,
		    "a guest without pointer authentication, so that the host's algorithm does not "
		    "matter",
		    "");
	assert_item(&held, 1, "unlisted = host", EXPLAIN_UNKNOWN,
		    "fields that no line names are the host's", "");
	assert_item(&held, 2, "ID_AA64ISAR0_EL1.AES = 1 (AES)", EXPLAIN_UNKNOWN,
		    "with FEAT_AES (aes); without FEAT_PMULL (pmull)", "");
	assert_int_equal(held.items.items[2].place.line, 6);
	assert_item(&held, 3, "ID_AA64ISAR0_EL1.SHA3 = 1 (IMP)", EXPLAIN_UNKNOWN,
		    "with FEAT_SHA3 (sha3)", "");
	assert_item(&held, 4, "ID_AA64ISAR0_EL1.TLB = host", EXPLAIN_UNKNOWN, "", "");
	assert_item(&held, 5, "ID_AA64ISAR0_EL1.CRC32 = lowest", EXPLAIN_UNKNOWN, "", "");
	assert_item(&held, 7, "CTR_EL0.DIC = 0", EXPLAIN_UNKNOWN, "", "");
	assert_int_equal(held.items.count, 6 + 8);
	let_go(&held);
}

static void test_profile_on_host(void **state)
{
	struct held held;

	(void)state;
	hold(&held, FAKE_HOST_73_N1, mixed);
	assert_item(&held, 2, "ID_AA64ISAR0_EL1.AES = 1 (AES)", EXPLAIN_FINE,
		    "without FEAT_PMULL (pmull)", "instead of 2 (PMULL)");
	assert_item(&held, 3, "ID_AA64ISAR0_EL1.SHA3 = 1 (IMP)", EXPLAIN_REFUSED,
		    "with FEAT_SHA3 (sha3)", "a guest cannot get more than the host has");
	assert_item(&held, 4, "ID_AA64ISAR0_EL1.TLB = host", EXPLAIN_ALREADY, "", "");
	assert_item(&held, 5, "ID_AA64ISAR0_EL1.CRC32 = lowest", EXPLAIN_FINE,
		    "without FEAT_CRC32 (crc32)", "instead of 1 (IMP)");
	let_go(&held);
	hold(&held, FAKE_HOST_73_N1, "[profile]\nmissing = warn\n[ID_AA64ISAR0_EL1]\nSHA3 = 1\n");
	assert_item(&held, 1, "ID_AA64ISAR0_EL1.SHA3 = 1 (IMP)", EXPLAIN_IGNORED,
		    "with FEAT_SHA3 (sha3)", "a guest cannot get more than the host has");
	let_go(&held);
	hold(&held, FAKE_HOST_73_N1, "[profile]\nunlisted = lowest\n");
	assert_int_equal(held.items.count, 1);
	assert_non_null(strstr(held.items.items[0].why.text, " fields are lower than the host's"));
	let_go(&held);
	/* What is wrong with a line is not always its value. */
	hold(&held, FAKE_HOST_73_N1, "[ID_AA64ISAR0_EL1]\nSHA1 = 0\n");
	assert_int_equal(held.items.items[0].fate, EXPLAIN_REFUSED);
	assert_non_null(strstr(held.items.items[0].why.text, "does not allow this combination"));
	let_go(&held);
	/* A register as the host has it asks nothing more. */
	hold(&held, FAKE_HOST_73_N1, "");
	assert_int_equal(held.items.count, 0);
	let_go(&held);
}

/* "Refused" is what the engine says, and nothing else is. */
static void test_fates_agree(void **state)
{
	static const char *const texts[] = {
		mixed,
		"[ID_AA64PFR0_EL1]\nEL0 = 1\nAMU = 1\nCSV3 = 0\nSVE = 1\n",
		"[MIDR_EL1]\nvalue = 0x410fd0c1\n",
		"[ID_AA64DFR0_EL1]\nBRPs = 1\nDoubleLock = NI\nPMUVer = 4\n",
		"[ID_AA64MMFR0_EL1]\nvalue = 0\n",
	};
	struct held held;
	bool is_refused;

	(void)state;
	for (int host = 0; host < FAKE_HOST_COUNT; host++) {
		for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
			hold(&held, (enum fake_host)host, texts[i]);
			is_refused = false;
			for (size_t j = 0; j < held.items.count; j++)
				is_refused |= held.items.items[j].fate == EXPLAIN_REFUSED;
			assert_int_equal(is_refused, held.messages.error_count > 0);
			let_go(&held);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),		cmocka_unit_test(test_no_names),
		cmocka_unit_test(test_all_names),	cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_words),		cmocka_unit_test(test_ever_writable),
		cmocka_unit_test(test_rules),		cmocka_unit_test(test_values),
		cmocka_unit_test(test_all_values),	cmocka_unit_test(test_profile_alone),
		cmocka_unit_test(test_profile_on_host), cmocka_unit_test(test_fates_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
