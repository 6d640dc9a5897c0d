// SPDX-License-Identifier: GPL-2.0-only
// Powers off at once.
#include "guest.h"

void guest_main(void)
{
	power_off();
}
