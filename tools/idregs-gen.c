// SPDX-License-Identifier: GPL-2.0-only
// Host program: turns sysregs/idregs.def into the C tables of sysregs/idregs.gen.c.

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "tools/idregs-gen-parse.h"

#define DEF_MAX_BYTES MIB(4)

static const char *const kind_names[] = {
	[IDREG_FIELD] = "IDREG_FIELD",	   [IDREG_RES0] = "IDREG_RES0",
	[IDREG_RES1] = "IDREG_RES1",	   [IDREG_RAZ] = "IDREG_RAZ",
	[IDREG_UNKNOWN] = "IDREG_UNKNOWN",
};

static const char *const safe_names[] = {
	[IDREG_SAFE_NONE] = "IDREG_SAFE_NONE",
	[IDREG_SAFE_LOWER] = "IDREG_SAFE_LOWER",
	[IDREG_SAFE_HIGHER] = "IDREG_SAFE_HIGHER",
	[IDREG_SAFE_HIGHER_OR_ZERO] = "IDREG_SAFE_HIGHER_OR_ZERO",
	[IDREG_SAFE_EXACT] = "IDREG_SAFE_EXACT",
	[IDREG_SAFE_ANY] = "IDREG_SAFE_ANY",
};

static const char *const user_names[] = {
	[IDREG_USER_ANY] = "IDREG_USER_ANY",
	[IDREG_USER_KERNEL] = "IDREG_USER_KERNEL",
	[IDREG_USER_DEBUG] = "IDREG_USER_DEBUG",
	[IDREG_USER_HYPERVISOR] = "IDREG_USER_HYPERVISOR",
	[IDREG_USER_FIRMWARE] = "IDREG_USER_FIRMWARE",
	[IDREG_USER_AARCH32] = "IDREG_USER_AARCH32",
	[IDREG_USER_NOBODY] = "IDREG_USER_NOBODY",
};

static unsigned int index_of(const struct idregs_def_register *reg)
{
	return idreg_index(reg->op1, reg->crm, reg->op2);
}

static void print_string(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		/* The second '?' of a trigraph too: a note may ask something. */
		if (*text == '"' || *text == '\\' || *text == '?')
			fputc('\\', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void print_member(FILE *out, const char *member, const char *text)
{
	if (!*text)
		return;
	fprintf(out, ", .%s = ", member);
	print_string(out, text);
}

static void print_codes(FILE *out, const struct idregs_def *def,
			const struct idregs_def_register *reg)
{
	bool opened = false;

	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idregs_def_field *field = &def->fields[reg->first_field + i];

		for (size_t j = 0; j < field->code_count; j++) {
			const struct idregs_def_code *code = &def->codes[field->first_code + j];

			if (!opened)
				fprintf(out, "static const struct idreg_code codes_%s[] = {\n",
					reg->name);
			opened = true;
			if (!j)
				fprintf(out, "\t/* %s */\n", field->name);
			fprintf(out, "\t{ .value = %" PRIu64 ", .name = ", code->value);
			print_string(out, code->name);
			print_member(out, "feature", code->feature);
			fprintf(out, " },\n");
		}
	}
	if (opened)
		fprintf(out, "};\n\n");
}

static void print_fields(FILE *out, const struct idregs_def *def,
			 const struct idregs_def_register *reg)
{
	size_t first_code = def->fields[reg->first_field].first_code;

	fprintf(out, "static const struct idreg_field fields_%s[] = {\n", reg->name);
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idregs_def_field *field = &def->fields[reg->first_field + i];

		fprintf(out, "\t{ .msb = %u, .lsb = %u, .kind = %s", field->msb, field->lsb,
			kind_names[field->kind]);
		if (field->kind == IDREG_FIELD) {
			print_member(out, "name", field->name);
			print_member(out, "alias", field->alias);
			print_member(out, "feature", field->feature);
			fprintf(out, ",\n\t  .sign = %s, .safe = %s",
				field->sign == IDREG_SIGNED ? "IDREG_SIGNED" : "IDREG_UNSIGNED",
				safe_names[field->safe]);
			fprintf(out, ", .safe_value = %" PRIu64 ", .lowest_value = %" PRIu64,
				field->safe_value, field->lowest_value);
			fprintf(out, ", .user = %s", user_names[field->user]);
			if (field->code_count)
				fprintf(out, ",\n\t  .codes = codes_%s + %zu, .code_count = %zu",
					reg->name, field->first_code - first_code,
					field->code_count);
			if (*field->note) {
				fprintf(out, ",\n\t  .note = ");
				print_string(out, field->note);
			}
		}
		fprintf(out, " },\n");
	}
	fprintf(out, "};\n\n");
}

