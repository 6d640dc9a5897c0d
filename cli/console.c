// SPDX-License-Identifier: GPL-2.0-only
// The guest's console: UART, event loop, stdin and stdout.
#include "cli/console.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "lib/error.h"

#define NS_PER_MS	     (1000 * 1000)
#define FOREGROUND_CHECK_MS  500
/* A driver that reads IIR has its next characters long before. */
#define REFILL_MS	     2
/* A terminal that is ready has room for this much, so that a write that could wait does not. */
#define BLOCKING_WRITE_BYTES 64
#define CLOSE_STALL_MS	     2000
#define CLOSE_LIMIT_MS	     10000

/*
 * A non-blocking way to the same place whose flags are ours alone: O_NONBLOCK set on the fd that we
 * were given would be set for the shell as well. /dev/ptmx, opened again, would be another
 * terminal.
 */
static int open_again(int fd, int flags)
{
	struct stat given, opened;
	char path[32];
	int again;

	if (fstat(fd, &given) < 0 || (!S_ISFIFO(given.st_mode) && !S_ISCHR(given.st_mode)) ||
	    (S_ISCHR(given.st_mode) && given.st_rdev == makedev(5, 2)))
		return -1;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	again = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (flags & O_APPEND));
	if (again < 0)
		return -1;
	if (fstat(again, &opened) < 0 || opened.st_dev != given.st_dev ||
	    opened.st_ino != given.st_ino) {
		close(again);
		return -1;
	}
	return again;
}

static void open_output(struct console *console)
{
	int fd = console->config.output_fd;
	int flags = fcntl(fd, F_GETFL);
	struct stat status;

	console->output.fd = fd;
	if (flags < 0 || fstat(fd, &status) < 0) {
		warn("stdout is closed: the guest's output is dropped");
		console->output_kind = CONSOLE_OUTPUT_GONE;
		return;
	}
	if (S_ISSOCK(status.st_mode)) {
		console->output_kind = CONSOLE_OUTPUT_SOCKET;
		return;
	}
	if ((flags & O_NONBLOCK) || S_ISREG(status.st_mode)) {
		console->output_kind = CONSOLE_OUTPUT_NONBLOCKING;
		return;
	}
	console->own_output_fd = open_again(fd, flags);
	if (console->own_output_fd >= 0)
		console->output.fd = console->own_output_fd;
	console->output_kind =
		console->own_output_fd >= 0 ? CONSOLE_OUTPUT_NONBLOCKING : CONSOLE_OUTPUT_BLOCKING;
}

/* As write(2), but never waits: EAGAIN instead. */
static ssize_t write_now(struct console *console, const uint8_t *bytes, size_t count)
{
	struct pollfd writable = { .fd = console->output.fd, .events = POLLOUT };

	switch (console->output_kind) {
	case CONSOLE_OUTPUT_SOCKET:
		return send(console->output.fd, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
	case CONSOLE_OUTPUT_BLOCKING:
		if (poll(&writable, 1, 0) != 1) {
			errno = EAGAIN;
			return -1;
		}
		if (count > BLOCKING_WRITE_BYTES)
			count = BLOCKING_WRITE_BYTES;
		return write(console->output.fd, bytes, count);
	case CONSOLE_OUTPUT_NONBLOCKING:
		return write(console->output.fd, bytes, count);
	case CONSOLE_OUTPUT_GONE:
		break;
	}
	return (ssize_t)count;
}

/*
 * Writes what the UART has, up to a ring full of it, as the guest may make it faster than we write.
 * True if all of that left, false if the reader takes no more for now.
 */
static bool write_output(struct console *console)
{
	size_t budget = UART_TX_RING_BYTES;

	while (budget) {
		const uint8_t *bytes;
		size_t count = uart_output_peek(console->config.uart, &bytes);
		ssize_t written;

		if (!count)
			return true;
		if (count > budget)
			count = budget;
		written = write_now(console, bytes, count);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0 && errno == EAGAIN)
			return false;
		if (written < 0) {
			warn("the guest's output is dropped from here on: stdout: %s",
			     strerror(errno));
			console->output_kind = CONSOLE_OUTPUT_GONE;
			continue;
		}
		uart_output_consume(console->config.uart, (size_t)written);
		budget -= (size_t)written;
	}
	return true;
}

