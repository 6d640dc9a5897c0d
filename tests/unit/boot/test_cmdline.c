// SPDX-License-Identifier: GPL-2.0-only
// The kernel command line: what is added, what wins, how long it may be.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "boot/cmdline.h"
#include "lib/bits.h"

#define DEFAULTS "console=ttyS0 panic=-1 reboot=panic_warm"

static void expect(const char *const *params, size_t count, const char *line)
{
	struct cmdline_request request = { .params = params,
					   .param_count = count,
					   .console = "ttyS0" };
	char built[CMDLINE_BYTES];
	size_t length;

	assert_int_equal(cmdline_build(&request, built, &length), CMDLINE_OK);
	assert_string_equal(built, line);
	assert_int_equal(length, strlen(line));
}

static void expect_one(const char *params, const char *line)
{
	expect(&params, 1, line);
}

static void test_defaults(void **state)
{
	(void)state;
	expect(NULL, 0, DEFAULTS);
	expect_one("", DEFAULTS);
	expect_one("root=/dev/vda quiet", DEFAULTS " root=/dev/vda quiet");
}

static void test_joins(void **state)
{
	static const char *const params[] = { "a", "", "b c", "d=\"e f\"" };

	(void)state;
	expect(params, ARRAY_SIZE(params), DEFAULTS " a b c d=\"e f\"");
}

static void test_user_wins(void **state)
{
	(void)state;
	expect_one("console=hvc0", "panic=-1 reboot=panic_warm console=hvc0");
	expect_one("panic=5", "console=ttyS0 reboot=panic_warm panic=5");
	expect_one("reboot=cold", "console=ttyS0 panic=-1 reboot=cold");
	expect_one("quiet\tpanic=0\nreboot=x console=y", "quiet\tpanic=0\nreboot=x console=y");
	expect_one("\"panic=5\"", "console=ttyS0 reboot=panic_warm \"panic=5\"");
}

static void test_words_only(void **state)
{
	(void)state;
	expect_one("panic_on_oops=1 xpanic=3", DEFAULTS " panic_on_oops=1 xpanic=3");
	expect_one("consoleblank=0", DEFAULTS " consoleblank=0");
	expect_one("netconsole=x,reboot=1", DEFAULTS " netconsole=x,reboot=1");
	expect_one("init=\"/x panic=1\"", DEFAULTS " init=\"/x panic=1\"");
	expect_one("\"a panic=1\"", DEFAULTS " \"a panic=1\"");
	expect_one("a\" b\" panic=1", "console=ttyS0 reboot=panic_warm a\" b\" panic=1");
}

static void test_init_arguments(void **state)
{
	(void)state;
	expect_one("quiet -- panic=1 console=x", DEFAULTS " quiet -- panic=1 console=x");
	expect_one("\"--\" panic=1", DEFAULTS " \"--\" panic=1");
	expect_one("--panic=1 panic=2", "console=ttyS0 reboot=panic_warm --panic=1 panic=2");
	expect_one("-- x", DEFAULTS " -- x");
}

/* A quote that opens in one -p closes in the next: they are one line to the kernel. */
static void test_quote_across_params(void **state)
{
	static const char *const across[] = { "x=\"a", "panic=1", "b\"" };
	static const char *const dashes[] = { "--", "panic=1" };
	static const char *const apart[] = { "pan", "ic=1" };

	(void)state;
	expect(across, ARRAY_SIZE(across), DEFAULTS " x=\"a panic=1 b\"");
	expect(dashes, ARRAY_SIZE(dashes), DEFAULTS " -- panic=1");
	expect(apart, ARRAY_SIZE(apart), DEFAULTS " pan ic=1");
}

static void test_earlycon(void **state)
{
	const char *params = "quiet";
	struct cmdline_request request = {
		.params = &params, .param_count = 1, .console = "ttyS0", .earlycon = true
	};
	char line[CMDLINE_BYTES];
	size_t length;

	(void)state;
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_string_equal(line, "console=ttyS0 earlycon panic=-1 reboot=panic_warm quiet");
	params = "earlycon=uart8250,mmio,0x1000000";
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_string_equal(line, DEFAULTS " earlycon=uart8250,mmio,0x1000000");
}

static void test_no_console(void **state)
{
	struct cmdline_request request = { .console = NULL };
	char line[CMDLINE_BYTES];
	size_t length;

	(void)state;
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_string_equal(line, "panic=-1 reboot=panic_warm");
}

static void test_nodefaults(void **state)
{
	const char *params = "quiet";
	struct cmdline_request request = { .params = &params,
					   .param_count = 1,
					   .console = "ttyS0",
					   .earlycon = true,
					   .nodefaults = true };
	char line[CMDLINE_BYTES];
	size_t length;

	(void)state;
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_string_equal(line, "quiet");
	request.param_count = 0;
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_string_equal(line, "");
	assert_int_equal(length, 0);
}

static void test_length(void **state)
{
	char text[CMDLINE_BYTES + 8], line[CMDLINE_BYTES];
	const char *params = text;
	struct cmdline_request request = { .params = &params,
					   .param_count = 1,
					   .nodefaults = true };
	size_t length;

	(void)state;
	memset(text, 'x', sizeof(text));
	text[2047] = '\0';
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_int_equal(length, 2047);
	assert_string_equal(line, text);
	text[2047] = 'x';
	text[2048] = '\0';
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_TOO_LONG);
	assert_int_equal(length, 2048);
	/* The defaults count. */
	request.nodefaults = false;
	request.console = "ttyS0";
	text[2047 - sizeof(DEFAULTS)] = '\0';
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_OK);
	assert_int_equal(length, 2047);
	text[2047 - sizeof(DEFAULTS)] = 'x';
	text[2048 - sizeof(DEFAULTS)] = '\0';
	assert_int_equal(cmdline_build(&request, line, &length), CMDLINE_TOO_LONG);
	assert_int_equal(length, 2048);
}

static void test_has(void **state)
{
	(void)state;
	assert_true(cmdline_has("nokaslr", "nokaslr"));
	assert_true(cmdline_has("  a b=c", "b"));
	assert_false(cmdline_has("", "a"));
	assert_false(cmdline_has("   ", "a"));
	assert_false(cmdline_has("a", "ab"));
	assert_false(cmdline_has("ab", "a"));
	/* Longer than what is kept of a word. */
	assert_false(cmdline_has(
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_joins),
		cmocka_unit_test(test_user_wins),
		cmocka_unit_test(test_words_only),
		cmocka_unit_test(test_init_arguments),
		cmocka_unit_test(test_quote_across_params),
		cmocka_unit_test(test_earlycon),
		cmocka_unit_test(test_no_console),
		cmocka_unit_test(test_nodefaults),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
