// SPDX-License-Identifier: GPL-2.0-only
// Prints every vector length that can be chosen.
#include "guest.h"

asm(".arch armv8.2-a+sve");

void guest_main(void)
{
	uint64_t last = 0;

	if (!(read_sysreg(id_aa64pfr0_el1) >> 32 & 15)) {
		say("sve none\n");
		return;
	}
	say("sve");
	for (uint64_t length = 0; length < 16; length++) {
		uint64_t bytes;

		write_sysreg(S3_0_C1_C2_0, length); /* ZCR_EL1 */
		asm volatile("rdvl %0, #1" : "=r"(bytes));
		if (bytes != last)
			say(" %d", bytes * 8);
		last = bytes;
	}
	say("\n");
}
