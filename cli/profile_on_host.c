// SPDX-License-Identifier: GPL-2.0-only
// Loads a profile, asks the engine, and finds the parts of what it says.
#include "cli/profile_on_host.h"

#include <stdio.h>
#include <string.h>

#include "lib/bits.h"

/* The keys of [cpu] by which wishes are called in messages. */
static const struct {
	const char *name;
	enum profile_key key;
} wishes[] = {
	{ "sve", PROFILE_KEY_SVE },	      { "sve-max-vl", PROFILE_KEY_SVE_MAX_VL },
	{ "pauth", PROFILE_KEY_PAUTH },	      { "pmu", PROFILE_KEY_PMU },
	{ "mte", PROFILE_KEY_MTE },	      { "el2", PROFILE_KEY_EL2 },
	{ "el2-e2h0", PROFILE_KEY_EL2_E2H0 },
};

/* Where the profile has the wish that a text starts with: "sve = on: …". NULL: nowhere. */
static const struct profile_place *place_of_wish(const struct profile *profile, const char *text)
{
	size_t bytes = strcspn(text, " ");

	for (size_t i = 0; i < ARRAY_SIZE(wishes); i++) {
		if (strlen(wishes[i].name) == bytes && !strncmp(wishes[i].name, text, bytes) &&
		    profile->given & 1u << wishes[i].key)
			return &profile->places[wishes[i].key];
	}
	return NULL;
}

/* Wishes are refused by the name of the profile; people look for the line. */
static bool make_host(struct profile_on_host *result, const char *name, const struct cpu_dump *dump)
{
	struct cpu_feature_wishes asked = profile_wishes(&result->profile);
	const struct profile_place *place;
	struct messages refused = { 0 };
	const char *text;
	bool good = dump_host_cpu(dump, &asked, name, &result->host, &refused);

	for (size_t i = 0; i < refused.count; i++) {
		text = refused.list[i].text + strlen(name) + 2;
		place = place_of_wish(&result->profile, text);
		if (place)
			messages_add(&result->messages, refused.list[i].kind, "%s:%u: %s",
				     place->source, place->line, text);
		else
			messages_add(&result->messages, refused.list[i].kind, "%s",
				     refused.list[i].text);
	}
	messages_fini(&refused);
	return good;
}

static void check(struct profile_on_host *result, const char *name, const struct cpu_dump *dump)
{
	bool good = make_host(result, name, dump);

	good &= profile_check(&result->profile, &result->host, &result->plan, &result->messages);
	result->answer = good ? PROFILE_CAN : PROFILE_CANNOT;
}

static void init(struct profile_on_host *result)
{
	memset(result, 0, sizeof(*result));
	profile_init(&result->profile);
}

void profile_on_host_check(struct profile_on_host *result, const char *spec,
			   const struct profile_search *search, const struct cpu_dump *dump)
{
	init(result);
	if (profile_load_operand(&result->profile, spec, search, &result->messages))
		check(result, spec, dump);
}

void profile_on_host_check_file(struct profile_on_host *result, const char *path,
				const struct profile_search *search, const struct cpu_dump *dump)
{
	init(result);
	if (profile_load_file(&result->profile, path, search, &result->messages))
		check(result, path, dump);
}

void profile_on_host_fini(struct profile_on_host *result)
{
	profile_fini(&result->profile);
	messages_fini(&result->messages);
}

/* How many bytes of the text are "SOURCE:LINE" before ": ". A source may have blanks and colons. */
static int place_bytes(const char *text)
{
	const char *end = text, *digits;

	while ((end = strstr(end, ": "))) {
		for (digits = end; digits > text && strchr("0123456789", digits[-1]);)
			digits--;
		if (digits < end && digits > text + 1 && digits[-1] == ':')
			return (int)(end - text);
		end++;
	}
	return 0;
}

struct message_parts message_split(const char *text)
{
	struct message_parts parts = { .place_bytes = place_bytes(text), .rest = text };
	char name[64], *dot;
	size_t bytes;

	if (parts.place_bytes)
		parts.rest = text + parts.place_bytes + 2;
	bytes = strcspn(parts.rest, ":");
	if (bytes >= sizeof(name))
		return parts;
	memcpy(name, parts.rest, bytes);
	name[bytes] = '\0';
	dot = strchr(name, '.');
	if (dot)
		*dot++ = '\0';
	parts.reg = idreg_by_name(name);
	if (parts.reg && dot)
		parts.field = idreg_field_by_name(parts.reg, dot);
	return parts;
}
