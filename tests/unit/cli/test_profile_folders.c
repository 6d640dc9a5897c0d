// SPDX-License-Identifier: GPL-2.0-only
// Which profiles the folders of a search hold, and which of one name is taken.
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

#include "cli/profile_folders.h"

static char top[32], one[48], two[48];

static void touch(const char *folder, const char *name)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
}

static int setup(void **state)
{
	(void)state;
	strcpy(top, "/tmp/test_folders.XXXXXX");
	if (!mkdtemp(top))
		return -1;
	snprintf(one, sizeof(one), "%s/one", top);
	snprintf(two, sizeof(two), "%s/two", top);
	return mkdir(one, 0755) | mkdir(two, 0755);
}

static int teardown(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", top);
	return system(command);
}

static void find(struct profile_entries *entries, const char *const *dirs, size_t count)
{
	const struct profile_search search = { dirs, count };

	assert_int_equal(profile_entries_find(entries, &search), 0);
}

static void test_sorted_and_hidden(void **state)
{
	const char *dirs[] = { one, "/nowhere", two };
	struct profile_entries entries;
	char path[128];

	(void)state;
	touch(two, "b.ini");
	touch(two, "a.ini");
	touch(two, "c.ini");
	touch(one, "c.ini");
	touch(one, ".hidden.ini");
	touch(one, ".ini");
	touch(one, "README");
	touch(one, "d.ini~");
	find(&entries, dirs, 3);
	assert_int_equal(entries.count, 3);
	assert_string_equal(entries.list[0].name, "a");
	assert_string_equal(entries.list[1].name, "b");
	assert_string_equal(entries.list[2].name, "c");
	assert_ptr_equal(entries.list[0].folder, two);
	assert_ptr_equal(entries.list[2].folder, one);
	snprintf(path, sizeof(path), "%s/c.ini", one);
	assert_string_equal(entries.list[2].path, path);
	profile_entries_fini(&entries);
	profile_entries_fini(&entries);
}

/* --cpu takes the first that can be read. */
static void test_what_cannot_be_read_hides_nothing(void **state)
{
	const char *dirs[] = { one, two };
	struct profile_entries entries;
	char path[128];

	(void)state;
	snprintf(path, sizeof(path), "%s/a.ini", one);
	assert_int_equal(symlink("nowhere", path), 0);
	touch(two, "a.ini");
	find(&entries, dirs, 2);
	assert_int_equal(entries.count, 1);
	assert_ptr_equal(entries.list[0].folder, two);
	profile_entries_fini(&entries);
	find(&entries, dirs, 1);
	assert_int_equal(entries.count, 1);
	assert_ptr_equal(entries.list[0].folder, one);
	profile_entries_fini(&entries);
}

/* A pipe that somebody holds open would be waited for. */
static void test_only_files(void **state)
{
	const char *dirs[] = { one, two };
	struct profile_entries entries;
	char path[128];

	(void)state;
	snprintf(path, sizeof(path), "%s/pipe.ini", one);
	assert_int_equal(mkfifo(path, 0666), 0);
	snprintf(path, sizeof(path), "%s/folder.ini", one);
	assert_int_equal(mkdir(path, 0755), 0);
	touch(two, "folder.ini");
	find(&entries, dirs, 2);
	assert_int_equal(entries.count, 1);
	assert_string_equal(entries.list[0].name, "folder");
	assert_ptr_equal(entries.list[0].folder, two);
	profile_entries_fini(&entries);
}

static void test_no_folder(void **state)
{
	char file[64];
	const char *dirs[] = { "/nowhere", file };
	struct profile_entries entries;

	(void)state;
	touch(one, "x.ini");
	snprintf(file, sizeof(file), "%s/x.ini", one);
	find(&entries, dirs, 2);
	assert_int_equal(entries.count, 0);
	profile_entries_fini(&entries);
	find(&entries, NULL, 0);
	assert_int_equal(entries.count, 0);
	profile_entries_fini(&entries);
}

static void test_thousands(void **state)
{
	const char *dirs[] = { one, two };
	struct profile_entries entries;
	char name[32];

	(void)state;
	for (unsigned int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "p%04u.ini", i);
		touch(i % 2 ? one : two, name);
		if (i % 3 == 0)
			touch(one, name);
	}
	find(&entries, dirs, 2);
	assert_int_equal(entries.count, 3000);
	for (unsigned int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "p%04u", i);
		assert_string_equal(entries.list[i].name, name);
		assert_ptr_equal(entries.list[i].folder, i % 2 == 0 && i % 3 ? two : one);
	}
	profile_entries_fini(&entries);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_sorted_and_hidden, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_read_hides_nothing, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_only_files, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_folder, setup, teardown),
		cmocka_unit_test_setup_teardown(test_thousands, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
