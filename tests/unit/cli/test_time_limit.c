// SPDX-License-Identifier: GPL-2.0-only
// The time limit before the guest runs: it ends what waits for others, and nothing once released.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/command.h"
#include "cli/time_limit.h"
#include "lib/event_loop.h"

#define MS UINT64_C(1000000)

/* The child's exit status and what it said, after a guard of so many milliseconds (0: past). */
static int run_child(uint64_t guard_ms, bool release, char said[256])
{
	int err_pipe[2], nothing[2], status;
	ssize_t bytes;
	char byte;
	pid_t child;

	assert_int_equal(pipe(err_pipe), 0);
	assert_int_equal(pipe(nothing), 0);
	child = fork();
	if (!child) {
		sigset_t all;

		/* As a careless parent might leave it. */
		sigfillset(&all);
		sigprocmask(SIG_SETMASK, &all, NULL);
		dup2(err_pipe[1], STDERR_FILENO);
		alarm(0);
		time_limit_guard(guard_ms ? event_loop_now_ns() + guard_ms * MS : 0, 7);
		if (!release && read(nothing[0], &byte, 1) < 0)
			_exit(1);
		time_limit_release();
		usleep(50 * 1000);
		_exit(0);
	}
	close(err_pipe[1]);
	bytes = read(err_pipe[0], said, 255);
	said[bytes > 0 ? bytes : 0] = '\0';
	assert_int_equal(waitpid(child, &status, 0), child);
	close(err_pipe[0]);
	close(nothing[0]);
	close(nothing[1]);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void test_ends_a_read(void **state)
{
	static const char line[] =
		"armlet: the time limit of 7 s was reached while the machine was built\n";
	char said[256];

	(void)state;
	assert_int_equal(run_child(20, false, said), EXIT_STATUS_TIME_LIMIT);
	assert_string_equal(said, line);
	assert_int_equal(run_child(0, false, said), EXIT_STATUS_TIME_LIMIT);
	assert_string_equal(said, line);
}

static void test_released(void **state)
{
	char said[256];

	(void)state;
	assert_int_equal(run_child(20, true, said), 0);
	assert_string_equal(said, "");
}

/* What SIGALRM did before, it does again. */
static void test_restores(void **state)
{
	struct sigaction before, after;
	sigset_t mask_before, mask_after;

	(void)state;
	sigaction(SIGALRM, NULL, &before);
	sigprocmask(SIG_BLOCK, NULL, &mask_before);
	time_limit_guard(UINT64_MAX, 1);
	time_limit_release();
	sigaction(SIGALRM, NULL, &after);
	sigprocmask(SIG_BLOCK, NULL, &mask_after);
	assert_ptr_equal(before.sa_handler, after.sa_handler);
	assert_int_equal(sigismember(&mask_before, SIGALRM), sigismember(&mask_after, SIGALRM));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ends_a_read),
		cmocka_unit_test(test_released),
		cmocka_unit_test(test_restores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
