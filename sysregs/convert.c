// SPDX-License-Identifier: GPL-2.0-only
// A profile turned into what all formats can say, and that written as a profile.
#include "sysregs/convert.h"

#include <inttypes.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

static void give(struct cpu_convert *convert, unsigned int index, uint64_t mask, uint64_t word)
{
	convert->given[index] |= mask;
	convert->values[index] = (convert->values[index] & ~mask) | (word & mask);
}

static void take_back(struct cpu_convert *convert, unsigned int index, uint64_t mask)
{
	convert->given[index] &= ~mask;
	convert->values[index] &= ~mask;
}

/* Policies are armlet's own: only where they change something would their loss be noticed. */
static void leave_out_policies(const struct profile *profile, struct messages *left_out)
{
	static const struct {
		enum profile_key key;
		const char *text;
	} policies[] = {
		{ PROFILE_KEY_MISSING,
		  "missing = warn: elsewhere what a host cannot show is an error" },
		{ PROFILE_KEY_DEPENDS, "depends = warn: elsewhere combinations are not checked" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(policies); i++) {
		if (profile->settings[policies[i].key] == PROFILE_POLICY_WARN)
			messages_add(left_out, MESSAGE_WARNING, "%s:%u: %s",
				     profile->places[policies[i].key].source,
				     profile->places[policies[i].key].line, policies[i].text);
	}
}

static void take_line(struct cpu_convert *convert, const struct profile_line *line,
		      struct messages *left_out)
{
	const struct idreg_field *field = line->field;
	uint64_t mask = field ? bits_mask(field->msb, field->lsb) : UINT64_MAX;
	unsigned int index = line->reg->index;

	switch (line->value.kind) {
	case PROFILE_VALUE_BITS:
		give(convert, index, mask, line->value.bits << (field ? field->lsb : 0));
		return;
	case PROFILE_VALUE_HOST:
		take_back(convert, index, mask);
		return;
	default:
		take_back(convert, index, mask);
		messages_add(left_out, MESSAGE_WARNING,
			     "%s:%u: %s%s%s = lowest: only a host turns that into a number: add "
			     "--host DUMP",
			     line->place.source, line->place.line, line->reg->name,
			     field ? "." : "", field ? field->name : "");
	}
}

/* May a bound be met by numbers alone? Then it is. */
static bool meet_bound(struct cpu_convert *convert, const struct profile_line *line)
{
	const struct idreg_field *field = line->field;
	unsigned int index = line->reg->index;
	int order;

	if (!(convert->given[index] >> field->lsb & 1))
		return false;
	order = idreg_field_compare(field, idreg_field_get(field, convert->values[index]),
				    line->value.bits);
	if (line->value.kind == PROFILE_VALUE_AT_LEAST ? order >= 0 : order <= 0)
		return true;
	if (line->may_lack)
		return false;
	give(convert, index, bits_mask(field->msb, field->lsb), line->value.bits << field->lsb);
	return true;
}

/* [features], which come upon all other lines: one line for each that needs a host. */
static void take_bounds(struct cpu_convert *convert, const struct profile_lines *lines,
			struct messages *left_out)
{
	const struct profile_line *line;
	const char *last = NULL;

	for (int i = 0; lines->bound_count && i < lines->count; i++) {
		line = &lines->list[i];
		if (!line->reg || !profile_line_is_bound(line) || meet_bound(convert, line) ||
		    line->feature == last)
			continue;
		last = line->feature;
		messages_add(left_out, MESSAGE_WARNING,
			     "%s:%u: %s = %s: only a host turns that into numbers: add --host DUMP",
			     line->place.source, line->place.line, line->feature,
			     line->value.kind == PROFILE_VALUE_AT_LEAST ? "on" : "off");
	}
}

void convert_from_profile(const struct profile *profile, struct cpu_convert *convert,
			  struct messages *left_out)
{
	const struct profile_place *place = &profile->places[PROFILE_KEY_UNLISTED];

	*convert = (struct cpu_convert){ .wishes = profile_wishes(profile) };
	leave_out_policies(profile, left_out);
	if (profile->settings[PROFILE_KEY_UNLISTED] == PROFILE_UNLISTED_LOWEST)
		messages_add(left_out, MESSAGE_WARNING,
			     "%s:%u: unlisted = lowest: only a host turns that into numbers: add "
			     "--host DUMP",
			     place->source, place->line);
	for (int i = 0; i < profile->lines.count; i++) {
		if (profile->lines.list[i].reg && !profile_line_is_bound(&profile->lines.list[i]))
			take_line(convert, &profile->lines.list[i], left_out);
	}
	take_bounds(convert, &profile->lines, left_out);
}

static enum feature_wish wish_of(bool has)
{
	return has ? FEATURE_ON : FEATURE_OFF;
}

/* Fields of a register that [features] bound. */
static uint64_t bounded_bits(const struct profile_lines *lines, const struct idreg *reg)
{
	const struct profile_line *line;
	uint64_t bits = 0;

	for (int i = lines->first[reg->index]; i >= 0; i = line->next) {
		line = &lines->list[i];
		if (profile_line_is_bound(line))
			bits |= bits_mask(line->field->msb, line->field->lsb);
	}
	return bits;
}

/* What the plan does to one register, field by field. */
static void take_plan(struct cpu_convert *convert, const struct profile_lines *lines,
		      const struct idreg_plan *plan, const struct host_cpu *host,
		      const struct idreg *reg)
{
	uint64_t named = plan->named_bits[reg->index] | bounded_bits(lines, reg);
	uint64_t differ = plan->values[reg->index] ^ host->limits[reg->index], mask;
	const struct idreg_field *field;

	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		mask = bits_mask(field->msb, field->lsb);
		if (field->kind != IDREG_FIELD || !field_is_writable(host, reg, field))
			continue;
		/* Unchanged, these need nothing of what other VMMs lack. */
		if (!(differ & mask) && (field_role(reg, field) == ROLE_IMPLEMENTATION_ID ||
					 field_role(reg, field) == ROLE_CLIDR))
			continue;
		if ((named & mask) == mask || differ & mask)
			give(convert, reg->index, mask, plan->values[reg->index]);
	}
}

