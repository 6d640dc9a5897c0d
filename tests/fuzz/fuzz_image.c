// SPDX-License-Identifier: GPL-2.0-only
// Fuzz target: kernel images of every format, header and contents, into little room.
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <sanitizer/common_interface_defs.h>

#include "boot/image_file.h"
#include "boot/load.h"
#include "lib/bits.h"

#define ROOM_BYTES KIB(256)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static int nowhere, fuzzer_stderr;

/* Messages about broken images would fill disks; what the sanitizers say still gets out. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	fuzzer_stderr = dup(STDERR_FILENO);
	__sanitizer_set_report_fd((void *)(intptr_t)fuzzer_stderr);
	return nowhere < 0 || fuzzer_stderr < 0;
}

/* What layout makes of the header must lie inside RAM and must not overlap. */
static void check_layout(const struct image_file *image, uint64_t kernel_bytes)
{
	const struct boot_layout_request request = {
		.ram_base = GIB(2),
		.ram_bytes = MIB(64),
		.text_offset = image->header.text_offset,
		.kernel_bytes = image_effective_bytes(&image->header, kernel_bytes),
		.dtb_bytes = KIB(64),
		.initrd_bytes = MIB(1),
	};
	gpa_t end = request.ram_base + request.ram_bytes;
	struct boot_layout at;

	if (boot_layout(&request, &at) != BOOT_LAYOUT_OK)
		return;
	if (at.kernel < request.ram_base || at.kernel + request.kernel_bytes > at.dtb ||
	    at.dtb + request.dtb_bytes > at.initrd || at.initrd + request.initrd_bytes > end)
		abort();
}

static void load(struct image_file *image)
{
	uint64_t made = 0;
	uint8_t *room;
	int mmfr0;

	for (mmfr0 = 0; mmfr0 < 16; mmfr0++)
		image_page_size_refusal(&image->header, UINT64_C(0x11100000) * (uint64_t)mmfr0);
	/* A room of exactly this size, so that the sanitizer sees a byte written too far. */
	room = malloc(ROOM_BYTES);
	if (room && image_file_read(image, room, ROOM_BYTES, &made) == IMAGE_READ_OK)
		check_layout(image, made);
	if (made > ROOM_BYTES)
		abort();
	free(room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct image_file image;

	dup2(nowhere, STDERR_FILENO);
	if (!image_file_open_memory(&image, "fuzz", data, bytes)) {
		load(&image);
		image_file_close(&image);
	}
	dup2(fuzzer_stderr, STDERR_FILENO);
	return 0;
}
