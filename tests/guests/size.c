// SPDX-License-Identifier: GPL-2.0-only
// Prints the memory that the device tree promises, and touches none of it.
#include "guest.h"

void guest_main(void)
{
	for (uint32_t i = 0; i < machine.memory_count; i++)
		say("memory %x %x\n", machine.memory[i].base, machine.memory[i].bytes);
}
