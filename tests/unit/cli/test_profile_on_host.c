// SPDX-License-Identifier: GPL-2.0-only
// The parts of messages, and labels of profiles.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/cpu_check.h"
#include "cli/profile_on_host.h"
#include "lib/bits.h"

static void assert_parts(const char *text, const char *place, const char *rest, const char *reg,
			 const char *field)
{
	struct message_parts parts = message_split(text);

	assert_int_equal(parts.place_bytes, strlen(place));
	assert_memory_equal(text, place, strlen(place));
	assert_string_equal(parts.rest, rest);
	if (reg)
		assert_string_equal(parts.reg->name, reg);
	else
		assert_null(parts.reg);
	if (field)
		assert_string_equal(parts.field->name, field);
	else
		assert_null(parts.field);
}

static void test_parts(void **state)
{
	(void)state;
	assert_parts("rack.ini:12: ID_AA64ISAR0_EL1.SHA3: 1 (IMP) asked", "rack.ini:12",
		     "ID_AA64ISAR0_EL1.SHA3: 1 (IMP) asked", "ID_AA64ISAR0_EL1", "SHA3");
	assert_parts("a: b:3.ini:7: CTR_EL0: why", "a: b:3.ini:7", "CTR_EL0: why", "CTR_EL0", NULL);
	assert_parts("--cpu:2: sve = on: no SVE", "--cpu:2", "sve = on: no SVE", NULL, NULL);
	assert_parts("ID_AA64MMFR3_EL1: S1PIE 0 too", "", "ID_AA64MMFR3_EL1: S1PIE 0 too",
		     "ID_AA64MMFR3_EL1", NULL);
	assert_parts("just words", "", "just words", NULL, NULL);
	assert_parts(":5: x", "", ":5: x", NULL, NULL);
	assert_parts("", "", "", NULL, NULL);
	assert_parts("x:1: ID_AA64ISAR0_EL1.NONE: y", "x:1", "ID_AA64ISAR0_EL1.NONE: y",
		     "ID_AA64ISAR0_EL1", NULL);
}

static void test_labels(void **state)
{
	static const char *const bad[] = {
		"",
		"a b",
		"a,b",
		"host,X=1",
		"-",
		"a-",
		"a.",
		"x/",
		"größe",
		"a\n",
		"a234567890123456789012345678901234567890123456789012345678", /* 57 */
	};
	char label[REPORT_LABEL_MAX + 1];

	(void)state;
	assert_true(report_label("armv8.2-a", label));
	assert_string_equal(label, "armlet-armv8.2-a");
	assert_true(report_label("/etc/rack_4.ini", label));
	assert_string_equal(label, "armlet-rack_4");
	assert_true(
		report_label("a2345678901234567890123456789012345678901234567890123456", label));
	assert_int_equal(strlen(label), REPORT_LABEL_MAX);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(report_label(bad[i], label));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
