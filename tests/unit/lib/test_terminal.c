// SPDX-License-Identifier: GPL-2.0-only
// The terminal: raw and back again on every way out, job control, the keys that armlet keeps.
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "lib/terminal.h"

static int master = -1, slave = -1;
static struct termios original;

static int setup(void **state)
{
	(void)state;
	if (openpty(&master, &slave, NULL, NULL, NULL) < 0)
		return -1;
	return tcgetattr(slave, &original);
}

static int teardown(void **state)
{
	(void)state;
	close(master);
	close(slave);
	return 0;
}

static bool is_raw(int fd)
{
	struct termios now;

	return tcgetattr(fd, &now) == 0 && !(now.c_lflag & (ICANON | ECHO | ISIG)) &&
	       !(now.c_oflag & OPOST) && !(now.c_iflag & (ICRNL | IXON));
}

static bool is_original(int fd)
{
	struct termios now;

	return tcgetattr(fd, &now) == 0 && now.c_lflag == original.c_lflag &&
	       now.c_oflag == original.c_oflag && now.c_iflag == original.c_iflag &&
	       now.c_cflag == original.c_cflag && !memcmp(now.c_cc, original.c_cc, NCCS);
}

static void test_raw_and_back(void **state)
{
	struct terminal terminal = { 0 };
	struct sigaction action;
	char byte;

	(void)state;
	terminal_close(&terminal);
	assert_true(terminal_open(&terminal, slave));
	assert_true(is_original(slave));
	assert_true(terminal_make_raw(&terminal));
	assert_true(is_raw(slave));
	/* Ctrl-c is a key like any other. */
	assert_int_equal(write(master, "\x03", 1), 1);
	assert_int_equal(read(slave, &byte, 1), 1);
	assert_int_equal(byte, 3);
	terminal_restore(&terminal);
	assert_true(is_original(slave));
	terminal_restore(&terminal);
	assert_true(terminal_make_raw(&terminal));
	terminal_close(&terminal);
	terminal_close(&terminal);
	assert_true(is_original(slave));
	sigaction(SIGQUIT, NULL, &action);
	assert_ptr_equal(action.sa_handler, SIG_DFL);
	sigaction(SIGTTOU, NULL, &action);
	assert_ptr_equal(action.sa_handler, SIG_DFL);
}

/* As after SIGCONT: the shell has set its own modes meanwhile; what we give back stays the first.
 */
static void test_raw_again(void **state)
{
	struct terminal terminal;

	(void)state;
	assert_true(terminal_open(&terminal, slave));
	assert_true(terminal_make_raw(&terminal));
	tcsetattr(slave, TCSANOW, &original);
	assert_true(terminal_make_raw(&terminal));
	assert_true(is_raw(slave));
	terminal_close(&terminal);
	assert_true(is_original(slave));
}

static void test_no_terminal(void **state)
{
	struct terminal terminal;
	int fds[2], null = open("/dev/null", O_RDWR);

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_false(terminal_open(&terminal, fds[0]));
	assert_false(terminal_open(&terminal, null));
	assert_false(terminal_open(&terminal, -1));
	terminal_close(&terminal);
	close(fds[0]);
	close(fds[1]);
	close(null);
}

static void die_of(int number)
{
	volatile char *nowhere = mmap(NULL, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct rlimit no_core = { 0, 0 };
	struct terminal terminal;

	setrlimit(RLIMIT_CORE, &no_core);
	signal(number, SIG_DFL); /* the test framework catches some of them */
	dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
	if (!terminal_open(&terminal, slave) || !terminal_make_raw(&terminal) || !is_raw(slave))
		_exit(77);
	if (number == SIGSEGV)
		*nowhere = 1;
	else if (number == SIGABRT)
		abort();
	else
		kill(getpid(), number);
	pause();
	_exit(78);
}

static void test_fatal_signals(void **state)
{
	static const int numbers[] = { SIGSEGV, SIGABRT, SIGQUIT, SIGBUS,  SIGFPE,
				       SIGILL,	SIGSYS,	 SIGXCPU, SIGALRM, SIGUSR1,
				       SIGUSR2, SIGPROF, SIGPOLL, SIGPWR,  SIGVTALRM };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		pid_t child = fork();
		int status;

		if (!child)
			die_of(numbers[i]);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(is_original(slave));
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
	}
}

static void handle(int number)
{
	(void)number;
}

/* Who takes one of these signals over keeps it while the terminal comes and goes. */
static void test_handler_of_others_stays(void **state)
{
	struct sigaction before, mine = { .sa_handler = handle }, now;
	struct terminal terminal;

	(void)state;
	sigaction(SIGBUS, NULL, &before);
	assert_true(terminal_open(&terminal, slave));
	sigaction(SIGBUS, &mine, NULL);
	assert_true(terminal_make_raw(&terminal));
	terminal_restore(&terminal);
	assert_true(terminal_make_raw(&terminal));
	sigaction(SIGBUS, NULL, &now);
	assert_ptr_equal(now.sa_handler, handle);
	terminal_close(&terminal);
	sigaction(SIGBUS, NULL, &now);
	assert_ptr_equal(now.sa_handler, before.sa_handler);
}

