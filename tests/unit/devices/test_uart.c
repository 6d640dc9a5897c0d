// SPDX-License-Identifier: GPL-2.0-only
// The UART register by register, its interrupts as the level changes that a wire saw.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "devices/uart.h"
#include "lib/bits.h"

enum { RBR, IER, IIR, LCR, MCR, LSR, MSR, SCR, THR = 0, DLL = 0, DLM = 1, FCR = 2 };

struct wire {
	bool level;
	unsigned int rises, falls;
	uint32_t spi;
};

static struct uart uart;
static struct wire wire;

static void record(void *controller, uint32_t spi, bool level)
{
	struct wire *w = controller;

	assert_int_not_equal(w->level, level);
	w->level = level;
	w->spi = spi;
	w->rises += level;
	w->falls += !level;
}

static int setup(void **state)
{
	struct uart_config config = { .name = "uart0",
				      .base = 0x1000000,
				      .irq = { record, &wire, 3 } };

	(void)state;
	memset(&wire, 0, sizeof(wire));
	return uart_init(&uart, &config);
}

static int teardown(void **state)
{
	(void)state;
	uart.device.ops->destroy(&uart.device);
	uart_fini(&uart);
	return 0;
}

static uint8_t in(uint64_t offset)
{
	const struct region *region = &uart.device.region;

	return (uint8_t)region->ops->read(region->opaque, offset, 1);
}

static void out(uint64_t offset, uint64_t value)
{
	const struct region *region = &uart.device.region;

	region->ops->write(region->opaque, offset, 1, value);
}

static void type(const char *text)
{
	assert_int_equal(uart_input(&uart, (const uint8_t *)text, strlen(text)), strlen(text));
}

static void expect_output(const char *text)
{
	const uint8_t *bytes;
	size_t count = uart_output_peek(&uart, &bytes);

	assert_int_equal(count, strlen(text));
	assert_memory_equal(bytes, text, count);
	uart_output_consume(&uart, count);
}

/* The eventfd's count since the last look. */
static uint64_t news(void)
{
	uint64_t count = 0;

	return read(uart_event_fd(&uart), &count, sizeof(count)) == sizeof(count) ? count : 0;
}

static void fill_output(unsigned int bytes)
{
	while (bytes--)
		out(THR, 'x');
}

static void drain_output(void)
{
	const uint8_t *bytes;
	size_t count;

	while ((count = uart_output_peek(&uart, &bytes)))
		uart_output_consume(&uart, count);
}

static void test_reset_values(void **state)
{
	static const uint8_t values[] = { 0, 0, 0x01, 0, 0, 0x60, 0xb0, 0 };
	unsigned int i;

	(void)state;
	for (i = 0; i < 8; i++)
		assert_int_equal(in(i), values[i]);
	assert_ptr_equal(&uart, &uart.device.region);
	assert_int_equal(uart.device.region.base, 0x1000000);
	assert_int_equal(wire.rises, 0);
}

static void test_plain_registers(void **state)
{
	(void)state;
	out(SCR, 0xa5);
	assert_int_equal(in(SCR), 0xa5);
	out(IER, 0xff);
	assert_int_equal(in(IER), 0x0f);
	out(IER, 0);
	out(MCR, 0xef);
	assert_int_equal(in(MCR), 0x0f);
	out(LCR, 0x1b);
	assert_int_equal(in(LCR), 0x1b);
	out(LSR, 0xff);
	out(MSR, 0xff);
	assert_int_equal(in(LSR), 0x60);
	assert_int_equal(in(MSR), 0xb0);
}

static void test_other_offsets_and_widths(void **state)
{
	const struct region_ops *ops = uart.device.region.ops;

	(void)state;
	assert_int_equal(in(8), 0);
	assert_int_equal(ops->read(&uart, 0xfff, 1), 0);
	out(0x800, 'x');
	assert_int_equal(uart_output_pending(&uart), 0);
	ops->write(&uart, SCR, 4, 0x11223344);
	assert_int_equal(ops->read(&uart, SCR, 4), 0x44);
	ops->write(&uart, THR, 8, UINT64_MAX << 8 | 'w');
	expect_output("w");
}

