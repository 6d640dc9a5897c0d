// SPDX-License-Identifier: GPL-2.0-only
// Kernel headers: every format by its magic number, every field, every refusal.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "boot/image.h"
#include "lib/bits.h"
#include "tests/unit/boot/corpus.h"

static void test_formats(void **state)
{
	static const struct {
		size_t at;
		const char *magic;
		size_t bytes;
		enum image_format format;
		bool boots;
	} rows[] = {
		{ 56, "ARM\x64", 4, IMAGE_FORMAT_RAW, true },
		{ 0, "\x1f\x8b\x08", 3, IMAGE_FORMAT_GZIP, true },
		{ 0, "\x28\xb5\x2f\xfd", 4, IMAGE_FORMAT_ZSTD, true },
		{ 0, "MZ\0\0zimg", 8, IMAGE_FORMAT_ZBOOT, true },
		{ 0, "\177ELF\2\1\1", 7, IMAGE_FORMAT_ELF, false },
		{ 0x202, "HdrS", 4, IMAGE_FORMAT_BZIMAGE, false },
		{ 0x24, "\x18\x28\x6f\x01", 4, IMAGE_FORMAT_ARM32, false },
		{ 56, "RSC\x05", 4, IMAGE_FORMAT_RISCV, false },
		{ 0, "MZ\x90", 3, IMAGE_FORMAT_EFI, false },
		{ 0, "\3757zXZ\0", 6, IMAGE_FORMAT_XZ, false },
		{ 0, "\x5d\0\0\0\1", 5, IMAGE_FORMAT_LZMA, false },
		{ 0, "\x04\x22\x4d\x18", 4, IMAGE_FORMAT_LZ4, false },
		{ 0, "\x02\x21\x4c\x18", 4, IMAGE_FORMAT_LZ4, false },
		{ 0, "\211LZO", 4, IMAGE_FORMAT_LZO, false },
		{ 0, "BZh9", 4, IMAGE_FORMAT_BZIP2, false },
		{ 0, "\x27\x05\x19\x56", 4, IMAGE_FORMAT_UIMAGE, false },
		{ 0, "\xd0\x0d\xfe\xed", 4, IMAGE_FORMAT_FIT, false },
		{ 0, "ANDROID!", 8, IMAGE_FORMAT_ANDROID, false },
		{ 0, "070701", 6, IMAGE_FORMAT_CPIO, false },
		{ 0, "#!/bin/sh", 9, IMAGE_FORMAT_SCRIPT, false },
		{ 0, "nothing at all", 14, IMAGE_FORMAT_UNKNOWN, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		uint8_t head[IMAGE_HEAD_BYTES] = { 0 };

		memcpy(head + rows[i].at, rows[i].magic, rows[i].bytes);
		assert_int_equal(image_format(head, sizeof(head)), rows[i].format);
		assert_int_equal(image_format_boots(rows[i].format), rows[i].boots);
		/* One byte less than the magic number's end is something else, or unknown. */
		if (rows[i].format != IMAGE_FORMAT_UNKNOWN && rows[i].at)
			assert_int_not_equal(image_format(head, rows[i].at + rows[i].bytes - 1),
					     rows[i].format);
	}
}

/* A bzImage with an EFI stub, and an arm64 Image with one, both begin with MZ. */
static void test_format_order(void **state)
{
	uint8_t head[IMAGE_HEAD_BYTES] = "MZ";

	(void)state;
	assert_int_equal(image_format(head, sizeof(head)), IMAGE_FORMAT_EFI);
	memcpy(head + 0x202, "HdrS", 4);
	assert_int_equal(image_format(head, sizeof(head)), IMAGE_FORMAT_BZIMAGE);
	memcpy(head + 56, "ARM\x64", 4);
	assert_int_equal(image_format(head, sizeof(head)), IMAGE_FORMAT_RAW);
}

static void test_format_short(void **state)
{
	uint8_t head[IMAGE_HEADER_BYTES] = { 0 };

	(void)state;
	assert_int_equal(image_format(head, 0), IMAGE_FORMAT_EMPTY);
	assert_int_equal(image_format(NULL, 0), IMAGE_FORMAT_EMPTY);
	assert_int_equal(image_format(head, 1), IMAGE_FORMAT_SHORT);
	assert_int_equal(image_format(head, 63), IMAGE_FORMAT_SHORT);
	assert_int_equal(image_format(head, 64), IMAGE_FORMAT_UNKNOWN);
}

static void test_format_texts(void **state)
{
	int format;

	(void)state;
	for (format = 0; format <= IMAGE_FORMAT_MAX; format++)
		assert_true(strlen(image_format_text((enum image_format)format)) > 10);
}

static enum image_status parse(uint64_t text_offset, uint64_t image_size, uint64_t flags,
			       struct image_header *header)
{
	struct bytes image = make_image(64, text_offset, image_size, flags);
	enum image_status status = image_header_parse(image.data, image.count, header);

	bytes_free(&image);
	return status;
}

static void test_header_fields(void **state)
{
	struct image_header h;

	(void)state;
	assert_int_equal(parse(0, 0x28d0000, 0xa, &h), IMAGE_OK);
	assert_int_equal(h.text_offset, 0);
	assert_int_equal(h.image_size, 0x28d0000);
	assert_int_equal(h.flags, 0xa);
	assert_int_equal(h.page_bytes, 4096);
	assert_true(h.anywhere);
	assert_int_equal(parse(0x80000, 0x1000, 4, &h), IMAGE_OK);
	assert_int_equal(h.text_offset, 0x80000);
	assert_int_equal(h.page_bytes, 16384);
	assert_false(h.anywhere);
	assert_int_equal(parse(0, 1, 6, &h), IMAGE_OK);
	assert_int_equal(h.page_bytes, 65536);
	assert_int_equal(parse(0, 1, 8, &h), IMAGE_OK);
	assert_int_equal(h.page_bytes, 0);
	/* Reserved bits are nobody's business. */
	assert_int_equal(parse(0, 1, UINT64_MAX & ~UINT64_C(1), &h), IMAGE_OK);
}

static void test_header_old_kernel(void **state)
{
	struct image_header h;

	(void)state;
	/* text_offset in the kernel's endianness, flags that did not exist yet. */
	assert_int_equal(parse(UINT64_C(0x0000080000000000), 0, 0xf, &h), IMAGE_OK);
	assert_int_equal(h.text_offset, 0x80000);
	assert_int_equal(h.image_size, 0);
	assert_int_equal(h.flags, 0);
	assert_int_equal(h.page_bytes, 0);
	assert_false(h.anywhere);
	assert_int_equal(image_effective_bytes(&h, 1000), 1000 + IMAGE_OLD_BSS_BYTES);
}

static void test_header_refusals(void **state)
{
	struct bytes image = make_image(64, 0, 4096, 0);
	struct image_header h;

	(void)state;
	assert_int_equal(image_header_parse(image.data, 63, &h), IMAGE_SHORT_HEADER);
	assert_int_equal(image_header_parse(image.data, 0, &h), IMAGE_SHORT_HEADER);
	image.data[59] = 'd' ^ 1;
	assert_int_equal(image_header_parse(image.data, 64, &h), IMAGE_BAD_MAGIC);
	bytes_free(&image);
	assert_int_equal(parse(0, 4096, 1, &h), IMAGE_BIG_ENDIAN);
	assert_int_equal(parse(2, 4096, 0, &h), IMAGE_BAD_TEXT_OFFSET);
	assert_int_equal(parse(UINT64_C(1) << 48, 4096, 0, &h), IMAGE_BAD_SIZE);
	assert_int_equal(parse(0, UINT64_C(1) << 48, 0, &h), IMAGE_BAD_SIZE);
	assert_int_equal(parse(0x80000, (UINT64_C(1) << 48) - 0x80000, 0, &h), IMAGE_BAD_SIZE);
	assert_int_equal(parse(0x80000, (UINT64_C(1) << 48) - 0x80004, 0, &h), IMAGE_OK);
	assert_int_equal(parse(UINT64_MAX & ~UINT64_C(3), UINT64_MAX, 0, &h), IMAGE_BAD_SIZE);
}

static void test_status_texts(void **state)
{
	int status;

	(void)state;
	for (status = IMAGE_OK; status <= IMAGE_BAD_SIZE; status++)
		assert_true(strlen(image_status_text((enum image_status)status)) > 3);
}

static void test_effective_bytes(void **state)
{
	struct image_header h = { .image_size = 0x2000 };

	(void)state;
	assert_int_equal(image_effective_bytes(&h, 0), 0x2000);
	assert_int_equal(image_effective_bytes(&h, 0x2000), 0x2000);
	assert_int_equal(image_effective_bytes(&h, 0x2001), 0x2001);
}

static void test_file_bytes_wanted(void **state)
{
	uint8_t head[512] = "MZ";

	(void)state;
	put_le32(head + 60, 64);
	memcpy(head + 64, "PE\0\0", 4);
	head[70] = 2;	 /* sections */
	head[84] = 0xa0; /* bytes of the optional header */
	put_le32(head + 64 + 24 + 0xa0 + 16, 0x1000);
	put_le32(head + 64 + 24 + 0xa0 + 20, 0x200);
	put_le32(head + 64 + 24 + 0xa0 + 40 + 16, 0x800);
	put_le32(head + 64 + 24 + 0xa0 + 40 + 20, 0x1200);
	assert_int_equal(image_file_bytes_wanted(head, sizeof(head)), 0x1a00);
	/* The second section's row is cut off: the first one still counts. */
	assert_int_equal(image_file_bytes_wanted(head, 64 + 24 + 0xa0 + 79), 0x1200);
	/* Sizes that pass 32 bits do not wrap. */
	put_le32(head + 64 + 24 + 0xa0 + 16, UINT32_MAX);
	assert_int_equal(image_file_bytes_wanted(head, sizeof(head)), UINT64_C(0x1000001ff));
	assert_int_equal(image_file_bytes_wanted(head, 63), 0);
	head[0] = 'X';
	assert_int_equal(image_file_bytes_wanted(head, sizeof(head)), 0);
	head[0] = 'M';
	head[64] = 'X';
	assert_int_equal(image_file_bytes_wanted(head, sizeof(head)), 0);
	put_le32(head + 60, UINT32_MAX);
	assert_int_equal(image_file_bytes_wanted(head, sizeof(head)), 0);
}

static void test_zboot(void **state)
{
	struct bytes payload = { (uint8_t *)"0123456789", 10 };
	struct bytes zboot = make_zboot(&payload, "gzip");
	struct zboot_header h;

	(void)state;
	assert_true(image_zboot_parse(zboot.data, zboot.count, &h));
	assert_int_equal(h.payload_offset, 0x1000);
	assert_int_equal(h.payload_bytes, 10);
	assert_int_equal(h.compression, ZBOOT_GZIP);
	memcpy(zboot.data + 24, "zstd22", 7);
	assert_true(image_zboot_parse(zboot.data, zboot.count, &h));
	assert_int_equal(h.compression, ZBOOT_ZSTD);
	memcpy(zboot.data + 24, "zstd", 5);
	assert_true(image_zboot_parse(zboot.data, zboot.count, &h));
	assert_int_equal(h.compression, ZBOOT_ZSTD);
	memcpy(zboot.data + 24, "xzkern", 7);
	assert_true(image_zboot_parse(zboot.data, zboot.count, &h));
	assert_int_equal(h.compression, ZBOOT_OTHER);
	assert_string_equal(h.compression_name, "xzkern");
	/* A name without an end, of unprintable characters. */
	memset(zboot.data + 24, 0x1b, 32);
	assert_true(image_zboot_parse(zboot.data, zboot.count, &h));
	assert_string_equal(h.compression_name, "????????????????????????????????");
	bytes_free(&zboot);
}

static void test_zboot_broken(void **state)
{
	struct bytes payload = { (uint8_t *)"0123456789", 10 };
	struct bytes zboot = make_zboot(&payload, "gzip");
	struct zboot_header h;

	(void)state;
	assert_false(image_zboot_parse(zboot.data, 63, &h));
	put_le32(zboot.data + 8, 63);
	assert_false(image_zboot_parse(zboot.data, zboot.count, &h));
	put_le32(zboot.data + 8, 0x1000);
	put_le32(zboot.data + 12, 0);
	assert_false(image_zboot_parse(zboot.data, zboot.count, &h));
	put_le32(zboot.data + 12, 1);
	zboot.data[0] = 'N';
	assert_false(image_zboot_parse(zboot.data, zboot.count, &h));
	zboot.data[0] = 'M';
	zboot.data[4] = 'Z';
	assert_false(image_zboot_parse(zboot.data, zboot.count, &h));
	bytes_free(&zboot);
}

static void test_page_size_refusal(void **state)
{
	const uint64_t none = UINT64_C(0xff) << 24; /* TGRAN4 and TGRAN64 0xf, TGRAN16 0 */
	struct image_header h = { .page_bytes = 0 };

	(void)state;
	assert_null(image_page_size_refusal(&h, none));
	h.page_bytes = 4096;
	assert_non_null(strstr(image_page_size_refusal(&h, none), "TGRAN4"));
	assert_non_null(image_page_size_refusal(&h, UINT64_C(8) << 28));
	assert_null(image_page_size_refusal(&h, 0));
	assert_null(image_page_size_refusal(&h, UINT64_C(7) << 28));
	assert_null(image_page_size_refusal(&h, UINT64_C(0xf) << 24));
	h.page_bytes = 16384;
	assert_non_null(strstr(image_page_size_refusal(&h, none), "TGRAN16"));
	assert_null(image_page_size_refusal(&h, UINT64_C(1) << 20));
	assert_null(image_page_size_refusal(&h, UINT64_C(2) << 20));
	h.page_bytes = 65536;
	assert_non_null(strstr(image_page_size_refusal(&h, none), "TGRAN64"));
	assert_null(image_page_size_refusal(&h, 0));
	assert_null(image_page_size_refusal(&h, UINT64_C(0xf) << 28));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_format_order),
		cmocka_unit_test(test_format_short),
		cmocka_unit_test(test_format_texts),
		cmocka_unit_test(test_header_fields),
		cmocka_unit_test(test_header_old_kernel),
		cmocka_unit_test(test_header_refusals),
		cmocka_unit_test(test_status_texts),
		cmocka_unit_test(test_effective_bytes),
		cmocka_unit_test(test_file_bytes_wanted),
		cmocka_unit_test(test_zboot),
		cmocka_unit_test(test_zboot_broken),
		cmocka_unit_test(test_page_size_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
