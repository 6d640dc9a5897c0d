// SPDX-License-Identifier: GPL-2.0-only
// Conversion: what formats can say comes back as it was, what they cannot is named, and texts that
// are none of theirs get one line.
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
#include "sysregs/convert.h"

#define TRIALS 300

enum format { PROFILE, QEMU, FIRECRACKER };

/* One conversion and what came of it. */
struct trial {
	struct cpu_convert cpu;
	struct messages left_out, messages;
	char *text;
	size_t bytes;
	bool good;
};

static void trial_end(struct trial *trial)
{
	messages_fini(&trial->left_out);
	messages_fini(&trial->messages);
	free(trial->text);
	*trial = (struct trial){ 0 };
}

static void trial_read(struct trial *trial, enum format format, const char *text, size_t bytes)
{
	struct profile profile;

	if (format == QEMU) {
		trial->good = convert_from_qemu(text, bytes, &trial->cpu, &trial->left_out,
						&trial->messages);
	} else if (format == FIRECRACKER) {
		trial->good = convert_from_firecracker("t.json", text, bytes, &trial->cpu,
						       &trial->left_out, &trial->messages);
	} else {
		profile_init(&profile);
		trial->good =
			profile_load_memory(&profile, "t.ini", text, bytes, NULL, &trial->messages);
		convert_from_profile(&profile, &trial->cpu, &trial->left_out);
		profile_fini(&profile);
	}
}

static void trial_write(struct trial *trial, enum format format)
{
	FILE *out = open_memstream(&trial->text, &trial->bytes);

	assert_non_null(out);
	if (format == QEMU)
		assert_true(convert_to_qemu(&trial->cpu, out, &trial->left_out));
	else if (format == FIRECRACKER)
		assert_true(convert_to_firecracker(&trial->cpu, out, &trial->left_out));
	else
		assert_true(convert_to_profile(&trial->cpu, out));
	fclose(out);
}

static bool says(const struct messages *messages, const char *part)
{
	for (size_t i = 0; i < messages->count; i++) {
		if (strstr(messages->list[i].text, part))
			return true;
	}
	return false;
}

static void show(const struct messages *messages)
{
	for (size_t i = 0; i < messages->count; i++)
		print_message("    %s\n", messages->list[i].text);
}

/* Reads `text`, writes it as `to`: wants just `expected`, and nothing left out. */
static void assert_converts(enum format from, const char *text, enum format to,
			    const char *expected)
{
	struct trial trial = { 0 };

	trial_read(&trial, from, text, strlen(text));
	show(&trial.messages);
	assert_true(trial.good);
	trial_write(&trial, to);
	show(&trial.left_out);
	assert_string_equal(trial.text, expected);
	assert_int_equal(trial.left_out.count, 0);
	trial_end(&trial);
}

/* Reads `text`, writes it as `to`: wants one thing left out, which a line with `part` names. */
static void assert_leaves_out(enum format from, const char *text, enum format to, const char *part)
{
	struct trial trial = { 0 };

	trial_read(&trial, from, text, strlen(text));
	show(&trial.messages);
	assert_true(trial.good);
	trial_write(&trial, to);
	if (trial.left_out.count != 1 || !says(&trial.left_out, part)) {
		print_message("wanted of %s: %s\n", text, part);
		show(&trial.left_out);
	}
	assert_int_equal(trial.left_out.count, 1);
	assert_true(says(&trial.left_out, part));
	trial_end(&trial);
}

static void assert_refuses(enum format format, const char *text, size_t bytes, const char *part)
{
	struct trial trial = { 0 };

	trial_read(&trial, format, text, bytes);
	if (trial.good || !says(&trial.messages, part)) {
		print_message("wanted of %s: %s\n", text, part);
		show(&trial.messages);
	}
	assert_false(trial.good);
	assert_int_equal(trial.messages.count, 1);
	assert_true(says(&trial.messages, part));
	trial_end(&trial);
}

/* --- What is known --- */

