// SPDX-License-Identifier: GPL-2.0-only
// `armlet run`: the life of a VM, from options to exit status.
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/machine.h"
#include "cli/profile_option.h"
#include "cli/time_limit.h"
#include "lib/bits.h"
#include "lib/error.h"
#include "vcpu/run.h"

/* Why the main thread left its loop. */
enum end { END_OUTCOME = 1, END_TIME_LIMIT, END_SIGNAL, END_QUIT };

/* What lives as long as the command: a restarted guest gets a new machine, and keeps the rest. */
struct session {
	struct run_options options;
	struct profile profile;
	bool profile_broken;
	struct event_loop loop;
	struct event_timer time_limit;
	uint64_t deadline_ns; /* of --timeout */
	struct machine *machine;
	int stopped; /* enum end, when it came from outside: no restart then, whatever the guest
			asked for */
	int signal;  /* that ended it */
};

/* The loop keeps the first reason alone, which may be the guest's: this one must not get lost. */
static void stop_session(struct session *session, enum end end)
{
	if (!session->stopped)
		session->stopped = end;
	event_loop_quit(&session->loop, end);
}

static void on_outcome(void *opaque, uint32_t events)
{
	struct session *session = opaque;

	(void)events;
	event_loop_quit(&session->loop, END_OUTCOME);
}

static void on_time_limit(void *opaque)
{
	stop_session(opaque, END_TIME_LIMIT);
}

static void on_signal(void *opaque, int number)
{
	struct session *session = opaque;

	session->signal = number;
	stop_session(session, END_SIGNAL);
}

static void on_quit_key(void *opaque)
{
	stop_session(opaque, END_QUIT);
}

static int build_steps(struct session *session)
{
	struct machine *machine = session->machine;

	machine_init(machine, &session->options, &session->profile);
	if (machine_open_kernel(machine) < 0 || machine_create_vm(machine) < 0 ||
	    machine_create_memory(machine, &session->loop) < 0 ||
	    machine_create_cpus(machine) < 0 || session->profile_broken ||
	    machine_create_irqchip(machine) < 0)
		return -1;
	return session->options.dump_memory_map ? 0 : machine_load(machine);
}

/*
 * Before the loop runs, a profile, kernel or initrd may come from a pipe that never ends. Signals
 * act then as if armlet did not know them (what is half built needs nobody to take it down), and
 * the time limit is guarded.
 */
static void guard_time_limit(const struct session *session)
{
	if (session->options.timeout_s.given)
		time_limit_guard(session->deadline_ns, session->options.timeout_s.value);
}

static void release_time_limit(const struct session *session)
{
	if (session->options.timeout_s.given)
		time_limit_release();
}

/* Everything up to the first instruction. */
static int build(struct session *session)
{
	int built;

	guard_time_limit(session);
	built = build_steps(session);
	release_time_limit(session);
	return built;
}

/* What a guest that ended by itself means for whoever started it. */
static struct command_result result_of(enum vm_outcome outcome)
{
	switch (outcome) {
	case OUTCOME_POWEROFF:
		return command_status(EXIT_STATUS_OK);
	case OUTCOME_RESET:
		err("the guest asked for a reset (--on-reset restart boots it again)");
		return command_status(EXIT_STATUS_RESET);
	case OUTCOME_PANIC:
		err("the guest's kernel panicked");
		return command_status(EXIT_STATUS_PANIC);
	case OUTCOME_VCPU_FAILED:
		return command_status(EXIT_STATUS_VCPU_FAILED);
	default:
		return command_status(EXIT_STATUS_FAILED);
	}
}

static struct command_result result_of_end(const struct session *session, int end)
{
	switch (end) {
	case END_OUTCOME:
		return result_of(vm_outcome(&session->machine->vm));
	case END_TIME_LIMIT:
		err("the time limit of %llu s was reached",
		    (unsigned long long)session->options.timeout_s.value);
		return command_status(EXIT_STATUS_TIME_LIMIT);
	case END_SIGNAL:
		return (struct command_result){ .signal = session->signal };
	case END_QUIT:
		return command_status(EXIT_STATUS_OK);
	default:
		return command_status(EXIT_STATUS_FAILED);
	}
}

