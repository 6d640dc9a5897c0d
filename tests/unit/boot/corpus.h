/* SPDX-License-Identifier: GPL-2.0-only */
/* Kernel images made on the spot: raw, gzip, zstd, EFI zboot, and broken ones of each. */
#ifndef TESTS_UNIT_BOOT_CORPUS_H
#define TESTS_UNIT_BOOT_CORPUS_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
	uint8_t *data;
	size_t count;
};

void bytes_free(struct bytes *bytes);
struct bytes bytes_join(const struct bytes *a, const struct bytes *b);
void put_le32(uint8_t *to, uint32_t value);
void put_le64(uint8_t *to, uint64_t value);

/* A raw Image of `count` bytes (64 at least) with this header; its content is not all alike. */
struct bytes make_image(size_t count, uint64_t text_offset, uint64_t image_size, uint64_t flags);
struct bytes make_gzip(const struct bytes *plain);
struct bytes make_zstd(const struct bytes *plain);

/* A zboot header of 0x1000 bytes, the payload, and four bytes that belong to neither. */
struct bytes make_zboot(const struct bytes *payload, const char *compression);

/* Writes a file below the test's own temporary folder; the path is overwritten by the next call. */
const char *make_file(const struct bytes *content);

#endif
