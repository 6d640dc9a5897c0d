// SPDX-License-Identifier: GPL-2.0-only
// Broken profiles and the exact messages that each gets: tests/data/profiles/broken/NAME.ini,
// NAME.messages.
//
// A line "; host: NAME" in a profile chooses the fake host. With ARMLET_UPDATE=1 in the environment
// the files of messages are written anew: read the difference before it is committed.

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fake_kvm.h"
#include "lib/bits.h"
#include "sysregs/check.h"
#include "sysregs/profile.h"

#define FOLDER	   "tests/data/profiles/broken"
#define TEXT_BYTES 16384
/* So that a folder that went missing is no success. */
#define FILES_MIN  80

static const struct {
	const char *name;
	enum fake_host host;
} hosts[] = {
	{ "7.3", FAKE_HOST_73 },	  { "7.3-n1", FAKE_HOST_73_N1 },
	{ "6.12-n1", FAKE_HOST_612_N1 },  { "7.3-64bit", FAKE_HOST_73_64BIT },
	{ "6.1", FAKE_HOST_61 },	  { "7.3-bare", FAKE_HOST_73 },
	{ "protected", FAKE_HOST_73_N1 },
};

static size_t read_text(const char *path, char *text)
{
	FILE *file = fopen(path, "rb");
	size_t bytes = 0;

	if (file) {
		bytes = fread(text, 1, TEXT_BYTES - 1, file);
		fclose(file);
	}
	text[bytes] = '\0';
	return bytes;
}

/* A VM that was made without any of the vCPU features that its host has. */
static void make_bare(struct host_cpu *host)
{
	host->features = (struct cpu_features){ 0 };
	host->limits[32] &= ~(UINT64_C(0xf) << 32);
	host->limits[33] &= ~UINT64_C(0xf00);
	host->limits[34] &= ~UINT64_C(0xff0);
	host->limits[36] = 0;
	host->limits[40] &= ~UINT64_C(0xf00);
	host->limits[10] &= ~UINT64_C(0xf000000);
	host->limits[49] &= ~UINT64_C(0xff000ff0);
}

static void choose_host(const char *text, struct fake_kvm *kvm)
{
	const char *directive = strstr(text, "; host: ");
	size_t chosen = 1, length;

	if (directive) {
		directive += strlen("; host: ");
		length = strcspn(directive, "\n");
		for (chosen = 0; chosen < ARRAY_SIZE(hosts); chosen++) {
			if (strlen(hosts[chosen].name) == length &&
			    !strncmp(hosts[chosen].name, directive, length))
				break;
		}
		assert_true(chosen < ARRAY_SIZE(hosts));
	}
	fake_kvm_init(kvm, hosts[chosen].host);
	kvm->host.protected_vm = !strcmp(hosts[chosen].name, "protected");
	if (!strcmp(hosts[chosen].name, "7.3-bare"))
		make_bare(&kvm->host);
}

static void append_messages(const struct messages *messages, char *text)
{
	static const char *const kinds[] = { "error", "warning", "note" };
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < messages->count; i++) {
		/* The same for every profile on a host: tested elsewhere. */
		if (strstr(messages->list[i].text, "lets bits be written that have no name"))
			continue;
		used += (size_t)snprintf(text + used, TEXT_BYTES - used, "%s: %s\n",
					 kinds[messages->list[i].kind], messages->list[i].text);
		assert_true(used < TEXT_BYTES);
	}
}

static bool check_file(const char *name)
{
	static char text[TEXT_BYTES], expected[TEXT_BYTES], got[TEXT_BYTES];
	static struct fake_kvm kvm;
	static struct idreg_plan plan;
	struct messages messages = { 0 };
	struct profile profile;
	char path[300];
	FILE *file;
	bool good;

	read_text(name, text);
	choose_host(text, &kvm);
	profile_init(&profile);
	good = profile_load_spec(&profile, name, NULL, &messages);
	good &= profile_check(&profile, &kvm.host, &plan, &messages);
	assert_int_equal(good, messages.error_count == 0);
	assert_true(messages.count > 0);
	append_messages(&messages, got);
	snprintf(path, sizeof(path), "%.*s.messages", (int)strlen(name) - 4, name);
	if (getenv("ARMLET_UPDATE")) {
		file = fopen(path, "wb");
		assert_non_null(file);
		fputs(got, file);
		fclose(file);
	}
	read_text(path, expected);
	good = !strcmp(expected, got);
	if (!good)
		print_error("%s: expected\n%sgot\n%s", name, expected, got);
	profile_fini(&profile);
	messages_fini(&messages);
	return good;
}

static void test_broken_profiles(void **state)
{
	unsigned int files = 0, wrong = 0;
	struct dirent *entry;
	DIR *folder;

	(void)state;
	assert_int_equal(chdir(FOLDER), 0);
	folder = opendir(".");
	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		size_t length = strlen(entry->d_name);

		if (length < 5 || strcmp(entry->d_name + length - 4, ".ini"))
			continue;
		files++;
		wrong += !check_file(entry->d_name);
	}
	closedir(folder);
	print_message("# %u broken profiles\n", files);
	assert_int_equal(wrong, 0);
	assert_true(files >= FILES_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_broken_profiles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
