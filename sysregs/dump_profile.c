// SPDX-License-Identifier: GPL-2.0-only
// The profile at the head of a dump, held against what follows it.
#include "sysregs/dump_read.h"

#include "lib/bits.h"
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

/* [cpu], as far as it is given. */
static void compare_features(const struct dump_reader *reader, const struct profile *profile,
			     const struct cpu_features *features)
{
	const struct {
		enum profile_key key;
		const char *name;
		unsigned int wanted;
	} rows[] = {
		{ PROFILE_KEY_SVE, "sve", features->sve ? FEATURE_ON : FEATURE_OFF },
		{ PROFILE_KEY_SVE_MAX_VL, "sve-max-vl", features->sve_max_vl_bits },
		{ PROFILE_KEY_PAUTH, "pauth", features->pauth ? FEATURE_ON : FEATURE_OFF },
		{ PROFILE_KEY_PMU, "pmu", FEATURE_OFF },
		{ PROFILE_KEY_MTE, "mte", FEATURE_OFF },
		{ PROFILE_KEY_EL2, "el2", FEATURE_OFF },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!(profile->given & 1u << rows[i].key) ||
		    profile->settings[rows[i].key] == rows[i].wanted)
			continue;
		warn_of_edit(reader, &profile->places[rows[i].key], rows[i].name);
		return;
	}
}

static void compare(const struct dump_reader *reader, const struct profile *profile)
{
	struct cpu_feature_wishes wishes = dump_default_wishes();
	const struct profile_line *edited;
	struct messages ignored = { 0 };
	struct host_cpu host;

	dump_host_cpu(reader->dump, &wishes, "", &host, &ignored);
	messages_fini(&ignored);
	edited = find_edited(profile, &host);
	if (edited)
		warn_of_edit(reader, &edited->place, edited->reg->name);
	else
		compare_features(reader, profile, &host.features);
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
