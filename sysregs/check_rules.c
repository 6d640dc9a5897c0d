// SPDX-License-Identifier: GPL-2.0-only
// Rules over whole registers: CLIDR, permission indirection, granules, AArch32 views, unnamed bits.
#include "sysregs/check_rules.h"

#include <inttypes.h>
#include <stdio.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

#define CTR_IDC		  (UINT64_C(1) << 28)
#define MMFR3_TCRX	  UINT64_C(0xf)
#define MMFR3_S1PIE	  (UINT64_C(0xf) << 8)
#define MMFR3_S1POE	  (UINT64_C(0xf) << 16)
#define MMFR0_GRANULES	  (UINT64_C(0xfff) << 20)
/* TGRAN4 and TGRAN64 are signed, TGRAN16 is not: this is "not implemented" of all three. */
#define MMFR0_NO_GRANULES (UINT64_C(0xff0) << 20)

/* Some line of a register, for the place of what is wrong with it; NULL if none names it. */
static const struct profile_line *a_line(const struct profile *profile, unsigned int index)
{
	int i = profile->lines.first[index];

	return i >= 0 ? &profile->lines.list[i] : NULL;
}

static enum message_kind depends_kind(const struct profile *profile)
{
	return profile->settings[PROFILE_KEY_DEPENDS] == PROFILE_POLICY_WARN ? MESSAGE_WARNING
									     : MESSAGE_ERROR;
}

bool rules_clidr_is_taken(const struct host_cpu *host, uint64_t clidr)
{
	unsigned int louis = bits_get(clidr, 23, 21), loc = bits_get(clidr, 26, 24);
	unsigned int louu = bits_get(clidr, 29, 27);

	return clidr == host->limits[INDEX_CLIDR] || host->limits[INDEX_CTR] & CTR_IDC ||
	       (loc && (louis || louu));
}

static void check_clidr(const struct profile *profile, const struct host_cpu *host,
			struct idreg_plan *plan, struct messages *messages)
{
	const struct profile_line *line = a_line(profile, INDEX_CLIDR);
	uint64_t clidr = plan->values[INDEX_CLIDR];
	unsigned int louis = bits_get(clidr, 23, 21), loc = bits_get(clidr, 26, 24);
	unsigned int louu = bits_get(clidr, 29, 27);

	if (!line || rules_clidr_is_taken(host, clidr))
		return;
	messages_add(
		messages, MESSAGE_ERROR,
		"%s:%u: CLIDR_EL1: LoC = %u, LoUIS = %u, LoUU = %u asked, which tells the guest "
		"that data caches need no cleaning; this host's CTR_EL0.IDC = 0 says they do",
		line->place.source, line->place.line, loc, louis, louu);
}

/* Without TCRX KVM takes S1PIE and S1POE away at the first KVM_RUN: the plan does it in the open.
 */
static void lower_permission_indirection(const struct host_cpu *host, struct idreg_plan *plan,
					 struct messages *messages)
{
	uint64_t *value = &plan->values[INDEX_MMFR3];
	uint64_t gone = *value & (MMFR3_S1PIE | MMFR3_S1POE) & ~plan->named_bits[INDEX_MMFR3];

	gone &= host->masks[INDEX_MMFR3];
	if (!gone || *value & MMFR3_TCRX || !(host->limits[INDEX_MMFR3] & MMFR3_TCRX))
		return;
	*value &= ~gone;
	messages_add(messages, MESSAGE_NOTE,
		     "ID_AA64MMFR3_EL1: %s%s%s 0 too, as KVM makes of it where TCRX is 0",
		     gone & MMFR3_S1PIE ? "S1PIE" : "",
		     (gone & MMFR3_S1PIE) && (gone & MMFR3_S1POE) ? " and " : "",
		     gone & MMFR3_S1POE ? "S1POE" : "");
}

/* A kernel finds no page size that it could use, and hangs before it can say so. */
static void check_granules(const struct profile *profile, const struct host_cpu *host,
			   const struct idreg_plan *plan, struct messages *messages)
{
	const struct profile_line *line = a_line(profile, INDEX_MMFR0);

	if ((plan->values[INDEX_MMFR0] & MMFR0_GRANULES) != MMFR0_NO_GRANULES ||
	    (host->limits[INDEX_MMFR0] & MMFR0_GRANULES) == MMFR0_NO_GRANULES || !line ||
	    !(plan->named_bits[INDEX_MMFR0] & MMFR0_GRANULES))
		return;
	messages_add(messages, depends_kind(profile),
		     "%s:%u: ID_AA64MMFR0_EL1: TGRAN4, TGRAN16 and TGRAN64 all say \"not "
		     "implemented\": the "
		     "architecture does not allow a CPU without a page size",
		     line->place.source, line->place.line);
}

