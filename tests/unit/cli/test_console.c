// SPDX-License-Identifier: GPL-2.0-only
// The console: bursts out, everything in, stuck and vanished readers, a person at a terminal.
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
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/console.h"

enum { RBR = 0, THR = 0, IER = 1, IIR = 2, FCR = 2, LSR = 5 };

#define MS	    UINT64_C(1000000)
#define QUIT_KEY    7
#define RUN_IS_OVER 99

static struct event_loop loop;
static struct uart uart;
static struct console console;

static int setup(void **state)
{
	struct uart_config config = { .name = "uart0" };

	(void)state;
	memset(&console, 0, sizeof(console));
	return event_loop_init(&loop) || uart_init(&uart, &config);
}

static int teardown(void **state)
{
	(void)state;
	console_close(&console);
	uart_fini(&uart);
	event_loop_fini(&loop);
	return 0;
}

static void quit(void *opaque)
{
	(void)opaque;
	event_loop_quit(&loop, QUIT_KEY);
}

static int open_console(int input_fd, int output_fd)
{
	struct console_config config = { &loop, &uart, input_fd, output_fd, quit, NULL };

	return console_open(&console, &config);
}

static void over(void *opaque)
{
	(void)opaque;
	event_loop_quit(&loop, RUN_IS_OVER);
}

static int run_for(uint64_t ms)
{
	struct event_timer end = { .callback = over };
	int code;

	event_loop_timer_start(&loop, &end, ms * MS);
	code = event_loop_run(&loop);
	event_loop_timer_stop(&loop, &end);
	return code;
}

static uint8_t in(uint64_t offset)
{
	return (uint8_t)uart.device.region.ops->read(&uart, offset, 1);
}

static bool lsr_has(uint8_t bits)
{
	uint8_t lsr = in(LSR);

	return (lsr & bits) == bits;
}

static void out(uint64_t offset, uint64_t value)
{
	uart.device.region.ops->write(&uart, offset, 1, value);
}

static void print(const char *text)
{
	while (*text)
		out(THR, (uint8_t)*text++);
}

/* What the guest can read now, as a string. */
static const char *guest_reads(void)
{
	static char text[256];
	size_t count = 0;

	out(IER, 1);
	while (lsr_has(1) && count + 1 < sizeof(text)) {
		text[count++] = (char)in(RBR);
		in(IIR);
	}
	text[count] = 0;
	return text;
}

static void test_output_leaves_in_one_piece(void **state)
{
	int pair[2], null = open("/dev/null", O_RDONLY);
	char text[256];
	ssize_t count;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, pair), 0);
	assert_int_equal(open_console(null, pair[0]), 0);
	print("Linux version");
	print(" 7.3\r\n");
	run_for(CONSOLE_GATHER_MS * (CONSOLE_GATHER_STEPS + 2));
	count = recv(pair[1], text, sizeof(text), 0);
	assert_int_equal(count, 19);
	assert_memory_equal(text, "Linux version 7.3\r\n", 19);
	assert_int_equal(recv(pair[1], text, sizeof(text), 0), -1);
	/* What comes after the last run leaves with close. */
	print("reboot: Power down\r\n");
	console_close(&console);
	assert_int_equal(recv(pair[1], text, sizeof(text), 0), 20);
	close(pair[0]);
	close(pair[1]);
	close(null);
}

static void test_flags_of_stdout_stay(void **state)
{
	int fds[2], null = open("/dev/null", O_RDONLY), before;
	char byte;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	before = fcntl(fds[1], F_GETFL);
	assert_int_equal(open_console(null, fds[1]), 0);
	assert_int_equal(console.output_kind, CONSOLE_OUTPUT_NONBLOCKING);
	assert_int_equal(fcntl(fds[1], F_GETFL), before);
	assert_false(before & O_NONBLOCK);
	out(THR, 'x');
	console_close(&console);
	assert_int_equal(read(fds[0], &byte, 1), 1);
	close(fds[0]);
	close(fds[1]);
	close(null);
}

