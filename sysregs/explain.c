// SPDX-License-Identifier: GPL-2.0-only
// Words for users, rules, kernels and verdicts.
#include "sysregs/explain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

static void __attribute__((format(printf, 2, 3)))
add(struct explain_text *text, const char *format, ...)
{
	size_t used = strlen(text->text);
	va_list args;

	va_start(args, format);
	vsnprintf(text->text + used, sizeof(text->text) - used, format, args);
	va_end(args);
}

static const struct {
	const char *word, *words;
} users[] = {
	[IDREG_USER_ANY] = { "any", "programs, by instructions or by the C library's choice of "
				    "routines" },
	[IDREG_USER_KERNEL] = { "kernel", "the guest's kernel" },
	[IDREG_USER_DEBUG] = { "debug", "debuggers and profilers in the guest" },
	[IDREG_USER_HYPERVISOR] = { "hypervisor", "a hypervisor at EL2 alone: a guest without EL2 "
						  "can do nothing with it" },
	[IDREG_USER_FIRMWARE] = { "firmware", "firmware at EL3 and the Secure world alone: a guest "
					      "can do nothing with it" },
	[IDREG_USER_AARCH32] = { "aarch32", "32-bit programs" },
	[IDREG_USER_NOBODY] = { "nobody", "nobody: it names something, or tells what nothing needs "
					  "to know" },
};

const char *explain_user(enum idreg_user user)
{
	return users[user].words;
}

const char *explain_user_word(enum idreg_user user)
{
	return users[user].word;
}

const char *explain_safe_word(enum idreg_safe safe)
{
	static const char *const words[] = {
		[IDREG_SAFE_NONE] = "none",	[IDREG_SAFE_LOWER] = "lower",
		[IDREG_SAFE_HIGHER] = "higher", [IDREG_SAFE_HIGHER_OR_ZERO] = "higher-or-zero",
		[IDREG_SAFE_EXACT] = "exact",	[IDREG_SAFE_ANY] = "any",
	};

	return words[safe];
}

/* A signed field's order is not that of its bits: "15 (NI), 0 (IMP), 1 (FP16)". */
static void add_order(struct explain_text *text, const struct idreg_field *field)
{
	uint64_t sign = UINT64_C(1) << (idreg_field_width(field) - 1);
	const char *separator = ", in the order ";

	for (unsigned int negative = 1; negative < 2; negative--) {
		for (size_t i = 0; i < field->code_count; i++) {
			if (!(field->codes[i].value & sign) == !!negative)
				continue;
			add(text, "%s%s", separator, value_text(field, field->codes[i].value).text);
			separator = ", ";
		}
	}
}

struct explain_text explain_safe(const struct idreg_field *field)
{
	struct explain_text text = { "" };

	switch (field->safe) {
	case IDREG_SAFE_NONE:
		add(&text, "the host's own value alone: no rule is known by which another is safe");
		return text;
	case IDREG_SAFE_ANY:
		add(&text, "any value at all");
		return text;
	case IDREG_SAFE_LOWER:
		add(&text, "any value up to the host's");
		break;
	case IDREG_SAFE_HIGHER:
		add(&text, "any value from the host's up");
		return text;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		add(&text, "any value from the host's up, and 0, which counts as the highest");
		break;
	case IDREG_SAFE_EXACT:
		add(&text, "the host's value or %s, nothing between",
		    value_text(field, field->safe_value).text);
		break;
	}
	if (field->sign == IDREG_SIGNED)
		add_order(&text, field);
	add(&text, "; \"lowest\" is %s", value_text(field, field->lowest_value).text);
	return text;
}

struct explain_text explain_since(const struct idreg *reg, const struct idreg_field *field)
{
	const char *since = field_writable_since(reg, field);
	struct explain_text text = { "" };

	if (since)
		add(&text, "from Linux %s on", since);
	else if (field_was_ever_writable(reg, field))
		add(&text, "from Linux 6.12 on at the latest, 6.7 at the earliest");
	else if (field_role(reg, field) == ROLE_PAUTH || field_role(reg, field) == ROLE_SVE ||
		 field_role(reg, field) == ROLE_MTE)
		add(&text, "not by itself: it comes and goes with a vCPU feature");
	else
		add(&text, "in no Linux up to 7.3");
	return text;
}