static void test_profile_to_qemu(void **state)
{
	(void)state;
	assert_converts(PROFILE, "[cpu]\nsve = on\nsve-max-vl = 256\npauth = off\npmu = on\n", QEMU,
			"host,sve=on,sve256=on,pauth=off,pmu=on\n");
	assert_converts(
		PROFILE,
		"[ID_AA64ISAR0_EL1]\nSHA3 = NI\nATOMIC = 2\nRNDR = host\n"
		"[ID_AA64MMFR0_EL1]\nTGRAN4 = -1\nPARANGE = 5\n[MIDR_EL1]\nPartNum = 0xd0c\n",
		QEMU,
		"host,SYSREG_MIDR_EL1_PartNum=0xd0c,SYSREG_ID_AA64ISAR0_EL1_SHA3=0x0,"
		"SYSREG_ID_AA64ISAR0_EL1_Atomic=0x2,SYSREG_ID_AA64MMFR0_EL1_TGran4=0xf,"
		"SYSREG_ID_AA64MMFR0_EL1_PARange=0x5,pmu=off\n");
	/* What the feature's own property says needs no other. */
	assert_converts(PROFILE, "[cpu]\nsve = off\n[ID_AA64PFR0_EL1]\nSVE = 0\n", QEMU,
			"host,sve=off,pmu=off\n");
}

static void test_profile_to_firecracker(void **state)
{
	(void)state;
	assert_converts(PROFILE, "[cpu]\nsve = off\npauth = off\n", FIRECRACKER, "{}\n");
	assert_converts(PROFILE,
			"[cpu]\nsve = on\npauth = on\npmu = on\n[ID_AA64PFR0_EL1]\nCSV3 = 1\n"
			"DIT = 0\n",
			FIRECRACKER,
			"{\n"
			"  \"kvm_capabilities\": [\n    \"126\",\n    \"170\",\n    \"171\",\n"
			"    \"172\"\n  ],\n"
			"  \"vcpu_features\": [\n    {\n      \"index\": 0,\n"
			"      \"bitmap\": \"0b1111xxx\"\n    }\n  ],\n"
			"  \"reg_modifiers\": [\n    {\n"
			"      \"addr\": \"0x603000000013c020\",\n"
			"      \"bitmap\": \"0b0001xxxxxxxx0000"
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\n"
			"    }\n  ]\n}\n");
}

static void test_qemu_to_profile(void **state)
{
	(void)state;
	assert_converts(QEMU, "host", PROFILE, "[cpu]\nsve = auto\npauth = auto\npmu = auto\n");
	assert_converts(QEMU, "max,sve=on,sve128=on,sve512=on,sve1024=off,pauth=no,pmu=off\n",
			PROFILE, "[cpu]\nsve = on\nsve-max-vl = 512\npauth = off\npmu = off\n");
	/* The last word on a property counts, as in QEMU. */
	assert_converts(
		QEMU,
		"host,SYSREG_ID_AA64MMFR0_EL1_PARange=3,SYSREG_ID_AA64MMFR0_EL1_TGran4_2=0x1,"
		"SYSREG_ID_AA64MMFR0_EL1_PARange=0x5,sve256=on,sve256=off,sve256=on",
		PROFILE,
		"[cpu]\nsve = auto\nsve-max-vl = 256\npauth = auto\npmu = auto\n\n"
		"[ID_AA64MMFR0_EL1]\nTGRAN4_2 = 0x1 ; NI\nPARANGE = 0x5 ; 48\n");
}

