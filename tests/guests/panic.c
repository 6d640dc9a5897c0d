// SPDX-License-Identifier: GPL-2.0-only
// Does what a Linux guest with reboot=panic_warm does in a panic: an architectural warm reset.
#include "guest.h"

void guest_main(void)
{
	int64_t result = smccc(PSCI_SYSTEM_RESET2, 0, 0, 0);

	say("SYSTEM_RESET2 gave %x\n", (uint64_t)result);
}
