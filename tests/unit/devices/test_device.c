// SPDX-License-Identifier: GPL-2.0-only
// The device-tree nodes that the devices write themselves.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

#include "devices/rtc.h"
#include "devices/uart.h"

static struct uart uart;
static struct rtc rtc;
static struct event_loop loop;
static char tree[4096];

static int setup(void **state)
{
	struct uart_config uart_config = { .name = "uart1", .base = 0x1001000, .irq.spi = 1 };
	struct rtc_config rtc_config = { "rtc", 0x1010000, { NULL, NULL, 4 }, &loop };

	(void)state;
	return event_loop_init(&loop) || uart_init(&uart, &uart_config) ||
	       rtc_init(&rtc, &rtc_config);
}

static int teardown(void **state)
{
	(void)state;
	rtc_fini(&rtc);
	uart_fini(&uart);
	event_loop_fini(&loop);
	return 0;
}

static int write_tree(const struct device *device, size_t bytes)
{
	struct device_fdt_context context = { .clock_phandle = 0x77 };
	int rc;

	if (fdt_create(tree, (int)bytes) || fdt_finish_reservemap(tree) || fdt_begin_node(tree, ""))
		return -1;
	rc = device->ops->fdt(device, tree, &context);
	if (rc)
		return rc;
	fdt_end_node(tree);
	return fdt_finish(tree);
}

static void expect_cells(int node, const char *name, const uint32_t *cells, int count)
{
	int bytes, i;
	const fdt32_t *property = fdt_getprop(tree, node, name, &bytes);

	assert_non_null(property);
	assert_int_equal(bytes, count * 4);
	for (i = 0; i < count; i++)
		assert_int_equal(fdt32_to_cpu(property[i]), cells[i]);
}

static void expect_bytes(int node, const char *name, const char *wanted, size_t count)
{
	int bytes;
	const void *property = fdt_getprop(tree, node, name, &bytes);

	assert_non_null(property);
	assert_int_equal(bytes, count);
	assert_memory_equal(property, wanted, count);
}

#define EXPECT_CELLS(node, name, ...)                               \
	expect_cells(node, name, (const uint32_t[]){ __VA_ARGS__ }, \
		     sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4)
#define EXPECT_STRINGS(node, name, text) expect_bytes(node, name, text, sizeof(text))

static void test_uart_node(void **state)
{
	char name[DEVICE_NODE_NAME_BYTES];
	int node;

	(void)state;
	assert_int_equal(write_tree(&uart.device, sizeof(tree)), 0);
	device_node_name(&uart.device, name);
	assert_string_equal(name, "serial@1001000");
	node = fdt_path_offset(tree, "/serial@1001000");
	assert_true(node > 0);
	EXPECT_STRINGS(node, "compatible", "ns16550a");
	EXPECT_CELLS(node, "reg", 0, 0x1001000, 0, 8);
	EXPECT_CELLS(node, "interrupts", 0, 1, 4);
	EXPECT_CELLS(node, "clock-frequency", 1843200);
	EXPECT_CELLS(node, "reg-shift", 0);
	EXPECT_CELLS(node, "reg-io-width", 1);
	EXPECT_CELLS(node, "fifo-size", UART_TX_BURST);
	EXPECT_CELLS(node, "tx-threshold", 0);
}

static void test_rtc_node(void **state)
{
	int node;

	(void)state;
	assert_int_equal(write_tree(&rtc.device, sizeof(tree)), 0);
	node = fdt_path_offset(tree, "/rtc@1010000");
	assert_true(node > 0);
	EXPECT_STRINGS(node, "compatible", "arm,pl031\0arm,primecell");
	EXPECT_CELLS(node, "reg", 0, 0x1010000, 0, 0x1000);
	EXPECT_CELLS(node, "interrupts", 0, 4, 4);
	EXPECT_CELLS(node, "clocks", 0x77);
	EXPECT_STRINGS(node, "clock-names", "apb_pclk");
}

/* Too small a tree is libfdt's error, whichever call meets the end. */
static void expect_no_room(const struct device *device)
{
	size_t bytes, needed;

	assert_int_equal(write_tree(device, sizeof(tree)), 0);
	needed = fdt_totalsize(tree);
	for (bytes = 80; bytes < needed; bytes += 4)
		assert_true(write_tree(device, bytes) < 0);
	assert_int_equal(write_tree(device, needed), 0);
}

static void test_no_room(void **state)
{
	(void)state;
	expect_no_room(&uart.device);
	expect_no_room(&rtc.device);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_uart_node, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rtc_node, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_room, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
