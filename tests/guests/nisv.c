// SPDX-License-Identifier: GPL-2.0-only
// A load that KVM cannot decode, from an address with no memory, on the last CPU.
#include "guest.h"

static void bad_load(void)
{
	uint64_t address = HOLE_BASE, value;

	asm volatile("ldr %0, [%1], #8" : "=r"(value), "+r"(address) : : "memory");
	say("the load gave %x\n", value);
	power_off();
}

void guest_secondary(uint64_t cpu)
{
	(void)cpu;
	bad_load();
}

void guest_main(void)
{
	uint32_t last = machine.cpu_count - 1;

	say("about to fail on cpu %d\n", (uint64_t)last);
	if (last == 0)
		bad_load();
	cpu_on(last);
	for (;;)
		asm volatile("wfi");
}
