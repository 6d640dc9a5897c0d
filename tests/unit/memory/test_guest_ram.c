// SPDX-License-Identifier: GPL-2.0-only
// Guest RAM: what is mapped, what is not, files over it, and what is said when the host refuses.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The host's answers that cannot be had on demand are played. */
static struct {
	unsigned int mmap_calls, fail_mmap_at;
	int fail_errno;
	const char *overcommit; /* NULL: no such file */
	bool limited;
	int advice_refused;
	bool pread_ends, pread_fails;
} host_says;

static void *played_mmap(void *at, size_t bytes, int prot, int flags, int fd, off_t offset)
{
	if (++host_says.mmap_calls == host_says.fail_mmap_at) {
		errno = host_says.fail_errno;
		return MAP_FAILED;
	}
	return mmap(at, bytes, prot, flags, fd, offset);
}

static FILE *played_fopen(const char *path, const char *mode)
{
	assert_string_equal(path, "/proc/sys/vm/overcommit_memory");
	/* Whatever opening does to errno, the explanation must not depend on it. */
	errno = ENOTDIR;
	return host_says.overcommit ? fmemopen((char *)(uintptr_t)host_says.overcommit,
					       strlen(host_says.overcommit), mode)
				    : NULL;
}

static int played_getrlimit(int resource, struct rlimit *limit)
{
	(void)resource;
	limit->rlim_cur = host_says.limited ? 12345 : RLIM_INFINITY;
	return 0;
}

static int played_madvise(void *start, size_t bytes, int advice)
{
	if (advice == host_says.advice_refused) {
		errno = EINVAL;
		return -1;
	}
	return madvise(start, bytes, advice);
}

static ssize_t played_pread(int fd, void *buffer, size_t bytes, off_t offset)
{
	if (host_says.pread_ends)
		return 0;
	if (host_says.pread_fails) {
		errno = EIO;
		return -1;
	}
	/* One byte at a time: short reads are continued. */
	return pread(fd, buffer, bytes ? 1 : 0, offset);
}

#define mmap	  played_mmap
#define fopen	  played_fopen
#define getrlimit played_getrlimit
#define madvise	  played_madvise
#define pread	  played_pread
#include "memory/guest_ram.c"
#undef mmap
#undef fopen
#undef getrlimit
#undef madvise
#undef pread

#include "capture.h"

static const struct guest_ram_options plain;
static uint64_t page;

static int setup(void **state)
{
	(void)state;
	page = (uint64_t)sysconf(_SC_PAGESIZE);
	memset(&host_says, 0, sizeof(host_says));
	host_says.advice_refused = -1;
	return 0;
}

/* Whether the kernel can read a byte there: finds out without a signal. */
static bool readable(const void *at)
{
	int ends[2];
	bool result;

	assert_int_equal(pipe(ends), 0);
	result = write(ends[1], at, 1) == 1;
	close(ends[0]);
	close(ends[1]);
	return result;
}

/* A temporary file whose byte at n is n * 7 + 1, cut to eight bits. */
static int pattern_file(uint64_t bytes)
{
	char path[] = "/tmp/guest-ram-XXXXXX";
	int fd = mkstemp(path);
	uint64_t i;
	uint8_t *all = malloc(bytes + 1);

	assert_true(fd >= 0);
	unlink(path);
	for (i = 0; i < bytes; i++)
		all[i] = (uint8_t)(i * 7 + 1);
	assert_int_equal(write(fd, all, bytes), bytes);
	free(all);
	return fd;
}

static void test_alignment(void **state)
{
	(void)state;
	assert_int_equal(guest_ram_alignment(GIB(1), KIB(4)), MIB(2));
	assert_int_equal(guest_ram_alignment(MIB(2), KIB(4)), MIB(2));
	assert_int_equal(guest_ram_alignment(KIB(4), KIB(4)), MIB(2));
	assert_int_equal(guest_ram_alignment(GIB(1), KIB(16)), MIB(32));
	assert_int_equal(guest_ram_alignment(MIB(31), KIB(16)), MIB(2));
	assert_int_equal(guest_ram_alignment(GIB(1), KIB(64)), MIB(512));
	assert_int_equal(guest_ram_alignment(MIB(512), KIB(64)), MIB(512));
	assert_int_equal(guest_ram_alignment(MIB(256), KIB(64)), MIB(2));
	assert_int_equal(LAYOUT_RAM_BASE % MIB(512), 0);
}

