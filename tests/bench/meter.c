// SPDX-License-Identifier: GPL-2.0-only
// Runs a VMM inside the host and measures it from outside: times, CPU time, trace, memory.
//
// meter [-e EVENTS] [-f] [-u MARKER] [-n N] [-s] [-k] [-l SECONDS] OUT COMMAND...
// Prints "name value" lines; OUT is a folder that gets the VMM's output, the trace and the
// snapshots.
//   -e  comma-separated trace events (group:name) to record into OUT/trace
//   -f  the recording ends at the first exit from a guest, and the VMM with it
//   -u  text in the VMM's output whose time is noted
//   -n  N of them one after another, each started when the one before has said MARKER
//   -s  when the last has said MARKER: OUT/smaps.I, OUT/status.I of each, MemAvailable
//   -k  then end them
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRACEFS	    "/sys/kernel/tracing/"
#define BUFFER_KB   "32768"
#define MAX_VMMS    16
#define POLL_MS	    100
#define SETTLE_MS   500
#define OUTPUT_SIZE 65536

struct vmm {
	pid_t pid;
	int output_fd, log_fd;
	bool marked, ended;
	char output[OUTPUT_SIZE]; /* what it has said so far, as far as a marker may be in it */
	size_t output_bytes;
	uint64_t exec_ns, marker_ns;
};

static struct options {
	char *events;
	bool first_entry, snapshot, end_at_marker;
	const char *marker, *out;
	int count;
	unsigned int limit_s;
	char **command;
} options = { .count = 1, .limit_s = 120 };

static struct vmm vmms[MAX_VMMS];
/* CPU time that a child had used up before it became the VMM, and when that was. */
static struct before_exec {
	uint64_t cpu_ns, ns;
} * before;

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void put_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_TRUNC);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		err(2, "%s: %s", path, text);
	close(fd);
}

static void put_trace(const char *name, const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), TRACEFS "%s", name);
	put_file(path, text);
}

static void copy_file(const char *from, const char *to)
{
	static char buffer[1 << 16];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	ssize_t n = 0;

	while (in >= 0 && out >= 0 && (n = read(in, buffer, sizeof(buffer))) > 0) {
		if (write(out, buffer, (size_t)n) != n)
			err(2, "%s", to);
	}
	if (in < 0 || out < 0 || n < 0)
		err(2, "%s to %s", from, to);
	close(in);
	close(out);
}

static void event_file(char path[256], const char *event, const char *file)
{
	const char *colon = strchr(event, ':');

	if (!colon)
		errx(2, "-e %s: no group", event);
	snprintf(path, 256, "events/%.*s/%s/%s", (int)(colon - event), event, colon + 1, file);
}

static void start_trace(void)
{
	char path[256], *list, *event, *rest;

	if (access(TRACEFS "trace", F_OK) && mount("tracefs", TRACEFS, "tracefs", 0, NULL))
		err(2, "tracefs");
	put_trace("tracing_on", "0");
	put_trace("events/enable", "0");
	put_trace("trace_clock", "mono");
	put_trace("buffer_size_kb", BUFFER_KB);
	put_trace("trace", "");
	list = strdup(options.events);
	for (event = strtok_r(list, ",", &rest); event; event = strtok_r(NULL, ",", &rest)) {
		event_file(path, event, "enable");
		put_trace(path, "1");
	}
	free(list);
	if (options.first_entry)
		put_trace("events/kvm/kvm_exit/trigger", "traceoff");
	put_trace("tracing_on", "1");
}

static void stop_trace(void)
{
	char path[512];

	put_trace("tracing_on", "0");
	if (options.first_entry)
		put_trace("events/kvm/kvm_exit/trigger", "!traceoff");
	put_trace("events/enable", "0");
	snprintf(path, sizeof(path), "%s/trace", options.out);
	copy_file(TRACEFS "trace", path);
	put_trace("trace", "");
}

static bool is_tracing(void)
{
	char state = '0';
	int fd = open(TRACEFS "tracing_on", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, &state, 1) != 1)
		err(2, "tracing_on");
	close(fd);
	return state == '1';
}

static void start_vmm(int i)
{
	struct vmm *vmm = &vmms[i];
	char path[512];
	int pipes[2];

	snprintf(path, sizeof(path), "%s/output.%d", options.out, i);
	vmm->log_fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (vmm->log_fd < 0 || pipe2(pipes, O_CLOEXEC) < 0)
		err(2, "%s", path);
	vmm->output_fd = pipes[0];
	vmm->pid = fork();
	if (vmm->pid < 0)
		err(2, "fork");
	if (vmm->pid == 0) {
		int null = open("/dev/null", O_RDONLY);

		dup2(null, 0);
		dup2(pipes[1], 1);
		dup2(pipes[1], 2);
		before[i].cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
		before[i].ns = clock_ns(CLOCK_MONOTONIC);
		execvp(options.command[0], options.command);
		err(127, "%s", options.command[0]);
	}
	close(pipes[1]);
}

static void take_output(struct vmm *vmm)
{
	char *at = vmm->output + vmm->output_bytes;
	size_t room = sizeof(vmm->output) - 1 - vmm->output_bytes;
	ssize_t n;

	if (!room) {
		/* No marker in it so far: keep only what one may begin in. */
		memmove(vmm->output, vmm->output + sizeof(vmm->output) - 1024, 1023);
		vmm->output_bytes = 1023;
		at = vmm->output + vmm->output_bytes;
		room = sizeof(vmm->output) - 1 - vmm->output_bytes;
	}
	n = read(vmm->output_fd, at, room);
	if (n <= 0) {
		vmm->ended = true;
		return;
	}
	if (write(vmm->log_fd, at, (size_t)n) != n)
		err(2, "output");
	at[n] = 0;
	vmm->output_bytes += (size_t)n;
	if (options.marker && !vmm->marked && strstr(vmm->output, options.marker)) {
		vmm->marked = true;
		vmm->marker_ns = clock_ns(CLOCK_MONOTONIC);
	}
}

