// SPDX-License-Identifier: GPL-2.0-only
// Dumps that are broken, cut short, huge or hostile: one clear line for one mistake.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "sysregs/dump.h"
#include "sysregs/ini_reader.h"

static struct cpu_dump dump;
static struct messages messages;
static char *good; /* a sound dump's text */
static size_t good_bytes;

static char *read_file(const char *path, size_t *bytes)
{
	FILE *file = fopen(path, "r");
	char *text = malloc(1 << 20);

	assert_non_null(file);
	assert_non_null(text);
	*bytes = fread(text, 1, 1 << 20, file);
	text[*bytes] = '\0';
	fclose(file);
	return text;
}

static int load_good(void **state)
{
	(void)state;
	good = read_file("tests/data/dumps/max-nested-7.3.ini", &good_bytes);
	return 0;
}

static int free_good(void **state)
{
	(void)state;
	free(good);
	return 0;
}

static int end(void **state)
{
	(void)state;
	messages_fini(&messages);
	return 0;
}

static bool load(const char *text, size_t bytes)
{
	messages_fini(&messages);
	return dump_load_memory(&dump, "rack/host.ini", text, bytes, &messages);
}

/* `old` in the sound dump replaced; the caller frees it. */
static char *change(const char *old, const char *new)
{
	char *at = strstr(good, old), *text = malloc(good_bytes + strlen(new) + 1);

	assert_non_null(text);
	assert_non_null(at);
	sprintf(text, "%.*s%s%s", (int)(at - good), good, new, at + strlen(old));
	return text;
}

static void expect_one(const char *what, const char *message)
{
	if (messages.error_count != 1 || !strstr(messages.list[messages.count - 1].text, message)) {
		for (size_t i = 0; i < messages.count && i < 10; i++)
			print_message("    %s\n", messages.list[i].text);
		fail_msg("%s: %zu messages; wanted one with \"%s\"", what, messages.error_count,
			 message);
	}
}

static void test_sound(void **state)
{
	(void)state;
	assert_true(load(good, good_bytes));
	assert_int_equal(messages.count, 0);
	assert_string_equal(dump.label, "host");
	assert_string_equal(dump.name, "max-nested-7.3");
	assert_true(dump.has_masks && dump.can_write_implementation_ids && !dump.protected_vm);
	assert_true(dump.available.el2 && dump.available.el2_e2h0 && dump.available.mte);
	assert_int_equal(dump.available.sve_max_vl_bits, 2048);
	assert_int_equal(dump.sve_lengths, 0xffff);
	assert_int_equal(dump.gics, DUMP_GIC_V3 | DUMP_GIC_ITS);
	assert_int_equal(dump.cpu_run_count, 1);
	assert_int_equal(dump.cpus[0].first, 0);
	assert_int_equal(dump.cpus[0].last, 1);
	assert_true(dump.capability_count > 20);
	for (unsigned int kind = 0; kind < DUMP_LIMITS_COUNT; kind++)
		assert_true(dump.limits[kind].known);
}

