// SPDX-License-Identifier: GPL-2.0-only
// The list of messages: it counts errors, and stops growing.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sysregs/messages.h"

static void test_adds_in_order(void **state)
{
	struct messages messages = { 0 };
	char longest[3000];

	(void)state;
	memset(longest, 'x', sizeof(longest));
	longest[sizeof(longest) - 1] = '\0';
	messages_add(&messages, MESSAGE_NOTE, "a%d", 1);
	messages_add(&messages, MESSAGE_ERROR, "%s", longest);
	messages_add(&messages, MESSAGE_WARNING, "c");
	assert_int_equal(messages.count, 3);
	assert_int_equal(messages.error_count, 1);
	assert_int_equal(messages.list[0].kind, MESSAGE_NOTE);
	assert_string_equal(messages.list[0].text, "a1");
	assert_string_equal(messages.list[1].text, longest);
	assert_string_equal(messages.list[2].text, "c");
	messages_fini(&messages);
	assert_int_equal(messages.count, 0);
	messages_fini(&messages);
}

static void test_stops_growing(void **state)
{
	struct messages messages = { 0 };

	(void)state;
	for (int i = 0; i < MESSAGES_MAX + 5; i++)
		messages_add(&messages, MESSAGE_ERROR, "%d", i);
	assert_int_equal(messages.count, MESSAGES_MAX);
	assert_int_equal(messages.error_count, MESSAGES_MAX + 5);
	assert_int_equal(messages.dropped, 5);
	assert_string_equal(messages.list[MESSAGES_MAX - 1].text, "999");
	messages_fini(&messages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_adds_in_order),
		cmocka_unit_test(test_stops_growing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
