// SPDX-License-Identifier: GPL-2.0-only
// Loading of profiles: --cpu in all its forms, bases, values; and the profiles that ship fit.

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "fake_kvm.h"
#include "lib/bits.h"
#include "sysregs/check.h"
#include "sysregs/ini_reader.h"
#include "sysregs/profile.h"

static struct profile profile;
static struct messages messages;
static struct fake_kvm kvm;
static struct idreg_plan plan;
static char folder[64];
static const char *const dirs[] = { "/nonexistent", folder, "profiles" };
static const struct profile_search search = { dirs, 3 };

static int start(void **state)
{
	(void)state;
	profile_init(&profile);
	messages = (struct messages){ 0 };
	return 0;
}

static int end(void **state)
{
	(void)state;
	profile_fini(&profile);
	profile_fini(&profile);
	messages_fini(&messages);
	return 0;
}

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/armlet-test-profile-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *path_of(const char *name)
{
	static char paths[4][128];
	static int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *name)
{
	assert_int_equal(unlink(path_of(name)), 0);
}

/* The profile as it stands, held against a host. */
static void check_on(enum fake_host host)
{
	fake_kvm_init(&kvm, host);
	profile_check(&profile, &kvm.host, &plan, &messages);
}

static bool said(const char *part)
{
	for (size_t i = 0; i < messages.count; i++) {
		if (strstr(messages.list[i].text, part))
			return true;
	}
	return false;
}

static void expect_error(const char *spec, const char *part)
{
	end(NULL);
	assert_false(profile_load_spec(&profile, spec, &search, &messages));
	if (!said(part))
		fail_msg("%s: %s", spec, messages.count ? messages.list[0].text : "no message");
	end(NULL);
}

/* A word that stands for a profile by itself is what messages name. */
static void test_operands(void **state)
{
	static const struct {
		const char *word, *message;
	} rows[] = {
		{ "exampel", "exampel: no profile is called \"exampel\" (a file" },
		{ "exampel,sve=on", "exampel: no profile is called \"exampel\"" },
		{ "nowhere.ini", "nowhere.ini: cannot be read: No such file" },
		{ ",sve=on", ",...: a profile's name is missing" },
		{ "host,sve=maybe", "host,...:2: sve: " },
		{ "host,sha3=on,sha3=off", "host,...:3: sha3: set on item 2 already" },
		{ "sve=on,sve=off", "sve=on,...:2: sve: set on item 1 already" },
		{ "sve=maybe", "sve=maybe:1: sve: " },
		{ "ID_AA64ISAR0_EL1.CRC32=0000000000000000000000000000000000000077",
		  "ID_AA64ISAR0_EL1.CRC32=00000000000000000000...:1: ID_AA64ISAR0_EL1.CRC32: 0" },
		{ "123456789012345678901234567890123456789012é45=1",
		  "123456789012345678901234567890123456789012...:1: " },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		end(NULL);
		if (profile_load_operand(&profile, rows[i].word, &search, &messages) ||
		    !said(rows[i].message))
			fail_msg("%s: %s", rows[i].word,
				 messages.count ? messages.list[0].text : "no message");
	}
	end(NULL);
	assert_true(profile_load_operand(&profile, "example,ID_AA64ISAR0_EL1.AES=host", &search,
					 &messages));
}

static void test_host(void **state)
{
	(void)state;
	assert_true(profile_load_spec(&profile, "host", &search, &messages));
	assert_true(profile_load_spec(&profile, "pauth=off", &search, &messages));
	assert_true(profile_is_empty(&profile));
	assert_false(profile_wants_implementation_ids(&profile));
	assert_int_equal(profile_wishes(&profile).pauth, FEATURE_OFF);
	assert_int_equal(profile_wishes(&profile).sve, FEATURE_AUTO);
	/* What a guest gets only on request. */
	assert_int_equal(profile_wishes(&profile).pmu, FEATURE_OFF);
	assert_int_equal(profile_wishes(&profile).mte, FEATURE_OFF);
	assert_int_equal(profile_wishes(&profile).el2, FEATURE_OFF);
	assert_true(profile_load_spec(&profile, "pmu=auto", &search, &messages));
	assert_int_equal(profile_wishes(&profile).pmu, FEATURE_AUTO);
}

