// SPDX-License-Identifier: GPL-2.0-only
// The generated table of ID registers: sound in itself, and equal to a second source (tests/data).

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "sysregs/idreg.h"

#define SECOND_SOURCE "tests/data/kvm-7.3-fields.txt"

/* Calls `take` with the words of each line of the second source that starts with `keyword`. */
static size_t for_each_line(const char *keyword, void (*take)(char **words, size_t count))
{
	char line[512], *words[32];
	FILE *file = fopen(SECOND_SOURCE, "r");
	size_t lines = 0;

	if (!file)
		fail_msg("%s cannot be opened; run from the top of the tree", SECOND_SOURCE);
	while (fgets(line, sizeof(line), file)) {
		char *at = line, *word;
		size_t count = 0;

		while ((word = strsep(&at, " \t\n")) && count < ARRAY_SIZE(words)) {
			if (*word)
				words[count++] = word;
		}
		if (!count || strcmp(words[0], keyword))
			continue;
		take(words + 1, count - 1);
		lines++;
	}
	fclose(file);
	return lines;
}

static const struct idreg *find_register(const char *index, const char *name)
{
	const struct idreg *reg = idreg_by_index((unsigned int)strtoul(index, NULL, 10));

	if (!reg || strcmp(reg->name, name))
		fail_msg("index %s is not %s", index, name);
	return reg;
}

static const struct idreg_field *find_field(const struct idreg *reg, const char *name)
{
	const struct idreg_field *field = idreg_field_by_name(reg, name);

	if (!field || strcmp(field->name, name))
		fail_msg("no field %s.%s", reg->name, name);
	return field;
}

static uint64_t masks[IDREG_INDEX_COUNT];

static void take_mask(char **words, size_t count)
{
	const struct idreg *reg = find_register(words[0], words[1]);

	assert_int_equal(count, 3);
	masks[reg->index] = strtoull(words[2], NULL, 16);
	assert_int_not_equal(masks[reg->index], 0);
}

static uint64_t field_bits(const struct idreg_field *field)
{
	return bits_mask(field->msb, field->lsb);
}

static void check_codes(const struct idreg *reg, const struct idreg_field *field, char *codes)
{
	size_t count = 0;
	char *word;

	if (!strcmp(codes, "-")) {
		if (field->code_count)
			fail_msg("%s.%s has codes", reg->name, field->name);
		return;
	}
	while ((word = strsep(&codes, ","))) {
		if (!idreg_code_by_value(field, strtoull(word, NULL, 10)))
			fail_msg("%s.%s: no code %s", reg->name, field->name, word);
		count++;
	}
	if (count != field->code_count)
		fail_msg("%s.%s has %zu codes, not %zu", reg->name, field->name, field->code_count,
			 count);
}

static size_t effective_count, range_count;

static void take_field(char **words, size_t count)
{
	static const char *const rules[] = { "none",	       "lower", "higher",
					     "higher-or-zero", "exact", "any" };
	const struct idreg *reg = find_register(words[0], words[1]);
	const struct idreg_field *field = find_field(reg, words[2]);

	assert_int_equal(count, 9);
	range_count++;
	assert_int_equal(field->msb, strtoul(words[3], NULL, 10));
	assert_int_equal(field->lsb, strtoul(words[4], NULL, 10));
	assert_int_equal(field_bits(field) & ~masks[reg->index], 0);
	if (strcmp(rules[field->safe], words[6]))
		fail_msg("%s.%s: rule %s, not %s", reg->name, field->name, rules[field->safe],
			 words[6]);
	if (field->safe != IDREG_SAFE_NONE) {
		effective_count++;
		assert_string_equal(field->sign == IDREG_SIGNED ? "signed" : "unsigned", words[5]);
		assert_int_equal(field->safe_value, strtoull(words[7], NULL, 10));
	}
	check_codes(reg, field, words[8]);
}

static void take_fixed(char **words, size_t count)
{
	const struct idreg *reg = find_register(words[0], words[1]);

	for (size_t i = 2; i < count; i++) {
		const struct idreg_field *field = find_field(reg, words[i]);

		if (field_bits(field) & masks[reg->index])
			fail_msg("%s.%s is inside the mask", reg->name, field->name);
	}
}

static void take_reserved(char **words, size_t count)
{
	const struct idreg *reg = find_register(words[0], words[1]);
	unsigned int msb = (unsigned int)strtoul(words[3], NULL, 10);
	unsigned int lsb = (unsigned int)strtoul(words[4], NULL, 10);

	assert_int_equal(count, 5);
	range_count++;
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idreg_field *row = &reg->fields[i];

		if (!(field_bits(row) & bits_mask(msb, lsb)))
			continue;
		assert_int_equal(row->kind, strcmp(words[2], "raz") ? IDREG_RES0 : IDREG_RAZ);
	}
}

