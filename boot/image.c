// SPDX-License-Identifier: GPL-2.0-only
// What a kernel file is, and what its header asks for.
#include "boot/image.h"

#include <string.h>

#include "lib/bits.h"

/* Fields of a raw Image's header. */
#define TEXT_OFFSET_AT 8
#define IMAGE_SIZE_AT  16
#define FLAGS_AT       24
#define MAGIC_AT       56
#define PE_OFFSET_AT   60

#define FLAG_BIG_ENDIAN (UINT64_C(1) << 0)
#define FLAG_ANYWHERE	(UINT64_C(1) << 3)

/* No kernel is placed beyond this, whatever its header says. */
#define ADDRESS_LIMIT (UINT64_C(1) << 48)

/* Magic numbers at fixed places; the first row that fits wins. */
struct magic {
	uint16_t at;
	uint8_t bytes;
	const char *magic;
	enum image_format format;
};

static const struct magic magics[] = {
	{ MAGIC_AT, 4, "ARM\x64", IMAGE_FORMAT_RAW },
	{ MAGIC_AT, 4, "RSC\x05", IMAGE_FORMAT_RISCV },
	{ 0, 2, "\x1f\x8b", IMAGE_FORMAT_GZIP },
	{ 0, 4, "\x28\xb5\x2f\xfd", IMAGE_FORMAT_ZSTD },
	{ 4, 4, "zimg", IMAGE_FORMAT_ZBOOT },
	{ 0, 4, "\177ELF", IMAGE_FORMAT_ELF },
	{ 0x202, 4, "HdrS", IMAGE_FORMAT_BZIMAGE },
	{ 0x24, 4, "\x18\x28\x6f\x01", IMAGE_FORMAT_ARM32 },
	{ 0, 2, "MZ", IMAGE_FORMAT_EFI },
	{ 0, 6, "\3757zXZ\0", IMAGE_FORMAT_XZ },
	{ 0, 3, "\x5d\0\0", IMAGE_FORMAT_LZMA },
	{ 0, 4, "\x02\x21\x4c\x18", IMAGE_FORMAT_LZ4 },
	{ 0, 4, "\x04\x22\x4d\x18", IMAGE_FORMAT_LZ4 },
	{ 0, 4, "\211LZO", IMAGE_FORMAT_LZO },
	{ 0, 3, "BZh", IMAGE_FORMAT_BZIP2 },
	{ 0, 4, "\x27\x05\x19\x56", IMAGE_FORMAT_UIMAGE },
	{ 0, 4, "\xd0\x0d\xfe\xed", IMAGE_FORMAT_FIT },
	{ 0, 8, "ANDROID!", IMAGE_FORMAT_ANDROID },
	{ 0, 5, "07070", IMAGE_FORMAT_CPIO },
	{ 0, 2, "#!", IMAGE_FORMAT_SCRIPT },
};

#define BOOTS                                                                                    \
	"armlet boots an arm64 Image: raw, gzip- or zstd-compressed, or EFI zboot with gzip or " \
	"zstd"