static void test_append_to_a_file(void **state)
{
	char path[] = "/tmp/test_console.XXXXXX", text[16] = "";
	int made = mkstemp(path), fd, null = open("/dev/null", O_RDONLY);

	(void)state;
	assert_int_equal(write(made, "old ", 4), 4);
	fd = open(path, O_WRONLY | O_APPEND);
	assert_int_equal(open_console(null, fd), 0);
	print("new");
	run_for(5);
	assert_int_equal(pread(made, text, sizeof(text), 0), 7);
	assert_string_equal(text, "old new");
	console_close(&console);
	close(made);
	close(fd);
	close(null);
	unlink(path);
}

/* A file that may not grow (ulimit -f) is output that failed, not the end of armlet. */
static void test_file_size_limit(void **state)
{
	char path[] = "/tmp/test_console.XXXXXX", text[16] = "";
	int fd = mkstemp(path), null = open("/dev/null", O_RDONLY);
	struct rlimit before, limit;

	(void)state;
	assert_int_equal(open_console(null, fd), 0);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 2;
	setrlimit(RLIMIT_FSIZE, &limit);
	print("new");
	run_for(5);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(console.output_kind, CONSOLE_OUTPUT_GONE);
	assert_int_equal(pread(fd, text, sizeof(text), 0), 2);
	console_close(&console);
	close(fd);
	close(null);
	unlink(path);
}

static void fill(unsigned int bytes)
{
	while (bytes--)
		out(THR, 'x');
}

/* The reader stalls: the loop lives on, and what waits is written when it reads again. */
static void stalled_reader(enum console_output_kind kind)
{
	static char text[65536];
	int fds[2], null = open("/dev/null", O_RDONLY);
	size_t total = 0, wanted;
	ssize_t count;
	uint64_t start;

	assert_int_equal(pipe(fds), 0);
	fcntl(fds[1], F_SETPIPE_SZ, 4096);
	fcntl(fds[0], F_SETFL, O_NONBLOCK);
	assert_int_equal(open_console(null, fds[1]), 0);
	console.output_kind = kind;
	if (kind == CONSOLE_OUTPUT_BLOCKING)
		console.output.fd = fds[1];
	fill(UART_TX_RING_BYTES);
	start = event_loop_now_ns();
	assert_int_equal(run_for(20), RUN_IS_OVER);
	assert_true(event_loop_now_ns() - start < 1000 * MS);
	wanted = UART_TX_RING_BYTES;
	assert_in_range(uart_output_pending(&uart), wanted - 8192, wanted - 1);
	while (total < wanted) {
		while ((count = read(fds[0], text, sizeof(text))) > 0)
			total += (size_t)count;
		run_for(1);
		assert_true(event_loop_now_ns() - start < 20000 * MS);
	}
	assert_int_equal(uart_output_pending(&uart), 0);
	console_close(&console);
	close(fds[0]);
	close(fds[1]);
	close(null);
}

static void test_stalled_reader(void **state)
{
	(void)state;
	stalled_reader(CONSOLE_OUTPUT_NONBLOCKING);
}

static void test_stalled_reader_without_own_description(void **state)
{
	(void)state;
	stalled_reader(CONSOLE_OUTPUT_BLOCKING);
}

static void test_stuck_reader_at_the_end(void **state)
{
	int fds[2], null = open("/dev/null", O_RDONLY);
	uint64_t start = event_loop_now_ns(), took;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	fcntl(fds[1], F_SETPIPE_SZ, 4096);
	assert_int_equal(open_console(null, fds[1]), 0);
	fill(20000);
	console_close(&console);
	took = event_loop_now_ns() - start;
	assert_in_range(took, 1900 * MS, 4000 * MS);
	close(fds[0]);
	close(fds[1]);
	close(null);
}

static void test_reader_gone(void **state)
{
	int fds[2], null = open("/dev/null", O_RDONLY);

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(open_console(null, fds[1]), 0);
	close(fds[0]);
	print("nobody hears this");
	run_for(6);
	assert_int_equal(console.output_kind, CONSOLE_OUTPUT_GONE);
	assert_int_equal(uart_output_pending(&uart), 0);
	fill(UART_TX_RING_BYTES / 2);
	run_for(6);
	assert_int_equal(uart_output_pending(&uart), 0);
	close(fds[1]);
	close(null);
}