static void gather(struct console *console, size_t pending)
{
	console->gathered = pending;
	event_loop_timer_start(console->config.loop, &console->gather,
			       (uint64_t)CONSOLE_GATHER_MS * NS_PER_MS);
}

static void pump_output(struct console *console)
{
	struct event_loop *loop = console->config.loop;
	size_t pending;

	event_loop_timer_stop(loop, &console->gather);
	if (!write_output(console)) {
		event_loop_watch(loop, &console->output, EPOLLOUT);
		return;
	}
	event_loop_unwatch(loop, &console->output);
	/* More came while we wrote: if the ring was never empty, no wake tells of it. */
	pending = uart_output_pending(console->config.uart);
	console->gather_steps = 0;
	if (pending)
		gather(console, pending);
}

static void output_ready(void *opaque, uint32_t events)
{
	(void)events;
	pump_output(opaque);
}

static void gather_step_over(void *opaque)
{
	struct console *console = opaque;
	size_t pending = uart_output_pending(console->config.uart);

	if (pending > console->gathered && ++console->gather_steps < CONSOLE_GATHER_STEPS)
		gather(console, pending);
	else
		pump_output(console);
}

static void send_backlog(struct console *console)
{
	size_t taken = uart_input(console->config.uart, console->backlog + console->backlog_start,
				  console->backlog_count);

	console->backlog_start += taken;
	console->backlog_count -= taken;
	if (!console->backlog_count)
		console->backlog_start = 0;
}

/* From a terminal there is always more to read; what finds no room is lost, as in any terminal's
 * own buffer. */
static void keep(struct console *console, uint8_t byte)
{
	size_t end = console->backlog_start + console->backlog_count;

	if (end == CONSOLE_BACKLOG_BYTES)
		return;
	console->backlog[end] = byte;
	console->backlog_count++;
}

static void handle_keys(struct console *console, const uint8_t *bytes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		switch (terminal_keys_next(&console->keys, bytes[i])) {
		case TERMINAL_KEY_NONE:
			break;
		case TERMINAL_KEY_BOTH:
			keep(console, TERMINAL_ESCAPE);
			keep(console, bytes[i]);
			break;
		case TERMINAL_KEY_BYTE:
			keep(console, bytes[i]);
			break;
		case TERMINAL_KEY_QUIT:
			console->config.quit(console->config.opaque);
			break;
		case TERMINAL_KEY_BREAK:
			send_backlog(console);
			if (!uart_input_break(console->config.uart))
				warn("no break sent: the guest does not read its console");
			break;
		case TERMINAL_KEY_HELP:
			err("Ctrl-a x: quit   Ctrl-a c: break (SysRq)   "
			    "Ctrl-a Ctrl-a: Ctrl-a   Ctrl-a h: this help");
			break;
		}
	}
}

static void watch_input(struct console *console)
{
	bool wanted = !console->input_ended && !console->foreground.started &&
		      (console->terminal.open || !console->backlog_count);

	/* An input that cannot be watched is one that has ended. */
	if (event_loop_watch(console->config.loop, &console->input, wanted ? EPOLLIN : 0) < 0)
		console->input_ended = true;
}

/* Takes the terminal if it is ours by now; otherwise leaves it alone, and looks again later. */
static void take_terminal(struct console *console)
{
	struct event_loop *loop = console->config.loop;

	event_loop_timer_stop(loop, &console->foreground);
	if (!console->input_ended && !terminal_make_raw(&console->terminal))
		event_loop_timer_start(loop, &console->foreground,
				       (uint64_t)FOREGROUND_CHECK_MS * NS_PER_MS);
	watch_input(console);
}

static void look_for_foreground(void *opaque)
{
	take_terminal(opaque);
}

