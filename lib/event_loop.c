// SPDX-License-Identifier: GPL-2.0-only
// The main thread's loop on epoll, with timers of its own and signals through a signalfd.
#include "lib/event_loop.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "lib/error.h"

#define NS_PER_MS (1000 * 1000)

uint64_t event_loop_now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* The run that is to end is over: forget what the eventfd told. */
static void quit_woke(void *opaque, uint32_t events)
{
	struct event_loop *loop = opaque;
	uint64_t count;
	ssize_t ignored = read(loop->quit_fd, &count, sizeof(count));

	(void)ignored;
	(void)events;
}

static void signals_arrived(void *opaque, uint32_t events)
{
	struct event_loop *loop = opaque;
	struct signalfd_siginfo info;
	int i;

	(void)events;
	while (read(loop->signal_fd, &info, sizeof(info)) == (ssize_t)sizeof(info))
		for (i = 0; i < loop->signal_count; i++)
			if (loop->signals[i].number == (int)info.ssi_signo)
				loop->signals[i].callback(loop->signals[i].opaque,
							  (int)info.ssi_signo);
}

int event_loop_init(struct event_loop *loop)
{
	memset(loop, 0, sizeof(*loop));
	sigemptyset(&loop->signal_set);
	pthread_sigmask(SIG_BLOCK, NULL, &loop->old_mask);
	pthread_mutex_init(&loop->quit_lock, NULL);
	loop->quit_fd = loop->signal_fd = -1;
	loop->made = true;
	loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll_fd < 0) {
		err_errno("epoll_create1");
		goto fail;
	}
	loop->quit_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (loop->quit_fd < 0) {
		err_errno("eventfd");
		goto fail;
	}
	loop->quit_watch = (struct event_watch){ .fd = loop->quit_fd, quit_woke, loop };
	if (event_loop_watch(loop, &loop->quit_watch, EPOLLIN) < 0)
		goto fail;
	return 0;
fail:
	event_loop_fini(loop);
	return -1;
}

static void close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

void event_loop_fini(struct event_loop *loop)
{
	if (!loop->made)
		return;
	loop->made = false;
	event_loop_end_signals(loop);
	close_if_open(loop->quit_fd);
	close_if_open(loop->epoll_fd);
	pthread_mutex_destroy(&loop->quit_lock);
}

static void unpollable_add(struct event_loop *loop, struct event_watch *watch)
{
	struct event_watch **link = &loop->unpollable;

	while (*link)
		link = &(*link)->next;
	watch->next = NULL;
	*link = watch;
}

static void unpollable_remove(struct event_loop *loop, struct event_watch *watch)
{
	struct event_watch **link = &loop->unpollable;

	while (*link && *link != watch)
		link = &(*link)->next;
	if (*link)
		*link = watch->next;
	if (loop->unpollable_next == watch)
		loop->unpollable_next = watch->next;
}

int event_loop_watch(struct event_loop *loop, struct event_watch *watch, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.ptr = watch };
	int op = watch->events ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;

	if (!events) {
		event_loop_unwatch(loop, watch);
		return 0;
	}
	if (watch->events && watch->unpollable) {
		watch->events = events;
		return 0;
	}
	if (epoll_ctl(loop->epoll_fd, op, watch->fd, &event) < 0) {
		if (errno != EPERM) {
			err_errno("epoll_ctl: file descriptor %d", watch->fd);
			return -1;
		}
		watch->unpollable = true;
		unpollable_add(loop, watch);
	}
	watch->events = events;
	return 0;
}

void event_loop_unwatch(struct event_loop *loop, struct event_watch *watch)
{
	int i;

	if (!watch->events)
		return;
	watch->events = 0;
	if (watch->unpollable) {
		watch->unpollable = false;
		unpollable_remove(loop, watch);
		return;
	}
	epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, watch->fd, NULL);
	for (i = loop->batch_next; i < loop->batch_count; i++)
		if (loop->batch[i].data.ptr == watch)
			loop->batch[i].data.ptr = NULL;
}

void event_loop_timer_stop(struct event_loop *loop, struct event_timer *timer)
{
	struct event_timer **link = &loop->timers;

	if (!timer->started)
		return;
	while (*link != timer)
		link = &(*link)->next;
	*link = timer->next;
	timer->started = false;
}

void event_loop_timer_start_at(struct event_loop *loop, struct event_timer *timer,
			       uint64_t deadline_ns)
{
	struct event_timer **link = &loop->timers;

	event_loop_timer_stop(loop, timer);
	/* A callback that starts its timer anew with a time past must not keep the round from
	 * ending. */
	if (deadline_ns <= loop->round_ns)
		deadline_ns = loop->round_ns + 1;
	while (*link && (*link)->deadline_ns <= deadline_ns)
		link = &(*link)->next;
	timer->deadline_ns = deadline_ns;
	timer->started = true;
	timer->next = *link;
	*link = timer;
}