static void test_closed_fds(void **state)
{
	(void)state;
	assert_int_equal(open_console(-1, -1), 0);
	print("x");
	run_for(6);
	assert_int_equal(uart_output_pending(&uart), 0);
	assert_true(console.input_ended);
}

/* More than all buffers hold, and the guest takes its time: every byte arrives, then nothing. */
static void long_input(int fd, int null)
{
	uint32_t i = 0, rounds = 0;

	assert_int_equal(open_console(fd, null), 0);
	run_for(3);
	assert_false(console.input_ended);
	out(FCR, 1);
	out(IER, 1);
	while (i < 100000) {
		while (lsr_has(1)) {
			assert_int_equal(in(RBR), (uint8_t)(i++ % 251));
			/* Now and then it is a driver that does not read IIR. */
			if (i % 10000)
				in(IIR);
		}
		run_for(1);
		assert_true(rounds++ < 20000);
	}
	run_for(2);
	assert_int_equal(i, 100000);
	assert_true(console.input_ended);
	assert_int_equal(console.input.events, 0);
	assert_false(lsr_has(1));
}

static void test_input_from_a_file(void **state)
{
	char path[] = "/tmp/test_console.XXXXXX";
	int fd = mkstemp(path), null = open("/dev/null", O_WRONLY);
	uint32_t i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		uint8_t byte = (uint8_t)(i % 251);

		assert_int_equal(write(fd, &byte, 1), 1);
	}
	lseek(fd, 0, SEEK_SET);
	long_input(fd, null);
	close(fd);
	close(null);
	unlink(path);
}

static void test_input_from_a_pipe(void **state)
{
	int fds[2], null = open("/dev/null", O_WRONLY), status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	child = fork();
	if (!child) {
		uint32_t i;

		close(fds[0]);
		for (i = 0; i < 100000; i++) {
			uint8_t byte = (uint8_t)(i % 251);

			if (write(fds[1], &byte, 1) != 1)
				_exit(1);
		}
		_exit(0);
	}
	close(fds[1]);
	long_input(fds[0], null);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(fds[0]);
	close(null);
}

static void test_escape_keys_are_for_terminals(void **state)
{
	int fds[2], null = open("/dev/null", O_WRONLY);

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1],
			       "\x01x\x01"
			       "c",
			       4),
			 4);
	assert_int_equal(open_console(fds[0], null), 0);
	assert_int_equal(run_for(3), RUN_IS_OVER);
	assert_string_equal(guest_reads(), "\x01x\x01"
					   "c");
	close(fds[0]);
	close(fds[1]);
	close(null);
}

static int master, slave;
static struct termios original;

static int setup_terminal(void **state)
{
	if (openpty(&master, &slave, NULL, NULL, NULL) < 0)
		return -1;
	tcgetattr(slave, &original);
	return setup(state);
}

static int teardown_terminal(void **state)
{
	teardown(state);
	close(master);
	close(slave);
	return 0;
}

static bool is_raw(void)
{
	struct termios now;

	return tcgetattr(slave, &now) == 0 && !(now.c_lflag & (ICANON | ECHO));
}

static void type(const char *text)
{
	assert_int_equal(write(master, text, strlen(text)), strlen(text));
}

static void test_terminal(void **state)
{
	char text[64] = "";

	(void)state;
	assert_int_equal(open_console(slave, slave), 0);
	assert_true(is_raw());
	type("ls\r\x03");
	run_for(5);
	assert_string_equal(guest_reads(), "ls\r\x03");
	print("a\nb");
	run_for(8);
	assert_int_equal(read(master, text, sizeof(text)), 3);
	assert_string_equal(text, "a\nb");
	type("1\x01\x01"
	     "2\x01z");
	run_for(5);
	assert_string_equal(guest_reads(), "1\x01"
					   "2\x01z");
	type("\x01x");
	assert_int_equal(run_for(2000), QUIT_KEY);
	console_close(&console);
	assert_false(is_raw());
}

static void test_break_in_its_place(void **state)
{
	(void)state;
	out(FCR, 1);
	out(IER, 5);
	assert_int_equal(open_console(slave, slave), 0);
	type("a\x01"
	     "ct");
	run_for(5);
	assert_int_equal(in(RBR), 'a');
	assert_true(lsr_has(0x11));
	assert_int_equal(in(RBR), 0);
	assert_int_equal(in(LSR), 0x61);
	assert_int_equal(in(RBR), 't');
}

