// SPDX-License-Identifier: GPL-2.0-only
// JSON as armlet prints it.
#include "lib/json.h"

#include <inttypes.h>

#include "lib/error.h"

json_t *json_hex(uint64_t value)
{
	return json_sprintf("0x%" PRIx64, value);
}

int json_print(json_t *root, FILE *out)
{
	int result = -1;

	if (!root)
		err("no memory for what was to be printed");
	else if (json_dumpf(root, out, JSON_INDENT(2)) < 0 || putc('\n', out) == EOF)
		err("what was asked for could not be written whole");
	else
		result = 0;
	json_decref(root);
	return result;
}
