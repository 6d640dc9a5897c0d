/* SPDX-License-Identifier: GPL-2.0-only */
/* A person's terminal: raw while the guest has it, and given back whatever happens. */
#ifndef LIB_TERMINAL_H
#define LIB_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

/*
 *	state	calls allowed				next
 *	closed	terminal_open				cooked
 *	cooked	terminal_make_raw, terminal_close	raw where it is ours; closed
 *	raw	terminal_restore, terminal_close	cooked; closed
 *
 * One terminal at a time in a process, one thread. While it is open, every signal that ends a
 * process unless it is handled gives it back, if it is raw, before it does what it did before; a
 * handler that is installed meanwhile may hand on to that of its time, and stays. Not among them
 * are SIGINT, SIGTERM, SIGHUP and SIGTSTP, which are for the caller to handle, SIGPIPE and SIGXFSZ,
 * which are for the caller to ignore, and real-time signals.
 */
struct terminal {
	int fd;
	bool open, raw;
	struct termios saved;
};

/* False, and closed, where fd is no terminal. From here on SIGTTIN and SIGTTOU are ignored. */
bool terminal_open(struct terminal *terminal, int fd);

/* Restores, and lets go. May be called twice, and on zeroed storage. */
void terminal_close(struct terminal *terminal);

/* Are we its foreground process group (or is it nobody's controlling terminal of ours)? */
bool terminal_is_ours(const struct terminal *terminal);

/*
 * Raw: every key arrives at once and unchanged, output leaves unchanged. False, and nothing
 * happens, while we are in the background. Notes the settings it finds, unless raw already; sets
 * them again if raw already (after SIGCONT).
 */
bool terminal_make_raw(struct terminal *terminal);

/* The settings from before, unless we are in the background: then the shell has set its own. */
void terminal_restore(struct terminal *terminal);

/*
 * The keys that armlet keeps for itself, after Ctrl-a: x quits, c sends a break, h prints help,
 * Ctrl-a sends one Ctrl-a. Any other key goes to the guest together with its Ctrl-a. A decider;
 * zeroed storage is its start.
 */
enum terminal_key {
	TERMINAL_KEY_NONE, /* the first half of an escape */
	TERMINAL_KEY_BYTE, /* for the guest */
	TERMINAL_KEY_BOTH, /* for the guest: Ctrl-a, then the byte */
	TERMINAL_KEY_QUIT,
	TERMINAL_KEY_BREAK,
	TERMINAL_KEY_HELP,
};

struct terminal_keys {
	bool escaped; /* a Ctrl-a was typed, and nothing since */
};

#define TERMINAL_ESCAPE 0x01

enum terminal_key terminal_keys_next(struct terminal_keys *keys, uint8_t byte);

/*
 * Opens /dev/null for each of fds 0, 1, 2 that is closed, so that nothing else ever gets their
 * number. Before anything is opened. 0, or -1 (with a line, where stderr is there).
 */
int terminal_fill_standard_fds(void);

#endif
