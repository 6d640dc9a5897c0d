// SPDX-License-Identifier: GPL-2.0-only
// The real-time clock: its registers, its identification, its alarm.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "devices/rtc.h"

enum {
	DR = 0x00,
	MR = 0x04,
	LR = 0x08,
	CR = 0x0c,
	IMSC = 0x10,
	RIS = 0x14,
	MIS = 0x18,
	ICR = 0x1c
};

static struct rtc rtc;
static struct event_loop loop;
static bool level;
static unsigned int changes;

static void record(void *controller, uint32_t spi, bool now)
{
	(void)controller;
	assert_int_equal(spi, 4);
	assert_int_not_equal(level, now);
	level = now;
	changes++;
	if (now)
		event_loop_quit(&loop, 1);
}

static int setup(void **state)
{
	struct rtc_config config = { "rtc", 0x1010000, { record, NULL, 4 }, &loop };

	(void)state;
	level = false;
	changes = 0;
	return event_loop_init(&loop) || rtc_init(&rtc, &config);
}

static int teardown(void **state)
{
	(void)state;
	rtc.device.ops->destroy(&rtc.device);
	rtc_fini(&rtc);
	event_loop_fini(&loop);
	return 0;
}

static uint64_t in(uint64_t offset, unsigned int width)
{
	return rtc.device.region.ops->read(&rtc, offset, width);
}

static void out(uint64_t offset, unsigned int width, uint64_t value)
{
	rtc.device.region.ops->write(&rtc, offset, width, value);
}

static void test_time_is_the_hosts(void **state)
{
	int64_t now = time(NULL);

	(void)state;
	assert_in_range(in(DR, 4), now, now + 2);
	assert_int_equal(in(CR, 4), 1);
	assert_int_equal(in(MR, 4), 0);
	assert_int_equal(in(IMSC, 4), 0);
	assert_int_equal(in(RIS, 4), 0);
	assert_int_equal(in(MIS, 4), 0);
	assert_int_equal(in(ICR, 4), 0);
	assert_ptr_equal(&rtc, &rtc.device.region);
}

static void test_identification(void **state)
{
	uint32_t id = 0, cell = 0;
	int i;

	(void)state;
	for (i = 0; i < 4; i++) {
		id |= (uint32_t)in(0xfe0 + 4 * i, 4) << 8 * i;
		cell |= (uint32_t)in(0xff0 + 4 * i, 4) << 8 * i;
	}
	assert_int_equal(id, 0x00041031);
	assert_int_equal(cell, 0xb105f00d);
}

static void test_setting_the_time(void **state)
{
	(void)state;
	out(LR, 4, 1000);
	assert_in_range(in(DR, 4), 1000, 1002);
	assert_int_equal(in(LR, 4), 1000);
	out(LR, 4, 0xffffffff);
	assert_true(in(DR, 4) == 0xffffffff || in(DR, 4) < 2);
	out(LR, 4, 2000);
	rtc_reset(&rtc);
	assert_in_range(in(DR, 4), 2000, 2002);
	assert_int_equal(in(LR, 4), 0);
}

static void test_widths(void **state)
{
	(void)state;
	out(MR, 4, 0x44332211);
	assert_int_equal(in(MR, 1), 0x11);
	assert_int_equal(in(MR + 1, 1), 0x22);
	assert_int_equal(in(MR + 3, 1), 0x44);
	assert_int_equal(in(MR + 2, 2), 0x4433);
	assert_int_equal(in(MR, 8) & 0xffffffff, 0x44332211);
	assert_int_equal(in(RTC_BYTES - 4, 4), 0xb1);
	assert_int_equal(in(RTC_BYTES - 8, 8), UINT64_C(0xb100000005));
	out(MR, 1, 0);
	out(MR + 2, 2, 0);
	out(MR + 1, 4, 0);
	assert_int_equal(in(MR, 4), 0x44332211);
	out(MR, 8, UINT64_C(0x3e8) << 32 | 7);
	assert_int_equal(in(MR, 4), 7);
	assert_int_equal(in(LR, 4), 1000);
	assert_int_equal(in(0x20, 4), 0);
	assert_int_equal(in(0xfdc, 4), 0);
	out(0x800, 4, 1);
	out(DR, 4, 5);
	out(CR, 4, 0);
	assert_in_range(in(DR, 4), 1000, 1002);
	assert_int_equal(in(CR, 4), 1);
}

static void test_alarm_interrupts(void **state)
{
	(void)state;
	out(LR, 4, 5000);
	out(MR, 4, 5001);
	out(IMSC, 4, 1);
	assert_false(level);
	assert_int_equal(event_loop_run(&loop), 1);
	assert_true(level);
	assert_in_range(in(DR, 4), 5001, 5003);
	assert_int_equal(in(RIS, 4), 1);
	assert_int_equal(in(MIS, 4), 1);
	out(IMSC, 4, 0);
	assert_false(level);
	assert_int_equal(in(RIS, 4), 1);
	assert_int_equal(in(MIS, 4), 0);
	out(IMSC, 4, 1);
	assert_true(level);
	out(ICR, 4, 0);
	assert_true(level);
	out(ICR, 4, 1);
	assert_false(level);
	assert_int_equal(in(RIS, 4), 0);
	assert_int_equal(changes, 4);
}

static void test_masked_alarm_is_seen_by_looking(void **state)
{
	(void)state;
	out(LR, 4, 100);
	out(MR, 4, 101);
	assert_int_equal(in(RIS, 4), 0);
	usleep(1100 * 1000);
	assert_int_equal(in(RIS, 4), 1);
	assert_int_equal(changes, 0);
	out(ICR, 4, 1);
	assert_int_equal(in(RIS, 4), 0);
}

static void test_match_now_and_past(void **state)
{
	(void)state;
	out(IMSC, 4, 1);
	out(LR, 4, 300);
	out(MR, 4, 200);
	assert_int_equal(in(RIS, 4), 0);
	out(MR, 4, (uint32_t)in(DR, 4));
	/* A second may have passed in between: then it is past. */
	assert_true(in(RIS, 4) == 1 || in(DR, 4) > in(MR, 4));
	rtc_reset(&rtc);
	assert_false(level);
	assert_int_equal(in(RIS, 4), 0);
}

int main(void)
{
#define RTC_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		RTC_TEST(test_time_is_the_hosts),  RTC_TEST(test_identification),
		RTC_TEST(test_setting_the_time),   RTC_TEST(test_widths),
		RTC_TEST(test_alarm_interrupts),   RTC_TEST(test_masked_alarm_is_seen_by_looking),
		RTC_TEST(test_match_now_and_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
