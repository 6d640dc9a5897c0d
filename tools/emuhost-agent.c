// SPDX-License-Identifier: GPL-2.0-only
/*
 * The init of the emulated arm64 host: runs commands for the machine that emulates it.
 *
 * One virtio-serial port carries frames both ways (emuhostlib/frames.py is the other end):
 *
 *	u32 length of the payload, u16 session, u8 type, u8 zero; all little-endian; then the
 *payload
 *
 * A session is one command. Its life: OPEN -> running -> (exited, what is left in its pipes is
 *sent)
 * -> EXIT is sent, the session is free. KILL is allowed at any time and does nothing to a free
 *session. Neither side sends more than WINDOW bytes of a session that the other has not
 *acknowledged with ACK, so a command that nobody listens to waits, and the others go on.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define PORT	    "/dev/vport0p1"
#define MODULES	    "/lib/emuhost"
#define CGROUPS	    "/sys/fs/cgroup"
#define PATH_INSIDE "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

enum {
	WINDOW = 256 << 10,
	CHUNK = 32 << 10,
	PAYLOAD_MAX = 1 << 20,
	SESSIONS_MAX = 64,
	ARGS_MAX = 4096,
	HEADER = 8,
};

enum frame_type {
	FRAME_OPEN =
		1, /* -> u8 flags, u16 rows, u16 columns, u16 nenv, then strings: cwd, env, argv */
	FRAME_STDIN = 2,   /* -> bytes; none: end of file */
	FRAME_WINSIZE = 3, /* -> u16 rows, u16 columns */
	FRAME_KILL = 4,	   /* -> kill everything that the session started */
	FRAME_ACK = 5,	   /* both ways: u32 bytes that were taken */
	FRAME_READY = 16,  /* <- the host is up (session 0) */
	FRAME_STDOUT = 17, /* <- bytes */
	FRAME_STDERR = 18, /* <- bytes */
	FRAME_EXIT = 19,   /* <- u32 wait status */
};

enum { OPEN_STDIN = 1, OPEN_PTY = 2 };

struct buffer {
	uint8_t *bytes;
	size_t used, start, room;
};

struct session {
	bool used, exited;
	uint16_t id;
	pid_t pid;
	int wait_status;
	int in, out[2]; /* -1: closed; with a terminal, in and out[0] are the same file */
	bool in_ends;	/* close in when in_pending is written */
	struct buffer in_pending;
	size_t unacked; /* sent, not yet acknowledged */
	size_t last[2]; /* after the exit: what is still to be read of out */
	bool pty;
};

static struct session sessions[SESSIONS_MAX];
static struct buffer port_out;
static int port = -1;
static sigset_t normal_mask;

static void say(const char *what)
{
	dprintf(2, "emuhost-agent: %s: %s\n", what, strerror(errno));
}

/* Without memory or its port the agent is of no use: the host ends, and the other side sees that.
 */
static void give_up(const char *what)
{
	say(what);
	sync();
	reboot(RB_POWER_OFF);
	_exit(1);
}

static void buffer_add(struct buffer *b, const void *bytes, size_t n)
{
	if (b->start + b->used + n > b->room) {
		if (b->used)
			memmove(b->bytes, b->bytes + b->start, b->used);
		b->start = 0;
		if (b->used + n > b->room) {
			b->room = (b->used + n) * 2;
			b->bytes = realloc(b->bytes, b->room);
			if (!b->bytes)
				give_up("memory");
		}
	}
	if (n)
		memcpy(b->bytes + b->start + b->used, bytes, n);
	b->used += n;
}

/* Write as much as the file takes; false when it will never take any again. */
static bool buffer_write(struct buffer *b, int fd)
{
	while (b->used) {
		size_t n = b->used < CHUNK ? b->used : CHUNK;
		ssize_t done = write(fd, b->bytes + b->start, n);

		if (done < 0)
			return errno == EAGAIN || errno == EINTR;
		b->start += done;
		b->used -= done;
	}
	b->start = 0;
	return true;
}

static void put16(uint8_t *p, uint16_t v)
{
	p[0] = v & 0xff;
	p[1] = v >> 8;
}

static void put32(uint8_t *p, uint32_t v)
{
	put16(p, v & 0xffff);
	put16(p + 2, v >> 16);
}