static void take_structure(char **words, size_t count)
{
	const struct idreg *reg = find_register(words[0], words[1]);
	const struct idreg_field *field = find_field(reg, words[2]);

	assert_int_equal(count, 5);
	assert_int_equal(field->msb, strtoul(words[3], NULL, 10));
	assert_int_equal(field->lsb, strtoul(words[4], NULL, 10));
	assert_int_equal(field->safe, IDREG_SAFE_NONE);
	assert_true(reg->per_vcpu);
}

static void take_ranges(char **words, size_t count)
{
	assert_int_equal(count, 1);
	assert_int_equal(range_count, strtoul(words[0], NULL, 10));
}

static const char *kernel;
static size_t missing_count;

static void take_difference(char **words, size_t count)
{
	const struct idreg *reg = idreg_by_name(words[1]);

	assert_int_equal(count, 3);
	assert_non_null(reg);
	if (strcmp(words[0], kernel))
		return;
	assert_int_not_equal(find_field(reg, words[2])->safe, IDREG_SAFE_NONE);
	missing_count++;
}

static void take_extra(char **words, size_t count)
{
	const struct idreg *reg = idreg_by_name(words[1]);

	assert_int_equal(count, 3);
	assert_non_null(reg);
	assert_int_equal(strtoull(words[2], NULL, 16) & (reg->named_mask | masks[reg->index]), 0);
}

static void take_effective(char **words, size_t count)
{
	assert_int_equal(count, 2);
	kernel = words[0];
	missing_count = 0;
	for_each_line("without", take_difference);
	for_each_line("unbacked", take_difference);
	if (effective_count - missing_count != strtoul(words[1], NULL, 10))
		fail_msg("%s: %zu fields, not %s", kernel, effective_count - missing_count,
			 words[1]);
}

/* Named fields inside the masks that the second source has no line for. */
static size_t count_named_in_masks(void)
{
	size_t named = 0;

	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];

		for (size_t j = 0; j < reg->field_count; j++) {
			uint64_t bits = field_bits(&reg->fields[j]);

			if (reg->fields[j].kind != IDREG_FIELD)
				continue;
			/* A field is writable as a whole or not at all. */
			assert_true((bits & masks[reg->index]) == bits ||
				    !(bits & masks[reg->index]));
			named += (bits & masks[reg->index]) == bits;
		}
	}
	return named;
}

static void test_second_source(void **state)
{
	size_t fields, reserved, structure;

	(void)state;
	effective_count = range_count = 0;
	assert_int_equal(for_each_line("mask", take_mask), 3 + 17 + 20);
	fields = for_each_line("field", take_field);
	reserved = for_each_line("reserved", take_reserved);
	structure = for_each_line("structure", take_structure);
	assert_true(for_each_line("fixed", take_fixed) > 10);
	assert_int_equal(effective_count, 260);
	assert_int_equal(for_each_line("ranges", take_ranges), 1);
	assert_int_equal(fields + reserved, range_count);
	/* With the fields of the three implementation IDs: MIDR_EL1 has five. */
	assert_int_equal(fields + structure + 7, count_named_in_masks());
	assert_int_equal(for_each_line("effective", take_effective), 4);
	assert_int_equal(for_each_line("extra", take_extra), 2);
}

static void test_registers(void **state)
{
	size_t found = 0;

	(void)state;
	assert_int_equal(idreg_count, 53);
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		/* KVM's index backwards: which encoding has it. */
		unsigned int op1 = index >> 6 == 2 ? 3 : index >> 6;
		const struct idreg *reg = idreg_by_index(index);

		if (!reg)
			continue;
		assert_ptr_equal(reg, &idregs[found++]);
		assert_int_equal(reg->index, index);
		assert_int_equal(reg->op0, 3);
		assert_int_equal(reg->op1, op1);
		assert_int_equal(reg->crn, 0);
		assert_int_equal(reg->crm, index >> 3 & 7);
		assert_int_equal(reg->op2, index & 7);
		assert_int_equal(idreg_index(reg->op1, reg->crm, reg->op2), index);
		assert_int_equal(reg->aarch32, op1 == 0 && reg->crm >= 1 && reg->crm <= 3);
	}
	assert_int_equal(found, idreg_count);
}

