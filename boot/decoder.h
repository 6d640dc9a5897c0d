/* SPDX-License-Identifier: GPL-2.0-only */
/* gzip and zstd streams, decompressed piece by piece into memory that the caller bounds. */
#ifndef BOOT_DECODER_H
#define BOOT_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum decoder_kind { DECODER_GZIP, DECODER_ZSTD };

enum decoder_status {
	DECODER_OK,  /* took input, made output, or both; go on */
	DECODER_END, /* a stream (gzip member, zstd frame) ended; what follows may be another */
	DECODER_CORRUPT,
	DECODER_NO_MEMORY,
};

struct decoder_step {
	const uint8_t *in;
	size_t in_bytes, in_used;
	uint8_t *out;
	size_t out_bytes, out_made;
};

struct image_decoder;

/* NULL: no memory. */
struct image_decoder *decoder_create(enum decoder_kind kind);
void decoder_destroy(struct image_decoder *decoder);

/*
 * One step: uses up to in_bytes, makes up to out_bytes. After DECODER_END the next step begins a
 * new stream. Windows over 128 MiB (zstd) count as corrupt, so that memory is bounded whatever the
 * stream says.
 */
enum decoder_status decoder_step(struct image_decoder *decoder, struct decoder_step *step);

/* Does a stream of the decoder's kind begin here? */
bool decoder_begins_here(const struct image_decoder *decoder, const uint8_t *in, size_t bytes);

#endif
