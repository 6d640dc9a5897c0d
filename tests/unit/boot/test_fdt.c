// SPDX-License-Identifier: GPL-2.0-only
// Device trees of several machines: as text against golden files, and by dtc's own checks.
//
// UPDATE_GOLDEN=1 in the environment rewrites tests/data/boot/*.dts instead of comparing.
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <libfdt.h>

#include "boot/fdt.h"
#include "boot/load.h"
#include "devices/rtc.h"
#include "devices/uart.h"
#include "lib/bits.h"
#include "lib/event_loop.h"
#include "memory/layout.h"
#include "tests/unit/boot/dts.h"

#define GOLDEN_FOLDER "tests/data/boot/"

/* A machine with the devices that armlet has; each test changes what it is about. */
struct machine {
	struct event_loop loop;
	struct uart uart;
	struct rtc rtc;
	const struct device *devices[2];
	struct address_space as;
	struct region ram[2], pvtime;
	uint64_t mpidrs[600];
	struct fdt_facts facts;
};

static uint8_t tree[BOOT_DTB_MAX_BYTES] __attribute__((aligned(8)));

static struct region ram_region(gpa_t base, uint64_t bytes)
{
	/* Never touched: only a name for the map. */
	return (struct region){ .name = "ram",
				.base = base,
				.bytes = bytes,
				.kind = REGION_RAM,
				.host = (void *)(uintptr_t)0x10000 };
}

static struct machine *machine_create(unsigned int cpus)
{
	struct machine *m = calloc(1, sizeof(*m));
	unsigned int i;

	assert_non_null(m);
	assert_int_equal(event_loop_init(&m->loop), 0);
	assert_int_equal(uart_init(&m->uart, &(struct uart_config){ .name = "uart0",
								    .base = layout_uart_base(0),
								    .irq.spi = LAYOUT_SPI_UART }),
			 0);
	assert_int_equal(rtc_init(&m->rtc, &(struct rtc_config){ .name = "rtc",
								 .base = LAYOUT_RTC_BASE,
								 .irq.spi = LAYOUT_SPI_RTC,
								 .loop = &m->loop }),
			 0);
	m->devices[0] = &m->uart.device;
	m->devices[1] = &m->rtc.device;
	address_space_init(&m->as, "normal", 0, 4096);
	m->ram[0] = ram_region(LAYOUT_RAM_BASE, MIB(512));
	m->pvtime = ram_region(LAYOUT_PVTIME_BASE, LAYOUT_PVTIME_BYTES);
	assert_int_equal(address_space_add(&m->as, &m->ram[0], NULL), ADDRESS_SPACE_OK);
	assert_int_equal(address_space_add(&m->as, &m->pvtime, NULL), ADDRESS_SPACE_OK);
	for (i = 0; i < cpus; i++)
		m->mpidrs[i] = i % 16 | (uint64_t)(i / 16) << 8;
	m->facts = (struct fdt_facts){
		.as = &m->as,
		.mpidrs = m->mpidrs,
		.cpu_count = cpus,
		.gic = FDT_GIC_V3,
		.devices = m->devices,
		.device_count = ARRAY_SIZE(m->devices),
		.console = &m->uart.device,
		.bootargs = "console=ttyS0 panic=-1 reboot=panic_warm",
		.initrd = 0x84000000,
		.initrd_bytes = 0x123456,
		.kaslr_seed = UINT64_C(0x1122334455667788),
	};
	for (i = 0; i < FDT_RNG_SEED_BYTES; i++)
		m->facts.rng_seed[i] = (uint8_t)i;
	return m;
}

static void machine_destroy(struct machine *m)
{
	address_space_fini(&m->as);
	rtc_fini(&m->rtc);
	uart_fini(&m->uart);
	event_loop_fini(&m->loop);
	free(m);
}

