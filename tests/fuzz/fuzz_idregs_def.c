// SPDX-License-Identifier: GPL-2.0-only
// Any bytes as sysregs/idregs.def: refused with a line and a reason, or taken and sound.

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "lib/bits.h"

/* Tools are never linked into armlet: the reader is built into this program. */
#include "tools/idregs-gen-parse.c"
#include "tools/idregs-gen-words.c"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void check_field(const struct idregs_def *def, const struct idregs_def_field *field)
{
	uint64_t max = bits_low_mask(field->msb - field->lsb + 1);

	require(field->first_code + field->code_count <= def->code_count);
	require(field->safe_value <= max && field->lowest_value <= max);
	require((field->kind == IDREG_FIELD) == (*field->name != '\0'));
	require(field->user <= IDREG_USER_NOBODY);
	for (size_t i = 0; i < field->code_count; i++) {
		const struct idregs_def_code *code = &def->codes[field->first_code + i];

		require(code->value <= max && *code->name);
		require(!i || code[-1].value < code->value);
	}
}

static void check_register(const struct idregs_def *def, const struct idregs_def_register *reg)
{
	uint64_t bits = 0;

	require(reg->first_field + reg->field_count <= def->field_count);
	require(idreg_index(reg->op1, reg->crm, reg->op2) < IDREG_INDEX_COUNT);
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idregs_def_field *field = &def->fields[reg->first_field + i];
		uint64_t mask = bits_mask(field->msb, field->lsb);

		require(!(bits & mask));
		bits |= mask;
		check_field(def, field);
	}
	require(bits == UINT64_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct idregs_def_error error;
	struct idregs_def def;

	if (!idregs_def_parse((const char *)data, size, &def, &error)) {
		require(*error.text && !def.registers);
		return 0;
	}
	require(def.register_count > 0);
	for (size_t i = 0; i < def.register_count; i++)
		check_register(&def, &def.registers[i]);
	idregs_def_fini(&def);
	return 0;
}
