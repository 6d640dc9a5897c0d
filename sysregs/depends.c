// SPDX-License-Identifier: GPL-2.0-only
// Rules between fields (DDI0487, the descriptions of the ID registers), held against a plan.
#include "sysregs/depends.h"

#include <stdio.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

#define ID_PFR0	 8
#define ID_DFR0	 INDEX_ID_DFR0
#define ID_ISAR5 21
#define ID_ISAR6 23
#define ID_PFR2	 28
#define PFR0	 INDEX_PFR0
#define PFR1	 INDEX_PFR1
#define PFR2	 INDEX_PFR2
#define ZFR0	 INDEX_ZFR0
#define FPFR0	 39
#define DFR0	 INDEX_DFR0
#define ISAR0	 48
#define ISAR1	 INDEX_ISAR1
#define ISAR2	 INDEX_ISAR2
#define MMFR1	 57
#define MMFR3	 INDEX_MMFR3

/* A field with at least a value, and with exactly one. */
#define FROM(reg, lsb, name, low)        \
	{                                \
		reg, lsb, low, 0xf, name \
	}
#define IS(reg, lsb, name, value)            \
	{                                    \
		reg, lsb, value, value, name \
	}

const struct depends_rule depends_rules[] = {
	/* cryptography */
	{ FROM(ISAR0, 12, "SHA2", 1), FROM(ISAR0, 8, "SHA1", 1), DEPENDS_ALWAYS },
	{ FROM(ISAR0, 8, "SHA1", 1), FROM(ISAR0, 12, "SHA2", 1), DEPENDS_ALWAYS },
	{ FROM(ISAR0, 12, "SHA2", 2), FROM(ISAR0, 32, "SHA3", 1), DEPENDS_ALWAYS },
	{ FROM(ISAR0, 32, "SHA3", 1), FROM(ISAR0, 12, "SHA2", 2), DEPENDS_ALWAYS },
	{ FROM(ISAR0, 36, "SM3", 1), FROM(ISAR0, 40, "SM4", 1), DEPENDS_ALWAYS },
	{ FROM(ISAR0, 40, "SM4", 1), FROM(ISAR0, 36, "SM3", 1), DEPENDS_ALWAYS },
	/* SVE beside Advanced SIMD */
	{ IS(ZFR0, 4, "AES", 1), FROM(ISAR0, 4, "AES", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 4, "AES", 2), FROM(ISAR0, 4, "AES", 2), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 32, "SHA3", 1), FROM(ISAR0, 32, "SHA3", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 40, "SM4", 1), FROM(ISAR0, 40, "SM4", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 4, "AES", 1), FROM(ZFR0, 0, "SVEver", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 16, "BitPerm", 1), FROM(ZFR0, 0, "SVEver", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 24, "B16B16", 1), FROM(ZFR0, 0, "SVEver", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 32, "SHA3", 1), FROM(ZFR0, 0, "SVEver", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 40, "SM4", 1), FROM(ZFR0, 0, "SVEver", 1), DEPENDS_WITH_SVE },
	{ IS(ISAR1, 44, "BF16", 1), FROM(ZFR0, 20, "BF16", 1), DEPENDS_WITH_SVE },
	{ FROM(ISAR1, 44, "BF16", 2), FROM(ZFR0, 20, "BF16", 2), DEPENDS_WITH_SVE },
	{ IS(ZFR0, 20, "BF16", 1), FROM(ISAR1, 44, "BF16", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 20, "BF16", 2), FROM(ISAR1, 44, "BF16", 2), DEPENDS_WITH_SVE },
	{ FROM(ISAR1, 52, "I8MM", 1), FROM(ZFR0, 44, "I8MM", 1), DEPENDS_WITH_SVE },
	{ FROM(ZFR0, 44, "I8MM", 1), FROM(ISAR1, 52, "I8MM", 1), DEPENDS_WITH_SVE },
	/* FP8 needs its mode register */
	{ IS(FPFR0, 31, "F8CVT", 1), FROM(PFR2, 32, "FPMR", 1), DEPENDS_ALWAYS },
	{ IS(FPFR0, 30, "F8FMA", 1), FROM(PFR2, 32, "FPMR", 1), DEPENDS_ALWAYS },
	/* fractions of other fields */
	{ FROM(PFR1, 12, "RAS_frac", 1), IS(PFR0, 28, "RAS", 1), DEPENDS_ALWAYS },
	{ FROM(PFR1, 32, "CSV2_frac", 1), IS(PFR0, 56, "CSV2", 1), DEPENDS_ALWAYS },
	/* exception levels: AArch32 at one needs it at the one below */
	{ IS(PFR0, 4, "EL1", 2), IS(PFR0, 0, "EL0", 2), DEPENDS_ALWAYS },
	{ IS(PFR0, 8, "EL2", 2), IS(PFR0, 4, "EL1", 2), DEPENDS_ALWAYS },
	{ FROM(PFR0, 36, "SEL2", 1), FROM(PFR0, 8, "EL2", 1), DEPENDS_ALWAYS },
	/* memory */
	{ FROM(MMFR3, 8, "S1PIE", 1), FROM(MMFR3, 0, "TCRX", 1), DEPENDS_ALWAYS },
	{ FROM(MMFR3, 16, "S1POE", 1), FROM(MMFR3, 0, "TCRX", 1), DEPENDS_ALWAYS },
	{ FROM(PFR2, 4, "MTESTOREONLY", 1), FROM(PFR1, 8, "MTE", 2), DEPENDS_ALWAYS },
	{ FROM(PFR2, 8, "MTEFAR", 1), FROM(PFR1, 8, "MTE", 2), DEPENDS_ALWAYS },
	/* reduced precision estimates are switched by a bit of alternate floating-point behaviour
	 */
	{ FROM(ISAR2, 4, "RPRES", 1), FROM(MMFR1, 44, "AFP", 1), DEPENDS_ALWAYS },
	/* what a 32-bit program can use, a 64-bit one can */
	{ IS(ID_ISAR5, 4, "AES", 1), FROM(ISAR0, 4, "AES", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR5, 4, "AES", 2), FROM(ISAR0, 4, "AES", 2), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR5, 8, "SHA1", 1), FROM(ISAR0, 8, "SHA1", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR5, 12, "SHA2", 1), FROM(ISAR0, 12, "SHA2", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR5, 16, "CRC32", 1), FROM(ISAR0, 16, "CRC32", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR5, 24, "RDM", 1), FROM(ISAR0, 28, "RDM", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 0, "JSCVT", 1), FROM(ISAR1, 12, "JSCVT", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 4, "DP", 1), FROM(ISAR0, 44, "DP", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 8, "FHM", 1), FROM(ISAR0, 48, "FHM", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 12, "SB", 1), FROM(ISAR1, 36, "SB", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 16, "SPECRES", 1), FROM(ISAR1, 40, "SPECRES", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 20, "BF16", 1), FROM(ISAR1, 44, "BF16", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_ISAR6, 24, "I8MM", 1), FROM(ISAR1, 52, "I8MM", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_PFR0, 24, "DIT", 1), FROM(PFR0, 48, "DIT", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_PFR2, 4, "SSBS", 1), FROM(PFR1, 4, "SSBS", 1), DEPENDS_WITH_AARCH32 },
	{ FROM(ID_DFR0, 24, "PerfMon", 3), FROM(DFR0, 8, "PMUVer", 1), DEPENDS_WITH_AARCH32 },
};