static void expect_golden(struct machine *m, const char *name)
{
	char path[128], *text = NULL, *golden;
	size_t text_bytes, golden_bytes;
	struct stat st;
	FILE *file;

	assert_int_equal(fdt_build(tree, sizeof(tree), &m->facts), 0);
	assert_int_equal(fdt_check_full(tree, fdt_totalsize(tree)), 0);
	assert_true(fdt_totalsize(tree) <= fdt_room_bytes(m->facts.cpu_count, 2));
	file = open_memstream(&text, &text_bytes);
	assert_non_null(file);
	dts_write(tree, file);
	assert_int_equal(fclose(file), 0);
	snprintf(path, sizeof(path), GOLDEN_FOLDER "%s.dts", name);
	if (getenv("UPDATE_GOLDEN")) {
		file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(text, 1, text_bytes, file), text_bytes);
		assert_int_equal(fclose(file), 0);
	}
	file = fopen(path, "r");
	if (!file)
		fail_msg("no %s: run from the top of the tree", path);
	assert_int_equal(fstat(fileno(file), &st), 0);
	golden = calloc(1, (size_t)st.st_size + 1);
	assert_non_null(golden);
	golden_bytes = fread(golden, 1, (size_t)st.st_size, file);
	fclose(file);
	assert_int_equal(golden_bytes, st.st_size);
	assert_string_equal(text, golden);
	free(golden);
	free(text);
	machine_destroy(m);
}

static void test_one_cpu_its(void **state)
{
	struct machine *m = machine_create(1);

	(void)state;
	m->facts.gic = FDT_GIC_V3_ITS;
	expect_golden(m, "1-cpu-gicv3-its");
}

static void test_eight_cpus(void **state)
{
	(void)state;
	expect_golden(machine_create(8), "8-cpus-gicv3");
}

static void test_gicv2(void **state)
{
	struct machine *m = machine_create(3);

	(void)state;
	m->facts.gic = FDT_GIC_V2;
	expect_golden(m, "3-cpus-gicv2");
}

static void test_gicv2m(void **state)
{
	struct machine *m = machine_create(8);

	(void)state;
	m->facts.gic = FDT_GIC_V2M;
	m->facts.pmu = true;
	expect_golden(m, "8-cpus-gicv2m-pmu");
}

static void test_pmu(void **state)
{
	struct machine *m = machine_create(2);

	(void)state;
	m->facts.pmu = true;
	expect_golden(m, "2-cpus-pmu");
}

static void test_nested(void **state)
{
	struct machine *m = machine_create(2);

	(void)state;
	m->facts.el2 = true;
	m->facts.gic = FDT_GIC_V3_ITS;
	expect_golden(m, "2-cpus-nested");
}

static void test_two_memory_nodes(void **state)
{
	struct machine *m = machine_create(1);

	(void)state;
	m->ram[1] = ram_region(GIB(8), GIB(4));
	assert_int_equal(address_space_add(&m->as, &m->ram[1], NULL), ADDRESS_SPACE_OK);
	expect_golden(m, "2-memories");
}

static void test_aff3(void **state)
{
	struct machine *m = machine_create(2);

	(void)state;
	m->mpidrs[1] = UINT64_C(0x0100000203);
	expect_golden(m, "aff3");
}

/* Not a word from dtc, with its checks on, about the trees that the tests before compared. */
static void test_dtc(void **state)
{
	char command[512], said[4096];
	glob_t files;
	size_t i, n;
	FILE *dtc;

	(void)state;
	if (system("dtc --version >/dev/null 2>&1")) {
		print_message("no dtc here\n");
		skip();
	}
	assert_int_equal(glob(GOLDEN_FOLDER "*.dts", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= 9);
	for (i = 0; i < files.gl_pathc; i++) {
		/* As a blob: in source form dtc also asks for labels, which blobs do not have. */
		snprintf(command, sizeof(command),
			 "dtc -q -I dts -O dtb %s | dtc -I dtb -O dts -o /dev/null - 2>&1",
			 files.gl_pathv[i]);
		dtc = popen(command, "r");
		assert_non_null(dtc);
		n = fread(said, 1, sizeof(said) - 1, dtc);
		said[n] = '\0';
		if (pclose(dtc) || n)
			fail_msg("%s: dtc says: %s", files.gl_pathv[i], said);
	}
	globfree(&files);
}

/* What may be absent: initrd, console, command line, devices. */
static void test_bare(void **state)
{
	struct machine *m = machine_create(1);

	(void)state;
	m->facts.initrd_bytes = 0;
	m->facts.console = NULL;
	m->facts.bootargs = NULL;
	m->facts.device_count = 0;
	expect_golden(m, "bare");
}

/* --dump-dtb writes just the tree, and says when it cannot. */
static void test_dump(void **state)
{
	struct machine *m = machine_create(1);
	char path[] = "/tmp/armlet-test-fdt-XXXXXX";
	int fd = mkstemp(path);
	struct stat st;
	void *copy;

	(void)state;
	assert_true(fd >= 0);
	/* Longer than the tree: it is cut. */
	assert_int_equal(ftruncate(fd, 100000), 0);
	assert_int_equal(fdt_build(tree, sizeof(tree), &m->facts), 0);
	assert_int_equal(fdt_dump(tree, path), 0);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_size, fdt_totalsize(tree));
	copy = malloc((size_t)st.st_size);
	assert_int_equal(pread(fd, copy, (size_t)st.st_size, 0), st.st_size);
	assert_memory_equal(copy, tree, (size_t)st.st_size);
	free(copy);
	close(fd);
	unlink(path);
	assert_int_equal(fdt_dump(tree, "/nonexistent/tree"), -1);
	if (!access("/dev/full", W_OK))
		assert_int_equal(fdt_dump(tree, "/dev/full"), -1);
	machine_destroy(m);
}

