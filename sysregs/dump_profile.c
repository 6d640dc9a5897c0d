// SPDX-License-Identifier: GPL-2.0-only
// The profile at the head of a dump, held against what follows it.
#include "sysregs/dump_read.h"

#include "sysregs/profile.h"

static void warn_of_edit(const struct dump_reader *reader, const struct profile_place *place,
			 const char *what)
{
	messages_add(
		reader->messages, MESSAGE_WARNING,
		"%s:%u: %s is not what the text says from [host] on, which is what counts when "
		"hosts are compared: for another CPU write a profile of its own",
		reader->name, place->line, what);
}

static const struct profile_line *find_edited(const struct profile *profile,
					      const struct host_cpu *host)
{
	for (int i = 0; i < profile->lines.count; i++) {
		const struct profile_line *line = &profile->lines.list[i];

		if (line->reg && (line->field || line->value.kind != PROFILE_VALUE_BITS ||
				  line->value.bits != host->limits[line->reg->index]))
			return line;
	}
	return NULL;
}

static void compare(const struct dump_reader *reader, const struct profile *profile)
{
	struct cpu_feature_wishes wishes = dump_default_wishes(), asked = profile_wishes(profile);
	const struct profile_line *edited;
	struct messages ignored = { 0 };
	struct host_cpu host;

	dump_host_cpu(reader->dump, &wishes, "", &host, &ignored);
	messages_fini(&ignored);
	edited = find_edited(profile, &host);
	if (edited)
		warn_of_edit(reader, &edited->place, edited->reg->name);
	else if (profile->given & 1u << PROFILE_KEY_SVE &&
		 (asked.sve == FEATURE_ON) != host.features.sve)
		warn_of_edit(reader, &profile->places[PROFILE_KEY_SVE], "sve");
	else if (profile->given & 1u << PROFILE_KEY_PAUTH &&
		 (asked.pauth == FEATURE_ON) != host.features.pauth)
		warn_of_edit(reader, &profile->places[PROFILE_KEY_PAUTH], "pauth");
	else if (profile->given & 1u << PROFILE_KEY_SVE_MAX_VL &&
		 asked.sve_max_vl_bits != host.features.sve_max_vl_bits)
		warn_of_edit(reader, &profile->places[PROFILE_KEY_SVE_MAX_VL], "sve-max-vl");
}

void dump_check_profile(const struct dump_reader *reader, const char *text, size_t bytes)
{
	struct messages found = { 0 };
	struct profile profile;

	profile_init(&profile);
	if (profile_load_memory(&profile, reader->name, text, bytes, NULL, &found))
		compare(reader, &profile);
	else
		messages_add(reader->messages, MESSAGE_WARNING,
			     "%s (what comes before [host] is no profile)",
			     found.count ? found.list[0].text : reader->name);
	messages_fini(&found);
	profile_fini(&profile);
}
