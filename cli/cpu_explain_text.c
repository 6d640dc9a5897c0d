// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu explain` as text: a field, a register, a name.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cpu_explain.h"
#include "cli/table.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

struct cell {
	char text[700];
};

/* "23:20", or "31" of a single bit. */
struct bits {
	char text[16];
};

static struct bits bits_cell(const struct idreg_field *field)
{
	struct bits cell;

	if (field->msb == field->lsb)
		snprintf(cell.text, sizeof(cell.text), "%u", field->lsb);
	else
		snprintf(cell.text, sizeof(cell.text), "%u:%u", field->msb, field->lsb);
	return cell;
}

static struct cell place_cell(const struct idreg *reg, const struct idreg_field *field)
{
	struct cell cell;

	snprintf(cell.text, sizeof(cell.text),
		 "bit%s %s of op0,op1,CRn,CRm,op2 = %u,%u,%u,%u,%u%s%s",
		 field->msb == field->lsb ? "" : "s", bits_cell(field).text, reg->op0, reg->op1,
		 reg->crn, reg->crm, reg->op2, field->alias ? "; also spelled " : "",
		 field->alias ? field->alias : "");
	return cell;
}

static struct cell verdict_cell(const struct explain_host *host, const struct idreg *reg,
				const struct idreg_field *field, uint64_t value)
{
	struct explain_text why;
	struct cell cell;

	switch (explain_value(&host->cpu, reg, field, value, &why)) {
	case EXPLAIN_OWN:
		snprintf(cell.text, sizeof(cell.text), "its own");
		break;
	case EXPLAIN_CAN:
		snprintf(cell.text, sizeof(cell.text), "can be shown");
		break;
	case EXPLAIN_CANNOT:
		snprintf(cell.text, sizeof(cell.text), "no: %s", why.text);
		break;
	}
	return cell;
}

static int print_codes(const struct idreg *reg, const struct idreg_field *field,
		       const struct explain_host *host)
{
	struct table table = { .columns = host->dump ? 4 : 3, .indent = 2 };
	const struct idreg_code *code = field->codes;
	struct cell verdict = { "" }, above;
	struct explain_text words;
	struct value_text value;

	if (!field->code_count)
		return 0;
	table_add(&table, "VALUE", "FEATURE", "CPUINFO", host->dump ? host->dump->label : NULL);
	for (size_t i = 0; i < field->code_count; i++, code++) {
		value = value_text(field, code->value);
		words = explain_hwcaps(reg, field, code->value);
		above = verdict;
		if (host->dump)
			verdict = verdict_cell(host, reg, field, code->value);
		table_add(&table, value.text, code->feature, words.text,
			  !strncmp(verdict.text, "no: ", 4) && !strcmp(verdict.text, above.text)
				  ? "no, the same"
				  : verdict.text);
	}
	printf("\n");
	return table_print(&table, stdout);
}

static int print_field(const struct idreg *reg, const struct idreg_field *field,
		       const struct explain_host *host)
{
	struct table table = { .columns = 2, .indent = 2 };
	const struct depends_rule *rule;

	printf("%s.%s\n", reg->name, field->name);
	table_add(&table, "meaning", field->note);
	table_add(&table, "place", place_cell(reg, field).text);
	table_add(&table, "needed by", explain_user(field->user));
	table_add(&table, "safe", explain_safe(field).text);
	table_add(&table, "writable", explain_since(reg, field).text);
	for (size_t i = 0; (rule = explain_rule_of(reg, field, i)); i++)
		table_add(&table, i ? "" : "depends", explain_rule(rule).text);
	if (host->dump)
		table_add(&table, host->dump->label, explain_host_text(host, reg, field).text);
	if (table_print(&table, stdout) < 0)
		return -1;
	return print_codes(reg, field, host);
}

static int print_register(const struct idreg *reg, const struct explain_host *host)
{
	struct table table = { .columns = host->dump ? 5 : 4, .indent = 2 };
	struct value_text own = { "" };

	printf("%s: op0,op1,CRn,CRm,op2 = %u,%u,%u,%u,%u", reg->name, reg->op0, reg->op1, reg->crn,
	       reg->crm, reg->op2);
	if (host->dump && host->cpu.present[reg->index])
		printf("; %s has 0x%016" PRIx64, host->dump->label, host->cpu.limits[reg->index]);
	else if (host->dump)
		printf("; %s does not have it", host->dump->label);
	printf("\n");
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idreg_field *field = &reg->fields[i];

		if (field->kind != IDREG_FIELD)
			continue;
		if (!table.row_count)
			table_add(&table, "FIELD", "BITS", "NEEDED BY",
				  host->dump ? host->dump->label : "MEANING", "MEANING");
		own = value_text(field, idreg_field_get(field, host->cpu.limits[reg->index]));
		if (host->dump)
			table_add(&table, field->name, bits_cell(field).text,
				  explain_user_word(field->user),
				  host->cpu.present[reg->index] ? own.text : "", field->note);
		else
			table_add(&table, field->name, bits_cell(field).text,
				  explain_user_word(field->user), field->note);
	}
	if (!table.row_count)
		printf("  no field of it has a name\n");
	return table_print(&table, stdout);
}

/* What comes before the fields that a FEAT_ name or a word of /proc/cpuinfo is about. */
static void print_name(const struct explain_name *name, const struct explain_host *host)
{
	if (name->kind == EXPLAIN_HWCAP) {
		printf("%s: a word of /proc/cpuinfo's Features line", name->name);
		if (name->hwcap->since)
			printf(", from Linux %s on", name->hwcap->since);
	} else {
		printf("%s: a feature of the architecture", name->name);
	}
	printf(name->count ? ", told by\n" : ", shown on every CPU\n");
	for (size_t i = 0; i < name->count; i++)
		printf("  %s.%s from %s on\n", name->targets[i].reg->name,
		       name->targets[i].field->name,
		       value_text(name->targets[i].field, name->targets[i].from).text);
	if (name->kind == EXPLAIN_HWCAP && name->hwcap->needs != HWCAP_NEEDS_NOTHING)
		printf("  and only in a guest with %s\n",
		       name->hwcap->needs == HWCAP_NEEDS_SVE ? "SVE" : "SME");
	if (name->kind == EXPLAIN_HWCAP && host->dump)
		printf("%s: the newest Linux in a guest %s it\n", host->dump->label,
		       hwcap_is_shown(name->hwcap, host->cpu.limits, NULL) ? "shows"
									   : "does not show");
}

int explain_print_text(const struct explain_name *name, const struct explain_host *host)
{
	bool has_aarch64 = name->count && !name->targets[0].reg->aarch32;
	const struct explain_target *target;

	if (name->kind == EXPLAIN_REGISTER)
		return print_register(name->targets[0].reg, host);
	if (name->name)
		print_name(name, host);
	for (size_t i = 0; i < name->count; i++) {
		target = &name->targets[i];
		/* Views for AArch32 say the same again. */
		if (i && target->reg->aarch32 && has_aarch64 && name->name)
			continue;
		if (i || name->name)
			printf("\n");
		if (print_field(target->reg, target->field, host) < 0)
			return -1;
	}
	return 0;
}
