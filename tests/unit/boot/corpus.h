/* SPDX-License-Identifier: GPL-2.0-only */
/* Kernel images made on the spot, files and pipes that hold them, and an ear for messages. */
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

/* Write a file to a temporary folder of the test's own. Each has one path. */
const char *make_kernel_file(const struct bytes *content);
const char *make_initrd_file(const struct bytes *content);

#define PIPE_PATH_BYTES 32

/* A pipe that a child fills; opened by its path. Its descriptor, for the caller to close. */
int make_pipe(const struct bytes *content, char pipe_path[PIPE_PATH_BYTES]);

/* What is written to stderr in between; "" for nothing. */
void listen_begin(void);
const char *listen_end(void);

#endif
