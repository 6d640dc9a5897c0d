// SPDX-License-Identifier: GPL-2.0-only
// Kernel files as streams: formats, limits, truncation, corruption, pipes, messages.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "boot/image_file.h"
#include "lib/bits.h"
#include "tests/unit/boot/corpus.h"

#define PLAIN_BYTES 300000

static struct bytes plain;

static int make_plain(void **state)
{
	(void)state;
	plain = make_image(PLAIN_BYTES, 0, 0x100000, 0xa);
	return 0;
}

static int free_plain(void **state)
{
	(void)state;
	bytes_free(&plain);
	return 0;
}

static void expect_refused(const struct bytes *file, const char *reason)
{
	struct image_file image;
	const char *said;
	int rc;

	listen_begin();
	rc = image_file_open_memory(&image, "K", file->data, file->count);
	said = listen_end();
	assert_int_equal(rc, -1);
	if (!strstr(said, reason))
		fail_msg("«%s» does not say «%s»", said, reason);
	/* One line. */
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
	image_file_close(&image);
}

static enum image_read_status read_all(struct image_file *image, uint64_t room, uint64_t *bytes)
{
	uint8_t *to = malloc(room + 16);
	enum image_read_status status;

	assert_non_null(to);
	memset(to, 0xa5, room + 16);
	status = image_file_read(image, to, room, bytes);
	assert_true(*bytes <= room);
	/* Never beyond the room. */
	assert_memory_equal(to + room,
			    "\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5", 16);
	if (status == IMAGE_READ_OK && *bytes <= plain.count)
		assert_memory_equal(to, plain.data, *bytes);
	free(to);
	return status;
}

static void expect_reads(const struct bytes *file, enum image_format format)
{
	struct image_file image;
	uint64_t bytes;

	assert_int_equal(image_file_open_memory(&image, "K", file->data, file->count), 0);
	assert_int_equal(image.format, format);
	assert_int_equal(image.header.image_size, 0x100000);
	assert_int_equal(image.file_bytes, format == IMAGE_FORMAT_RAW ? PLAIN_BYTES : 0);
	assert_int_equal(image_file_mappable_fd(&image), -1);
	assert_int_equal(read_all(&image, 2 * PLAIN_BYTES, &bytes), IMAGE_READ_OK);
	assert_int_equal(bytes, PLAIN_BYTES);
	image_file_close(&image);
	image_file_close(&image);

	/* Exactly the room that it needs, and one byte less. */
	assert_int_equal(image_file_open_memory(&image, "K", file->data, file->count), 0);
	assert_int_equal(read_all(&image, PLAIN_BYTES, &bytes), IMAGE_READ_OK);
	assert_int_equal(bytes, PLAIN_BYTES);
	image_file_close(&image);
	assert_int_equal(image_file_open_memory(&image, "K", file->data, file->count), 0);
	assert_int_equal(read_all(&image, PLAIN_BYTES - 1, &bytes), IMAGE_READ_TOO_LARGE);
	image_file_close(&image);
	assert_int_equal(image_file_open_memory(&image, "K", file->data, file->count), 0);
	assert_int_equal(read_all(&image, 0, &bytes), IMAGE_READ_TOO_LARGE);
	image_file_close(&image);
}

static void test_formats(void **state)
{
	struct bytes gzip = make_gzip(&plain), zstd = make_zstd(&plain);
	struct bytes gzip_zboot = make_zboot(&gzip, "gzip"),
		     zstd_zboot = make_zboot(&zstd, "zstd22");

	(void)state;
	expect_reads(&plain, IMAGE_FORMAT_RAW);
	expect_reads(&gzip, IMAGE_FORMAT_GZIP);
	expect_reads(&zstd, IMAGE_FORMAT_ZSTD);
	expect_reads(&gzip_zboot, IMAGE_FORMAT_ZBOOT);
	expect_reads(&zstd_zboot, IMAGE_FORMAT_ZBOOT);
	bytes_free(&gzip);
	bytes_free(&zstd);
	bytes_free(&gzip_zboot);
	bytes_free(&zstd_zboot);
}

/* Streams that follow one another are one image; padding after them is nothing. */
static void test_concatenated(void **state)
{
	struct bytes first = { plain.data, 100000 };
	struct bytes second = { plain.data + 100000, PLAIN_BYTES - 100000 };
	struct bytes padding = { (uint8_t *)"\0\0\0\0\0\0\0\0", 8 };
	struct bytes (*const make[])(const struct bytes *) = { make_gzip, make_zstd };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(make); i++) {
		struct bytes a = make[i](&first), b = make[i](&second);
		struct bytes both = bytes_join(&a, &b), padded = bytes_join(&both, &padding);
		enum image_format format = i ? IMAGE_FORMAT_ZSTD : IMAGE_FORMAT_GZIP;

		expect_reads(&both, format);
		expect_reads(&padded, format);
		bytes_free(&a);
		bytes_free(&b);
		bytes_free(&both);
		bytes_free(&padded);
	}
}

