// SPDX-License-Identifier: GPL-2.0-only
// Profiles: what --cpu and files ask for, each file laid over the base that it names.
#include "sysregs/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sysregs/profile_file.h"
#include "sysregs/profile_layer.h"

/* A base of a base of …: more than this is a mistake. */
#define BASES_MAX 16

/* Of an operand as messages name it. */
#define OPERAND_NAME_BYTES 48

#define INDEX_MIDR   0
#define INDEX_REVIDR 6
#define INDEX_AIDR   71

/* The files that are being loaded, innermost first: to refuse cycles. */
struct chain {
	const struct chain *parent;
	const struct profile_file *file; /* NULL: text from memory */
	unsigned int depth;
};

void profile_init(struct profile *profile)
{
	*profile = (struct profile){ 0 };
	profile_lines_init(&profile->lines);
}

void profile_fini(struct profile *profile)
{
	free(profile->name);
	free(profile->comment);
	profile_lines_fini(&profile->lines);
	for (size_t i = 0; i < profile->source_count; i++)
		free(profile->sources[i]);
	free(profile->sources);
	profile_init(profile);
}

/* A copy of a source's name that lives as long as the profile, or NULL after a message. */
static const char *add_source(struct profile *profile, const char *name, struct messages *messages)
{
	char *copy = strdup(name), **sources;

	sources = realloc(profile->sources, (profile->source_count + 1) * sizeof(*sources));
	if (sources)
		profile->sources = sources;
	if (!sources || !copy) {
		free(copy);
		messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
		return NULL;
	}
	sources[profile->source_count++] = copy;
	return copy;
}

static bool is_host(const char *spec)
{
	return !strcasecmp(spec, "host");
}

static void load_named(struct profile *profile, const char *spec, const char *beside,
		       const struct profile_search *search, const struct chain *parent,
		       const char *where, struct messages *messages);

/* Lays the base that the layer names under it. */
static void load_base(struct profile *profile, const struct profile_layer *layer,
		      const struct profile_search *search, const struct chain *chain)
{
	const char *base = layer->texts[PROFILE_KEY_BASE];
	char where[512];

	if (!base || is_host(base))
		return;
	snprintf(where, sizeof(where), "%s:%u: base", layer->source,
		 layer->places[PROFILE_KEY_BASE].line);
	if (!search)
		messages_add(layer->messages, MESSAGE_ERROR,
			     "%s: only \"host\" can be the base here", where);
	else
		load_named(profile, base, chain->file ? layer->source : NULL, search, chain, where,
			   layer->messages);
}

static void load_text(struct profile *profile, const char *name, const char *text, size_t bytes,
		      const struct profile_search *search, const struct chain *chain,
		      struct messages *messages)
{
	const char *source = add_source(profile, name, messages);
	struct profile_layer layer;

	if (!source)
		return;
	profile_layer_init(&layer, source, messages);
	profile_layer_read_ini(&layer, text, bytes);
	profile_layer_finish(&layer);
	load_base(profile, &layer, search, chain);
	if (!profile_layer_merge(&layer, profile))
		messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
	profile_layer_fini(&layer);
}

static void load_path(struct profile *profile, const char *path,
		      const struct profile_search *search, const struct chain *parent,
		      const char *where, struct messages *messages)
{
	struct profile_file file;
	struct chain chain = { parent, &file, parent ? parent->depth + 1 : 0 };

	if (!profile_file_read(path, &file, where, messages))
		return;
	for (const struct chain *c = parent; c; c = c->parent) {
		if (c->file && c->file->device == file.device && c->file->inode == file.inode) {
			messages_add(messages, MESSAGE_ERROR,
				     "%s: %s is its own base, by way of %u file%s", where, path,
				     chain.depth - c->depth,
				     chain.depth - c->depth == 1 ? "" : "s");
			goto out;
		}
	}
	if (chain.depth > BASES_MAX)
		messages_add(messages, MESSAGE_ERROR, "%s: more than %d bases, one upon the other",
			     where, BASES_MAX);
	else
		load_text(profile, path, file.text, file.bytes, search, &chain, messages);
out:
	free(file.text);
}

static void load_named(struct profile *profile, const char *spec, const char *beside,
		       const struct profile_search *search, const struct chain *parent,
		       const char *where, struct messages *messages)
{
	char *path = profile_file_find(spec, beside, search, where, messages);

	if (path)
		load_path(profile, path, search, parent, where, messages);
	free(path);
}

bool profile_load_file(struct profile *profile, const char *path,
		       const struct profile_search *search, struct messages *messages)
{
	static const struct profile_search nowhere;
	size_t errors = messages->error_count;

	load_path(profile, path, search ? search : &nowhere, NULL, path, messages);
	return messages->error_count == errors;
}

bool profile_load_memory(struct profile *profile, const char *name, const char *text, size_t bytes,
			 const struct profile_search *search, struct messages *messages)
{
	struct chain chain = { NULL, NULL, 0 };
	size_t errors = messages->error_count;

	load_text(profile, name, text, bytes, search, &chain, messages);
	return messages->error_count == errors;
}

