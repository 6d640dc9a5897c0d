// SPDX-License-Identifier: GPL-2.0-only
// A dump's text as a whole: is it one, and what is told of it.
#include "sysregs/dump_read.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sysregs/dump_text.h"
#include "sysregs/ini_reader.h"

static unsigned int count_lines(const char *text, size_t bytes)
{
	unsigned int lines = 0;

	for (size_t i = 0; i < bytes; i++)
		lines += text[i] == '\n';
	return lines + (bytes && text[bytes - 1] != '\n');
}

/* Does the text have a section line for `section`? What ini_read() takes for one. */
static bool has_section(const char *text, size_t bytes, const char *section)
{
	const char *end = text + bytes, *line = text, *next, *s;
	size_t length = strlen(section);

	for (; line < end; line = next + 1) {
		next = memchr(line, '\n', (size_t)(end - line));
		if (!next)
			next = end;
		s = line;
		if (line == text && next - s >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
			s += 3;
		while (s < next && strchr(" \t\r\v\f", *s) && *s)
			s++;
		if (s == next || *s++ != '[')
			continue;
		while (s < next && (*s == ' ' || *s == '\t'))
			s++;
		if ((size_t)(next - s) < length + 1 || strncasecmp(s, section, length))
			continue;
		s += length;
		while (s < next && (*s == ' ' || *s == '\t'))
			s++;
		if (s < next && *s == ']')
			return true;
	}
	return false;
}

bool dump_is_text(const char *text, size_t bytes)
{
	return has_section(text, bytes, "host");
}

/* A label is the end of `path` from `start` on, without ".ini". */
static void set_label(struct cpu_dump *dump, const char *start)
{
	size_t length = strlen(start);

	if (length > 4 && !strcasecmp(start + length - 4, ".ini"))
		length -= 4;
	if (length >= sizeof(dump->label) && strchr(start, '/')) {
		start += length - (sizeof(dump->label) - 1);
		length = sizeof(dump->label) - 1;
	}
	snprintf(dump->label, sizeof(dump->label), "%.*s", (int)length, start);
	/* It stands in tables, too, and file names may hold anything. */
	for (char *c = dump->label; *c; c++) {
		if (iscntrl((unsigned char)*c))
			*c = '?';
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

void dump_tell_apart(struct cpu_dump *dumps, const char *const *paths, size_t count)
{
	bool shared;

	for (size_t i = 0; i < count; i++) {
		shared = false;
		/* Those before this one may have their paths already. */
		for (size_t j = 0; j < count && !shared; j++)
			shared = j != i && !strcmp(base_name(paths[i]), base_name(paths[j]));
		if (shared)
			set_label(&dumps[i], paths[i]);
	}
}

/* What makes all the rest not worth reading. */
static bool is_readable(const char *name, const char *text, size_t bytes, struct messages *messages)
{
	const char *why = NULL, *nul = bytes ? memchr(text, '\0', bytes) : NULL;

	if (nul && bytes <= INI_TEXT_BYTES_MAX) {
		messages_add(messages, MESSAGE_ERROR,
			     "%s:%u: a NUL byte: no text file, or a damaged one", name,
			     count_lines(text, (size_t)(nul - text) + 1));
		return false;
	}
	if (bytes > INI_TEXT_BYTES_MAX)
		why = "larger than 1024 KiB: no dump of a host";
	else if (!bytes)
		why = "empty: no dump of a host";
	else if (!dump_is_text(text, bytes))
		why = "a profile, no dump of a host, or one that was cut short: it has no [host] "
		      "section, which armlet cpu dump writes";
	if (why)
		messages_add(messages, MESSAGE_ERROR, "%s: %s", name, why);
	return !why;
}

/* One mistake that explains all the others that were found. */
static bool explain_at_once(const struct dump_reader *reader, const char *text, size_t bytes,
			    struct messages *messages)
{
	if (*reader->format_reason) {
		messages_add(messages, MESSAGE_ERROR, "%s:%u: format: %s", reader->name,
			     reader->key_lines[DUMP_KEY_FORMAT], reader->format_reason);
		return true;
	}
	if (has_section(text, bytes, DUMP_SECTION_END) &&
	    (reader->end_line || text[bytes - 1] == '\n'))
		return false;
	messages_add(messages, MESSAGE_ERROR,
		     "%s:%u: the text ends early: the last section, [" DUMP_SECTION_END
		     "], is missing or not whole",
		     reader->name, count_lines(text, bytes));
	return true;
}

static void move_messages(struct messages *from, struct messages *to)
{
	size_t errors = from->error_count;

	for (size_t i = 0; i < from->count; i++) {
		messages_add(to, from->list[i].kind, "%s", from->list[i].text);
		errors -= from->list[i].kind == MESSAGE_ERROR;
	}
	to->error_count += errors;
	to->dropped += from->dropped;
}

bool dump_load_memory(struct cpu_dump *dump, const char *name, const char *text, size_t bytes,
		      struct messages *messages)
{
	struct ini_events events = { .section = dump_take_section, .key = dump_take_key };
	size_t errors = messages->error_count;
	struct messages found = { 0 };
	struct dump_reader *reader;

	memset(dump, 0, sizeof(*dump));
	set_label(dump, base_name(name));
	if (!is_readable(name, text, bytes, messages))
		return false;
	reader = calloc(1, sizeof(*reader));
	if (!reader) {
		messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
		return false;
	}
	reader->dump = dump;
	reader->name = name;
	reader->messages = &found;
	events.user = reader;
	ini_read(name, text, bytes, &events, &found);
	if (!explain_at_once(reader, text, bytes, messages)) {
		if (!found.error_count)
			dump_check_whole(reader);
		if (!found.error_count)
			dump_check_profile(reader, text, bytes);
		move_messages(&found, messages);
	}
	messages_fini(&found);
	free(reader);
	return messages->error_count == errors;
}