/* The template that makes a Neoverse V1 look like an N1: its bitmaps, with other separators. */
static void test_firecracker_to_profile(void **state)
{
	static const char template[] =
		"{\"kvm_capabilities\": [\"170\"], \"vcpu_features\": [{\"index\": 0, \"bitmap\": "
		"\"0b1xxxx\"}],\n \"reg_modifiers\": [\n"
		"{\"addr\": \"0x603000000013c020\", \"bitmap\": "
		"\"0bxxxxxxxx_xxxx0000_xxxxxxxx_xxxx0000_xxxxxxxx_xxxxxxxx_xxxxxxxx_xxxxxxxx\"},\n"
		"{\"addr\": \"0x603000000013c030\", \"bitmap\": \"0b0001xxxxxxxxxxxx\"},\n"
		"{\"addr\": \"0x603000000013c03a\", \"bitmap\": "
		"\"0000xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"\"}]}";

	(void)state;
	assert_converts(FIRECRACKER, template, PROFILE,
			"[cpu]\nsve = on\npauth = off\npmu = off\n\n"
			"[ID_AA64PFR0_EL1]\nDIT = 0x0 ; NI\nSVE = 0x0 ; NI\n\n"
			"[ID_AA64ISAR0_EL1]\nSHA2 = 0x1 ; SHA256\n\n"
			"[ID_AA64MMFR2_EL1]\nAT = 0x0 ; NI\n");
	assert_converts(FIRECRACKER,
			"{\"reg_modifiers\": [{\"addr\": \"0x603000000013c000\", \"bitmap\": \"0b"
			"0000000000000000000000000000000001000001000011111101000011000001\"}]}",
			PROFILE,
			"[cpu]\nsve = off\npauth = off\npmu = off\n\n"
			"[MIDR_EL1]\nvalue = 0x410fd0c1\n");
}

/* [features] are bounds: upon numbers they are numbers. */
static void test_features(void **state)
{
	static const char base[] = "[ID_AA64ISAR0_EL1]\nvalue = 0x1012000\n";
	static const char above[] = "[features]\nFEAT_SHA512 = off\n";
	struct trial trial = { 0 };
	struct profile profile;

	(void)state;
	assert_converts(PROFILE,
			"[cpu]\npauth = off\n[features]\nsve = off\nFEAT_SHA512 = off\n"
			"FEAT_CRC32 = on\n[ID_AA64ISAR0_EL1]\nvalue = 0x11000\n"
			"[ID_ISAR5_EL1]\nCRC32 = 1\nSHA2 = 0\n",
			PROFILE,
			"[cpu]\nsve = off\npauth = off\npmu = off\n\n"
			"[ID_ISAR5_EL1]\nCRC32 = 0x1 ; IMP\nSHA2 = 0x0 ; NI\n\n"
			"[ID_AA64ISAR0_EL1]\nvalue = 0x11000\n");
	/* Upon a base that says otherwise. */
	profile_init(&profile);
	assert_true(profile_load_memory(&profile, "base.ini", base, sizeof(base) - 1, NULL,
					&trial.messages));
	assert_true(profile_load_memory(&profile, "t.ini", above, sizeof(above) - 1, NULL,
					&trial.messages));
	convert_from_profile(&profile, &trial.cpu, &trial.left_out);
	show(&trial.left_out);
	assert_int_equal(trial.left_out.count, 0);
	assert_int_equal(trial.cpu.values[48], 0x1011000);
	profile_fini(&profile);
	trial_end(&trial);
	assert_leaves_out(PROFILE, "[features]\nFEAT_LSE = on\n", QEMU, "t.ini:2: FEAT_LSE = on");
	assert_leaves_out(PROFILE, "[features]\nsm4 = off\n", QEMU, "t.ini:2: ");
}