static void test_divisor_latch(void **state)
{
	(void)state;
	out(LCR, 0x80);
	out(DLL, 0x0d);
	out(DLM, 0x01);
	assert_int_equal(in(DLL), 0x0d);
	assert_int_equal(in(DLM), 0x01);
	out(LCR, 0x03);
	assert_int_equal(uart_output_pending(&uart), 0);
	assert_int_equal(in(IER), 0);
	out(THR, 'a');
	expect_output("a");
	out(LCR, 0x83);
	assert_int_equal(in(DLL), 0x0d);
}

static void test_fifo_bits_in_iir(void **state)
{
	(void)state;
	out(FCR, 0xc1);
	assert_int_equal(in(IIR), 0xc1);
	out(FCR, 0xc0);
	assert_int_equal(in(IIR), 0x01);
}

static void test_thre_interrupt(void **state)
{
	(void)state;
	out(FCR, 0x01);
	out(IER, 0x02);
	assert_true(wire.level);
	assert_int_equal(wire.spi, 3);
	assert_int_equal(in(IIR), 0xc2);
	assert_false(wire.level);
	assert_int_equal(in(IIR), 0xc1);
	out(THR, 'a');
	assert_true(wire.level);
	out(THR, 'b');
	out(THR, 'c');
	assert_int_equal(wire.rises, 2);
	out(IER, 0x00);
	assert_false(wire.level);
	/* It was pending still, and would be by the rising edge of THRI in any case. */
	out(IER, 0x02);
	assert_true(wire.level);
	assert_int_equal(in(IIR), 0xc2);
	out(IER, 0x02);
	assert_false(wire.level);
	expect_output("abc");
}

static void test_reading_iir_for_another_source_keeps_thre(void **state)
{
	(void)state;
	out(FCR, 0x01);
	out(IER, 0x03);
	type("k");
	assert_int_equal(in(IIR), 0xc4);
	assert_int_equal(in(RBR), 'k');
	assert_true(wire.level);
	assert_int_equal(in(IIR), 0xc2);
	assert_false(wire.level);
}

static void test_transmitter_states(void **state)
{
	(void)state;
	out(FCR, 0x01);
	fill_output(UART_TX_RING_BYTES - UART_TX_BURST);
	assert_int_equal(in(LSR), 0x60);
	out(IER, 0x02);
	assert_int_equal(in(IIR), 0xc2);
	out(THR, 'x');
	/* Busy: no THRE in LSR, no interrupt, not by an edge of THRI either. */
	assert_int_equal(in(LSR), 0x00);
	assert_false(wire.level);
	out(IER, 0x00);
	out(IER, 0x02);
	assert_false(wire.level);
	fill_output(UART_TX_BURST - 1);
	assert_int_equal(uart_output_pending(&uart), UART_TX_RING_BYTES);
	uart_output_consume(&uart, UART_TX_BURST - 1);
	assert_false(wire.level);
	uart_output_consume(&uart, 1);
	assert_true(wire.level);
	assert_int_equal(in(LSR), 0x60);
}

static void test_clearing_the_transmit_fifo_loses_nothing(void **state)
{
	(void)state;
	out(FCR, 0x01);
	out(THR, 'a');
	out(FCR, 0x07);
	out(FCR, 0x00);
	expect_output("a");
}

static void test_output_wraps(void **state)
{
	const uint8_t *bytes;

	(void)state;
	fill_output(UART_TX_RING_BYTES - 2);
	uart_output_consume(&uart, UART_TX_RING_BYTES - 4);
	out(THR, '1');
	out(THR, '2');
	out(THR, '3');
	assert_int_equal(uart_output_pending(&uart), 5);
	assert_int_equal(uart_output_peek(&uart, &bytes), 4);
	assert_memory_equal(bytes, "xx12", 4);
	uart_output_consume(&uart, 4);
	expect_output("3");
	/* Empty: it starts over, so that its pages stay few. */
	out(THR, '4');
	uart_output_peek(&uart, &bytes);
	assert_ptr_equal(bytes, uart.tx);
}

