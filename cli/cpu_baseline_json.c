// SPDX-License-Identifier: GPL-2.0-only
// A level as JSON.
#include "cli/cpu_baseline.h"
#include "lib/bits.h"
#include "lib/json.h"
#include "sysregs/baseline.h"

static const char *const class_names[] = {
	[LEVEL_SEEN] = "guest",
	[LEVEL_EL2] = "el2",
	[LEVEL_AARCH32] = "aarch32",
};

static json_t *hosts_json(const struct level *level)
{
	json_t *list = json_array();

	for (size_t i = 0; i < level->host_count; i++) {
		const struct cpu_dump *dump = level->hosts[i].dump;

		json_array_append_new(list,
				      json_pack("{s:o, s:o, s:o}", "host", json_text(dump->label),
						"name", json_text(dump->name), "kernel",
						json_text(dump->kernel_release)));
	}
	return list;
}

static json_t *cpu_json(const struct cpu_feature_wishes *wishes)
{
	json_t *cpu = json_object();

	json_object_set_new(cpu, "sve", json_boolean(wishes->sve == FEATURE_ON));
	if (wishes->sve == FEATURE_ON)
		json_object_set_new(cpu, "sve_max_vl", json_integer(wishes->sve_max_vl_bits));
	json_object_set_new(cpu, "pauth", json_boolean(wishes->pauth == FEATURE_ON));
	json_object_set_new(cpu, "pmu", json_boolean(wishes->pmu == FEATURE_ON));
	json_object_set_new(cpu, "mte", json_boolean(wishes->mte == FEATURE_ON));
	return cpu;
}

static void set_value(json_t *object, const struct idreg_field *field, uint64_t value)
{
	const struct idreg_code *code = field ? idreg_code_by_value(field, value) : NULL;

	json_object_set_new(object, "value", json_hex(value));
	if (code)
		json_object_set_new(object, "name", json_string(code->name));
}

/* What each host has there. */
static json_t *who_json(const struct level *level, const struct level_what *what)
{
	json_t *list = json_array(), *host;
	uint64_t value;

	for (size_t i = 0; i < level->host_count; i++) {
		value = level_what_value(what, &level->hosts[i]);
		host = json_pack("{s:o}", "host", json_text(level->hosts[i].dump->label));
		set_value(host, what->kind == LEVEL_FIELD ? what->field : NULL, value);
		json_array_append_new(list, host);
	}
	return list;
}

/* Which bits of what a guest reads these are; nothing for what is in no ID register. */
static void set_bits(json_t *object, const struct level_what *what)
{
	unsigned int index = what->index;
	uint64_t bits = UINT64_MAX;

	switch (what->kind) {
	case LEVEL_FIELD:
		bits = bits_mask(what->field->msb, what->field->lsb);
		break;
	case LEVEL_REGISTER:
		break;
	case LEVEL_RESERVED:
	case LEVEL_TMINLINE:
		bits = what->bits;
		break;
	case LEVEL_DCZID:
		index = idreg_index(3, 0, 7);
		break;
	case LEVEL_CCSIDR:
		index = idreg_index(1, 0, 0);
		break;
	default:
		return;
	}
	json_object_set_new(object, "encoding",
			    json_sprintf("S3_%u_C0_C%u_%u", index >> 6 == 2 ? 3 : index >> 6,
					 index >> 3 & 7, index & 7));
	json_object_set_new(object, "bits", json_hex(bits));
}

static json_t *field_json(const struct level *level, const struct level_what *what)
{
	json_t *field =
		json_pack("{s:s, s:s}", "register", what->reg->name, "field", what->field->name);
	bool same = level_what_is_same(level, what);

	set_value(field, what->field, idreg_field_get(what->field, level->values[what->index]));
	set_bits(field, what);
	json_object_set_new(field, "levelled", json_boolean(!same));
	if (!same)
		json_object_set_new(field, "hosts", who_json(level, what));
	return field;
}

static json_t *fields_json(const struct level *level)
{
	struct level_what what = { .kind = LEVEL_FIELD };
	json_t *list = json_array();

	for (size_t i = 0; i < idreg_count; i++) {
		what.reg = &idregs[i];
		what.index = idregs[i].index;
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			what.field = &idregs[i].fields[j];
			if (what.field->kind == IDREG_FIELD &&
			    level->pinned[what.index] & bits_mask(what.field->msb, what.field->lsb))
				json_array_append_new(list, field_json(level, &what));
		}
	}
	return list;
}

static json_t *gap_json(const struct level *level, const struct level_gap *gap)
{
	json_t *object = json_object();
	const struct level_what *what = &gap->what;

	if (what->kind == LEVEL_FIELD) {
		json_object_set_new(object, "register", json_string(what->reg->name));
		json_object_set_new(object, "field", json_string(what->field->name));
	} else {
		json_object_set_new(object, "what", json_string(level_what_name(what).text));
	}
	set_bits(object, what);
	json_object_set_new(object, "seen_by", json_string(class_names[gap->class]));
	json_object_set_new(object, "tolerated", json_boolean(gap->tolerated));
	if (gap->hint)
		json_object_set_new(object, "hint", json_string(gap->hint));
	json_object_set_new(object, "hosts", who_json(level, what));
	return object;
}

static json_t *gaps_json(const struct level *level)
{
	json_t *list = json_array();

	for (size_t i = 0; i < level->gap_count; i++)
		json_array_append_new(list, gap_json(level, &level->gaps[i]));
	return list;
}

int baseline_print_json(const struct level *level, const char *profile, FILE *out)
{
	json_t *root = json_object();

	json_object_set_new(root, "levelled", json_boolean(!level->open_count));
	json_object_set_new(root, "hosts", hosts_json(level));
	json_object_set_new(root, "cpu", cpu_json(&level->wishes));
	json_object_set_new(root, "fields", fields_json(level));
	json_object_set_new(root, "not_levelled", gaps_json(level));
	if (profile)
		json_object_set_new(root, "profile", json_text(profile));
	return json_print(root, out);
}
