// SPDX-License-Identifier: GPL-2.0-only
// The lines of one source, and how they are laid over those of its base.
#include "sysregs/profile_layer.h"

#include <stdlib.h>
#include <string.h>

/* More than all fields that a kernel lets be written: what is not used is never touched. */
#define LINES_AT_FIRST 512

void profile_lines_init(struct profile_lines *lines)
{
	*lines = (struct profile_lines){ 0 };
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		lines->first[i] = -1;
}

void profile_lines_fini(struct profile_lines *lines)
{
	free(lines->list);
	profile_lines_init(lines);
}

struct profile_line *profile_lines_find(struct profile_lines *lines, unsigned int index,
					const struct idreg_field *field)
{
	int i = lines->first[index];

	while (i >= 0 && lines->list[i].field != field)
		i = lines->list[i].next;
	return i >= 0 ? &lines->list[i] : NULL;
}

/* Takes the lines that a new one replaces out of the register's chain. */
static void drop(struct profile_lines *lines, unsigned int index, const struct idreg_field *field)
{
	int *link = &lines->first[index];
	struct profile_line *line;

	while (*link >= 0) {
		line = &lines->list[*link];
		if (!field || line->field == field) {
			line->reg = NULL;
			*link = line->next;
		} else {
			link = &line->next;
		}
	}
}

bool profile_lines_add(struct profile_lines *lines, const struct profile_line *line)
{
	unsigned int index = line->reg->index;
	struct profile_line *list;
	int capacity;

	if (lines->count == lines->capacity) {
		capacity = lines->capacity ? lines->capacity * 2 : LINES_AT_FIRST;
		list = realloc(lines->list, (size_t)capacity * sizeof(*list));
		if (!list)
			return false;
		lines->list = list;
		lines->capacity = capacity;
	}
	lines->list[lines->count] = *line;
	lines->list[lines->count].next = lines->first[index];
	lines->first[index] = lines->count++;
	return true;
}

bool profile_lines_set(struct profile_lines *lines, const struct profile_line *line)
{
	drop(lines, line->reg->index, line->field);
	return profile_lines_add(lines, line);
}

void profile_layer_init(struct profile_layer *layer, const char *source, struct messages *messages)
{
	*layer = (struct profile_layer){ .source = source, .messages = messages };
	profile_lines_init(&layer->lines);
}

void profile_layer_fini(struct profile_layer *layer)
{
	profile_lines_fini(&layer->lines);
	for (size_t i = 0; i <= PROFILE_KEY_BASE; i++)
		free(layer->texts[i]);
	*layer = (struct profile_layer){ 0 };
}

static void take_text(struct profile_layer *layer, enum profile_key key, char **text)
{
	if (!layer->texts[key])
		return;
	free(*text);
	*text = layer->texts[key];
	layer->texts[key] = NULL;
}

bool profile_layer_merge(struct profile_layer *layer, struct profile *profile)
{
	unsigned int key;
	int i;

	take_text(layer, PROFILE_KEY_NAME, &profile->name);
	take_text(layer, PROFILE_KEY_COMMENT, &profile->comment);
	for (key = 0; key < PROFILE_KEY_COUNT; key++) {
		if (!(layer->given & 1u << key))
			continue;
		profile->settings[key] = layer->settings[key];
		profile->places[key] = layer->places[key];
	}
	profile->given |= layer->given;
	if (!profile->lines.count) {
		profile_lines_fini(&profile->lines);
		profile->lines = layer->lines;
		profile_lines_init(&layer->lines);
		return true;
	}
	for (i = 0; i < layer->lines.count; i++) {
		if (!profile_lines_set(&profile->lines, &layer->lines.list[i]))
			return false;
	}
	return true;
}
