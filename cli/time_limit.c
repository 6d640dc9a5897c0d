// SPDX-License-Identifier: GPL-2.0-only
// The time limit of a machine that is being built: an alarm, whose handler ends the process.
#include "cli/time_limit.h"

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/command.h"
#include "lib/event_loop.h"

/* What the handler needs, which nobody can hand to it. */
static char line[128];
static int line_bytes;

static struct sigaction old_action;
static sigset_t old_mask;

static void end_process(int number)
{
	ssize_t ignored = write(STDERR_FILENO, line, (size_t)line_bytes);

	(void)ignored;
	(void)number;
	_exit(EXIT_STATUS_TIME_LIMIT);
}

void time_limit_guard(uint64_t deadline_ns, uint64_t seconds)
{
	const struct sigaction action = { .sa_handler = end_process };
	uint64_t now = event_loop_now_ns();
	uint64_t left_us = deadline_ns > now ? (deadline_ns - now) / 1000 : 0;
	struct itimerval timer = { .it_value = { .tv_sec = (time_t)(left_us / 1000000),
						 .tv_usec = (suseconds_t)(left_us % 1000000) } };
	sigset_t alarm_alone;

	/* 0 would stop the timer. */
	if (!left_us)
		timer.it_value.tv_usec = 1;
	line_bytes = snprintf(line, sizeof(line),
			      "armlet: the time limit of %" PRIu64
			      " s was reached while the machine was built\n",
			      seconds);
	sigemptyset(&alarm_alone);
	sigaddset(&alarm_alone, SIGALRM);
	sigaction(SIGALRM, &action, &old_action);
	pthread_sigmask(SIG_UNBLOCK, &alarm_alone, &old_mask);
	setitimer(ITIMER_REAL, &timer, NULL);
}

void time_limit_release(void)
{
	const struct itimerval none = { 0 };

	setitimer(ITIMER_REAL, &none, NULL);
	pthread_sigmask(SIG_SETMASK, &old_mask, NULL);
	sigaction(SIGALRM, &old_action, NULL);
}