static uint16_t get16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t get32(const uint8_t *p)
{
	return get16(p) | (uint32_t)get16(p + 2) << 16;
}

static void send_frame(uint16_t id, enum frame_type type, const void *payload, size_t n)
{
	uint8_t header[HEADER] = { 0 };

	put32(header, n);
	put16(header + 4, id);
	header[6] = type;
	buffer_add(&port_out, header, sizeof(header));
	buffer_add(&port_out, payload, n);
}

static void send_u32(uint16_t id, enum frame_type type, uint32_t value)
{
	uint8_t payload[4];

	put32(payload, value);
	send_frame(id, type, payload, sizeof(payload));
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, text, strlen(text)) < 0)
		say(path);
	close(fd);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static struct session *session_find(uint16_t id)
{
	for (int i = 0; i < SESSIONS_MAX; i++)
		if (sessions[i].used && sessions[i].id == id)
			return &sessions[i];
	return NULL;
}

static void session_cgroup(const struct session *s, char *path, size_t room, const char *file)
{
	snprintf(path, room, CGROUPS "/emuhost-%u%s", s->id, file);
}

/* Kill all that the session started, even what left its process group. */
static void session_kill(struct session *s)
{
	char path[96];

	session_cgroup(s, path, sizeof(path), "/cgroup.kill");
	write_file(path, "1");
	if (!s->exited) {
		kill(-s->pid, SIGKILL);
		kill(s->pid, SIGKILL);
	}
}

static void session_free(struct session *s)
{
	char path[96];

	if (s->pty)
		s->in = -1;
	close_fd(&s->in);
	close_fd(&s->out[0]);
	close_fd(&s->out[1]);
	free(s->in_pending.bytes);
	/* Stays as long as a process that the command left behind lives in it. */
	session_cgroup(s, path, sizeof(path), "");
	rmdir(path);
	memset(s, 0, sizeof(*s));
}

static void session_fail(uint16_t id, const char *message, int status)
{
	send_frame(id, FRAME_STDERR, message, strlen(message));
	send_u32(id, FRAME_EXIT, (uint32_t)status << 8);
}

struct request {
	uint8_t flags;
	struct winsize size;
	char *cwd;
	char **env;
	char **argv;
};

/* Take the strings of an OPEN apart; the payload has a NUL behind it. */
static bool request_parse(struct request *r, uint8_t *p, size_t n)
{
	static char *words[ARGS_MAX + 2];
	char *next = (char *)p + 7, *end = (char *)p + n;
	size_t count = 0, nenv;

	if (n < 8)
		return false;
	r->flags = p[0];
	r->size = (struct winsize){ .ws_row = get16(p + 1), .ws_col = get16(p + 3) };
	nenv = get16(p + 5);
	r->cwd = next;
	next += strlen(next) + 1;
	while (next < end) {
		if (count == nenv)
			words[count++] = NULL; /* ends the environment */
		if (count >= ARGS_MAX)
			return false;
		words[count++] = next;
		next += strlen(next) + 1;
	}
	words[count] = NULL;
	r->env = words;
	r->argv = words + nenv + 1;
	return count > nenv + 1;
}

static void child_stdio(const struct request *r, const int fds[3])
{
	if (r->flags & OPEN_PTY) {
		setsid();
		if (ioctl(fds[0], TIOCSCTTY, 0) < 0)
			say("TIOCSCTTY");
	} else {
		setpgid(0, 0);
	}
	for (int i = 0; i < 3; i++)
		if (dup2(fds[i], i) < 0)
			_exit(126);
}

static _Noreturn void child(const struct session *s, const struct request *r, const int fds[3])
{
	char path[96];
	int status;

	session_cgroup(s, path, sizeof(path), "/cgroup.procs");
	write_file(path, "0");
	child_stdio(r, fds);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &normal_mask, NULL);
	for (char **e = r->env; *e; e++)
		putenv(*e);
	if (chdir(*r->cwd ? r->cwd : "/root") < 0) {
		dprintf(2, "emuhost: %s: %s\n", r->cwd, strerror(errno));
		_exit(126);
	}
	execvp(r->argv[0], r->argv);
	status = errno == ENOENT ? 127 : 126;
	dprintf(2, "emuhost: %s: %s\n", r->argv[0], strerror(errno));
	_exit(status);
}