static void test_overrides(void **state)
{
	(void)state;
	assert_true(profile_load_spec(&profile,
				      "host,id_aa64isar0.aes=AES,ID_AA64ISAR0_EL1.SHA1=lowest,"
				      "SYSREG_ID_AA64ISAR0_EL1_CRC32=0x0,sysreg_id_aa64pfr0_CSV3=0,"
				      "MIDR_EL1=0x410fd0c0,sve-max-vl=256,depends=warn",
				      &search, &messages));
	assert_false(profile_is_empty(&profile));
	assert_true(profile_wants_implementation_ids(&profile));
	assert_int_equal(profile_wishes(&profile).sve_max_vl_bits, 256);
	check_on(FAKE_HOST_73_N1);
	assert_int_equal(messages.error_count, 0);
	assert_int_equal(plan.values[48], 0x0000100010201010);
	assert_int_equal(plan.values[32], 0x0100000011111112);
	assert_int_equal(plan.values[0], 0x410fd0c0);
	assert_true(plan.named[48] && plan.named[32] && plan.named[0] && !plan.named[49]);
	assert_int_equal(plan.named_bits[48], 0xf0ff0);
}

static void test_later_spec_wins(void **state)
{
	(void)state;
	assert_true(profile_load_spec(&profile, "host,ID_AA64ISAR0_EL1.AES=1,depends=warn", &search,
				      &messages));
	assert_true(profile_load_spec(&profile, "ID_AA64ISAR0_EL1.AES=0", &search, &messages));
	check_on(FAKE_HOST_73_N1);
	assert_int_equal(plan.values[48] >> 4 & 0xf, 0);
	/* What was replaced is not spoken of, though this host could not follow it. */
	assert_true(profile_load_spec(&profile, "ID_AA64ISAR0_EL1.RNDR=1", &search, &messages));
	assert_true(profile_load_spec(&profile, "ID_AA64ISAR0_EL1.RNDR=0", &search, &messages));
	check_on(FAKE_HOST_73_N1);
	assert_int_equal(messages.error_count, 0);
	/* The whole register over its field, and a field over the whole register. */
	assert_true(
		profile_load_spec(&profile, "ID_AA64ISAR0_EL1=0x1010211120", &search, &messages));
	check_on(FAKE_HOST_73_N1);
	assert_int_equal(plan.values[48] >> 4 & 0xf, 2);
	assert_true(profile_load_spec(&profile, "ID_AA64ISAR0_EL1.AES=1", &search, &messages));
	check_on(FAKE_HOST_73_N1);
	assert_int_equal(plan.values[48] >> 4 & 0xf, 1);
}

static void test_bad_specs(void **state)
{
	(void)state;
	expect_error("", "--cpu:1: a profile's name is missing");
	expect_error("host,", "--cpu:2: \"\": REG.FIELD=VALUE is wanted");
	expect_error("host,,MIDR_EL1=1", "--cpu:2: \"\": REG.FIELD=VALUE is wanted");
	expect_error("host,ID_AA64ISAR0_EL1.AES", "--cpu:2: \"ID_AA64ISAR0_EL1.AES\": REG.FIELD");
	expect_error("host,ID_AA64ISAR0_EL1.AES=", "REG.FIELD=VALUE is wanted");
	expect_error("host,=1", "REG.FIELD=VALUE is wanted");
	expect_error("host,.=1", "\".=1\": REG.FIELD=VALUE is wanted");
	expect_error("host,.AES=1", "\".AES=1\": REG.FIELD=VALUE is wanted");
	expect_error("host,MIDR_EL1.=1", "\"MIDR_EL1.=1\": REG.FIELD=VALUE is wanted");
	expect_error("host,ID_AA64ISAR0.AES=1,ID_AA64ISAR0_EL1.aes=0",
		     "--cpu:3: ID_AA64ISAR0_EL1.AES: set on item 2 already");
	expect_error("host,ID_AA64ISAR0.AES=77", "--cpu:2: ID_AA64ISAR0_EL1.AES: 77 does not fit");
	expect_error("host,ID_AA64ISAR0.ASE=1", "did you mean AES?");
	expect_error("host,ID_AA64IASR0_EL1.AES=1", "did you mean ID_AA64ISAR0_EL1?");
	expect_error("host,SYSREG_ID_AA64ISAR0_EL1_ASE=1",
		     "ID_AA64ISAR0_EL1.ASE: the register has no such field; did you mean AES?");
	expect_error("host,SYSREG_FOO_BAR=1", "FOO_BAR: no such register");
	expect_error("host,SYSREG_=1", "--cpu:2: SYSREG_: no such register");
	expect_error("host,pauht=on", "did you mean pauth?");
	expect_error("host,base=host", "--cpu:2: base: a key of files alone");
	expect_error("exampel", "--cpu:1: no profile is called \"exampel\" (a file");
	expect_error("exampel", "; did you mean example?");
	expect_error("nowhere.ini", "cannot read the profile nowhere.ini: No such file");
	expect_error("./", "cannot read the profile ./: Is a directory");
	assert_true(profile_load_spec(&profile, "host", &search, &messages));
	assert_false(profile_load_spec(&profile, "example", &search, &messages));
	assert_true(said("--cpu:2: \"example\": an earlier --cpu has named a profile already"));
}

