// SPDX-License-Identifier: GPL-2.0-only
// Where things lie in guest RAM: the layout at its edges, and loading from files, pipes and
// mappings.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "boot/fdt.h"
#include "boot/load.h"
#include "lib/bits.h"
#include "memory/layout.h"
#include "tests/unit/boot/corpus.h"

#define RAM_BASE LAYOUT_RAM_BASE

static const struct boot_layout_request usual = {
	.ram_base = RAM_BASE,
	.ram_bytes = MIB(512),
	.kernel_bytes = 0x28d0000,
	.dtb_bytes = KIB(64),
	.initrd_bytes = 123456,
};

static void test_layout_usual(void **state)
{
	struct boot_layout at;

	(void)state;
	assert_int_equal(boot_layout(&usual, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.kernel, 0x80000000);
	assert_int_equal(at.kernel_room, MIB(512));
	assert_int_equal(at.dtb, 0x828d0000);
	assert_int_equal(at.initrd, 0x828e0000);
	assert_int_equal(at.initrd_room, MIB(512) - 0x28e0000);
}

static void test_layout_alignment(void **state)
{
	struct boot_layout_request request = usual;
	struct boot_layout at;

	(void)state;
	request.kernel_bytes = 0x28d0001;
	request.dtb_bytes = 1;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.dtb, 0x828e0000);
	assert_int_equal(at.initrd, 0x828f0000);
	request.text_offset = 0x80000;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.kernel, 0x80080000);
	assert_int_equal(at.kernel_room, MIB(512) - 0x80000);
	/* RAM that does not begin at a multiple of 2 MiB. */
	request.ram_base = RAM_BASE + 4096;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.kernel, 0x80280000);
	assert_int_equal(at.kernel_room, MIB(512) + 4096 - 0x280000);
}

/* Each thing fits to the last byte, and one byte more is refused by its name. */
static void test_layout_edges(void **state)
{
	struct boot_layout_request request = usual;
	struct boot_layout at;

	(void)state;
	request.initrd_bytes = MIB(512) - 0x28e0000;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.initrd + request.initrd_bytes, RAM_BASE + MIB(512));
	request.initrd_bytes++;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_INITRD);
	assert_int_equal(at.initrd, 0x828e0000);

	request.initrd_bytes = 0;
	request.kernel_bytes = MIB(512) - KIB(64);
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.initrd_room, 0);
	request.initrd_bytes = 1;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_INITRD);
	request.initrd_bytes = 0;
	request.kernel_bytes++;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_DTB);
	request.kernel_bytes = MIB(512);
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_DTB);
	request.kernel_bytes = MIB(512) + 1;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_KERNEL);
	assert_int_equal(at.kernel_room, MIB(512));

	request = usual;
	request.dtb_bytes = BOOT_DTB_MAX_BYTES;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	request.dtb_bytes++;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_DTB_TOO_LARGE);
}

static void test_layout_extremes(void **state)
{
	struct boot_layout_request request = usual;
	struct boot_layout at;

	(void)state;
	request.kernel_bytes = UINT64_MAX;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_KERNEL);
	request = usual;
	request.initrd_bytes = UINT64_MAX;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_INITRD);
	/* No RAM to speak of: 4 KiB, not 2 MiB aligned. */
	request = usual;
	request.ram_base = RAM_BASE + 4096;
	request.ram_bytes = 4096;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_KERNEL);
	assert_int_equal(at.kernel_room, 0);
	/* The largest text_offset that a header may have. */
	request = usual;
	request.text_offset = (UINT64_C(1) << 48) - 4;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_KERNEL);
	assert_int_equal(at.kernel_room, 0);
}

