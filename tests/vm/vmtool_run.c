// SPDX-License-Identifier: GPL-2.0-only
// Runs a command on a terminal of its own, or from plain files, and says how it ended.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "vmtool.h"

#define STEPS_MAX  16
#define OUTPUT_MAX (4 << 20)

/* After the output has EXPECT (past what earlier steps matched), SEND is typed; or a signal is
 * sent. */
struct step {
	const char *expect, *send;
	int signal;
};

struct session {
	struct step steps[STEPS_MAX];
	int step_count, step;
	char output[OUTPUT_MAX + 1];
	size_t length, seen; /* seen: what the steps have used up */
	pid_t child;
	int master, slave;
	bool was_raw;
};

static struct session session;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* "\x01", "\n", "\r", "\\" as in C; the shell has no way to give control characters plainly. */
static size_t unescape(const char *text, char *bytes)
{
	size_t n = 0;

	for (; *text; text++) {
		unsigned int code;

		if (*text != '\\') {
			bytes[n++] = *text;
			continue;
		}
		switch (*++text) {
		case 'n':
			bytes[n++] = '\n';
			break;
		case 'r':
			bytes[n++] = '\r';
			break;
		case 'x':
			if (sscanf(text + 1, "%2x", &code) == 1) {
				bytes[n++] = (char)code;
				text += 2;
			}
			break;
		default:
			bytes[n++] = *text;
			break;
		}
	}
	return n;
}

static bool is_raw(int fd)
{
	struct termios t;

	return !tcgetattr(fd, &t) && !(t.c_lflag & (ICANON | ECHO | ISIG));
}

/* Does what the steps say as far as the output goes. */
static void take_steps(int input)
{
	while (session.step < session.step_count) {
		const struct step *step = &session.steps[session.step];
		char bytes[512];
		char *match;

		session.output[session.length] = 0;
		match = strstr(session.output + session.seen, step->expect);
		if (!match)
			return;
		session.seen = (size_t)(match - session.output) + strlen(step->expect);
		if (session.slave >= 0 && is_raw(session.slave))
			session.was_raw = true;
		if (step->signal)
			kill(session.child, step->signal);
		else if (write(input, bytes, unescape(step->send, bytes)) < 0)
			perror("vmtool: write");
		session.step++;
	}
}

/* Output until it ends or the time is over; false: killed. */
static bool follow(int output, int input, double deadline)
{
	for (;;) {
		struct pollfd p = { .fd = output, .events = POLLIN };
		double left = deadline - now();
		ssize_t n;

		if (left <= 0 || poll(&p, 1, (int)(left * 1000) + 1) == 0) {
			kill(session.child, SIGKILL);
			return false;
		}
		n = read(output, session.output + session.length, OUTPUT_MAX - session.length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return true;
		session.length += (size_t)n;
		take_steps(input);
	}
}

static int report(bool in_time)
{
	int status;

	while (waitpid(session.child, &status, 0) < 0 && errno == EINTR)
		;
	fwrite(session.output, 1, session.length, stdout);
	printf("\n--\n");
	if (!in_time)
		printf("how: out of time\n");
	else if (WIFSIGNALED(status))
		printf("how: signal %d\n", WTERMSIG(status));
	else
		printf("how: exit %d\n", WEXITSTATUS(status));
	if (session.step < session.step_count)
		printf("never seen: %s\n", session.steps[session.step].expect);
	return in_time && session.step == session.step_count ? 0 : 1;
}

/* The options before the command; gives its index in argv, or -1. */
static int parse(int argc, char **argv, double *seconds)
{
	int option;

	while ((option = getopt(argc, argv, "+t:e:s:k:")) != -1) {
		struct step *step = &session.steps[session.step_count];

		switch (option) {
		case 't':
			*seconds = atof(optarg);
			break;
		case 'e':
			if (session.step_count == STEPS_MAX)
				return -1;
			step->expect = optarg;
			step->send = "";
			break;
		case 's':
		case 'k':
			if (!step->expect)
				return -1;
			if (option == 'k')
				step->signal = atoi(optarg);
			else
				step->send = optarg;
			session.step_count++;
			break;
		default:
			return -1;
		}
	}
	return optind < argc ? optind : -1;
}

/* Terminal: what the command did to it must be undone, whichever way it ended. */
int pty_command(int argc, char **argv)
{
	double seconds = 60;
	int at = parse(argc, argv, &seconds), status;
	struct termios before, after;
	bool in_time;

	session.master = posix_openpt(O_RDWR | O_NOCTTY);
	if (at < 0 || session.master < 0 || grantpt(session.master) || unlockpt(session.master))
		return 2;
	session.slave = open(ptsname(session.master), O_RDWR | O_NOCTTY);
	if (session.slave < 0 || tcgetattr(session.slave, &before))
		return 2;
	session.child = fork();
	if (session.child == 0) {
		setsid();
		ioctl(session.slave, TIOCSCTTY, 0);
		for (int fd = 0; fd < 3; fd++)
			dup2(session.slave, fd);
		close(session.slave);
		close(session.master);
		execvp(argv[at], argv + at);
		_exit(127);
	}
	/* The slave stays open here (to look at its settings), so the end is the child's, not the
	 * line's. */
	in_time = false;
	for (double deadline = now() + seconds; now() < deadline && !in_time;) {
		struct pollfd p = { .fd = session.master, .events = POLLIN };
		siginfo_t info = { 0 };

		if (poll(&p, 1, 50) > 0) {
			ssize_t n = read(session.master, session.output + session.length,
					 OUTPUT_MAX - session.length);

			session.length += n > 0 ? (size_t)n : 0;
			take_steps(session.master);
			continue;
		}
		waitid(P_PID, (id_t)session.child, &info, WEXITED | WNOHANG | WNOWAIT);
		in_time = info.si_pid == session.child;
	}
	if (!in_time)
		kill(session.child, SIGKILL);
	status = report(in_time);
	printf("terminal: %s\n", session.was_raw ? "was raw" : "never raw");
	tcgetattr(session.slave, &after);
	if (before.c_iflag != after.c_iflag || before.c_oflag != after.c_oflag ||
	    before.c_lflag != after.c_lflag || before.c_cflag != after.c_cflag) {
		printf("terminal: not restored\n");
		return 1;
	}
	printf("terminal: restored\n");
	return status;
}

/* Pipes: how a command ends, by a signal or a status; a shell cannot tell 143 from SIGTERM. */
int how_command(int argc, char **argv)
{
	double seconds = 60;
	int at = parse(argc, argv, &seconds), output[2], input[2];
	bool in_time;

	session.slave = -1;
	if (at < 0 || pipe(output) || pipe(input))
		return 2;
	signal(SIGPIPE, SIG_IGN);
	session.child = fork();
	if (session.child == 0) {
		signal(SIGPIPE, SIG_DFL);
		dup2(input[0], 0);
		dup2(output[1], 1);
		dup2(output[1], 2);
		for (int i = 0; i < 2; i++) {
			close(input[i]);
			close(output[i]);
		}
		execvp(argv[at], argv + at);
		_exit(127);
	}
	close(output[1]);
	close(input[0]);
	in_time = follow(output[0], input[1], now() + seconds);
	return report(in_time);
}