static void test_qemu_names_with_underscores(void **state)
{
	(void)state;
	assert_true(
		profile_load_spec(&profile,
				  "host,SYSREG_ID_AA64PFR1_EL1_RAS_frac=0,"
				  "SYSREG_ID_AA64MMFR0_EL1_TGran4_2=1,SYSREG_MIDR_PartNum=0xd40",
				  &search, &messages));
	assert_int_equal(profile.lines.count, 3);
	assert_string_equal(profile.lines.list[0].field->name, "RAS_frac");
	assert_string_equal(profile.lines.list[1].field->name, "TGRAN4_2");
	assert_string_equal(profile.lines.list[2].reg->name, "MIDR_EL1");
	assert_string_equal(profile.lines.list[2].place.source, "--cpu");
	assert_int_equal(profile.lines.list[2].place.line, 4);
}

static void test_bases(void **state)
{
	(void)state;
	write_file("ground.ini", "[profile]\nname = ground\nunlisted = lowest\ndepends = warn\n"
				 "[cpu]\nsve = off\npauth = off\n"
				 "[ID_AA64ISAR0_EL1]\nAES = 2\nSHA1 = 1\nCRC32 = 1\n"
				 "[ID_AA64PFR0_EL1]\nvalue = host\n");
	write_file("middle.ini", "[profile]\nname = middle\nbase = ground\n"
				 "[ID_AA64ISAR0_EL1]\nAES = 1\n[ID_AA64PFR0_EL1]\nCSV3 = 0\n");
	/* The base may stand after what it is the base of. */
	write_file("top.ini", "[ID_AA64ISAR0_EL1]\nCRC32 = 0\n[cpu]\nsve = auto\n"
			      "[profile]\nbase = middle.ini\n");
	assert_true(profile_load_spec(&profile, path_of("top.ini"), &search, &messages));
	check_on(FAKE_HOST_73_N1);
	assert_int_equal(messages.error_count, 0);
	assert_string_equal(profile.name, "middle");
	assert_int_equal(profile.settings[PROFILE_KEY_UNLISTED], PROFILE_UNLISTED_LOWEST);
	assert_int_equal(profile_wishes(&profile).sve, FEATURE_AUTO);
	assert_int_equal(profile_wishes(&profile).pauth, FEATURE_OFF);
	assert_int_equal(plan.values[48], 0x110); /* AES 1, SHA1 1, all else lowest */
	assert_int_equal(plan.values[32], 0x0100000011111112);
	/* Each line says which file it is from. */
	assert_non_null(strstr(profile.places[PROFILE_KEY_UNLISTED].source, "/ground.ini"));
	assert_int_equal(profile.places[PROFILE_KEY_UNLISTED].line, 3);
	remove_file("ground.ini");
	remove_file("middle.ini");
	remove_file("top.ini");
}