/* Takes the first part of a spec, unless it is an assignment already. True if it was taken. */
static bool load_spec_base(struct profile *profile, const char *part, const char *where,
			   const struct profile_search *search, struct messages *messages)
{
	static const struct profile_search nowhere;

	if (strchr(part, '=') && !strchr(part, '/'))
		return false;
	profile->cpu_items++;
	if (!*part)
		messages_add(messages, MESSAGE_ERROR, "%s: a profile's name is missing", where);
	else if (profile->has_base)
		messages_add(messages, MESSAGE_ERROR,
			     "%s: \"%s\": an earlier --cpu has named a profile already", where,
			     part);
	else if (!is_host(part))
		load_named(profile, part, NULL, search ? search : &nowhere, NULL, where, messages);
	profile->has_base = true;
	return true;
}

/* `where`: how messages name the first part; NULL: by itself. */
static bool load_spec(struct profile *profile, const char *spec, const char *name,
		      const char *where, const struct profile_search *search,
		      struct messages *messages)
{
	const char *source = add_source(profile, name, messages);
	size_t errors = messages->error_count;
	char *copy = strdup(spec), *rest = copy, *part;
	struct profile_layer layer;

	if (!source || !copy) {
		if (source)
			messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
		free(copy);
		return false;
	}
	profile_layer_init(&layer, source, messages);
	layer.unit = "item";
	for (part = strsep(&rest, ","); part; part = strsep(&rest, ",")) {
		if (part != copy || !load_spec_base(profile, part,
						    where   ? where
						    : *part ? part
							    : name,
						    search, messages))
			profile_layer_read_item(&layer, part, ++profile->cpu_items);
	}
	profile_layer_finish(&layer);
	if (!profile_layer_merge(&layer, profile))
		messages_add(messages, MESSAGE_ERROR, "%s: out of memory", name);
	profile_layer_fini(&layer);
	free(copy);
	return messages->error_count == errors;
}

bool profile_load_spec(struct profile *profile, const char *spec,
		       const struct profile_search *search, struct messages *messages)
{
	char where[32];

	snprintf(where, sizeof(where), "--cpu:%u", profile->cpu_items + 1);
	return load_spec(profile, spec, "--cpu", where, search, messages);
}

bool profile_load_operand(struct profile *profile, const char *word,
			  const struct profile_search *search, struct messages *messages)
{
	size_t first = strcspn(word, ",");
	char name[OPERAND_NAME_BYTES];
	int cut = first < sizeof(name) - 5 ? (int)first : (int)sizeof(name) - 5;

	/* Not within a character of UTF-8. */
	while (cut && ((unsigned char)word[cut] & 0xc0) == 0x80)
		cut--;
	snprintf(name, sizeof(name), "%.*s%s%s", cut, word,
		 cut == (int)first && word[cut] ? "," : "", word[cut] ? "..." : "");
	return load_spec(profile, word, name, NULL, search, messages);
}

/* What nothing names: SVE and pointer authentication as the host has them, the others not at all.
 */
enum feature_wish profile_wish(const struct profile *profile, enum profile_key key)
{
	bool on_request =
		key == PROFILE_KEY_PMU || key == PROFILE_KEY_MTE || key == PROFILE_KEY_EL2;

	if (on_request && !(profile->given & 1u << key))
		return FEATURE_OFF;
	return (enum feature_wish)profile->settings[key];
}

struct cpu_feature_wishes profile_wishes(const struct profile *profile)
{
	const unsigned int *settings = profile->settings;

	return (struct cpu_feature_wishes){
		.sve = profile_wish(profile, PROFILE_KEY_SVE),
		.pauth = profile_wish(profile, PROFILE_KEY_PAUTH),
		.pmu = profile_wish(profile, PROFILE_KEY_PMU),
		.mte = profile_wish(profile, PROFILE_KEY_MTE),
		.el2 = profile_wish(profile, PROFILE_KEY_EL2),
		.el2_e2h0 = settings[PROFILE_KEY_EL2_E2H0],
		.sve_max_vl_bits = settings[PROFILE_KEY_SVE_MAX_VL],
	};
}

bool profile_is_empty(const struct profile *profile)
{
	const struct profile_line *line;

	if (profile->settings[PROFILE_KEY_UNLISTED] == PROFILE_UNLISTED_LOWEST)
		return false;
	for (int i = 0; i < profile->lines.count; i++) {
		line = &profile->lines.list[i];
		if (line->reg && line->value.kind != PROFILE_VALUE_HOST)
			return false;
	}
	return true;
}

bool profile_wants_implementation_ids(const struct profile *profile)
{
	return profile->lines.first[INDEX_MIDR] >= 0 || profile->lines.first[INDEX_REVIDR] >= 0 ||
	       profile->lines.first[INDEX_AIDR] >= 0;
}
