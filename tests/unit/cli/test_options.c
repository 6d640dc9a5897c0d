// SPDX-License-Identifier: GPL-2.0-only
// Option tables: numbers, sizes, spellings, and the refusal of what is wrong.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/options.h"
#include "cli/run_options.h"
#include "lib/bits.h"

static void test_whole_numbers(void **state)
{
	static const struct {
		const char *text;
		uint64_t number;
	} good[] = {
		{ "0", 0 },
		{ "010", 10 },
		{ "0x10", 16 },
		{ "0XfF", 255 },
		{ "18446744073709551615", UINT64_MAX },
		{ "0xffffffffffffffff", UINT64_MAX },
	};
	static const char *const bad[] = { "",	  " 1",	 "1 ",	  "-1",
					   "+1",  "0x",	 "0x0x1", "1x0",
					   "ten", "1.5", "0x-1",  "18446744073709551616" };
	uint64_t number;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		assert_true(whole_number_parse(good[i].text, &number));
		assert_true(number == good[i].number);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(whole_number_parse(bad[i], &number));
}

static void test_sizes(void **state)
{
	static const struct {
		const char *text;
		uint64_t bytes;
	} good[] = {
		{ "512", MIB(512) },	{ "512M", MIB(512) }, { "1g", GIB(1) },
		{ "64K", KIB(64) },	{ "4096B", 4096 },    { "1T", GIB(1024) },
		{ "2P", GIB(2) << 20 }, { "0x10", MIB(16) },  { "16383P", UINT64_C(16383) << 50 },
	};
	static const char *const bad[] = { "",
					   "M",
					   "1X",
					   "1MM",
					   "-1M",
					   "16384P",
					   "1 M",
					   "1 ",
					   "1@",
					   "18446744073709551615",
					   "0000000000000000000000000000000000000001" };
	uint64_t bytes;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		assert_true(size_parse(good[i].text, &bytes));
		assert_true(bytes == good[i].bytes);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(size_parse(bad[i], &bytes));
}

#define PARSE(options, ...)                                                        \
	({                                                                         \
		const char *words[] = { "run", __VA_ARGS__, NULL };                \
		run_options_parse(options, ARRAY_SIZE(words) - 1, (char **)words); \
	})

static void test_run_spellings(void **state)
{
	struct run_options options;

	(void)state;
	assert_int_equal(
		PARSE(&options, "-k", "Image", "-c", "4", "-m2G", "--params=quiet", "-p", "x"), 0);
	assert_string_equal(options.kernel, "Image");
	assert_true(options.cpus.given && options.cpus.value == 4);
	assert_true(options.ram_bytes == GIB(2));
	assert_int_equal(options.params.count, 2);
	assert_string_equal(options.params.items[1], "x");

	/* The first bare word is the kernel, wherever it stands. */
	assert_int_equal(PARSE(&options, "--mem", "64", "vmlinuz", "--irqchip", "gicv3-its"), 0);
	assert_string_equal(options.kernel, "vmlinuz");
	assert_int_equal(options.irqchip, 4);
	assert_int_equal(options.cpus.value, 1);

	assert_int_equal(PARSE(&options, "-k", "a", "--cpu", "x", "--cpu", "y,SVE=0"), 0);
	assert_int_equal(options.cpu.count, 2);
	assert_int_equal(PARSE(&options, "--help"), 0);
	assert_true(options.help);
	assert_int_equal(PARSE(&options, "--dump-memory-map"), 0);
}

static void test_run_refusals(void **state)
{
	struct run_options options;

	(void)state;
	assert_int_equal(PARSE(&options, "-c", "2"), -1);		  /* no kernel */
	assert_int_equal(PARSE(&options, "a", "b"), -1);		  /* two */
	assert_int_equal(PARSE(&options, "-k", "a", "b"), -1);		  /* two */
	assert_int_equal(PARSE(&options, "a", "--bogus"), -1);		  /* unknown */
	assert_int_equal(PARSE(&options, "a", "-Z"), -1);		  /* unknown */
	assert_int_equal(PARSE(&options, "a", "-c"), -1);		  /* no value */
	assert_int_equal(PARSE(&options, "a", "--pmu=1"), -1);		  /* takes none */
	assert_int_equal(PARSE(&options, "a", "-c", "0"), -1);		  /* range */
	assert_int_equal(PARSE(&options, "a", "-c", "x"), -1);		  /* no number */
	assert_int_equal(PARSE(&options, "a", "-m", "0"), -1);		  /* no RAM */
	assert_int_equal(PARSE(&options, "a", "--irqchip", "gicv9"), -1); /* no choice */
	assert_int_equal(PARSE(&options, "a", "--mte", "--disable-mte"), -1);
	assert_int_equal(PARSE(&options, "a", "--e2h0"), -1);
	assert_int_equal(PARSE(&options, "a", "--sve-max-vl", "200"), -1);
	assert_int_equal(PARSE(&options, "a", "--timeout", "0"), -1);
	assert_int_equal(PARSE(&options, "a", "--on-reset", "maybe"), -1);
}

static void test_too_many(void **state)
{
	struct run_options options;
	const char *argv[2 * (STRING_LIST_MAX + 1) + 3] = { "run", "kernel" };
	int argc = 2;
	int i;

	(void)state;
	for (i = 0; i <= STRING_LIST_MAX; i++) {
		argv[argc++] = "--cpu";
		argv[argc++] = "host";
	}
	assert_int_equal(run_options_parse(&options, argc, (char **)argv), -1);
	argv[argc - 2] = NULL;
	assert_int_equal(run_options_parse(&options, argc - 2, (char **)argv), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_numbers), cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_run_spellings), cmocka_unit_test(test_run_refusals),
		cmocka_unit_test(test_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
