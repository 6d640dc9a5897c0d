// SPDX-License-Identifier: GPL-2.0-only
// The Features line: the table against the table of registers, and lines of known CPUs.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "sysregs/hwcaps.h"

enum { MIDR = 0, REVIDR = 6, PFR0 = 32, PFR1 = 33, ZFR0 = 36, SMFR0 = 37, ISAR0 = 48, ISAR1 = 49 };
enum { ISAR2 = 50, MMFR2 = 58 };

#define MIDR_N1	  UINT64_C(0x413fd0c1)
#define MIDR_NONE UINT64_C(0x410fdff0) /* a part that nobody makes */

struct line {
	char text[HWCAPS_LINE_BYTES];
};

static struct line line_of(const uint64_t *values, const char *release)
{
	struct line line;

	assert_true(hwcaps_line(values, release, line.text, sizeof(line.text)));
	return line;
}

static bool has_word(const uint64_t *values, const char *word)
{
	const struct hwcap *hwcap = hwcap_by_name(word);

	assert_non_null(hwcap);
	return hwcap_is_shown(hwcap, values, NULL);
}

/* Registers in which nothing optional is there; floating point is, as its 0 says. */
static void bare(uint64_t *values)
{
	memset(values, 0, IDREG_INDEX_COUNT * sizeof(*values));
	values[MIDR] = MIDR_NONE;
}

static void every_term_is_a_code_of_its_field(void **state)
{
	(void)state;
	for (size_t i = 0; i < hwcap_count; i++) {
		assert_true(hwcaps[i].term_count <= HWCAP_TERMS_MAX);
		for (size_t t = 0; t < hwcaps[i].term_count; t++) {
			const struct hwcap_term *term = &hwcaps[i].terms[t];
			const struct idreg *reg = idreg_by_index(term->index);
			const struct idreg_field *field;

			assert_non_null(reg);
			field = idreg_field_by_name(reg, term->field);
			assert_non_null(field);
			assert_int_equal(field->lsb, term->lsb);
			assert_non_null(idreg_code_by_value(field, term->least));
		}
	}
}

static void names_are_unique_and_found_regardless_of_case(void **state)
{
	(void)state;
	for (size_t i = 0; i < hwcap_count; i++)
		assert_ptr_equal(hwcap_by_name(hwcaps[i].name), &hwcaps[i]);
	assert_ptr_equal(hwcap_by_name("ASIMDDP"), hwcap_by_name("asimddp"));
	assert_null(hwcap_by_name("neon"));
}

static void a_bare_cpu_has_four_words(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	assert_string_equal(line_of(values, NULL).text, "fp asimd evtstrm cpuid");
}

static void floating_point_is_a_signed_field(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[PFR0] = 0xff0000;
	assert_string_equal(line_of(values, NULL).text, "evtstrm cpuid");
	values[PFR0] = 0x110000;
	assert_string_equal(line_of(values, NULL).text, "fp asimd evtstrm fphp asimdhp cpuid");
}

/* What cloud machines with this core print; newer kernels leave ssbs out. */
static void the_line_of_a_neoverse_n1(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[MIDR] = MIDR_N1;
	values[PFR0] = UINT64_C(0x1100000011111112);
	values[PFR1] = 0x20;
	values[ISAR0] = UINT64_C(0x0000100010211120);
	values[ISAR1] = 0x100001;
	assert_string_equal(line_of(values, NULL).text,
			    "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid "
			    "asimdrdm lrcpc dcpop asimddp");
	values[MIDR] = MIDR_NONE;
	assert_string_equal(line_of(values, NULL).text,
			    "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid "
			    "asimdrdm lrcpc dcpop asimddp ssbs");
}

static void sve_words_need_sve(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[ZFR0] = 0x21; /* SVE2, PMULL128 */
	assert_false(has_word(values, "sve2"));
	assert_false(has_word(values, "sve"));
	values[PFR0] = UINT64_C(1) << 32;
	assert_string_equal(line_of(values, NULL).text,
			    "fp asimd evtstrm cpuid sve sve2 sveaes svepmull");
}

static void sme_words_need_sme(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[SMFR0] = UINT64_C(1) << 63 | UINT64_C(1) << 56 | UINT64_C(0xf) << 36;
	assert_false(has_word(values, "smefa64"));
	values[PFR1] = 1 << 24;
	assert_string_equal(line_of(values, NULL).text,
			    "fp asimd evtstrm cpuid sme smei8i32 smefa64 sme2");
}

static void any_algorithm_gives_pointer_authentication(void **state)
{
	static const struct {
		unsigned int index, lsb;
		const char *word;
	} ways[] = {
		{ ISAR1, 4, "paca" },  { ISAR1, 8, "paca" },  { ISAR2, 12, "paca" },
		{ ISAR1, 24, "pacg" }, { ISAR1, 28, "pacg" }, { ISAR2, 8, "pacg" },
	};
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		bare(values);
		assert_false(has_word(values, ways[i].word));
		values[ways[i].index] = UINT64_C(1) << ways[i].lsb;
		assert_true(has_word(values, ways[i].word));
	}
}

static void memory_tags_count_from_the_second_level(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[PFR1] = 0x100;
	assert_false(has_word(values, "mte"));
	values[PFR1] = 0x200;
	assert_true(has_word(values, "mte"));
	assert_false(has_word(values, "mte3"));
	values[PFR1] = 0x300;
	assert_true(has_word(values, "mte3"));
}

