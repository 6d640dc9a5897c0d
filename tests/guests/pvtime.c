// SPDX-License-Identifier: GPL-2.0-only
// Stolen time: asks the hypervisor for the structure and reads it.
#include "guest.h"

#define ARCH_FEATURES	 0x80000001
#define PV_TIME_FEATURES 0xc5000020
#define PV_TIME_ST	 0xc5000021

void guest_main(void)
{
	int64_t address;

	if (smccc(ARCH_FEATURES, PV_TIME_FEATURES, 0, 0) < 0 ||
	    smccc(PV_TIME_FEATURES, PV_TIME_ST, 0, 0) < 0) {
		say("pvtime none\n");
		return;
	}
	address = smccc(PV_TIME_ST, 0, 0, 0);
	if (address == -1) {
		say("pvtime refused\n");
		return;
	}
	/* revision, attributes, then the time in nanoseconds */
	say("pvtime %x revision %d attributes %d\n", (uint64_t)address,
	    (uint64_t)read32((uint64_t)address), (uint64_t)read32((uint64_t)address + 4));
}
