// SPDX-License-Identifier: GPL-2.0-only
// Puts the kernel's command line together.
#include "boot/cmdline.h"

#include <string.h>

/* White space as Linux's isspace() sees it in the ASCII range. */
static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Several strings read as if they were one, with a space between them. */
struct joined {
	const char *const *params;
	size_t param_count;
	size_t param, at;
};

/* The next character; NUL at the end of the last string, and again after it. */
static char next_char(struct joined *in)
{
	char c;

	if (in->param >= in->param_count)
		return '\0';
	c = in->params[in->param][in->at++];
	if (c)
		return c;
	in->at = 0;
	return ++in->param < in->param_count ? ' ' : '\0';
}

/*
 * The next word's first bytes (enough to tell names apart), without the quote that it may begin
 * with. False at the end.
 */
static bool next_word(struct joined *in, char *word, size_t word_bytes)
{
	bool quoted = false, began_quoted = false;
	size_t used = 0;
	char c = next_char(in);

	while (is_space(c))
		c = next_char(in);
	if (!c)
		return false;
	if (c == '"') {
		quoted = began_quoted = true;
		c = next_char(in);
	}
	for (; c && (quoted || !is_space(c)); c = next_char(in)) {
		if (c == '"')
			quoted = !quoted;
		if (used < word_bytes - 1)
			word[used++] = c;
	}
	/* Linux drops the closing quote of a word that began with one. */
	if (began_quoted && used && word[used - 1] == '"')
		used--;
	word[used] = '\0';
	return true;
}

static bool has(const struct cmdline_request *request, const char *name)
{
	struct joined in = { .params = request->params, .param_count = request->param_count };
	size_t bytes = strlen(name);
	char word[64];

	while (next_word(&in, word, sizeof(word))) {
		if (!strcmp(word, "--"))
			return false;
		if (!strncmp(word, name, bytes) && (!word[bytes] || word[bytes] == '='))
			return true;
	}
	return false;
}

bool cmdline_has(const char *line, const char *name)
{
	const struct cmdline_request request = { .params = &line, .param_count = 1 };

	return has(&request, name);
}

/* Appends to a line that may be full already: *length counts on. */
static void append(char *line, size_t *length, const char *text)
{
	size_t bytes = strlen(text);

	if (*length + bytes < CMDLINE_BYTES)
		memcpy(line + *length, text, bytes + 1);
	*length += bytes;
}

static void append_word(char *line, size_t *length, const char *word)
{
	if (*length)
		append(line, length, " ");
	append(line, length, word);
}

static void append_defaults(const struct cmdline_request *request, char *line, size_t *length)
{
	if (request->console && !has(request, "console")) {
		append_word(line, length, "console=");
		append(line, length, request->console);
	}
	if (request->earlycon && !has(request, "earlycon"))
		append_word(line, length, "earlycon");
	if (!has(request, "panic"))
		append_word(line, length, "panic=-1");
	if (!has(request, "reboot"))
		append_word(line, length, "reboot=panic_warm");
}

enum cmdline_status cmdline_build(const struct cmdline_request *request, char line[CMDLINE_BYTES],
				  size_t *length)
{
	size_t i;

	line[0] = '\0';
	*length = 0;
	if (!request->nodefaults)
		append_defaults(request, line, length);
	for (i = 0; i < request->param_count; i++) {
		if (request->params[i][0])
			append_word(line, length, request->params[i]);
	}
	return *length < CMDLINE_BYTES ? CMDLINE_OK : CMDLINE_TOO_LONG;
}