static void test_stopped_output_is_dropped(void **state)
{
	(void)state;
	fill_output(UART_TX_RING_BYTES);
	uart_stop(&uart);
	uart_stop(&uart);
	assert_int_equal(in(LSR), 0x60);
	fill_output(10);
	assert_int_equal(uart_output_pending(&uart), UART_TX_RING_BYTES);
}

static void test_output_wakes(void **state)
{
	(void)state;
	assert_int_equal(news(), 0);
	out(THR, 'a');
	assert_int_equal(news(), 1);
	fill_output(UART_TX_RING_BYTES / 2 - 2);
	assert_int_equal(news(), 0);
	out(THR, 'b');
	assert_int_equal(news(), 1);
	drain_output();
	out(THR, 'c');
	assert_int_equal(news(), 1);
}

static void test_closed_receiver_keeps_input(void **state)
{
	(void)state;
	type("early");
	/* What Linux does before it wants input: all of it, in this order. */
	out(FCR, 0x01);
	out(FCR, 0x07);
	out(FCR, 0x00);
	assert_int_equal(in(LSR), 0x60);
	assert_int_equal(in(RBR), 0);
	in(IIR);
	in(MSR);
	out(IER, 0x05);
	assert_true(wire.level);
	out(FCR, 0x00);
	assert_int_equal(in(LSR), 0x61);
	assert_int_equal(in(RBR), 'e');
	assert_int_equal(in(IIR), 0x01);
	assert_int_equal(in(RBR), 'a');
	/* Closed again, in mid-stream. */
	out(IER, 0x00);
	assert_int_equal(in(RBR), 0);
	assert_int_equal(in(LSR), 0x60);
	out(IER, 0x01);
	assert_int_equal(in(RBR), 'r');
}

static void test_polled_receiver(void **state)
{
	unsigned int i;

	(void)state;
	type("ab");
	for (i = 0; i < UART_FIFO_ENTRIES - 1; i++)
		assert_int_equal(in(LSR), 0x60);
	assert_int_equal(in(LSR), 0x61);
	assert_int_equal(in(RBR), 'a');
	assert_int_equal(in(LSR), 0x61);
	/* An echo goes out; then it has to poll anew. */
	out(THR, 'a');
	assert_int_equal(in(LSR), 0x60);
	assert_int_equal(in(RBR), 0);
	for (i = 0; i < UART_FIFO_ENTRIES; i++)
		in(LSR);
	assert_int_equal(in(RBR), 'b');
	assert_int_equal(in(LSR), 0x60);
	assert_int_equal(wire.rises, 0);
}

static void test_trigger_levels(void **state)
{
	static const unsigned int levels[] = { 1, 4, 8, 14 };
	unsigned int i, count;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(levels); i++) {
		out(FCR, 0x01 | i << 6);
		out(IER, 0x01);
		for (count = 1; count <= 16; count++) {
			type("x");
			assert_int_equal(in(IIR), count >= levels[i] ? 0xc4 : 0xcc);
		}
		assert_true(wire.level);
		out(FCR, 0x03 | i << 6);
		assert_false(wire.level);
		assert_int_equal(in(LSR), 0x60);
	}
	assert_int_equal(wire.rises, 4);
}

static void test_fifo_shows_sixteen(void **state)
{
	(void)state;
	out(IER, 0x01);
	out(FCR, 0x01);
	type("0123456789abcdefghij");
	out(FCR, 0x03);
	assert_int_equal(in(RBR), 'g');
	/* Turning FIFOs off clears too; what comes then is one entry deep. */
	out(FCR, 0x00);
	assert_int_equal(in(LSR), 0x60);
	type("kl");
	assert_int_equal(in(IIR), 0x04);
	out(FCR, 0x02);
	assert_int_equal(in(RBR), 'l');
	assert_false(wire.level);
}

