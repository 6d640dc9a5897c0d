// SPDX-License-Identifier: GPL-2.0-only
// Look-ups and field arithmetic, the safe-value rules against oracles that share no code with them.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "sysregs/idreg.h"

typedef __int128 wide;

/* A field's value as a number, bit by bit: the top one counts negative if the field is signed. */
static wide as_number(const struct idreg_field *field, uint64_t value)
{
	unsigned int width = field->msb - field->lsb + 1u;
	wide number = 0, weight = 1;

	for (unsigned int i = 0; i < width; i++, weight *= 2) {
		if (!(value >> i & 1))
			continue;
		if (i == width - 1 && field->sign == IDREG_SIGNED)
			number -= weight;
		else
			number += weight;
	}
	return number;
}

/*
 * What KVM does with one field that is inside the writable mask, as arm64_check_features() is
 * described: the limit is fine; else the value has to be the safe one of itself and the limit.
 */
static bool kernel_accepts(const struct idreg_field *field, uint64_t value, uint64_t limit)
{
	wide asked = as_number(field, value), host = as_number(field, limit), safe;

	if (asked == host)
		return true;
	switch (field->safe) {
	case IDREG_SAFE_LOWER:
		safe = asked < host ? asked : host;
		break;
	case IDREG_SAFE_HIGHER:
		safe = asked > host ? asked : host;
		break;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		if (!asked || !host)
			safe = 0;
		else
			safe = asked > host ? asked : host;
		break;
	case IDREG_SAFE_EXACT:
		safe = as_number(field, field->safe_value);
		break;
	case IDREG_SAFE_ANY:
		safe = asked;
		break;
	default:
		safe = host;
		break;
	}
	return asked == safe;
}

/* A value that a test of KVM writes and expects to be taken where the host has `limit`. */
static uint64_t safe_candidate(const struct idreg_field *field, uint64_t limit)
{
	uint64_t max = bits_low_mask(field->msb - field->lsb + 1u);

	if (field->sign == IDREG_SIGNED && limit == max)
		return limit;
	switch (field->safe) {
	case IDREG_SAFE_EXACT:
		return field->safe_value;
	case IDREG_SAFE_LOWER:
		return limit > field->safe_value ? limit - 1 : limit;
	case IDREG_SAFE_HIGHER:
		return limit < max ? limit + 1 : limit;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		if (limit == max)
			return 0;
		return limit ? limit + 1 : 0;
	default:
		return limit;
	}
}

/* One that it expects to be refused; it may not even fit into the field. */
static uint64_t invalid_candidate(const struct idreg_field *field, uint64_t limit)
{
	uint64_t max = bits_low_mask(field->msb - field->lsb + 1u);

	if (field->sign == IDREG_SIGNED && limit == max)
		return 0;
	switch (field->safe) {
	case IDREG_SAFE_EXACT:
		return (limit > field->safe_value ? limit : field->safe_value) + 1;
	case IDREG_SAFE_HIGHER:
		return limit - 1;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		return limit > 1 ? limit - 1 : max + 1;
	default:
		return limit + 1;
	}
}

static uint64_t random_state = 0x9e3779b97f4a7c15;

static uint64_t random_bits(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* All values of a narrow field, edges and random ones of a wide one. */
#define SAMPLES 64

static size_t sample_values(unsigned int width, uint64_t values[SAMPLES])
{
	uint64_t max = bits_low_mask(width);
	size_t count = 0;

	if (width <= 6) {
		for (uint64_t value = 0; value <= max; value++)
			values[count++] = value;
		return count;
	}
	for (uint64_t i = 0; i < 4; i++) {
		values[count++] = i;
		values[count++] = max - i;
		values[count++] = (max >> 1) + i;
		values[count++] = (max >> 1) - i;
	}
	while (count < SAMPLES)
		values[count++] = random_bits() & max;
	return count;
}

static void for_each_field(void (*check)(const struct idreg *reg, const struct idreg_field *field))
{
	size_t checked = 0;

	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			if (idregs[i].fields[j].kind != IDREG_FIELD)
				continue;
			check(&idregs[i], &idregs[i].fields[j]);
			checked++;
		}
	}
	assert_int_equal(checked, 446);
}

