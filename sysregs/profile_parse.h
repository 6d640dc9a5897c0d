/* SPDX-License-Identifier: GPL-2.0-only */
/* What the readers of files and of --cpu items share. Inside profiles only. */
#ifndef SYSREGS_PROFILE_PARSE_H
#define SYSREGS_PROFILE_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sysregs/messages.h"
#include "sysregs/profile_layer.h"

/* An error at a line, or an item, of the layer. */
#define REFUSE(layer, line, format, ...)                                                          \
	messages_add((layer)->messages, MESSAGE_ERROR, "%s:%u: " format, (layer)->source, (line), \
		     ##__VA_ARGS__)

/* "; did you mean X?", or nothing for NULL. */
static inline const char *did_you_mean(char *buffer, size_t bytes, const char *nearest)
{
	if (!nearest)
		return "";
	snprintf(buffer, bytes, "; did you mean %s?", nearest);
	return buffer;
}

struct profile_key_row {
	enum profile_section section;
	const char *name;
	/* Of a key that takes one of a few words, in their enum's order. */
	const char *const *choices;
	size_t choice_count;
};

extern const struct profile_key_row profile_keys[PROFILE_KEY_COUNT];

/* By name regardless of case, of [profile] or [cpu] or both; NULL if there is none. */
const struct profile_key_row *profile_key_find(const char *name, bool in_profile, bool in_cpu);
const char *profile_key_nearest(const char *name, bool in_profile, bool in_cpu);

/* Take one key, one whole register, one field. What is wrong is a message. */
void profile_layer_set_key(struct profile_layer *layer, const struct profile_key_row *key,
			   const char *value, unsigned int line);
void profile_layer_add_whole(struct profile_layer *layer, const struct idreg *reg, const char *text,
			     unsigned int line);
void profile_layer_add_field(struct profile_layer *layer, const struct idreg *reg, const char *name,
			     const char *text, unsigned int line);

#endif
