/* SPDX-License-Identifier: GPL-2.0-only */
/* A list of messages: how pure code reports all mistakes at once without printing. */
#ifndef SYSREGS_MESSAGES_H
#define SYSREGS_MESSAGES_H

#include <stddef.h>

enum message_kind { MESSAGE_ERROR, MESSAGE_WARNING, MESSAGE_NOTE };

struct message {
	enum message_kind kind;
	char *text; /* one line without its newline, "file:line: …" where it has a place */
};

struct messages {
	struct message *list;
	size_t count, capacity;
	size_t error_count;
	size_t dropped; /* not kept for want of memory, or past MESSAGES_MAX; errors still count */
};

/* More than a person reads; a hostile file cannot make the list grow without end. */
#define MESSAGES_MAX 1000

/* Zero-initialised (`struct messages m = { 0 }`) is an empty list. */
void messages_add(struct messages *messages, enum message_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Frees the texts and leaves an empty list. */
void messages_fini(struct messages *messages);

#endif