static void check_against_kernel(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t values[SAMPLES];
	size_t count = sample_values(idreg_field_width(field), values);

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			bool expected = kernel_accepts(field, values[i], values[j]);

			if (idreg_field_is_safe(field, values[i], values[j]) != expected)
				fail_msg("%s.%s: %llu under %llu: not %d", reg->name, field->name,
					 (unsigned long long)values[i],
					 (unsigned long long)values[j], expected);
		}
	}
}

static void test_safe_against_kernel(void **state)
{
	(void)state;
	for_each_field(check_against_kernel);
}

static void check_candidates(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t max = bits_low_mask(idreg_field_width(field));
	uint64_t values[SAMPLES];
	size_t count = sample_values(idreg_field_width(field), values);

	if (field->safe == IDREG_SAFE_ANY)
		return;
	for (size_t i = 0; i < count; i++) {
		uint64_t limit = values[i];

		/* Signed fields have one negative value there, all bits set, and never wrap. */
		if (field->sign == IDREG_SIGNED && limit >= max >> 1 && limit != max)
			continue;
		if (!idreg_field_is_safe(field, safe_candidate(field, limit), limit))
			fail_msg("%s.%s under %llu: the safe value is refused", reg->name,
				 field->name, (unsigned long long)limit);
		/* With EXACT and NONE the candidate is invalid wherever it is another value. */
		if (invalid_candidate(field, limit) != limit &&
		    idreg_field_is_safe(field, invalid_candidate(field, limit), limit))
			fail_msg("%s.%s under %llu: the invalid value is taken", reg->name,
				 field->name, (unsigned long long)limit);
	}
}

static void test_safe_candidates(void **state)
{
	(void)state;
	for_each_field(check_candidates);
}

/* Rules that no writable field of the table has, and orders at the edges. */
static void test_safe_rules(void **state)
{
	static const enum idreg_safe rules[] = { IDREG_SAFE_NONE,   IDREG_SAFE_LOWER,
						 IDREG_SAFE_HIGHER, IDREG_SAFE_HIGHER_OR_ZERO,
						 IDREG_SAFE_EXACT,  IDREG_SAFE_ANY };

	(void)state;
	for (unsigned int width = 1; width <= 64; width++) {
		for (size_t i = 0; i < 2 * ARRAY_SIZE(rules); i++) {
			struct idreg_field field = {
				.name = "TEST",
				.msb = (uint8_t)(width - 1),
				.sign = i % 2 ? IDREG_SIGNED : IDREG_UNSIGNED,
				.safe = rules[i / 2],
				.safe_value = random_bits() & bits_low_mask(width),
			};
			struct idreg reg = { .name = "TEST" };

			check_against_kernel(&reg, &field);
			if (width < 64)
				assert_false(idreg_field_is_safe(&field, bits_low_mask(width) + 1,
								 bits_low_mask(width)));
		}
	}
}

static void check_lowest(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t values[SAMPLES];
	size_t count = sample_values(idreg_field_width(field), values);

	for (size_t i = 0; i < count; i++) {
		uint64_t limit = values[i], lowest = idreg_field_lowest(field, limit);

		if (!kernel_accepts(field, lowest, limit))
			fail_msg("%s.%s: lowest %llu under %llu is not safe", reg->name,
				 field->name, (unsigned long long)lowest,
				 (unsigned long long)limit);
		switch (field->safe) {
		case IDREG_SAFE_NONE:
		case IDREG_SAFE_ANY:
		case IDREG_SAFE_HIGHER:
			assert_true(lowest == limit);
			break;
		case IDREG_SAFE_EXACT:
		case IDREG_SAFE_HIGHER_OR_ZERO:
			assert_true(lowest == field->safe_value);
			break;
		case IDREG_SAFE_LOWER:
			if (as_number(field, field->lowest_value) <= as_number(field, limit))
				assert_true(lowest == field->lowest_value);
			else
				assert_true(lowest == limit);
			if (idreg_code_by_value(field, limit))
				assert_non_null(idreg_code_by_value(field, lowest));
			break;
		}
	}
}

static const struct idreg_field *field_of(const char *reg_name, const char *name)
{
	const struct idreg *reg = idreg_by_name(reg_name);

	assert_non_null(reg);
	assert_non_null(idreg_field_by_name(reg, name));
	return idreg_field_by_name(reg, name);
}

