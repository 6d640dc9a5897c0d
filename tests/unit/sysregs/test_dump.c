// SPDX-License-Identifier: GPL-2.0-only
// Dumps: written, read and written again; as profiles; and what hosts from afar could show.
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dump.h"
#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/dump.h"

#define FOLDER "tests/data/dumps"

static struct cpu_dump dump, again;
static struct messages messages;
static struct host_cpu host;

static int end(void **state)
{
	(void)state;
	messages_fini(&messages);
	return 0;
}

static void print_messages(void)
{
	for (size_t i = 0; i < messages.count; i++)
		print_message("    %s\n", messages.list[i].text);
}

/* The caller frees it. */
static char *write_text(const struct cpu_dump *what, size_t *bytes)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, bytes);

	assert_non_null(out);
	assert_true(dump_write(what, out));
	assert_int_equal(fclose(out), 0);
	return text;
}

/* What every reader is content with: whole lines, none longer than inih takes. */
static void check_form(const char *name, const char *text)
{
	const char *line, *next;

	for (line = text; *line; line = next + 1) {
		next = strchr(line, '\n');
		assert_non_null(next);
		if (next - line > 180 || (next > line && next[-1] == ' '))
			fail_msg("%s: %.*s", name, (int)(next - line), line);
	}
}

/* Written, read, and written again: the same text, and the same struct. */
static void check_round_trip(const struct cpu_dump *what)
{
	size_t bytes, bytes_again;
	char *text = write_text(what, &bytes), *text_again;
	char name[DUMP_NAME_BYTES + 8];

	snprintf(name, sizeof(name), "%s.ini", what->label);
	check_form(name, text);
	if (!dump_load_memory(&again, name, text, bytes, &messages) || messages.count) {
		print_messages();
		fail_msg("%s: what was written is not read", name);
	}
	text_again = write_text(&again, &bytes_again);
	assert_string_equal(text, text_again);
	assert_memory_equal(what->masks, again.masks, sizeof(again.masks));
	assert_memory_equal(what->limits, again.limits, sizeof(again.limits));
	assert_memory_equal(&what->available, &again.available, sizeof(again.available));
	assert_string_equal(what->label, again.label);
	assert_int_equal(what->sve_lengths, again.sve_lengths);
	assert_int_equal(what->gics, again.gics);
	assert_int_equal(what->cntfrq_hz, again.cntfrq_hz);
	assert_int_equal(what->cpu_run_count, again.cpu_run_count);
	assert_int_equal(what->capability_count, again.capability_count);
	free(text);
	free(text_again);
}

/* As a profile it fits the host that it is of, and writes nothing there. */
static void check_as_profile(const char *name, const char *text, size_t bytes)
{
	struct cpu_feature_wishes wishes;
	struct idreg_plan plan;
	struct profile profile;

	profile_init(&profile);
	if (!profile_load_memory(&profile, name, text, bytes, NULL, &messages) || messages.count) {
		print_messages();
		fail_msg("%s: no profile", name);
	}
	wishes = profile_wishes(&profile);
	assert_true(dump_host_cpu(&dump, &wishes, name, &host, &messages));
	if (!profile_check(&profile, &host, &plan, &messages)) {
		print_messages();
		fail_msg("%s: does not fit its own host", name);
	}
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		assert_false(plan.write[i]);
	assert_int_equal(messages.error_count, 0);
	for (size_t i = 0; i < messages.count; i++)
		assert_int_equal(messages.list[i].kind, MESSAGE_NOTE);
	profile_fini(&profile);
}

static void check_file(const char *name)
{
	char path[300], *text;
	size_t bytes, file_bytes;
	char *file = malloc(1 << 20);
	FILE *in;

	snprintf(path, sizeof(path), FOLDER "/%s", name);
	in = fopen(path, "r");
	assert_non_null(in);
	assert_non_null(file);
	file_bytes = fread(file, 1, (1 << 20) - 1, in);
	file[file_bytes] = '\0';
	fclose(in);
	if (!dump_load_file(&dump, path, &messages) || messages.count) {
		print_messages();
		fail_msg("%s: is not read", path);
	}
	text = write_text(&dump, &bytes);
	if (strcmp(text, file))
		fail_msg("%s: would be written otherwise today: tools/cpu-dumps makes it again",
			 path);
	assert_non_null(strstr(file, dump.label));
	check_round_trip(&dump);
	check_as_profile(name, file, file_bytes);
	messages_fini(&messages);
	free(text);
	free(file);
}

static void test_committed_dumps(void **state)
{
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;
	unsigned int count = 0;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		size_t length = strlen(entry->d_name);

		if (length < 4 || strcmp(entry->d_name + length - 4, ".ini"))
			continue;
		check_file(entry->d_name);
		count++;
	}
	closedir(folder);
	assert_true(count >= 11);
}

static void test_fake_dumps(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (unsigned int which = 0; which < FAKE_HOST_COUNT; which++) {
		fake_dump_init(&dump, (enum fake_host)which, "fake");
		check_round_trip(&dump);
		for (int i = 0; i < 100; i++) {
			fake_dump_vary(&dump, &seed);
			check_round_trip(&dump);
		}
	}
}

