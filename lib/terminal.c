// SPDX-License-Identifier: GPL-2.0-only
// A person's terminal: raw mode, job control, and the keys that armlet keeps for itself.
#include "lib/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "lib/bits.h"
#include "lib/error.h"

/* All that ends a process unless somebody handles it, but what the caller does. */
static const int fatal_signals[] = { SIGSEGV, SIGBUS,  SIGILL,	SIGFPE,	  SIGABRT, SIGSYS,
				     SIGTRAP, SIGQUIT, SIGXCPU, SIGALRM,  SIGUSR1, SIGUSR2,
				     SIGPROF, SIGPOLL, SIGPWR,	SIGVTALRM };

/* What a signal handler needs, which nobody can hand to it. */
static struct {
	volatile sig_atomic_t raw;
	int fd;
	struct termios saved;
	struct sigaction old[ARRAY_SIZE(fatal_signals)];
} fatal;

/* A fault comes again by itself, at the same instruction; what somebody sent must be sent again. */
static void give_back_and_die(int number, siginfo_t *info, void *context)
{
	size_t i;

	(void)context;
	if (fatal.raw)
		tcsetattr(fatal.fd, TCSANOW, &fatal.saved);
	fatal.raw = 0;
	for (i = 0; i < ARRAY_SIZE(fatal_signals); i++)
		if (fatal_signals[i] == number)
			sigaction(number, &fatal.old[i], NULL);
	if (info->si_code <= 0)
		raise(number);
}

static void catch_fatal_signals(void)
{
	struct sigaction action = { .sa_sigaction = give_back_and_die, .sa_flags = SA_SIGINFO };
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < ARRAY_SIZE(fatal_signals); i++)
		sigaction(fatal_signals[i], &action, &fatal.old[i]);
}

static void release_fatal_signals(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fatal_signals); i++)
		sigaction(fatal_signals[i], &fatal.old[i], NULL);
}

bool terminal_open(struct terminal *terminal, int fd)
{
	memset(terminal, 0, sizeof(*terminal));
	terminal->fd = fd;
	if (!isatty(fd))
		return false;
	signal(SIGTTIN, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	catch_fatal_signals();
	terminal->open = true;
	return true;
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal->open)
		return;
	terminal_restore(terminal);
	release_fatal_signals();
	signal(SIGTTIN, SIG_DFL);
	signal(SIGTTOU, SIG_DFL);
	terminal->open = false;
}

bool terminal_is_ours(const struct terminal *terminal)
{
	pid_t foreground = tcgetpgrp(terminal->fd);

	return foreground < 0 ? errno == ENOTTY : foreground == getpgrp();
}

bool terminal_make_raw(struct terminal *terminal)
{
	struct termios raw;

	if (!terminal_is_ours(terminal))
		return false;
	if (!terminal->raw && tcgetattr(terminal->fd, &terminal->saved) < 0)
		return false;
	raw = terminal->saved;
	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	fatal.fd = terminal->fd;
	fatal.saved = terminal->saved;
	fatal.raw = 1;
	terminal->raw = true;
	if (tcsetattr(terminal->fd, TCSANOW, &raw) < 0) {
		terminal_restore(terminal);
		return false;
	}
	log_set_raw(isatty(STDERR_FILENO));
	return true;
}

void terminal_restore(struct terminal *terminal)
{
	if (!terminal->raw)
		return;
	/* TCSANOW: a terminal that was stopped with Ctrl-s would never drain. */
	if (terminal_is_ours(terminal))
		tcsetattr(terminal->fd, TCSANOW, &terminal->saved);
	fatal.raw = 0;
	log_set_raw(false);
	terminal->raw = false;
}

enum terminal_key terminal_keys_next(struct terminal_keys *keys, uint8_t byte)
{
	if (!keys->escaped) {
		keys->escaped = byte == TERMINAL_ESCAPE;
		return keys->escaped ? TERMINAL_KEY_NONE : TERMINAL_KEY_BYTE;
	}
	keys->escaped = false;
	switch (byte) {
	case TERMINAL_ESCAPE:
		return TERMINAL_KEY_BYTE;
	case 'x':
		return TERMINAL_KEY_QUIT;
	case 'c':
		return TERMINAL_KEY_BREAK;
	case 'h':
		return TERMINAL_KEY_HELP;
	default:
		return TERMINAL_KEY_BOTH;
	}
}

int terminal_fill_standard_fds(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0)
			continue;
		/* The lowest free number is this one: those below it are open by now. */
		if (open("/dev/null", O_RDWR) < 0) {
			err_errno("/dev/null");
			return -1;
		}
	}
	return 0;
}
