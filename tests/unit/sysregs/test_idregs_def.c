// SPDX-License-Identifier: GPL-2.0-only
// The reader of sysregs/idregs.def: what it makes of sound text, and the message for each unsound
// one.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"

/* Tools are never linked into armlet: the reader is built into this program. */
#include "tools/idregs-gen-parse.c"
#include "tools/idregs-gen-words.c"

static const char sound[] =
	"# a comment\n"
	"\n"
	"register CTR_EL0 3 3 0 0 1\n"
	"\tres0 63:32\n"
	"\tres1 31\n"
	"\traz 30:8\n"
	"\tfield 7:4 WIDE unsigned any alias=Broad feature=FEAT_WIDE user=nobody\n"
	"\t\tnote  What it is,  with \"quotes\" # and a hash.\n"
	"\tunknown 3:0\n"
	"end\n"
	"register ID_AA64DFR0_EL1 3 0 0 5 0 per-vcpu\n"
	"\t# another comment\n"
	"\tfield 63:60 TOP signed lower safe=0xf lowest=14 user=firmware\n"
	"\t\tcode 0b0000 IMP FEAT_TOP\n"
	"\t\tcode 0b1110 SOME\n"
	"\t\tcode 0b1111 NI\n"
	"\tfield 59:1 NUMBER unsigned exact "
	"safe=576460752303423487 user=any\n"
	"\tfield 0 BIT unsigned none user=hypervisor\n"
	"end";

static void parse_sound(struct idregs_def *def)
{
	struct idregs_def_error error;

	if (!idregs_def_parse(sound, strlen(sound), def, &error))
		fail_msg("line %u: %s", error.line, error.text);
}

static void test_registers(void **state)
{
	struct idregs_def def;

	(void)state;
	parse_sound(&def);
	assert_int_equal(def.register_count, 2);
	/* Sorted by index, whatever the order of the text. */
	assert_string_equal(def.registers[0].name, "ID_AA64DFR0_EL1");
	assert_true(def.registers[0].per_vcpu);
	assert_int_equal(def.registers[0].field_count, 3);
	assert_string_equal(def.registers[1].name, "CTR_EL0");
	assert_false(def.registers[1].per_vcpu);
	assert_int_equal(def.registers[1].op1, 3);
	assert_int_equal(def.registers[1].op2, 1);
	assert_int_equal(def.registers[1].field_count, 5);
	idregs_def_fini(&def);
	assert_null(def.registers);
	idregs_def_fini(&def);
}

static void test_fields(void **state)
{
	const struct idregs_def_field *field;
	struct idregs_def def;

	(void)state;
	parse_sound(&def);
	field = &def.fields[def.registers[1].first_field];
	assert_int_equal(field[0].kind, IDREG_RES0);
	assert_int_equal(field[1].kind, IDREG_RES1);
	assert_int_equal(field[2].kind, IDREG_RAZ);
	assert_int_equal(field[3].kind, IDREG_FIELD);
	assert_int_equal(field[3].safe, IDREG_SAFE_ANY);
	assert_string_equal(field[3].alias, "Broad");
	assert_string_equal(field[3].feature, "FEAT_WIDE");
	assert_int_equal(field[3].user, IDREG_USER_NOBODY);
	assert_string_equal(field[3].note, "What it is,  with \"quotes\" # and a hash.");
	assert_int_equal(field[4].kind, IDREG_UNKNOWN);
	field = &def.fields[def.registers[0].first_field];
	assert_int_equal(field[0].sign, IDREG_SIGNED);
	assert_int_equal(field[0].safe, IDREG_SAFE_LOWER);
	assert_int_equal(field[0].safe_value, 15);
	assert_int_equal(field[0].lowest_value, 14);
	assert_int_equal(field[0].user, IDREG_USER_FIRMWARE);
	assert_int_equal(field[0].code_count, 3);
	assert_string_equal(def.codes[field[0].first_code].feature, "FEAT_TOP");
	assert_int_equal(def.codes[field[0].first_code + 1].value, 14);
	assert_int_equal(field[1].msb, 59);
	assert_int_equal(field[1].lsb, 1);
	assert_true(field[1].lowest_value == bits_low_mask(59));
	assert_int_equal(field[2].msb, 0);
	assert_int_equal(field[2].safe, IDREG_SAFE_NONE);
	idregs_def_fini(&def);
}

/* A register whose rows are `rows`, which begin at line 2. */
#define REGISTER(rows) "register X_EL1 3 0 0 1 0\n" rows "end\n"
#define ROW(row)       REGISTER(row "\nres0 59:0\n")
#define CODES(codes)   ROW("field 63:60 F unsigned lower safe=0 user=aarch32\n" codes)
#define LONG_32	       "A2345678901234567890123456789012"