/* Whatever a host calls itself, the text stays one that is read. */
static void test_hostile_names(void **state)
{
	static const char *const names[] = { "",      " ",	  "a b", "a;b #c", "[x]",
					     "k = v", "\xff\n\t", "=",	 "\"" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		size_t bytes, bytes_again;
		char *text, *text_again;

		fake_dump_init(&dump, FAKE_HOST_73, "fake");
		strcpy(dump.name, names[i]);
		strcpy(dump.kernel_release, names[i]);
		memset(dump.armlet, 'x', sizeof(dump.armlet) - 1);
		text = write_text(&dump, &bytes);
		check_form(names[i], text);
		if (!dump_load_memory(&again, "fake", text, bytes, &messages)) {
			print_messages();
			fail_msg("\"%s\" breaks a dump", names[i]);
		}
		text_again = write_text(&again, &bytes_again);
		assert_string_equal(text, text_again);
		free(text);
		free(text_again);
	}
}

static void test_a_full_disk(void **state)
{
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	assert_non_null(full);
	fake_dump_init(&dump, FAKE_HOST_73, "fake");
	assert_false(dump_write(&dump, full));
	fclose(full);
}

/* A dump whose kinds of limits are all different, to see which bits come from where. */
static void make_kinds(void)
{
	fake_dump_init(&dump, FAKE_HOST_73, "fake");
	dump.available = (struct cpu_features){ true, true, true, true, true, true, 256 };
	dump.sve_lengths = 3;
	for (unsigned int kind = 0; kind < DUMP_LIMITS_COUNT; kind++) {
		dump.limits[kind].known = true;
		for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
			dump.limits[kind].present[i] = true;
			dump.limits[kind].values[i] = UINT64_C(0x1111111111111111) * (kind + 1);
		}
	}
}

/* Which kind of limits a field of the composed host has; 0: bits of several. */
static unsigned int kind_of(unsigned int index, unsigned int msb, unsigned int lsb)
{
	for (unsigned int kind = 0; kind < DUMP_LIMITS_COUNT; kind++) {
		if (bits_get(host.limits[index], msb, lsb) ==
		    bits_get(dump.limits[kind].values[index], msb, lsb))
			return kind;
	}
	return DUMP_LIMITS_COUNT;
}

static void check_kinds(struct cpu_feature_wishes wishes, unsigned int ground, unsigned int sve,
			unsigned int pauth, unsigned int pmu, unsigned int mte)
{
	assert_true(dump_host_cpu(&dump, &wishes, "x", &host, &messages));
	assert_int_equal(kind_of(INDEX_PFR0, 35, 32), sve);
	assert_int_equal(kind_of(INDEX_ZFR0, 3, 0), sve);
	assert_int_equal(kind_of(INDEX_ISAR1, 7, 4), pauth);
	assert_int_equal(kind_of(INDEX_ISAR1, 31, 28), pauth);
	assert_int_equal(kind_of(INDEX_ISAR2, 15, 12), pauth);
	assert_int_equal(kind_of(INDEX_DFR0, 11, 8), pmu);
	assert_int_equal(kind_of(INDEX_ID_DFR0, 27, 24), pmu);
	assert_int_equal(kind_of(INDEX_PFR1, 11, 8), mte);
	assert_int_equal(kind_of(INDEX_PFR1, 43, 40), mte);
	assert_int_equal(kind_of(INDEX_PFR2, 11, 8), mte);
	assert_int_equal(kind_of(INDEX_CLIDR, 46, 33), mte);
	assert_int_equal(kind_of(INDEX_PFR0, 3, 0), ground);
	assert_int_equal(kind_of(INDEX_ISAR1, 3, 0), ground);
	assert_int_equal(kind_of(INDEX_DFR0, 3, 0), ground);
	assert_int_equal(kind_of(INDEX_CTR, 3, 0), ground);
	assert_int_equal(kind_of(idreg_index(0, 3, 3), 63, 0), ground);
}

static void test_composition(void **state)
{
	struct cpu_feature_wishes wishes = {
		FEATURE_OFF, FEATURE_OFF, FEATURE_OFF, FEATURE_OFF, FEATURE_OFF, false, 0
	};
	const unsigned int none = DUMP_LIMITS_NONE, all = DUMP_LIMITS_ALL;
	const unsigned int el2 = DUMP_LIMITS_EL2, e2h0 = DUMP_LIMITS_EL2_E2H0;

	(void)state;
	make_kinds();
	check_kinds(wishes, none, none, none, none, none);
	assert_int_equal(host.features.sve_max_vl_bits, 0);
	wishes.sve = FEATURE_ON;
	check_kinds(wishes, none, all, none, none, none);
	assert_int_equal(host.features.sve_max_vl_bits, 256);
	wishes.pauth = FEATURE_AUTO;
	check_kinds(wishes, none, all, all, none, none);
	check_kinds(dump_default_wishes(), none, all, all, none, none);
	wishes.sve = FEATURE_OFF;
	wishes.pmu = FEATURE_ON;
	check_kinds(wishes, none, none, all, all, none);
	wishes.mte = FEATURE_ON;
	check_kinds(wishes, none, none, all, all, all);
	wishes.el2 = FEATURE_ON;
	check_kinds(wishes, el2, none, el2, el2, el2);
	wishes.mte = FEATURE_OFF;
	check_kinds(wishes, el2, none, el2, el2, none);
	wishes.el2_e2h0 = true;
	wishes.sve = FEATURE_AUTO;
	check_kinds(wishes, e2h0, e2h0, e2h0, e2h0, none);
	assert_int_equal(messages.count, 0);
}

