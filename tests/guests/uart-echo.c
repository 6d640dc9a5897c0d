// SPDX-License-Identifier: GPL-2.0-only
// Repeats its input until ^D, then says how much there was; "break" bytes (0) are shown as such.
#include "guest.h"

void guest_main(void)
{
	uint64_t count = 0;

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