/* Until this VMM has said the marker or ended; the others' output is taken all the while. */
static void wait_for(int running, struct vmm *vmm, bool for_marker, uint64_t deadline_ns)
{
	while (!vmm->ended && !(for_marker && vmm->marked)) {
		struct pollfd fds[MAX_VMMS];
		int i;

		for (i = 0; i < running; i++)
			fds[i] = (struct pollfd){ .fd = vmms[i].ended ? -1 : vmms[i].output_fd,
						  .events = POLLIN };
		if (poll(fds, (nfds_t)running, POLL_MS) < 0 && errno != EINTR)
			err(2, "poll");
		for (i = 0; i < running; i++) {
			if (fds[i].fd >= 0 && fds[i].revents)
				take_output(&vmms[i]);
		}
		if (options.first_entry && !is_tracing())
			kill(vmm->pid, SIGKILL);
		if (clock_ns(CLOCK_MONOTONIC) > deadline_ns) {
			printf("out-of-time 1\n");
			for (i = 0; i < running; i++)
				kill(vmms[i].pid, SIGKILL);
			deadline_ns = UINT64_MAX;
		}
	}
}

static unsigned long long mem_available_kib(void)
{
	unsigned long long kib = 0;
	char line[256];
	FILE *file = fopen("/proc/meminfo", "re");

	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "MemAvailable: %llu", &kib) == 1)
			break;
	}
	if (!file || !kib)
		errx(2, "/proc/meminfo");
	fclose(file);
	return kib;
}

static void snapshot(void)
{
	static const char *const files[] = { "smaps", "status", "stat" };
	char from[64], to[512];
	size_t f;
	int i;

	usleep(SETTLE_MS * 1000);
	printf("available-after %llu\n", mem_available_kib());
	for (i = 0; i < options.count; i++) {
		for (f = 0; f < sizeof(files) / sizeof(files[0]); f++) {
			snprintf(from, sizeof(from), "/proc/%d/%s", vmms[i].pid, files[f]);
			snprintf(to, sizeof(to), "%s/%s.%d", options.out, files[f], i);
			copy_file(from, to);
		}
	}
}

static void report(int i)
{
	struct vmm *vmm = &vmms[i];
	struct rusage usage;
	uint64_t end_ns, cpu_ns;
	int status;

	if (wait4(vmm->pid, &status, 0, &usage) != vmm->pid)
		err(2, "wait4");
	end_ns = clock_ns(CLOCK_MONOTONIC);
	cpu_ns = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000 +
		 (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000;
	if (options.count > 1)
		return;
	printf("pid %d\nstatus %d\n", vmm->pid,
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	printf("wall-ns %llu\n", (unsigned long long)(end_ns - before[i].ns));
	printf("cpu-ns %llu\n", (unsigned long long)(cpu_ns - before[i].cpu_ns));
	if (vmm->marked)
		printf("marker-ns %llu\n", (unsigned long long)(vmm->marker_ns - before[i].ns));
}

static void parse(int argc, char **argv)
{
	int letter;

	while ((letter = getopt(argc, argv, "+e:fu:n:skl:")) != -1) {
		switch (letter) {
		case 'e':
			options.events = optarg;
			break;
		case 'f':
			options.first_entry = true;
			break;
		case 'u':
			options.marker = optarg;
			break;
		case 'n':
			options.count = atoi(optarg);
			break;
		case 's':
			options.snapshot = true;
			break;
		case 'k':
			options.end_at_marker = true;
			break;
		case 'l':
			options.limit_s = (unsigned int)atoi(optarg);
			break;
		default:
			exit(2);
		}
	}
	if (argc - optind < 2 || options.count < 1 || options.count > MAX_VMMS)
		errx(2, "usage: meter [OPTION...] OUT COMMAND...");
	options.out = argv[optind];
	options.command = argv + optind + 1;
}

int main(int argc, char **argv)
{
	bool for_marker;
	uint64_t deadline_ns;
	int i;

	parse(argc, argv);
	for_marker = options.count > 1 || options.snapshot || options.end_at_marker;
	if (mkdir(options.out, 0755) < 0 && errno != EEXIST)
		err(2, "%s", options.out);
	before = mmap(NULL, sizeof(*before) * MAX_VMMS, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (before == MAP_FAILED)
		err(2, "mmap");
	printf("available-before %llu\n", mem_available_kib());
	if (options.events)
		start_trace();
	deadline_ns = clock_ns(CLOCK_MONOTONIC) + options.limit_s * UINT64_C(1000000000);
	for (i = 0; i < options.count; i++) {
		start_vmm(i);
		wait_for(i + 1, &vmms[i], for_marker, deadline_ns);
		if (for_marker && !vmms[i].marked)
			printf("no-marker %d\n", i);
	}
	if (options.snapshot)
		snapshot();
	for (i = 0; for_marker && i < options.count; i++)
		kill(vmms[i].pid, SIGKILL);
	for (i = 0; i < options.count; i++)
		report(i);
	if (options.events)
		stop_trace();
	return 0;
}