static void a_word_is_shown_from_its_release_on(void **state)
{
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[ISAR0] = UINT64_C(3) << 20; /* LSE128: 6.7 */
	values[ISAR2] = UINT64_C(2) << 52; /* CMPBR: 6.14; CSSC: 6.2 */
	assert_string_equal(line_of(values, "6.1").text, "fp asimd evtstrm atomics cpuid");
	assert_string_equal(line_of(values, "6.12.95+deb12-cloud-arm64").text,
			    "fp asimd evtstrm atomics cpuid cssc lse128");
	assert_string_equal(line_of(values, "6.14").text,
			    "fp asimd evtstrm atomics cpuid cmpbr cssc lse128");
	assert_string_equal(line_of(values, "7.3.4").text, line_of(values, NULL).text);
	assert_string_equal(line_of(values, "10.0").text, line_of(values, NULL).text);
	/* What is no release is older than all. */
	assert_string_equal(line_of(values, "next").text, line_of(values, "6.1").text);
	assert_string_equal(line_of(values, "7").text, line_of(values, "7.0-rc1").text);
}

static void cores_whose_ssbs_is_late_do_not_show_it(void **state)
{
	static const struct {
		uint64_t midr;
		bool shown;
	} cores[] = {
		{ MIDR_N1, false },    { 0x411fd400, false },	       /* V1 */
		{ 0x410fd4f0, false }, /* V2 */ { 0x410fd490, false }, /* N2 */
		{ 0x6d0fd490, false }, /* Cobalt 100 */ { 0x6d0fd4f0, true },
		{ 0x410fd070, true },  /* Cortex-A57 */ { 0x460f0010, true }, /* A64FX */
		{ 0x510fd0c0, true }, /* the number of another's part */
	};
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	for (size_t i = 0; i < ARRAY_SIZE(cores); i++) {
		values[MIDR] = cores[i].midr;
		values[PFR1] = 0x20;
		assert_int_equal(has_word(values, "ssbs"), cores[i].shown);
		values[PFR1] = 0x10; /* without the instructions that set it */
		assert_false(has_word(values, "ssbs"));
	}
}

static void early_cortex_a510_show_no_bf16(void **state)
{
	static const struct {
		uint64_t midr, revidr;
		bool shown;
	} cores[] = {
		{ 0x410fd460, 0, false },      { 0x410fd463, 0, false },
		{ 0x411fd460, 0, false },      { 0x411fd461, 0, false },
		{ 0x411fd462, 0, true },       { 0x412fd461, 0, true },
		{ 0x411fd461, 1 << 25, true }, { 0x411fd460, 1 << 25, false },
		{ 0x510fd460, 0, true },
	};
	uint64_t values[IDREG_INDEX_COUNT];

	(void)state;
	bare(values);
	values[ISAR1] = UINT64_C(2) << 44;
	for (size_t i = 0; i < ARRAY_SIZE(cores); i++) {
		values[MIDR] = cores[i].midr;
		values[REVIDR] = cores[i].revidr;
		assert_int_equal(has_word(values, "bf16"), cores[i].shown);
		assert_int_equal(has_word(values, "ebf16"), cores[i].shown);
	}
}

static void a_line_that_does_not_fit_is_refused(void **state)
{
	static const char expected[] = "fp asimd evtstrm cpuid";
	uint64_t values[IDREG_INDEX_COUNT];
	char text[sizeof(expected)];

	(void)state;
	bare(values);
	assert_true(hwcaps_line(values, NULL, text, sizeof(text)));
	assert_string_equal(text, expected);
	for (size_t bytes = 0; bytes < sizeof(text); bytes++)
		assert_false(hwcaps_line(values, NULL, text, bytes));
	/* All words at once fit in what the header promises. */
	memset(values, 0x77, sizeof(values));
	values[PFR0] |= UINT64_C(1) << 32;
	values[SMFR0] = UINT64_MAX;
	line_of(values, NULL);
}

static void words_of_a_code(void **state)
{
	const struct idreg *isar0 = idreg_by_name("ID_AA64ISAR0_EL1");
	const struct idreg_field *aes = idreg_field_by_name(isar0, "AES");
	const struct idreg *pfr0 = idreg_by_name("ID_AA64PFR0_EL1");

	(void)state;
	assert_string_equal(hwcap_of_code(isar0, aes, 1, 0)->name, "aes");
	assert_string_equal(hwcap_of_code(isar0, aes, 2, 0)->name, "pmull");
	assert_null(hwcap_of_code(isar0, aes, 1, 1));
	assert_null(hwcap_of_code(isar0, aes, 0, 0));
	/* The words that need SVE are not SVE's own. */
	assert_null(hwcap_of_code(pfr0, idreg_field_by_name(pfr0, "SVE"), 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_term_is_a_code_of_its_field),
		cmocka_unit_test(names_are_unique_and_found_regardless_of_case),
		cmocka_unit_test(a_bare_cpu_has_four_words),
		cmocka_unit_test(floating_point_is_a_signed_field),
		cmocka_unit_test(the_line_of_a_neoverse_n1),
		cmocka_unit_test(sve_words_need_sve),
		cmocka_unit_test(sme_words_need_sme),
		cmocka_unit_test(any_algorithm_gives_pointer_authentication),
		cmocka_unit_test(memory_tags_count_from_the_second_level),
		cmocka_unit_test(a_word_is_shown_from_its_release_on),
		cmocka_unit_test(cores_whose_ssbs_is_late_do_not_show_it),
		cmocka_unit_test(early_cortex_a510_show_no_bf16),
		cmocka_unit_test(a_line_that_does_not_fit_is_refused),
		cmocka_unit_test(words_of_a_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
