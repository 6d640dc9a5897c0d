// SPDX-License-Identifier: GPL-2.0-only
// [features]: names turned into keys of [cpu] and bounds of fields.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sysregs/check_text.h"
#include "sysregs/profile_layer.h"
#include "sysregs/profile_parse.h"

static const char *on_off(bool on)
{
	return on ? "on" : "off";
}

static bool parse_switch(struct profile_layer *layer, const char *name, const char *value,
			 unsigned int line, bool *on)
{
	*on = !strcasecmp(value, "on");
	if (*on || !strcasecmp(value, "off"))
		return true;
	REFUSE(layer, line, "%s: \"%s\" asked, on or off is wanted", name, value);
	return false;
}

static bool find_feature(struct profile_layer *layer, const char *name, unsigned int line,
			 struct feature *feature)
{
	const char *nearest = NULL;
	char hint[96];

	switch (feature_by_name(name, feature)) {
	case FEATURE_FOUND:
		return true;
	case FEATURE_OF_LINUX:
		REFUSE(layer, line, "%s: Linux says so of every CPU: no profile can change it",
		       name);
		return false;
	default:
		/* The list of messages is full: nobody would read the hint. */
		if (layer->messages->count < MESSAGES_MAX)
			nearest = feature_nearest(name);
		REFUSE(layer, line, "%s: no such feature%s", name,
		       did_you_mean(hint, sizeof(hint), nearest));
		return false;
	}
}

/* The same name again, or another name of the same feature that says otherwise. */
static bool refuse_second(struct profile_layer *layer, const struct layer_feature *new)
{
	const struct layer_feature *old;

	for (size_t i = 0; i < layer->feature_count; i++) {
		old = &layer->features[i];
		if (old->feature.name == new->feature.name) {
			REFUSE(layer, new->line, "%s: set on %s %u already", new->feature.name,
			       layer->unit, old->line);
			return true;
		}
		if (old->on != new->on && feature_is_same(&old->feature, &new->feature)) {
			REFUSE(layer, new->line,
			       "%s = %s, but %s = %s on %s %u: these are two names of one feature",
			       new->feature.name, on_off(new->on), old->feature.name,
			       on_off(old->on), layer->unit, old->line);
			return true;
		}
	}
	return false;
}

void profile_layer_add_feature(struct profile_layer *layer, const char *name, const char *value,
			       unsigned int line)
{
	struct layer_feature new = { .line = line }, *list;
	size_t capacity;

	if (!find_feature(layer, name, line, &new.feature) ||
	    !parse_switch(layer, new.feature.name, value, line, &new.on) ||
	    refuse_second(layer, &new))
		return;
	if (layer->feature_count == layer->feature_capacity) {
		capacity = layer->feature_capacity ? layer->feature_capacity * 2 : 16;
		list = realloc(layer->features, capacity * sizeof(*list));
		if (!list) {
			REFUSE(layer, line, "out of memory");
			return;
		}
		layer->features = list;
		layer->feature_capacity = capacity;
	}
	layer->features[layer->feature_count++] = new;
}

/* Sets the key of [cpu] that a feature stands for. False if something else stands against it. */
static bool set_feature_key(struct profile_layer *layer, const struct layer_feature *asked)
{
	enum profile_key key = asked->on ? asked->feature.key_on : asked->feature.key_off;
	enum feature_wish wish = asked->on ? FEATURE_ON : FEATURE_OFF;
	static const char *const wishes[] = { "auto", "off", "on" };
	enum feature_wish set;

	if (key == PROFILE_KEY_COUNT)
		return true;
	set = (enum feature_wish)layer->settings[key];
	if (layer->given & 1u << key && set != wish && !(set == FEATURE_AUTO && asked->on)) {
		REFUSE(layer, asked->line, "%s = %s, but %s %u makes it %s = %s",
		       asked->feature.name, on_off(asked->on), layer->unit, layer->places[key].line,
		       profile_keys[key].name, wishes[set]);
		return false;
	}
	if (layer->given & 1u << key && set == wish)
		return true;
	layer->given |= 1u << key;
	layer->settings[key] = wish;
	layer->places[key] = (struct profile_place){ layer->source, asked->line, layer->unit };
	return true;
}

