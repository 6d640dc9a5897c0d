// SPDX-License-Identifier: GPL-2.0-only
// Does the PMU's cycle counter count?
#include "guest.h"

void guest_main(void)
{
	uint64_t version = read_sysreg(id_aa64dfr0_el1) >> 8 & 15;
	uint64_t before, after;

	say("pmu version %d\n", version);
	if (version == 0 || version == 15)
		return;
	write_sysreg(pmccfiltr_el0, 0);
	write_sysreg(pmcntenset_el0, 1ULL << 31);
	write_sysreg(pmcr_el0, read_sysreg(pmcr_el0) | 1);
	before = read_sysreg(pmccntr_el0);
	for (volatile int i = 0; i < 100000; i++)
		;
	after = read_sysreg(pmccntr_el0);
	say("counters %d, %s\n", read_sysreg(pmcr_el0) >> 11 & 31,
	    after > before ? "counting" : "not counting");
}