/* Cut anywhere, a compressed image is never taken for a whole one. */
static void test_truncated(void **state)
{
	struct bytes files[4];
	size_t i, cut;

	(void)state;
	files[0] = make_gzip(&plain);
	files[1] = make_zstd(&plain);
	files[2] = make_zboot(&files[0], "gzip");
	files[3] = make_zboot(&files[1], "zstd");
	files[2].count -= 4;
	files[3].count -= 4;
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		/* From where the header is inside on, so that opening works. */
		for (cut = files[i].count - 1; cut > 80000; cut -= 7919) {
			struct image_file image;
			uint64_t bytes;

			assert_int_equal(image_file_open_memory(&image, "K", files[i].data, cut),
					 0);
			assert_int_equal(read_all(&image, 2 * PLAIN_BYTES, &bytes),
					 IMAGE_READ_TRUNCATED);
			image_file_close(&image);
		}
		files[i].count = i < 2 ? 10 : 0x1000;
		expect_refused(&files[i], "truncated");
		if (i >= 2) {
			files[i].count = 0x200;
			expect_refused(&files[i], "truncated");
		}
	}
	for (i = 0; i < ARRAY_SIZE(files); i++)
		bytes_free(&files[i]);
}

static void test_corrupt(void **state)
{
	struct bytes files[2];
	size_t i;

	(void)state;
	files[0] = make_gzip(&plain);
	files[1] = make_zstd(&plain);
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		struct image_file image;
		uint64_t bytes;

		/* The checksum at the end. */
		files[i].data[files[i].count - (i ? 1 : 8)] ^= 1;
		assert_int_equal(image_file_open_memory(&image, "K", files[i].data, files[i].count),
				 0);
		assert_int_equal(read_all(&image, 2 * PLAIN_BYTES, &bytes), IMAGE_READ_CORRUPT);
		image_file_close(&image);
		/* The stream's own beginning. */
		memset(files[i].data + 4, 0xff, 60);
		expect_refused(&files[i], "corrupt");
		bytes_free(&files[i]);
	}
}

/* 64 MiB of zeroes in a few kilobytes: stopped at the room, whatever comes after. */
static void test_bomb(void **state)
{
	struct bytes bomb = make_image(64 << 20, 0, 0x1000, 0), packed[2];
	size_t i;

	(void)state;
	memset(bomb.data + 64, 0, bomb.count - 64);
	packed[0] = make_gzip(&bomb);
	packed[1] = make_zstd(&bomb);
	for (i = 0; i < ARRAY_SIZE(packed); i++) {
		struct image_file image;
		uint64_t bytes;

		assert_true(packed[i].count < 1 << 20);
		assert_int_equal(
			image_file_open_memory(&image, "K", packed[i].data, packed[i].count), 0);
		assert_int_equal(read_all(&image, 1 << 20, &bytes), IMAGE_READ_TOO_LARGE);
		assert_int_equal(bytes, 1 << 20);
		image_file_close(&image);
		bytes_free(&packed[i]);
	}
	bytes_free(&bomb);
}

/* A window that would need gigabytes to decompress is refused. */
static void test_zstd_window(void **state)
{
	/* Magic, a frame header with a window of 2^31 bytes, an RLE block that begins. */
	static uint8_t frame[] = { 0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x03, 0x02, 0x00, 0x00 };
	struct bytes file = { frame, sizeof(frame) };

	(void)state;
	expect_refused(&file, "corrupt");
}

static void test_refused(void **state)
{
	struct bytes empty = { (uint8_t *)"", 0 }, shorter = { (uint8_t *)"MoZ", 3 };
	struct bytes elf = { (uint8_t *)"\177ELF\2\1\1", 8 };
	struct bytes big_endian = make_image(4096, 0, 4096, 1);
	struct bytes packed, wrapped;

	(void)state;
	expect_refused(&empty, "kernel K: an empty file");
	expect_refused(&shorter, "too short");
	expect_refused(&elf, "an ELF file, such as vmlinux; take arch/arm64/boot/Image");
	expect_refused(&big_endian, "big-endian");
	packed = make_gzip(&big_endian);
	expect_refused(&packed, "big-endian");
	bytes_free(&packed);
	packed = make_gzip(&elf);
	expect_refused(&packed, "a gzip-compressed file, with another inside: an ELF file");
	bytes_free(&packed);
	packed = make_zstd(&empty);
	expect_refused(&packed, "inside: an empty file");
	bytes_free(&packed);
	packed = make_gzip(&plain);
	wrapped = make_gzip(&packed);
	expect_refused(&wrapped, "inside: a gzip-compressed file");
	bytes_free(&wrapped);
	wrapped = make_zboot(&packed, "xzkern");
	expect_refused(&wrapped, "whose kernel is xzkern-compressed");
	put_le32(wrapped.data + 8, 0);
	expect_refused(&wrapped, "broken header");
	bytes_free(&wrapped);
	/* A payload that the header makes shorter than it is. */
	wrapped = make_zboot(&packed, "gzip");
	put_le32(wrapped.data + 12, 20);
	expect_refused(&wrapped, "truncated");
	bytes_free(&wrapped);
	bytes_free(&packed);
	bytes_free(&big_endian);
}

