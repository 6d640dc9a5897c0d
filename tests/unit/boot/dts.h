/* SPDX-License-Identifier: GPL-2.0-only */
/* A device tree as text that no release of dtc changes, for golden files. */
#ifndef TESTS_UNIT_BOOT_DTS_H
#define TESTS_UNIT_BOOT_DTS_H

#include <stdio.h>

/* Writes the tree in source form: what looks like strings as strings, all else as cells or bytes.
 */
void dts_write(const void *fdt, FILE *out);

#endif