/* Lines that give the AArch32 views values of their own in a guest without AArch32. */
static void check_aarch32(const struct profile *profile, const struct host_cpu *host,
			  const struct idreg_plan *plan, struct messages *messages)
{
	const struct profile_line *line;
	uint64_t value;

	if ((plan->values[INDEX_PFR0] & 0xf) == 2 || !host_has_aarch32(host))
		return;
	for (int i = 0; i < profile->lines.count; i++) {
		line = &profile->lines.list[i];
		if (!line->reg || !line->reg->aarch32 || !line->field ||
		    profile_line_is_bound(line))
			continue;
		value = idreg_field_get(line->field, plan->values[line->reg->index]);
		if (value == idreg_field_get(line->field, host->limits[line->reg->index]) ||
		    value == field_lowest(host, line->reg, line->field))
			continue;
		messages_add(messages, MESSAGE_WARNING,
			     "%s:%u: %s.%s: %s asked, but ID_AA64PFR0_EL1.EL0 gives the guest no "
			     "AArch32, of which this register tells",
			     line->place.source, line->place.line, line->reg->name,
			     line->field->name, value_text(line->field, value).text);
	}
}

static void append_bits(char *text, size_t bytes, size_t *used, unsigned int index, uint64_t mask)
{
	const struct idreg *reg = idreg_by_index(index);
	int n;

	if (*used >= bytes)
		return;
	if (reg)
		n = snprintf(text + *used, bytes - *used, "%s%s (0x%" PRIx64 ")", *used ? ", " : "",
			     reg->name, mask);
	else
		n = snprintf(text + *used, bytes - *used, "%sregister %u of 192 (0x%" PRIx64 ")",
			     *used ? ", " : "", index, mask);
	*used += n > 0 ? (size_t)n : 0;
}

/* KVM writes these once more when the GIC is made, and what was asked is held against that. */
static void note_gic(const struct idreg_plan *plan, const struct host_cpu *host,
		     struct messages *messages)
{
	const struct idreg_field *field;
	const struct idreg *reg;
	uint64_t bits;

	for (size_t i = 0; i < idreg_count; i++) {
		reg = &idregs[i];
		for (size_t j = 0; plan->named[reg->index] && j < reg->field_count; j++) {
			field = &reg->fields[j];
			bits = bits_mask(field->msb, field->lsb) & plan->named_bits[reg->index];
			if (field->kind == IDREG_FIELD &&
			    (plan->values[reg->index] ^ host->limits[reg->index]) & bits &&
			    field_role(reg, field) == ROLE_GIC)
				messages_add(messages, MESSAGE_NOTE,
					     "%s.%s: it is the guest's interrupt controller "
					     "(--irqchip) that decides it in the end",
					     reg->name, field->name);
		}
	}
}

/* A newer kernel may know more than the table, an older one may name what is retired: never fatal.
 */
static void note_unnamed_bits(const struct host_cpu *host, struct messages *messages)
{
	const struct idreg *reg;
	char text[600] = "";
	size_t used = 0;
	uint64_t mask;

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		reg = idreg_by_index(index);
		mask = host->masks[index] & ~(reg ? reg->named_mask : 0);
		/* The masks of the AArch32 views hold all their bits, named or not. */
		if (mask && !(reg && reg->aarch32))
			append_bits(text, sizeof(text), &used, index, mask);
	}
	if (used)
		messages_add(messages, MESSAGE_NOTE,
			     "KVM on Linux %s lets bits be written that have no name here, and "
			     "that stay "
			     "as the host has them: %s",
			     host->kernel_release, text);
}

void rules_check(const struct profile *profile, const struct host_cpu *host,
		 struct idreg_plan *plan, struct messages *messages)
{
	check_clidr(profile, host, plan, messages);
	lower_permission_indirection(host, plan, messages);
	check_granules(profile, host, plan, messages);
	check_aarch32(profile, host, plan, messages);
	if (!profile_is_empty(profile)) {
		note_gic(plan, host, messages);
		note_unnamed_bits(host, messages);
	}
}
