// SPDX-License-Identifier: GPL-2.0-only
// Any bytes as QEMU's -cpu value and as Firecracker's template: no crash, and what is read can be
// written and read again.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sysregs/convert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

/* Profiles can say all that either reader gives. */
static void read_again(const struct cpu_convert *convert)
{
	struct messages left_out = { 0 }, messages = { 0 };
	struct cpu_convert again;
	struct profile profile;
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	if (!out || !convert_to_profile(convert, out) || fclose(out))
		abort();
	profile_init(&profile);
	if (!profile_load_memory(&profile, "fuzz", text, bytes, NULL, &messages))
		abort();
	convert_from_profile(&profile, &again, &left_out);
	if (left_out.count || memcmp(convert->given, again.given, sizeof(again.given)) ||
	    memcmp(convert->values, again.values, sizeof(again.values)) ||
	    convert->wishes.sve != again.wishes.sve ||
	    convert->wishes.sve_max_vl_bits != again.wishes.sve_max_vl_bits)
		abort();
	profile_fini(&profile);
	messages_fini(&messages);
	free(text);
}

static void write_others(const struct cpu_convert *convert, struct messages *left_out)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	if (!out || !convert_to_qemu(convert, out, left_out) ||
	    !convert_to_firecracker(convert, out, left_out) || fclose(out))
		abort();
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct messages left_out = { 0 }, messages = { 0 };
	struct cpu_convert convert;
	const char *text = (const char *)data;
	bool good;

	if (bytes && data[0] == '{')
		good = convert_from_firecracker("fuzz", text, bytes, &convert, &left_out,
						&messages);
	else
		good = convert_from_qemu(text, bytes, &convert, &left_out, &messages);
	if (good == (messages.error_count > 0))
		abort();
	if (good) {
		read_again(&convert);
		write_others(&convert, &left_out);
	}
	messages_fini(&left_out);
	messages_fini(&messages);
	return 0;
}
