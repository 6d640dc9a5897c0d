// SPDX-License-Identifier: GPL-2.0-only
// The reader under inih: one clean line at a time, or an empty one where a line was refused.
#include "sysregs/ini_reader.h"

#include <ini.h>
#include <string.h>

struct ini_reader {
	const char *name;
	const char *text;
	size_t bytes, offset;
	unsigned int line;
	bool has_section;  /* some section line came before */
	bool wanted;	   /* keys of the present section go to the callee */
	bool line_has_key; /* inih found "key = value" in the line that it has now */
	bool line_given;   /* inih was given a line that should be one */
	const struct ini_events *events;
	struct messages *messages;
};

#define REFUSE(reader, format, ...)                                                       \
	messages_add((reader)->messages, MESSAGE_ERROR, "%s:%u: " format, (reader)->name, \
		     (reader)->line, ##__VA_ARGS__)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

/* A line of the text as it is cut out of it, without its end. */
struct line {
	const char *start;  /* past indentation and byte order mark */
	size_t length;	    /* without comment and trailing blanks */
	size_t full_length; /* as it stands in the text */
	bool has_nul;
};

/* Bytes that may end a line before its end: a comment's first one and NUL. */
static const bool is_special[256] = { ['\0'] = true, [';'] = true, ['#'] = true };

/* Strips indentation, comment and trailing blanks off the line from `s` to `end`. */
static void strip(const char *s, const char *end, struct line *line)
{
	const char *c;

	line->has_nul = false;
	while (s < end && is_blank(*s))
		s++;
	for (c = s; c < end; c++) {
		if (!is_special[(unsigned char)*c])
			continue;
		if (!*c)
			line->has_nul = true;
		else if (c == s || is_blank(c[-1]))
			break;
	}
	for (const char *n = c; n < end; n++) {
		if (!*n)
			line->has_nul = true;
	}
	while (c > s && is_blank(c[-1]))
		c--;
	line->start = s;
	line->length = (size_t)(c - s);
}

/* Cuts the text's next line out. False at the end of the text. */
static bool next_line(struct ini_reader *reader, struct line *line)
{
	const char *start = reader->text + reader->offset, *end;
	size_t left = reader->bytes - reader->offset;

	if (!left)
		return false;
	end = memchr(start, '\n', left);
	reader->offset += end ? (size_t)(end - start) + 1 : left;
	if (!end)
		end = start + left;
	if (++reader->line == 1 && end - start >= 3 && !memcmp(start, "\xef\xbb\xbf", 3))
		start += 3;
	if (end > start && end[-1] == '\r')
		end--;
	line->full_length = (size_t)(end - start);
	strip(start, end, line);
	return true;
}

/* Handles a line that starts with '['. */
static void take_section(struct ini_reader *reader, const char *line, size_t length)
{
	char section[INI_SECTION_BYTES_MAX + 1];

	reader->has_section = true;
	reader->wanted = false;
	if (line[length - 1] != ']' || memchr(line, ']', length - 1)) {
		REFUSE(reader,
		       "a section line is \"[name]\" and nothing else; its lines are not read");
		return;
	}
	line++;
	length -= 2;
	while (length && is_blank(*line)) {
		line++;
		length--;
	}
	while (length && is_blank(line[length - 1]))
		length--;
	if (!length) {
		REFUSE(reader, "a section without a name; its lines are not read");
		return;
	}
	if (length > INI_SECTION_BYTES_MAX) {
		REFUSE(reader, "section name of %zu bytes, %d is the most; its lines are not read",
		       length, INI_SECTION_BYTES_MAX);
		return;
	}
	memcpy(section, line, length);
	section[length] = '\0';
	reader->wanted = reader->events->section(reader->events->user, section, reader->line);
}

/* Finds out what a line is. True if it should be "key = value" and inih shall split it. */
static bool take_line(struct ini_reader *reader, const struct line *line, size_t room)
{
	size_t longest = INI_LINE_BYTES_MAX < room ? INI_LINE_BYTES_MAX : room;

	if (line->full_length > longest) {
		REFUSE(reader, "line of %zu bytes, %zu is the most", line->full_length, longest);
		return false;
	}
	if (line->has_nul) {
		REFUSE(reader, "a NUL byte in the line: not a text file?");
		return false;
	}
	if (!line->length)
		return false;
	if (*line->start == '[') {
		take_section(reader, line->start, line->length);
		return false;
	}
	if (!reader->has_section) {
		REFUSE(reader, "a key before the first [section]");
		return false;
	}
	return reader->wanted;
}

/* inih reports a line without '=' only by number and after all others: say so while it is at hand.
 */
static void finish_line(struct ini_reader *reader)
{
	if (reader->line_given && !reader->line_has_key)
		REFUSE(reader, "neither \"[section]\" nor \"key = value\"");
	reader->line_given = false;
	reader->line_has_key = false;
}

/* Without the blanks around '=', which inih would look at again and again. */
static size_t copy_line(char *buffer, const struct line *line)
{
	const char *equals = memchr(line->start, '=', line->length), *value;
	const char *end = line->start + line->length, *key_end;
	size_t key_bytes;

	if (!equals) {
		memcpy(buffer, line->start, line->length);
		return line->length;
	}
	key_end = equals;
	while (key_end > line->start && is_blank(key_end[-1]))
		key_end--;
	value = equals + 1;
	while (value < end && is_blank(*value))
		value++;
	key_bytes = (size_t)(key_end - line->start);
	memcpy(buffer, line->start, key_bytes);
	buffer[key_bytes] = '=';
	memcpy(buffer + key_bytes + 1, value, (size_t)(end - value));
	return key_bytes + 1 + (size_t)(end - value);
}

/* inih's fgets(): a whole line that fits, or an empty one for what it need not see. */
static char *read_line(char *buffer, int size, void *stream)
{
	struct ini_reader *reader = stream;
	size_t length = 0, room = size > 2 ? (size_t)size - 2 : 0;
	struct line line;

	finish_line(reader);
	/* Nobody reads more: a hostile text shall not cost a search for near names on every line.
	 */
	if (reader->messages->error_count >= MESSAGES_MAX)
		return NULL;
	if (size < 3 || !next_line(reader, &line))
		return NULL;
	if (take_line(reader, &line, room)) {
		length = copy_line(buffer, &line);
		reader->line_given = true;
	}
	buffer[length] = '\n';
	buffer[length + 1] = '\0';
	return buffer;
}

static int take_key(void *user, const char *section, const char *key, const char *value)
{
	struct ini_reader *reader = user;

	(void)section; /* empty: section lines never reach inih */
	reader->line_has_key = true;
	if (!*key)
		REFUSE(reader, "no key before '='");
	else if (!*value)
		REFUSE(reader, "%s: no value after '='", key);
	else
		reader->events->key(reader->events->user, key, value, reader->line);
	return 1;
}

void ini_read(const char *name, const char *text, size_t bytes, const struct ini_events *events,
	      struct messages *messages)
{
	struct ini_reader reader = {
		.name = name,
		.text = text,
		.bytes = bytes,
		.events = events,
		.messages = messages,
	};

	if (bytes > INI_TEXT_BYTES_MAX) {
		messages_add(messages, MESSAGE_ERROR, "%s: larger than %d KiB: not a profile", name,
			     INI_TEXT_BYTES_MAX / 1024);
		return;
	}
	if (ini_parse_stream(read_line, &reader, take_key, &reader) < 0)
		messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
	finish_line(&reader);
}