/* Linux takes an initrd from 32 GiB, counted from the 1 GiB block that the kernel begins in. */
static void test_layout_window(void **state)
{
	struct boot_layout_request request = usual;
	struct boot_layout at;
	uint64_t most = GIB(32) - 0x28e0000;

	(void)state;
	request.ram_bytes = GIB(1024);
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	assert_int_equal(at.initrd_room, most);
	request.initrd_bytes = most;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	request.initrd_bytes = most + 1;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_INITRD_WINDOW);
	request.ram_base = RAM_BASE + MIB(512);
	request.initrd_bytes = most - MIB(512);
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_OK);
	request.initrd_bytes++;
	assert_int_equal(boot_layout(&request, &at), BOOT_LAYOUT_INITRD_WINDOW);
}

static void test_layout_texts(void **state)
{
	int status;

	(void)state;
	for (status = BOOT_LAYOUT_OK; status <= BOOT_LAYOUT_INITRD_WINDOW; status++)
		assert_true(strlen(boot_layout_status_text((enum boot_layout_status)status)) > 3);
}

/* A machine with 32 MiB of RAM and a kernel of 300,000 bytes that wants 4 MiB. */
struct machine {
	struct guest_ram ram;
	struct address_space as;
	struct bytes plain;
	struct image_file kernel;
	struct boot_load_request request;
	struct boot_load_result result;
};

static struct machine m;

static int machine_create(void **state)
{
	const struct guest_ram_options options = { .small_pages = true };

	(void)state;
	memset(&m, 0, sizeof(m));
	assert_int_equal(guest_ram_create(&m.ram, MIB(32), &options), 0);
	address_space_init(&m.as, "normal", 0, m.ram.page_bytes);
	assert_int_equal(address_space_add(&m.as, &m.ram.region, NULL), ADDRESS_SPACE_OK);
	m.plain = make_image(300000, 0, MIB(4), 0xa);
	m.request = (struct boot_load_request){
		.as = &m.as,
		.ram_base = RAM_BASE,
		.kernel = &m.kernel,
		.dtb_bytes = KIB(64),
		.ram = &m.ram,
	};
	return 0;
}

static int machine_destroy(void **state)
{
	(void)state;
	image_file_close(&m.kernel);
	bytes_free(&m.plain);
	address_space_fini(&m.as);
	guest_ram_destroy(&m.ram);
	return 0;
}

static void expect_kernel_there(void)
{
	assert_int_equal(m.result.entry, RAM_BASE);
	assert_int_equal(m.result.kernel_bytes, 300000);
	assert_int_equal(m.result.dtb, RAM_BASE + MIB(4));
	assert_memory_equal(address_space_pointer(&m.as, RAM_BASE, 300000, false), m.plain.data,
			    300000);
	/* Not a byte behind it. */
	assert_int_equal(*(uint8_t *)address_space_pointer(&m.as, RAM_BASE + 300000, 1, false), 0);
}

static void expect_initrd_there(const struct bytes *initrd)
{
	assert_int_equal(m.result.initrd, RAM_BASE + MIB(4) + KIB(64));
	assert_int_equal(m.result.initrd_bytes, initrd->count);
	assert_memory_equal(address_space_pointer(&m.as, m.result.initrd, initrd->count, false),
			    initrd->data, initrd->count);
}

static void test_load_memory(void **state)
{
	struct bytes gzip = make_gzip(&m.plain);

	(void)state;
	assert_int_equal(image_file_open_memory(&m.kernel, "K", gzip.data, gzip.count), 0);
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	expect_kernel_there();
	assert_int_equal(m.result.initrd_bytes, 0);
	assert_false(m.result.kernel_mapped);
	bytes_free(&gzip);
}

static void test_load_files(void **state)
{
	struct bytes initrd = make_image(5000001, 1, 2, 3);

	(void)state;
	assert_int_equal(image_file_open(&m.kernel, make_kernel_file(&m.plain)), 0);
	m.request.initrd_path = make_initrd_file(&initrd);
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	expect_kernel_there();
	expect_initrd_there(&initrd);
	assert_false(m.result.kernel_mapped);
	bytes_free(&initrd);
}

