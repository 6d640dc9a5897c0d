// SPDX-License-Identifier: GPL-2.0-only
// The event loop: what it calls, in which order, and what it never calls again.
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "lib/event_loop.h"

#define MS UINT64_C(1000000)

static struct event_loop loop;
static char log_text[64];

static int setup(void **state)
{
	(void)state;
	log_text[0] = 0;
	return event_loop_init(&loop);
}

static int teardown(void **state)
{
	(void)state;
	event_loop_fini(&loop);
	event_loop_fini(&loop);
	return 0;
}

static void note(const char *what)
{
	strncat(log_text, what, sizeof(log_text) - strlen(log_text) - 1);
}

static void note_timer(void *opaque)
{
	note(opaque);
}

static void quit_timer(void *opaque)
{
	event_loop_quit(&loop, (int)(intptr_t)opaque);
}

/* Ends a run that the test itself does not end. */
static void run_for(uint64_t ms)
{
	struct event_timer end = { .callback = quit_timer, .opaque = (void *)99 };

	event_loop_timer_start(&loop, &end, ms * MS);
	assert_int_equal(event_loop_run(&loop), 99);
}

static void test_quit(void **state)
{
	(void)state;
	event_loop_quit(&loop, 3);
	event_loop_quit(&loop, 4);
	assert_int_equal(event_loop_run(&loop), 3);
	event_loop_quit(&loop, 0);
	assert_int_equal(event_loop_run(&loop), 0);
}

static void *quit_later(void *opaque)
{
	usleep(10000);
	event_loop_quit(opaque, 42);
	return NULL;
}

static void test_quit_from_another_thread(void **state)
{
	pthread_t thread;

	(void)state;
	pthread_create(&thread, NULL, quit_later, &loop);
	assert_int_equal(event_loop_run(&loop), 42);
	pthread_join(thread, NULL);
}

static void test_timers_in_order(void **state)
{
	struct event_timer a = { .callback = note_timer, .opaque = "a" };
	struct event_timer b = { .callback = note_timer, .opaque = "b" };
	struct event_timer c = { .callback = note_timer, .opaque = "c" };
	struct event_timer d = { .callback = note_timer, .opaque = "d" };
	uint64_t now = event_loop_now_ns();

	(void)state;
	event_loop_timer_start(&loop, &c, 6 * MS);
	event_loop_timer_start_at(&loop, &a, 1);
	event_loop_timer_start_at(&loop, &b, now + 3 * MS);
	event_loop_timer_start(&loop, &d, UINT64_MAX);
	run_for(12);
	assert_string_equal(log_text, "abc");
	assert_true(event_loop_now_ns() - now >= 12 * MS);
	assert_false(a.started);
	assert_true(d.started);
	event_loop_timer_stop(&loop, &d);
	event_loop_timer_stop(&loop, &d);
	/* Moved, and stopped. */
	event_loop_timer_start(&loop, &a, 1 * MS);
	event_loop_timer_start(&loop, &b, 2 * MS);
	event_loop_timer_start(&loop, &a, 4 * MS);
	event_loop_timer_start(&loop, &c, 5 * MS);
	event_loop_timer_stop(&loop, &c);
	run_for(8);
	assert_string_equal(log_text, "abcba");
}

static unsigned int again_count;

static void again(void *opaque)
{
	again_count++;
	event_loop_timer_start_at(&loop, opaque, 0);
}

/* A timer that starts itself with a time past must not starve the rest. */
static void test_restarting_timer(void **state)
{
	struct event_timer t = { .callback = again };

	(void)state;
	t.opaque = &t;
	again_count = 0;
	event_loop_timer_start(&loop, &t, 0);
	run_for(5);
	assert_true(again_count > 2);
}

static struct event_timer victim = { .callback = note_timer, .opaque = "dead" };

static void stop_victim(void *opaque)
{
	(void)opaque;
	event_loop_timer_stop(&loop, &victim);
}

static void test_timer_stops_another(void **state)
{
	struct event_timer killer = { .callback = stop_victim };

	(void)state;
	event_loop_timer_start_at(&loop, &killer, 1);
	event_loop_timer_start_at(&loop, &victim, 2);
	run_for(3);
	assert_string_equal(log_text, "");
}

struct pipe_watch {
	struct event_watch watch;
	int write_fd;
	struct event_watch *remove; /* what the callback takes out of the loop */
	unsigned int calls;
	uint32_t events;
};

