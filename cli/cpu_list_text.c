// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu list` as text: a line for each register, below it one for each field.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cpu_list.h"
#include "cli/table.h"
#include "lib/bits.h"
#include "lib/error.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

struct cell {
	char text[96];
};

static void add_text(struct listing_text *result, const char *text)
{
	size_t used = strlen(result->text);

	snprintf(result->text + used, sizeof(result->text) - used, "%s", text);
}

/* The key of [cpu] that gives or takes away what a field tells of, or NULL. */
static const char *feature_key(enum field_role role)
{
	switch (role) {
	case ROLE_SVE:
		return "sve";
	case ROLE_PAUTH:
		return "pauth";
	case ROLE_PMU:
		return "pmu";
	case ROLE_MTE:
	case ROLE_MTE_FRAC:
		return "mte";
	default:
		return NULL;
	}
}

static struct listing_text architected(const struct idreg_field *field)
{
	struct listing_text result = { "" };

	for (size_t i = 0; i < field->code_count; i++) {
		add_text(&result, i ? ", " : "");
		add_text(&result, value_text(field, field->codes[i].value).text);
	}
	if (!field->code_count)
		add_text(&result, "a number");
	return result;
}

/* What the host can show in the field for a guest that is made like `host`. */
static struct choice_text choices_of(const struct listing *listing, const struct host_cpu *host,
				     const struct idreg *reg, const struct idreg_field *field)
{
	struct choice_text own;

	if (listing_is_writable(listing, reg, field))
		return choice_text(host, reg, field);
	snprintf(own.text, sizeof(own.text), "only %s",
		 value_text(field, idreg_field_get(field, host->limits[reg->index])).text);
	return own;
}

struct listing_text listing_choices(const struct listing *listing, const struct idreg *reg,
				    const struct idreg_field *field)
{
	uint64_t value = idreg_field_get(field, listing->host.limits[reg->index]);
	uint64_t most = idreg_field_get(field, listing->all.limits[reg->index]);
	const char *key = feature_key(field_role(reg, field));
	struct listing_text result = { "" };

	if (!listing->dump)
		return architected(field);
	if (!listing->host.present[reg->index]) {
		add_text(&result, "nothing: its kernel does not have the register");
		return result;
	}
	if (field_role(reg, field) == ROLE_MPIDR) {
		add_text(&result, "each vCPU its own");
		return result;
	}
	if (field_role(reg, field) == ROLE_CLIDR && listing_is_writable(listing, reg, field)) {
		add_text(&result, "any, where CTR_EL0.IDC allows it");
		return result;
	}
	add_text(&result, choices_of(listing, &listing->host, reg, field).text);
	if (key && most != value) {
		add_text(&result, "; with ");
		add_text(&result, key);
		add_text(&result, " = on ");
		add_text(&result, choices_of(listing, &listing->all, reg, field).text);
	} else if (key && value && !listing_is_writable(listing, reg, field)) {
		add_text(&result, "; 0 with ");
		add_text(&result, key);
		add_text(&result, " = off");
	} else if (field_role(reg, field) == ROLE_GIC) {
		add_text(&result, "; follows the guest's interrupt controller");
	}
	return result;
}

static struct cell register_cell(bool present, uint64_t value)
{
	struct cell cell = { "absent" };

	if (present)
		snprintf(cell.text, sizeof(cell.text), "0x%016" PRIx64, value);
	return cell;
}

static struct cell encoding_cell(const struct idreg *reg)
{
	struct cell cell;

	snprintf(cell.text, sizeof(cell.text), "%u,%u,%u,%u,%u", reg->op0, reg->op1, reg->crn,
		 reg->crm, reg->op2);
	return cell;
}

/* One row in the shape that the listing has. */
static void add_row(const struct listing *listing, struct table *table, const char *name,
		    const char *place, const char *host, const char *under, const char *since,
		    const char *choices)
{
	if (!listing->dump)
		table_add(table, name, place, since, choices);
	else if (!listing->profile)
		table_add(table, name, place, host, since, choices);
	else
		table_add(table, name, place, host, under, since, choices);
}

static void add_register(const struct listing *listing, struct table *table,
			 const struct idreg *reg)
{
	struct cell host = { "" }, under = { "" };

	if (listing->dump)
		host = register_cell(listing->host.present[reg->index],
				     listing->host.limits[reg->index]);
	if (listing->profile)
		under = register_cell(listing->profile->host.present[reg->index],
				      listing->profile->plan.values[reg->index]);
	add_row(listing, table, reg->name, encoding_cell(reg).text, host.text, under.text, "", "");
}

static void add_field(const struct listing *listing, struct table *table, const struct idreg *reg,
		      const struct idreg_field *field)
{
	struct value_text host = { "" }, under = { "" };
	struct cell name, bits;

	snprintf(name.text, sizeof(name.text), "  %s", field->name);
	if (field->msb == field->lsb)
		snprintf(bits.text, sizeof(bits.text), "%u", field->lsb);
	else
		snprintf(bits.text, sizeof(bits.text), "%u:%u", field->msb, field->lsb);
	if (listing->dump && listing->host.present[reg->index])
		host = value_text(field, idreg_field_get(field, listing->host.limits[reg->index]));
	if (listing->profile && listing->profile->host.present[reg->index])
		under = value_text(
			field, idreg_field_get(field, listing->profile->plan.values[reg->index]));
	add_row(listing, table, name.text, bits.text, host.text, under.text,
		listing_since(listing, reg, field), listing_choices(listing, reg, field).text);
}

/* A heading that is no wider than what stands below it. */
static const char *heading(const char *name, const char *otherwise)
{
	return strlen(name) <= 18 ? name : otherwise;
}

int listing_print_text(const struct listing *listing)
{
	struct table table = { .columns = listing->profile ? 6 : listing->dump ? 5 : 4 };
	const char *host = listing->dump ? heading(listing->dump->label, "HOST") : NULL;
	const char *under = listing->profile ? heading(listing->profile_name, "PROFILE") : NULL;
	const struct idreg *reg;

	add_row(listing, &table, "REGISTER", "BITS", host, under, "SINCE",
		listing->dump ? "CAN SHOW" : "VALUES");
	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		if (listing_has_register(listing, reg))
			add_register(listing, &table, reg);
		for (size_t j = 0; j < reg->field_count; j++) {
			if (listing_has(listing, reg, &reg->fields[j]))
				add_field(listing, &table, reg, &reg->fields[j]);
		}
	}
	if (table.row_count == 1)
		warn("%s: none of these fields can be changed%s%s", listing->dump->label,
		     listing->host.has_masks ? "" : ": that takes Linux 6.7 or newer, this is ",
		     listing->host.has_masks ? "" : listing->host.kernel_release);
	return table_print(&table, stdout);
}