static void test_load_pipes(void **state)
{
	struct bytes initrd = make_image(5000001, 1, 2, 3);
	char kernel_path[PIPE_PATH_BYTES], initrd_path[PIPE_PATH_BYTES];
	int kernel_fd = make_pipe(&m.plain, kernel_path);
	int initrd_fd = make_pipe(&initrd, initrd_path);

	(void)state;
	assert_int_equal(image_file_open(&m.kernel, kernel_path), 0);
	m.request.initrd_path = initrd_path;
	m.request.placement = KERNEL_MAPPED; /* pipes cannot be */
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	expect_kernel_there();
	expect_initrd_there(&initrd);
	assert_false(m.result.kernel_mapped);
	close(kernel_fd);
	close(initrd_fd);
	bytes_free(&initrd);
}

static void test_load_mapped(void **state)
{
	struct bytes initrd = make_image(5000001, 1, 2, 3);

	(void)state;
	assert_int_equal(image_file_open(&m.kernel, make_kernel_file(&m.plain)), 0);
	m.request.initrd_path = make_initrd_file(&initrd);
	m.request.placement = KERNEL_MAPPED;
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	expect_kernel_there();
	expect_initrd_there(&initrd);
	assert_true(m.result.kernel_mapped);
	bytes_free(&initrd);
}

/* A text_offset that no page begins at: copied, because it cannot be mapped. */
static void test_load_odd_offset(void **state)
{
	struct bytes odd = make_image(300000, 0x1004, MIB(4), 0xa);

	(void)state;
	assert_int_equal(image_file_open(&m.kernel, make_kernel_file(&odd)), 0);
	m.request.placement = KERNEL_MAPPED;
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	assert_int_equal(m.result.entry, RAM_BASE + 0x1004);
	assert_false(m.result.kernel_mapped);
	assert_memory_equal(address_space_pointer(&m.as, RAM_BASE + 0x1004, 300000, false),
			    odd.data, 300000);
	bytes_free(&odd);
}

