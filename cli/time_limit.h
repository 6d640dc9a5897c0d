/* SPDX-License-Identifier: GPL-2.0-only */
/* --timeout while a machine is built, when nobody is in the event loop to notice it. */
#ifndef CLI_TIME_LIMIT_H
#define CLI_TIME_LIMIT_H

#include <stdint.h>

/*
 * From here to time_limit_release() the process ends at `deadline_ns` (as event_loop_now_ns()
 * counts), at once when that is past, with one line and EXIT_STATUS_TIME_LIMIT: opening a FIFO or
 * reading a pipe waits for somebody else, and a machine that is half built has nothing that the
 * kernel would not take down. `seconds` is what the line says. Uses SIGALRM. One thread.
 */
void time_limit_guard(uint64_t deadline_ns, uint64_t seconds);

/* SIGALRM is as it was. */
void time_limit_release(void);

#endif
