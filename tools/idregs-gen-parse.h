/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads sysregs/idregs.def and refuses what is not sound in it. Pure: text in, tables out. */
#ifndef TOOLS_IDREGS_GEN_PARSE_H
#define TOOLS_IDREGS_GEN_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/idreg.h"

/* Longest name of a register, field, code or feature, and longest note, without the NUL. */
#define IDREGS_NAME_MAX 31
#define IDREGS_NOTE_MAX 200

struct idregs_def_code {
	uint64_t value;
	char name[IDREGS_NAME_MAX + 1];
	char feature[IDREGS_NAME_MAX + 1]; /* "" if none, as in every string here */
};

struct idregs_def_field {
	enum idreg_field_kind kind;
	unsigned int msb, lsb;
	char name[IDREGS_NAME_MAX + 1];
	char alias[IDREGS_NAME_MAX + 1];
	char feature[IDREGS_NAME_MAX + 1];
	char note[IDREGS_NOTE_MAX + 1];
	enum idreg_sign sign;
	enum idreg_safe safe;
	uint64_t safe_value, lowest_value;
	enum idreg_user user;
	size_t first_code, code_count; /* in idregs_def.codes, ascending */
};

struct idregs_def_register {
	char name[IDREGS_NAME_MAX + 1];
	unsigned int op0, op1, crn, crm, op2;
	bool per_vcpu;
	size_t first_field, field_count; /* in idregs_def.fields, from bit 63 down */
};

struct idregs_def {
	struct idregs_def_register *registers; /* sorted by KVM's index */
	struct idregs_def_field *fields;
	struct idregs_def_code *codes;
	size_t register_count, field_count, code_count;
	size_t register_capacity, field_capacity, code_capacity;
};

struct idregs_def_error {
	unsigned int line; /* from 1 */
	char text[200];
};

/*
 * Fills `def` (which the caller ends with idregs_def_fini()) and returns true; or returns false
 * with the first mistake in `error`, and `def` empty. `text` needs no NUL at its end. Refused:
 * unknown words, wrong numbers of them, bad or too wide numbers, codes that are no binary literals,
 * "?", names that are too long or have odd characters, gaps and overlaps between rows, duplicate
 * registers, encodings, fields and codes, encodings outside of the ID space, a field without sign
 * or rule or user, a view for AArch32 whose user is another, a rule without its safe value, a safe
 * value that is no architected code, a register without its end, control characters.
 */
bool idregs_def_parse(const char *text, size_t bytes, struct idregs_def *def,
		      struct idregs_def_error *error);

/* Is it a view for AArch32? Its encoding says so. */
bool idregs_def_is_aarch32(const struct idregs_def_register *reg);

/* Frees what parsing filled in; a zeroed or already ended one is fine. */
void idregs_def_fini(struct idregs_def *def);

#endif
