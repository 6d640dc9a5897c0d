// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu convert`: profiles, QEMU's -cpu values and Firecracker's CPU templates, each into
// another.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cpu.h"
#include "cli/output_file.h"
#include "cli/profile_on_host.h"
#include "cli/profile_option.h"
#include "lib/error.h"
#include "lib/json.h"
#include "sysregs/convert.h"
#include "sysregs/profile_file.h"

enum format { FORMAT_UNKNOWN = -1, FORMAT_PROFILE, FORMAT_QEMU, FORMAT_FIRECRACKER };

static const char *const format_names[] = { "profile", "qemu", "firecracker", NULL };

struct convert_options {
	int to, from; /* enum format */
	const char *host, *output;
	bool here, json, help;
};

#define ROW(letter_, name_, value_, kind_, member, help_, ...)                                 \
	{                                                                                      \
		.letter = letter_, .name = name_, .value = value_, .kind = kind_,              \
		.offset = offsetof(struct convert_options, member), .help = help_, __VA_ARGS__ \
	}

const struct option_row cpu_convert_options[] = {
	ROW(0, "to", "FORMAT", OPTION_CHOICE, to, "what to write", .choices = format_names),
	ROW(0, "from", "FORMAT", OPTION_CHOICE, from, "what INPUT is, if not plain",
	    .choices = format_names),
	ROW(0, "host", "DUMP", OPTION_STRING, host,
	    "turn host, lowest and auto into what that host makes of them"),
	ROW(0, "here", NULL, OPTION_FLAG, here, "the same for the host that this runs on"),
	ROW('o', "output", "FILE", OPTION_STRING, output, "write to FILE instead of stdout"),
	ROW(0, "json", NULL, OPTION_FLAG, json, "print an object: the output, and what it lacks"),
	ROW('h', "help", NULL, OPTION_FLAG, help, "print this"),
	{ .name = NULL },
};

/* All that one conversion holds. */
struct conversion {
	struct convert_options options;
	const char *input;
	struct cpu_convert cpu;
	struct messages left_out;
	char *text; /* in the target's format */
	size_t bytes;
};

static bool ends_in(const char *text, const char *suffix)
{
	size_t length = strlen(text), end = strlen(suffix);

	return length > end && !strcmp(text + length - end, suffix);
}

/* "host" or "max", alone or with properties after a comma. */
static bool is_qemu_value(const char *text)
{
	size_t length = strcspn(text, ",");

	return (length == 4 && !strncmp(text, "host", 4)) ||
	       (length == 3 && !strncmp(text, "max", 3));
}

/* A template by its name, -cpu values by theirs when a profile is to be made; else a profile. */
static enum format guess_format(const char *input, enum format to)
{
	if (ends_in(input, ".json"))
		return FORMAT_FIRECRACKER;
	if (strstr(input, "SYSREG_") || (to == FORMAT_PROFILE && is_qemu_value(input)))
		return FORMAT_QEMU;
	return FORMAT_PROFILE;
}

static int parse(struct conversion *conversion, int argc, char **argv)
{
	struct convert_options *options = &conversion->options;
	struct string_list words = { .count = 0 };

	*options = (struct convert_options){ .to = FORMAT_UNKNOWN, .from = FORMAT_UNKNOWN };
	if (options_parse(cpu_convert_options, options, &words, argc, argv) < 0)
		return -1;
	if (options->help)
		return 0;
	if (words.count != 1) {
		err("cpu convert: one INPUT is wanted, a file or the text itself; %zu are given",
		    words.count);
		return -1;
	}
	conversion->input = words.items[0];
	if (options->to == FORMAT_UNKNOWN) {
		err("cpu convert: --to is missing: profile, qemu or firecracker");
		return -1;
	}
	if (options->from == FORMAT_UNKNOWN)
		options->from = guess_format(conversion->input, (enum format)options->to);
	if ((options->host || options->here) && options->from != FORMAT_PROFILE) {
		err("cpu convert: --host and --here are for profiles: all numbers of %s are there",
		    format_names[options->from]);
		return -1;
	}
	if (options->host && options->here) {
		err("cpu convert: --host and --here exclude each other");
		return -1;
	}
	return 0;
}

/* --- Reading --- */

/* *status becomes 1 where the profile cannot be shown on the host. */
static int read_profile_on(struct conversion *conversion, int *status)
{
	struct profile_on_host result;
	struct messages again = { 0 };
	static struct cpu_dump dump;
	struct profile_dirs dirs;
	int failed;

	if (cpu_host_load(&dump, conversion->options.host) < 0)
		return -1;
	profile_dirs_init(&dirs);
	profile_on_host_check(&result, conversion->input, &dirs.search, &dump);
	messages_print(&result.messages);
	failed = result.answer == PROFILE_MALFORMED ? -1 : 0;
	if (result.answer == PROFILE_CAN) {
		/* It can: what there is to say has been said. */
		convert_from_profile_on(&result.profile, &result.host, &conversion->cpu,
					&conversion->left_out, &again);
		messages_fini(&again);
	} else if (result.answer == PROFILE_CANNOT) {
		err("cpu convert: %s: %s cannot show it, so that there are no numbers for it",
		    conversion->input, dump.label);
		*status = CPU_STATUS_NO;
	}
	profile_on_host_fini(&result);
	return failed;
}