void event_loop_timer_start(struct event_loop *loop, struct event_timer *timer, uint64_t delay_ns)
{
	uint64_t now = event_loop_now_ns();

	event_loop_timer_start_at(loop, timer,
				  delay_ns > UINT64_MAX - now ? UINT64_MAX : now + delay_ns);
}

static void call_timers(struct event_loop *loop)
{
	if (!loop->timers)
		return;
	loop->round_ns = event_loop_now_ns();
	while (loop->timers && loop->timers->deadline_ns <= loop->round_ns) {
		struct event_timer *timer = loop->timers;

		loop->timers = timer->next;
		timer->started = false;
		timer->callback(timer->opaque);
	}
}

static int wait_ms(const struct event_loop *loop)
{
	uint64_t now, ms;

	if (loop->unpollable)
		return 0;
	if (!loop->timers)
		return -1;
	now = event_loop_now_ns();
	if (loop->timers->deadline_ns <= now)
		return 0;
	ms = (loop->timers->deadline_ns - now - 1) / NS_PER_MS + 1;
	return ms > INT_MAX ? INT_MAX : (int)ms;
}

int event_loop_signal(struct event_loop *loop, int number,
		      void (*callback)(void *opaque, int number), void *opaque)
{
	struct event_loop_signal *signal = loop->signals;
	int fd;

	while (signal < loop->signals + loop->signal_count && signal->number != number)
		signal++;
	if (signal == loop->signals + EVENT_LOOP_SIGNALS) {
		err("no room to handle signal %d", number);
		return -1;
	}
	sigaddset(&loop->signal_set, number);
	fd = signalfd(loop->signal_fd, &loop->signal_set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0) {
		err_errno("signalfd");
		return -1;
	}
	if (loop->signal_fd < 0) {
		loop->signal_fd = fd;
		loop->signal_watch = (struct event_watch){ .fd = fd, signals_arrived, loop };
		if (event_loop_watch(loop, &loop->signal_watch, EPOLLIN) < 0)
			return -1;
	}
	if (signal == loop->signals + loop->signal_count)
		loop->signal_count++;
	*signal = (struct event_loop_signal){ number, callback, opaque };
	pthread_sigmask(SIG_BLOCK, &loop->signal_set, NULL);
	return 0;
}

void event_loop_end_signals(struct event_loop *loop)
{
	if (loop->signal_fd >= 0) {
		event_loop_unwatch(loop, &loop->signal_watch);
		close(loop->signal_fd);
	}
	loop->signal_fd = -1;
	loop->signal_count = 0;
	sigemptyset(&loop->signal_set);
	pthread_sigmask(SIG_SETMASK, &loop->old_mask, NULL);
}

void event_loop_quit(struct event_loop *loop, int code)
{
	uint64_t one = 1;
	ssize_t ignored;

	pthread_mutex_lock(&loop->quit_lock);
	if (!loop->quit) {
		loop->quit = true;
		loop->quit_code = code;
		ignored = write(loop->quit_fd, &one, sizeof(one));
		(void)ignored;
	}
	pthread_mutex_unlock(&loop->quit_lock);
}

/* Whether the run is over; what ended it is forgotten with the answer. */
static bool take_quit(struct event_loop *loop, int *code)
{
	bool quit;

	pthread_mutex_lock(&loop->quit_lock);
	quit = loop->quit;
	if (quit) {
		loop->quit = false;
		*code = loop->quit_code;
	}
	pthread_mutex_unlock(&loop->quit_lock);
	return quit;
}

static void call_watches(struct event_loop *loop)
{
	for (loop->batch_next = 0; loop->batch_next < loop->batch_count;) {
		struct epoll_event *event = &loop->batch[loop->batch_next++];
		struct event_watch *watch = event->data.ptr;

		if (watch)
			watch->callback(watch->opaque, event->events);
	}
	for (loop->unpollable_next = loop->unpollable; loop->unpollable_next;) {
		struct event_watch *watch = loop->unpollable_next;

		loop->unpollable_next = watch->next;
		watch->callback(watch->opaque, watch->events);
	}
}

int event_loop_run(struct event_loop *loop)
{
	int code;

	while (!take_quit(loop, &code)) {
		loop->batch_count =
			epoll_wait(loop->epoll_fd, loop->batch, EVENT_LOOP_BATCH, wait_ms(loop));
		if (loop->batch_count < 0) {
			loop->batch_count = 0;
			if (errno == EINTR)
				continue;
			err_errno("epoll_wait");
			return -1;
		}
		call_watches(loop);
		call_timers(loop);
	}
	return code;
}
