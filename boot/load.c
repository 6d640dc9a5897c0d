// SPDX-License-Identifier: GPL-2.0-only
// Places kernel, device tree and initrd in guest RAM and reads them to there.
#include "boot/load.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/bits.h"
#include "lib/error.h"

#define WINDOW_ALIGNMENT GIB(1)
#define WINDOW_BYTES	 GIB(32)
#define READ_CHUNK_BYTES MIB(256)

/* What is left between `address` and `end`; 0 when it is behind it. */
static uint64_t room_until(gpa_t address, gpa_t end)
{
	return address < end ? end - address : 0;
}

enum boot_layout_status boot_layout(const struct boot_layout_request *request,
				    struct boot_layout *layout)
{
	/* RAM lies below 2^52 and text_offset below 2^48, so sums with them cannot wrap. */
	gpa_t end = request->ram_base + request->ram_bytes;
	gpa_t base = align_up(request->ram_base, IMAGE_BASE_ALIGNMENT);
	gpa_t window_end = (base & ~(WINDOW_ALIGNMENT - 1)) + WINDOW_BYTES;
	uint64_t room;

	memset(layout, 0, sizeof(*layout));
	layout->kernel = base + request->text_offset;
	layout->kernel_room = room_until(layout->kernel, end);
	if (request->kernel_bytes > layout->kernel_room)
		return BOOT_LAYOUT_KERNEL;
	if (request->dtb_bytes > BOOT_DTB_MAX_BYTES)
		return BOOT_LAYOUT_DTB_TOO_LARGE;
	layout->dtb = align_up(layout->kernel + request->kernel_bytes, BOOT_ALIGNMENT);
	if (request->dtb_bytes > room_until(layout->dtb, end))
		return BOOT_LAYOUT_DTB;
	layout->initrd = align_up(layout->dtb + request->dtb_bytes, BOOT_ALIGNMENT);
	room = room_until(layout->initrd, end);
	layout->initrd_room = room_until(layout->initrd, window_end < end ? window_end : end);
	if (request->initrd_bytes > room)
		return BOOT_LAYOUT_INITRD;
	if (request->initrd_bytes > layout->initrd_room)
		return BOOT_LAYOUT_INITRD_WINDOW;
	return BOOT_LAYOUT_OK;
}

const char *boot_layout_status_text(enum boot_layout_status status)
{
	switch (status) {
	case BOOT_LAYOUT_OK:
		return "fine";
	case BOOT_LAYOUT_KERNEL:
		return "the kernel does not fit into the guest's memory; give more with -m";
	case BOOT_LAYOUT_DTB_TOO_LARGE:
		return "the device tree is larger than the 2 MiB that Linux takes";
	case BOOT_LAYOUT_DTB:
		return "the device tree does not fit into the guest's memory after the kernel; "
		       "give more with -m";
	case BOOT_LAYOUT_INITRD:
		return "the initrd does not fit into the guest's memory after the kernel; "
		       "give more with -m";
	case BOOT_LAYOUT_INITRD_WINDOW:
		return "the initrd is larger than the 32 GiB around the kernel that Linux takes it "
		       "from";
	}
	return "?";
}

static uint64_t in_mib(uint64_t bytes)
{
	return bytes / MIB(1) + !!(bytes % MIB(1));
}

static int explain_layout(enum boot_layout_status status, const struct boot_layout_request *request)
{
	err("%s (memory %" PRIu64 " MiB, kernel with its BSS %" PRIu64 " MiB, initrd %" PRIu64
	    " MiB)",
	    boot_layout_status_text(status), request->ram_bytes / MIB(1),
	    in_mib(request->kernel_bytes), in_mib(request->initrd_bytes));
	return -1;
}

static int explain_status(const char *path, enum image_read_status status)
{
	if (status == IMAGE_READ_FAILED)
		err_errno("kernel %s", path);
	else
		err("kernel %s: %s", path, image_read_status_text(status));
	return -1;
}

static int load_kernel(const struct boot_load_request *request, struct boot_layout_request *layout,
		       struct boot_load_result *result)
{
	struct image_file *kernel = request->kernel;
	int fd = image_file_mappable_fd(kernel);
	enum boot_layout_status placed;
	enum image_read_status status;
	struct boot_layout at;
	uint64_t room;
	void *to;

