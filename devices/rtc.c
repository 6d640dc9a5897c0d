// SPDX-License-Identifier: GPL-2.0-only
// A PL031 real-time clock on the host's time, with its alarm on a timerfd.
#include "devices/rtc.h"

#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <libfdt.h>

#include "lib/bits.h"
#include "lib/error.h"

enum {
	RTC_DR = 0x00,
	RTC_MR = 0x04,
	RTC_LR = 0x08,
	RTC_CR = 0x0c,
	RTC_IMSC = 0x10,
	RTC_RIS = 0x14,
	RTC_MIS = 0x18,
	RTC_ICR = 0x1c,
	RTC_ID = 0xfe0,
};

#define RTC_WRAP_SECONDS (INT64_C(1) << 32)

/* Part 0x031, designer 0x41 (Arm), revision 0, configuration 0; then what every PrimeCell has. */
static const uint8_t identification[] = { 0x31, 0x10, 0x04, 0x00, 0x0d, 0xf0, 0x05, 0xb1 };

static int64_t host_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

static uint32_t guest_seconds(const struct rtc *rtc)
{
	return (uint32_t)host_seconds() + rtc->offset;
}

static void find_match(struct rtc *rtc)
{
	int64_t now = host_seconds();

	rtc->match_at = now + (uint32_t)(rtc->match - ((uint32_t)now + rtc->offset));
}

static void set_timer(struct rtc *rtc)
{
	struct itimerspec timer = { 0 };

	/* 0 would stop it; a host whose clock stands before 1970 has to wait for its time. */
	if (rtc->enabled && !rtc->raised)
		timer.it_value.tv_sec = rtc->match_at > 0 ? rtc->match_at : 1;
	timerfd_settime(rtc->alarm.fd, TFD_TIMER_ABSTIME, &timer, NULL);
}

/* Notes a match that time has brought since the last look. */
static void look_at_clock(struct rtc *rtc)
{
	int64_t now = host_seconds();

	if (now < rtc->match_at)
		return;
	rtc->raised = true;
	rtc->match_at +=
		(now - rtc->match_at) / RTC_WRAP_SECONDS * RTC_WRAP_SECONDS + RTC_WRAP_SECONDS;
}

static void update_irq(struct rtc *rtc)
{
	bool level = rtc->enabled && rtc->raised;

	if (level == rtc->irq_level)
		return;
	rtc->irq_level = level;
	irq_line_set(&rtc->irq, level);
}

static uint32_t read_word(const struct rtc *rtc, uint64_t offset)
{
	switch (offset) {
	case RTC_DR:
		return guest_seconds(rtc);
	case RTC_MR:
		return rtc->match;
	case RTC_LR:
		return rtc->load;
	case RTC_CR:
		return 1;
	case RTC_IMSC:
		return rtc->enabled;
	case RTC_RIS:
		return rtc->raised;
	case RTC_MIS:
		return rtc->raised && rtc->enabled;
	}
	if (offset >= RTC_ID && (offset - RTC_ID) / 4 < ARRAY_SIZE(identification))
		return identification[(offset - RTC_ID) / 4];
	return 0;
}

static uint64_t rtc_read(void *opaque, uint64_t offset, unsigned int width)
{
	struct rtc *rtc = opaque;
	uint64_t word = offset & ~UINT64_C(3), value;

	pthread_mutex_lock(&rtc->lock);
	look_at_clock(rtc);
	value = read_word(rtc, word) | (uint64_t)read_word(rtc, word + 4) << 32;
	update_irq(rtc);
	pthread_mutex_unlock(&rtc->lock);
	return (value >> (offset & 3) * 8) & bits_low_mask(width * 8);
}

static void write_word(struct rtc *rtc, uint64_t offset, uint32_t value)
{
	switch (offset) {
	case RTC_MR:
		rtc->match = value;
		find_match(rtc);
		break;
	case RTC_LR:
		rtc->load = value;
		rtc->offset = value - (uint32_t)host_seconds();
		find_match(rtc);
		break;
	case RTC_IMSC:
		rtc->enabled = value & 1;
		break;
	case RTC_ICR:
		if (value & 1)
			rtc->raised = false;
		break;
	default:
		return;
	}
	look_at_clock(rtc);
	set_timer(rtc);
}

