// SPDX-License-Identifier: GPL-2.0-only
// Writes "bytes=N" bytes (102,400 unless told) in lines of 64, the last of them numbered.
#include "guest.h"

void guest_main(void)
{
	uint64_t bytes = argument("bytes", 102400);

	for (uint64_t i = 0; i < bytes; i++)
		put(i % 64 == 63 ? '\n' : (char)('a' + i / 64 % 26));
	say("flood: %d bytes\n", bytes);
}
