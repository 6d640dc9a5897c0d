// SPDX-License-Identifier: GPL-2.0-only
// One line on stderr for one failure, written whole.
#include "lib/error.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024
#define STALL_MS       1000

static enum log_level chosen_level = LOG_LEVEL_WARNING;
static int raw_terminal; /* atomic */

void log_set_level(enum log_level level)
{
	chosen_level = level;
}

void log_set_raw(bool raw)
{
	__atomic_store_n(&raw_terminal, raw, __ATOMIC_RELAXED);
}

enum log_level log_get_level(void)
{
	return chosen_level;
}

static size_t append(char *line, size_t used, const char *text)
{
	int n = snprintf(line + used, LINE_MAX_BYTES - used, "%s", text);

	return used + (size_t)n < LINE_MAX_BYTES ? used + (size_t)n : LINE_MAX_BYTES - 1;
}

static void say(enum log_level level, const char *reason, const char *format, va_list args)
{
	struct pollfd writable = { .fd = STDERR_FILENO, .events = POLLOUT };
	char line[LINE_MAX_BYTES + 2];
	size_t used, i;
	int n;

	if (level > chosen_level)
		return;
	used = append(line, 0, "armlet: ");
	n = vsnprintf(line + used, LINE_MAX_BYTES - used, format, args);
	if (n > 0)
		used = used + (size_t)n < LINE_MAX_BYTES ? used + (size_t)n : LINE_MAX_BYTES - 1;
	if (reason) {
		used = append(line, used, ": ");
		used = append(line, used, reason);
	}
	if (used == LINE_MAX_BYTES - 1)
		memcpy(line + used - 3, "...", 3);
	for (i = 0; i < used; i++) {
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			line[i] = '?';
	}
	if (__atomic_load_n(&raw_terminal, __ATOMIC_RELAXED))
		line[used++] = '\r';
	line[used++] = '\n';
	/* A stderr that is closed or full is no reason to fail in another way, nor to wait for
	 * ever: a pipe that is ready has room for a whole line. */
	if (poll(&writable, 1, STALL_MS) == 0)
		return;
	if (write(STDERR_FILENO, line, used) < 0)
		return;
}

#define SAY(level, reason)                        \
	do {                                      \
		int saved_errno = errno;          \
		va_list args;                     \
		va_start(args, format);           \
		say(level, reason, format, args); \
		va_end(args);                     \
		errno = saved_errno;              \
	} while (0)

void err(const char *format, ...)
{
	SAY(LOG_LEVEL_ERROR, NULL);
}

void warn(const char *format, ...)
{
	SAY(LOG_LEVEL_WARNING, NULL);
}

void info(const char *format, ...)
{
	SAY(LOG_LEVEL_INFO, NULL);
}

void debug(const char *format, ...)
{
	SAY(LOG_LEVEL_DEBUG, NULL);
}

void err_errno(const char *format, ...)
{
	SAY(LOG_LEVEL_ERROR, strerror(errno));
}
