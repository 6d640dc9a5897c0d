// SPDX-License-Identifier: GPL-2.0-only
// "n=N" reads of 32 bits at "at=ADDRESS" (the RTC unless told), and what they cost by the guest's
// counter.
#include "guest.h"

void guest_main(void)
{
	uint64_t count = argument("n", 10000), at = argument("at", RTC_BASE);
	uint64_t start, ticks;

	read32(at);
	start = read_sysreg(cntvct_el0);
	for (uint64_t i = 0; i < count; i++)
		read32(at);
	ticks = read_sysreg(cntvct_el0) - start;
	say("mmio-read: %d reads %d ticks of %d Hz, %d ns each\n", count, ticks,
	    read_sysreg(cntfrq_el0),
	    ticks * (1000000000 / read_sysreg(cntfrq_el0)) / (count ? count : 1));
}
