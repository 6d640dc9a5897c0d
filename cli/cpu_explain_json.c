// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu explain --json`: a field, a register, a name.
#include "cli/cpu_explain.h"
#include "cli/cpu_list.h"
#include "lib/json.h"
#include "sysregs/check_field.h"

static json_t *words_to_json(const struct idreg *reg, const struct idreg_field *field,
			     uint64_t value)
{
	json_t *words = json_array();
	const struct hwcap *hwcap;

	for (size_t i = 0; (hwcap = hwcap_of_code(reg, field, value, i)); i++)
		json_array_append_new(words, json_text(hwcap->name));
	return words;
}

static void add_verdict(json_t *object, const struct host_cpu *host, const struct idreg *reg,
			const struct idreg_field *field, uint64_t value)
{
	static const char *const words[] = {
		[EXPLAIN_OWN] = "own",
		[EXPLAIN_CAN] = "can",
		[EXPLAIN_CANNOT] = "cannot",
	};
	struct explain_text why;
	enum explain_verdict verdict = explain_value(host, reg, field, value, &why);

	json_object_set_new(object, "verdict", json_text(words[verdict]));
	json_object_set_new(object, "why", json_text(why.text[0] ? why.text : NULL));
}

static json_t *codes_to_json(const struct idreg *reg, const struct idreg_field *field,
			     const struct explain_host *host)
{
	const struct idreg_code *code = field->codes;
	json_t *codes = json_array(), *object;

	for (size_t i = 0; i < field->code_count; i++, code++) {
		object = json_object();
		json_object_set_new(object, "value", json_hex(code->value));
		json_object_set_new(object, "name", json_text(code->name));
		json_object_set_new(object, "feature", json_text(code->feature));
		json_object_set_new(object, "cpuinfo", words_to_json(reg, field, code->value));
		if (host->dump)
			add_verdict(object, &host->cpu, reg, field, code->value);
		json_array_append_new(codes, object);
	}
	return codes;
}

static json_t *host_to_json(const struct explain_host *host, const struct idreg *reg,
			    const struct idreg_field *field)
{
	uint64_t value = idreg_field_get(field, host->cpu.limits[reg->index]);
	const struct idreg_code *code = idreg_code_by_value(field, value);
	json_t *object = json_object();

	json_object_set_new(object, "label", json_text(host->dump->label));
	json_object_set_new(object, "kernel", json_text(host->dump->kernel_release));
	json_object_set_new(object, "present", json_boolean(host->cpu.present[reg->index]));
	json_object_set_new(object, "value", json_hex(value));
	json_object_set_new(object, "name", json_text(code ? code->name : NULL));
	json_object_set_new(object, "text", json_text(explain_host_text(host, reg, field).text));
	return object;
}

static json_t *field_to_json(const struct idreg *reg, const struct idreg_field *field,
			     const struct explain_host *host)
{
	bool has_safe = field->safe != IDREG_SAFE_NONE && field->safe != IDREG_SAFE_ANY;
	json_t *object = json_object(), *rules = json_array();
	const struct depends_rule *rule;

	json_object_set_new(object, "register", json_text(reg->name));
	json_object_set_new(object, "field", json_text(field->name));
	json_object_set_new(object, "alias", json_text(field->alias));
	json_object_set_new(object, "msb", json_integer(field->msb));
	json_object_set_new(object, "lsb", json_integer(field->lsb));
	json_object_set_new(object, "signed", json_boolean(field->sign == IDREG_SIGNED));
	json_object_set_new(object, "note", json_text(field->note));
	json_object_set_new(object, "needed_by", json_text(explain_user_word(field->user)));
	json_object_set_new(object, "safe", json_text(explain_safe_word(field->safe)));
	json_object_set_new(object, "safe_value",
			    has_safe ? json_hex(field->safe_value) : json_null());
	json_object_set_new(object, "lowest",
			    has_safe ? json_hex(field->lowest_value) : json_null());
	json_object_set_new(object, "ever_writable",
			    json_boolean(field_was_ever_writable(reg, field)));
	json_object_set_new(object, "writable_since", json_text(field_writable_since(reg, field)));
	for (size_t i = 0; (rule = explain_rule_of(reg, field, i)); i++)
		json_array_append_new(rules, json_text(explain_rule(rule).text));
	json_object_set_new(object, "depends", rules);
	json_object_set_new(object, "values", codes_to_json(reg, field, host));
	if (host->dump)
		json_object_set_new(object, "host", host_to_json(host, reg, field));
	return object;
}

static json_t *encoding_to_json(const struct idreg *reg)
{
	json_t *object = json_object();

	listing_set_encoding(object, reg);
	return object;
}

json_t *explain_to_json(const struct explain_name *name, const struct explain_host *host)
{
	static const char *const kinds[] = {
		[EXPLAIN_NOTHING] = "nothing",	 [EXPLAIN_FIELD] = "field",
		[EXPLAIN_REGISTER] = "register", [EXPLAIN_FEATURE] = "feature",
		[EXPLAIN_HWCAP] = "cpuinfo",
	};
	json_t *root = json_object(), *fields = json_array(), *registers = json_array();
	const struct explain_target *target;
	json_t *field;

	json_object_set_new(root, "kind", json_text(kinds[name->kind]));
	json_object_set_new(root, "name", json_text(name->name));
	if (name->kind == EXPLAIN_HWCAP) {
		json_object_set_new(root, "since", json_text(name->hwcap->since));
		if (host->dump)
			json_object_set_new(
				root, "shown",
				json_boolean(hwcap_is_shown(name->hwcap, host->cpu.limits, NULL)));
	}
	for (size_t i = 0; i < name->count; i++) {
		target = &name->targets[i];
		if (!i || target->reg != name->targets[i - 1].reg)
			json_array_append_new(registers, encoding_to_json(target->reg));
		for (size_t j = 0; j < target->reg->field_count; j++) {
			if (target->reg->fields[j].kind != IDREG_FIELD ||
			    (target->field && target->field != &target->reg->fields[j]))
				continue;
			field = field_to_json(target->reg, &target->reg->fields[j], host);
			if (name->name)
				json_object_set_new(field, "from", json_hex(target->from));
			json_array_append_new(fields, field);
		}
	}
	json_object_set_new(root, "registers", registers);
	json_object_set_new(root, "fields", fields);
	return root;
}
