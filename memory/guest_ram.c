// SPDX-License-Identifier: GPL-2.0-only
// Guest RAM: reserve a range of host addresses, map memory into its middle, describe it as a
// region.
#include "memory/guest_ram.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/bits.h"
#include "lib/error.h"
#include "memory/dump.h"
#include "memory/layout.h"

#define BLOCK_BYTES_LEAST MIB(2)

uint64_t guest_ram_alignment(uint64_t bytes, uint64_t page_bytes)
{
	/* A table of eight-byte entries fills one page. */
	uint64_t block = page_bytes * (page_bytes / 8);

	if (bytes >= block)
		return block;
	/* With larger pages, 2 MiB is what contiguous entries make. */
	return page_bytes < BLOCK_BYTES_LEAST ? BLOCK_BYTES_LEAST : page_bytes;
}

/* vm.overcommit_memory, one digit, or -1 where it cannot be read. scanf would bring 70 KiB of libc
 * along. */
static int overcommit_mode(void)
{
	FILE *file = fopen("/proc/sys/vm/overcommit_memory", "re");
	int digit;

	if (!file)
		return -1;
	digit = fgetc(file);
	fclose(file);
	return digit >= '0' && digit <= '9' ? digit - '0' : -1;
}

static bool is_address_space_limited(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

/* mmap() says no more than ENOMEM. Addresses alone are never refused by the overcommit policy. */
static void explain_no_addresses(const char *what)
{
	if (errno != ENOMEM)
		err_errno("%s", what);
	else if (is_address_space_limited())
		err("%s: more than this process may map (ulimit -v)", what);
	else
		err("%s: no room for it in a process of this host", what);
}

/* Writable memory at addresses that are ours already is a matter of policy alone. */
static void explain_no_memory(const char *what)
{
	int reason = errno;

	if (reason == ENOMEM && overcommit_mode() == 2) {
		err("%s: the host promises no more memory than it has (vm.overcommit_memory is 2): "
		    "ask for less, or set that to 0",
		    what);
	} else {
		errno = reason;
		err_errno("%s", what);
	}
}

/* Advice is advice: a host that does not know it, having no huge pages say, runs the guest. */
static bool advise(void *start, uint64_t bytes, int advice, const char *what)
{
	if (madvise(start, bytes, advice) == 0)
		return true;
	debug("madvise(%s): %s", what, strerror(errno));
	return false;
}

static void keep_private(void *start, uint64_t bytes)
{
	advise(start, bytes, MADV_DONTFORK, "MADV_DONTFORK");
	advise(start, bytes, MADV_DONTDUMP, "MADV_DONTDUMP");
}

/* Fills in ram->reserved and gives where in it the memory is, or NULL after one line. */
static void *map_between_guards(struct guest_ram *ram, uint64_t bytes, uint64_t alignment,
				const char *what)
{
	size_t reserved_bytes = bytes + 2 * alignment;
	uintptr_t start;
	void *host;

	/* What is reserved and not mapped over is what a stray access of ours faults on. */
	ram->reserved = mmap(NULL, reserved_bytes, PROT_NONE,
			     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (ram->reserved == MAP_FAILED) {
		ram->reserved = NULL;
		explain_no_addresses(what);
		return NULL;
	}
	ram->reserved_bytes = reserved_bytes;
	/* Never at the very start, so that there is a guard before it as well. */
	start = align_up((uintptr_t)ram->reserved + ram->page_bytes, alignment);
	host = mmap((void *)start, bytes, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
	if (host == MAP_FAILED) {
		explain_no_memory(what);
		guest_ram_destroy(ram);
		return NULL;
	}
	return host;
}

int guest_ram_create(struct guest_ram *ram, uint64_t bytes, const struct guest_ram_options *options)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	uint64_t alignment = guest_ram_alignment(bytes, page);
	gpa_t base = options->name ? options->base : LAYOUT_RAM_BASE;
	char size[BYTES_TEXT_SIZE], what[64];
	void *host;

	*ram = (struct guest_ram){ .mte = options->mte, .page_bytes = page };
	bytes_text(bytes, size);
	snprintf(what, sizeof(what), "%s of %s", options->name ? options->name : "guest RAM", size);
	if (!bytes || !is_aligned(bytes, page)) {
		err("%s: not a multiple of the host's page size, %" PRIu64 " bytes", what, page);
		return -1;
	}
	if (range_wraps(base, bytes) || bytes > SIZE_MAX - 2 * alignment) {
		err("%s: more than addresses can count", what);
		return -1;
	}
	host = map_between_guards(ram, bytes, alignment, what);
	if (!host)
		return -1;
	keep_private(host, bytes);
	ram->region = (struct region){
		.name = options->name ? options->name : "ram",
		.base = base,
		.bytes = bytes,
		.kind = REGION_RAM,
		.host = host,
		.backing = "anonymous",
	};
	if (!options->small_pages && advise(host, bytes, MADV_HUGEPAGE, "MADV_HUGEPAGE"))
		ram->region.backing = "anonymous, huge pages";
	return 0;
}

/* What of a file belongs into the page that the mapping leaves out. */
static int copy_tail(uint8_t *host, int fd, off_t offset, size_t bytes)
{
	while (bytes) {
		ssize_t n = pread(fd, host, bytes, offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_errno("reading the end of a file into guest RAM");
			return -1;
		}
		if (n == 0) {
			err("a file shrank while it was mapped into guest RAM");
			return -1;
		}
		host += n;
		offset += n;
		bytes -= (size_t)n;
	}
	return 0;
}

int guest_ram_map_file(struct guest_ram *ram, gpa_t gpa, int fd, off_t file_offset, uint64_t bytes)
{
	uint64_t whole = bytes & ~(ram->page_bytes - 1);
	uint64_t offset_in_ram = gpa - ram->region.base;
	struct stat file;
	uint8_t *host;

	if (ram->mte) {
		err("a file cannot be mapped over guest RAM with MTE: KVM needs it anonymous");
		return -1;
	}
	if (file_offset < 0 || !is_aligned(gpa | (uint64_t)file_offset, ram->page_bytes)) {
		err("a file's offset 0x%" PRIx64 " cannot be mapped at guest address 0x%" PRIx64
		    ": not multiples of the page size, 0x%" PRIx64 " bytes",
		    (uint64_t)file_offset, gpa, ram->page_bytes);
		return -1;
	}
	if (!bytes || gpa < ram->region.base || offset_in_ram >= ram->region.bytes ||
	    bytes > ram->region.bytes - offset_in_ram) {
		err("a file's 0x%" PRIx64 " bytes at guest address 0x%" PRIx64
		    " are not inside RAM",
		    bytes, gpa);
		return -1;
	}
	if (fstat(fd, &file) < 0) {
		err_errno("fstat of a file for guest RAM");
		return -1;
	}
	if (file_offset > file.st_size || bytes > (uint64_t)(file.st_size - file_offset)) {
		err("a file of 0x%" PRIx64 " bytes has no 0x%" PRIx64 " bytes at offset 0x%" PRIx64,
		    (uint64_t)file.st_size, bytes, (uint64_t)file_offset);
		return -1;
	}

	host = (uint8_t *)ram->region.host + offset_in_ram;
	if (whole) {
		/* MAP_FIXED replaces in one step: a failure leaves the anonymous pages there. */
		if (mmap(host, whole, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_NORESERVE | MAP_FIXED, fd, file_offset) == MAP_FAILED) {
			err_errno("mapping a file over guest RAM");
			return -1;
		}
		keep_private(host, whole);
		ram->file_bytes += whole;
		ram->region.backing = "anonymous and file";
	}
	return copy_tail(host + whole, fd, file_offset + (off_t)whole, bytes - whole);
}

void guest_ram_destroy(struct guest_ram *ram)
{
	if (ram->reserved)
		munmap(ram->reserved, ram->reserved_bytes);
	*ram = (struct guest_ram){ 0 };
}
