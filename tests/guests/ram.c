// SPDX-License-Identifier: GPL-2.0-only
// Touches the first and the last page of all memory in the device tree, and a page in each GiB
// between.
#include "guest.h"

#define GIB 0x40000000ULL

void image_start(void);

static uint64_t pattern(uint64_t address)
{
	return address ^ 0x5a5a5a5a00000000ULL;
}

/* The image itself, and the device tree that the walk came from, are no place for patterns. */
static bool is_ours(uint64_t address)
{
	uint64_t image = (uint64_t)image_start;

	return address >= image && address < image + 0x400000;
}

/* Calls for the first, one a GiB, and the last place; gives how many places were wrong. */
static uint64_t each(uint64_t base, uint64_t bytes, bool write)
{
	uint64_t wrong = 0, last = base + bytes - 8;

	for (uint64_t at = base + 8;; at = at + GIB < last ? at + GIB : last) {
		if (is_ours(at))
			continue;
		if (write)
			write64(at, pattern(at));
		else if (read64(at) != pattern(at))
			wrong++;
		if (at == last)
			return wrong;
	}
}

void guest_main(void)
{
	uint64_t wrong = 0;

	for (uint32_t i = 0; i < machine.memory_count; i++)
		each(machine.memory[i].base, machine.memory[i].bytes, true);
	for (uint32_t i = 0; i < machine.memory_count; i++)
		wrong += each(machine.memory[i].base, machine.memory[i].bytes, false);
	for (uint32_t i = 0; i < machine.memory_count; i++)
		say("memory %x %x\n", machine.memory[i].base, machine.memory[i].bytes);
	say("ram: %d wrong\n", wrong);
}
