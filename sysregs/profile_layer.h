/* SPDX-License-Identifier: GPL-2.0-only */
/* What one file, or one --cpu argument, says, before it is laid over its base. Inside profiles
 * only. */
#ifndef SYSREGS_PROFILE_LAYER_H
#define SYSREGS_PROFILE_LAYER_H

#include <stdbool.h>
#include <stddef.h>

#include "sysregs/feature_names.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

enum profile_section {
	SECTION_NONE,
	SECTION_PROFILE,
	SECTION_CPU,
	SECTION_FEATURES,
	SECTION_REGISTER,
};

/* A line of [features]. */
struct layer_feature {
	struct feature feature;
	bool on;
	unsigned int line;
};

struct profile_layer {
	const char *source; /* file name, "--cpu" or an operand; must outlive the profile's lines;
			       no two layers of a profile share the pointer */
	const char *unit;   /* what messages count: "line", or "item" of --cpu or an operand */
	struct messages *messages;
	struct profile_lines lines;
	char *texts[PROFILE_KEY_BASE + 1]; /* name, comment, base */
	unsigned int given;
	unsigned int settings[PROFILE_KEY_COUNT];
	struct profile_place places[PROFILE_KEY_COUNT];
	uint64_t named[IDREG_INDEX_COUNT]; /* bit n: a line for the field whose lowest bit is n */
	struct layer_feature *features;	   /* until profile_layer_finish() */
	size_t feature_count, feature_capacity;
	/* the section that keys come from now */
	enum profile_section section;
	const struct idreg *reg; /* the last [register] */
	size_t next_field;	 /* after its last field: where to look first */
	unsigned int section_lines[SECTION_REGISTER]; /* where the sections with one name stood; 0:
							 nowhere */
	unsigned int register_lines[IDREG_INDEX_COUNT];
};

void profile_lines_init(struct profile_lines *lines);
void profile_lines_fini(struct profile_lines *lines);

/*
 * The line that sets `field` of the register (NULL: the whole register), or NULL; bounds are passed
 * over. Valid until the next line is added.
 */
struct profile_line *profile_lines_find(const struct profile_lines *lines, unsigned int index,
					const struct idreg_field *field);

/* Adds a line: a bound, or one for bits that none is for yet. False for want of memory. */
bool profile_lines_add(struct profile_lines *lines, const struct profile_line *line);

/*
 * Adds a line in place of an earlier one for the same field; a whole register takes the place of
 * all earlier lines of that register. False for want of memory.
 */
bool profile_lines_set(struct profile_lines *lines, const struct profile_line *line);

/*
 * Adds a bound, and takes away those of the field that contradict it. False for want of memory.
 */
bool profile_lines_bound(struct profile_lines *lines, const struct profile_line *line);

void profile_layer_init(struct profile_layer *layer, const char *source, struct messages *messages);
void profile_layer_fini(struct profile_layer *layer);

/* Reads INI text into the layer; every mistake is a message. */
void profile_layer_read_ini(struct profile_layer *layer, const char *text, size_t bytes);

/* Reads one item of --cpu: "REG.FIELD=VALUE", "REG=VALUE", "SYSREG_REG_FIELD=VALUE", "KEY=VALUE" or
 * "FEATURE=on". */
void profile_layer_read_item(struct profile_layer *layer, char *item, unsigned int position);

/* Takes one line of [features]. */
void profile_layer_add_feature(struct profile_layer *layer, const char *name, const char *value,
			       unsigned int line);

/*
 * Once all of the layer is read: makes its features into keys of [cpu] and bounds. What stands
 * against a line or a key of the layer itself is a message.
 */
void profile_layer_finish(struct profile_layer *layer);

/*
 * Lays the layer over the profile: what it says wins. Where it gives the guest a vCPU feature, or
 * takes one away, what bases say of that feature's fields gives way. False for want of memory.
 */
bool profile_layer_merge(struct profile_layer *layer, struct profile *profile);

#endif