	/* What is known before reading: enough to refuse early, and to know the address. */
	layout->kernel_bytes = image_effective_bytes(&kernel->header, kernel->file_bytes);
	placed = boot_layout(layout, &at);
	if (placed != BOOT_LAYOUT_OK)
		return explain_layout(placed, layout);
	result->entry = at.kernel;
	if (request->placement == KERNEL_MAPPED && fd >= 0 && request->ram &&
	    is_aligned(at.kernel, request->ram->page_bytes)) {
		result->kernel_bytes = kernel->file_bytes;
		result->kernel_mapped = true;
		return guest_ram_map_file(request->ram, at.kernel, fd, 0, kernel->file_bytes);
	}
	room = at.kernel_room;
	to = address_space_pointer(request->as, at.kernel, room, true);
	if (!to) {
		err("kernel %s: no RAM at 0x%" PRIx64, kernel->path, at.kernel);
		return -1;
	}
	status = image_file_read(kernel, to, room, &result->kernel_bytes);
	if (status != IMAGE_READ_OK)
		return explain_status(kernel->path, status);
	layout->kernel_bytes = image_effective_bytes(&kernel->header, result->kernel_bytes);
	return 0;
}

/* Reads until the end of the file, at most `room` bytes. Bytes read, or -1 with errno; EFBIG: there
 * is more. */
static int64_t read_to_end(int fd, uint8_t *to, uint64_t room)
{
	uint64_t done = 0;
	char one_more;

	for (;;) {
		uint64_t want = room - done < READ_CHUNK_BYTES ? room - done : READ_CHUNK_BYTES;
		ssize_t n = want ? read(fd, to + done, (size_t)want) : read(fd, &one_more, 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (!n)
			return (int64_t)done;
		if (!want) {
			errno = EFBIG;
			return -1;
		}
		done += (uint64_t)n;
	}
}

static int read_initrd(const struct boot_load_request *request, struct boot_layout_request *layout,
		       int fd, struct boot_load_result *result)
{
	enum boot_layout_status placed;
	struct boot_layout at;
	struct stat st;
	int64_t n;
	void *to;

	if (fstat(fd, &st)) {
		err_errno("initrd %s", request->initrd_path);
		return -1;
	}
	if (S_ISDIR(st.st_mode)) {
		err("initrd %s: a directory; give a cpio archive", request->initrd_path);
		return -1;
	}
	layout->initrd_bytes = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	placed = boot_layout(layout, &at);
	if (placed != BOOT_LAYOUT_OK)
		return explain_layout(placed, layout);
	result->initrd = at.initrd;
	if (request->placement == KERNEL_MAPPED && request->ram && S_ISREG(st.st_mode) &&
	    st.st_size && !lseek(fd, 0, SEEK_CUR)) {
		result->initrd_bytes = layout->initrd_bytes;
		return guest_ram_map_file(request->ram, at.initrd, fd, 0, layout->initrd_bytes);
	}
	to = at.initrd_room ? address_space_pointer(request->as, at.initrd, at.initrd_room, true)
			    : NULL;
	n = to ? read_to_end(fd, to, at.initrd_room) : read_to_end(fd, NULL, 0);
	if (n < 0 && errno == EFBIG) {
		err("initrd %s: %s", request->initrd_path,
		    boot_layout_status_text(BOOT_LAYOUT_INITRD));
		return -1;
	}
	if (n < 0) {
		err_errno("initrd %s", request->initrd_path);
		return -1;
	}
	if (!n) {
		err("initrd %s: empty", request->initrd_path);
		return -1;
	}
	result->initrd_bytes = (uint64_t)n;
	return 0;
}

static int load_initrd(const struct boot_load_request *request, struct boot_layout_request *layout,
		       struct boot_load_result *result)
{
	int fd, rc;

	fd = open(request->initrd_path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		err_errno("initrd %s", request->initrd_path);
		return -1;
	}
	rc = read_initrd(request, layout, fd, result);
	close(fd);
	return rc;
}

int boot_load(const struct boot_load_request *request, struct boot_load_result *result)
{
	const struct region *ram = address_space_find(request->as, request->ram_base);
	struct boot_layout_request layout = { 0 };
	enum boot_layout_status placed;
	struct boot_layout at;

	memset(result, 0, sizeof(*result));
	if (!ram || ram->kind != REGION_RAM) {
		err("no RAM at 0x%" PRIx64 " to load a kernel to", request->ram_base);
		return -1;
	}
	layout.ram_base = ram->base;
	layout.ram_bytes = ram->bytes;
	layout.text_offset = request->kernel->header.text_offset;
	layout.dtb_bytes = request->dtb_bytes;
	if (load_kernel(request, &layout, result))
		return -1;
	/* The kernel's size is known only now where the file was compressed or a pipe. */
	placed = boot_layout(&layout, &at);
	if (placed != BOOT_LAYOUT_OK)
		return explain_layout(placed, &layout);
	result->dtb = at.dtb;
	if (request->initrd_path)
		return load_initrd(request, &layout, result);
	return 0;
}