/* Make the child's ends in fds and ours in the session; false with errno set, nothing left open. */
static bool session_pipes(struct session *s, const struct request *r, int fds[3])
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };

	s->in = s->out[0] = s->out[1] = -1;
	fds[0] = fds[1] = fds[2] = -1;
	if (r->flags & OPEN_PTY) {
		char name[64];
		int zero = 0, master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);

		if (master < 0 || ioctl(master, TIOCSPTLCK, &zero) < 0 ||
		    ptsname_r(master, name, sizeof(name)) != 0 ||
		    ioctl(master, TIOCSWINSZ, &r->size) < 0) {
			close_fd(&master);
			return false;
		}
		s->pty = true;
		s->in = s->out[0] = master;
		fds[0] = fds[1] = fds[2] = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
		return fds[0] >= 0;
	}
	if (r->flags & OPEN_STDIN) {
		if (pipe2(in, O_CLOEXEC) < 0)
			return false;
	} else {
		in[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	}
	fds[0] = in[0];
	s->in = in[1];
	if (pipe2(out, O_CLOEXEC) < 0)
		return false;
	fds[1] = out[1];
	s->out[0] = out[0];
	if (pipe2(err, O_CLOEXEC) < 0)
		return false;
	fds[2] = err[1];
	s->out[1] = err[0];
	if (s->in >= 0)
		fcntl(s->in, F_SETFL, O_NONBLOCK);
	fcntl(s->out[0], F_SETFL, O_NONBLOCK);
	fcntl(s->out[1], F_SETFL, O_NONBLOCK);
	return true;
}

static void session_open(uint16_t id, uint8_t *payload, size_t n)
{
	struct session *s = NULL;
	struct request r;
	char path[96];
	int fds[3];

	for (int i = 0; i < SESSIONS_MAX && !s; i++)
		if (!sessions[i].used)
			s = &sessions[i];
	if (!s || !request_parse(&r, payload, n)) {
		session_fail(id, s ? "emuhost: bad request\n" : "emuhost: too many commands\n",
			     125);
		return;
	}
	memset(s, 0, sizeof(*s));
	s->used = true;
	s->id = id;
	session_cgroup(s, path, sizeof(path), "");
	mkdir(path, 0755);
	if (session_pipes(s, &r, fds)) {
		s->pid = fork();
		if (s->pid == 0)
			child(s, &r, fds);
	} else {
		s->pid = -1;
	}
	if (s->pid < 0) {
		session_fail(id, "emuhost: cannot start a command: pipe or fork failed\n", 125);
		session_free(s);
	} else if (!(r.flags & OPEN_PTY)) {
		setpgid(s->pid, s->pid);
	}
	close_fd(&fds[0]);
	if (!(r.flags & OPEN_PTY)) {
		close_fd(&fds[1]);
		close_fd(&fds[2]);
	}
}

static void session_stdin(struct session *s, const uint8_t *bytes, size_t n)
{
	if (s->in < 0 || s->exited) {
		send_u32(s->id, FRAME_ACK, n);
		return;
	}
	if (n)
		buffer_add(&s->in_pending, bytes, n);
	else if (!s->pty) /* a terminal has no end of file but Ctrl-D */
		s->in_ends = true;
}

/* Hand the command what waits for it. */
static void session_feed(struct session *s)
{
	size_t before = s->in_pending.used;

	if (s->in < 0)
		return;
	if (!buffer_write(&s->in_pending, s->in)) {
		s->in_pending.used = 0;
		s->in_ends = true;
	}
	if (before != s->in_pending.used)
		send_u32(s->id, FRAME_ACK, before - s->in_pending.used);
	if (s->in_ends && !s->in_pending.used) {
		if (!s->pty)
			close_fd(&s->in);
		s->in = -1;
	}
}

/* Send on what the command wrote, as far as the window allows. */
static void session_drain(struct session *s, int which)
{
	static uint8_t bytes[CHUNK];
	size_t n = WINDOW - s->unacked;
	ssize_t got;

	if (s->exited && n > s->last[which])
		n = s->last[which];
	if (n > sizeof(bytes))
		n = sizeof(bytes);
	if (s->out[which] < 0 || !n)
		return;
	got = read(s->out[which], bytes, n);
	if (got > 0) {
		send_frame(s->id, which ? FRAME_STDERR : FRAME_STDOUT, bytes, got);
		s->unacked += got;
		if (s->exited)
			s->last[which] -= got;
	} else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
		/* A terminal that nobody has open gives EIO. */
		if (s->pty)
			s->in = -1;
		close_fd(&s->out[which]);
		s->last[which] = 0;
	}
}

