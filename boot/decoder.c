// SPDX-License-Identifier: GPL-2.0-only
// gzip and zstd streams through zlib and libzstd.
#include "boot/decoder.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/* zlib: 15 window bits, 16 more for "gzip wrapper only". */
#define GZIP_WINDOW_BITS    (15 + 16)
#define ZSTD_WINDOW_LOG_MAX 27

struct image_decoder {
	enum decoder_kind kind;
	z_stream gzip;
	ZSTD_DCtx *zstd;
};

struct image_decoder *decoder_create(enum decoder_kind kind)
{
	struct image_decoder *decoder = calloc(1, sizeof(*decoder));

	if (!decoder)
		return NULL;
	decoder->kind = kind;
	if (kind == DECODER_GZIP) {
		if (inflateInit2(&decoder->gzip, GZIP_WINDOW_BITS) == Z_OK)
			return decoder;
	} else {
		decoder->zstd = ZSTD_createDCtx();
		if (decoder->zstd &&
		    !ZSTD_isError(ZSTD_DCtx_setParameter(decoder->zstd, ZSTD_d_windowLogMax,
							 ZSTD_WINDOW_LOG_MAX)))
			return decoder;
		ZSTD_freeDCtx(decoder->zstd);
	}
	free(decoder);
	return NULL;
}

void decoder_destroy(struct image_decoder *decoder)
{
	if (!decoder)
		return;
	if (decoder->kind == DECODER_GZIP)
		inflateEnd(&decoder->gzip);
	else
		ZSTD_freeDCtx(decoder->zstd);
	free(decoder);
}

static uInt clamp_uint(size_t n)
{
	return n > UINT_MAX ? UINT_MAX : (uInt)n;
}

static enum decoder_status gzip_step(z_stream *gzip, struct decoder_step *step)
{
	uInt in = clamp_uint(step->in_bytes), out = clamp_uint(step->out_bytes);
	int rc;

	/* zlib never writes through next_in: it only lacks the const. */
	gzip->next_in = (Bytef *)(uintptr_t)step->in;
	gzip->avail_in = in;
	gzip->next_out = step->out;
	gzip->avail_out = out;
	rc = inflate(gzip, Z_NO_FLUSH);
	step->in_used = in - gzip->avail_in;
	step->out_made = out - gzip->avail_out;
	switch (rc) {
	case Z_OK:
	case Z_BUF_ERROR: /* no progress was possible: the caller sees it by the counts */
		return DECODER_OK;
	case Z_STREAM_END:
		return inflateReset(gzip) == Z_OK ? DECODER_END : DECODER_CORRUPT;
	case Z_MEM_ERROR:
		return DECODER_NO_MEMORY;
	}
	return DECODER_CORRUPT;
}

static enum decoder_status zstd_step(ZSTD_DCtx *zstd, struct decoder_step *step)
{
	ZSTD_inBuffer in = { step->in, step->in_bytes, 0 };
	ZSTD_outBuffer out = { step->out, step->out_bytes, 0 };
	size_t rc = ZSTD_decompressStream(zstd, &out, &in);

	step->in_used = in.pos;
	step->out_made = out.pos;
	if (!ZSTD_isError(rc))
		return rc ? DECODER_OK : DECODER_END;
	return ZSTD_getErrorCode(rc) == ZSTD_error_memory_allocation ? DECODER_NO_MEMORY
								     : DECODER_CORRUPT;
}

enum decoder_status decoder_step(struct image_decoder *decoder, struct decoder_step *step)
{
	step->in_used = 0;
	step->out_made = 0;
	if (decoder->kind == DECODER_GZIP)
		return gzip_step(&decoder->gzip, step);
	return zstd_step(decoder->zstd, step);
}

bool decoder_begins_here(const struct image_decoder *decoder, const uint8_t *in, size_t bytes)
{
	if (decoder->kind == DECODER_GZIP)
		return bytes >= 2 && !memcmp(in, "\x1f\x8b", 2);
	return bytes >= 4 && !memcmp(in, "\x28\xb5\x2f\xfd", 4);
}
