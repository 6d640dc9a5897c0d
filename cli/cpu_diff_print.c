// SPDX-License-Identifier: GPL-2.0-only
// A comparison as text and as JSON.
#include <stdio.h>
#include <string.h>

#include "cli/cpu_diff.h"
#include "cli/profile_on_host.h"
#include "cli/table.h"
#include "lib/json.h"

static const struct {
	const char *heading;
	const char *name;    /* in JSON */
	const char *summary; /* after a number */
} classes[DIFF_CLASS_COUNT] = {
	[DIFF_LEVELLED] = { "Can be levelled:", "levelled", "can be levelled" },
	[DIFF_SEEN] = { "Cannot be levelled, and a guest can see it:", "guest", "a guest can see" },
	[DIFF_EL2] = { "Cannot be levelled, but only EL2 sees it:", "el2", "only EL2 sees" },
	[DIFF_AARCH32] = { "Cannot be levelled, in views of an AArch32 that the common CPU has "
			   "not:",
			   "aarch32", "in views of AArch32" },
	[DIFF_UNSEEN] = { "No guest sees:", "unseen", "no guest sees" },
	[DIFF_ASKED] = { "", "asked", "to be shown" },
	[DIFF_REFUSED] = { "Cannot be shown there:", "refused", "cannot be shown" },
};

static const char *heading_of(enum diff_class class, const struct diff_sides *sides)
{
	if (class != DIFF_ASKED)
		return classes[class].heading;
	if (strcmp(sides->kind_a, sides->kind_b))
		return "What a guest gets without the profile and with it:";
	return sides->host ? "What guests get there:" : "What they ask:";
}

static int print_refused(const struct diff *diff, const struct diff_sides *sides, FILE *out)
{
	struct table table = { .columns = 1, .indent = 2 };

	if (!diff->counts[DIFF_REFUSED])
		return 0;
	fprintf(out, "%s\n", heading_of(DIFF_REFUSED, sides));
	for (size_t i = 0; i < diff->count; i++) {
		if (diff->rows[i].class == DIFF_REFUSED)
			table_add(&table, message_split(diff->rows[i].more).rest);
	}
	return table_print(&table, out);
}

static int print_section(const struct diff *diff, enum diff_class class,
			 const struct diff_sides *sides, FILE *out)
{
	struct table table = { .columns = 4, .indent = 2 };
	const struct diff_row *row;

	if (class == DIFF_REFUSED)
		return print_refused(diff, sides, out);
	if (!diff->counts[class])
		return 0;
	fprintf(out, "%s\n", heading_of(class, sides));
	table_add(&table, "", "A", "B", class == DIFF_LEVELLED ? "both can show" : "");
	for (size_t i = 0; i < diff->count; i++) {
		row = &diff->rows[i];
		if (row->class == class)
			table_add(&table, row->name, row->a, row->b,
				  row->more ? row->more : row->to);
	}
	return table_print(&table, out);
}

static void print_side(const char *letter, const char *kind, const char *name, const char *detail,
		       FILE *out)
{
	fprintf(out, "%s: %s %s", letter, kind, name);
	if (detail)
		fprintf(out, " (Linux %s)", detail);
	putc('\n', out);
}

static void print_summary(const struct diff *diff, FILE *out)
{
	const char *between = ": ";

	if (!diff->count) {
		fputs("No difference.\n", out);
		return;
	}
	fprintf(out, "%zu difference%s", diff->count, diff->count == 1 ? "" : "s");
	for (unsigned int class = 0; class < DIFF_CLASS_COUNT; class ++) {
		if (!diff->counts[class] || class == DIFF_ASKED)
			continue;
		fprintf(out, "%s%zu %s", between, diff->counts[class], classes[class].summary);
		between = ", ";
	}
	fputs(".\n", out);
}

int diff_print_text(const struct diff *diff, const struct diff_sides *sides, FILE *out)
{
	print_side("A", sides->kind_a, sides->name_a, sides->detail_a, out);
	print_side("B", sides->kind_b, sides->name_b, sides->detail_b, out);
	if (sides->host)
		fprintf(out, "On %s.\n", sides->host);
	for (unsigned int class = 0; class < DIFF_CLASS_COUNT; class ++) {
		if (print_section(diff, (enum diff_class) class, sides, out) < 0)
			return -1;
	}
	print_summary(diff, out);
	return 0;
}

static json_t *value_json(const struct idreg_field *field, uint64_t value)
{
	const struct idreg_code *code = idreg_code_by_value(field, value);
	json_t *object = json_object();

	json_object_set_new(object, "value", json_hex(value));
	if (code)
		json_object_set_new(object, "name", json_string(code->name));
	return object;
}

static void set_sides(json_t *object, const struct diff_row *row)
{
	if (row->field) {
		json_object_set_new(object, "register", json_string(row->reg->name));
		json_object_set_new(object, "field", json_string(row->field->name));
		json_object_set_new(object, "a", value_json(row->field, row->value_a));
		json_object_set_new(object, "b", value_json(row->field, row->value_b));
		if (row->has_to)
			json_object_set_new(object, "to", value_json(row->field, row->value_to));
		return;
	}
	json_object_set_new(object, "what", json_text(row->name));
	json_object_set_new(object, "a", json_text(row->a));
	json_object_set_new(object, "b", json_text(row->b));
	if (*row->to)
		json_object_set_new(object, "to", json_text(row->to));
}

static json_t *row_json(const struct diff_row *row)
{
	json_t *object = json_object();

	json_object_set_new(object, "class", json_string(classes[row->class].name));
	if (row->class != DIFF_REFUSED)
		set_sides(object, row);
	if (row->more)
		json_object_set_new(object, row->class == DIFF_REFUSED ? "reason" : "hint",
				    json_text(row->more));
	return object;
}

static json_t *side_json(const char *kind, const char *name, const char *detail)
{
	json_t *object = json_object();

	json_object_set_new(object, "kind", json_string(kind));
	json_object_set_new(object, "name", json_text(name));
	if (detail)
		json_object_set_new(object, "kernel", json_text(detail));
	return object;
}

int diff_print_json(const struct diff *diff, const struct diff_sides *sides, FILE *out)
{
	json_t *root = json_object(), *rows = json_array(), *counts = json_object();

	json_object_set_new(root, "a", side_json(sides->kind_a, sides->name_a, sides->detail_a));
	json_object_set_new(root, "b", side_json(sides->kind_b, sides->name_b, sides->detail_b));
	if (sides->host)
		json_object_set_new(root, "host", json_text(sides->host));
	json_object_set_new(root, "same", json_boolean(!diff->count));
	for (unsigned int class = 0; class < DIFF_CLASS_COUNT; class ++) {
		for (size_t i = 0; i < diff->count; i++) {
			if (diff->rows[i].class == class)
				json_array_append_new(rows, row_json(&diff->rows[i]));
		}
		json_object_set_new(counts, classes[class].name,
				    json_integer((json_int_t)diff->counts[class]));
	}
	json_object_set_new(root, "differences", rows);
	json_object_set_new(root, "counts", counts);
	return json_print(root, out);
}