static void session_exited(struct session *s, int wait_status)
{
	s->exited = true;
	s->wait_status = wait_status;
	for (int i = 0; i < 2; i++) {
		int left = 0;

		if (s->out[i] >= 0 && ioctl(s->out[i], FIONREAD, &left) == 0)
			s->last[i] = left;
		/* The terminal's count does not see what its line discipline still holds. */
		if (s->pty && i == 0)
			s->last[i] = CHUNK;
	}
}

static void session_finish(struct session *s)
{
	struct pollfd p = { .fd = s->out[0], .events = POLLIN };

	if (!s->exited || s->last[1])
		return;
	if (s->last[0] && !(s->pty && poll(&p, 1, 0) <= 0))
		return;
	send_u32(s->id, FRAME_EXIT, s->wait_status);
	session_free(s);
}

static void reap(void)
{
	int wait_status;
	pid_t pid;

	while ((pid = waitpid(-1, &wait_status, WNOHANG)) > 0)
		for (int i = 0; i < SESSIONS_MAX; i++)
			if (sessions[i].used && !sessions[i].exited && sessions[i].pid == pid)
				session_exited(&sessions[i], wait_status);
}

static void take_frame(uint16_t id, uint8_t type, uint8_t *payload, size_t n)
{
	struct session *s = session_find(id);

	if (type == FRAME_OPEN && !s)
		session_open(id, payload, n);
	if (!s)
		return;
	switch (type) {
	case FRAME_STDIN:
		session_stdin(s, payload, n);
		break;
	case FRAME_WINSIZE:
		if (s->pty && n == 4 && s->out[0] >= 0) {
			struct winsize size = { .ws_row = get16(payload),
						.ws_col = get16(payload + 2) };

			ioctl(s->out[0], TIOCSWINSZ, &size);
		}
		break;
	case FRAME_KILL:
		session_kill(s);
		break;
	case FRAME_ACK:
		if (n == 4 && get32(payload) <= s->unacked)
			s->unacked -= get32(payload);
		break;
	}
}

static void port_read(void)
{
	static uint8_t in[HEADER + PAYLOAD_MAX + 1];
	static size_t used;
	ssize_t got = read(port, in + used, sizeof(in) - 1 - used);
	size_t at = 0;

	if (got < 0 && errno != EAGAIN && errno != EINTR)
		give_up(PORT);
	if (got == 0) /* QEMU has not said yet that its end is open */
		usleep(1000);
	if (got <= 0)
		return;
	used += got;
	while (used - at >= HEADER) {
		size_t n = get32(in + at);
		uint8_t *payload = in + at + HEADER, kept;

		if (n > PAYLOAD_MAX)
			give_up("frame too long");
		if (used - at - HEADER < n)
			break;
		kept = payload[n];
		payload[n] = 0;
		take_frame(get16(in + at + 4), in[at + 6], payload, n);
		payload[n] = kept;
		at += HEADER + n;
	}
	used -= at;
	memmove(in, in + at, used);
}

static void make_mount(const char *what, const char *where, const char *type, const char *options)
{
	mkdir(where, 0755);
	if (mount(what, where, type, 0, options) < 0 && errno != EBUSY && errno != ENODEV)
		say(where);
}

static void set_limits(void)
{
	const struct rlimit files = { 1 << 20, 1 << 20 };
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };

	write_file("/proc/sys/fs/nr_open", "1048576");
	setrlimit(RLIMIT_NOFILE, &files);
	setrlimit(RLIMIT_MEMLOCK, &all);
	setrlimit(RLIMIT_NPROC, &all);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, RLIM_INFINITY });
}

