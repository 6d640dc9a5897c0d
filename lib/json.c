// SPDX-License-Identifier: GPL-2.0-only
// JSON as armlet prints it.
#include "lib/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/error.h"

json_t *json_hex(uint64_t value)
{
	return json_sprintf("0x%" PRIx64, value);
}

/* The text with every byte that jansson refuses to read replaced; the caller frees it. */
static char *repair(const char *text)
{
	static const char replacement[] = "\xef\xbf\xbd";
	char *repaired = malloc(strlen(text) * strlen(replacement) + 1), *out = repaired;
	size_t length;
	json_t *part;

	while (repaired && *text) {
		/* A character of UTF-8 has 1 to 4 bytes. */
		for (length = 1; length <= 4; length++) {
			part = strnlen(text, length) == length ? json_stringn(text, length) : NULL;
			if (part)
				break;
		}
		json_decref(part);
		out = part ? mempcpy(out, text, length) : stpcpy(out, replacement);
		text += part ? length : 1;
	}
	if (repaired)
		*out = '\0';
	return repaired;
}

json_t *json_text(const char *text)
{
	json_t *string;
	char *repaired;

	if (!text)
		return json_null();
	string = json_string(text);
	if (string)
		return string;
	repaired = repair(text);
	string = repaired ? json_string(repaired) : NULL;
	free(repaired);
	return string;
}

int json_print(json_t *root, FILE *out)
{
	int result = -1;

	if (!root)
		err("no memory for what was to be printed");
	else if (json_dumpf(root, out, JSON_INDENT(2)) < 0 || putc('\n', out) == EOF)
		err_errno("the JSON could not be written whole");
	else
		result = 0;
	json_decref(root);
	return result;
}