static void test_create(void **state)
{
	static const uint64_t sizes[] = { 1, 16, 511, 512, 513, 1024, 3000 };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		uint64_t bytes = sizes[i] * page;
		struct guest_ram ram;
		uint8_t *host;

		memset(&ram, 0xff, sizeof(ram));
		assert_int_equal(guest_ram_create(&ram, bytes, &plain), 0);
		host = ram.region.host;
		assert_string_equal(ram.region.name, "ram");
		assert_int_equal(ram.region.base, 0x80000000);
		assert_int_equal(ram.region.bytes, bytes);
		assert_int_equal(ram.region.kind, REGION_RAM);
		assert_int_equal((uintptr_t)host % MIB(2), 0);
		assert_int_equal(host[0] | host[bytes - 1], 0);
		host[0] = 1;
		host[bytes - 1] = 1;
		/* A guard on either side, which is ours. */
		assert_true((uintptr_t)host >= (uintptr_t)ram.reserved + page);
		assert_true((uintptr_t)host + bytes + page <=
			    (uintptr_t)ram.reserved + ram.reserved_bytes);
		assert_true(readable(host) && readable(host + bytes - 1));
		assert_false(readable((void *)((uintptr_t)host - 1)));
		assert_false(readable((void *)((uintptr_t)host + bytes)));
		guest_ram_destroy(&ram);
		assert_false(readable(host));
		assert_null(ram.region.host);
		guest_ram_destroy(&ram);
	}
}

static void test_named(void **state)
{
	const struct guest_ram_options options = { .name = "pvtime",
						   .base = LAYOUT_PVTIME_BASE,
						   .small_pages = true };
	struct guest_ram ram;
	int fd = pattern_file(page);

	(void)state;
	assert_int_equal(guest_ram_create(&ram, KIB(64), &options), 0);
	assert_string_equal(ram.region.name, "pvtime");
	assert_int_equal(ram.region.base, 0x01020000);
	/* Files go by its own addresses. */
	assert_int_equal(guest_ram_map_file(&ram, LAYOUT_PVTIME_BASE, fd, 0, page), 0);
	assert_int_equal(*(uint8_t *)ram.region.host, 1);
	close(fd);
	guest_ram_destroy(&ram);

	host_says.mmap_calls = 0;
	host_says.fail_mmap_at = 1;
	host_says.fail_errno = ENOMEM;
	capture_start();
	assert_int_equal(guest_ram_create(&ram, KIB(64), &options), -1);
	assert_string_equal(capture_stop(), "armlet: pvtime of 64 KiB: no room for it in a process "
					    "of this host\n");
}

static void test_backing(void **state)
{
	const struct guest_ram_options small = { .small_pages = true };
	struct guest_ram ram;

	(void)state;
	assert_int_equal(guest_ram_create(&ram, page, &small), 0);
	assert_string_equal(ram.region.backing, "anonymous");
	guest_ram_destroy(&ram);
	/* Where the host has no huge pages, the guest runs without. */
	host_says.advice_refused = MADV_HUGEPAGE;
	assert_int_equal(guest_ram_create(&ram, page, &plain), 0);
	assert_string_equal(ram.region.backing, "anonymous");
	guest_ram_destroy(&ram);
	host_says.advice_refused = -1;
	assert_int_equal(guest_ram_create(&ram, page, &plain), 0);
	assert_true(!strcmp(ram.region.backing, "anonymous, huge pages") ||
		    access("/sys/kernel/mm/transparent_hugepage", F_OK) != 0);
	guest_ram_destroy(&ram);
}

/* More than any machine that runs this has: only touched pages cost anything. */
static void test_terabyte(void **state)
{
	struct guest_ram ram;
	uint8_t *host;

	(void)state;
	assert_int_equal(guest_ram_create(&ram, GIB(1024), &plain), 0);
	host = ram.region.host;
	host[0] = 1;
	host[GIB(512) + 7] = 2;
	host[GIB(1024) - 1] = 3;
	assert_int_equal(host[GIB(512)] + host[GIB(512) + 7], 2);
	guest_ram_destroy(&ram);
}

