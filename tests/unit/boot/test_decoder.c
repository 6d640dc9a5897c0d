// SPDX-License-Identifier: GPL-2.0-only
// The decoder's steps: any split of input and output gives the same bytes, ends are told, errors
// too.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "boot/decoder.h"
#include "lib/bits.h"
#include "tests/unit/boot/corpus.h"

#define PLAIN_BYTES 20000

static struct bytes plain, packed[2];

static int make(void **state)
{
	(void)state;
	plain = make_image(PLAIN_BYTES, 0, 4096, 0);
	packed[DECODER_GZIP] = make_gzip(&plain);
	packed[DECODER_ZSTD] = make_zstd(&plain);
	return 0;
}

static int unmake(void **state)
{
	(void)state;
	bytes_free(&plain);
	bytes_free(&packed[0]);
	bytes_free(&packed[1]);
	return 0;
}

/* Decompresses with at most `in` bytes of input and `out` of output a step, until a stream ends. */
static void run(struct image_decoder *decoder, const struct bytes *from, size_t in, size_t out)
{
	uint8_t *made = malloc(PLAIN_BYTES);
	size_t used = 0, done = 0;
	enum decoder_status status = DECODER_OK;

	assert_non_null(made);
	while (status == DECODER_OK) {
		struct decoder_step step = {
			.in = from->data + used,
			.in_bytes = from->count - used < in ? from->count - used : in,
			.out = made + done,
			.out_bytes = PLAIN_BYTES - done < out ? PLAIN_BYTES - done : out,
		};

		status = decoder_step(decoder, &step);
		assert_true(step.in_used <= step.in_bytes);
		assert_true(step.out_made <= step.out_bytes);
		assert_true(status != DECODER_OK || step.in_used || step.out_made);
		used += step.in_used;
		done += step.out_made;
	}
	assert_int_equal(status, DECODER_END);
	assert_int_equal(used, from->count);
	assert_int_equal(done, PLAIN_BYTES);
	assert_memory_equal(made, plain.data, PLAIN_BYTES);
	free(made);
}

static void test_splits(void **state)
{
	static const size_t sizes[] = { 1, 3, 100, 4096, SIZE_MAX };
	size_t i, j;
	int kind;

	(void)state;
	for (kind = DECODER_GZIP; kind <= DECODER_ZSTD; kind++) {
		/* One decoder for all: after an end the next stream begins. */
		struct image_decoder *decoder = decoder_create((enum decoder_kind)kind);

		assert_non_null(decoder);
		for (i = 0; i < ARRAY_SIZE(sizes); i++) {
			for (j = 0; j < ARRAY_SIZE(sizes); j++)
				run(decoder, &packed[kind], sizes[i], sizes[j]);
		}
		decoder_destroy(decoder);
	}
	decoder_destroy(NULL);
}

/* Without input or without room: no error, no progress. */
static void test_no_progress(void **state)
{
	int kind;

	(void)state;
	for (kind = DECODER_GZIP; kind <= DECODER_ZSTD; kind++) {
		struct image_decoder *decoder = decoder_create((enum decoder_kind)kind);
		uint8_t out[16];
		struct decoder_step step = { .in = packed[kind].data,
					     .in_bytes = 20,
					     .out = out,
					     .out_bytes = sizeof(out) };

		assert_int_equal(decoder_step(decoder, &step), DECODER_OK);
		step = (struct decoder_step){ .in = packed[kind].data,
					      .out = out,
					      .out_bytes = sizeof(out) };
		assert_int_equal(decoder_step(decoder, &step), DECODER_OK);
		assert_int_equal(step.in_used, 0);
		decoder_destroy(decoder);
	}
}

static void test_corrupt(void **state)
{
	static const uint8_t noise[64] = { 0x55, 0xaa, 0x55, 0xaa };
	int kind;

	(void)state;
	for (kind = DECODER_GZIP; kind <= DECODER_ZSTD; kind++) {
		struct image_decoder *decoder = decoder_create((enum decoder_kind)kind);
		uint8_t out[16];
		struct decoder_step step = {
			.in = noise, .in_bytes = sizeof(noise), .out = out, .out_bytes = sizeof(out)
		};

		assert_int_equal(decoder_step(decoder, &step), DECODER_CORRUPT);
		decoder_destroy(decoder);
	}
}

static void test_begins_here(void **state)
{
	int kind;

	(void)state;
	for (kind = DECODER_GZIP; kind <= DECODER_ZSTD; kind++) {
		struct image_decoder *decoder = decoder_create((enum decoder_kind)kind);
		size_t magic = kind == DECODER_GZIP ? 2 : 4;

		assert_true(decoder_begins_here(decoder, packed[kind].data, magic));
		assert_false(decoder_begins_here(decoder, packed[kind].data, magic - 1));
		assert_false(decoder_begins_here(decoder, packed[kind].data, 0));
		assert_false(decoder_begins_here(decoder, packed[!kind].data, 64));
		decoder_destroy(decoder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_splits),
		cmocka_unit_test(test_no_progress),
		cmocka_unit_test(test_corrupt),
		cmocka_unit_test(test_begins_here),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
