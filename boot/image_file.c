// SPDX-License-Identifier: GPL-2.0-only
// Opens kernel images and reads them as a stream of decompressed bytes.
#include "boot/image_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "boot/decoder.h"
#include "lib/error.h"

/* What read(2) takes at once at most on Linux. */
#define READ_MAX_BYTES 0x7ffff000u

/* Up to `bytes` from the descriptor, fewer only at the end of the file. */
static ssize_t read_whole(int fd, uint8_t *to, size_t bytes)
{
	size_t done = 0;

	while (done < bytes) {
		size_t want = bytes - done < READ_MAX_BYTES ? bytes - done : READ_MAX_BYTES;
		ssize_t n = read(fd, to + done, want);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (!n)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

/* Up to `bytes` of the file as it is stored, fewer only at its (or the payload's) end. */
static ssize_t source_read(struct image_file *image, uint8_t *to, size_t bytes)
{
	size_t done = 0;
	ssize_t n;

	if (bytes > image->source_left)
		bytes = (size_t)image->source_left;
	if (image->peeked_used < image->peeked_bytes) {
		done = image->peeked_bytes - image->peeked_used;
		if (done > bytes)
			done = bytes;
		memcpy(to, image->peeked + image->peeked_used, done);
		image->peeked_used += done;
	}
	if (image->fd >= 0) {
		n = read_whole(image->fd, to + done, bytes - done);
		if (n < 0)
			return -1;
	} else {
		n = (ssize_t)(bytes - done < image->memory_bytes ? bytes - done
								 : image->memory_bytes);
		if (n) {
			memcpy(to + done, image->memory, (size_t)n);
			image->memory += n;
			image->memory_bytes -= (size_t)n;
		}
	}
	done += (size_t)n;
	image->source_left -= done;
	return (ssize_t)done;
}

static enum image_read_status source_skip(struct image_file *image, uint64_t bytes)
{
	uint8_t sink[4096];

	while (bytes) {
		size_t want = bytes < sizeof(sink) ? (size_t)bytes : sizeof(sink);
		ssize_t n = source_read(image, sink, want);

		if (n < 0)
			return IMAGE_READ_FAILED;
		if ((size_t)n < want)
			return IMAGE_READ_TRUNCATED;
		bytes -= want;
	}
	return IMAGE_READ_OK;
}

/* Tops the compressed input up; false when reading failed. */
static bool input_fill(struct image_file *image)
{
	ssize_t n;

	memmove(image->input, image->input + image->input_used,
		image->input_bytes - image->input_used);
	image->input_bytes -= image->input_used;
	image->input_used = 0;
	n = source_read(image, image->input + image->input_bytes,
			IMAGE_FILE_INPUT_BYTES - image->input_bytes);
	if (n < 0)
		return false;
	image->input_bytes += (size_t)n;
	return true;
}

/*
 * Decompresses until `room` bytes were made or the image ends. Streams that follow each other are
 * one image, as gzip(1) and zstd(1) see it; anything else after a stream's end (padding,
 * signatures) is ignored.
 */
static enum image_read_status decode(struct image_file *image, uint8_t *to, size_t room,
				     size_t *made)
{
	*made = 0;
	while (*made < room) {
		struct decoder_step step;
		enum decoder_status status;

		if (image->input_bytes - image->input_used < 4 && !input_fill(image))
			return IMAGE_READ_FAILED;
		step = (struct decoder_step){
			.in = image->input + image->input_used,
			.in_bytes = image->input_bytes - image->input_used,
			.out = to + *made,
			.out_bytes = room - *made,
		};
		if (image->stream_ended) {
			if (!decoder_begins_here(image->decoder, step.in, step.in_bytes))
				return IMAGE_READ_OK;
			image->stream_ended = false;
		}
		status = decoder_step(image->decoder, &step);
		image->input_used += step.in_used;
		*made += step.out_made;
		switch (status) {
		case DECODER_OK:
			if (!step.in_used && !step.out_made)
				return step.in_bytes ? IMAGE_READ_CORRUPT : IMAGE_READ_TRUNCATED;
			break;
		case DECODER_END:
			image->stream_ended = true;
			break;
		case DECODER_CORRUPT:
			return IMAGE_READ_CORRUPT;
		case DECODER_NO_MEMORY:
			return IMAGE_READ_NO_MEMORY;
		}
	}
	return IMAGE_READ_OK;
}

static enum image_read_status read_some(struct image_file *image, uint8_t *to, size_t room,
					size_t *made)
{
	ssize_t n;

	if (image->decoder)
		return decode(image, to, room, made);
	n = source_read(image, to, room);
	*made = n < 0 ? 0 : (size_t)n;
	return n < 0 ? IMAGE_READ_FAILED : IMAGE_READ_OK;
}

enum image_read_status image_file_read(struct image_file *image, void *to, uint64_t room,
				       uint64_t *bytes)
{
	enum image_read_status status;
	uint8_t one_more;
	size_t made;

	*bytes = 0;
	if (room < image->head_bytes)
		return IMAGE_READ_TOO_LARGE;
	memcpy(to, image->head, image->head_bytes);
	*bytes = image->head_bytes;
	if (room > SIZE_MAX)
		room = SIZE_MAX;
	status = read_some(image, (uint8_t *)to + *bytes, (size_t)(room - *bytes), &made);
	*bytes += made;
	if (status != IMAGE_READ_OK)
		return status;
	if (*bytes == room) {
		status = read_some(image, &one_more, 1, &made);
		if (status != IMAGE_READ_OK)
			return status;
		if (made)
			return IMAGE_READ_TOO_LARGE;
	}
	return *bytes < image->bytes_wanted ? IMAGE_READ_TRUNCATED : IMAGE_READ_OK;
}

const char *image_read_status_text(enum image_read_status status)
{
	switch (status) {
	case IMAGE_READ_OK:
		return "fine";
	case IMAGE_READ_FAILED:
		return "cannot be read";
	case IMAGE_READ_TRUNCATED:
		return "truncated: it ends before the kernel inside does";
	case IMAGE_READ_CORRUPT:
		return "corrupt: it does not decompress";
	case IMAGE_READ_TOO_LARGE:
		return "larger than the guest's memory";
	case IMAGE_READ_NO_MEMORY:
		return "out of memory while decompressing";
	}
	return "?";
}

static int explain_read(const struct image_file *image, enum image_read_status status)
{
	if (status == IMAGE_READ_FAILED)
		err_errno("kernel %s", image->path);
	else
		err("kernel %s: %s", image->path, image_read_status_text(status));
	return -1;
}

/* Sets the decoder up and decompresses as much as the header needs. */
static int open_compressed(struct image_file *image)
{
	enum decoder_kind kind = DECODER_GZIP;
	enum image_read_status status;
	enum image_format inside;

	if (image->format == IMAGE_FORMAT_ZBOOT) {
		if (image->zboot.compression == ZBOOT_OTHER) {
			err("kernel %s: an EFI zboot image whose kernel is %s-compressed; armlet "
			    "takes gzip and zstd: give the Image inside it",
			    image->path, image->zboot.compression_name);
			return -1;
		}
		status = source_skip(image, image->zboot.payload_offset);
		if (status != IMAGE_READ_OK)
			return explain_read(image, status);
		image->source_left = image->zboot.payload_bytes;
		if (image->zboot.compression == ZBOOT_ZSTD)
			kind = DECODER_ZSTD;
	} else if (image->format == IMAGE_FORMAT_ZSTD) {
		kind = DECODER_ZSTD;
	}
	image->input = malloc(IMAGE_FILE_INPUT_BYTES);
	image->decoder = decoder_create(kind);
	if (!image->input || !image->decoder)
		return explain_read(image, IMAGE_READ_NO_MEMORY);
	status = decode(image, image->head, sizeof(image->head), &image->head_bytes);
	if (status != IMAGE_READ_OK)
		return explain_read(image, status);
	inside = image_format(image->head, image->head_bytes);
	if (inside != IMAGE_FORMAT_RAW) {
		err("kernel %s: %s, with another inside: %s", image->path,
		    image_format_text(image->format), image_format_text(inside));
		return -1;
	}
	return 0;
}

static int recognise(struct image_file *image)
{
	const uint8_t *head = image->head;
	enum image_status status;
	size_t head_bytes;

	image->format = image_format(image->peeked, image->peeked_bytes);
	if (!image_format_boots(image->format)) {
		err("kernel %s: %s", image->path, image_format_text(image->format));
		return -1;
	}
	if (image->format == IMAGE_FORMAT_ZBOOT &&
	    !image_zboot_parse(image->peeked, image->peeked_bytes, &image->zboot)) {
		err("kernel %s: an EFI zboot image with a broken header", image->path);
		return -1;
	}
	if (image->format == IMAGE_FORMAT_RAW)
		head = image->peeked;
	else if (open_compressed(image))
		return -1;
	head_bytes = image->format == IMAGE_FORMAT_RAW ? image->peeked_bytes : image->head_bytes;
	status = image_header_parse(head, head_bytes, &image->header);
	if (status != IMAGE_OK) {
		err("kernel %s: %s", image->path, image_status_text(status));
		return -1;
	}
	image->bytes_wanted = image_file_bytes_wanted(head, head_bytes);
	if (image->format != IMAGE_FORMAT_RAW)
		image->file_bytes = 0;
	else if (image->file_bytes && image->file_bytes < image->bytes_wanted)
		return explain_read(image, IMAGE_READ_TRUNCATED);
	return 0;
}

static void start(struct image_file *image, const char *path)
{
	memset(image, 0, sizeof(*image));
	image->path = path;
	image->fd = -1;
	image->opened = true;
	image->source_left = UINT64_MAX;
}

int image_file_open(struct image_file *image, const char *path)
{
	struct stat st;
	ssize_t n;

	start(image, path);
	image->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (image->fd < 0 || fstat(image->fd, &st)) {
		err_errno("kernel %s", path);
		goto fail;
	}
	if (S_ISDIR(st.st_mode)) {
		err("kernel %s: a directory; give the kernel's file (often called vmlinuz or "
		    "Image)",
		    path);
		goto fail;
	}
	image->regular = S_ISREG(st.st_mode);
	if (image->regular)
		image->file_bytes = (uint64_t)st.st_size;
	n = read_whole(image->fd, image->peeked, sizeof(image->peeked));
	if (n < 0) {
		err_errno("kernel %s", path);
		goto fail;
	}
	image->peeked_bytes = (size_t)n;
	if (!recognise(image))
		return 0;
fail:
	image_file_close(image);
	return -1;
}

int image_file_open_memory(struct image_file *image, const char *name, const void *data,
			   size_t bytes)
{
	start(image, name);
	image->file_bytes = bytes;
	image->memory = data;
	image->memory_bytes = bytes;
	/* Nothing is peeked yet, so this takes from the memory; it is given out again later. */
	image->peeked_bytes = (size_t)source_read(image, image->peeked, sizeof(image->peeked));
	image->peeked_used = 0;
	image->source_left = UINT64_MAX;
	if (!recognise(image))
		return 0;
	image_file_close(image);
	return -1;
}

int image_file_mappable_fd(const struct image_file *image)
{
	return image->format == IMAGE_FORMAT_RAW && image->regular ? image->fd : -1;
}

void image_file_close(struct image_file *image)
{
	if (!image->opened)
		return;
	if (image->fd >= 0)
		close(image->fd);
	decoder_destroy(image->decoder);
	free(image->input);
	memset(image, 0, sizeof(*image));
}
