// SPDX-License-Identifier: GPL-2.0-only
// Any bytes as a dump: no crash, few messages, and what is taken is written and read again as the
// same.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sysregs/dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static char *write_text(const struct cpu_dump *dump, size_t *bytes)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, bytes);

	if (!out)
		return NULL;
	if (!dump_write(dump, out))
		abort();
	fclose(out);
	return text;
}

/* What the host could show is asked with any features, too; the answer keeps to the dump. */
static void ask(const struct cpu_dump *dump, uint8_t bits)
{
	struct cpu_feature_wishes wishes = {
		.sve = bits & 1 ? FEATURE_ON : FEATURE_AUTO,
		.pauth = bits & 2 ? FEATURE_ON : FEATURE_OFF,
		.pmu = bits & 4 ? FEATURE_AUTO : FEATURE_OFF,
		.mte = bits & 8 ? FEATURE_ON : FEATURE_OFF,
		.el2 = bits & 16 ? FEATURE_AUTO : FEATURE_OFF,
		.el2_e2h0 = bits & 32,
		.sve_max_vl_bits = bits & 64 ? 256 : 0,
	};
	static struct host_cpu host;
	struct messages messages = { 0 };

	if (dump_host_cpu(dump, &wishes, "fuzz", &host, &messages) != !messages.error_count)
		abort();
	if (host.features.sve &&
	    !(dump->sve_lengths >> (host.features.sve_max_vl_bits / 128 - 1) & 1))
		abort();
	messages_fini(&messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct cpu_dump dump, again;
	struct messages messages = { 0 };
	size_t length, length_again;
	char *text, *text_again;
	bool taken;

	taken = dump_load_memory(&dump, "fuzz", (const char *)data, bytes, &messages);
	if (taken != !messages.error_count || messages.count > MESSAGES_MAX)
		abort();
	messages_fini(&messages);
	if (!taken)
		return 0;
	if (!dump_is_text((const char *)data, bytes))
		abort();
	ask(&dump, data[bytes / 2]);
	text = write_text(&dump, &length);
	if (!text)
		return 0;
	if (!dump_load_memory(&again, "fuzz", text, length, &messages))
		abort();
	messages_fini(&messages);
	text_again = write_text(&again, &length_again);
	if (text_again && strcmp(text, text_again))
		abort();
	free(text);
	free(text_again);
	return 0;
}