/* Signals that end the session; one that whoever started us had ignored (nohup) stays so. */
static int handle_signals(struct session *session)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN)
			continue;
		if (event_loop_signal(&session->loop, signals[i], on_signal, session) < 0)
			return -1;
	}
	return 0;
}

/* Runs a built machine until it ends or is ended. Gives why. */
static int run_guest(struct session *session)
{
	struct machine *machine = session->machine;
	struct event_watch outcome = { .fd = machine->vm.outcome_fd,
				       .callback = on_outcome,
				       .opaque = session };
	const struct console_config console_config = {
		.loop = &session->loop,
		.uart = &machine->uart,
		.input_fd = STDIN_FILENO,
		.output_fd = STDOUT_FILENO,
		.quit = on_quit_key,
		.opaque = session,
	};
	struct console console = { .open = false };
	int end = -1;

	if (event_loop_watch(&session->loop, &outcome, EPOLLIN) < 0)
		return -1;
	if (handle_signals(session) == 0 && console_open(&console, &console_config) == 0 &&
	    vm_start(&machine->vm) == 0)
		end = event_loop_run(&session->loop);
	uart_stop(&machine->uart);
	vm_stop(&machine->vm);
	vm_join(&machine->vm);
	console_close(&console);
	event_loop_end_signals(&session->loop);
	event_loop_unwatch(&session->loop, &outcome);
	return end;
}

static bool wants_restart(const struct session *session, int end)
{
	return end == END_OUTCOME && vm_outcome(&session->machine->vm) == OUTCOME_RESET &&
	       session->options.on_reset == ON_RESET_RESTART;
}

/* One machine from nothing to nothing; *again when the guest asked for a reset and shall have it.
 */
static struct command_result run_machine(struct session *session, bool *again)
{
	struct command_result result = command_status(EXIT_STATUS_FAILED);
	int end;

	*again = false;
	if (build(session) == 0) {
		if (session->options.dump_memory_map) {
			machine_dump_memory_map(session->machine, stdout);
			result = command_status(EXIT_STATUS_OK);
		} else {
			end = run_guest(session);
			if (wants_restart(session, end)) {
				*again = !session->stopped;
				end = session->stopped;
			}
			if (!*again)
				result = result_of_end(session, end);
		}
	}
	machine_destroy(session->machine);
	return result;
}

/* What stays while machines come and go: the loop, the time limit, the profile. */
static int open_session(struct session *session)
{
	if (event_loop_init(&session->loop) < 0)
		return -1;
	if (session->options.timeout_s.given) {
		session->time_limit =
			(struct event_timer){ .callback = on_time_limit, .opaque = session };
		session->deadline_ns = event_loop_now_ns() +
				       session->options.timeout_s.value * UINT64_C(1000000000);
		event_loop_timer_start_at(&session->loop, &session->time_limit,
					  session->deadline_ns);
	}
	guard_time_limit(session);
	/* One with mistakes is still held against the host, so that all of them are told at once.
	 */
	session->profile_broken = profile_option_load(&session->profile, &session->options.cpu) < 0;
	release_time_limit(session);
	return 0;
}

static void close_session(struct session *session)
{
	event_loop_fini(&session->loop);
	profile_fini(&session->profile);
	free(session->machine);
}

struct command_result run_command(int argc, char **argv)
{
	static struct session session;
	struct command_result result = command_status(EXIT_STATUS_FAILED);
	bool again;

	if (run_options_parse(&session.options, argc, argv) < 0)
		return result;
	if (session.options.help)
		return run_help();
	log_set_level((enum log_level)session.options.log_level);
	profile_init(&session.profile);
	session.machine = calloc(1, sizeof(*session.machine));
	if (!session.machine) {
		err("no memory for a machine");
		return result;
	}
	if (open_session(&session) == 0) {
		do {
			result = run_machine(&session, &again);
		} while (again);
	}
	close_session(&session);
	return result;
}