static void test_input_ring_full(void **state)
{
	static uint8_t bytes[UART_RX_RING_ENTRIES + 10];
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 7);
	assert_int_equal(uart_input(&uart, bytes, sizeof(bytes)), UART_RX_RING_ENTRIES);
	assert_false(uart_input_break(&uart));
	out(FCR, 0x01);
	out(IER, 0x01);
	for (i = 0; i < UART_RX_RING_ENTRIES / 2 - 1; i++) {
		assert_int_equal(in(RBR), bytes[i]);
		if (i % UART_FIFO_ENTRIES == UART_FIFO_ENTRIES - 1) {
			assert_int_equal(in(IIR), 0xc1);
			news();
		}
	}
	/* The next one leaves half of the ring free, and the FIFO empty. */
	assert_int_equal(news(), 0);
	in(RBR);
	assert_int_equal(news(), 2);
}

/* An interrupt handler ends when it has emptied the FIFO, and is called again for the rest. */
static void test_input_comes_fifo_by_fifo(void **state)
{
	unsigned int i;

	(void)state;
	out(FCR, 0x01);
	out(IER, 0x01);
	type("0123456789abcdefghij");
	for (i = 0; i < UART_FIFO_ENTRIES; i++) {
		assert_false(uart_input_waits(&uart));
		assert_int_equal(in(LSR), 0x61);
		in(RBR);
	}
	assert_int_equal(in(LSR), 0x60);
	assert_false(wire.level);
	assert_int_equal(wire.rises, 1);
	assert_true(uart_input_waits(&uart));
	assert_int_equal(news(), 1);
	assert_int_equal(in(IIR), 0xc1);
	assert_false(uart_input_waits(&uart));
	assert_true(wire.level);
	assert_int_equal(wire.rises, 2);
	assert_int_equal(in(IIR), 0xc4);
	assert_int_equal(in(RBR), 'g');
}

/* A driver that never reads IIR is helped by the main thread. */
static void test_input_without_iir(void **state)
{
	(void)state;
	out(IER, 0x01);
	type("ab");
	assert_int_equal(in(RBR), 'a');
	assert_int_equal(in(RBR), 0);
	assert_false(wire.level);
	assert_int_equal(uart_input(&uart, NULL, 0), 0);
	assert_true(wire.level);
	assert_int_equal(in(RBR), 'b');
	assert_false(uart_input_waits(&uart));
}

static void test_break(void **state)
{
	(void)state;
	out(FCR, 0x01);
	out(IER, 0x05);
	type("a");
	assert_true(uart_input_break(&uart));
	type("b");
	assert_int_equal(in(IIR), 0xc4);
	assert_int_equal(in(LSR), 0xe1);
	assert_int_equal(in(RBR), 'a');
	assert_int_equal(in(IIR), 0xc6);
	assert_int_equal(in(LSR), 0xf1);
	assert_int_equal(in(LSR), 0x61);
	assert_int_equal(in(IIR), 0xc4);
	assert_int_equal(in(RBR), 0);
	assert_int_equal(in(LSR), 0x61);
	assert_int_equal(in(RBR), 'b');
	assert_int_equal(in(LSR), 0x60);
	assert_int_equal(wire.rises, 1);
	assert_int_equal(wire.falls, 1);
}

static void test_two_breaks(void **state)
{
	(void)state;
	out(FCR, 0x01);
	out(IER, 0x04 | 0x01);
	uart_input_break(&uart);
	uart_input_break(&uart);
	assert_int_equal(in(LSR), 0xf1);
	assert_int_equal(in(RBR), 0);
	assert_int_equal(in(LSR), 0xf1);
	assert_int_equal(in(RBR), 0);
	assert_int_equal(in(LSR), 0x60);
}

static void test_loopback_data(void **state)
{
	unsigned int i;

	(void)state;
	out(FCR, 0x01);
	out(MCR, 0x10);
	type("host");
	out(IER, 0x01);
	assert_int_equal(in(LSR), 0x60);
	for (i = 0; i < 17; i++)
		out(THR, 'A' + i);
	assert_int_equal(uart_output_pending(&uart), 0);
	assert_int_equal(in(LSR), 0x63);
	assert_int_equal(in(LSR), 0x61);
	for (i = 0; i < 16; i++)
		assert_int_equal(in(RBR), 'A' + i);
	assert_int_equal(in(LSR), 0x60);
	out(MCR, 0x00);
	assert_int_equal(in(RBR), 'h');
}