static void test_left_out(void **state)
{
	static const char cpu_off[] = "[cpu]\nsve = off\npauth = off\n";
	char text[512];

	(void)state;
	assert_leaves_out(PROFILE, "[profile]\nunlisted = lowest\n", QEMU, "t.ini:2: unlisted");
	assert_leaves_out(PROFILE, "[ID_AA64ISAR0_EL1]\nTLB = lowest\n", QEMU,
			  "t.ini:2: ID_AA64ISAR0_EL1.TLB = lowest: only");
	assert_leaves_out(PROFILE, "[CTR_EL0]\nvalue = lowest\n", QEMU,
			  "t.ini:2: CTR_EL0 = lowest: only");
	assert_leaves_out(PROFILE, "[profile]\nmissing = warn\n", QEMU, "missing = warn");
	assert_leaves_out(PROFILE, "[profile]\ndepends = warn\n", QEMU, "depends = warn");
	assert_leaves_out(PROFILE, "[cpu]\nmte = on\n", QEMU, "-machine virt,mte=on");
	assert_leaves_out(PROFILE, "[cpu]\nel2 = on\n", QEMU, "-machine virt,virtualization=on");
	assert_leaves_out(PROFILE, "[cpu]\nel2 = auto\n", QEMU, "el2 = auto");
	assert_leaves_out(PROFILE, "[cpu]\nel2-e2h0 = on\n", QEMU, "el2-e2h0");
	assert_leaves_out(PROFILE, "[ID_AA64ISAR1_EL1]\nAPI = 1\n", QEMU, "pauth=on or off");
	assert_leaves_out(PROFILE, "[ID_AA64PFR0_EL1]\nSVE = 0\n", QEMU, "sve=on or off");
	assert_leaves_out(PROFILE, "[REVIDR_EL1]\nvalue = 0\n", QEMU, "REVIDR_EL1 = 0x0");
	assert_leaves_out(PROFILE, "[MIDR_EL1]\nvalue = 0x100000000\n", QEMU,
			  "not for the bits 0x100000000");
	/* Bits that are always 1 are no news. */
	assert_leaves_out(PROFILE, "[CTR_EL0]\nvalue = 0xf4448004\n", QEMU, "bits 0x40000000");
	assert_leaves_out(PROFILE, "[cpu]\nsve = off\n", FIRECRACKER, "pauth = auto");
	assert_leaves_out(PROFILE, "[cpu]\npauth = off\n", FIRECRACKER, "sve = auto");
	snprintf(text, sizeof(text), "%smte = on\n", cpu_off);
	assert_leaves_out(PROFILE, text, FIRECRACKER, "mte = on");
	snprintf(text, sizeof(text), "%sel2 = on\n", cpu_off);
	assert_leaves_out(PROFILE, text, FIRECRACKER, "el2 = on");
	snprintf(text, sizeof(text), "%s[MIDR_EL1]\nvalue = 1\n", cpu_off);
	assert_leaves_out(PROFILE, text, FIRECRACKER, "KVM_CAP_ARM_WRITABLE_IMP_ID_REGS");
	assert_leaves_out(PROFILE, "[cpu]\nsve = on\nsve-max-vl = 256\npauth = off\n", FIRECRACKER,
			  "sve-max-vl = 256");

	assert_leaves_out(QEMU, "host,kvm-steal-time=off", PROFILE, "-cpu:2: kvm-steal-time=off");
	assert_leaves_out(QEMU, "host,aarch64=off", PROFILE, "aarch64=off");
	assert_leaves_out(QEMU, "cortex-a57", PROFILE, "-cpu:1: cortex-a57");
	assert_leaves_out(QEMU, "host,SYSREG_ID_AA64ISAR0_EL1_SHA33=0", PROFILE, "SHA33");
	assert_leaves_out(QEMU, "host,sve=on,sve512=off", PROFILE, "sve512=off");
	assert_leaves_out(QEMU, "host,sve512=on,sve256=off", PROFILE, "sve256=off");
	assert_leaves_out(QEMU, "host,sve100=on", PROFILE, "sve100=on");
}