static const struct {
	const char *text;
	unsigned int line;
	const char *message;
} broken[] = {
	{ "", 0, "no register in it" },
	{ "# nothing\n", 1, "no register in it" },
	{ "field 63:0 F unsigned none\n", 1, "'field' outside of a register" },
	{ "end\n", 1, "'end' outside of a register" },
	{ "register X_EL1 3 0 0 1\n", 1, "a register has a name and op0 op1 CRn CRm op2" },
	{ "register X_EL1 3 0 0 1 0 often\n", 1, "'often' is no property of a register" },
	{ "register X_EL1 3 0 0 1 0 per-vcpu per-vcpu\n", 1,
	  "'per-vcpu' is no property of a register" },
	{ "register X-EL1 3 0 0 1 0\n", 1, "'X-EL1' is no name" },
	{ "register " LONG_32 " 3 0 0 1 0\n", 1, "'" LONG_32 "': a name has 1 to 31 characters" },
	{ "register X_EL1 2 0 0 1 0\n", 1, "X_EL1 is outside of the ID registers' encodings" },
	{ "register X_EL1 3 2 0 1 0\n", 1, "X_EL1 is outside of the ID registers' encodings" },
	{ "register X_EL1 3 4 0 1 0\n", 1, "X_EL1 is outside of the ID registers' encodings" },
	{ "register X_EL1 3 0 1 1 0\n", 1, "X_EL1 is outside of the ID registers' encodings" },
	{ "register X_EL1 3 0 0 8 0\n", 1, "X_EL1 is outside of the ID registers' encodings" },
	{ "register X_EL1 3 0 0 1 8\n", 1, "X_EL1 is outside of the ID registers' encodings" },
	{ "register X_EL1 3 0 0 1 16\n", 1, "16 is more than 15" },
	{ "register X_EL1 3 0 0 1 01\n", 1, "'01' is no number" },
	{ "register X_EL1 3 0 0 1 -1\n", 1, "'-1' is no number" },
	{ "register X_EL1 3 0 0 1 0\nres0 63:0\n", 2, "X_EL1 has no end" },
	{ "register X_EL1 3 0 0 1 0\nregister Y_EL1 3 0 0 1 1\n", 2,
	  "X_EL1 has no end before this register" },
	{ REGISTER("res0 63:0\n") "register Y_EL1 3 0 0 1 0\n", 4,
	  "Y_EL1 or its encoding is there twice" },
	{ REGISTER("res0 63:0\n") "register x_el0 3 0 0 1 1\n", 4,
	  "x_el0 or its encoding is there twice" },
	{ REGISTER(""), 2, "X_EL1 ends with a gap: bits 63:0 have no row" },
	{ REGISTER("res0 63:1\n"), 3, "X_EL1 ends with a gap: bits 0:0 have no row" },
	{ REGISTER("res0 63:32\nres0 30:0\n"), 3, "a gap: bits 31:31 have no row" },
	{ REGISTER("res0 62:0\n"), 2, "a gap: bits 63:63 have no row" },
	{ REGISTER("res0 63:32\nres0 32:0\n"), 3, "bit 32 overlaps the row before" },
	{ REGISTER("res0 63:0\nres0 0\n"), 3, "bit 0 overlaps the row before" },
	{ REGISTER("res0 64:0\n"), 2, "64 is more than 63" },
	{ REGISTER("res0 62:63\n"), 2, "bits 62:63 are the wrong way round" },
	{ REGISTER("res0 63:\n"), 2, "'' is no number" },
	{ REGISTER("res0 63:0:0\n"), 2, "'0:0' is no number" },
	{ REGISTER("res0 63:0 0\n"), 2, "'res0' takes bits and nothing else" },
	{ REGISTER("res0\n"), 2, "'res0' takes bits and nothing else" },
	{ REGISTER("res2 63:0\n"), 2, "unknown word 'res2'" },
	{ REGISTER("res0 63:0\nend of it\n"), 3, "nothing follows 'end'" },
	{ ROW("field 63:60 F unsigned"), 2,
	  "a field has bits, a name, a sign and a safe-value rule" },
	{ ROW("field 63:60 F ? none"), 2, "the sign is still to be filled in" },
	{ ROW("field 63:60 F unsigned ?"), 2, "the safe-value rule is still to be filled in" },
	{ ROW("field 63:60 ? unsigned none"), 2, "a '?' is still to be filled in" },
	{ ROW("field 63:60 F maybe none"), 2, "'maybe' is no sign: unsigned or signed" },
	{ ROW("field 63:60 F unsigned low"), 2, "'low' is no safe-value rule" },
	{ ROW("field 63:60 F unsigned lower"), 2, "F: rule 'lower' needs a safe value" },
	{ ROW("field 63:60 F unsigned exact"), 2, "F: rule 'exact' needs a safe value" },
	{ ROW("field 63:60 F unsigned none safe=0"), 2,
	  "F: rule 'none' does not have a safe value" },
	{ ROW("field 63:60 F unsigned any safe=0"), 2, "F: rule 'any' does not have a safe value" },
	{ ROW("field 63:60 F unsigned lower safe=16"), 2, "16 is more than 15" },
	{ ROW("field 63:60 F unsigned lower safe=0x1F"), 2, "'0x1F' is no number" },
	{ ROW("field 63:60 F unsigned lower safe=0x"), 2, "'0x' is no number" },
	{ ROW("field 63:60 F unsigned lower safe="), 2, "'' is no number" },
	{ ROW("field 63:60 F unsigned lower safe=?"), 2, "a '?' is still to be filled in" },
	{ ROW("field 63:60 F unsigned lower safe=18446744073709551616"), 2,
	  "'18446744073709551616' is no number" },
	{ ROW("field 63:60 F unsigned lower safe=0 safe=0"), 2,
	  "option 'safe=' is unknown or there twice" },
	{ ROW("field 63:60 F unsigned lower safe=0 best=0"), 2,
	  "option 'best=' is unknown or there twice" },
	{ ROW("field 63:60 F unsigned lower safe=0 x"), 2, "'x' is no option of a field" },
	{ ROW("field 63:60 F unsigned exact safe=0 lowest=1"), 2,
	  "F: lowest= goes with rule 'lower' only" },
	{ ROW("field 63:60 F unsigned none alias=f"), 2, "F: the alias is the name" },
	{ ROW("field 63:60 F unsigned none alias="), 2, "'': a name has 1 to 31 characters" },
	{ ROW("field 63:60 F unsigned none feature=FOO"), 2, "'FOO' is no FEAT_ name" },
	{ ROW("field 63:60 F unsigned none feature=FEAT_"), 2, "'FEAT_' is no FEAT_ name" },
	{ REGISTER("field 63:60 F unsigned none user=aarch32\nfield 59:0 f unsigned none\n"), 3,
	  "X_EL1.f is there twice" },
	{ REGISTER(
		  "field 63:60 F unsigned none user=aarch32\nfield 59:0 G unsigned none alias=f\n"),
	  3, "X_EL1.G is there twice" },
	{ REGISTER(
		  "field 63:60 F unsigned none alias=G user=aarch32\nfield 59:0 g unsigned none\n"),
	  3, "X_EL1.g is there twice" },
	{ ROW("field 63:60 F unsigned none"), 2, "F: user= is missing: who needs the field" },
	{ ROW("field 63:60 F unsigned none user="), 2, "'' is no user of a field" },
	{ ROW("field 63:60 F unsigned none user=Kernel"), 2, "'Kernel' is no user of a field" },
	{ ROW("field 63:60 F unsigned none user=?"), 2,
	  "who uses the field is still to be filled in" },
	{ ROW("field 63:60 F unsigned none user=aarch32 user=aarch32"), 2,
	  "option 'user=' is unknown or there twice" },
	{ ROW("field 63:60 F unsigned none user=any"), 2,
	  "F: a view for AArch32 has user=aarch32" },
	{ REGISTER("code 0b0 NI\n"), 2, "a code without a field above it" },
	{ REGISTER("res0 63\ncode 0b0 NI\n"), 3, "a code without a field above it" },
	{ CODES("code 0b0000"), 3, "a code has a value, a name and perhaps a FEAT_ name" },
	{ CODES("code 0b0000 NI FEAT_A FEAT_B"), 3,
	  "a code has a value, a name and perhaps a FEAT_ name" },
	{ CODES("code 0b0002 NI"), 3, "'0b0002' is no binary number" },
	{ CODES("code 0b NI"), 3, "'0b' is no binary number" },
	{ CODES("code 0x0 NI"), 3, "'0x0' is no binary number" },
	{ CODES("code 0 NI"), 3, "'0' is no binary number" },
	{ CODES("code 0b00000 NI"), 3, "'0b00000' has 5 digits for 4 bits" },
	{ CODES("code 0b10000 NI"), 3, "'0b10000' has 5 digits for 4 bits" },
	{ CODES("code 0b000 NI"), 3, "'0b000' has 3 digits for 4 bits" },
	{ CODES("code 0b0000 ?"), 3, "a '?' is still to be filled in" },
	{ CODES("code 0b0000 NI IMP"), 3, "'IMP' is no FEAT_ name" },
	{ CODES("code 0b0000 NI\ncode 0b0000 IMP"), 4, "X_EL1.F: code IMP is there twice" },
	{ CODES("code 0b0000 NI\ncode 0b0001 ni"), 4, "X_EL1.F: code ni is there twice" },
	{ CODES("code 0b0000 NI FEAT_A\ncode 0b0001 B FEAT_A"), 4,
	  "X_EL1.F: code B is there twice" },
	{ CODES("code 0b0000 NI FEAT_A\ncode 0b0001 FEAT_A"), 4,
	  "X_EL1.F: code FEAT_A is there twice" },
	{ CODES("code 0b0001 NI\ncode 0b0000 IMP"), 4, "X_EL1.F: code IMP is out of order" },
	{ CODES("code 0b0001 IMP"), 5, "X_EL1.F: the safe value 0 is no code" },
	{ ROW("field 63:60 F unsigned lower safe=0 lowest=1 user=aarch32\ncode 0b0000 NI"), 5,
	  "X_EL1.F: the lowest value 1 is no code" },
	{ ROW("field 63:60 F unsigned none feature=FEAT_F user=aarch32\ncode 0b0000 NI"), 5,
	  "X_EL1.F: a field with codes has its features there" },
	{ REGISTER("note Text.\n"), 2, "a note without a field above it" },
	{ CODES("note"), 3, "a field has one note, which is not empty" },
	{ CODES("note One.\nnote Two."), 4, "a field has one note, which is not empty" },
	{ CODES("note \xc3\xa9"), 3, "a note is plain ASCII" },
	{ "register X_EL1 3 0 0 1 0\r\n", 1, "a control character" },
	{ "register 1 2 3 4 5 6 7 8 9 10 11 12\n", 1, "too many words" },
};