/* A guest that hangs does not read; the way out must stay open. */
static void test_quit_when_all_is_full(void **state)
{
	char line[512];
	int i;

	(void)state;
	memset(line, 'x', sizeof(line));
	assert_int_equal(open_console(slave, slave), 0);
	for (i = 0; i < 32; i++) {
		assert_int_equal(write(master, line, sizeof(line)), sizeof(line));
		run_for(2);
	}
	assert_int_equal(console.backlog_count, CONSOLE_BACKLOG_BYTES);
	type("\x01x");
	assert_int_equal(run_for(2000), QUIT_KEY);
}

static void test_terminal_hangs_up(void **state)
{
	(void)state;
	assert_int_equal(open_console(slave, slave), 0);
	signal(SIGHUP, SIG_IGN);
	close(master);
	assert_int_equal(run_for(10), RUN_IS_OVER);
	assert_true(console.input_ended);
	print("x");
	run_for(6);
	assert_int_equal(uart_output_pending(&uart), 0);
	master = open("/dev/null", O_RDONLY);
}

static void job(void)
{
	setpgid(0, 0);
	if (setup(NULL) || open_console(slave, slave))
		_exit(1);
	_exit(run_for(20000) == QUIT_KEY && teardown(NULL) == 0 ? 0 : 2);
}

static bool becomes_raw(bool wanted)
{
	int i;

	for (i = 0; i < 2000 && is_raw() != wanted; i++)
		usleep(1000);
	return is_raw() == wanted;
}

/* Started in the background, brought to the front, stopped, continued, quit; as a shell does it. */
static int shell(void)
{
	pid_t child;
	int status;

	if (setsid() < 0 || ioctl(slave, TIOCSCTTY, 0) < 0)
		return 1;
	signal(SIGTTOU, SIG_IGN);
	child = fork();
	if (!child)
		job();
	setpgid(child, child);
	usleep(50000);
	if (is_raw())
		return 2;
	/* No SIGCONT here: the shell sends none to a job that runs. */
	tcsetpgrp(slave, child);
	if (!becomes_raw(true))
		return 3;
	kill(child, SIGTSTP);
	if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status) || is_raw())
		return 4;
	tcsetpgrp(slave, getpgrp());
	kill(child, SIGCONT);
	usleep(50000);
	if (is_raw())
		return 5;
	tcsetpgrp(slave, child);
	kill(child, SIGCONT);
	if (!becomes_raw(true))
		return 6;
	if (write(master, "\x01x", 2) != 2 || waitpid(child, &status, WUNTRACED) != child)
		return 7;
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return 8;
	return is_raw() ? 9 : 0;
}

static void test_job_control(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (!child) {
		alarm(30);
		_exit(shell());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
#define CONSOLE_TEST(name)  cmocka_unit_test_setup_teardown(name, setup, teardown)
#define TERMINAL_TEST(name) cmocka_unit_test_setup_teardown(name, setup_terminal, teardown_terminal)
	const struct CMUnitTest tests[] = {
		CONSOLE_TEST(test_output_leaves_in_one_piece),
		CONSOLE_TEST(test_flags_of_stdout_stay),
		CONSOLE_TEST(test_append_to_a_file),
		CONSOLE_TEST(test_file_size_limit),
		CONSOLE_TEST(test_stalled_reader),
		CONSOLE_TEST(test_stalled_reader_without_own_description),
		CONSOLE_TEST(test_stuck_reader_at_the_end),
		CONSOLE_TEST(test_reader_gone),
		CONSOLE_TEST(test_closed_fds),
		CONSOLE_TEST(test_input_from_a_file),
		CONSOLE_TEST(test_input_from_a_pipe),
		CONSOLE_TEST(test_escape_keys_are_for_terminals),
		TERMINAL_TEST(test_terminal),
		TERMINAL_TEST(test_break_in_its_place),
		TERMINAL_TEST(test_quit_when_all_is_full),
		TERMINAL_TEST(test_terminal_hangs_up),
		TERMINAL_TEST(test_job_control),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
