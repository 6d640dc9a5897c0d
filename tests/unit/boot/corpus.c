// SPDX-License-Identifier: GPL-2.0-only
// Makes kernel images, files and pipes for tests, and hears what is said about them.
#include "tests/unit/boot/corpus.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

#define ZBOOT_HEADER_BYTES 0x1000

static struct bytes bytes_new(size_t count)
{
	struct bytes bytes = { calloc(1, count ? count : 1), count };

	assert_non_null(bytes.data);
	return bytes;
}

void bytes_free(struct bytes *bytes)
{
	free(bytes->data);
	memset(bytes, 0, sizeof(*bytes));
}

struct bytes bytes_join(const struct bytes *a, const struct bytes *b)
{
	struct bytes joined = bytes_new(a->count + b->count);

	memcpy(joined.data, a->data, a->count);
	memcpy(joined.data + a->count, b->data, b->count);
	return joined;
}

void put_le32(uint8_t *to, uint32_t value)
{
	int i;

	for (i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> 8 * i);
}

void put_le64(uint8_t *to, uint64_t value)
{
	put_le32(to, (uint32_t)value);
	put_le32(to + 4, (uint32_t)(value >> 32));
}

struct bytes make_image(size_t count, uint64_t text_offset, uint64_t image_size, uint64_t flags)
{
	struct bytes image = bytes_new(count);
	uint32_t state = 1;
	size_t i;

	/* Half noise, so that compressed streams are long enough to be cut in many places. */
	for (i = 64; i < count; i++) {
		state = state * 1664525 + 1013904223;
		image.data[i] = i / 64 % 2 ? (uint8_t)(state >> 24) : 0;
	}
	put_le64(image.data + 8, text_offset);
	put_le64(image.data + 16, image_size);
	put_le64(image.data + 24, flags);
	memcpy(image.data + 56, "ARM\x64", 4);
	return image;
}

struct bytes make_gzip(const struct bytes *plain)
{
	struct bytes packed = bytes_new(plain->count + plain->count / 100 + 1024);
	z_stream z = { .next_in = plain->data, .avail_in = (uInt)plain->count };

	z.next_out = packed.data;
	z.avail_out = (uInt)packed.count;
	assert_int_equal(deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
			 Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	packed.count = z.total_out;
	deflateEnd(&z);
	return packed;
}

struct bytes make_zstd(const struct bytes *plain)
{
	struct bytes packed = bytes_new(ZSTD_compressBound(plain->count));
	ZSTD_CCtx *zstd = ZSTD_createCCtx();

	ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
	packed.count = ZSTD_compress2(zstd, packed.data, packed.count, plain->data, plain->count);
	assert_false(ZSTD_isError(packed.count));
	ZSTD_freeCCtx(zstd);
	return packed;
}

struct bytes make_zboot(const struct bytes *payload, const char *compression)
{
	struct bytes zboot = bytes_new(ZBOOT_HEADER_BYTES + payload->count + 4);

	memcpy(zboot.data, "MZ\0\0zimg", 8);
	put_le32(zboot.data + 8, ZBOOT_HEADER_BYTES);
	put_le32(zboot.data + 12, (uint32_t)payload->count);
	strncpy((char *)zboot.data + 24, compression, 32);
	put_le32(zboot.data + 56, 0x818223cd);
	put_le32(zboot.data + 60, 64);
	memcpy(zboot.data + 64, "PE\0\0", 4);
	memcpy(zboot.data + ZBOOT_HEADER_BYTES, payload->data, payload->count);
	/* Not 0xff: read as more of the payload it would be a corrupt stream. */
	memset(zboot.data + ZBOOT_HEADER_BYTES + payload->count, 0xff, 4);
	return zboot;
}

static char folder[] = "/tmp/armlet-test-XXXXXX";
static char kernel_path[sizeof(folder) + 16], initrd_path[sizeof(folder) + 16];

static void remove_folder(void)
{
	unlink(kernel_path);
	unlink(initrd_path);
	rmdir(folder);
}

static const char *make_file(const char *path, const struct bytes *content)
{
	FILE *file;

	if (!kernel_path[0]) {
		assert_non_null(mkdtemp(folder));
		snprintf(kernel_path, sizeof(kernel_path), "%s/kernel", folder);
		snprintf(initrd_path, sizeof(initrd_path), "%s/initrd", folder);
		atexit(remove_folder);
	}
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(content->data, 1, content->count, file), content->count);
	assert_int_equal(fclose(file), 0);
	return path;
}

const char *make_kernel_file(const struct bytes *content)
{
	return make_file(kernel_path, content);
}

const char *make_initrd_file(const struct bytes *content)
{
	return make_file(initrd_path, content);
}

int make_pipe(const struct bytes *content, char pipe_path[PIPE_PATH_BYTES])
{
	int fds[2];
	pid_t writer;

	assert_int_equal(pipe(fds), 0);
	writer = fork();
	assert_true(writer >= 0);
	if (!writer) {
		size_t done = 0;

		close(fds[0]);
		/* In odd pieces; a reader that goes away ends it. */
		signal(SIGPIPE, SIG_DFL);
		while (done < content->count) {
			size_t want = content->count - done < 4093 ? content->count - done : 4093;
			ssize_t n = write(fds[1], content->data + done, want);

			if (n < 0)
				_exit(1);
			done += (size_t)n;
		}
		_exit(0);
	}
	close(fds[1]);
	snprintf(pipe_path, PIPE_PATH_BYTES, "/dev/fd/%d", fds[0]);
	return fds[0];
}

static char said[2048];
static int saved_stderr = -1, stderr_pipe[2];

void listen_begin(void)
{
	assert_int_equal(pipe(stderr_pipe), 0);
	saved_stderr = dup(STDERR_FILENO);
	dup2(stderr_pipe[1], STDERR_FILENO);
	close(stderr_pipe[1]);
}

const char *listen_end(void)
{
	ssize_t n;

	dup2(saved_stderr, STDERR_FILENO);
	close(saved_stderr);
	n = read(stderr_pipe[0], said, sizeof(said) - 1);
	assert_true(n >= 0);
	said[n] = '\0';
	close(stderr_pipe[0]);
	return said;
}