static void input_ready(void *opaque, uint32_t events)
{
	struct console *console = opaque;
	uint8_t bytes[1024];
	ssize_t count;

	(void)events;
	if (console->terminal.open && !terminal_is_ours(&console->terminal)) {
		/* Somebody else reads here now. A hung-up terminal is nobody's: reading it tells.
		 */
		terminal_restore(&console->terminal);
		if (tcgetpgrp(console->terminal.fd) >= 0) {
			take_terminal(console);
			return;
		}
	}
	count = read(console->input.fd, bytes, sizeof(bytes));
	if (count < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (count <= 0) {
		console->input_ended = true;
	} else if (console->terminal.open) {
		handle_keys(console, bytes, (size_t)count);
	} else {
		memcpy(console->backlog, bytes, (size_t)count);
		console->backlog_count = (size_t)count;
	}
	send_backlog(console);
	watch_input(console);
}

static void refill(void *opaque)
{
	struct console *console = opaque;

	uart_input(console->config.uart, NULL, 0);
}

static void uart_has_news(void *opaque, uint32_t events)
{
	struct console *console = opaque;
	uint64_t news;
	ssize_t ignored = read(console->uart_event.fd, &news, sizeof(news));
	size_t pending = uart_output_pending(console->config.uart);

	(void)ignored;
	(void)events;
	if (console->backlog_count) {
		send_backlog(console);
		watch_input(console);
	}
	if (uart_input_waits(console->config.uart) && !console->refill.started)
		event_loop_timer_start(console->config.loop, &console->refill,
				       (uint64_t)REFILL_MS * NS_PER_MS);
	if (!pending || console->output.events)
		return;
	if (pending >= UART_TX_RING_BYTES / 2) {
		pump_output(console);
	} else if (!console->gather.started) {
		console->gather_steps = 0;
		gather(console, pending);
	}
}

/* The shell wants us to stop: it must find its terminal in order. */
static void stop_requested(void *opaque, int number)
{
	struct console *console = opaque;
	sigset_t set;

	terminal_restore(&console->terminal);
	sigemptyset(&set);
	sigaddset(&set, number);
	raise(number);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	take_terminal(console);
}

static void continued(void *opaque, int number)
{
	(void)number;
	take_terminal(opaque);
}

static int open_input(struct console *console)
{
	struct event_loop *loop = console->config.loop;

	console->input.fd = console->config.input_fd;
	if (fcntl(console->input.fd, F_GETFL) < 0) {
		console->input_ended = true;
		return 0;
	}
	if (!terminal_open(&console->terminal, console->input.fd)) {
		watch_input(console);
		return 0;
	}
	if (event_loop_signal(loop, SIGTSTP, stop_requested, console) < 0 ||
	    event_loop_signal(loop, SIGCONT, continued, console) < 0)
		return -1;
	take_terminal(console);
	return 0;
}

int console_open(struct console *console, const struct console_config *config)
{
	memset(console, 0, sizeof(*console));
	console->config = *config;
	console->own_output_fd = -1;
	console->input = (struct event_watch){ .callback = input_ready, .opaque = console };
	console->output = (struct event_watch){ .callback = output_ready, .opaque = console };
	console->uart_event = (struct event_watch){ .fd = uart_event_fd(config->uart),
						    .callback = uart_has_news,
						    .opaque = console };
	console->gather = (struct event_timer){ .callback = gather_step_over, .opaque = console };
	console->refill = (struct event_timer){ .callback = refill, .opaque = console };
	console->foreground =
		(struct event_timer){ .callback = look_for_foreground, .opaque = console };
	console->open = true;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	open_output(console);
	if (event_loop_watch(config->loop, &console->uart_event, EPOLLIN) < 0 ||
	    open_input(console) < 0) {
		console_close(console);
		return -1;
	}
	return 0;
}

static void write_the_rest(struct console *console)
{
	uint64_t end = event_loop_now_ns() + (uint64_t)CLOSE_LIMIT_MS * NS_PER_MS;
	struct pollfd writable = { .fd = console->output.fd, .events = POLLOUT };

	while (!write_output(console)) {
		if (event_loop_now_ns() >= end || poll(&writable, 1, CLOSE_STALL_MS) == 0) {
			warn("stdout takes no more: the last %zu bytes of the guest's output are "
			     "lost",
			     uart_output_pending(console->config.uart));
			return;
		}
	}
}

void console_close(struct console *console)
{
	struct event_loop *loop = console->config.loop;

	if (!console->open)
		return;
	console->open = false;
	write_the_rest(console);
	event_loop_unwatch(loop, &console->input);
	event_loop_unwatch(loop, &console->output);
	event_loop_unwatch(loop, &console->uart_event);
	event_loop_timer_stop(loop, &console->gather);
	event_loop_timer_stop(loop, &console->refill);
	event_loop_timer_stop(loop, &console->foreground);
	terminal_close(&console->terminal);
	if (console->own_output_fd >= 0)
		close(console->own_output_fd);
	console->own_output_fd = -1;
}