static void test_firecracker_left_out(void **state)
{
	static const char *const rows[][2] = {
		{ "{\"cpuid_modifiers\": []}", "cpuid_modifiers: of x86" },
		{ "{\"more\": 1}", "\"more\"" },
		{ "{\"kvm_capabilities\": [\"!56\"]}", "kvm_capabilities[0]: !56" },
		{ "{\"kvm_capabilities\": [\"170\"]}", "only with sve = on" },
		{ "{\"vcpu_features\": [{\"index\": 0, \"bitmap\": \"0b1xxxxxxx\"}]}",
		  "bit 7 (KVM_ARM_VCPU_HAS_EL2) = 1" },
		{ "{\"vcpu_features\": [{\"index\": 0, \"bitmap\": \"0b0xx\"}]}",
		  "bit 2 (KVM_ARM_VCPU_PSCI_0_2) = 0" },
		{ "{\"vcpu_features\": [{\"index\": 0, \"bitmap\": \"0b01xxxxx\"}]}", "bits 0x20" },
		{ "{\"vcpu_features\": [{\"index\": 1, \"bitmap\": \"0b1\"}]}", "word 1" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c684\", \"bitmap\": \"0b1\"}]}",
		  "0x603000000013c684 is no ID register" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c030\", \"bitmap\": "
		  "\"0b0xxxx\"}]}",
		  "ID_AA64ISAR0_EL1.AES: only bits 0x1 of the field's 0xf" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c030\", \"bitmap\": "
		  "\"0b00\"}]}",
		  "bits 0x3 belong to no field" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_leaves_out(FIRECRACKER, rows[i][0], PROFILE, rows[i][1]);
}

/* --- What is refused --- */

static void test_refused_qemu(void **state)
{
	static const char *const rows[][2] = {
		{ "", "-cpu:1: a CPU model is wanted" },
		{ "SYSREG_ID_AA64ISAR0_EL1_AES=0", "a CPU model is wanted" },
		{ "host,", "-cpu:2: \"\": PROPERTY=VALUE" },
		{ "host,sve", "\"sve\": PROPERTY=VALUE" },
		{ "host,=on", "\"=on\"" },
		{ "host,sve=maybe", "sve: \"maybe\" asked, on or off" },
		{ "host,sve128=1", "on or off" },
		{ "host,SYSREG_ID_AA64ISAR0_EL1_AES=PMULL", "no number" },
		{ "host,SYSREG_ID_AA64ISAR0_EL1_AES=010", "no number" },
		{ "host,SYSREG_ID_AA64ISAR0_EL1_AES=0x10", "does not fit the field's 4 bits" },
		{ "host,SYSREG_ID_AA64ISAR0_EL1_AES=-1", "does not fit" },
		{ "host,SYSREG_ID_AA64ISAR0_EL1_AES=99999999999999999999", "does not fit" },
		{ "host,sve=on\npmu=on", "one line of text" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_refuses(QEMU, rows[i][0], strlen(rows[i][0]), rows[i][1]);
	assert_refuses(QEMU, "host\0,sve=on", 12, "NUL");
}

static void test_refused_firecracker(void **state)
{
	static const char *const rows[][2] = {
		{ "", "t.json:1:0: no JSON" },
		{ "{\n  \"reg_modifiers\": [\n", "t.json:3:0: no JSON" },
		{ "{\"a\": 1, \"a\": 2}", "duplicate" },
		{ "{\"a\": \"\\u0000\"}", "no JSON" },
		{ "[]", "an object is wanted, this is an array" },
		{ "{\"reg_modifiers\": {}}",
		  "reg_modifiers: an array is wanted, this is an object" },
		{ "{\"reg_modifiers\": [7]}",
		  "reg_modifiers[0]: an object is wanted, this is a number" },
		{ "{\"reg_modifiers\": [{\"addr\": 5, \"bitmap\": \"0b1\"}]}",
		  "reg_modifiers[0].addr: a string is wanted, this is a number" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c030\"}]}",
		  "reg_modifiers[0].bitmap: a string is wanted, this is nothing" },
		{ "{\"reg_modifiers\": [{\"addr\": \"77\", \"bitmap\": \"0b1\"}]}", "\"77\"" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x10000000000000000\", \"bitmap\": \"0b1\"}]}",
		  "a number of 64 bits" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x\", \"bitmap\": \"0b1\"}]}", "\"0x\"" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c030\", \"bitmap\": \"0b2\"}]}",
		  "0, 1, x and _" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c030\", \"bitmap\": \"0b\"}]}",
		  "has no bits" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x603000000013c030\", \"bitmap\": "
		  "\"0b10000000000000000000000000000000000000000000000000000000000000000\"}]}",
		  "bit 64 is given, there are 64" },
		{ "{\"reg_modifiers\": [{\"addr\": \"0x1\", \"bitmap\": \"0b1\", \"x\": 1}]}",
		  "no key \"x\" is known" },
		{ "{\"vcpu_features\": [{\"index\": 7, \"bitmap\": \"0b1\"}]}",
		  "vcpu_features[0].index: a whole number from 0 to 6" },
		{ "{\"vcpu_features\": [{\"index\": \"0\", \"bitmap\": \"0b1\"}]}",
		  "a whole number" },
		{ "{\"kvm_capabilities\": [170]}", "kvm_capabilities[0]: a string is wanted" },
		{ "{\"kvm_capabilities\": [\"!\"]}", "a number is wanted" },
	};
	char *deep = malloc(200001);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_refuses(FIRECRACKER, rows[i][0], strlen(rows[i][0]), rows[i][1]);
	assert_non_null(deep);
	memset(deep, '[', 200000);
	deep[200000] = '\0';
	assert_refuses(FIRECRACKER, deep, 200000, "no JSON");
	assert_refuses(FIRECRACKER, deep, CONVERT_TEXT_BYTES_MAX + 1, "larger than 1024 KiB");
	free(deep);
}

/* --- Round trips --- */

/* Any fields of any register, as far as both profiles and `format` can say them. */
static void fill(struct cpu_convert *cpu, enum format format)
{
	const struct idreg_field *field;

	*cpu = (struct cpu_convert){ .wishes = { .mte = FEATURE_OFF, .el2 = FEATURE_OFF } };
	cpu->wishes.sve = format == QEMU ? rand() % 3 : FEATURE_OFF + rand() % 2;
	cpu->wishes.pauth = format == QEMU ? rand() % 3 : FEATURE_OFF + rand() % 2;
	cpu->wishes.pmu = format == QEMU ? rand() % 3 : FEATURE_OFF + rand() % 2;
	if (format == QEMU && cpu->wishes.sve != FEATURE_OFF)
		cpu->wishes.sve_max_vl_bits = 128 * (rand() % 17);
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t f = 0; f < idregs[i].field_count; f++) {
			uint64_t mask, value = (uint64_t)rand() << 32 | (uint32_t)rand();

			field = &idregs[i].fields[f];
			if (field->kind != IDREG_FIELD || rand() % 4)
				continue;
			switch (field_role(&idregs[i], field)) {
			case ROLE_ORDINARY:
			case ROLE_GIC:
			case ROLE_PMU:
				break;
			default:
				continue;
			}
			mask = bits_mask(field->msb, field->lsb);
			cpu->given[idregs[i].index] |= mask;
			cpu->values[idregs[i].index] |= (value << field->lsb) & mask;
		}
		/* Only templates can say reserved bits. */
		if (format == FIRECRACKER && cpu->given[idregs[i].index] && !(rand() % 8)) {
			cpu->given[idregs[i].index] = UINT64_MAX;
			cpu->values[idregs[i].index] ^= (uint64_t)rand() << 31;
		}
	}
}

static void assert_same(const struct cpu_convert *a, const struct cpu_convert *b)
{
	assert_int_equal(a->wishes.sve, b->wishes.sve);
	assert_int_equal(a->wishes.pauth, b->wishes.pauth);
	assert_int_equal(a->wishes.pmu, b->wishes.pmu);
	assert_int_equal(a->wishes.mte, b->wishes.mte);
	assert_int_equal(a->wishes.el2, b->wishes.el2);
	assert_int_equal(a->wishes.sve_max_vl_bits, b->wishes.sve_max_vl_bits);
	assert_memory_equal(a->given, b->given, sizeof(a->given));
	assert_memory_equal(a->values, b->values, sizeof(a->values));
}

static void round_trip(enum format format)
{
	struct trial first = { 0 }, second = { 0 }, third = { 0 };

	for (int i = 0; i < TRIALS; i++) {
		fill(&first.cpu, format);
		trial_write(&first, format);
		show(&first.left_out);
		assert_int_equal(first.left_out.count, 0);
		trial_read(&second, format, first.text, first.bytes);
		show(&second.messages);
		assert_true(second.good);
		trial_write(&second, PROFILE);
		trial_read(&third, PROFILE, second.text, second.bytes);
		show(&third.messages);
		assert_true(third.good);
		assert_same(&first.cpu, &second.cpu);
		assert_same(&first.cpu, &third.cpu);
		assert_int_equal(second.left_out.count + third.left_out.count, 0);
		trial_end(&first);
		trial_end(&second);
		trial_end(&third);
	}
}

static void test_round_trips(void **state)
{
	(void)state;
	srand(1);
	round_trip(QEMU);
	round_trip(FIRECRACKER);
}

/* --- On a host --- */

static void convert_on(struct trial *trial, enum fake_host host, const char *text)
{
	static struct fake_kvm kvm;
	struct profile profile;

	fake_kvm_init(&kvm, host);
	profile_init(&profile);
	assert_true(
		profile_load_memory(&profile, "t.ini", text, strlen(text), NULL, &trial->messages));
	trial->good = convert_from_profile_on(&profile, &kvm.host, &trial->cpu, &trial->left_out,
					      &trial->messages);
	profile_fini(&profile);
}

static void test_on_host(void **state)
{
	static const char text[] = "[profile]\nunlisted = lowest\n[features]\nFEAT_LSE = on\n"
				   "[ID_AA64ISAR0_EL1]\nAES = host\n"
				   "CRC32 = IMP\nTLB = lowest\n[ID_AA64PFR0_EL1]\nFP = host\n";
	struct trial trial = { 0 }, back = { 0 };
	struct host_cpu *host;
	struct fake_kvm kvm;
	struct idreg_plan plan;
	struct profile profile;
	struct messages messages = { 0 };

	(void)state;
	convert_on(&trial, FAKE_HOST_73, text);
	assert_true(trial.good);
	assert_int_equal(trial.left_out.count, 0);
	assert_int_not_equal(trial.cpu.wishes.sve, FEATURE_AUTO);
	/* Named and writable: a number. Not writable: the host's own anyway. */
	assert_int_equal(trial.cpu.given[48] >> 4 & 0xf, 0xf);
	assert_int_equal(trial.cpu.given[48] >> 20 & 0xf, 0xf);
	assert_int_equal(trial.cpu.values[48] >> 20 & 0xf, 2);
	assert_int_equal(trial.cpu.given[32] >> 16 & 0xf, 0);
	/* The numbers come to the same plan as the words did. */
	trial_write(&trial, PROFILE);
	fake_kvm_init(&kvm, FAKE_HOST_73);
	host = &kvm.host;
	profile_init(&profile);
	assert_true(
		profile_load_memory(&profile, "t.ini", trial.text, trial.bytes, NULL, &messages));
	profile_check(&profile, host, &plan, &messages);
	profile_fini(&profile);
	profile_init(&profile);
	assert_true(profile_load_memory(&profile, "t.ini", text, strlen(text), NULL, &messages));
	{
		static struct idreg_plan words;

		assert_true(profile_check(&profile, host, &words, &messages));
		assert_memory_equal(plan.values, words.values, sizeof(plan.values));
	}
	profile_fini(&profile);
	messages_fini(&messages);
	trial_end(&trial);

	convert_on(&back, FAKE_HOST_73_N1, "[ID_AA64ISAR0_EL1]\nSHA3 = IMP\n");
	assert_false(back.good);
	assert_true(says(&back.messages, "ID_AA64ISAR0_EL1.SHA3"));
	trial_end(&back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_profile_to_qemu),
		cmocka_unit_test(test_profile_to_firecracker),
		cmocka_unit_test(test_qemu_to_profile),
		cmocka_unit_test(test_firecracker_to_profile),
		cmocka_unit_test(test_features),
		cmocka_unit_test(test_left_out),
		cmocka_unit_test(test_firecracker_left_out),
		cmocka_unit_test(test_refused_qemu),
		cmocka_unit_test(test_refused_firecracker),
		cmocka_unit_test(test_round_trips),
		cmocka_unit_test(test_on_host),
	};

	return cmocka_run_group_tests_name("convert", tests, NULL, NULL);
}
