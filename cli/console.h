/* SPDX-License-Identifier: GPL-2.0-only */
/* The guest's console: what joins a UART, the main thread's loop, and armlet's stdin and stdout. */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/uart.h"
#include "lib/event_loop.h"
#include "lib/terminal.h"

/*
 * Output waits for more of it, so that one write(2) carries many characters: as long as each of
 * these steps brings some, and so many of them at most.
 */
#define CONSOLE_GATHER_MS     2
#define CONSOLE_GATHER_STEPS  6
#define CONSOLE_BACKLOG_BYTES 4096

enum console_output_kind {
	CONSOLE_OUTPUT_NONBLOCKING, /* write(2) never waits: EAGAIN */
	CONSOLE_OUTPUT_SOCKET,	    /* send(2) with MSG_DONTWAIT */
	CONSOLE_OUTPUT_BLOCKING,    /* poll(2) first, then little */
	CONSOLE_OUTPUT_GONE,	    /* it failed once: output is dropped */
};

struct console_config {
	struct event_loop *loop;
	struct uart *uart;
	int input_fd, output_fd;    /* 0 and 1: stay the caller's */
	void (*quit)(void *opaque); /* Ctrl-a x was typed; on the loop's thread */
	void *opaque;
};

struct console {
	struct console_config config;
	struct terminal terminal;
	struct terminal_keys keys;
	struct event_watch input, output, uart_event;
	struct event_timer gather;     /* output waits for more */
	struct event_timer refill;     /* input waits behind the guest's FIFO */
	struct event_timer foreground; /* we are in the background: look again */
	size_t gathered;	       /* what there was at the last look */
	unsigned int gather_steps;
	enum console_output_kind output_kind;
	int own_output_fd; /* config.output_fd opened anew, or -1 */
	bool input_ended;
	bool open;
	size_t backlog_start, backlog_count; /* read, but the UART had no room */
	uint8_t backlog[CONSOLE_BACKLOG_BYTES];
};

/*
 * Joins them: input from a terminal (raw, with its escape keys), a pipe or a file goes to the UART,
 * its output to output_fd. stdin and stdout keep their flags, whoever shares them. When the guest
 * does not read, a pipe or a file is not read further; from a terminal, which armlet must go on
 * reading for Ctrl-a x, some 8,000 characters are kept. At the end of input the guest gets no more,
 * and goes on. Where output fails (its reader is gone, the disk is full), one line says so, and the
 * guest goes on. While we are a background job the terminal is left alone.
 *
 * Ignores SIGPIPE and SIGXFSZ for good. With a terminal, handles SIGTSTP and SIGCONT through the
 * loop; SIGINT, SIGTERM and SIGHUP are the caller's, who ends the loop. Before other threads start.
 * 0, or -1 with a line.
 */
int console_open(struct console *console, const struct console_config *config);

/*
 * The terminal as it was, for good (before armlet says why the VM ended). What the UART still has
 * is written first: as long as the reader takes some of it every two seconds, ten seconds at most.
 * After uart_stop() and once no vCPU runs, before event_loop_fini() and uart_fini(). May be called
 * twice, and on zeroed storage.
 */
void console_close(struct console *console);

#endif