static uint64_t lowest_of(const char *reg_name, const char *name, uint64_t limit)
{
	return idreg_field_lowest(field_of(reg_name, name), limit);
}

static void test_lowest(void **state)
{
	(void)state;
	for_each_field(check_lowest);
	assert_int_equal(lowest_of("ID_AA64ISAR0_EL1", "AES", 2), 0);
	assert_int_equal(lowest_of("ID_AA64PFR0_EL1", "EL0", 2), 1);
	assert_int_equal(lowest_of("ID_AA64PFR0_EL1", "EL1", 1), 1);
	assert_int_equal(lowest_of("ID_AA64DFR0_EL1", "DebugVer", 10), 6);
	assert_int_equal(lowest_of("ID_DFR0_EL1", "CopDbg", 10), 6);
	assert_int_equal(lowest_of("ID_DFR0_EL1", "CopDbg", 0), 0);
	assert_int_equal(lowest_of("ID_AA64MMFR0_EL1", "TGRAN4", 1), 15);
	assert_int_equal(lowest_of("ID_AA64MMFR0_EL1", "TGRAN4", 15), 15);
	assert_int_equal(lowest_of("ID_AA64MMFR0_EL1", "TGRAN4_2", 2), 1);
	assert_int_equal(lowest_of("ID_AA64DFR0_EL1", "DoubleLock", 0), 15);
	assert_int_equal(lowest_of("ID_AA64MMFR1_EL1", "SpecSEI", 0), 0);
	assert_int_equal(lowest_of("ID_AA64MMFR1_EL1", "SpecSEI", 1), 1);
	assert_int_equal(lowest_of("CTR_EL0", "L1Ip", 3), 2);
	assert_int_equal(lowest_of("CTR_EL0", "DIC", 1), 0);
	assert_int_equal(lowest_of("CTR_EL0", "DminLine", 4), 1);
	assert_int_equal(lowest_of("CTR_EL0", "DminLine", 0), 0);
	assert_int_equal(lowest_of("ID_AA64PFR0_EL1", "RME", 1), 1);
	assert_int_equal(lowest_of("MIDR_EL1", "PartNum", 0xd0c), 0xd0c);
}

static void check_get_set(unsigned int msb, unsigned int lsb)
{
	struct idreg_field field = { .msb = (uint8_t)msb, .lsb = (uint8_t)lsb };
	uint64_t word = random_bits(), value = random_bits(), expected_word = 0, expected = 0;

	for (unsigned int bit = 0; bit < 64; bit++) {
		bool inside = bit >= lsb && bit <= msb;
		uint64_t from = inside ? value >> (bit - lsb) : word >> bit;

		expected_word |= (from & 1) << bit;
		if (inside)
			expected |= (word >> bit & 1) << (bit - lsb);
	}
	assert_int_equal(idreg_field_width(&field), msb - lsb + 1);
	assert_true(idreg_field_get(&field, word) == expected);
	assert_true(idreg_field_set(&field, word, value) == expected_word);
}

static void test_get_set(void **state)
{
	(void)state;
	for (unsigned int msb = 0; msb < 64; msb++) {
		for (unsigned int lsb = 0; lsb <= msb; lsb++)
			check_get_set(msb, lsb);
	}
}

static void test_compare(void **state)
{
	(void)state;
	for (unsigned int width = 1; width <= 64; width++) {
		for (unsigned int i = 0; i < 2; i++) {
			struct idreg_field field = {
				.msb = 63,
				.lsb = (uint8_t)(64 - width),
				.sign = i ? IDREG_SIGNED : IDREG_UNSIGNED,
			};
			uint64_t values[SAMPLES];
			size_t count = sample_values(width, values);

			for (size_t j = 0; j < count * count; j++) {
				uint64_t a = values[j / count], b = values[j % count];
				wide left = as_number(&field, a), right = as_number(&field, b);

				assert_int_equal(idreg_field_compare(&field, a, b),
						 (left > right) - (left < right));
			}
		}
	}
}

