// SPDX-License-Identifier: GPL-2.0-only
// May one field show one value: the table, KVM's own rules, the mask, the limit, in that order.
#include "sysregs/check_field.h"

#include <inttypes.h>
#include <stdio.h>

#include "lib/bits.h"
#include "sysregs/check_text.h"

#define REASON(reason, ...) snprintf(reason, FIELD_REASON_BYTES, __VA_ARGS__)

/* A field by its lowest bit; LSB_ALL: every field of the register. */
#define LSB_ALL 0xff

struct role_row {
	uint8_t index, lsb;
	uint8_t role;
};

static const struct role_row roles[] = {
	{ INDEX_MIDR, LSB_ALL, ROLE_IMPLEMENTATION_ID },
	{ INDEX_MPIDR, LSB_ALL, ROLE_MPIDR },
	{ INDEX_REVIDR, LSB_ALL, ROLE_IMPLEMENTATION_ID },
	{ INDEX_ID_PFR1, 28, ROLE_GIC },
	{ INDEX_ID_DFR0, 24, ROLE_PMU }, /* PerfMon */
	{ INDEX_PFR0, 24, ROLE_GIC },
	{ INDEX_PFR0, 32, ROLE_SVE },
	{ INDEX_PFR0, 40, ROLE_ZERO }, /* MPAM */
	{ INDEX_PFR1, 8, ROLE_MTE },
	{ INDEX_PFR1, 16, ROLE_ZERO }, /* MPAM_frac */
	{ INDEX_PFR1, 24, ROLE_SME },
	{ INDEX_PFR1, 40, ROLE_MTE_FRAC },
	{ INDEX_PFR2, 4, ROLE_MTE },  /* MTESTOREONLY */
	{ INDEX_PFR2, 8, ROLE_MTE },  /* MTEFAR */
	{ INDEX_PFR2, 12, ROLE_GIC }, /* GCIE */
	{ INDEX_ZFR0, LSB_ALL, ROLE_SVE },
	{ INDEX_SMFR0, LSB_ALL, ROLE_SME },
	{ INDEX_DFR0, 8, ROLE_PMU },	 /* PMUVer */
	{ INDEX_ISAR1, 4, ROLE_PAUTH },	 /* APA */
	{ INDEX_ISAR1, 8, ROLE_PAUTH },	 /* API */
	{ INDEX_ISAR1, 24, ROLE_PAUTH }, /* GPA */
	{ INDEX_ISAR1, 28, ROLE_PAUTH }, /* GPI */
	{ INDEX_ISAR2, 8, ROLE_PAUTH },	 /* GPA3 */
	{ INDEX_ISAR2, 12, ROLE_PAUTH }, /* APA3 */
	{ INDEX_MMFR2, 24, ROLE_ZERO },	 /* NV */
	{ INDEX_CLIDR, LSB_ALL, ROLE_CLIDR },
	{ INDEX_AIDR, LSB_ALL, ROLE_IMPLEMENTATION_ID },
};

enum field_role field_role(const struct idreg *reg, const struct idreg_field *field)
{
	/* The rows are sorted by index. */
	for (size_t i = 0; i < ARRAY_SIZE(roles) && roles[i].index <= reg->index; i++) {
		if (roles[i].index == reg->index &&
		    (roles[i].lsb == LSB_ALL || roles[i].lsb == field->lsb))
			return (enum field_role)roles[i].role;
	}
	return ROLE_ORDINARY;
}

bool host_has_aarch32(const struct host_cpu *host)
{
	return (host->limits[INDEX_PFR0] & 0xf) == 2;
}

bool field_is_writable(const struct host_cpu *host, const struct idreg *reg,
		       const struct idreg_field *field)
{
	uint64_t mask = bits_mask(field->msb, field->lsb);

	return host->present[reg->index] && (host->masks[reg->index] & mask) == mask;
}

/* Values that set_user() of some registers refuses, or does not store, whatever the limit is. */
static const char *refused_everywhere(const struct host_cpu *host, const struct idreg *reg,
				      const struct idreg_field *field, uint64_t value)
{
	switch (reg->index) {
	case INDEX_PFR0:
		if (field->lsb <= 4 && value == 0)
			return "a guest without EL0 or EL1 cannot run, and KVM refuses it";
		if (field->lsb == 8 && value == 0 && host->features.el2)
			return "the guest is made with EL2, and KVM refuses to hide it";
		break;
	case INDEX_DFR0:
		if (field->lsb == 0 && value < 6)
			return "KVM refuses a debug architecture below Armv8 (6)";
		if (field->lsb == 8 && value == 0xf)
			return "KVM stores 15 (a PMU of another kind) as 0: ask for 0";
		break;
	case INDEX_ID_DFR0:
		if (field->lsb == 0 && value < 6)
			return "KVM refuses a debug architecture below Armv8 (6)";
		if (field->lsb == 24 && (value == 1 || value == 2))
			return "KVM refuses a PMU below version 3: ask for 0 or 3 and above";
		if (field->lsb == 24 && value == 0xf)
			return "KVM stores 15 (a PMU of another kind) as 0: ask for 0";
		break;
	case INDEX_CTR:
		if (field->lsb == 14 && value < 2)
			return "KVM takes 2 (VIPT) and 3 (PIPT) alone, and never a step up";
		break;
	default:
		break;
	}
	return NULL;
}

