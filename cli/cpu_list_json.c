// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu list --json`: registers, fields, and the properties that QEMU would give them.
#include <stdio.h>

#include "cli/cpu_list.h"
#include "lib/json.h"
#include "sysregs/check_field.h"
#include "sysregs/convert.h"

static json_t *code_name(const struct idreg_field *field, uint64_t value)
{
	const struct idreg_code *code = idreg_code_by_value(field, value);

	return json_text(code ? code->name : NULL);
}

/* The architected values, with those that the host cannot show left out. */
static json_t *values_to_json(const struct listing *listing, const struct idreg *reg,
			      const struct idreg_field *field)
{
	const struct idreg_code *code = field->codes;
	char reason[FIELD_REASON_BYTES];
	json_t *values = json_array(), *value;
	enum field_verdict verdict;

	for (size_t i = 0; i < field->code_count; i++, code++) {
		verdict = listing->dump
				  ? field_judge(&listing->host, reg, field, code->value, reason)
				  : FIELD_FINE;
		if (verdict != FIELD_FINE && verdict != FIELD_FIXED)
			continue;
		value = json_object();
		json_object_set_new(value, "value", json_hex(code->value));
		json_object_set_new(value, "name", json_text(code->name));
		json_object_set_new(value, "feature", json_text(code->feature));
		json_array_append_new(values, value);
	}
	return values;
}

static void add_value(json_t *object, const char *value_key, const char *name_key,
		      const struct idreg_field *field, uint64_t word)
{
	uint64_t value = idreg_field_get(field, word);

	json_object_set_new(object, value_key, json_hex(value));
	json_object_set_new(object, name_key, code_name(field, value));
}

static json_t *field_to_json(const struct listing *listing, const struct idreg *reg,
			     const struct idreg_field *field)
{
	json_t *object = json_object();
	unsigned int index = reg->index;

	json_object_set_new(object, "field", json_text(field->name));
	json_object_set_new(object, "msb", json_integer(field->msb));
	json_object_set_new(object, "lsb", json_integer(field->lsb));
	json_object_set_new(object, "signed", json_boolean(field->sign == IDREG_SIGNED));
	if (listing->dump && listing->host.present[index]) {
		add_value(object, "value", "name", field, listing->host.limits[index]);
		add_value(object, "limit", "limit_name", field, listing->all.limits[index]);
	}
	if (listing->profile && listing->profile->host.present[index])
		add_value(object, "profile_value", "profile_name", field,
			  listing->profile->plan.values[index]);
	if (listing->dump)
		json_object_set_new(object, "writable",
				    json_boolean(listing_is_writable(listing, reg, field)));
	json_object_set_new(object, "writable_since",
			    json_text(listing_since(listing, reg, field)));
	if (listing->dump)
		json_object_set_new(object, "can_show",
				    json_text(listing_choices(listing, reg, field).text));
	json_object_set_new(object, "values", values_to_json(listing, reg, field));
	return object;
}

void listing_set_encoding(json_t *object, const struct idreg *reg)
{
	json_object_set_new(object, "register", json_text(reg->name));
	json_object_set_new(object, "op0", json_integer(reg->op0));
	json_object_set_new(object, "op1", json_integer(reg->op1));
	json_object_set_new(object, "crn", json_integer(reg->crn));
	json_object_set_new(object, "crm", json_integer(reg->crm));
	json_object_set_new(object, "op2", json_integer(reg->op2));
}

static json_t *register_to_json(const struct listing *listing, const struct idreg *reg,
				json_t *fields)
{
	json_t *object = json_object();
	unsigned int index = reg->index;

	listing_set_encoding(object, reg);
	if (listing->dump) {
		json_object_set_new(object, "present", json_boolean(listing->host.present[index]));
		json_object_set_new(object, "value", json_hex(listing->host.limits[index]));
		json_object_set_new(object, "limit", json_hex(listing->all.limits[index]));
		json_object_set_new(object, "writable_mask", json_hex(listing->host.masks[index]));
	}
	if (listing->profile)
		json_object_set_new(object, "profile_value",
				    json_hex(listing->profile->plan.values[index]));
	json_object_set_new(object, "fields", fields);
	return object;
}

static json_t *registers_to_json(const struct listing *listing)
{
	json_t *registers = json_array(), *fields;
	const struct idreg *reg;

	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		fields = json_array();
		for (size_t j = 0; j < reg->field_count; j++) {
			if (listing_has(listing, reg, &reg->fields[j]))
				json_array_append_new(fields,
						      field_to_json(listing, reg, &reg->fields[j]));
		}
		if (listing_has_register(listing, reg))
			json_array_append_new(registers, register_to_json(listing, reg, fields));
		else
			json_decref(fields);
	}
	return registers;
}

/* QEMU's numbers are of 64 bits; jansson's have a sign. */
static json_t *number(uint64_t value)
{
	return value <= INT64_MAX ? json_integer((json_int_t)value) : json_hex(value);
}

static void add_features(json_t *props, const struct cpu_features *features, uint32_t lengths)
{
	char name[16];

	json_object_set_new(props, "pauth", json_boolean(features->pauth));
	json_object_set_new(props, "pmu", json_boolean(features->pmu));
	json_object_set_new(props, "mte", json_boolean(features->mte));
	json_object_set_new(props, "sve", json_boolean(features->sve));
	for (unsigned int bits = 128; bits <= 2048; bits += 128) {
		if (!(lengths & 1u << (bits / 128 - 1)))
			continue;
		snprintf(name, sizeof(name), "sve%u", bits);
		json_object_set_new(props, name,
				    json_boolean(features->sve &&
						 bits <= features->sve_max_vl_bits));
	}
}

/* As QEMU's query-cpu-model-expansion has them: what can be set, with what it is. */
static json_t *props_to_json(const struct listing *listing)
{
	const struct host_cpu *host = listing->profile ? &listing->profile->host : &listing->host;
	const uint64_t *values =
		listing->profile ? listing->profile->plan.values : listing->host.limits;
	json_t *props = json_object();
	const struct idreg_field *field;
	const struct idreg *reg;
	char name[96];

	add_features(props, &host->features, listing->dump->sve_lengths);
	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		for (size_t j = 0; j < reg->field_count; j++) {
			field = &reg->fields[j];
			if (!listing_has(listing, reg, field) ||
			    !listing_is_writable(listing, reg, field))
				continue;
			snprintf(name, sizeof(name), "SYSREG_%s_%s", reg->name,
				 convert_qemu_field(field));
			json_object_set_new(props, name,
					    number(idreg_field_get(field, values[reg->index])));
		}
	}
	return props;
}

json_t *listing_to_json(const struct listing *listing)
{
	const struct cpu_dump *dump = listing->dump;
	json_t *root = json_object();

	json_object_set_new(root, "host", json_text(dump ? dump->label : NULL));
	json_object_set_new(root, "kernel", json_text(dump ? dump->kernel_release : NULL));
	json_object_set_new(root, "profile", json_text(listing->profile_name));
	json_object_set_new(root, "registers", registers_to_json(listing));
	json_object_set_new(root, "props", dump ? props_to_json(listing) : json_null());
	return root;
}
