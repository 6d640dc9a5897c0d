// SPDX-License-Identifier: GPL-2.0-only
// Messages: one whole line each, whatever is in them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/error.h"

static int pipe_fds[2];
static int real_stderr;
static char said[4096];

static void catch_stderr(void)
{
	assert_int_equal(pipe2(pipe_fds, O_NONBLOCK), 0);
	real_stderr = dup(STDERR_FILENO);
	assert_true(dup2(pipe_fds[1], STDERR_FILENO) >= 0);
}

static const char *what_was_said(void)
{
	ssize_t bytes = read(pipe_fds[0], said, sizeof(said) - 1);

	said[bytes > 0 ? bytes : 0] = '\0';
	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	return said;
}

static void test_one_line(void **state)
{
	(void)state;
	catch_stderr();
	err("file %s: %d", "a\nb\033[31m\177", 7);
	assert_string_equal(what_was_said(), "armlet: file a?b?[31m?: 7\n");
}

static void test_errno(void **state)
{
	(void)state;
	catch_stderr();
	errno = ENOENT;
	err_errno("/dev/kvm");
	assert_int_equal(errno, ENOENT);
	assert_string_equal(what_was_said(), "armlet: /dev/kvm: No such file or directory\n");
}

static void test_levels(void **state)
{
	(void)state;
	catch_stderr();
	log_set_level(LOG_LEVEL_ERROR);
	warn("w");
	info("i");
	debug("d");
	log_set_level(LOG_LEVEL_INFO);
	warn("w");
	info("i");
	debug("d");
	log_set_level(LOG_LEVEL_WARNING);
	assert_string_equal(what_was_said(), "armlet: w\narmlet: i\n");
}

/* Nobody reads: the line is lost, and armlet goes on. */
static void test_stalled_stderr(void **state)
{
	static const char filler[4096];
	char byte;

	(void)state;
	catch_stderr();
	while (write(pipe_fds[1], filler, sizeof(filler)) > 0)
		continue;
	/* A write would wait from here on. */
	assert_int_equal(fcntl(pipe_fds[1], F_SETFL, 0), 0);
	alarm(10);
	err("lost");
	alarm(0);
	while (read(pipe_fds[0], &byte, 1) == 1)
		assert_int_equal(byte, 0);
	err("heard");
	assert_string_equal(what_was_said(), "armlet: heard\n");
}

static void test_raw_terminal(void **state)
{
	(void)state;
	catch_stderr();
	log_set_raw(true);
	err("x");
	log_set_raw(false);
	err("y");
	assert_string_equal(what_was_said(), "armlet: x\r\narmlet: y\n");
}

static void test_long_lines_are_cut(void **state)
{
	static char text[3000];
	size_t length;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	catch_stderr();
	errno = EIO;
	err_errno("%s", text);
	what_was_said();
	length = strlen(said);
	assert_int_equal(length, 1024);
	assert_string_equal(said + length - 5, "x...\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_line),       cmocka_unit_test(test_errno),
		cmocka_unit_test(test_levels),	       cmocka_unit_test(test_raw_terminal),
		cmocka_unit_test(test_stalled_stderr), cmocka_unit_test(test_long_lines_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