static void test_one_mistake_is_one_line(void **state)
{
	static const struct {
		const char *old, *new, *message;
	} cases[] = {
		{ "format = 1", "format = 2",
		  "host.ini:158: format: 2 found, this armlet reads 1" },
		{ "format = 1", "format = one", "format: \"one\" is no number" },
		{ "format = 1", "format = -1", "format: -1 does not fit" },
		{ "format = 1\n", "", "[host]: format is missing" },
		{ "masks = yes", "masks = maybe", "masks: \"maybe\" found, yes or no is wanted" },
		{ "masks = yes", "masks =", "masks: no value" },
		{ "masks = yes", "masks", "neither \"[section]\" nor \"key = value\"" },
		{ "masks = yes", "masks = no", "[host.masks]: masks in [host] says that there" },
		{ "masks = yes", "masks = yes\nmasks = yes", "masks: set on line 162 already" },
		{ "features = sve", "features = sve, sve", "features: \"sve, sve, pauth" },
		{ "features = sve", "features = svx", "none or some of sve, pauth, pmu, mte, el2" },
		{ "features = sve,", "features =", "sve-lengths: lengths, but features names sve" },
		{ "el2, el2-e2h0", "el2", "[host.limits.el2-e2h0]: features in [host] says" },
		{ "sve-lengths = 128, 256", "sve-lengths = 256, 128", "ascending order" },
		{ "sve-lengths = 128, 256", "sve-lengths = 128, 128", "ascending order" },
		{ "sve-lengths = 128, 256", "sve-lengths = 128, 200", "ascending order" },
		{ "sve-lengths = 128, 256", "sve-lengths = 128,, 256", "ascending order" },
		{ "sve-lengths = 128, 256", "sve-lengths = 256", "128 is missing, which every" },
		{ "1920, 2048", "1920, 4096", "ascending order" },
		{ "gic = v3", "gic = v5", "gic: \"v5, its\" found, none or some of v2, v3, its" },
		{ "ipa-bits = 52", "ipa-bits = 520", "ipa-bits: 520 does not fit" },
		{ "ipa-bits = 52", "ipa-bits = 8", "ipa-bits: 8 found, 32 to 56 is wanted" },
		{ "page-bytes = 4096", "page-bytes = 4095", "page-bytes: 4095 found, 4096, 16384" },
		{ "page-bytes = 4096\n", "", "[host]: page-bytes is missing" },
		{ "cntfrq = ", "cntfrq = 18446744073709551615", "does not fit" },
		{ "kernel = ", "kernel = Linux ", "kernel: \"Linux 7" },
		{ "kernel = 7",
		  "kernel = "
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aa7",
		  "one word of at most 64 ASCII characters" },
		{ "0-1 = 0x", "1-0 = 0x", "CPUs: \"1-0\" found, a CPU's number or a range" },
		{ "0-1 = 0x", "0-1-2 = 0x", "CPUs: \"0-1-2\" found" },
		{ "0-1 = 0x", "-1 = 0x", "CPUs: \"-1\" found" },
		{ "0-1 = 0x", "0-99999999999999999999 = 0x", "CPUs: \"0-99999999999999999999\"" },
		{ "0-1 = 0x", "3 = 0x1\n0-1 = 0x", "CPUs: 0-1 comes after 3" },
		{ "0-1 = 0x", "0-1 = 0x1\n1-2 = 0x", "CPUs: 1-2 comes after 1" },
		{ "0-1 = 0x", "0-1 = 0xg", "CPUs: \"0xgf0510\" is no number" },
		{ "[host.limits.none]\nMIDR_EL1 = 0x",
		  "[host.limits.none]\nMIDR_EL1 = 0x1ffffffffffffffff",
		  "MIDR_EL1: 0x1ffffffffffffffff" },
		{ "[host.limits.none]\nMIDR_EL1 = 0x",
		  "[host.limits.none]\nMIDR_EL1 = 1\nmidr = 0x", "midr: set on line 228" },
		{ "[host.limits.none]\nMIDR_EL1", "[host.limits.none]\nMIDS_EL1",
		  "MIDS_EL1: no such register; did you mean MIDR_EL1?" },
		{ "S3_0_C0_C3_3", "S3_0_C0_C9_3", "S3_0_C0_C9_3: no such register" },
		{ "S3_0_C0_C3_3", "S3_2_C0_C3_3", "S3_2_C0_C3_3: no such register" },
		{ "S3_0_C0_C3_3", "S3_0_C0_C3_33", "S3_0_C0_C3_33: no such register" },
		{ "[host.limits.all]", "[host.limits.none]",
		  "[host.limits.none]: the section stands on line" },
		{ "[host.limits.all]", "[host.limits.every]", "[host.limits.all] is missing" },
		{ "[host.cpus]", "[host.cpus", "a section line is \"[name]\"" },
		{ "[host.masks]", "[profile]", "[host.masks] is missing" },
		{ "KVM_CAP_ARM_SVE = 1 (170)", "KVM_CAP_ARM_SVE = 1",
		  "KVM_CAP_ARM_SVE: \"1\" found, a value and the capability's number" },
		{ "KVM_CAP_ARM_SVE = 1 (170)", "KVM_CAP_ARM_SVE = 99999999999 (170)",
		  "KVM_CAP_ARM_SVE: \"99999999999 (170)\"" },
		{ "KVM_CAP_ARM_SVE = 1 (170)", "KVM_CAP_ARM_PMU_V3 = 1 (170)",
		  "KVM_CAP_ARM_PMU_V3: there already" },
		{ "KVM_CAP_ARM_SVE", "sve", "sve: no name of a capability" },
		{ "keys = 338", "keys = 339", "keys: 339 promised, 338 found" },
		{ "keys = 338", "keys = none", "keys: \"none\" is no number" },
		{ "keys = 338", "", "the text ends early: [host.end] has no keys" },
		{ "ctr = 0x", "ctr = 0x12345678901234567", "ctr: 0x12345678901234567" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *text = change(cases[i].old, cases[i].new);

		assert_false(load(text, strlen(text)));
		expect_one(cases[i].new, cases[i].message);
		free(text);
	}
}

/* Wherever a dump is cut off (everywhere near its end, often before it), there is one line, which
 * says so. */
static void test_every_truncation(void **state)
{
	static const char *const reasons[] = { "empty: no dump", "a profile, no dump of a host",
					       "the text ends early", "keys: ", "promised," };
	char *text = malloc(good_bytes);

	(void)state;
	assert_non_null(text);
	/* Without the last line's end it is still whole. */
	for (size_t bytes = 0; bytes < good_bytes - 1; bytes += bytes + 500 < good_bytes ? 7 : 1) {
		bool known = false;

		memcpy(text, good, bytes);
		if (load(text, bytes))
			fail_msg("%zu bytes of %zu are taken for a dump", bytes, good_bytes);
		assert_int_equal(messages.error_count, 1);
		for (size_t i = 0; i < ARRAY_SIZE(reasons); i++)
			known |= !!strstr(messages.list[messages.count - 1].text, reasons[i]);
		if (!known)
			fail_msg("%zu bytes: %s", bytes, messages.list[0].text);
	}
	free(text);
}

/* A line that is lost, or there twice, is never passed over. */
static void test_every_line_counts(void **state)
{
	const char *host = strstr(good, "\n[host]\n") + 1, *line, *next;
	char *text = malloc(good_bytes * 2);

	(void)state;
	assert_non_null(text);
	for (line = host; *line; line = next) {
		size_t before = (size_t)(line - good), length;

		next = strchr(line, '\n') + 1;
		length = (size_t)(next - line);
		/* Comments and empty lines are for people, and so are four keys. */
		if (*line == '#' || *line == '\n')
			continue;
		memcpy(text, good, before);
		strcpy(text + before, next);
		if (load(text, strlen(text)))
			fail_msg("taken without: %.*s", (int)length, line);
		memcpy(text, good, before + length);
		strcpy(text + before + length, line);
		if (load(text, strlen(text)))
			fail_msg("taken twice: %.*s", (int)length, line);
	}
	free(text);
}

static void test_bytes_that_are_no_text(void **state)
{
	size_t bytes = INI_TEXT_BYTES_MAX + 1;
	char *text = calloc(1, bytes), *changed;

	(void)state;
	assert_non_null(text);
	assert_false(load(text, bytes));
	expect_one("huge", "host.ini: larger than 1024 KiB");
	assert_false(load(text, 1000));
	expect_one("NULs", "host.ini:1: a NUL byte: no text file");
	memset(text, 'a', bytes);
	assert_false(load(text, bytes - 1));
	expect_one("one line", "no [host] section");
	memcpy(text, "[host]\n", 7);
	assert_false(load(text, bytes - 1));
	expect_one("one line after [host]", "the text ends early");
	free(text);
	changed = change("masks = yes", "masks = y?s");
	*strstr(changed, "y?s") = '\0';
	assert_false(load(changed, good_bytes));
	expect_one("a NUL", "host.ini:162: a NUL byte: no text file");
	free(changed);
}

/* Hostile, but short of the size limit: no more messages than a person reads. */
static void test_a_flood_of_mistakes(void **state)
{
	size_t bytes = INI_TEXT_BYTES_MAX, used;
	char *text = malloc(bytes + 1);

	(void)state;
	assert_non_null(text);
	used = (size_t)sprintf(text, "[host]\nformat = 1\n[host.end]\n[host.limits.none]\n");
	while (used + 20 < bytes)
		used += (size_t)sprintf(text + used, "ID_AA64ISAR9_EL1 = x\n");
	assert_false(load(text, used));
	assert_true(messages.count <= MESSAGES_MAX);
	free(text);
}

static void test_what_newer_versions_add(void **state)
{
	char *text = change("keys = 338", "keys = 340");
	char *end_section = strstr(text, "# How many keys");
	char *more = malloc(good_bytes + 200);

	(void)state;
	assert_non_null(more);
	sprintf(more, "%.*s[host.weather]\nrain = yes\n\n[host.sun]\nshine = 1\n\n%s",
		(int)(end_section - text), text, end_section);
	assert_true(load(more, strlen(more)));
	assert_int_equal(messages.count, 2);
	assert_int_equal(messages.list[0].kind, MESSAGE_NOTE);
	assert_non_null(strstr(messages.list[0].text, "[host.weather]: not known"));
	free(text);
	text = change("ctr = ", "colour = blue\nctr = ");
	assert_false(load(text, strlen(text)));
	expect_one("one key more than promised", "keys: 338 promised, 339 found");
	free(text);
	free(more);
}

/* The head is a profile that nobody reads here: who edits it is told so. */
static void test_an_edited_profile(void **state)
{
	static const struct {
		const char *old, *new, *message;
	} cases[] = {
		{ "[ID_AA64ISAR0_EL1]\nvalue = 0x1", "[ID_AA64ISAR0_EL1]\nvalue = 0x2",
		  "ID_AA64ISAR0_EL1 is not what the text says from [host] on" },
		{ "[ID_AA64ISAR0_EL1]\nvalue = ", "[ID_AA64ISAR0_EL1]\nAES = 0 ;",
		  "ID_AA64ISAR0_EL1 is not what" },
		{ "sve = on", "sve = off", ":9: sve is not what" },
		{ "pauth = on", "pauth = off", ":11: pauth is not what" },
		{ "sve-max-vl = 2048", "sve-max-vl = 256", ":10: sve-max-vl is not what" },
		{ "pmu = off", "pmu = on", ":12: pmu is not what" },
		{ "mte = off", "mte = on", ":13: mte is not what" },
		{ "el2 = off", "el2 = on", ":14: el2 is not what" },
		{ "sve = on", "sve = onn", "what comes before [host] is no profile" },
		{ "[cpu]", "[cqu]", "what comes before [host] is no profile" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *text = change(cases[i].old, cases[i].new);

		assert_true(load(text, strlen(text)));
		if (messages.count != 1 || messages.list[0].kind != MESSAGE_WARNING ||
		    !strstr(messages.list[0].text, cases[i].message))
			fail_msg("%s: %s", cases[i].new,
				 messages.count ? messages.list[0].text : "not a word");
		free(text);
	}
}

static void test_other_line_ends(void **state)
{
	char *text = malloc(good_bytes * 2);
	size_t n = 0;

	(void)state;
	assert_non_null(text);
	memcpy(text, "\xef\xbb\xbf", 3);
	n = 3;
	for (size_t i = 0; i < good_bytes; i++) {
		if (good[i] == '\n')
			text[n++] = '\r';
		text[n++] = good[i];
	}
	assert_true(load(text, n));
	assert_int_equal(messages.count, 0);
	free(text);
}

static void test_is_it_a_dump(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
		{ "[host]", true },
		{ "[profile]\nname = a\n[host]\nx = 1\n", true },
		{ "[profile]\nname = a\n  [ Host ]\r\n", true },
		{ "[host.masks]\n", false },
		{ "[hostess]\n", false },
		{ "; [host]\n", false },
		{ "a = [host]\n", false },
		{ "[host", false },
		{ "", false },
		{ "[", false },
		{ "\n\n[host]", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		size_t length = strlen(cases[i].text);
		char *exact = malloc(length ? length : 1);

		memcpy(exact, cases[i].text, length);
		assert_int_equal(dump_is_text(exact, length), cases[i].is);
		free(exact);
	}
	assert_true(dump_is_text(good, good_bytes));
}

static void expect_file(const char *path, const char *message)
{
	messages_fini(&messages);
	assert_false(dump_load_file(&dump, path, &messages));
	expect_one(path, message);
	assert_true(strncmp(messages.list[0].text, path, strlen(path)) == 0);
}

/* What is no file neither hangs nor fills the memory. */
static void test_files_that_are_none(void **state)
{
	char folder[] = "/tmp/armlet-test-dump-XXXXXX", path[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/fifo", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_file(path, "a pipe that nobody writes to");
	unlink(path);
	expect_file(folder, "cannot read the dump: Is a directory");
	expect_file(path, "cannot read the dump: No such file");
	expect_file("/dev/zero", "larger than 1024 KiB");
	expect_file("/dev/null", "empty: no dump");
	expect_file("profiles/lowest.ini", "a profile, no dump of a host");
	assert_int_equal(rmdir(folder), 0);
}

static void test_labels(void **state)
{
	static const char *const cases[][2] = {
		{ "a.ini", "a" },	    { "/x/b.INI", "b" }, { "c", "c" },
		{ "../d.txt", "d.txt" },    { ".ini", ".ini" },	 { "e.ini/", "e.ini/" },
		{ "f\ng\x1b.ini", "f?g?" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		messages_fini(&messages);
		assert_true(dump_load_memory(&dump, cases[i][0], good, good_bytes, &messages));
		assert_string_equal(dump.label, cases[i][1]);
	}
}

static void test_labels_that_collide(void **state)
{
	static const char *const paths[] = {
		"rack1/host.ini",
		"rack2/host.ini",
		"other.ini",
		"a-folder-whose-name-is-longer-than-a-label-can-be-so-that-its-end-must-do/rack3/"
		"host.ini",
	};
	static struct cpu_dump dumps[4];

	(void)state;
	for (size_t i = 0; i < 4; i++)
		strcpy(dumps[i].label, i == 2 ? "other" : "host");
	dump_tell_apart(dumps, paths, 4);
	assert_string_equal(dumps[0].label, "rack1/host");
	assert_string_equal(dumps[1].label, "rack2/host");
	assert_string_equal(dumps[2].label, "other");
	assert_int_equal(strlen(dumps[3].label), DUMP_NAME_BYTES - 1);
	assert_non_null(strstr(dumps[3].label, "-end-must-do/rack3/host"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_sound, end),
		cmocka_unit_test_teardown(test_one_mistake_is_one_line, end),
		cmocka_unit_test_teardown(test_every_truncation, end),
		cmocka_unit_test_teardown(test_every_line_counts, end),
		cmocka_unit_test_teardown(test_bytes_that_are_no_text, end),
		cmocka_unit_test_teardown(test_a_flood_of_mistakes, end),
		cmocka_unit_test_teardown(test_what_newer_versions_add, end),
		cmocka_unit_test_teardown(test_an_edited_profile, end),
		cmocka_unit_test_teardown(test_other_line_ends, end),
		cmocka_unit_test_teardown(test_is_it_a_dump, end),
		cmocka_unit_test_teardown(test_files_that_are_none, end),
		cmocka_unit_test_teardown(test_labels, end),
		cmocka_unit_test(test_labels_that_collide),
	};

	return cmocka_run_group_tests(tests, load_good, free_good);
}
