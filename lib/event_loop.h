/* SPDX-License-Identifier: GPL-2.0-only */
/* The main thread's loop: file descriptors, timers and signals, until somebody ends it. */
#ifndef LIB_EVENT_LOOP_H
#define LIB_EVENT_LOOP_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

/*
 * One thread runs a loop and makes all calls on it; event_loop_quit() alone may come from any
 * thread. Watches and timers are held by their owners, who fill in the first fields; the loop keeps
 * pointers to them from add or start to remove, stop or (a timer) firing. Callbacks may add, change
 * and remove anything, themselves included: what was removed is never called again.
 */
struct event_watch {
	int fd;
	void (*callback)(void *opaque, uint32_t events); /* EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR */
	void *opaque;

	uint32_t events;	  /* the loop's: what is being watched for, 0 when nothing is */
	bool unpollable;	  /* the loop's: a regular file, /dev/null: always ready */
	struct event_watch *next; /* the loop's */
};

struct event_timer {
	void (*callback)(void *opaque);
	void *opaque;

	uint64_t deadline_ns;	  /* the loop's */
	bool started;		  /* the loop's */
	struct event_timer *next; /* the loop's */
};

#define EVENT_LOOP_SIGNALS 8
#define EVENT_LOOP_BATCH   16

struct event_loop_signal {
	int number;
	void (*callback)(void *opaque, int number);
	void *opaque;
};

struct event_loop {
	int epoll_fd, quit_fd, signal_fd;
	struct event_watch quit_watch, signal_watch;
	struct event_watch *unpollable; /* in the order in which they were added */
	struct event_watch *unpollable_next;
	struct event_timer *timers; /* by deadline */
	uint64_t round_ns;	    /* when the timers that are being called were looked at */
	struct event_loop_signal signals[EVENT_LOOP_SIGNALS];
	int signal_count;
	sigset_t signal_set, old_mask;
	pthread_mutex_t quit_lock;
	bool quit; /* guarded by quit_lock */
	int quit_code;
	struct epoll_event batch[EVENT_LOOP_BATCH];
	int batch_next, batch_count;
	bool made;
};

/* 0, or -1 with a line. Notes the thread's signal mask, which fini brings back. */
int event_loop_init(struct event_loop *loop);

/*
 * May be called twice, and on zeroed storage. Watches and timers of others are forgotten, not
 * closed. Signals that came and were not looked at act now, as they would have without the loop.
 */
void event_loop_fini(struct event_loop *loop);

/*
 * Watches for EPOLLIN, EPOLLOUT, both or (0) nothing; EPOLLHUP and EPOLLERR come with either, never
 * with 0. Adding one that is added already changes it. A file that cannot be polled (a regular
 * file, /dev/null) is always ready for what is asked. 0, or -1 with a line.
 */
int event_loop_watch(struct event_loop *loop, struct event_watch *watch, uint32_t events);

/* Before the fd is closed. Harmless on one that is not watched. */
void event_loop_unwatch(struct event_loop *loop, struct event_watch *watch);

/* CLOCK_MONOTONIC. */
uint64_t event_loop_now_ns(void);

/*
 * Calls back once, at the deadline or up to a millisecond later; at the earliest in the next round
 * when it is past already. Starting one that runs moves it.
 */
void event_loop_timer_start_at(struct event_loop *loop, struct event_timer *timer,
			       uint64_t deadline_ns);
void event_loop_timer_start(struct event_loop *loop, struct event_timer *timer, uint64_t delay_ns);
void event_loop_timer_stop(struct event_loop *loop, struct event_timer *timer);

/*
 * From here on the signal is blocked in this thread, and in threads that it starts later, and calls
 * back instead. A second one for the same number replaces the first. 0, or -1 with a line (no room
 * left).
 */
int event_loop_signal(struct event_loop *loop, int number,
		      void (*callback)(void *opaque, int number), void *opaque);

/*
 * Handles no signal any more: the thread's mask is as event_loop_init() found it, so that what came
 * and was not looked at acts now. May be called twice; event_loop_signal() may follow.
 */
void event_loop_end_signals(struct event_loop *loop);

/*
 * Runs until event_loop_quit(), also one that came before; gives its code, or -1 with a line where
 * the kernel refuses to wait. May be run again afterwards.
 */
int event_loop_run(struct event_loop *loop);

/* Any thread. The first code (0 or more) wins, until the run that it ends has returned. */
void event_loop_quit(struct event_loop *loop, int code);

#endif