static void pipe_ready(void *opaque, uint32_t events)
{
	struct pipe_watch *p = opaque;
	char byte;

	p->calls++;
	p->events = events;
	if (events & EPOLLIN)
		assert_int_equal(read(p->watch.fd, &byte, 1), 1);
	else
		event_loop_watch(&loop, &p->watch, 0);
	if (p->remove)
		event_loop_unwatch(&loop, p->remove);
}

static void pipe_open(struct pipe_watch *p)
{
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	memset(p, 0, sizeof(*p));
	p->watch = (struct event_watch){ .fd = fds[0], .callback = pipe_ready, .opaque = p };
	p->write_fd = fds[1];
	assert_int_equal(event_loop_watch(&loop, &p->watch, EPOLLIN), 0);
}

static void pipe_close(struct pipe_watch *p)
{
	event_loop_unwatch(&loop, &p->watch);
	close(p->watch.fd);
	if (p->write_fd >= 0)
		close(p->write_fd);
}

static void test_watch(void **state)
{
	struct pipe_watch p;

	(void)state;
	pipe_open(&p);
	assert_int_equal(write(p.write_fd, "xy", 2), 2);
	run_for(3);
	assert_int_equal(p.calls, 2);
	event_loop_watch(&loop, &p.watch, 0);
	assert_int_equal(write(p.write_fd, "z", 1), 1);
	run_for(3);
	assert_int_equal(p.calls, 2);
	event_loop_watch(&loop, &p.watch, EPOLLIN);
	event_loop_watch(&loop, &p.watch, EPOLLIN);
	run_for(3);
	assert_int_equal(p.calls, 3);
	close(p.write_fd);
	p.write_fd = -1;
	run_for(3);
	assert_int_equal(p.calls, 4);
	assert_int_equal(p.events, EPOLLHUP);
	pipe_close(&p);
}

/* Both are ready in one batch; whichever comes first takes the other out. */
static void test_callback_removes_another(void **state)
{
	struct pipe_watch a, b;

	(void)state;
	pipe_open(&a);
	pipe_open(&b);
	a.remove = &b.watch;
	b.remove = &a.watch;
	assert_int_equal(write(a.write_fd, "x", 1), 1);
	assert_int_equal(write(b.write_fd, "x", 1), 1);
	run_for(3);
	assert_int_equal(a.calls + b.calls, 1);
	pipe_close(&a);
	pipe_close(&b);
}

static void test_callback_removes_itself(void **state)
{
	struct pipe_watch a;

	(void)state;
	pipe_open(&a);
	a.remove = &a.watch;
	assert_int_equal(write(a.write_fd, "xx", 2), 2);
	run_for(3);
	assert_int_equal(a.calls, 1);
	assert_int_equal(a.watch.events, 0);
	pipe_close(&a);
}

struct file_watch {
	struct event_watch watch;
	const char *name;
	struct event_watch *remove;
};

static void file_ready(void *opaque, uint32_t events)
{
	struct file_watch *f = opaque;
	char byte;

	assert_int_equal(events, EPOLLIN);
	if (read(f->watch.fd, &byte, 1) == 1) {
		note(f->name);
		if (f->remove)
			event_loop_unwatch(&loop, f->remove);
		return;
	}
	note("$");
	event_loop_unwatch(&loop, &f->watch);
}

static void file_open(struct file_watch *f, const char *name, const char *path)
{
	memset(f, 0, sizeof(*f));
	f->name = name;
	f->watch = (struct event_watch){ open(path, O_RDONLY), file_ready, f, 0, false, NULL };
	assert_true(f->watch.fd >= 0);
	assert_int_equal(event_loop_watch(&loop, &f->watch, EPOLLIN), 0);
	assert_true(f->watch.unpollable);
}

static void test_regular_files(void **state)
{
	char path[] = "/tmp/test_event_loop.XXXXXX";
	struct file_watch a, b, c;
	int fd = mkstemp(path);

	(void)state;
	assert_int_equal(write(fd, "12", 2), 2);
	close(fd);
	file_open(&a, "a", path);
	file_open(&b, "b", path);
	file_open(&c, "c", path);
	a.remove = &b.watch;
	b.remove = &c.watch;
	run_for(3);
	assert_string_equal(log_text, "acac$$");
	assert_null(loop.unpollable);
	close(a.watch.fd);
	close(b.watch.fd);
	close(c.watch.fd);
	unlink(path);
}

