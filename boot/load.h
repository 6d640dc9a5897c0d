/* SPDX-License-Identifier: GPL-2.0-only */
/* Where kernel, device tree and initrd lie in guest RAM, and the reading of them to there. */
#ifndef BOOT_LOAD_H
#define BOOT_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "boot/image_file.h"
#include "memory/address_space.h"
#include "memory/guest_ram.h"

/* booting.rst: a device tree must not be larger. */
#define BOOT_DTB_MAX_BYTES (UINT64_C(2) << 20)

/* Device tree and initrd start at multiples of this: a page of any kernel or host, so that it can
 * be mapped and freed whole. */
#define BOOT_ALIGNMENT (UINT64_C(64) << 10)

/*
 *   ram_base          2 MiB aligned                                              end of RAM
 *      | …padding… | text_offset | kernel, BSS included | dtb | initrd | free … |
 *
 * The initrd is last, so that where it starts does not depend on its size: it may come from a pipe.
 */
struct boot_layout_request {
	gpa_t ram_base; /* of the RAM region that everything goes to */
	uint64_t ram_bytes;
	uint64_t text_offset;
	uint64_t kernel_bytes; /* image_effective_bytes() */
	uint64_t dtb_bytes;    /* room for the device tree; at most BOOT_DTB_MAX_BYTES */
	uint64_t initrd_bytes; /* 0: none */
};

struct boot_layout {
	gpa_t kernel; /* the image's first byte, which is its entry as well */
	gpa_t dtb;
	gpa_t initrd;
	uint64_t kernel_room; /* what a kernel could have at most, from `kernel` on */
	uint64_t initrd_room; /* what an initrd could have at most, from `initrd` on */
};

enum boot_layout_status {
	BOOT_LAYOUT_OK,
	BOOT_LAYOUT_KERNEL,	   /* RAM ends before the kernel (with its BSS) does */
	BOOT_LAYOUT_DTB_TOO_LARGE, /* dtb_bytes passes BOOT_DTB_MAX_BYTES */
	BOOT_LAYOUT_DTB,	   /* no room for the device tree after the kernel */
	BOOT_LAYOUT_INITRD,	   /* no room for the initrd after both */
	BOOT_LAYOUT_INITRD_WINDOW, /* ends over 32 GiB above the 1 GiB block that the kernel starts
				      in */
};

/*
 * Follows Linux Documentation/arch/arm64/booting.rst. *layout's fields are valid as far as the
 * status got: `kernel` and `kernel_room` always (room 0 where not even the first byte fits), the
 * rest from BOOT_LAYOUT_OK and the two about the initrd.
 */
enum boot_layout_status boot_layout(const struct boot_layout_request *request,
				    struct boot_layout *layout);
const char *boot_layout_status_text(enum boot_layout_status status);

enum kernel_placement {
	KERNEL_COPIED, /* read into RAM, so it can lie in huge pages */
	KERNEL_MAPPED, /* mapped over RAM: starts at once, pays a fault for each page later */
};

struct boot_load_request {
	const struct address_space *as;
	gpa_t ram_base;		   /* an address in the RAM region to use: its start */
	struct image_file *kernel; /* open, not read yet */
	const char *initrd_path;   /* NULL: none. A pipe or /dev/stdin is fine */
	uint64_t dtb_bytes;	   /* room to leave for the device tree */
	/*
	 * KERNEL_MAPPED maps what is in regular files and not compressed (the initrd too) and
	 * copies the rest. Needs `ram`.
	 */
	enum kernel_placement placement;
	struct guest_ram *ram;
};

struct boot_load_result {
	gpa_t entry;
	gpa_t dtb; /* dtb_bytes of room are there */
	gpa_t initrd;
	uint64_t initrd_bytes; /* 0: none */
	uint64_t kernel_bytes; /* of the decompressed image, without BSS */
	bool kernel_mapped;
};

/*
 * Puts kernel and initrd into guest RAM; writes neither outside RAM nor over one another whatever
 * the files say. Before the first KVM_RUN, one thread. 0, or -1 after one line. The kernel has been
 * read afterwards: its file can be closed.
 */
int boot_load(const struct boot_load_request *request, struct boot_load_result *result);

#endif