const size_t depends_rule_count = ARRAY_SIZE(depends_rules);

static unsigned int term_bits(const struct depends_term *term, const uint64_t *values)
{
	return values[term->index] >> term->lsb & (term->index == FPFR0 ? 1 : 0xf);
}

static bool term_holds(const struct depends_term *term, const uint64_t *values)
{
	unsigned int bits = term_bits(term, values);

	return bits >= term->low && bits <= term->high;
}

bool depends_rule_is_broken(const struct depends_rule *rule,
			    const uint64_t values[IDREG_INDEX_COUNT])
{
	return term_holds(&rule->a, values) && !term_holds(&rule->b, values);
}

bool depends_rule_applies(const struct depends_rule *rule, const struct host_cpu *host,
			  const uint64_t values[IDREG_INDEX_COUNT])
{
	switch (rule->only_with) {
	case DEPENDS_WITH_SVE:
		return host->features.sve;
	case DEPENDS_WITH_AARCH32:
		return (values[PFR0] & 0xf) == 2;
	default:
		return true;
	}
}

/* The line that decides the field, or NULL. */
static const struct profile_line *line_of(const struct profile *profile, unsigned int index,
					  unsigned int lsb)
{
	const struct profile_line *line, *whole = NULL;

	for (int i = profile->lines.first[index]; i >= 0; i = profile->lines.list[i].next) {
		line = &profile->lines.list[i];
		if (!line->field)
			whole = line;
		else if (line->field->lsb == lsb)
			return line;
	}
	return whole;
}