static void test_broken(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(broken); i++) {
		struct idregs_def_error error;
		struct idregs_def def;

		if (idregs_def_parse(broken[i].text, strlen(broken[i].text), &def, &error))
			fail_msg("taken: %s", broken[i].text);
		if (error.line != broken[i].line || strcmp(error.text, broken[i].message))
			fail_msg("%s\n%u: %s\nnot %u: %s", broken[i].text, error.line, error.text,
				 broken[i].line, broken[i].message);
		assert_null(def.registers);
		assert_null(def.fields);
		assert_null(def.codes);
		assert_int_equal(def.register_count + def.field_count + def.code_count, 0);
	}
}

static void test_nul_and_long_lines(void **state)
{
	static const char nul[] = "register X_EL1 3 0 0 1 0\nres0\0 63:0\nend\n";
	struct idregs_def_error error;
	struct idregs_def def;
	char text[1000];

	(void)state;
	assert_false(idregs_def_parse(nul, sizeof(nul) - 1, &def, &error));
	assert_int_equal(error.line, 2);
	assert_string_equal(error.text, "a NUL byte");
	memset(text, '#', sizeof(text));
	assert_false(idregs_def_parse(text, 401, &def, &error));
	assert_string_equal(error.text, "a line has at most 400 bytes");
	assert_false(idregs_def_parse(text, 400, &def, &error));
	assert_string_equal(error.text, "no register in it");
	/* A note at and past its limit. */
	memset(text, 'x', sizeof(text));
	memcpy(text, CODES("note "), strlen("register X_EL1 3 0 0 1 0\n") + 49 + 5);
	assert_false(idregs_def_parse(text, 25 + 49 + 5 + IDREGS_NOTE_MAX + 1, &def, &error));
	assert_string_equal(error.text, "a note has at most 200 characters");
	assert_false(idregs_def_parse(text, 25 + 49 + 5 + IDREGS_NOTE_MAX, &def, &error));
	assert_string_equal(error.text, "X_EL1 has no end");
}

/* The committed file cut off anywhere: refused, except where a register has just ended. */
static void test_truncated(void **state)
{
	static char text[1 << 20];
	FILE *file = fopen("sysregs/idregs.def", "r");
	size_t bytes, refused = 0, taken = 0;
	struct idregs_def_error error;
	struct idregs_def def;

	(void)state;
	assert_non_null(file);
	bytes = fread(text, 1, sizeof(text), file);
	fclose(file);
	assert_true(bytes && bytes < sizeof(text));
	for (size_t end = 1; end <= bytes; end += 97) {
		if (idregs_def_parse(text, end, &def, &error)) {
			taken++;
			idregs_def_fini(&def);
		} else {
			assert_true(*error.text);
			refused++;
		}
	}
	assert_true(refused > taken);
	for (const char *end = text; (end = strstr(end, "\nend\n")); end += 5) {
		assert_true(idregs_def_parse(text, (size_t)(end + 5 - text), &def, &error));
		idregs_def_fini(&def);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_registers), cmocka_unit_test(test_fields),
		cmocka_unit_test(test_broken),	  cmocka_unit_test(test_nul_and_long_lines),
		cmocka_unit_test(test_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