static int read_profile(struct conversion *conversion, int *status)
{
	struct profile profile;
	int result;

	if (conversion->options.host || conversion->options.here)
		return read_profile_on(conversion, status);
	profile_init(&profile);
	result = profile_operand_load(&profile, conversion->input);
	if (!result)
		convert_from_profile(&profile, &conversion->cpu, &conversion->left_out);
	profile_fini(&profile);
	return result;
}

/* The text of INPUT: of a file, or itself. */
static int read_text(const struct conversion *conversion, struct profile_file *file)
{
	const char *input = conversion->input;
	struct messages messages = { 0 };
	bool good = true;

	if (conversion->options.from == FORMAT_QEMU && !strpbrk(input, "/.")) {
		*file = (struct profile_file){ .text = strdup(input), .bytes = strlen(input) };
		return file->text ? 0 : (err("no memory for %s", input), -1);
	}
	good = profile_file_read(input, file, "cpu convert", &messages);
	messages_print(&messages);
	return good ? 0 : -1;
}

static int read_other(struct conversion *conversion)
{
	struct messages messages = { 0 };
	struct profile_file file;
	bool good;

	if (read_text(conversion, &file) < 0)
		return -1;
	if (conversion->options.from == FORMAT_QEMU)
		good = convert_from_qemu(file.text, file.bytes, &conversion->cpu,
					 &conversion->left_out, &messages);
	else
		good = convert_from_firecracker(conversion->input, file.text, file.bytes,
						&conversion->cpu, &conversion->left_out, &messages);
	free(file.text);
	messages_print(&messages);
	return good ? 0 : -1;
}

/* --- Writing --- */

static int write_text(struct conversion *conversion)
{
	FILE *out = open_memstream(&conversion->text, &conversion->bytes);
	bool good = out;

	if (good && conversion->options.to == FORMAT_PROFILE)
		good = convert_to_profile(&conversion->cpu, out);
	else if (good && conversion->options.to == FORMAT_QEMU)
		good = convert_to_qemu(&conversion->cpu, out, &conversion->left_out);
	else if (good)
		good = convert_to_firecracker(&conversion->cpu, out, &conversion->left_out);
	if (out)
		good &= !fclose(out);
	if (!good)
		err("cpu convert: no memory for the output");
	return good ? 0 : -1;
}

static json_t *json_of(const struct conversion *conversion)
{
	const struct messages *left_out = &conversion->left_out;
	json_t *list = json_array();

	for (size_t i = 0; list && i < left_out->count; i++)
		json_array_append_new(list, json_text(left_out->list[i].text));
	return json_pack("{s:s, s:s, s:o, s:o}", "from", format_names[conversion->options.from],
			 "to", format_names[conversion->options.to], "output",
			 json_text(conversion->text), "not_converted", list);
}

static int print(struct conversion *conversion)
{
	const struct messages *left_out = &conversion->left_out;
	struct output_file file = { 0 };
	bool good;

	if (output_file_open(&file, conversion->options.output) < 0)
		return -1;
	if (conversion->options.json)
		good = json_print(json_of(conversion), file.stream) == 0;
	else
		good = fwrite(conversion->text, 1, conversion->bytes, file.stream) ==
		       conversion->bytes;
	if (output_file_close(&file, good) < 0 || !good)
		return -1;
	for (size_t i = 0; !conversion->options.json && i < left_out->count; i++)
		warn("not converted: %s", left_out->list[i].text);
	if (left_out->dropped)
		warn("not converted: %zu more things", left_out->dropped);
	return 0;
}

static int convert(struct conversion *conversion)
{
	int status = 0;

	if (conversion->options.from == FORMAT_PROFILE) {
		if (read_profile(conversion, &status) < 0)
			return EXIT_STATUS_FAILED;
	} else if (read_other(conversion) < 0) {
		return EXIT_STATUS_FAILED;
	}
	if (status)
		return status;
	if (write_text(conversion) < 0 || print(conversion) < 0)
		return EXIT_STATUS_FAILED;
	return conversion->left_out.count || conversion->left_out.dropped ? CPU_STATUS_NO
									  : EXIT_STATUS_OK;
}

struct command_result cpu_convert_command(int argc, char **argv)
{
	struct conversion conversion = { .text = NULL };
	struct command_result result = { .status = EXIT_STATUS_FAILED };

	if (parse(&conversion, argc, argv) < 0)
		return result;
	if (conversion.options.help)
		return cpu_command_help("convert");
	result.status = convert(&conversion);
	messages_fini(&conversion.left_out);
	free(conversion.text);
	return result;
}