static void test_cycles_and_long_chains(void **state)
{
	char name[32], text[64];

	(void)state;
	write_file("a.ini", "[profile]\nbase = b\n");
	write_file("b.ini", "[profile]\nbase = a\n");
	expect_error("a", "b.ini:2: base: ");
	expect_error("a", "is its own base, by way of 2 files");
	remove_file("a.ini");
	remove_file("b.ini");
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof(name), "n%d.ini", i);
		snprintf(text, sizeof(text), "[profile]\nbase = n%d\n", i + 1);
		write_file(name, i == 19 ? "[profile]\nname = end\n" : text);
	}
	assert_true(profile_load_spec(&profile, "n4", &search, &messages));
	assert_string_equal(profile.name, "end");
	expect_error("n0", "more than 16 bases");
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof(name), "n%d.ini", i);
		remove_file(name);
	}
}

static void test_files_that_cannot_be(void **state)
{
	char *large = calloc(1, INI_TEXT_BYTES_MAX + 2);

	(void)state;
	assert_non_null(large);
	memset(large, '\n', INI_TEXT_BYTES_MAX + 1);
	write_file("large.ini", large);
	expect_error("large", "larger than 1024 KiB: not a profile");
	remove_file("large.ini");
	free(large);
	assert_int_equal(mkdir(path_of("dir.ini"), 0700), 0);
	expect_error("dir", "dir.ini is no regular file, or may not be read");
	assert_int_equal(rmdir(path_of("dir.ini")), 0);
	assert_int_equal(mkfifo(path_of("pipe.ini"), 0600), 0);
	expect_error("pipe", "pipe.ini is no regular file, or may not be read");
	assert_false(profile_load_file(&profile, path_of("pipe.ini"), NULL, &messages));
	assert_true(said("a pipe that nobody writes to"));
	messages_fini(&messages);
	remove_file("pipe.ini");
	assert_false(profile_load_file(&profile, "/nonexistent/x.ini", NULL, &messages));
	assert_true(said("/nonexistent/x.ini: cannot be read: No such file"));
}

