// SPDX-License-Identifier: GPL-2.0-only
// Prints the exception level that it starts at.
#include "guest.h"

void guest_main(void)
{
	say("CurrentEL %d, psci %x\n", (uint64_t)current_el(),
	    (uint64_t)smccc(PSCI_VERSION, 0, 0, 0));
}
