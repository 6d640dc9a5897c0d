// SPDX-License-Identifier: GPL-2.0-only
/* The list of messages that pure code fills and a doer prints. */
#include "sysregs/messages.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static bool messages_make_room(struct messages *messages)
{
	size_t capacity = messages->capacity ? messages->capacity * 2 : 16;
	struct message *list;

	if (messages->count < messages->capacity)
		return true;
	if (messages->count >= MESSAGES_MAX)
		return false;
	list = realloc(messages->list, capacity * sizeof(*list));
	if (!list)
		return false;
	messages->list = list;
	messages->capacity = capacity;
	return true;
}

static char *format_text(const char *format, va_list arguments)
{
	va_list again;
	char *text = NULL;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length >= 0)
		text = malloc((size_t)length + 1);
	if (text)
		vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

void messages_add(struct messages *messages, enum message_kind kind, const char *format, ...)
{
	va_list arguments;
	char *text;

	if (kind == MESSAGE_ERROR)
		messages->error_count++;
	if (messages->count >= MESSAGES_MAX || !messages_make_room(messages)) {
		messages->dropped++;
		return;
	}
	va_start(arguments, format);
	text = format_text(format, arguments);
	va_end(arguments);
	if (!text) {
		messages->dropped++;
		return;
	}
	messages->list[messages->count++] = (struct message){ .kind = kind, .text = text };
}

void messages_fini(struct messages *messages)
{
	for (size_t i = 0; i < messages->count; i++)
		free(messages->list[i].text);
	free(messages->list);
	*messages = (struct messages){ 0 };
}