static uint64_t named_mask(const struct idregs_def *def, const struct idregs_def_register *reg)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idregs_def_field *field = &def->fields[reg->first_field + i];

		if (field->kind == IDREG_FIELD)
			mask |= bits_mask(field->msb, field->lsb);
	}
	return mask;
}

static void print_registers(FILE *out, const struct idregs_def *def)
{
	fprintf(out, "const struct idreg idregs[] = {\n");
	for (size_t i = 0; i < def->register_count; i++) {
		const struct idregs_def_register *reg = &def->registers[i];

		fprintf(out, "\t{ .name = \"%s\", .index = %u,\n", reg->name, index_of(reg));
		fprintf(out, "\t  .op0 = %u, .op1 = %u, .crn = %u, .crm = %u, .op2 = %u,\n",
			reg->op0, reg->op1, reg->crn, reg->crm, reg->op2);
		if (idregs_def_is_aarch32(reg))
			fprintf(out, "\t  .aarch32 = true,\n");
		if (reg->per_vcpu)
			fprintf(out, "\t  .per_vcpu = true,\n");
		fprintf(out, "\t  .fields = fields_%s, .field_count = %zu,\n", reg->name,
			reg->field_count);
		fprintf(out, "\t  .named_mask = UINT64_C(0x%016" PRIx64 ") },\n",
			named_mask(def, reg));
	}
	fprintf(out, "};\n\nconst size_t idreg_count = %zu;\n\n", def->register_count);
}

static void print_positions(FILE *out, const struct idregs_def *def)
{
	fprintf(out, "const uint8_t idreg_positions[IDREG_INDEX_COUNT] = {\n");
	for (size_t i = 0; i < def->register_count; i++)
		fprintf(out, "\t[%u] = %zu, /* %s */\n", index_of(&def->registers[i]), i + 1,
			def->registers[i].name);
	fprintf(out, "};\n");
}

static void print_tables(FILE *out, const struct idregs_def *def)
{
	fprintf(out, "// SPDX-License-Identifier: GPL-2.0-only\n"
		     "// The table of arm64 ID registers. Made by tools/idregs-gen from "
		     "sysregs/idregs.def: do not edit.\n\n"
		     "#include \"sysregs/idreg.h\"\n\n");
	for (size_t i = 0; i < def->register_count; i++) {
		print_codes(out, def, &def->registers[i]);
		print_fields(out, def, &def->registers[i]);
	}
	print_registers(out, def);
	print_positions(out, def);
}

/* All of a file, or NULL after a line on stderr. */
static char *read_file(const char *path, size_t *bytes)
{
	FILE *file = fopen(path, "r");
	char *text = malloc(DEF_MAX_BYTES);

	if (!file || !text) {
		fprintf(stderr, "idregs-gen: %s: %s\n", path, strerror(errno));
		goto fail;
	}
	*bytes = fread(text, 1, DEF_MAX_BYTES, file);
	if (ferror(file) || *bytes == DEF_MAX_BYTES) {
		fprintf(stderr, "idregs-gen: %s: cannot be read, or too large\n", path);
		goto fail;
	}
	fclose(file);
	return text;
fail:
	if (file)
		fclose(file);
	free(text);
	return NULL;
}

static int write_tables(const char *path, const struct idregs_def *def)
{
	FILE *out = fopen(path, "w");
	int failed;

	if (!out) {
		fprintf(stderr, "idregs-gen: %s: %s\n", path, strerror(errno));
		return -1;
	}
	print_tables(out, def);
	failed = ferror(out);
	if (fclose(out) || failed) {
		fprintf(stderr, "idregs-gen: %s: %s\n", path, strerror(errno));
		return -1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct idregs_def_error error;
	struct idregs_def def;
	size_t bytes;
	char *text;
	int rc;

	if (argc != 3) {
		fprintf(stderr, "usage: idregs-gen IDREGS.DEF IDREGS.GEN.C\n");
		return 2;
	}
	text = read_file(argv[1], &bytes);
	if (!text)
		return 1;
	if (!idregs_def_parse(text, bytes, &def, &error)) {
		fprintf(stderr, "%s:%u: %s\n", argv[1], error.line, error.text);
		free(text);
		return 1;
	}
	free(text);
	rc = write_tables(argv[2], &def);
	idregs_def_fini(&def);
	return rc ? 1 : 0;
}
