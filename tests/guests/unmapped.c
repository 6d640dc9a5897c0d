// SPDX-License-Identifier: GPL-2.0-only
// Accesses of every width where nothing is: reads give 0, writes go nowhere, the guest lives.
#include "guest.h"

void guest_main(void)
{
	static const uint8_t fill = 0xff;
	uint64_t places[3], wrong = 0;

	places[0] = HOLE_BASE;
	places[1] = RTC_BASE + 0x8000;
	places[2] = machine.memory[machine.memory_count - 1].base +
		    machine.memory[machine.memory_count - 1].bytes;
	for (int i = 0; i < 3; i++) {
		uint64_t at = places[i];

		write8(at, fill);
		write32(at, 0xffffffff);
		write64(at, ~0ULL);
		wrong += read8(at) != 0;
		wrong += read32(at) != 0;
		wrong += read64(at) != 0;
	}
	say("unmapped: %d wrong\n", wrong);
}
