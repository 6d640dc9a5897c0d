// SPDX-License-Identifier: GPL-2.0-only
// The words of sysregs/idregs.def: names, numbers, signs, rules, codes.

#include "tools/idregs-gen-words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"

bool refuse(struct parser *p, const char *format, ...)
{
	va_list args;

	p->error->line = p->line;
	va_start(args, format);
	vsnprintf(p->error->text, sizeof(p->error->text), format, args);
	va_end(args);
	return false;
}

static bool is_name_character(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

bool take_name(struct parser *p, char *to, const char *word)
{
	size_t length = strlen(word);

	if (!strcmp(word, "?"))
		return refuse(p, "a '?' is still to be filled in");
	for (size_t i = 0; i < length; i++) {
		if (!is_name_character(word[i]))
			return refuse(p, "'%.40s' is no name", word);
	}
	if (!length || length > IDREGS_NAME_MAX)
		return refuse(p, "'%.40s': a name has 1 to %d characters", word, IDREGS_NAME_MAX);
	memcpy(to, word, length + 1);
	return true;
}

bool take_feature(struct parser *p, char *to, const char *word)
{
	if (strncmp(word, "FEAT_", 5) || !word[5])
		return refuse(p, "'%.40s' is no FEAT_ name", word);
	return take_name(p, to, word);
}

/* Decimal without leading zeros, or 0x and hexadecimal digits; at most 64 bits. */
static bool parse_number(const char *word, uint64_t *value)
{
	unsigned int base = 10;
	uint64_t n = 0;

	if (word[0] == '0' && word[1] == 'x') {
		base = 16;
		word += 2;
	} else if (word[0] == '0' && word[1]) {
		return false;
	}
	if (!*word)
		return false;
	for (; *word; word++) {
		unsigned int digit = base;

		if (*word >= '0' && *word <= '9')
			digit = (unsigned int)(*word - '0');
		else if (*word >= 'a' && *word <= 'f')
			digit = (unsigned int)(*word - 'a') + 10;
		if (digit >= base || n > (UINT64_MAX - digit) / base)
			return false;
		n = n * base + digit;
	}
	*value = n;
	return true;
}

bool take_number(struct parser *p, const char *word, uint64_t max, uint64_t *value)
{
	if (!strcmp(word, "?"))
		return refuse(p, "a '?' is still to be filled in");
	if (!parse_number(word, value))
		return refuse(p, "'%.40s' is no number", word);
	if (*value > max)
		return refuse(p, "%.40s is more than %llu", word, (unsigned long long)max);
	return true;
}

bool take_sign(struct parser *p, const char *word, enum idreg_sign *sign)
{
	if (!strcmp(word, "unsigned"))
		*sign = IDREG_UNSIGNED;
	else if (!strcmp(word, "signed"))
		*sign = IDREG_SIGNED;
	else if (!strcmp(word, "?"))
		return refuse(p, "the sign is still to be filled in");
	else
		return refuse(p, "'%.40s' is no sign: unsigned or signed", word);
	return true;
}

bool take_rule(struct parser *p, const char *word, enum idreg_safe *safe)
{
	static const struct {
		const char *word;
		enum idreg_safe safe;
	} rules[] = {
		{ "none", IDREG_SAFE_NONE },	 { "lower", IDREG_SAFE_LOWER },
		{ "higher", IDREG_SAFE_HIGHER }, { "higher-or-zero", IDREG_SAFE_HIGHER_OR_ZERO },
		{ "exact", IDREG_SAFE_EXACT },	 { "any", IDREG_SAFE_ANY },
	};

	if (!strcmp(word, "?"))
		return refuse(p, "the safe-value rule is still to be filled in");
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (!strcmp(word, rules[i].word)) {
			*safe = rules[i].safe;
			return true;
		}
	}
	return refuse(p, "'%.40s' is no safe-value rule", word);
}

bool take_user(struct parser *p, const char *word, enum idreg_user *user)
{
	static const struct {
		const char *word;
		enum idreg_user user;
	} users[] = {
		{ "any", IDREG_USER_ANY },	     { "kernel", IDREG_USER_KERNEL },
		{ "debug", IDREG_USER_DEBUG },	     { "hypervisor", IDREG_USER_HYPERVISOR },
		{ "firmware", IDREG_USER_FIRMWARE }, { "aarch32", IDREG_USER_AARCH32 },
		{ "nobody", IDREG_USER_NOBODY },
	};

	if (!strcmp(word, "?"))
		return refuse(p, "who uses the field is still to be filled in");
	for (size_t i = 0; i < ARRAY_SIZE(users); i++) {
		if (!strcmp(word, users[i].word)) {
			*user = users[i].user;
			return true;
		}
	}
	return refuse(p, "'%.40s' is no user of a field", word);
}

bool take_code_value(struct parser *p, const char *word, unsigned int width, uint64_t *value)
{
	size_t digits;

	if (strncmp(word, "0b", 2) || !word[2] || strspn(word + 2, "01") != strlen(word + 2))
		return refuse(p, "'%.80s' is no binary number", word);
	digits = strlen(word + 2);
	if (digits != width)
		return refuse(p, "'%.80s' has %zu digits for %u bits", word, digits, width);
	*value = 0;
	for (size_t i = 0; i < digits; i++)
		*value = *value << 1 | (word[2 + i] == '1');
	return true;
}