static const char *const format_texts[] = {
	[IMAGE_FORMAT_RAW] = "an arm64 Image",
	[IMAGE_FORMAT_GZIP] = "a gzip-compressed file",
	[IMAGE_FORMAT_ZSTD] = "a zstd-compressed file",
	[IMAGE_FORMAT_ZBOOT] = "an EFI zboot image",
	[IMAGE_FORMAT_EMPTY] = "an empty file; " BOOTS,
	[IMAGE_FORMAT_SHORT] = "too short for a kernel; " BOOTS,
	[IMAGE_FORMAT_ELF] = "an ELF file, such as vmlinux; take arch/arm64/boot/Image of the same "
			     "build, or make one with objcopy -O binary",
	[IMAGE_FORMAT_BZIMAGE] = "an x86 kernel (bzImage); " BOOTS,
	[IMAGE_FORMAT_ARM32] = "a kernel for 32-bit Arm (zImage); " BOOTS,
	[IMAGE_FORMAT_RISCV] = "a RISC-V kernel; " BOOTS,
	[IMAGE_FORMAT_EFI] =
		"an EFI program without an arm64 Image header (a unified kernel image?); "
		"take the kernel out of it with objcopy -O binary -j .linux",
	[IMAGE_FORMAT_XZ] = "xz-compressed, which kernel images for armlet cannot be; "
			    "decompress it with unxz",
	[IMAGE_FORMAT_LZMA] = "lzma-compressed, which kernel images for armlet cannot be; "
			      "decompress it with unlzma",
	[IMAGE_FORMAT_LZ4] = "lz4-compressed, which kernel images for armlet cannot be; "
			     "decompress it with unlz4",
	[IMAGE_FORMAT_LZO] = "lzo-compressed, which kernel images for armlet cannot be; "
			     "decompress it with lzop -d",
	[IMAGE_FORMAT_BZIP2] = "bzip2-compressed, which kernel images for armlet cannot be; "
			       "decompress it with bunzip2",
	[IMAGE_FORMAT_UIMAGE] = "a U-Boot uImage; take the Image that it was made from, "
				"or cut off its first 64 bytes",
	[IMAGE_FORMAT_FIT] = "a device tree or U-Boot FIT image; take the Image inside "
			     "(dumpimage lists it)",
	[IMAGE_FORMAT_ANDROID] =
		"an Android boot image; take the kernel out of it with unpack_bootimg",
	[IMAGE_FORMAT_CPIO] =
		"a cpio archive, so an initrd rather than a kernel: give it with --initrd",
	[IMAGE_FORMAT_SCRIPT] = "a script; " BOOTS,
	[IMAGE_FORMAT_UNKNOWN] = "no kind of kernel that armlet knows; " BOOTS,
};
_Static_assert(ARRAY_SIZE(format_texts) == IMAGE_FORMAT_MAX + 1, "a text for each format");

static uint16_t get_le16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t get_le32(const uint8_t *p)
{
	return get_le16(p) | (uint32_t)get_le16(p + 2) << 16;
}

static uint64_t get_le64(const uint8_t *p)
{
	return get_le32(p) | (uint64_t)get_le32(p + 4) << 32;
}

enum image_format image_format(const void *head, size_t bytes)
{
	size_t i;

	if (!bytes)
		return IMAGE_FORMAT_EMPTY;
	for (i = 0; i < ARRAY_SIZE(magics); i++) {
		const struct magic *m = &magics[i];

		if (bytes >= (size_t)m->at + m->bytes &&
		    !memcmp((const uint8_t *)head + m->at, m->magic, m->bytes))
			return m->format;
	}
	return bytes < IMAGE_HEADER_BYTES ? IMAGE_FORMAT_SHORT : IMAGE_FORMAT_UNKNOWN;
}

bool image_format_boots(enum image_format format)
{
	return format <= IMAGE_FORMAT_ZBOOT;
}

const char *image_format_text(enum image_format format)
{
	return format_texts[format];
}

enum image_status image_header_parse(const void *head, size_t bytes, struct image_header *header)
{
	static const uint32_t page_sizes[] = { 0, KIB(4), KIB(16), KIB(64) };
	const uint8_t *p = head;
	uint64_t text_offset, image_size, flags;

	if (bytes < IMAGE_HEADER_BYTES)
		return IMAGE_SHORT_HEADER;
	if (memcmp(p + MAGIC_AT, "ARM\x64", 4))
		return IMAGE_BAD_MAGIC;
	text_offset = get_le64(p + TEXT_OFFSET_AT);
	image_size = get_le64(p + IMAGE_SIZE_AT);
	flags = get_le64(p + FLAGS_AT);
	if (!image_size) {
		/* Before 3.17: text_offset may be of either endianness, flags do not exist. */
		text_offset = IMAGE_OLD_TEXT_OFFSET;
		flags = 0;
	}
	if (flags & FLAG_BIG_ENDIAN)
		return IMAGE_BIG_ENDIAN;
	if (!is_aligned(text_offset, 4))
		return IMAGE_BAD_TEXT_OFFSET;
	if (text_offset >= ADDRESS_LIMIT || image_size >= ADDRESS_LIMIT - text_offset)
		return IMAGE_BAD_SIZE;
	*header = (struct image_header){
		.text_offset = text_offset,
		.image_size = image_size,
		.flags = flags,
		.page_bytes = page_sizes[bits_get(flags, 2, 1)],
		.anywhere = flags & FLAG_ANYWHERE,
	};
	return IMAGE_OK;
}