static void test_register_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < idreg_count; i++) {
		char name[64];

		assert_ptr_equal(idreg_by_name(idregs[i].name), &idregs[i]);
		snprintf(name, sizeof(name), "%.*s", (int)strlen(idregs[i].name) - 4,
			 idregs[i].name);
		assert_ptr_equal(idreg_by_name(name), &idregs[i]);
	}
	assert_ptr_equal(idreg_by_name("id_aa64isar0_el1"), idreg_by_index(48));
	assert_ptr_equal(idreg_by_name("ctr"), idreg_by_index(129));
	assert_null(idreg_by_name(""));
	assert_null(idreg_by_name("_EL1"));
	assert_null(idreg_by_name("CTR_EL1"));
	assert_null(idreg_by_name("ID_AA64ISAR0_EL"));
	assert_null(idreg_by_name("ID_AA64ISAR0_EL10"));
	assert_null(idreg_by_index(27));
	assert_null(idreg_by_index(IDREG_INDEX_COUNT));
	assert_null(idreg_by_index(~0u));
}

static void test_field_names(void **state)
{
	const struct idreg *midr = idreg_by_name("MIDR_EL1");

	(void)state;
	assert_ptr_equal(field_of("ID_AA64MMFR0", "TGran4_2"),
			 field_of("ID_AA64MMFR0_EL1", "TGRAN4_2"));
	assert_ptr_equal(field_of("MIDR_EL1", "implementor"), field_of("MIDR_EL1", "Implementer"));
	assert_null(idreg_field_by_name(midr, ""));
	assert_null(idreg_field_by_name(midr, "AES"));
	assert_null(idreg_field_by_name(midr, "PartNumber"));
	assert_ptr_equal(idreg_field_at(midr, 4), field_of("MIDR_EL1", "PartNum"));
	assert_null(idreg_field_at(midr, 5));
	assert_null(idreg_field_at(NULL, 0));
}

static void test_codes(void **state)
{
	const struct idreg_field *aes = field_of("ID_AA64ISAR0_EL1", "AES");
	const struct idreg_field *atomic = field_of("ID_AA64ISAR0_EL1", "ATOMIC");

	(void)state;
	assert_int_equal(idreg_code_by_name(aes, "pmull")->value, 2);
	assert_int_equal(idreg_code_by_name(aes, "FEAT_AES")->value, 1);
	assert_string_equal(idreg_code_by_value(aes, 2)->feature, "FEAT_PMULL");
	assert_null(idreg_code_by_value(aes, 3));
	assert_null(idreg_code_by_name(aes, "IMP"));
	assert_null(idreg_code_by_value(atomic, 1));
	assert_int_equal(idreg_code_by_name(atomic, "FEAT_LSE")->value, 2);
	assert_int_equal(field_of("ID_AA64DFR0_EL1", "WRPs")->code_count, 0);
}

static void test_nearest(void **state)
{
	const struct idreg *isar0 = idreg_by_name("ID_AA64ISAR0_EL1");
	char longest[4096];

	(void)state;
	assert_string_equal(idreg_nearest_name("ID_AA64ISR0_EL1"), "ID_AA64ISAR0_EL1");
	assert_string_equal(idreg_nearest_name("id_aa64mfmr2"), "ID_AA64MMFR2_EL1");
	assert_string_equal(idreg_nearest_name("CTR_EL1"), "CTR_EL0");
	assert_string_equal(idreg_nearest_name("MDIR_EL1"), "MIDR_EL1");
	assert_null(idreg_nearest_name("HCR_XYZZY_QUUX"));
	assert_null(idreg_nearest_name(""));
	assert_string_equal(idreg_nearest_field(isar0, "SHA33"), "SHA3");
	assert_string_equal(idreg_nearest_field(isar0, "atmoic"), "ATOMIC");
	assert_string_equal(idreg_nearest_field(isar0, "RNDRR"), "RNDR");
	assert_string_equal(idreg_nearest_field(idreg_by_index(0), "implementr"), "Implementer");
	assert_null(idreg_nearest_field(isar0, "frobnicate"));
	assert_null(idreg_nearest_field(isar0, "x"));
	assert_null(idreg_nearest_field(isar0, ""));
	memset(longest, 'A', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_null(idreg_nearest_field(isar0, longest));
	assert_null(idreg_nearest_name(longest));
	/* The longest word that is looked at. */
	longest[40] = '\0';
	assert_null(idreg_nearest_name(longest));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_register_names),
		cmocka_unit_test(test_field_names),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_get_set),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_safe_against_kernel),
		cmocka_unit_test(test_safe_candidates),
		cmocka_unit_test(test_safe_rules),
		cmocka_unit_test(test_lowest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
