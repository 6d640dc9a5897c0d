// SPDX-License-Identifier: GPL-2.0-only
// The reader under inih: one clean line at a time, or an empty one where a line was refused.
#include "sysregs/ini_reader.h"

#include <ini.h>
#include <stdint.h>
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

/* Bytes that are not just copied. */
enum byte_class { BYTE_PLAIN, BYTE_BLANK, BYTE_COMMENT, BYTE_EQUALS, BYTE_NUL };

static const uint8_t classes[256] = {
	['\0'] = BYTE_NUL,    [' '] = BYTE_BLANK,   ['\t'] = BYTE_BLANK,
	['\r'] = BYTE_BLANK,  ['\v'] = BYTE_BLANK,  ['\f'] = BYTE_BLANK,
	[';'] = BYTE_COMMENT, ['#'] = BYTE_COMMENT, ['='] = BYTE_EQUALS,
};

static bool is_blank(char c)
{
	return classes[(unsigned char)c] == BYTE_BLANK;
}

static const char *skip_blanks(const char *s, const char *end)
{
	while (s < end && is_blank(*s))
		s++;
	return s;
}

static char *drop_blanks(const char *start, char *end)
{
	while (end > start && is_blank(end[-1]))
		end--;
	return end;
}

/*
 * Copies the line from `s` to `end` without indentation, comment, trailing blanks and those around
 * the first '=': inih looks at each byte several times. Returns the length.
 */
static size_t copy_line(char *buffer, const char *s, const char *end, bool *has_nul)
{
	bool seen_equals = false;
	char *out = buffer;

	for (s = skip_blanks(s, end);; s++) {
		while (s < end && classes[(unsigned char)*s] == BYTE_PLAIN)
			*out++ = *s++;
		if (s == end)
			break;
		switch (classes[(unsigned char)*s]) {
		case BYTE_NUL:
			*has_nul = true;
			break;
		case BYTE_COMMENT:
			if (out == buffer || is_blank(s[-1])) {
				*has_nul |= memchr(s, '\0', (size_t)(end - s)) != NULL;
				goto done;
			}
			break;
		case BYTE_EQUALS:
			if (!seen_equals && *buffer != '[') {
				out = drop_blanks(buffer, out);
				*out++ = '=';
				s = skip_blanks(s + 1, end) - 1;
				seen_equals = true;
				continue;
			}
			break;
		default:
			break;
		}
		*out++ = *s;
	}
done:
	return (size_t)(drop_blanks(buffer, out) - buffer);
}

/* Cuts the text's next line out. False at the end of the text. */
static bool next_line(struct ini_reader *reader, const char **line, const char **end)
{
	const char *start = reader->text + reader->offset;
	size_t left = reader->bytes - reader->offset;

	if (!left)
		return false;
	*end = memchr(start, '\n', left);
	reader->offset += *end ? (size_t)(*end - start) + 1 : left;
	if (!*end)
		*end = start + left;
	if (++reader->line == 1 && *end - start >= 3 && !memcmp(start, "\xef\xbb\xbf", 3))
		start += 3;
	if (*end > start && (*end)[-1] == '\r')
		--*end;
	*line = start;
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

/* What follows a section line that cannot be read belongs to no section. */
static void leave_section(struct ini_reader *reader, const char *line, const char *end)
{
	while (line < end && is_blank(*line))
		line++;
	if (line == end || *line != '[')
		return;
	reader->has_section = true;
	reader->wanted = false;
}

/*
 * Copies the line to inih's buffer, cleaned, if it should be "key = value"; handles or refuses it
 * otherwise. Returns the length of what inih shall see.
 */
static size_t take_line(struct ini_reader *reader, const char *line, const char *end, char *buffer,
			size_t room)
{
	size_t length = (size_t)(end - line);
	size_t longest = INI_LINE_BYTES_MAX < room ? INI_LINE_BYTES_MAX : room;
	bool has_nul = false;

	if (length > longest) {
		REFUSE(reader, "line of %zu bytes, %zu is the most", length, longest);
		leave_section(reader, line, end);
		return 0;
	}
	length = copy_line(buffer, line, end, &has_nul);
	if (has_nul) {
		REFUSE(reader, "a NUL byte in the line: not a text file?");
		leave_section(reader, line, end);
		return 0;
	}
	if (length && *buffer == '[')
		take_section(reader, buffer, length);
	else if (length && !reader->has_section)
		REFUSE(reader, "a key before the first [section]");
	else if (reader->wanted)
		return length;
	return 0;
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

/* inih's fgets(): a whole line that fits, or an empty one for what it need not see. */
static char *read_line(char *buffer, int size, void *stream)
{
	struct ini_reader *reader = stream;
	const char *line, *end;
	size_t length;

	finish_line(reader);
	/* Nobody reads more: a hostile text shall not cost a search for near names on every line.
	 */
	if (reader->messages->error_count >= MESSAGES_MAX)
		return NULL;
	if (size < 3 || !next_line(reader, &line, &end))
		return NULL;
	length = take_line(reader, line, end, buffer, (size_t)size - 2);
	reader->line_given = length != 0;
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
