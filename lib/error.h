/* SPDX-License-Identifier: GPL-2.0-only */
/* One line on stderr for one failure: the only way that armlet speaks to a person while it runs. */
#ifndef LIB_ERROR_H
#define LIB_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

/* What --loglevel chooses, least to most; a message is shown when its level is at most the chosen
 * one. */
enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* Chosen once, before any thread starts. Default: LOG_LEVEL_WARNING. */
void log_set_level(enum log_level level);
enum log_level log_get_level(void);

/* While a terminal on stderr is raw, a line has to end in "\r\n". Default: it does not. Any thread.
 */
void log_set_raw(bool raw);

/*
 * Each prints "armlet: TEXT\n" to stderr with a single write(2), so that lines of several threads
 * never mix. TEXT has no newline of its own; control characters in it (a guest or a file may have
 * chosen them) are shown as '?'. At most 1,024 bytes, cut with "...". Where nobody reads stderr for
 * a second, the line is dropped. errno is left as it was. Any thread.
 */
void err(const char *format, ...) __attribute__((format(printf, 1, 2)));
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* err() followed by ": " and strerror(errno). */
void err_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