/* As a shell's <(command) does it: the writer may be slower than the reader. */
static void test_profile_from_a_pipe(void **state)
{
	static const char text[] = "[profile]\nname = piped\n";
	int ends[2], status;
	char path[64];
	pid_t writer;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	writer = fork();
	assert_true(writer >= 0);
	if (!writer) {
		usleep(50000);
		_exit(write(ends[1], text, sizeof(text) - 1) != sizeof(text) - 1);
	}
	close(ends[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	assert_true(profile_load_file(&profile, path, NULL, &messages));
	assert_string_equal(profile.name, "piped");
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_int_equal(status, 0);
	close(ends[0]);
}

static void test_memory_has_no_base(void **state)
{
	static const char text[] = "[profile]\nbase = example\n";
	static const char host[] = "[profile]\nbase = HOST\n";

	(void)state;
	assert_false(profile_load_memory(&profile, "m", text, sizeof(text) - 1, NULL, &messages));
	assert_true(said("m:2: base: only \"host\" can be the base here"));
	assert_true(profile_load_memory(&profile, "m", host, sizeof(host) - 1, NULL, &messages));
	assert_true(profile_load_memory(&profile, "m", text, sizeof(text) - 1, &search, &messages));
	assert_string_equal(profile.name, "example");
}

static void test_wishes(void **state)
{
	static const char text[] = "[CPU]\nSVE = On\nsve-max-vl = 0x200\npauth = off\npmu = ON\n"
				   "mte = on\nel2 = auto\nel2-e2h0 = on\n";
	struct cpu_feature_wishes wishes;

	(void)state;
	assert_true(profile_load_memory(&profile, "m", text, sizeof(text) - 1, NULL, &messages));
	wishes = profile_wishes(&profile);
	assert_int_equal(wishes.sve, FEATURE_ON);
	assert_int_equal(wishes.sve_max_vl_bits, 512);
	assert_int_equal(wishes.pauth, FEATURE_OFF);
	assert_int_equal(wishes.pmu, FEATURE_ON);
	assert_int_equal(wishes.mte, FEATURE_ON);
	assert_int_equal(wishes.el2, FEATURE_AUTO);
	assert_true(wishes.el2_e2h0);
	assert_true(profile_is_empty(&profile));
}

/* All ways to write the same value of a signed field are one. */
static void test_signed_values(void **state)
{
	static const char *const ways[] = { "-1", "15", "0xf", "0XF", "0b1111", "NI", "ni" };
	char text[128];

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		end(NULL);
		snprintf(text, sizeof(text), "host,ID_AA64MMFR0_EL1.TGRAN64=%s", ways[i]);
		assert_true(profile_load_spec(&profile, text, &search, &messages));
		assert_int_equal(profile.lines.list[0].value.bits, 15);
	}
}

static void test_names_that_are_numbers(void **state)
{
	(void)state;
	/* ASIDBITS: 0 means 8 bits, 2 means 16. PARANGE: 5 means 48. */
	assert_true(profile_load_spec(
		&profile, "host,ID_AA64MMFR0_EL1.ASIDBITS=16,ID_AA64MMFR0_EL1.PARANGE=48", &search,
		&messages));
	assert_int_equal(profile.lines.list[0].value.bits, 2);
	assert_int_equal(profile.lines.list[1].value.bits, 5);
	assert_true(profile_load_spec(&profile,
				      "ID_AA64MMFR0_EL1.ASIDBITS=2,ID_AA64ISAR0_EL1.RNDR=FEAT_RNG",
				      &search, &messages));
	assert_int_equal(profile.lines.list[2].value.bits, 2);
	assert_int_equal(profile.lines.list[3].value.bits, 1);
}

static void test_example_fits(void **state)
{
	(void)state;
	assert_true(profile_load_spec(&profile, "example", &search, &messages));
	for (int host = 0; host < FAKE_HOST_61; host++) {
		check_on((enum fake_host)host);
		for (size_t i = 0; i < messages.count; i++) {
			if (messages.list[i].kind != MESSAGE_NOTE)
				fail_msg("%s", messages.list[i].text);
		}
		assert_true(plan.write[48]);
		assert_int_equal(plan.values[48] >> 16 & 0xf, 0); /* CRC32 */
		assert_int_equal(plan.values[48] >> 32 & 0xf, 0); /* SHA3 */
		assert_int_equal(plan.values[48] >> 12 & 0xf, 1); /* SHA2 */
		assert_int_equal(fake_kvm_apply(&kvm, &plan), 0);
	}
	assert_int_equal(messages.error_count, 0);
	check_on(FAKE_HOST_61);
	assert_true(said("needs Linux 6.7"));
}

static void test_lowest_fits(void **state)
{
	(void)state;
	assert_true(profile_load_spec(&profile, "lowest", &search, &messages));
	for (int host = 0; host < FAKE_HOST_61; host++) {
		check_on((enum fake_host)host);
		assert_int_equal(messages.error_count, 0);
		assert_int_equal(plan.values[48], 0);
		/* page sizes and physical addresses stay */
		assert_int_equal(plan.values[56] & 0xfff0000f, kvm.host.limits[56] & 0xfff0000f);
		assert_int_equal(fake_kvm_apply(&kvm, &plan), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_operands, start, end),
		cmocka_unit_test_setup_teardown(test_host, start, end),
		cmocka_unit_test_setup_teardown(test_overrides, start, end),
		cmocka_unit_test_setup_teardown(test_later_spec_wins, start, end),
		cmocka_unit_test_setup_teardown(test_bad_specs, start, end),
		cmocka_unit_test_setup_teardown(test_qemu_names_with_underscores, start, end),
		cmocka_unit_test_setup_teardown(test_bases, start, end),
		cmocka_unit_test_setup_teardown(test_cycles_and_long_chains, start, end),
		cmocka_unit_test_setup_teardown(test_files_that_cannot_be, start, end),
		cmocka_unit_test_setup_teardown(test_profile_from_a_pipe, start, end),
		cmocka_unit_test_setup_teardown(test_memory_has_no_base, start, end),
		cmocka_unit_test_setup_teardown(test_wishes, start, end),
		cmocka_unit_test_setup_teardown(test_signed_values, start, end),
		cmocka_unit_test_setup_teardown(test_names_that_are_numbers, start, end),
		cmocka_unit_test_setup_teardown(test_example_fits, start, end),
		cmocka_unit_test_setup_teardown(test_lowest_fits, start, end),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
