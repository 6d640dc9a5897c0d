// SPDX-License-Identifier: GPL-2.0-only
// Jumps to an address with no memory: KVM answers with an instruction abort inside the guest.
#include "guest.h"

void guest_main(void)
{
	uint64_t address = HOLE_BASE;

	say("jumping\n");
	asm volatile("br %0" : : "r"(address));
}
