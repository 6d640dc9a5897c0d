// SPDX-License-Identifier: GPL-2.0-only
// What a dumped host could show with given vCPU features, and what its registers tell beside.
#include "sysregs/dump.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/features.h"

struct cpu_feature_wishes dump_default_wishes(void)
{
	return (struct cpu_feature_wishes){ .pmu = FEATURE_OFF,
					    .mte = FEATURE_OFF,
					    .el2 = FEATURE_OFF };
}

/* Which of the limits hold for the bits that no feature of its own decides. */
static enum dump_limits_kind ground_of(const struct cpu_features *features)
{
	if (!features->el2)
		return DUMP_LIMITS_NONE;
	return features->el2_e2h0 ? DUMP_LIMITS_EL2_E2H0 : DUMP_LIMITS_EL2;
}

/* The bits of a register that a vCPU feature other than EL2 gives or takes away, by feature. */
struct feature_bits {
	uint64_t sve, pauth, pmu, mte;
};

static struct feature_bits feature_bits(const struct idreg *reg)
{
	struct feature_bits bits = { 0 };

	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idreg_field *field = &reg->fields[i];
		uint64_t mask = bits_mask(field->msb, field->lsb);

		switch (field_role(reg, field)) {
		case ROLE_SVE:
			bits.sve |= mask;
			break;
		case ROLE_PAUTH:
			bits.pauth |= mask;
			break;
		case ROLE_PMU:
			bits.pmu |= mask;
			break;
		case ROLE_MTE:
		case ROLE_MTE_FRAC:
		case ROLE_CLIDR: /* Ttype: which caches hold tags */
			bits.mte |= mask;
			break;
		default:
			break;
		}
	}
	return bits;
}

static uint64_t mix(uint64_t word, uint64_t other, uint64_t bits)
{
	return (word & ~bits) | (other & bits);
}

/*
 * NONE has these bits without their features; the others have all that the host has. So a feature
 * that is on takes them from there, and one that is off from NONE, which is the same bits as
 * elsewhere where EL2 hides the feature.
 */
static uint64_t compose(const struct cpu_dump *dump, const struct cpu_features *features,
			unsigned int index)
{
	enum dump_limits_kind ground = ground_of(features);
	enum dump_limits_kind with = features->el2 ? ground : DUMP_LIMITS_ALL;
	uint64_t word = dump->limits[ground].values[index];
	uint64_t on = dump->limits[with].values[index];
	uint64_t off = dump->limits[DUMP_LIMITS_NONE].values[index];
	const struct idreg *reg = idreg_by_index(index);
	struct feature_bits bits;

	if (!reg)
		return word;
	bits = feature_bits(reg);
	word = mix(word, features->sve ? on : off, bits.sve);
	word = mix(word, features->pauth ? on : off, bits.pauth);
	word = mix(word, features->pmu ? on : off, bits.pmu);
	return mix(word, features->mte ? on : off, bits.mte);
}

static bool decide(const struct cpu_dump *dump, const struct cpu_feature_wishes *wishes,
		   const char *where, struct cpu_features *features, struct messages *messages)
{
	struct feature_refusals refusals = { .count = 0 };
	bool good = features_decide(wishes, &dump->available, features, &refusals);

	if (features->sve)
		good &= features_decide_length(wishes->sve_max_vl_bits, dump->sve_lengths,
					       &features->sve_max_vl_bits, &refusals);
	for (unsigned int i = 0; i < refusals.count; i++)
		messages_add(messages, MESSAGE_ERROR, "%s: %s: %s %s", where, refusals.list[i].wish,
			     dump->label, refusals.list[i].lack);
	return good;
}

bool dump_host_cpu(const struct cpu_dump *dump, const struct cpu_feature_wishes *wishes,
		   const char *where, struct host_cpu *host, struct messages *messages)
{
	const struct dump_limits *ground;
	bool good;

	*host = (struct host_cpu){
		.has_masks = dump->has_masks,
		.can_write_implementation_ids = dump->can_write_implementation_ids,
		.protected_vm = dump->protected_vm,
		.available = dump->available,
	};
	snprintf(host->kernel_release, sizeof(host->kernel_release), "%s", dump->kernel_release);
	memcpy(host->masks, dump->masks, sizeof(host->masks));
	good = decide(dump, wishes, where, &host->features, messages);
	ground = &dump->limits[ground_of(&host->features)];
	memcpy(host->present, ground->present, sizeof(host->present));
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
		host->limits[index] = compose(dump, &host->features, index);
	return good;
}

struct register_text dump_register_text(unsigned int index)
{
	const struct idreg *reg = idreg_by_index(index);
	struct register_text result;

	if (reg)
		snprintf(result.text, sizeof(result.text), "%s", reg->name);
	else
		snprintf(result.text, sizeof(result.text), "S3_%u_C0_C%u_%u",
			 index >> 6 == 2 ? 3 : index >> 6, index >> 3 & 7, index & 7);
	return result;
}

/* "S3_0_C0_C3_3": op1, CRm and op2 are a digit each. */
static bool parse_encoding(const char *name, unsigned int *index)
{
	static const char shape[] = "S3_?_C0_C?_?";
	unsigned int digits[3], count = 0;
	size_t i;

	for (i = 0; shape[i]; i++) {
		if (shape[i] == '?' && name[i] >= '0' && name[i] <= '7')
			digits[count++] = (unsigned int)(name[i] - '0');
		else if (shape[i] == '?' || toupper((unsigned char)name[i]) != shape[i])
			return false;
	}
	if (name[i] || (digits[0] != 0 && digits[0] != 1 && digits[0] != 3))
		return false;
	*index = idreg_index(digits[0], digits[1], digits[2]);
	return true;
}

bool dump_register_index(const char *name, unsigned int *index)
{
	const struct idreg *reg = idreg_by_name(name);

	if (!reg)
		return parse_encoding(name, index);
	*index = reg->index;
	return true;
}