/* Steps of the background job, each told by a byte and answered with one. */
static void background_job(int commands, int answers)
{
	struct terminal terminal;
	char command, answer;

	if (!terminal_open(&terminal, slave))
		_exit(1);
	while (read(commands, &command, 1) == 1) {
		switch (command) {
		case 'o':
			answer = terminal_is_ours(&terminal) ? 'y' : 'n';
			break;
		case 'r':
			answer = terminal_make_raw(&terminal) ? 'y' : 'n';
			break;
		default:
			terminal_restore(&terminal);
			answer = 'd';
		}
		if (write(answers, &answer, 1) != 1)
			_exit(2);
	}
	terminal_close(&terminal);
	_exit(0);
}

static char ask(int commands, int answers, char command)
{
	char answer = '?';

	if (write(commands, &command, 1) != 1 || read(answers, &answer, 1) != 1)
		return '?';
	return answer;
}

/* The shell of a session of its own; gives the number of the step that went wrong. */
static int shell(void)
{
	int to[2], from[2], status;
	pid_t job;

	if (setsid() < 0 || ioctl(slave, TIOCSCTTY, 0) < 0 || pipe(to) < 0 || pipe(from) < 0)
		return 1;
	signal(SIGTTOU, SIG_IGN);
	job = fork();
	if (!job) {
		signal(SIGTTOU, SIG_DFL);
		setpgid(0, 0);
		close(to[1]);
		background_job(to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	setpgid(job, job);
	if (ask(to[1], from[0], 'o') != 'n' || ask(to[1], from[0], 'r') != 'n' ||
	    !is_original(slave))
		return 2;
	tcsetpgrp(slave, job);
	if (ask(to[1], from[0], 'o') != 'y' || ask(to[1], from[0], 'r') != 'y' || !is_raw(slave))
		return 3;
	/* In the background again: what the terminal is now is the shell's business. */
	tcsetpgrp(slave, getpgrp());
	if (ask(to[1], from[0], 'c') != 'd' || !is_raw(slave))
		return 4;
	tcsetpgrp(slave, job);
	tcsetattr(slave, TCSANOW, &original);
	if (ask(to[1], from[0], 'r') != 'y' || !is_raw(slave))
		return 5;
	close(to[1]);
	if (waitpid(job, &status, WUNTRACED) != job || !WIFEXITED(status) || WEXITSTATUS(status))
		return 6;
	return is_original(slave) ? 0 : 7;
}

static void test_background_job(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (!child) {
		alarm(20);
		_exit(shell());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_keys(void **state)
{
	static const struct {
		uint8_t byte;
		enum terminal_key key;
	} steps[] = {
		{ 'a', TERMINAL_KEY_BYTE },  { 'x', TERMINAL_KEY_BYTE },
		{ 0x00, TERMINAL_KEY_BYTE }, { 0x01, TERMINAL_KEY_NONE },
		{ 'x', TERMINAL_KEY_QUIT },  { 'x', TERMINAL_KEY_BYTE },
		{ 0x01, TERMINAL_KEY_NONE }, { 'c', TERMINAL_KEY_BREAK },
		{ 0x01, TERMINAL_KEY_NONE }, { 'h', TERMINAL_KEY_HELP },
		{ 0x01, TERMINAL_KEY_NONE }, { 0x01, TERMINAL_KEY_BYTE },
		{ 'x', TERMINAL_KEY_BYTE },  { 0x01, TERMINAL_KEY_NONE },
		{ 'X', TERMINAL_KEY_BOTH },  { 'c', TERMINAL_KEY_BYTE },
		{ 0xff, TERMINAL_KEY_BYTE },
	};
	struct terminal_keys keys = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(steps); i++)
		assert_int_equal(terminal_keys_next(&keys, steps[i].byte), steps[i].key);
}

static void test_fill_standard_fds(void **state)
{
	pid_t child;
	int status;

	(void)state;
	child = fork();
	if (!child) {
		char byte;

		close(0);
		close(2);
		if (terminal_fill_standard_fds() || fcntl(0, F_GETFD) < 0 || fcntl(2, F_GETFD) < 0)
			_exit(1);
		_exit(read(0, &byte, 1) == 0 && write(2, "x", 1) == 1 ? 0 : 2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

int main(void)
{
#define TERMINAL_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TERMINAL_TEST(test_raw_and_back),
		TERMINAL_TEST(test_raw_again),
		TERMINAL_TEST(test_no_terminal),
		TERMINAL_TEST(test_fatal_signals),
		TERMINAL_TEST(test_no_terminal),
		TERMINAL_TEST(test_handler_of_others_stays),
		TERMINAL_TEST(test_background_job),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_fill_standard_fds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