/* Is a value outside a bound? */
static bool is_beyond(const struct idreg_field *field, uint64_t value,
		      const struct profile_value *bound)
{
	int order = idreg_field_compare(field, value, bound->bits);

	return bound->kind == PROFILE_VALUE_AT_LEAST ? order < 0 : order > 0;
}

/* The layer's own line for the field's bits, if it is beyond the bound. */
static bool stands_against_line(struct profile_layer *layer, const struct profile_line *bound,
				bool on)
{
	const struct idreg_field *field = bound->field;
	const struct profile_line *line;
	uint64_t value;

	line = profile_lines_decider(&layer->lines, bound->reg->index, field);
	if (!line || line->value.kind != PROFILE_VALUE_BITS)
		return false;
	value = line->field ? line->value.bits : idreg_field_get(field, line->value.bits);
	if (!is_beyond(field, value, &bound->value))
		return false;
	REFUSE(layer, bound->place.line, "%s = %s, but %s %u sets %s.%s to %s", bound->feature,
	       on_off(on), layer->unit, line->place.line, bound->reg->name, field->name,
	       value_text(field, value).text);
	return true;
}

/* An earlier feature of the layer that bounds the field from the other side, past this one. */
static bool stands_against_bound(struct profile_layer *layer, const struct profile_line *bound,
				 bool on)
{
	const struct profile_line *other;
	int i = layer->lines.first[bound->reg->index];

	for (; i >= 0; i = other->next) {
		other = &layer->lines.list[i];
		if (other->field != bound->field || !profile_line_is_bound(other) ||
		    other->value.kind == bound->value.kind ||
		    !is_beyond(bound->field, other->value.bits, &bound->value))
			continue;
		REFUSE(layer, bound->place.line,
		       "%s = %s, but %s = %s on %s %u: %s.%s cannot be both", bound->feature,
		       on_off(on), other->feature, on_off(!on), layer->unit, other->place.line,
		       bound->reg->name, bound->field->name);
		return true;
	}
	return false;
}

/*
 * The bound that a feature puts on one of its fields. False if it puts none; what no field can show
 * is an error.
 */
static bool bound_of(struct profile_layer *layer, const struct layer_feature *asked,
		     const struct feature_code *code, struct profile_line *bound)
{
	*bound = (struct profile_line){
		.reg = code->reg,
		.field = code->field,
		.value = { .kind = PROFILE_VALUE_AT_LEAST, .bits = code->value },
		.place = { layer->source, asked->line, layer->unit },
		.next = -1,
		.may_lack = code->may_lack,
		.feature = asked->feature.name,
	};
	if (asked->on)
		return true;
	bound->value.kind = PROFILE_VALUE_AT_MOST;
	if (field_code_below(code->field, code->value, &bound->value.bits))
		return true;
	if (!code->by_key)
		REFUSE(layer, asked->line,
		       "%s = off: the architecture has no lower value of %s.%s than %s",
		       bound->feature, code->reg->name, code->field->name,
		       value_text(code->field, code->value).text);
	return false;
}

static void add_bounds(struct profile_layer *layer, const struct layer_feature *asked)
{
	const struct feature_code *code;
	struct profile_line bound;

	for (size_t i = 0; i < asked->feature.count; i++) {
		code = &asked->feature.codes[i];
		if (!bound_of(layer, asked, code, &bound))
			continue;
		/* A view that may lack the feature gives way to what names it. */
		if (code->may_lack && asked->on) {
			if (profile_lines_decider(&layer->lines, code->reg->index, code->field))
				continue;
		} else if (stands_against_line(layer, &bound, asked->on) ||
			   stands_against_bound(layer, &bound, asked->on)) {
			continue;
		}
		if (!code->by_key && !profile_lines_bound(&layer->lines, &bound))
			REFUSE(layer, asked->line, "out of memory");
	}
}

void profile_layer_finish(struct profile_layer *layer)
{
	for (size_t i = 0; i < layer->feature_count; i++) {
		if (set_feature_key(layer, &layer->features[i]))
			add_bounds(layer, &layer->features[i]);
	}
}
