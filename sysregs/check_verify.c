// SPDX-License-Identifier: GPL-2.0-only
// What the ID registers read as in the end, held against the plan, field by field.
#include <inttypes.h>

#include "lib/bits.h"
#include "sysregs/check.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

/* Why KVM may show something else than what was written, or NULL. */
static const char *known_reason(const struct idreg *reg, const struct idreg_field *field)
{
	switch (field_role(reg, field)) {
	case ROLE_GIC:
		return "decided by the GIC model";
	case ROLE_ZERO:
		return "KVM stores this field as 0";
	case ROLE_MTE_FRAC:
		return "decided by the host's MTE";
	case ROLE_PMU:
		return "KVM stores a PMU of another kind (15) as 0";
	default:
		break;
	}
	if (reg->index == INDEX_DFR0 && field->lsb == 36)
		return "KVM decides the double lock in a VM with EL2";
	if (reg->index == INDEX_MMFR3 && (field->lsb == 8 || field->lsb == 16))
		return "KVM takes it away where TCRX is 0";
	if (reg->aarch32)
		return "this host has no AArch32";
	return NULL;
}

static void report_field(const struct idreg_plan *plan, const struct idreg *reg,
			 const struct idreg_field *field, uint64_t read_back,
			 struct messages *messages)
{
	bool named = plan->named_bits[reg->index] & bits_mask(field->msb, field->lsb);
	const char *reason = known_reason(reg, field);
	enum message_kind kind = named ? MESSAGE_ERROR : reason ? MESSAGE_NOTE : MESSAGE_WARNING;

	if (plan->warn_only && kind == MESSAGE_ERROR)
		kind = MESSAGE_WARNING;
	messages_add(messages, kind, "%s.%s: the guest shall read %s, but KVM shows %s%s%s",
		     reg->name, field->name ? field->name : "(reserved bits)",
		     value_text(field, idreg_field_get(field, plan->values[reg->index])).text,
		     value_text(field, idreg_field_get(field, read_back)).text, reason ? ": " : "",
		     reason ? reason : "");
}

bool plan_verify(const struct idreg_plan *plan, const struct host_cpu *host,
		 const uint64_t read_back[IDREG_INDEX_COUNT], struct messages *messages)
{
	size_t errors = messages->error_count;
	const struct idreg_field *field;
	const struct idreg *reg;
	uint64_t differs;

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		differs = plan->values[index] ^ read_back[index];
		if (!host->present[index] || !differs || index == INDEX_MPIDR)
			continue;
		reg = idreg_by_index(index);
		if (!reg) {
			messages_add(messages, MESSAGE_WARNING,
				     "ID register %u of 192, which has no name: 0x%" PRIx64
				     " before, 0x%" PRIx64 " now",
				     index, plan->values[index], read_back[index]);
			continue;
		}
		for (size_t i = 0; i < reg->field_count; i++) {
			field = &reg->fields[i];
			if (differs & bits_mask(field->msb, field->lsb))
				report_field(plan, reg, field, read_back[index], messages);
		}
	}
	return messages->error_count == errors;
}