static void expect_not_loaded(const char *reason)
{
	const char *said;
	int rc;

	listen_begin();
	rc = boot_load(&m.request, &m.result);
	said = listen_end();
	assert_int_equal(rc, -1);
	if (!strstr(said, reason))
		fail_msg("«%s» does not say «%s»", said, reason);
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

static void open_kernel(const struct bytes *content)
{
	image_file_close(&m.kernel);
	assert_int_equal(image_file_open_memory(&m.kernel, "K", content->data, content->count), 0);
}

static void test_kernel_does_not_fit(void **state)
{
	struct bytes bss = make_image(4096, 0, MIB(33), 0), large = make_image(MIB(33), 0, 4096, 0);
	struct bytes gzip = make_gzip(&large), full = make_image(MIB(32), 0, 4096, 0), packed;

	(void)state;
	open_kernel(&bss);
	expect_not_loaded("the kernel does not fit into the guest's memory; give more with -m "
			  "(memory 32 MiB, kernel with its BSS 33 MiB, initrd 0 MiB)");
	open_kernel(&large);
	expect_not_loaded("the kernel does not fit");
	open_kernel(&gzip);
	expect_not_loaded("kernel K: larger than the guest's memory");
	/* It decompresses to exactly all of RAM, so the tree finds no room. */
	packed = make_gzip(&full);
	open_kernel(&packed);
	expect_not_loaded("the device tree does not fit");
	bytes_free(&bss);
	bytes_free(&large);
	bytes_free(&gzip);
	bytes_free(&full);
	bytes_free(&packed);
}

static void test_kernel_breaks_off(void **state)
{
	struct bytes zstd = make_zstd(&m.plain);

	(void)state;
	zstd.count--;
	open_kernel(&zstd);
	expect_not_loaded("kernel K: truncated");
	bytes_free(&zstd);
}

static void test_initrd_refused(void **state)
{
	struct bytes large = make_image(MIB(28) - KIB(64) + 1, 0, 0, 0),
		     empty = { (uint8_t *)"", 0 };
	char path[PIPE_PATH_BYTES];
	int fd;

	(void)state;
	open_kernel(&m.plain);
	m.request.initrd_path = make_initrd_file(&large);
	expect_not_loaded("the initrd does not fit into the guest's memory after the kernel; give "
			  "more with -m (memory 32 MiB, kernel with its BSS 4 MiB, initrd 28 MiB)");
	fd = make_pipe(&large, path);
	open_kernel(&m.plain);
	m.request.initrd_path = path;
	expect_not_loaded("the initrd does not fit");
	close(fd);
	/* One byte less is all that there is room for. */
	large.count--;
	fd = make_pipe(&large, path);
	open_kernel(&m.plain);
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	expect_initrd_there(&large);
	close(fd);
	open_kernel(&m.plain);
	m.request.initrd_path = make_initrd_file(&empty);
	expect_not_loaded("empty");
	open_kernel(&m.plain);
	m.request.initrd_path = "/tmp";
	expect_not_loaded("initrd /tmp: a directory; give a cpio archive");
	open_kernel(&m.plain);
	m.request.initrd_path = "/nonexistent/initrd";
	expect_not_loaded("initrd /nonexistent/initrd: No such file or directory");
	open_kernel(&m.plain);
	m.request.initrd_path = "/proc/self/mem";
	expect_not_loaded("initrd /proc/self/mem: Input/output error");
	bytes_free(&large);
}

static void test_no_ram(void **state)
{
	(void)state;
	open_kernel(&m.plain);
	m.request.ram_base = GIB(4);
	expect_not_loaded("no RAM at 0x100000000 to load a kernel to");
}

/* The tree goes where the layout left room for it. */
static void test_fdt_load(void **state)
{
	const uint64_t mpidr = 0;
	struct fdt_facts facts = { .as = &m.as, .mpidrs = &mpidr, .cpu_count = 1 };
	uint64_t bytes;

	(void)state;
	open_kernel(&m.plain);
	assert_int_equal(boot_load(&m.request, &m.result), 0);
	assert_int_equal(fdt_load(&facts, m.result.dtb, m.request.dtb_bytes, &bytes), 0);
	assert_true(bytes > 500 && bytes < 2000);
	assert_memory_equal(address_space_pointer(&m.as, m.result.dtb, 4, false),
			    "\xd0\x0d\xfe\xed", 4);
	listen_begin();
	assert_int_equal(fdt_load(&facts, m.result.dtb, 500, &bytes), -1);
	assert_string_equal(listen_end(), "armlet: device tree: FDT_ERR_NOSPACE\n");
	listen_begin();
	assert_int_equal(fdt_load(&facts, GIB(4), KIB(64), &bytes), -1);
	assert_string_equal(listen_end(), "armlet: device tree: no RAM at 0x100000000\n");
}

#define WITH_MACHINE(test) cmocka_unit_test_setup_teardown(test, machine_create, machine_destroy)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layout_usual),
		cmocka_unit_test(test_layout_alignment),
		cmocka_unit_test(test_layout_edges),
		cmocka_unit_test(test_layout_extremes),
		cmocka_unit_test(test_layout_window),
		cmocka_unit_test(test_layout_texts),
		WITH_MACHINE(test_load_memory),
		WITH_MACHINE(test_load_files),
		WITH_MACHINE(test_load_pipes),
		WITH_MACHINE(test_load_mapped),
		WITH_MACHINE(test_load_odd_offset),
		WITH_MACHINE(test_kernel_does_not_fit),
		WITH_MACHINE(test_kernel_breaks_off),
		WITH_MACHINE(test_initrd_refused),
		WITH_MACHINE(test_no_ram),
		WITH_MACHINE(test_fdt_load),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
