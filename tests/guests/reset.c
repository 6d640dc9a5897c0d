// SPDX-License-Identifier: GPL-2.0-only
// Asks for an ordinary reset; with "off-after=N" (seconds by the RTC) powers off when that time has
// come.
#include "guest.h"

void guest_main(void)
{
	uint64_t off_after = argument("off-after", 0);

	if (off_after) {
		uint32_t now = read32(RTC_BASE);

		say("boot midr %x isar0 %x\n", read_sysreg(midr_el1),
		    read_sysreg(id_aa64isar0_el1));
		if (now >= off_after)
			power_off();
		/* One boot a second is enough. */
		while (read32(RTC_BASE) == now)
			;
	}
	smccc(PSCI_SYSTEM_RESET, 0, 0, 0);
	say("still here after SYSTEM_RESET\n");
}
