/* SPDX-License-Identifier: GPL-2.0-only */
/* What a function says on stderr, as a string that a test can compare. */
#ifndef TESTS_UNIT_MEMORY_CAPTURE_H
#define TESTS_UNIT_MEMORY_CAPTURE_H

/* From here on stderr goes to a temporary file. One at a time. */
void capture_start(void);

/* stderr is what it was again. What was said in between; valid until the next call. */
const char *capture_stop(void);

#endif