static void test_dev_null(void **state)
{
	struct event_watch watch = { .fd = open("/dev/null", O_RDONLY) };
	struct file_watch f = { .name = "n" };

	(void)state;
	watch.callback = file_ready;
	f.watch = watch;
	f.watch.opaque = &f;
	assert_int_equal(event_loop_watch(&loop, &f.watch, EPOLLIN), 0);
	run_for(2);
	assert_string_equal(log_text, "$");
	close(watch.fd);
}

static void test_bad_fd(void **state)
{
	struct event_watch watch = { .fd = 1000 };

	(void)state;
	assert_int_equal(event_loop_watch(&loop, &watch, EPOLLIN), -1);
	assert_int_equal(watch.events, 0);
	event_loop_unwatch(&loop, &watch);
}

static void note_signal(void *opaque, int number)
{
	note(opaque);
	if (number == SIGTERM)
		event_loop_quit(&loop, 128 + number);
}

static void test_signals(void **state)
{
	(void)state;
	assert_int_equal(event_loop_signal(&loop, SIGUSR1, note_signal, "old"), 0);
	assert_int_equal(event_loop_signal(&loop, SIGUSR1, note_signal, "1"), 0);
	assert_int_equal(event_loop_signal(&loop, SIGTERM, note_signal, "T"), 0);
	raise(SIGUSR1);
	run_for(2);
	assert_string_equal(log_text, "1");
	kill(getpid(), SIGTERM);
	assert_int_equal(event_loop_run(&loop), 128 + SIGTERM);
	assert_string_equal(log_text, "1T");
}

static void test_too_many_signals(void **state)
{
	static const int numbers[] = { SIGHUP,	SIGINT,	 SIGQUIT, SIGUSR1, SIGUSR2,
				       SIGTERM, SIGCONT, SIGTSTP, SIGWINCH };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		assert_int_equal(event_loop_signal(&loop, numbers[i], note_signal, "s"),
				 i < EVENT_LOOP_SIGNALS ? 0 : -1);
}

/* A signal that nobody looked at acts when the loop is gone. */
static void test_unseen_signal_acts_after_fini(void **state)
{
	int status;
	pid_t child;

	(void)state;
	child = fork();
	if (!child) {
		event_loop_signal(&loop, SIGTERM, note_signal, "T");
		raise(SIGTERM);
		event_loop_fini(&loop);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
}

/* The same without the end of the loop; signals can be handled again afterwards. */
static void test_end_signals(void **state)
{
	int status;
	pid_t child;

	(void)state;
	event_loop_end_signals(&loop);
	child = fork();
	if (!child) {
		event_loop_signal(&loop, SIGTERM, note_signal, "T");
		raise(SIGTERM);
		event_loop_end_signals(&loop);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);

	event_loop_signal(&loop, SIGUSR1, note_signal, "1");
	event_loop_end_signals(&loop);
	event_loop_end_signals(&loop);
	assert_int_equal(event_loop_signal(&loop, SIGTERM, note_signal, "T"), 0);
	raise(SIGTERM);
	assert_int_equal(event_loop_run(&loop), 128 + SIGTERM);
	assert_string_equal(log_text, "T");
}

static void test_mask_is_restored(void **state)
{
	sigset_t before, after;

	(void)state;
	pthread_sigmask(SIG_BLOCK, NULL, &before);
	event_loop_signal(&loop, SIGUSR2, note_signal, "2");
	pthread_sigmask(SIG_BLOCK, NULL, &after);
	assert_true(sigismember(&after, SIGUSR2));
	event_loop_fini(&loop);
	pthread_sigmask(SIG_BLOCK, NULL, &after);
	assert_int_equal(sigismember(&before, SIGUSR2), sigismember(&after, SIGUSR2));
}

int main(void)
{
#define LOOP_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		LOOP_TEST(test_quit),
		LOOP_TEST(test_quit_from_another_thread),
		LOOP_TEST(test_timers_in_order),
		LOOP_TEST(test_restarting_timer),
		LOOP_TEST(test_timer_stops_another),
		LOOP_TEST(test_watch),
		LOOP_TEST(test_callback_removes_another),
		LOOP_TEST(test_callback_removes_itself),
		LOOP_TEST(test_regular_files),
		LOOP_TEST(test_dev_null),
		LOOP_TEST(test_bad_fd),
		LOOP_TEST(test_signals),
		LOOP_TEST(test_too_many_signals),
		LOOP_TEST(test_unseen_signal_acts_after_fini),
		LOOP_TEST(test_end_signals),
		LOOP_TEST(test_mask_is_restored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
