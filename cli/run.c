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
struct run {
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
static void stop_run(struct run *run, enum end end)
{
	if (!run->stopped)
		run->stopped = end;
	event_loop_quit(&run->loop, end);
}

static void on_outcome(void *opaque, uint32_t events)
{
	struct run *run = opaque;

	(void)events;
	event_loop_quit(&run->loop, END_OUTCOME);
}

static void on_time_limit(void *opaque)
{
	stop_run(opaque, END_TIME_LIMIT);
}

static void on_signal(void *opaque, int number)
{
	struct run *run = opaque;

	run->signal = number;
	stop_run(run, END_SIGNAL);
}

static void on_quit_key(void *opaque)
{
	stop_run(opaque, END_QUIT);
}

static int build_steps(struct run *run)
{
	struct machine *machine = run->machine;

	machine_init(machine, &run->options, &run->profile);
	if (machine_open_kernel(machine) < 0 || machine_create_vm(machine) < 0 ||
	    machine_create_memory(machine, &run->loop) < 0 || machine_create_cpus(machine) < 0 ||
	    run->profile_broken || machine_create_irqchip(machine) < 0)
		return -1;
	return run->options.dump_memory_map ? 0 : machine_load(machine);
}

/*
 * Before the loop runs, a profile, kernel or initrd may come from a pipe that never ends. Signals
 * act then as if armlet did not know them (what is half built needs nobody to take it down), and
 * the time limit is guarded.
 */
static void guard_time_limit(const struct run *run)
{
	if (run->options.timeout_s.given)
		time_limit_guard(run->deadline_ns, run->options.timeout_s.value);
}

static void release_time_limit(const struct run *run)
{
	if (run->options.timeout_s.given)
		time_limit_release();
}

/* Everything up to the first instruction. */
static int build(struct run *run)
{
	int built;

	guard_time_limit(run);
	built = build_steps(run);
	release_time_limit(run);
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

static struct command_result result_of_end(const struct run *run, int end)
{
	switch (end) {
	case END_OUTCOME:
		return result_of(vm_outcome(&run->machine->vm));
	case END_TIME_LIMIT:
		err("the time limit of %llu s was reached",
		    (unsigned long long)run->options.timeout_s.value);
		return command_status(EXIT_STATUS_TIME_LIMIT);
	case END_SIGNAL:
		return (struct command_result){ .signal = run->signal };
	case END_QUIT:
		return command_status(EXIT_STATUS_OK);
	default:
		return command_status(EXIT_STATUS_FAILED);
	}
}

/* Signals that end the run; one that whoever started us had ignored (nohup) stays so. */
static int handle_signals(struct run *run)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN)
			continue;
		if (event_loop_signal(&run->loop, signals[i], on_signal, run) < 0)
			return -1;
	}
	return 0;
}

/* Runs a built machine until it ends or is ended. Gives why. */
static int run_guest(struct run *run)
{
	struct machine *machine = run->machine;
	struct event_watch outcome = { .fd = machine->vm.outcome_fd,
				       .callback = on_outcome,
				       .opaque = run };
	const struct console_config console_config = {
		.loop = &run->loop,
		.uart = &machine->uart,
		.input_fd = STDIN_FILENO,
		.output_fd = STDOUT_FILENO,
		.quit = on_quit_key,
		.opaque = run,
	};
	struct console console = { .open = false };
	int end = -1;

	if (event_loop_watch(&run->loop, &outcome, EPOLLIN) < 0)
		return -1;
	if (handle_signals(run) == 0 && console_open(&console, &console_config) == 0 &&
	    vm_start(&machine->vm) == 0)
		end = event_loop_run(&run->loop);
	uart_stop(&machine->uart);
	vm_stop(&machine->vm);
	vm_join(&machine->vm);
	console_close(&console);
	event_loop_end_signals(&run->loop);
	event_loop_unwatch(&run->loop, &outcome);
	return end;
}

static bool wants_restart(const struct run *run, int end)
{
	return end == END_OUTCOME && vm_outcome(&run->machine->vm) == OUTCOME_RESET &&
	       run->options.on_reset == ON_RESET_RESTART;
}

/* One machine from nothing to nothing; *again when the guest asked for a reset and shall have it.
 */
static struct command_result run_machine(struct run *run, bool *again)
{
	struct command_result result = command_status(EXIT_STATUS_FAILED);
	int end;

	*again = false;
	if (build(run) == 0) {
		if (run->options.dump_memory_map) {
			machine_dump_memory_map(run->machine, stdout);
			result = command_status(EXIT_STATUS_OK);
		} else {
			end = run_guest(run);
			if (wants_restart(run, end)) {
				*again = !run->stopped;
				end = run->stopped;
			}
			if (!*again)
				result = result_of_end(run, end);
		}
	}
	machine_destroy(run->machine);
	return result;
}

/* What stays while machines come and go: the loop, the time limit, the profile. */
static int open_run(struct run *run)
{
	if (event_loop_init(&run->loop) < 0)
		return -1;
	if (run->options.timeout_s.given) {
		run->time_limit = (struct event_timer){ .callback = on_time_limit, .opaque = run };
		run->deadline_ns =
			event_loop_now_ns() + run->options.timeout_s.value * UINT64_C(1000000000);
		event_loop_timer_start_at(&run->loop, &run->time_limit, run->deadline_ns);
	}
	guard_time_limit(run);
	/* One with mistakes is still held against the host, so that all of them are told at once.
	 */
	run->profile_broken = profile_option_load(&run->profile, &run->options.cpu) < 0;
	release_time_limit(run);
	return 0;
}

static void close_run(struct run *run)
{
	event_loop_fini(&run->loop);
	profile_fini(&run->profile);
	free(run->machine);
}

struct command_result run_command(int argc, char **argv)
{
	static struct run run;
	struct command_result result = command_status(EXIT_STATUS_FAILED);
	bool again;

	if (run_options_parse(&run.options, argc, argv) < 0)
		return result;
	if (run.options.help)
		return run_help();
	log_set_level((enum log_level)run.options.log_level);
	profile_init(&run.profile);
	run.machine = calloc(1, sizeof(*run.machine));
	if (!run.machine) {
		err("no memory for a machine");
		return result;
	}
	if (open_run(&run) == 0) {
		do {
			result = run_machine(&run, &again);
		} while (again);
	}
	close_run(&run);
	return result;
}