static bool term_changed(const struct depends_term *term, const struct host_cpu *host,
			 const struct idreg_plan *plan)
{
	return term_bits(term, host->limits) != term_bits(term, plan->values);
}

/* Where the mistake is: the line of a field that is not the host's, or else of one that is kept. */
static const struct profile_line *place_of(const struct depends_rule *rule,
					   const struct profile *profile,
					   const struct host_cpu *host,
					   const struct idreg_plan *plan,
					   const struct depends_term **term)
{
	const struct profile_line *a = line_of(profile, rule->a.index, rule->a.lsb);
	const struct profile_line *b = line_of(profile, rule->b.index, rule->b.lsb);

	*term = &rule->b;
	if (b && (term_changed(&rule->b, host, plan) || !a))
		return b;
	*term = &rule->a;
	return a;
}

struct rule_texts {
	char a[160], b[160]; /* REG.FIELD */
	struct value_text value_a, value_b, needed;
	const char *or_more;
};

static bool describe(const struct depends_rule *rule, const struct idreg_plan *plan,
		     struct rule_texts *texts)
{
	const struct idreg *a = idreg_by_index(rule->a.index), *b = idreg_by_index(rule->b.index);
	const struct idreg_field *field_a = idreg_field_at(a, rule->a.lsb);
	const struct idreg_field *field_b = idreg_field_at(b, rule->b.lsb);

	if (!field_a || !field_b)
		return false;
	snprintf(texts->a, sizeof(texts->a), "%s.%s", a->name, field_a->name);
	snprintf(texts->b, sizeof(texts->b), "%s.%s", b->name, field_b->name);
	texts->value_a = value_text(field_a, term_bits(&rule->a, plan->values));
	texts->value_b = value_text(field_b, term_bits(&rule->b, plan->values));
	texts->needed = value_text(field_b, rule->b.low);
	texts->or_more = rule->b.high > rule->b.low ? " or more" : "";
	return true;
}

/* A 64-bit kernel never looks at the views for 32-bit programs: who hides a feature need not know
 * them. */
static enum message_kind kind_of(const struct depends_rule *rule, const struct profile *profile)
{
	return rule->only_with == DEPENDS_WITH_AARCH32 ||
			       profile->settings[PROFILE_KEY_DEPENDS] == PROFILE_POLICY_WARN
		       ? MESSAGE_WARNING
		       : MESSAGE_ERROR;
}

static const char *why_of(const struct depends_rule *rule)
{
	return rule->only_with == DEPENDS_WITH_AARCH32
		       ? "the architecture does not allow this combination, though only 32-bit "
			 "programs notice"
		       : "the architecture does not allow this combination";
}

static void report(const struct depends_rule *rule, const struct profile *profile,
		   const struct host_cpu *host, const struct idreg_plan *plan,
		   struct messages *messages)
{
	const struct profile_place *place = &profile->places[PROFILE_KEY_UNLISTED];
	enum message_kind kind = MESSAGE_NOTE;
	const struct profile_line *line;
	const struct depends_term *term;
	struct rule_texts texts;

	if (!describe(rule, plan, &texts))
		return;
	line = place_of(rule, profile, host, plan, &term);
	if (line) {
		place = &line->place;
		kind = kind_of(rule, profile);
	}
	if (term == &rule->b)
		messages_add(messages, kind,
			     "%s:%u: %s: %s asked, but %s = %s, which the guest gets too, needs "
			     "%s%s: %s",
			     place->source, place->line, texts.b, texts.value_b.text, texts.a,
			     texts.value_a.text, texts.needed.text, texts.or_more, why_of(rule));
	else
		messages_add(
			messages, kind,
			"%s:%u: %s: %s asked, which needs %s = %s%s, but the guest gets %s: %s",
			place->source ? place->source : "profile", place->line, texts.a,
			texts.value_a.text, texts.b, texts.needed.text, texts.or_more,
			texts.value_b.text, why_of(rule));
}

void depends_check(const struct profile *profile, const struct host_cpu *host,
		   const struct idreg_plan *plan, struct messages *messages)
{
	const struct depends_rule *rule;

	for (size_t i = 0; i < depends_rule_count; i++) {
		rule = &depends_rules[i];
		if (depends_rule_is_broken(rule, plan->values) &&
		    !depends_rule_is_broken(rule, host->limits) &&
		    depends_rule_applies(rule, host, plan->values))
			report(rule, profile, host, plan, messages);
	}
}
