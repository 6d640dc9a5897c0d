/* SPDX-License-Identifier: GPL-2.0-only */
/* An open kernel image, from a file or from memory, read as a stream of its decompressed bytes. */
#ifndef BOOT_IMAGE_FILE_H
#define BOOT_IMAGE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "boot/image.h"

enum image_read_status {
	IMAGE_READ_OK,
	IMAGE_READ_FAILED,    /* read(2); errno says why */
	IMAGE_READ_TRUNCATED, /* the compressed stream stops in its middle */
	IMAGE_READ_CORRUPT,   /* a checksum or the stream itself is wrong */
	IMAGE_READ_TOO_LARGE, /* more bytes than there is room for */
	IMAGE_READ_NO_MEMORY,
};

struct image_decoder;

#define IMAGE_FILE_INPUT_BYTES (64 << 10)

/*
 * States: closed (all zero) --open--> open --read--> read --close--> closed. Reading goes forward
 * only, so that pipes work: a second boot opens anew. close() may be called in every state, and
 * twice.
 */
struct image_file {
	const char *path; /* for messages; not copied */
	enum image_format format;
	struct zboot_header zboot;  /* IMAGE_FORMAT_ZBOOT */
	struct image_header header; /* of the (decompressed) Image */
	uint64_t file_bytes; /* raw Images in memory and regular files; else 0: known after reading
			      */
	uint64_t bytes_wanted; /* image_file_bytes_wanted() of the (decompressed) Image */

	/* Private. */
	bool opened, regular;
	int fd;		       /* -1 when the image is in memory */
	const uint8_t *memory; /* what is left there */
	size_t memory_bytes;
	uint64_t source_left; /* bytes that may still be taken: an EFI zboot's payload is a part */
	uint8_t peeked[IMAGE_HEAD_BYTES]; /* read to recognise the format */
	size_t peeked_used, peeked_bytes;
	struct image_decoder *decoder; /* NULL: raw */
	uint8_t *input;		       /* compressed bytes: IMAGE_FILE_INPUT_BYTES of room */
	size_t input_used, input_bytes;
	bool stream_ended;
	uint8_t head[IMAGE_HEAD_BYTES]; /* decompressed to see the header; given out by read first
					 */
	size_t head_bytes;
};

/*
 * Opens the file (or pipe, or /dev/stdin), recognises it and parses its header. 0, or -1 after one
 * line that names the file, what it is and what would work.
 */
int image_file_open(struct image_file *image, const char *path);

/* The same for an image in memory, which stays where it is until close. `name` is for messages. */
int image_file_open_memory(struct image_file *image, const char *name, const void *data,
			   size_t bytes);

/*
 * Once: reads the whole (decompressed) image to `to`, never writing more than `room` bytes there;
 * *bytes is how many it was. IMAGE_READ_TOO_LARGE when there would be more. Prints nothing.
 */
enum image_read_status image_file_read(struct image_file *image, void *to, uint64_t room,
				       uint64_t *bytes);
const char *image_read_status_text(enum image_read_status status);

/* A raw Image in a regular file can be mapped: its descriptor, which stays the image's; else -1. */
int image_file_mappable_fd(const struct image_file *image);

void image_file_close(struct image_file *image);

#endif