/* All of them, with the dump's label, and what is left is what the host can do. */
static void test_refusals(void **state)
{
	struct cpu_feature_wishes wishes = { FEATURE_ON, FEATURE_ON, FEATURE_ON, FEATURE_ON,
					     FEATURE_ON, false,	     512 };

	(void)state;
	make_kinds();
	strcpy(dump.label, "rack4");
	dump.available.pauth = false;
	dump.available.el2 = false;
	assert_false(dump_host_cpu(&dump, &wishes, "p.ini", &host, &messages));
	assert_int_equal(messages.error_count, 3);
	assert_non_null(strstr(messages.list[0].text,
			       "p.ini: pauth = on: rack4 has no pointer authentication"));
	assert_non_null(strstr(messages.list[1].text, "p.ini: el2 = on: rack4 has no nested"));
	assert_string_equal(messages.list[2].text,
			    "p.ini: sve-max-vl = 512: rack4 has SVE vectors of 128 and 256 bits, "
			    "none of 512");
	assert_true(host.features.sve && host.features.pmu && host.features.mte);
	assert_false(host.features.pauth || host.features.el2);
	assert_int_equal(host.features.sve_max_vl_bits, 256);
	assert_int_equal(kind_of(INDEX_PFR0, 3, 0), DUMP_LIMITS_NONE);
	assert_int_equal(kind_of(INDEX_DFR0, 11, 8), DUMP_LIMITS_ALL);
}

static void test_register_names(void **state)
{
	static const char *const bad[] = { "",
					   "S3_0_C0_C3_8",
					   "S3_0_C0_C8_0",
					   "S3_4_C0_C0_0",
					   "S3_0_C1_C0_0",
					   "S3_0_C0_C3_3x",
					   "S3_0_C0_C3_",
					   "S3_0_C0_C3",
					   "S2_0_C0_C3_3" };
	unsigned int index;

	(void)state;
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
		assert_true(dump_register_index(dump_register_text(i).text, &index));
		assert_int_equal(index, i);
	}
	assert_string_equal(dump_register_text(idreg_index(0, 3, 3)).text, "S3_0_C0_C3_3");
	assert_string_equal(dump_register_text(INDEX_CTR).text, "CTR_EL0");
	assert_true(dump_register_index("s3_3_c0_c0_1", &index));
	assert_int_equal(index, INDEX_CTR);
	assert_true(dump_register_index("id_aa64pfr0", &index));
	assert_int_equal(index, INDEX_PFR0);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(dump_register_index(bad[i], &index));
}

static void check_facts(const char *label, const char *pauth, const char *pmu, const char *mte,
			unsigned int pages)
{
	struct dump_facts facts;
	char path[100];

	snprintf(path, sizeof(path), FOLDER "/%s.ini", label);
	assert_true(dump_load_file(&dump, path, &messages));
	dump_facts(&dump, &facts);
	assert_string_equal(facts.pauth, pauth);
	assert_string_equal(facts.pmu, pmu);
	assert_string_equal(facts.mte, mte);
	assert_int_equal(facts.guest_page_count, pages);
	assert_int_equal(facts.guest_page_bytes[0], 4096);
	assert_int_equal(facts.guest_page_bytes[pages - 1], 65536);
	assert_int_equal(facts.midr_count, 1);
	dump.cpus[1] = (struct dump_cpus){ 2, 3, 0x410fd034 };
	dump.cpus[2] = (struct dump_cpus){ 4, 5, dump.cpus[0].midr };
	dump.cpu_run_count = 3;
	dump_facts(&dump, &facts);
	assert_int_equal(facts.midr_count, 2);
}

static void test_facts(void **state)
{
	(void)state;
	check_facts("max-7.3", "IMPDEF FPACCOMBINE", "V3P5", "MTE3", 3);
	check_facts("v1-7.3", "IMPDEF PAuth2", "V3P4", "none", 3);
	check_facts("a57-7.3", "none", "IMP", "none", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_committed_dumps, end),
		cmocka_unit_test_teardown(test_fake_dumps, end),
		cmocka_unit_test_teardown(test_hostile_names, end),
		cmocka_unit_test_teardown(test_a_full_disk, end),
		cmocka_unit_test_teardown(test_composition, end),
		cmocka_unit_test_teardown(test_refusals, end),
		cmocka_unit_test_teardown(test_register_names, end),
		cmocka_unit_test_teardown(test_facts, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
