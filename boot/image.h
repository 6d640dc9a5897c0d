/* SPDX-License-Identifier: GPL-2.0-only */
/* What a kernel file is, and what its header asks for: deciders over the first bytes of the file.
 */
#ifndef BOOT_IMAGE_H
#define BOOT_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes from the start of a file that image_format() wants to see, if the file has as many. */
#define IMAGE_HEAD_BYTES 1024

/* The header of a raw Image (Linux Documentation/arch/arm64/booting.rst, "Call the kernel image").
 */
#define IMAGE_HEADER_BYTES 64

/* Base addresses of kernels are multiples of this. */
#define IMAGE_BASE_ALIGNMENT (UINT64_C(2) << 20)

/* What kernels older than Linux 3.17 do not say of themselves. */
#define IMAGE_OLD_TEXT_OFFSET UINT64_C(0x80000)
#define IMAGE_OLD_BSS_BYTES   (UINT64_C(16) << 20)

enum image_format {
	/* What armlet boots. */
	IMAGE_FORMAT_RAW,
	IMAGE_FORMAT_GZIP,  /* of a raw Image */
	IMAGE_FORMAT_ZSTD,  /* of a raw Image */
	IMAGE_FORMAT_ZBOOT, /* EFI zboot: image_zboot_parse() says what is inside */

	/* What it names and refuses. */
	IMAGE_FORMAT_EMPTY,
	IMAGE_FORMAT_SHORT,
	IMAGE_FORMAT_ELF,
	IMAGE_FORMAT_BZIMAGE,
	IMAGE_FORMAT_ARM32,
	IMAGE_FORMAT_RISCV,
	IMAGE_FORMAT_EFI,
	IMAGE_FORMAT_XZ,
	IMAGE_FORMAT_LZMA,
	IMAGE_FORMAT_LZ4,
	IMAGE_FORMAT_LZO,
	IMAGE_FORMAT_BZIP2,
	IMAGE_FORMAT_UIMAGE,
	IMAGE_FORMAT_FIT,
	IMAGE_FORMAT_ANDROID,
	IMAGE_FORMAT_CPIO,
	IMAGE_FORMAT_SCRIPT,
	IMAGE_FORMAT_UNKNOWN,
	IMAGE_FORMAT_MAX = IMAGE_FORMAT_UNKNOWN,
};

/* By magic numbers in the first min(file, IMAGE_HEAD_BYTES) bytes. Never a guess by name. */
enum image_format image_format(const void *head, size_t bytes);

/* Does armlet boot it, as far as the magic number tells? */
bool image_format_boots(enum image_format format);

/* What it is and, where it is refused, what would work: "an ELF file, such as vmlinux: ...". */
const char *image_format_text(enum image_format format);

struct image_header {
	uint64_t text_offset; /* from a 2 MiB aligned address to the image's first byte */
	uint64_t image_size;  /* memory that the kernel needs from there, BSS included; 0: does not
				 say */
	uint64_t flags;
	uint32_t page_bytes; /* 4, 16 or 64 KiB; 0: does not say */
	bool anywhere;	     /* else as near to the start of RAM as can be */
};

enum image_status {
	IMAGE_OK,
	IMAGE_SHORT_HEADER,    /* under IMAGE_HEADER_BYTES */
	IMAGE_BAD_MAGIC,       /* no "ARM\x64" at 56 */
	IMAGE_BIG_ENDIAN,      /* flags bit 0 */
	IMAGE_BAD_TEXT_OFFSET, /* not a multiple of 4: no instruction can be there */
	IMAGE_BAD_SIZE,	       /* text_offset + image_size passes 2^48 */
};

/* Reads a raw Image's header; *header is written only with IMAGE_OK. */
enum image_status image_header_parse(const void *head, size_t bytes, struct image_header *header);
const char *image_status_text(enum image_status status);

/*
 * Memory from the image's first byte on that nothing else may use: what the header says, the file's
 * own (decompressed) bytes where that is more, and a margin for kernels that do not say.
 */
uint64_t image_effective_bytes(const struct image_header *header, uint64_t file_bytes);

/*
 * The size that the file must have at least by its own EFI (PE/COFF) header, or 0 where `head`
 * holds no such header. A file that was cut short boots into silence, so this is looked at before.
 */
uint64_t image_file_bytes_wanted(const void *head, size_t bytes);

enum zboot_compression { ZBOOT_GZIP, ZBOOT_ZSTD, ZBOOT_OTHER };

struct zboot_header {
	uint32_t payload_offset, payload_bytes;
	enum zboot_compression compression;
	char compression_name[33]; /* as the header spells it, unprintable characters as '?' */
};

/* An EFI zboot header (Linux drivers/firmware/efi/libstub/zboot-header.S); false where it is
 * broken. */
bool image_zboot_parse(const void *head, size_t bytes, struct zboot_header *zboot);

/*
 * Why this kernel cannot run on a CPU whose ID_AA64MMFR0_EL1 reads so, or NULL if it can. It would
 * turn its MMU on and hang in silence (DDI0487 ID_AA64MMFR0_EL1.TGRAN4/16/64).
 */
const char *image_page_size_refusal(const struct image_header *header, uint64_t id_aa64mmfr0);

#endif