static void run_wait(char *const argv[])
{
	pid_t pid = fork();

	if (pid == 0) {
		execv(argv[0], argv);
		say(argv[0]);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static void set_up(void)
{
	umask(022);
	make_mount("proc", "/proc", "proc", NULL);
	make_mount("sysfs", "/sys", "sysfs", NULL);
	make_mount("devtmpfs", "/dev", "devtmpfs", NULL);
	make_mount("devpts", "/dev/pts", "devpts", "ptmxmode=666,mode=620,gid=5");
	make_mount("tmpfs", "/dev/shm", "tmpfs", "mode=1777");
	make_mount("tmpfs", "/run", "tmpfs", "mode=755");
	make_mount("tmpfs", "/tmp", "tmpfs", "mode=1777,size=75%");
	make_mount("cgroup2", CGROUPS, "cgroup2", NULL);
	make_mount("tracefs", "/sys/kernel/tracing", "tracefs", NULL);
	make_mount("debugfs", "/sys/kernel/debug", "debugfs", NULL);
	make_mount("hugetlbfs", "/dev/hugepages", "hugetlbfs", NULL);
	if (symlink("/proc/self/fd", "/dev/fd") < 0 ||
	    symlink("/proc/self/fd/0", "/dev/stdin") < 0 ||
	    symlink("/proc/self/fd/1", "/dev/stdout") < 0 ||
	    symlink("/proc/self/fd/2", "/dev/stderr") < 0)
		say("/dev/fd");
	set_limits();
	clearenv();
	setenv("PATH", PATH_INSIDE, 1);
	setenv("HOME", "/root", 1);
	setenv("USER", "root", 1);
	setenv("TERM", "vt102", 1);
	if (sethostname("emuhost", 7) < 0)
		say("sethostname");
	run_wait((char *[]){ "/bin/busybox", "--install", "-s", NULL });
	run_wait((char *[]){ "/bin/busybox", "ip", "link", "set", "lo", "up", NULL });
}

/* The modules that the port needs, in the order of their names; most kernels have them built in. */
static void load_modules(void)
{
	struct dirent **entries;
	int n = scandir(MODULES, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char path[sizeof(MODULES) + 257];
		int fd;

		snprintf(path, sizeof(path), MODULES "/%s", entries[i]->d_name);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (entries[i]->d_name[0] != '.' && syscall(SYS_finit_module, fd, "", 0) < 0 &&
		    errno != EEXIST)
			say(path);
		close_fd(&fd);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

/* The port's device appears when QEMU has announced it, which may be a moment after the boot. */
static void port_open(void)
{
	for (int i = 0; i < 3000 && port < 0; i++) {
		port = open(PORT, O_RDWR | O_CLOEXEC | O_NONBLOCK);
		if (port < 0)
			usleep(10000);
	}
	if (port < 0)
		give_up(PORT);
}

/* Fill in what to wait for: the port, the signals, and for each session its stdin and outputs. */
static nfds_t poll_set(struct pollfd *p, int signals)
{
	nfds_t n = 0;

	p[n++] = (struct pollfd){ .fd = port, .events = POLLIN | (port_out.used ? POLLOUT : 0) };
	p[n++] = (struct pollfd){ .fd = signals, .events = POLLIN };
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct session *s = &sessions[i];

		if (!s->used)
			continue;
		if (s->in >= 0 && (s->in_pending.used || s->in_ends))
			p[n++] = (struct pollfd){ .fd = s->in, .events = POLLOUT };
		for (int o = 0; o < 2 && s->unacked < WINDOW; o++)
			if (s->out[o] >= 0 && (!s->exited || s->last[o]))
				p[n++] = (struct pollfd){ .fd = s->out[o], .events = POLLIN };
	}
	return n;
}

static void serve(int signals)
{
	static struct pollfd p[2 + 3 * SESSIONS_MAX];

	for (;;) {
		struct signalfd_siginfo info;

		if (poll(p, poll_set(p, signals), -1) < 0 && errno != EINTR)
			give_up("poll");
		if (p[0].revents & (POLLIN | POLLHUP | POLLERR))
			port_read();
		while (read(signals, &info, sizeof(info)) > 0)
			;
		reap();
		for (int i = 0; i < SESSIONS_MAX; i++) {
			if (!sessions[i].used)
				continue;
			session_feed(&sessions[i]);
			session_drain(&sessions[i], 0);
			session_drain(&sessions[i], 1);
			session_finish(&sessions[i]);
		}
		if (!buffer_write(&port_out, port))
			give_up(PORT);
	}
}

int main(void)
{
	sigset_t chld;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	set_up();
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &chld, &normal_mask);
	load_modules();
	port_open();
	send_frame(0, FRAME_READY, NULL, 0);
	serve(signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK));
}
