/* SPDX-License-Identifier: GPL-2.0-only */
/* An address space as a table for people: what --dump-memory-map prints. */
#ifndef MEMORY_DUMP_H
#define MEMORY_DUMP_H

#include <stdint.h>
#include <stdio.h>

#include "memory/address_space.h"

#define BYTES_TEXT_SIZE 24

/*
 * One line for each region, by address, no heading, each indented by two spaces:
 *   FIRST-LAST  SIZE  KIND  NAME  BACKING
 * in aligned columns; numbers are hexadecimal and as wide as the highest address needs, at least
 * eight digits. An address space without regions says so. Names come from armlet, not from a guest.
 */
void address_space_dump(const struct address_space *as, FILE *out);

/* "512 B", "64 KiB", "3 GiB": the largest unit that leaves a whole number. Pure. */
void bytes_text(uint64_t bytes, char text[BYTES_TEXT_SIZE]);

#endif
