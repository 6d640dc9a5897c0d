// SPDX-License-Identifier: GPL-2.0-only
// The texts of [profile], out of a file's own layer.
#include "sysregs/profile_summary.h"

#include <stdlib.h>
#include <strings.h>

#include "sysregs/profile_file.h"
#include "sysregs/profile_layer.h"

static char *take(struct profile_layer *layer, enum profile_key key)
{
	char *text = layer->texts[key];

	layer->texts[key] = NULL;
	return text;
}

/* Mistakes are told when all of it is loaded. */
static void load_texts(struct profile_summary *summary, const char *path)
{
	struct messages messages = { 0 };
	struct profile_layer layer;
	struct profile_file file;

	if (profile_file_read(path, &file, path, &messages)) {
		profile_layer_init(&layer, path, &messages);
		profile_layer_read_ini(&layer, file.text, file.bytes);
		summary->name = take(&layer, PROFILE_KEY_NAME);
		summary->comment = take(&layer, PROFILE_KEY_COMMENT);
		summary->base = take(&layer, PROFILE_KEY_BASE);
		profile_layer_fini(&layer);
		free(file.text);
	}
	messages_fini(&messages);
}

bool profile_summary_load(struct profile_summary *summary, const char *path,
			  const struct profile_search *search, struct messages *messages)
{
	struct profile profile;
	bool good;

	*summary = (struct profile_summary){ 0 };
	load_texts(summary, path);
	if (summary->base && !strcasecmp(summary->base, "host")) {
		free(summary->base);
		summary->base = NULL;
	}
	profile_init(&profile);
	good = profile_load_file(&profile, path, search, messages);
	profile_fini(&profile);
	return good;
}

void profile_summary_fini(struct profile_summary *summary)
{
	free(summary->name);
	free(summary->comment);
	free(summary->base);
	*summary = (struct profile_summary){ 0 };
}
