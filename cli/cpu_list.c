// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu list`: every ID register and field, what a host shows in it and what it could show.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cpu.h"
#include "cli/cpu_list.h"
#include "cli/profile_option.h"
#include "lib/bits.h"
#include "lib/error.h"
#include "lib/json.h"
#include "sysregs/check_field.h"
#include "sysregs/hwcaps.h"

struct list_options {
	const char *host, *profile, *kernel;
	bool writable, hwcaps, json, help;
};

#define MEMBER(name) offsetof(struct list_options, name)

const struct option_row cpu_list_options[] = {
	{ 0, "host", "DUMP", OPTION_STRING, MEMBER(host), "a host's dump instead of this host", 0,
	  0, NULL },
	{ 0, "profile", "PROFILE", OPTION_STRING, MEMBER(profile),
	  "also what a guest reads under this profile", 0, 0, NULL },
	{ 0, "writable", NULL, OPTION_FLAG, MEMBER(writable),
	  "only fields that the host lets be changed", 0, 0, NULL },
	{ 0, "hwcaps", NULL, OPTION_FLAG, MEMBER(hwcaps),
	  "only the Features line of a guest's /proc/cpuinfo", 0, 0, NULL },
	{ 0, "kernel", "RELEASE", OPTION_STRING, MEMBER(kernel),
	  "with --hwcaps: the guest's Linux, as 6.12 (default: newest known)", 0, 0, NULL },
	{ 0, "json", NULL, OPTION_FLAG, MEMBER(json), "JSON instead of text", 0, 0, NULL },
	{ 'h', "help", NULL, OPTION_FLAG, MEMBER(help), "this text", 0, 0, NULL },
	{ 0 },
};

static void refuse_name(const char *kind, const char *name, const char *nearest)
{
	err("\"%s\": no %s of that name%s%s%s", name, kind, nearest ? "; did you mean " : "",
	    nearest ? nearest : "", nearest ? "?" : "");
}

/* People often name a field alone: where it is. */
static void refuse_field_alone(const char *word)
{
	char places[256] = "";
	size_t used = 0;

	for (size_t i = 0; i < idreg_count && used < sizeof(places) - 64; i++) {
		const struct idreg_field *field = idreg_field_by_name(&idregs[i], word);

		if (field)
			used += (size_t)snprintf(places + used, sizeof(places) - used, "%s%s.%s",
						 used ? ", " : "", idregs[i].name, field->name);
	}
	if (used)
		err("\"%s\": no register of that name; as a field it is named with its register: "
		    "%s",
		    word, places);
	else
		refuse_name("register", word, idreg_nearest_name(word));
}

/* Adds "REG" or "REG.FIELD" to what is wanted. -1 after one line. */
static int want(struct listing *listing, const char *word)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	char name[64], *dot;

	if ((size_t)snprintf(name, sizeof(name), "%s", word) >= sizeof(name)) {
		refuse_name("register", word, NULL);
		return -1;
	}
	dot = strchr(name, '.');
	if (dot)
		*dot++ = '\0';
	reg = idreg_by_name(name);
	if (!reg && !dot)
		refuse_field_alone(word);
	else if (!reg)
		refuse_name("register", word, idreg_nearest_name(name));
	if (!reg)
		return -1;
	if (!dot) {
		listing->wanted[reg->index] = UINT64_MAX;
		return 0;
	}
	field = idreg_field_by_name(reg, dot);
	if (!field) {
		refuse_name("field", word, idreg_nearest_field(reg, dot));
		return -1;
	}
	listing->wanted[reg->index] |= bits_mask(field->msb, field->lsb);
	return 0;
}

static int want_all(struct listing *listing, char *const *names, size_t count)
{
	if (!count)
		memset(listing->wanted, 0xff, sizeof(listing->wanted));
	for (size_t i = 0; i < count; i++) {
		if (want(listing, names[i]) < 0)
			return -1;
	}
	return 0;
}

static void use_host(struct listing *listing, const struct cpu_dump *dump)
{
	/* "auto" of all: it can refuse nothing. */
	const struct cpu_feature_wishes all = { .el2 = FEATURE_OFF };
	const struct cpu_feature_wishes plain = dump_default_wishes();
	struct messages messages = { 0 };

	listing->dump = dump;
	dump_host_cpu(dump, &plain, dump->label, &listing->host, &messages);
	dump_host_cpu(dump, &all, dump->label, &listing->all, &messages);
	messages_fini(&messages);
}

bool listing_has(const struct listing *listing, const struct idreg *reg,
		 const struct idreg_field *field)
{
	return field->kind == IDREG_FIELD &&
	       listing->wanted[reg->index] & bits_mask(field->msb, field->lsb) &&
	       (!listing->only_writable || listing_is_writable(listing, reg, field));
}