/* The most that a command line and a machine can have fits into what is set aside, and into what
 * Linux takes. */
static void test_largest(void **state)
{
	struct machine *m = machine_create(600);
	char bootargs[2048];
	uint64_t room = fdt_room_bytes(600, 2);

	(void)state;
	memset(bootargs, 'x', sizeof(bootargs) - 1);
	bootargs[sizeof(bootargs) - 1] = '\0';
	m->facts.bootargs = bootargs;
	m->facts.pmu = true;
	m->facts.el2 = true;
	m->facts.gic = FDT_GIC_V3_ITS;
	assert_true(room <= BOOT_DTB_MAX_BYTES);
	assert_int_equal(fdt_build(tree, room, &m->facts), 0);
	assert_int_equal(fdt_room_bytes(100000, 2), BOOT_DTB_MAX_BYTES);
	machine_destroy(m);
}

/* At every size that is too small: an error, and not a byte beyond. */
static void test_no_space(void **state)
{
	struct machine *m = machine_create(2);
	size_t needed, room;

	(void)state;
	assert_int_equal(fdt_build(tree, sizeof(tree), &m->facts), 0);
	needed = fdt_totalsize(tree);
	for (room = 0; room < needed; room++) {
		memset(tree, 0xa5, needed + 64);
		assert_true(fdt_build(tree, room, &m->facts) < 0);
		assert_int_equal(tree[room], 0xa5);
	}
	machine_destroy(m);
}

static int fdt_fails(const struct device *device, void *fdt,
		     const struct device_fdt_context *context)
{
	(void)device;
	(void)fdt;
	(void)context;
	return -FDT_ERR_BADVALUE;
}

static void test_device_error(void **state)
{
	static const struct device_ops ops = { .node_name = "broken", .fdt = fdt_fails };
	static const struct device broken = { .ops = &ops };
	static const struct device_ops no_node_ops = { .node_name = "serial" };
	static const struct device no_node = { .ops = &no_node_ops };
	struct machine *m = machine_create(1);

	(void)state;
	m->devices[1] = &no_node;
	assert_int_equal(fdt_build(tree, sizeof(tree), &m->facts), 0);
	assert_null(fdt_get_alias(tree, "serial1"));
	assert_string_equal(fdt_get_alias(tree, "serial0"), "/serial@1000000");
	m->devices[0] = &broken;
	assert_int_equal(fdt_build(tree, sizeof(tree), &m->facts), -FDT_ERR_BADVALUE);
	machine_destroy(m);
}

static void test_seed(void **state)
{
	static struct fdt_facts a, b;
	const uint64_t fixed = 0;

	(void)state;
	assert_int_equal(fdt_seed(&a, NULL), 0);
	assert_int_equal(fdt_seed(&b, NULL), 0);
	assert_memory_not_equal(a.rng_seed, b.rng_seed, sizeof(a.rng_seed));
	assert_int_not_equal(a.kaslr_seed, b.kaslr_seed);
	assert_int_equal(fdt_seed(&a, &fixed), 0);
	assert_int_equal(a.kaslr_seed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_cpu_its),
		cmocka_unit_test(test_eight_cpus),
		cmocka_unit_test(test_gicv2),
		cmocka_unit_test(test_gicv2m),
		cmocka_unit_test(test_pmu),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_two_memory_nodes),
		cmocka_unit_test(test_aff3),
		cmocka_unit_test(test_bare),
		cmocka_unit_test(test_dtc),
		cmocka_unit_test(test_dump),
		cmocka_unit_test(test_largest),
		cmocka_unit_test(test_no_space),
		cmocka_unit_test(test_device_error),
		cmocka_unit_test(test_seed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