static void test_not_inherited(void **state)
{
	struct guest_ram ram;
	int fd = pattern_file(page), status;
	pid_t child;

	(void)state;
	assert_int_equal(guest_ram_create(&ram, 4 * page, &plain), 0);
	*(uint8_t *)ram.region.host = 1;
	/* What a file lies over is no different. */
	assert_int_equal(guest_ram_map_file(&ram, LAYOUT_RAM_BASE + page, fd, 0, page), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(readable(ram.region.host) || readable((uint8_t *)ram.region.host + page));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(fd);
	guest_ram_destroy(&ram);
}

static void assert_refused(uint64_t bytes, const char *line)
{
	struct guest_ram ram;
	int result;

	capture_start();
	result = guest_ram_create(&ram, bytes, &plain);
	assert_string_equal(capture_stop(), line);
	assert_int_equal(result, -1);
	/* Nothing stays, and destroying what never was is fine. */
	assert_null(ram.reserved);
	guest_ram_destroy(&ram);
}

static void test_refused_sizes(void **state)
{
	char line[200];

	(void)state;
	snprintf(line, sizeof(line),
		 "armlet: guest RAM of 0 B: not a multiple of the host's page size, %" PRIu64
		 " bytes\n",
		 page);
	assert_refused(0, line);
	snprintf(line, sizeof(line),
		 "armlet: guest RAM of %" PRIu64
		 " B: not a multiple of the host's page size, %" PRIu64 " bytes\n",
		 page + 1, page);
	assert_refused(page + 1, line);
	assert_refused(
		0 - page,
		"armlet: guest RAM of 18014398509481980 KiB: more than addresses can count\n");
	assert_refused(
		0 - LAYOUT_RAM_BASE + page,
		"armlet: guest RAM of 18014398507384836 KiB: more than addresses can count\n");
	assert_int_equal(host_says.mmap_calls, 0);
}

static void test_refused_by_host(void **state)
{
	(void)state;
	host_says.fail_mmap_at = 1;
	host_says.fail_errno = ENOMEM;
	assert_refused(MIB(4),
		       "armlet: guest RAM of 4 MiB: no room for it in a process of this host\n");
	host_says.mmap_calls = 0;
	host_says.limited = true;
	assert_refused(MIB(4), "armlet: guest RAM of 4 MiB: more than this process may map "
			       "(ulimit -v)\n");
	host_says.mmap_calls = 0;
	host_says.fail_errno = EAGAIN;
	assert_refused(MIB(4), "armlet: guest RAM of 4 MiB: Resource temporarily unavailable\n");

	host_says.fail_mmap_at = 2;
	host_says.fail_errno = ENOMEM;
	host_says.mmap_calls = 0;
	host_says.overcommit = "2\n";
	assert_refused(MIB(4), "armlet: guest RAM of 4 MiB: the host promises no more memory than "
			       "it has (vm.overcommit_memory is 2): ask for less, or set that to "
			       "0\n");
	host_says.mmap_calls = 0;
	host_says.overcommit = "0\n";
	assert_refused(MIB(4), "armlet: guest RAM of 4 MiB: Cannot allocate memory\n");
	host_says.mmap_calls = 0;
	host_says.overcommit = "unreadable";
	assert_refused(MIB(4), "armlet: guest RAM of 4 MiB: Cannot allocate memory\n");
	host_says.mmap_calls = 0;
	host_says.overcommit = NULL;
	assert_refused(MIB(4), "armlet: guest RAM of 4 MiB: Cannot allocate memory\n");
}

static void test_map_file(void **state)
{
	/* Whole pages, pages and a part, a part alone. */
	const uint64_t sizes[] = { 3 * page, 3 * page + 100, 100, page, page - 1 };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		uint64_t bytes = sizes[i], n;
		int fd = pattern_file(bytes + 2 * page);
		struct guest_ram ram;
		uint8_t *at, byte;

		assert_int_equal(guest_ram_create(&ram, 16 * page, &plain), 0);
		at = (uint8_t *)ram.region.host + 2 * page;
		memset(ram.region.host, 0xee, 16 * page);
		assert_int_equal(guest_ram_map_file(&ram, LAYOUT_RAM_BASE + 2 * page, fd,
						    (off_t)page, bytes),
				 0);
		for (n = 0; n < bytes; n++)
			assert_int_equal(at[n], (uint8_t)((n + page) * 7 + 1));
		/* What lies before and behind stays, although the file goes on. */
		assert_int_equal(at[-1], 0xee);
		assert_int_equal(at[bytes], 0xee);
		assert_int_equal(ram.file_bytes, bytes / page * page);
		assert_string_equal(ram.region.backing,
				    bytes < page ? "anonymous, huge pages" : "anonymous and file");
		/* The guest's writes stay in the guest. */
		at[0] = 0x55;
		assert_int_equal(pread(fd, &byte, 1, (off_t)page), 1);
		assert_int_equal(byte, (uint8_t)(page * 7 + 1));
		close(fd);
		assert_int_equal(at[0], 0x55);
		guest_ram_destroy(&ram);
		assert_false(readable(at));
	}
}