bool convert_from_profile_on(const struct profile *profile, const struct host_cpu *host,
			     struct cpu_convert *convert, struct messages *left_out,
			     struct messages *messages)
{
	const struct cpu_features *features = &host->features;
	struct idreg_plan plan;

	*convert = (struct cpu_convert){ .wishes = {
						 .sve = wish_of(features->sve),
						 .pauth = wish_of(features->pauth),
						 .pmu = wish_of(features->pmu),
						 .mte = wish_of(features->mte),
						 .el2 = wish_of(features->el2),
						 .el2_e2h0 = features->el2_e2h0,
					 } };
	if (features->sve && features->sve_max_vl_bits < host->available.sve_max_vl_bits)
		convert->wishes.sve_max_vl_bits = features->sve_max_vl_bits;
	leave_out_policies(profile, left_out);
	if (!profile_check(profile, host, &plan, messages))
		return false;
	for (size_t i = 0; i < idreg_count; i++)
		take_plan(convert, &profile->lines, &plan, host, &idregs[i]);
	return true;
}

static void write_cpu(const struct cpu_feature_wishes *wishes, FILE *out)
{
	static const char *const names[] = {
		[FEATURE_AUTO] = "auto", [FEATURE_OFF] = "off", [FEATURE_ON] = "on"
	};

	fprintf(out, "[cpu]\nsve = %s\n", names[wishes->sve]);
	if (wishes->sve_max_vl_bits)
		fprintf(out, "sve-max-vl = %u\n", wishes->sve_max_vl_bits);
	fprintf(out, "pauth = %s\npmu = %s\n", names[wishes->pauth], names[wishes->pmu]);
	/* Off unless a profile asks. */
	if (wishes->mte != FEATURE_OFF)
		fprintf(out, "mte = %s\n", names[wishes->mte]);
	if (wishes->el2 != FEATURE_OFF)
		fprintf(out, "el2 = %s\n", names[wishes->el2]);
	if (wishes->el2_e2h0)
		fputs("el2-e2h0 = on\n", out);
}

static void write_fields(const struct cpu_convert *convert, const struct idreg *reg, FILE *out)
{
	const struct idreg_field *field;
	const struct idreg_code *code;
	uint64_t value;

	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		if (field->kind != IDREG_FIELD ||
		    !(convert->given[reg->index] & bits_mask(field->msb, field->lsb)))
			continue;
		value = idreg_field_get(field, convert->values[reg->index]);
		code = idreg_code_by_value(field, value);
		fprintf(out, "%s = 0x%" PRIx64 "%s%s\n", field->name, value, code ? " ; " : "",
			code ? code->name : "");
	}
}

bool convert_to_profile(const struct cpu_convert *convert, FILE *out)
{
	const struct idreg *reg;

	write_cpu(&convert->wishes, out);
	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		if (!convert->given[reg->index])
			continue;
		fprintf(out, "\n[%s]\n", reg->name);
		if (convert->given[reg->index] == UINT64_MAX)
			fprintf(out, "value = 0x%" PRIx64 "\n", convert->values[reg->index]);
		else
			write_fields(convert, reg, out);
	}
	return !ferror(out);
}
