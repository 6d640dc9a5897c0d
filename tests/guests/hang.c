// SPDX-License-Identifier: GPL-2.0-only
// Says one line, then sleeps for ever with interrupts masked.
#include "guest.h"

void guest_main(void)
{
	say("hanging\n");
	for (;;)
		asm volatile("wfi");
}
