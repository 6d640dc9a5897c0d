// SPDX-License-Identifier: GPL-2.0-only
// Repeats its input until ^D, then says how much there was; "break" bytes (0) are shown as such.
#include "guest.h"

#define UART_IER (UART_BASE + 1)
#define IER_RDI	 1

void guest_main(void)
{
	uint64_t count = 0;

	/* As a driver does; the CPU keeps interrupts masked, and polls. */
	write8(UART_IER, IER_RDI);
	say("ready\n");
	for (;;) {
		int c = get();

		if (c == 4)
			break;
		count++;
		if (c == 0)
			say("<nul>");
		else
			put((char)c);
	}
	say("\necho: %d bytes\n", count);
}
