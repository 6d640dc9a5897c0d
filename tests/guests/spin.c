// SPDX-License-Identifier: GPL-2.0-only
// Says one line, then uses all of its CPU for ever, on every CPU.
#include "guest.h"

void guest_secondary(uint64_t cpu)
{
	(void)cpu;
	asm volatile("b .");
}

void guest_main(void)
{
	for (uint32_t cpu = 1; cpu < machine.cpu_count; cpu++)
		cpu_on(cpu);
	say("spinning\n");
	asm volatile("b .");
}