static void test_loopback_break_and_line_interrupt(void **state)
{
	(void)state;
	out(IER, 0x04);
	out(MCR, 0x10);
	out(LCR, 0x40);
	assert_true(wire.level);
	assert_int_equal(in(IIR), 0x06);
	assert_int_equal(in(LSR), 0x71);
	assert_false(wire.level);
	assert_int_equal(in(RBR), 0);
	out(LCR, 0x40);
	assert_int_equal(in(LSR), 0x60);
}

static void test_loopback_modem_status(void **state)
{
	(void)state;
	out(MCR, 0x10);
	assert_int_equal(in(MSR), 0x0b); /* CTS, DSR and DCD fell */
	assert_int_equal(in(MSR), 0x00);
	out(IER, 0x08);
	assert_false(wire.level);
	out(MCR, 0x11);
	assert_true(wire.level);
	assert_int_equal(in(IIR), 0x00);
	assert_int_equal(in(MSR), 0x22); /* DTR is DSR */
	assert_false(wire.level);
	out(MCR, 0x12);
	assert_int_equal(in(MSR), 0x13); /* RTS is CTS */
	out(MCR, 0x14);
	assert_int_equal(in(MSR), 0x41); /* OUT1 is RI: its rise is no event */
	out(MCR, 0x18);
	assert_int_equal(in(MSR), 0x8c); /* OUT2 is DCD; RI fell */
	out(MCR, 0x00);
	assert_int_equal(in(MSR), 0xb3);
}

static void test_interrupt_priority(void **state)
{
	(void)state;
	out(IER, 0x0f);
	out(MCR, 0x10);
	out(LCR, 0x40);
	assert_int_equal(in(IIR), 0x06);
	in(LSR);
	assert_int_equal(in(IIR), 0x04);
	in(RBR);
	assert_int_equal(in(IIR), 0x02);
	assert_int_equal(in(IIR), 0x00);
	in(MSR);
	assert_int_equal(in(IIR), 0x01);
	assert_false(wire.level);
	assert_int_equal(wire.rises, 1);
}

static void test_reset(void **state)
{
	(void)state;
	out(IER, 0x0f);
	out(MCR, 0x1f);
	out(LCR, 0xff);
	out(SCR, 1);
	uart_stop(&uart);
	uart_reset(&uart);
	assert_false(wire.level);
	wire.rises = 0;
	test_reset_values(state);
}

int main(void)
{
#define UART_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		UART_TEST(test_plain_registers),
		UART_TEST(test_other_offsets_and_widths),
		UART_TEST(test_divisor_latch),
		UART_TEST(test_fifo_bits_in_iir),
		UART_TEST(test_thre_interrupt),
		UART_TEST(test_reading_iir_for_another_source_keeps_thre),
		UART_TEST(test_transmitter_states),
		UART_TEST(test_clearing_the_transmit_fifo_loses_nothing),
		UART_TEST(test_output_wraps),
		UART_TEST(test_stopped_output_is_dropped),
		UART_TEST(test_output_wakes),
		UART_TEST(test_closed_receiver_keeps_input),
		UART_TEST(test_polled_receiver),
		UART_TEST(test_trigger_levels),
		UART_TEST(test_fifo_shows_sixteen),
		UART_TEST(test_input_ring_full),
		UART_TEST(test_input_comes_fifo_by_fifo),
		UART_TEST(test_input_without_iir),
		UART_TEST(test_break),
		UART_TEST(test_two_breaks),
		UART_TEST(test_loopback_data),
		UART_TEST(test_loopback_break_and_line_interrupt),
		UART_TEST(test_loopback_modem_status),
		UART_TEST(test_interrupt_priority),
		UART_TEST(test_reset),
		cmocka_unit_test_setup_teardown(test_reset_values, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
