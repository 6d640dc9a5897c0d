// SPDX-License-Identifier: GPL-2.0-only
// Rows of a comparison, and what two guests on one host get.
#include "sysregs/diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

static struct diff_row *new_row(struct diff *diff, enum diff_class class)
{
	size_t wanted = diff->capacity ? diff->capacity * 2 : 64;
	struct diff_row *rows;

	if (diff->count == diff->capacity) {
		rows = reallocarray(diff->rows, wanted, sizeof(*rows));
		if (!rows) {
			diff->failed = true;
			return NULL;
		}
		diff->rows = rows;
		diff->capacity = wanted;
	}
	diff->counts[class]++;
	rows = &diff->rows[diff->count++];
	memset(rows, 0, sizeof(*rows));
	rows->class = class;
	return rows;
}

void diff_add_field(struct diff *diff, enum diff_class class, const struct idreg *reg,
		    const struct idreg_field *field, uint64_t a, uint64_t b, const uint64_t *to)
{
	struct diff_row *row = new_row(diff, class);

	if (!row)
		return;
	row->reg = reg;
	row->field = field;
	row->value_a = a;
	row->value_b = b;
	row->value_to = to ? *to : 0;
	row->has_to = to;
	snprintf(row->name, sizeof(row->name), "%s.%s", reg->name, field->name);
	snprintf(row->a, sizeof(row->a), "%s", value_text(field, a).text);
	snprintf(row->b, sizeof(row->b), "%s", value_text(field, b).text);
	if (to)
		snprintf(row->to, sizeof(row->to), "%s", value_text(field, *to).text);
}

void diff_add(struct diff *diff, enum diff_class class, const char *name, const char *a,
	      const char *b, const char *to, const char *more)
{
	struct diff_row *row = new_row(diff, class);

	if (!row)
		return;
	snprintf(row->name, sizeof(row->name), "%s", name);
	snprintf(row->a, sizeof(row->a), "%s", a);
	snprintf(row->b, sizeof(row->b), "%s", b);
	snprintf(row->to, sizeof(row->to), "%s", to ? to : "");
	if (!more)
		return;
	row->more = strdup(more);
	diff->failed |= !row->more;
}

void diff_fini(struct diff *diff)
{
	for (size_t i = 0; i < diff->count; i++)
		free(diff->rows[i].more);
	free(diff->rows);
	memset(diff, 0, sizeof(*diff));
}

static void add_switch(struct diff *diff, const char *name, bool a, bool b)
{
	if (a != b)
		diff_add(diff, DIFF_ASKED, name, a ? "on" : "off", b ? "on" : "off", NULL, NULL);
}

static void compare_features(struct diff *diff, const struct cpu_features *a,
			     const struct cpu_features *b)
{
	char text_a[16], text_b[16];

	add_switch(diff, "sve", a->sve, b->sve);
	if (a->sve && b->sve && a->sve_max_vl_bits != b->sve_max_vl_bits) {
		snprintf(text_a, sizeof(text_a), "%u", a->sve_max_vl_bits);
		snprintf(text_b, sizeof(text_b), "%u", b->sve_max_vl_bits);
		diff_add(diff, DIFF_ASKED, "sve-max-vl", text_a, text_b, NULL, NULL);
	}
	add_switch(diff, "pauth", a->pauth, b->pauth);
	add_switch(diff, "pmu", a->pmu, b->pmu);
	add_switch(diff, "mte", a->mte, b->mte);
	add_switch(diff, "el2", a->el2, b->el2);
	add_switch(diff, "el2-e2h0", a->el2_e2h0, b->el2_e2h0);
}

void diff_guests(struct diff *diff, const struct diff_guest *a, const struct diff_guest *b)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	uint64_t value_a, value_b;

	compare_features(diff, a->features, b->features);
	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		if (reg->index == INDEX_MPIDR || a->values[reg->index] == b->values[reg->index])
			continue;
		for (size_t j = 0; j < reg->field_count; j++) {
			field = &reg->fields[j];
			value_a = idreg_field_get(field, a->values[reg->index]);
			value_b = idreg_field_get(field, b->values[reg->index]);
			if (field->kind == IDREG_FIELD && value_a != value_b)
				diff_add_field(diff, DIFF_ASKED, reg, field, value_a, value_b,
					       NULL);
		}
	}
}
