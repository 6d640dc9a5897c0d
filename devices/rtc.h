/* SPDX-License-Identifier: GPL-2.0-only */
/* A PL031 real-time clock: the host's time, an offset that the guest may set, an alarm. */
#ifndef DEVICES_RTC_H
#define DEVICES_RTC_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "devices/device.h"
#include "lib/event_loop.h"
#include "lib/irq.h"

/*
 * Registers are words of 32 bits. A narrower read gives those bytes of the word, a read of 8 bytes
 * two words; a write of less than a word is dropped, one of 8 bytes writes two. Source: Arm DDI0224
 * (PrimeCell PL031).
 *
 *	0x00 RTCDR	seconds since 1970 plus the offset; read-only
 *	0x04 RTCMR	match: the alarm
 *	0x08 RTCLR	written: the time to go on from; read: what was written last
 *	0x0c RTCCR	always 1: it cannot be stopped
 *	0x10 RTCIMSC	bit 0: the interrupt is enabled
 *	0x14 RTCRIS	bit 0: RTCDR has reached RTCMR since RTCICR; read-only
 *	0x18 RTCMIS	RTCRIS and RTCIMSC; read-only
 *	0x1c RTCICR	bit 0 written as 1 clears RTCRIS; write-only
 *	0xfe0 …		PrimeCell identification
 *
 * The alarm is absolute in the host's time, so it follows when that is set. Its timerfd runs only
 * while the interrupt is enabled; otherwise RTCRIS is worked out when somebody looks.
 */
#define RTC_BYTES 0x1000

struct rtc_config {
	const char *name; /* kept, not copied: "rtc" */
	gpa_t base;
	struct irq_line irq;
	struct event_loop *loop; /* where the alarm is noticed; outlives the RTC */
};

struct rtc {
	struct device device;
	struct irq_line irq;
	struct event_loop *loop;
	struct event_watch alarm; /* its fd is a timerfd, which vCPUs set */
	pthread_mutex_t lock;	  /* guards everything below */
	bool made;

	uint32_t offset; /* RTCDR = the host's seconds + offset, mod 2^32 */
	uint32_t match, load;
	bool enabled, raised; /* RTCIMSC, RTCRIS */
	bool irq_level;
	int64_t match_at; /* the host's second at which RTCDR next equals RTCMR */
};

/* 0, or -1 with a line. On the loop's thread. */
int rtc_init(struct rtc *rtc, const struct rtc_config *config);

/* On the loop's thread, once no other uses it; twice is fine, and zeroed storage. */
void rtc_fini(struct rtc *rtc);

/* As a machine reset leaves it: no alarm. The time that the guest has set stays. While no vCPU
 * runs. */
void rtc_reset(struct rtc *rtc);

#endif