static bool term_is_about(const struct depends_term *term, const struct idreg *reg,
			  const struct idreg_field *field)
{
	return term->index == reg->index && term->lsb == field->lsb;
}

const struct depends_rule *explain_rule_of(const struct idreg *reg, const struct idreg_field *field,
					   size_t n)
{
	for (size_t i = 0; i < depends_rule_count; i++) {
		const struct depends_rule *rule = &depends_rules[i];

		if ((term_is_about(&rule->a, reg, field) || term_is_about(&rule->b, reg, field)) &&
		    !n--)
			return rule;
	}
	return NULL;
}

static void add_term(struct explain_text *text, const struct depends_term *term)
{
	const struct idreg *reg = idreg_by_index(term->index);
	const struct idreg_field *field = idreg_field_at(reg, term->lsb);

	if (!field)
		return;
	add(text, "%s.%s", reg->name, field->name);
	if (term->low == term->high || field->msb == field->lsb)
		add(text, " = %s", value_text(field, term->low).text);
	else
		add(text, " from %s on", value_text(field, term->low).text);
}

struct explain_text explain_rule(const struct depends_rule *rule)
{
	struct explain_text text = { "" };

	add_term(&text, &rule->a);
	add(&text, " needs ");
	add_term(&text, &rule->b);
	if (rule->only_with == DEPENDS_WITH_SVE)
		add(&text, ", in a guest with SVE");
	else if (rule->only_with == DEPENDS_WITH_AARCH32)
		add(&text, ", in a guest with 32-bit programs");
	return text;
}

/* The engine says "1 (IMP) asked, this host can show only 0 (NI): WHY" or "… asked, but WHY". */
static const char *why_of(const char *reason)
{
	static const char asked[] = " asked, ", show[] = "this host can show ";
	const char *why = strstr(reason, asked), *colon;

	if (!why)
		return reason;
	why += strlen(asked);
	if (!strncmp(why, "but ", 4))
		return why + 4;
	colon = !strncmp(why, show, strlen(show)) ? strstr(why, ": ") : NULL;
	return colon ? colon + 2 : why;
}

enum explain_verdict explain_value(const struct host_cpu *host, const struct idreg *reg,
				   const struct idreg_field *field, uint64_t value,
				   struct explain_text *why)
{
	bool is_own = host->present[reg->index] &&
		      value == idreg_field_get(field, host->limits[reg->index]);
	char reason[FIELD_REASON_BYTES];

	why->text[0] = '\0';
	switch (field_judge(host, reg, field, value, reason)) {
	case FIELD_FINE:
	case FIELD_FIXED:
		return is_own ? EXPLAIN_OWN : EXPLAIN_CAN;
	default:
		if (is_own)
			return EXPLAIN_OWN;
		snprintf(why->text, sizeof(why->text), "%s", why_of(reason));
		return EXPLAIN_CANNOT;
	}
}

struct explain_text explain_hwcaps(const struct idreg *reg, const struct idreg_field *field,
				   uint64_t value)
{
	struct explain_text text = { "" };
	const struct hwcap *hwcap;

	for (size_t i = 0; (hwcap = hwcap_of_code(reg, field, value, i)); i++)
		add(&text, "%s%s", i ? " " : "", hwcap->name);
	return text;
}

struct explain_text explain_between(const struct idreg *reg, const struct idreg_field *field,
				    uint64_t low, uint64_t high)
{
	struct explain_text text = { "" }, words;
	const char *feature;
	uint64_t value;

	for (size_t i = 0; i < field->code_count; i++) {
		value = field->codes[i].value;
		if (idreg_field_compare(field, value, low) <= 0 ||
		    idreg_field_compare(field, value, high) > 0)
			continue;
		feature = field->codes[i].feature;
		words = explain_hwcaps(reg, field, value);
		if (!feature && !words.text[0])
			continue;
		add(&text, "%s%s", text.text[0] ? ", " : "", feature ? feature : words.text);
		if (feature && words.text[0])
			add(&text, " (%s)", words.text);
	}
	return text;
}