/* An EFI stub's header tells how long the file must be. */
static void test_cut_by_own_header(void **state)
{
	struct bytes image = make_image(8192, 0, 16384, 0), packed;
	struct image_file file;
	uint64_t bytes;

	(void)state;
	memcpy(image.data, "MZ", 2);
	put_le32(image.data + 60, 64);
	memset(image.data + 64, 0, 200);
	memcpy(image.data + 64, "PE\0\0", 4);
	image.data[70] = 1;
	put_le32(image.data + 64 + 24 + 16, 4096);
	put_le32(image.data + 64 + 24 + 20, 4096);
	assert_int_equal(image_file_open_memory(&file, "K", image.data, image.count), 0);
	assert_int_equal(file.bytes_wanted, 8192);
	image_file_close(&file);
	image.count--;
	expect_refused(&image, "truncated");
	packed = make_gzip(&image);
	assert_int_equal(image_file_open_memory(&file, "K", packed.data, packed.count), 0);
	assert_int_equal(read_all(&file, 16384, &bytes), IMAGE_READ_TRUNCATED);
	image_file_close(&file);
	bytes_free(&packed);
	bytes_free(&image);
}

static void test_file(void **state)
{
	struct bytes gzip = make_gzip(&plain);
	struct image_file image;
	uint64_t bytes;

	(void)state;
	assert_int_equal(image_file_open(&image, make_kernel_file(&plain)), 0);
	assert_int_equal(image.file_bytes, PLAIN_BYTES);
	assert_true(image_file_mappable_fd(&image) >= 0);
	assert_int_equal(read_all(&image, PLAIN_BYTES, &bytes), IMAGE_READ_OK);
	assert_int_equal(bytes, PLAIN_BYTES);
	image_file_close(&image);
	assert_int_equal(image_file_open(&image, make_kernel_file(&gzip)), 0);
	assert_int_equal(image.file_bytes, 0);
	assert_int_equal(image_file_mappable_fd(&image), -1);
	assert_int_equal(read_all(&image, PLAIN_BYTES, &bytes), IMAGE_READ_OK);
	image_file_close(&image);
	bytes_free(&gzip);
}

/* A pipe gives its bytes in pieces, and has no size. */
static void test_pipe(void **state)
{
	struct image_file image;
	char path[PIPE_PATH_BYTES];
	uint64_t bytes;
	int fd = make_pipe(&plain, path);

	(void)state;
	assert_int_equal(image_file_open(&image, path), 0);
	assert_int_equal(image.file_bytes, 0);
	assert_int_equal(image_file_mappable_fd(&image), -1);
	assert_int_equal(read_all(&image, 2 * PLAIN_BYTES, &bytes), IMAGE_READ_OK);
	assert_int_equal(bytes, PLAIN_BYTES);
	image_file_close(&image);
	close(fd);
}

static void test_file_refused(void **state)
{
	struct image_file image;

	(void)state;
	listen_begin();
	assert_int_equal(image_file_open(&image, "/nonexistent/kernel"), -1);
	assert_string_equal(listen_end(),
			    "armlet: kernel /nonexistent/kernel: No such file or directory\n");
	listen_begin();
	assert_int_equal(image_file_open(&image, "/tmp"), -1);
	assert_non_null(strstr(listen_end(), "a directory; give the kernel's file"));
	listen_begin();
	assert_int_equal(image_file_open(&image, "/dev/null"), -1);
	assert_non_null(strstr(listen_end(), "an empty file"));
	/* A file whose first bytes cannot be read. */
	listen_begin();
	assert_int_equal(image_file_open(&image, "/proc/self/mem"), -1);
	assert_string_equal(listen_end(), "armlet: kernel /proc/self/mem: Input/output error\n");
}

static void test_status_texts(void **state)
{
	int status;

	(void)state;
	for (status = IMAGE_READ_OK; status <= IMAGE_READ_NO_MEMORY; status++)
		assert_true(strlen(image_read_status_text((enum image_read_status)status)) > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),	     cmocka_unit_test(test_concatenated),
		cmocka_unit_test(test_truncated),    cmocka_unit_test(test_corrupt),
		cmocka_unit_test(test_bomb),	     cmocka_unit_test(test_zstd_window),
		cmocka_unit_test(test_refused),	     cmocka_unit_test(test_cut_by_own_header),
		cmocka_unit_test(test_file),	     cmocka_unit_test(test_pipe),
		cmocka_unit_test(test_file_refused), cmocka_unit_test(test_status_texts),
	};

	return cmocka_run_group_tests(tests, make_plain, free_plain);
}
