// SPDX-License-Identifier: GPL-2.0-only
// -o FILE: whole or not at all, rights, links, what must not be replaced.
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/output_file.h"

static char folder[] = "/tmp/test_output_file.XXXXXX";
static char target[sizeof(folder) + 16];

static void write_target(const char *text, bool keep, int expected)
{
	struct output_file file;

	assert_int_equal(output_file_open(&file, target), 0);
	fputs(text, file.stream);
	assert_int_equal(output_file_close(&file, keep), expected);
	assert_null(file.stream);
}

static void assert_target(const char *expected)
{
	char text[64] = "";
	FILE *in = fopen(target, "r");

	assert_non_null(in);
	assert_int_equal(fread(text, 1, sizeof(text) - 1, in), strlen(expected));
	fclose(in);
	assert_string_equal(text, expected);
}

static unsigned int count_files(void)
{
	DIR *dir = opendir(folder);
	unsigned int count = 0;

	assert_non_null(dir);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		count += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
	closedir(dir);
	return count;
}

static int setup(void **state)
{
	(void)state;
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(target, sizeof(target), "%s/out", folder);
	return 0;
}

static int teardown(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command);
}

static void test_whole_or_not_at_all(void **state)
{
	struct stat status;
	mode_t mask = umask(022);

	(void)state;
	write_target("first\n", false, 0);
	assert_int_equal(count_files(), 0);
	write_target("first\n", true, 0);
	assert_target("first\n");
	assert_int_equal(stat(target, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0644);
	write_target("second\n", false, 0);
	assert_target("first\n");
	write_target("second\n", true, 0);
	assert_target("second\n");
	assert_int_equal(count_files(), 1);
	umask(mask);
}

static void test_links_stay(void **state)
{
	char link[sizeof(target) + 8];
	struct output_file file;
	struct stat status;

	(void)state;
	write_target("old\n", true, 0);
	snprintf(link, sizeof(link), "%s/link", folder);
	assert_int_equal(symlink("out", link), 0);
	assert_int_equal(output_file_open(&file, link), 0);
	fputs("new\n", file.stream);
	assert_int_equal(output_file_close(&file, true), 0);
	assert_target("new\n");
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
}

static void test_what_cannot_be(void **state)
{
	struct output_file file;

	(void)state;
	assert_int_equal(output_file_open(&file, folder), -1);
	assert_int_equal(output_file_open(&file, "/nowhere/at/all"), -1);
	assert_int_equal(output_file_open(&file, ""), -1);
}

/* A disk that is full, or a limit that is reached. */
static void test_no_room(void **state)
{
	struct rlimit limit, none = { 4, 4 };

	(void)state;
	write_target("old\n", true, 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	none.rlim_max = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	write_target("far too long\n", true, -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_target("old\n");
	assert_int_equal(count_files(), 1);
}

/* Their place is not taken. */
static void test_devices(void **state)
{
	struct output_file file;
	struct stat status;

	(void)state;
	assert_int_equal(output_file_open(&file, "/dev/null"), 0);
	fputs("gone\n", file.stream);
	assert_int_equal(output_file_close(&file, true), 0);
	assert_int_equal(output_file_open(&file, "/dev/full"), 0);
	fputs("no room\n", file.stream);
	assert_int_equal(output_file_close(&file, true), -1);
	assert_int_equal(stat("/dev/full", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
}

static void test_rights_stay(void **state)
{
	struct stat status;

	(void)state;
	write_target("old\n", true, 0);
	assert_int_equal(chmod(target, 0640), 0);
	write_target("new\n", true, 0);
	assert_int_equal(stat(target, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
}

static void test_stdout(void **state)
{
	struct output_file file;

	(void)state;
	assert_int_equal(output_file_open(&file, NULL), 0);
	assert_ptr_equal(file.stream, stdout);
	assert_int_equal(output_file_close(&file, true), 0);
	assert_int_equal(output_file_open(&file, "-"), 0);
	assert_ptr_equal(file.stream, stdout);
	assert_int_equal(output_file_close(&file, false), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_whole_or_not_at_all, setup, teardown),
		cmocka_unit_test_setup_teardown(test_links_stay, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_cannot_be, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_room, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rights_stay, setup, teardown),
		cmocka_unit_test(test_devices),
		cmocka_unit_test(test_stdout),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