bool listing_has_register(const struct listing *listing, const struct idreg *reg)
{
	for (size_t i = 0; i < reg->field_count; i++) {
		if (listing_has(listing, reg, &reg->fields[i]))
			return true;
	}
	/* One whose fields have no names is there all the same. */
	return listing->wanted[reg->index] == UINT64_MAX && !listing->only_writable;
}

bool listing_is_writable(const struct listing *listing, const struct idreg *reg,
			 const struct idreg_field *field)
{
	if (!listing->dump || listing->host.protected_vm ||
	    !field_is_writable(&listing->host, reg, field))
		return false;
	return field_role(reg, field) != ROLE_IMPLEMENTATION_ID ||
	       listing->host.can_write_implementation_ids;
}

const char *listing_since(const struct listing *listing, const struct idreg *reg,
			  const struct idreg_field *field)
{
	const char *since = field_writable_since(reg, field);

	if (!since && listing_is_writable(listing, reg, field))
		return "<=6.12";
	return since;
}

/* The words of the Features line, one by one or as Linux prints them. */
static int print_hwcaps(const struct listing *listing, const struct list_options *options)
{
	const uint64_t *values =
		listing->profile ? listing->profile->plan.values : listing->host.limits;
	char line[HWCAPS_LINE_BYTES], *rest, *word;
	json_t *root, *words;

	if (!hwcaps_line(values, options->kernel, line, sizeof(line))) {
		err("the Features line is too long");
		return -1;
	}
	if (!options->json) {
		printf("Features\t: %s\n", line);
		return 0;
	}
	words = json_array();
	for (word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		json_array_append_new(words, json_text(word));
	root = json_object();
	json_object_set_new(root, "host", json_text(listing->dump->label));
	json_object_set_new(root, "profile", json_text(listing->profile_name));
	json_object_set_new(root, "kernel", json_text(options->kernel));
	json_object_set_new(root, "hwcaps", words);
	return json_print(root, stdout);
}

static struct command_result print(const struct listing *listing,
				   const struct list_options *options)
{
	int result;

	if (options->hwcaps)
		result = print_hwcaps(listing, options);
	else if (options->json)
		result = json_print(listing_to_json(listing), stdout);
	else
		result = listing_print_text(listing);
	return command_status(result < 0 ? EXIT_STATUS_FAILED : EXIT_STATUS_OK);
}

static struct command_result list_under_profile(struct listing *listing,
						const struct list_options *options)
{
	struct profile_on_host profile;
	struct profile_dirs dirs;
	struct command_result result = { .status = EXIT_STATUS_FAILED };

	profile_dirs_init(&dirs);
	profile_on_host_check(&profile, options->profile, &dirs.search, listing->dump);
	messages_print(&profile.messages);
	if (profile.answer == PROFILE_CANNOT)
		result.status = CPU_STATUS_NO;
	if (profile.answer == PROFILE_CAN) {
		listing->profile_name = options->profile;
		listing->profile = &profile;
		result = print(listing, options);
	}
	profile_on_host_fini(&profile);
	return result;
}

static bool is_release(const char *text)
{
	unsigned int major, minor;

	return text[0] >= '0' && text[0] <= '9' && sscanf(text, "%u.%u", &major, &minor) == 2;
}

static bool options_fit(const struct list_options *options, size_t count)
{
	if (options->kernel && !options->hwcaps)
		err("--kernel %s: only --hwcaps depends on the guest's kernel", options->kernel);
	else if (options->kernel && !is_release(options->kernel))
		err("--kernel %s: expected a Linux release such as 6.12", options->kernel);
	else if (options->hwcaps && (options->writable || count))
		err("--hwcaps: is about all registers, and can be given neither with one nor with "
		    "--writable");
	else
		return true;
	return false;
}

struct command_result cpu_list_command(int argc, char **argv)
{
	struct list_options options = { 0 };
	struct listing listing = { .dump = NULL };
	struct cpu_dump dump;
	size_t count = 0;

	if (options_parse_many(cpu_list_options, &options, &count, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("list");
	if (!options_fit(&options, count) || want_all(&listing, argv + 1, count) < 0)
		return command_status(EXIT_STATUS_FAILED);
	listing.only_writable = options.writable;
	if (options.host || cpu_host_is_here() || options.writable || options.hwcaps ||
	    options.profile) {
		if (cpu_host_load(&dump, options.host) < 0)
			return command_status(EXIT_STATUS_FAILED);
		use_host(&listing, &dump);
	}
	if (options.profile)
		return list_under_profile(&listing, &options);
	return print(&listing, &options);
}
