/* SPDX-License-Identifier: GPL-2.0-only */
/* What reading sysregs/idregs.def is made of; only for the reader itself. */
#ifndef TOOLS_IDREGS_GEN_WORDS_H
#define TOOLS_IDREGS_GEN_WORDS_H

#include "tools/idregs-gen-parse.h"

#define LINE_MAX_BYTES 400
#define WORDS_MAX      12

struct parser {
	struct idregs_def *def;
	struct idregs_def_error *error;
	unsigned int line;
	struct idregs_def_register *reg; /* being described, or NULL */
	int next_bit;			 /* the bit that the next row starts at; -1: none is left */
	size_t word_count;
	char *words[WORDS_MAX];
	const char *rest; /* the line after its first word */
};

/* Notes the mistake with its line and returns false, so that it can be returned in turn. */
bool refuse(struct parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Each takes one word, or refuses it; a "?" is refused as what is still to be filled in. */
bool take_name(struct parser *p, char *to, const char *word);
bool take_feature(struct parser *p, char *to, const char *word);
bool take_number(struct parser *p, const char *word, uint64_t max, uint64_t *value);
bool take_sign(struct parser *p, const char *word, enum idreg_sign *sign);
bool take_rule(struct parser *p, const char *word, enum idreg_safe *safe);
bool take_user(struct parser *p, const char *word, enum idreg_user *user);

/* 0b and exactly `width` binary digits. */
bool take_code_value(struct parser *p, const char *word, unsigned int width, uint64_t *value);

#endif