static void rtc_write(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	struct rtc *rtc = opaque;

	if (width < 4 || !is_aligned(offset, 4))
		return;
	pthread_mutex_lock(&rtc->lock);
	look_at_clock(rtc);
	write_word(rtc, offset, (uint32_t)value);
	if (width == 8)
		write_word(rtc, offset + 4, (uint32_t)(value >> 32));
	update_irq(rtc);
	pthread_mutex_unlock(&rtc->lock);
}

/* A host whose clock was set back fires early by the guest's reckoning: set_timer() waits on. */
static void alarm_due(void *opaque, uint32_t events)
{
	struct rtc *rtc = opaque;
	uint64_t count;
	ssize_t ignored = read(rtc->alarm.fd, &count, sizeof(count));

	(void)ignored;
	(void)events;
	pthread_mutex_lock(&rtc->lock);
	look_at_clock(rtc);
	set_timer(rtc);
	update_irq(rtc);
	pthread_mutex_unlock(&rtc->lock);
}

static int rtc_fdt(const struct device *device, void *fdt, const struct device_fdt_context *context)
{
	static const char compatible[] = "arm,pl031\0arm,primecell";
	const struct rtc *rtc = (const struct rtc *)device;
	int rc = device_fdt_begin(device, fdt, compatible, sizeof(compatible));

	if (!rc)
		rc = device_fdt_interrupt(fdt, rtc->irq.spi);
	if (!rc)
		rc = fdt_property_u32(fdt, "clocks", context->clock_phandle);
	if (!rc)
		rc = fdt_property_string(fdt, "clock-names", "apb_pclk");
	if (!rc)
		rc = fdt_end_node(fdt);
	return rc;
}

static void rtc_destroy(struct device *device)
{
	rtc_fini((struct rtc *)device);
}

static const struct region_ops rtc_region_ops = { .read = rtc_read, .write = rtc_write };

static const struct device_ops rtc_device_ops = {
	.node_name = "rtc",
	.fdt = rtc_fdt,
	.destroy = rtc_destroy,
};

int rtc_init(struct rtc *rtc, const struct rtc_config *config)
{
	memset(rtc, 0, sizeof(*rtc));
	rtc->device.region = (struct region){
		.name = config->name,
		.base = config->base,
		.bytes = RTC_BYTES,
		.kind = REGION_MMIO,
		.ops = &rtc_region_ops,
		.opaque = rtc,
	};
	rtc->device.ops = &rtc_device_ops;
	rtc->irq = config->irq;
	rtc->loop = config->loop;
	rtc->alarm = (struct event_watch){ .callback = alarm_due, .opaque = rtc };
	rtc->alarm.fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	if (rtc->alarm.fd < 0) {
		err_errno("%s: timerfd_create", config->name);
		return -1;
	}
	pthread_mutex_init(&rtc->lock, NULL);
	rtc->made = true;
	find_match(rtc);
	if (event_loop_watch(rtc->loop, &rtc->alarm, EPOLLIN) < 0) {
		rtc_fini(rtc);
		return -1;
	}
	return 0;
}

void rtc_fini(struct rtc *rtc)
{
	if (!rtc->made)
		return;
	rtc->made = false;
	event_loop_unwatch(rtc->loop, &rtc->alarm);
	close(rtc->alarm.fd);
	pthread_mutex_destroy(&rtc->lock);
}

void rtc_reset(struct rtc *rtc)
{
	pthread_mutex_lock(&rtc->lock);
	rtc->match = rtc->load = 0;
	rtc->enabled = rtc->raised = false;
	find_match(rtc);
	set_timer(rtc);
	update_irq(rtc);
	pthread_mutex_unlock(&rtc->lock);
}