/* Nobody has to guess what a field is for. */
static void check_texts(const struct idreg *reg, const struct idreg_field *field)
{
	size_t length = field->note ? strlen(field->note) : 0;

	if (length < 20 || field->note[length - 1] != '.')
		fail_msg("%s.%s: no note, or no sentence", reg->name, field->name);
	if (reg->aarch32 && field->user != IDREG_USER_AARCH32)
		fail_msg("%s.%s: not for 32-bit programs", reg->name, field->name);
	assert_true(field->user <= IDREG_USER_NOBODY);
}

static void check_field(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t max = bits_low_mask(idreg_field_width(field));
	bool has_safe = field->safe != IDREG_SAFE_NONE && field->safe != IDREG_SAFE_ANY;

	if (field->kind != IDREG_FIELD) {
		assert_null(field->name);
		assert_int_equal(field->code_count, 0);
		return;
	}
	assert_ptr_equal(idreg_field_by_name(reg, field->name), field);
	check_texts(reg, field);
	assert_true(field->safe_value <= max && field->lowest_value <= max);
	for (size_t i = 0; i < field->code_count; i++) {
		assert_true(field->codes[i].value <= max);
		assert_true(!i || field->codes[i - 1].value < field->codes[i].value);
		assert_ptr_equal(idreg_code_by_name(field, field->codes[i].name), &field->codes[i]);
	}
	if (field->code_count && has_safe) {
		assert_non_null(idreg_code_by_value(field, field->safe_value));
		assert_non_null(idreg_code_by_value(field, field->lowest_value));
	}
}

/* The FEAT_ names that a code of a field brings, where one is easily put to the wrong code. */
static void test_features(void **state)
{
	static const struct {
		const char *reg, *field, *feature;
		unsigned int value;
	} wanted[] = {
		{ "ID_AA64ISAR0", "ATOMIC", "FEAT_LSE", 2 },
		{ "ID_AA64ISAR0", "ATOMIC", "FEAT_LSE128", 3 },
		{ "ID_AA64ISAR0", "DP", "FEAT_DotProd", 1 },
		{ "ID_AA64ISAR0", "SHA3", "FEAT_SHA3", 1 },
		{ "ID_AA64ISAR0", "SHA2", "FEAT_SHA512", 2 },
		{ "ID_AA64ISAR0", "AES", "FEAT_PMULL", 2 },
		{ "ID_AA64ISAR0", "TLB", "FEAT_TLBIRANGE", 2 },
		{ "ID_AA64ISAR1", "API", "FEAT_PAuth2", 3 },
		{ "ID_AA64ISAR1", "APA", "FEAT_FPAC", 4 },
		{ "ID_AA64ISAR2", "APA3", "FEAT_PAuth", 1 },
		{ "ID_AA64ISAR2", "WFxT", "FEAT_WFxT", 2 },
		{ "ID_AA64ZFR0", "SVEver", "FEAT_SVE2", 1 },
		{ "ID_AA64PFR0", "SVE", "FEAT_SVE", 1 },
		{ "ID_AA64PFR0", "AdvSIMD", "FEAT_AdvSIMD", 0 },
		{ "ID_AA64PFR1", "SME", "FEAT_SME2", 2 },
		{ "ID_AA64MMFR0", "TGRAN4", "FEAT_TGran4K", 0 },
		{ "ID_AA64MMFR2", "AT", "FEAT_LSE2", 1 },
		{ "ID_AA64DFR0", "PMUVer", "FEAT_PMUv3p5", 6 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
		const struct idreg *reg = idreg_by_name(wanted[i].reg);
		const struct idreg_code *code =
			idreg_code_by_value(find_field(reg, wanted[i].field), wanted[i].value);

		assert_non_null(code);
		assert_string_equal(code->feature, wanted[i].feature);
	}
	/* SVE and SME are there or not by ID_AA64PFR0_EL1 and ID_AA64PFR1_EL1 alone. */
	assert_null(find_field(idreg_by_name("ID_AA64ZFR0"), "SVEver")->codes[0].feature);
	assert_null(find_field(idreg_by_name("ID_AA64SMFR0"), "SMEver")->codes[0].feature);
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];
		uint64_t named = 0, all = 0;
		int next = 63;

		for (size_t j = 0; j < reg->field_count; j++) {
			const struct idreg_field *field = &reg->fields[j];

			assert_int_equal(field->msb, next);
			next = field->lsb - 1;
			all |= field_bits(field);
			if (field->kind == IDREG_FIELD)
				named |= field_bits(field);
			check_field(reg, field);
		}
		assert_int_equal(next, -1);
		assert_true(all == UINT64_MAX);
		assert_true(named == reg->named_mask);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_registers),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_features),
		cmocka_unit_test(test_second_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