const char *image_status_text(enum image_status status)
{
	switch (status) {
	case IMAGE_OK:
		return "fine";
	case IMAGE_SHORT_HEADER:
		return "shorter than the 64 bytes of an arm64 Image's header";
	case IMAGE_BAD_MAGIC:
		return "no arm64 Image (its magic number is missing)";
	case IMAGE_BIG_ENDIAN:
		return "a big-endian kernel; KVM could run it, armlet's devices could not: "
		       "take a little-endian one";
	case IMAGE_BAD_TEXT_OFFSET:
		return "broken: the header's text_offset is not a multiple of 4";
	case IMAGE_BAD_SIZE:
		return "broken: the header's text_offset and image_size pass 2^48";
	}
	return "?";
}

uint64_t image_effective_bytes(const struct image_header *header, uint64_t file_bytes)
{
	if (!header->image_size)
		return file_bytes + IMAGE_OLD_BSS_BYTES;
	return file_bytes > header->image_size ? file_bytes : header->image_size;
}

/* PE/COFF: signature, 20-byte file header, optional header, then a 40-byte row for each section. */
uint64_t image_file_bytes_wanted(const void *head, size_t bytes)
{
	const uint8_t *p = head;
	uint64_t wanted = 0, at;
	unsigned int sections, i;

	if (bytes < IMAGE_HEADER_BYTES || memcmp(p, "MZ", 2))
		return 0;
	at = get_le32(p + PE_OFFSET_AT);
	if (at + 24 > bytes || memcmp(p + at, "PE\0\0", 4))
		return 0;
	sections = get_le16(p + at + 6);
	at += 24 + get_le16(p + at + 20);
	for (i = 0; i < sections && at + 40 <= bytes; i++, at += 40) {
		uint64_t end = (uint64_t)get_le32(p + at + 16) + get_le32(p + at + 20);

		if (end > wanted)
			wanted = end;
	}
	return wanted;
}

bool image_zboot_parse(const void *head, size_t bytes, struct zboot_header *zboot)
{
	const uint8_t *p = head;
	char *name = zboot->compression_name;
	size_t i;

	if (bytes < IMAGE_HEADER_BYTES || memcmp(p, "MZ", 2) || memcmp(p + 4, "zimg", 4))
		return false;
	zboot->payload_offset = get_le32(p + 8);
	zboot->payload_bytes = get_le32(p + 12);
	if (zboot->payload_offset < IMAGE_HEADER_BYTES || !zboot->payload_bytes)
		return false;
	memcpy(name, p + 24, 32);
	name[32] = '\0';
	for (i = 0; name[i]; i++) {
		if (name[i] < ' ' || name[i] > '~')
			name[i] = '?';
	}
	if (!strcmp(name, "gzip"))
		zboot->compression = ZBOOT_GZIP;
	else if (!strcmp(name, "zstd22") || !strcmp(name, "zstd"))
		zboot->compression = ZBOOT_ZSTD;
	else
		zboot->compression = ZBOOT_OTHER;
	return true;
}

const char *image_page_size_refusal(const struct image_header *header, uint64_t id_aa64mmfr0)
{
	switch (header->page_bytes) {
	case KIB(4):
		if (bits_sign_extend(bits_get(id_aa64mmfr0, 31, 28), 4) < 0)
			return "the kernel uses 4 KiB pages, which this CPU cannot do "
			       "(ID_AA64MMFR0_EL1.TGRAN4 is negative)";
		break;
	case KIB(16):
		if (bits_get(id_aa64mmfr0, 23, 20) == 0)
			return "the kernel uses 16 KiB pages, which this CPU cannot do "
			       "(ID_AA64MMFR0_EL1.TGRAN16 is 0)";
		break;
	case KIB(64):
		if (bits_sign_extend(bits_get(id_aa64mmfr0, 27, 24), 4) < 0)
			return "the kernel uses 64 KiB pages, which this CPU cannot do "
			       "(ID_AA64MMFR0_EL1.TGRAN64 is negative)";
		break;
	}
	return NULL;
}