bool field_value_is_taken(const struct host_cpu *host, const struct idreg *reg,
			  const struct idreg_field *field, uint64_t value)
{
	return !refused_everywhere(host, reg, field, value);
}

uint64_t field_lowest(const struct host_cpu *host, const struct idreg *reg,
		      const struct idreg_field *field)
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]);
	uint64_t value = idreg_field_lowest(field, limit);

	if (field_value_is_taken(host, reg, field, value))
		return value;
	/* CopDbg: Linux's own safe value, 0, is one that its KVM refuses. */
	for (size_t i = 0; i < field->code_count; i++) {
		value = field->codes[i].value;
		if (field_value_is_taken(host, reg, field, value) &&
		    idreg_field_is_safe(field, value, limit))
			return value;
	}
	return limit;
}

/* What this host can show, in words. */
static struct choice_text choice_of(const struct host_cpu *host, const struct idreg *reg,
				    const struct idreg_field *field)
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]);
	struct choice_text only;

	if (field_is_writable(host, reg, field))
		return choice_text(host, reg, field);
	snprintf(only.text, sizeof(only.text), "only its own %s", value_text(field, limit).text);
	return only;
}

/* Fields that a vCPU feature gives or takes away as a whole. FIELD_FINE: nothing to say. */
static enum field_verdict judge_feature(enum field_role role, const struct host_cpu *host,
					bool writable, const char *asked, uint64_t value,
					char *reason)
{
	static const struct {
		const char *key, *what;
	} names[] = {
		[ROLE_SVE] = { "sve", "SVE" },
		[ROLE_PAUTH] = { "pauth", "pointer authentication" },
		[ROLE_PMU] = { "pmu", "a PMU" },
		[ROLE_MTE] = { "mte", "MTE" },
	};
	bool has = role == ROLE_SVE	? host->features.sve
		   : role == ROLE_PAUTH ? host->features.pauth
		   : role == ROLE_PMU	? host->features.pmu
					: host->features.mte;
	bool could = role == ROLE_SVE	  ? host->available.sve
		     : role == ROLE_PAUTH ? host->available.pauth
		     : role == ROLE_PMU	  ? host->available.pmu
					  : host->available.mte;

	if (!has && could) {
		REASON(reason,
		       "%s asked, but the guest is made without %s: %s = on in [cpu] gives it",
		       asked, names[role].what, names[role].key);
		return FIELD_WRONG;
	}
	if (!has) {
		REASON(reason, "%s asked, this host can show only 0: it has no %s for guests",
		       asked, names[role].what + (role == ROLE_PMU ? 2 : 0));
		return FIELD_MISSING;
	}
	if (value == 0 && !writable) {
		REASON(reason,
		       "%s asked, but the guest is made with %s, and KVM does not let this be "
		       "changed: "
		       "%s = off in [cpu] takes it away",
		       asked, names[role].what, names[role].key);
		return FIELD_WRONG;
	}
	return FIELD_FINE;
}

/* What has its own words, whatever the mask says. FIELD_FINE: nothing to say. */
static enum field_verdict judge_role(const struct host_cpu *host, const struct idreg *reg,
				     const struct idreg_field *field, const char *asked,
				     uint64_t value, char *reason)
{
	enum field_role role = field_role(reg, field);

	switch (role) {
	case ROLE_SVE:
	case ROLE_PAUTH:
	case ROLE_PMU:
	case ROLE_MTE:
		return judge_feature(role, host, field_is_writable(host, reg, field), asked, value,
				     reason);
	case ROLE_SME:
		REASON(reason, "%s asked, this host can show only 0: KVM has no SME for guests",
		       asked);
		return FIELD_MISSING;
	case ROLE_ZERO:
		if (field_is_writable(host, reg, field))
			break;
		REASON(reason, "%s asked, this host can show only 0: KVM stores this field as 0",
		       asked);
		return FIELD_MISSING;
	case ROLE_MTE_FRAC:
		if (field_is_writable(host, reg, field))
			break;
		REASON(reason,
		       "%s asked, but KVM decides this field by the host's MTE and ignores what is "
		       "written",
		       asked);
		return FIELD_MISSING;
	case ROLE_MPIDR:
		REASON(reason,
		       "%s asked, but every vCPU has its own MPIDR_EL1: no matter of a profile",
		       asked);
		return FIELD_WRONG;
	case ROLE_IMPLEMENTATION_ID:
		if (host->can_write_implementation_ids)
			break;
		REASON(reason,
		       "%s asked, this host can show only its own %s: implementation IDs can be "
		       "changed "
		       "from Linux 6.15 on, this is %s",
		       asked,
		       value_text(field, idreg_field_get(field, host->limits[reg->index])).text,
		       host->kernel_release);
		return FIELD_MISSING;
	default:
		break;
	}
	return FIELD_FINE;
}