static void test_map_file_at_the_ends(void **state)
{
	int fd = pattern_file(4 * page);
	struct guest_ram ram;
	uint8_t *host;

	(void)state;
	assert_int_equal(guest_ram_create(&ram, 8 * page, &plain), 0);
	host = ram.region.host;
	assert_int_equal(guest_ram_map_file(&ram, LAYOUT_RAM_BASE, fd, 0, 4 * page), 0);
	assert_int_equal(guest_ram_map_file(&ram, LAYOUT_RAM_BASE + 4 * page, fd, 0, 4 * page), 0);
	assert_int_equal(ram.file_bytes, 8 * page);
	assert_int_equal(host[0], 1);
	assert_int_equal(host[8 * page - 1], (uint8_t)((4 * page - 1) * 7 + 1));
	assert_false(readable((void *)((uintptr_t)host + 8 * page)));
	close(fd);
	guest_ram_destroy(&ram);
}

static void assert_file_refused(struct guest_ram *ram, gpa_t gpa, int fd, off_t offset,
				uint64_t bytes, const char *part)
{
	const char *line;
	int result;

	capture_start();
	result = guest_ram_map_file(ram, gpa, fd, offset, bytes);
	line = capture_stop();
	assert_int_equal(result, -1);
	if (!strstr(line, part))
		fail_msg("'%s' is not in '%s'", part, line);
	assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
	/* RAM is as it was. */
	assert_int_equal(*(uint8_t *)ram->region.host, 0xee);
	assert_int_equal(ram->file_bytes, 0);
}

static void test_map_file_refused(void **state)
{
	const struct guest_ram_options mte = { .mte = true };
	int fd = pattern_file(4 * page);
	gpa_t base = LAYOUT_RAM_BASE;
	struct guest_ram ram;

	(void)state;
	assert_int_equal(guest_ram_create(&ram, 8 * page, &plain), 0);
	*(uint8_t *)ram.region.host = 0xee;
	assert_file_refused(&ram, base + 1, fd, 0, page, "multiples of the page size");
	assert_file_refused(&ram, base, fd, 1, page, "multiples of the page size");
	assert_file_refused(&ram, base, fd, -(off_t)page, page, "multiples of the page size");
	assert_file_refused(&ram, base, fd, 0, 0, "not inside RAM");
	assert_file_refused(&ram, base - page, fd, 0, page, "not inside RAM");
	assert_file_refused(&ram, base + 8 * page, fd, 0, page, "not inside RAM");
	assert_file_refused(&ram, base + 7 * page, fd, 0, page + 1, "not inside RAM");
	assert_file_refused(&ram, base + page, fd, 0, UINT64_MAX, "not inside RAM");
	assert_file_refused(&ram, 0, fd, 0, page, "not inside RAM");
	assert_file_refused(&ram, base, fd, 0, 4 * page + 1, "has no");
	assert_file_refused(&ram, base, fd, (off_t)(4 * page), 1, "has no");
	assert_file_refused(&ram, base, fd, (off_t)(8 * page), page, "has no");
	assert_file_refused(&ram, base, -1, 0, page, "fstat");
	host_says.fail_mmap_at = host_says.mmap_calls + 1;
	host_says.fail_errno = ENODEV;
	assert_file_refused(&ram, base, fd, 0, page, "No such device");
	host_says.pread_ends = true;
	assert_file_refused(&ram, base, fd, 0, 1, "shrank");
	host_says.pread_ends = false;
	host_says.pread_fails = true;
	assert_file_refused(&ram, base, fd, 0, 1, "Input/output error");
	guest_ram_destroy(&ram);

	assert_int_equal(guest_ram_create(&ram, 8 * page, &mte), 0);
	*(uint8_t *)ram.region.host = 0xee;
	assert_file_refused(&ram, base, fd, 0, page, "MTE");
	guest_ram_destroy(&ram);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_alignment, setup),
		cmocka_unit_test_setup(test_create, setup),
		cmocka_unit_test_setup(test_named, setup),
		cmocka_unit_test_setup(test_backing, setup),
		cmocka_unit_test_setup(test_terabyte, setup),
		cmocka_unit_test_setup(test_not_inherited, setup),
		cmocka_unit_test_setup(test_refused_sizes, setup),
		cmocka_unit_test_setup(test_refused_by_host, setup),
		cmocka_unit_test_setup(test_map_file, setup),
		cmocka_unit_test_setup(test_map_file_at_the_ends, setup),
		cmocka_unit_test_setup(test_map_file_refused, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
