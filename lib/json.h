/* SPDX-License-Identifier: GPL-2.0-only */
/* JSON as armlet prints it, over jansson. */
#ifndef LIB_JSON_H
#define LIB_JSON_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

/* A register's or a field's bits as "0x…": JSON's numbers end at 2^53 for many readers. */
json_t *json_hex(uint64_t value);

/*
 * A string that a file or a person chose: bytes that are no UTF-8, which jansson refuses, become
 * U+FFFD. NULL gives JSON's null.
 */
json_t *json_text(const char *text);

/*
 * Prints `root`, indented, keys in the order in which they were set, with a newline, and drops the
 * reference to it. 0, or -1 after one line: no memory for a part of it (root NULL), or `out` took
 * not all.
 */
int json_print(json_t *root, FILE *out);

#endif
