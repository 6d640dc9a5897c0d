// SPDX-License-Identifier: GPL-2.0-only
// A dump out of a file.
#include "sysregs/dump.h"

#include <stdlib.h>

#include "sysregs/profile_file.h"

bool dump_load_file(struct cpu_dump *dump, const char *path, struct messages *messages)
{
	struct profile_file file;
	const char *reason = ini_file_read(path, &file);
	bool good;

	if (reason) {
		messages_add(messages, MESSAGE_ERROR, "%s: cannot read the dump: %s",
			     *path ? path : "\"\"", reason);
		return false;
	}
	good = dump_load_memory(dump, path, file.text, file.bytes, messages);
	free(file.text);
	return good;
}