/* The field, or all of its register, is not in the mask. */
static enum field_verdict judge_unwritable(const struct host_cpu *host, const struct idreg *reg,
					   const struct idreg_field *field, const char *asked,
					   char *reason)
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]);
	const char *since = field_writable_since(reg, field);
	struct value_text own = value_text(field, limit);

	if (!host->present[reg->index])
		REASON(reason, "%s asked, but KVM on Linux %s does not have the register", asked,
		       host->kernel_release);
	else if (reg->aarch32 && !host_has_aarch32(host))
		REASON(reason, "%s asked, this host can show only 0: it has no AArch32", asked);
	else if (since)
		REASON(reason,
		       "%s asked, this host can show only its own %s: KVM lets it be changed from "
		       "Linux "
		       "%s on, this is %s",
		       asked, own.text, since, host->kernel_release);
	else
		REASON(reason,
		       "%s asked, this host can show only its own %s: KVM on Linux %s does not let "
		       "it be "
		       "changed",
		       asked, own.text, host->kernel_release);
	return FIELD_MISSING;
}

static enum field_verdict judge_limit(const struct host_cpu *host, const struct idreg *reg,
				      const struct idreg_field *field, const char *asked,
				      uint64_t value, char *reason)
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]);
	const char *why;

	if (field_role(reg, field) == ROLE_CLIDR || idreg_field_is_safe(field, value, limit))
		return FIELD_FINE;
	switch (field->safe) {
	case IDREG_SAFE_NONE:
		why = "the kernel knows no rule by which another value is safe";
		break;
	case IDREG_SAFE_EXACT:
		why = "nothing between its own value and the safe one";
		break;
	case IDREG_SAFE_HIGHER:
	case IDREG_SAFE_HIGHER_OR_ZERO:
		why = "this field is safe when it is raised, never lowered";
		break;
	default:
		why = "a guest cannot get more than the host has";
		break;
	}
	REASON(reason, "%s asked, this host can show %s: %s", asked,
	       choice_of(host, reg, field).text, why);
	return FIELD_MISSING;
}

/* Is there nothing about the field's role that stands against a value that KVM takes? */
static bool is_role_at_rest(const struct host_cpu *host, enum field_role role)
{
	switch (role) {
	case ROLE_ORDINARY:
	case ROLE_GIC:
		return true;
	case ROLE_SVE:
		return host->features.sve;
	case ROLE_PMU:
		return host->features.pmu;
	case ROLE_MTE:
		return host->features.mte;
	default:
		return false;
	}
}

/* The common cases, without a word: most lines of most profiles. */
static bool __attribute__((noinline))
is_plainly_fine(const struct host_cpu *host, const struct idreg *reg,
		const struct idreg_field *field, uint64_t value, uint64_t limit)
{
	if (!field_is_writable(host, reg, field))
		return value == limit && field_role(reg, field) != ROLE_ORDINARY;
	return value == limit || ((!field->code_count || idreg_code_by_value(field, value)) &&
				  idreg_field_is_safe(field, value, limit) &&
				  is_role_at_rest(host, field_role(reg, field)) &&
				  !refused_everywhere(host, reg, field, value));
}

/* A value that wants words, or a closer look. Not inlined, so that the common case pays for none of
 * it. */
static enum field_verdict __attribute__((noinline))
judge_closely(const struct host_cpu *host, const struct idreg *reg, const struct idreg_field *field,
	      uint64_t value, char reason[FIELD_REASON_BYTES])
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]);
	struct value_text asked = value_text(field, value);
	enum field_verdict verdict;
	const char *refused;

	if (value == limit) {
		REASON(reason, "%s is the host's own value; KVM on Linux %s could not change it",
		       asked.text, host->kernel_release);
		return FIELD_FIXED;
	}
	refused = refused_everywhere(host, reg, field, value);
	if (refused) {
		REASON(reason, "%s asked, this host can show %s: %s", asked.text,
		       choice_of(host, reg, field).text, refused);
		return FIELD_WRONG;
	}
	if (field->code_count && !idreg_code_by_value(field, value)) {
		REASON(reason,
		       "%s asked, this host can show %s: the architecture gives that value no "
		       "meaning",
		       asked.text, choice_of(host, reg, field).text);
		return FIELD_WRONG;
	}
	verdict = judge_role(host, reg, field, asked.text, value, reason);
	if (verdict != FIELD_FINE)
		return verdict;
	if (!field_is_writable(host, reg, field))
		return judge_unwritable(host, reg, field, asked.text, reason);
	return judge_limit(host, reg, field, asked.text, value, reason);
}

enum field_verdict field_judge(const struct host_cpu *host, const struct idreg *reg,
			       const struct idreg_field *field, uint64_t value,
			       char reason[FIELD_REASON_BYTES])
{
	uint64_t limit = idreg_field_get(field, host->limits[reg->index]);

	reason[0] = '\0';
	/* The commonest of all: a writable field, as the host has it. */
	if (value == limit && field_is_writable(host, reg, field))
		return FIELD_FINE;
	if (is_plainly_fine(host, reg, field, value, limit))
		return FIELD_FINE;
	return judge_closely(host, reg, field, value, reason);
}
