// SPDX-License-Identifier: GPL-2.0-only
// The UART under several threads: nothing lost, nothing stuck, and no sanitizer has a word to say.
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "devices/uart.h"

enum { RBR, IER, IIR, LCR, MCR, LSR, MSR, SCR, THR = 0, FCR = 2 };

#define WRITERS	     2
#define WRITER_BYTES 300000
#define FUZZ_STEPS   100000

static struct uart uart;
static atomic_bool level, done;
static atomic_uint repeated;

/* The UART calls with its lock held, so the changes come in order. */
static void check_change(void *controller, uint32_t spi, bool now)
{
	(void)controller;
	(void)spi;
	if (atomic_exchange(&level, now) == now)
		atomic_fetch_add(&repeated, 1);
}

static int setup(void **state)
{
	struct uart_config config = { .name = "uart0", .irq = { check_change, NULL, 0 } };

	(void)state;
	level = done = false;
	repeated = 0;
	return uart_init(&uart, &config);
}

static int teardown(void **state)
{
	(void)state;
	uart_fini(&uart);
	return 0;
}

static uint8_t in(uint64_t offset)
{
	return (uint8_t)uart.device.region.ops->read(&uart, offset, 1);
}

static bool lsr_has(uint8_t bits)
{
	uint8_t lsr = in(LSR);

	return (lsr & bits) == bits;
}

static void out(uint64_t offset, uint64_t value)
{
	uart.device.region.ops->write(&uart, offset, 1, value);
}

static void *writer(void *opaque)
{
	unsigned int i, burst;

	for (i = 0; i < WRITER_BYTES;) {
		while (!lsr_has(0x20))
			;
		for (burst = 0; burst < UART_TX_BURST && i < WRITER_BYTES; burst++, i++)
			out(THR, (uintptr_t)opaque | (i & 0x3f));
	}
	return NULL;
}

/* Each writer's bytes come in its own order, all of them, though the reader dawdles. */
static void test_output_of_several_vcpus(void **state)
{
	pthread_t threads[WRITERS];
	unsigned int seen[WRITERS] = { 0 }, total = 0, rounds = 0;
	uintptr_t i;

	(void)state;
	for (i = 0; i < WRITERS; i++)
		pthread_create(&threads[i], NULL, writer, (void *)(i << 6));
	while (total < WRITERS * WRITER_BYTES) {
		const uint8_t *bytes;
		size_t count = uart_output_peek(&uart, &bytes), n;

		for (n = 0; n < count; n++) {
			unsigned int who = bytes[n] >> 6;

			assert_int_equal(bytes[n] & 0x3f, seen[who]++ & 0x3f);
		}
		uart_output_consume(&uart, count);
		total += (unsigned int)count;
		if (++rounds % 4 == 0)
			usleep(200);
	}
	for (i = 0; i < WRITERS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(seen[i], WRITER_BYTES);
	}
	assert_int_equal(uart_output_pending(&uart), 0);
}

static void *endless_writer(void *opaque)
{
	(void)opaque;
	while (!atomic_load(&done))
		out(THR, 'x');
	return NULL;
}

static void test_stop_frees_a_waiting_vcpu(void **state)
{
	pthread_t threads[WRITERS];
	int i;

	(void)state;
	for (i = 0; i < WRITERS; i++)
		pthread_create(&threads[i], NULL, endless_writer, NULL);
	while (uart_output_pending(&uart) < UART_TX_RING_BYTES)
		usleep(100);
	usleep(2000);
	atomic_store(&done, true);
	uart_stop(&uart);
	for (i = 0; i < WRITERS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(uart_output_pending(&uart), UART_TX_RING_BYTES);
}

static void *typist(void *opaque)
{
	uint32_t i = 0;

	(void)opaque;
	while (i < WRITER_BYTES) {
		uint8_t bytes[7];
		size_t n;

		for (n = 0; n < sizeof(bytes); n++)
			bytes[n] = (uint8_t)(i + n);
		i += (uint32_t)uart_input(&uart, bytes, sizeof(bytes));
	}
	return NULL;
}

static void test_input_arrives_whole(void **state)
{
	pthread_t thread;
	uint32_t i = 0;

	(void)state;
	out(FCR, 0x01);
	out(IER, 0x01);
	pthread_create(&thread, NULL, typist, NULL);
	while (i < WRITER_BYTES)
		if (lsr_has(0x01))
			assert_int_equal(in(RBR), (uint8_t)i++);
		else
			in(IIR);
	pthread_join(thread, NULL);
	assert_int_equal(repeated, 0);
}

static void *fuzzer(void *opaque)
{
	unsigned int seed = (unsigned int)(uintptr_t)opaque, i;
	const struct region_ops *ops = uart.device.region.ops;

	for (i = 0; i < FUZZ_STEPS; i++) {
		uint64_t offset = (uint64_t)rand_r(&seed) % (UART_BYTES + 1);
		unsigned int width = 1U << rand_r(&seed) % 4;
		uint64_t value = (uint64_t)rand_r(&seed);

		if (rand_r(&seed) % 2)
			ops->write(&uart, offset, width, value);
		else
			assert_true(ops->read(&uart, offset, width) <= 0xff);
	}
	return NULL;
}

static void test_random_accesses(void **state)
{
	pthread_t threads[WRITERS];
	unsigned int seed = 99, i;
	size_t left;
	uintptr_t t;

	(void)state;
	for (t = 0; t < WRITERS; t++)
		pthread_create(&threads[t], NULL, fuzzer, (void *)(t + 1));
	for (i = 0; i < FUZZ_STEPS / 4; i++) {
		const uint8_t *bytes;
		size_t count = uart_output_peek(&uart, &bytes);

		uart_output_consume(&uart, count);
		if (rand_r(&seed) % 8 == 0)
			uart_input_break(&uart);
		uart_input(&uart, (const uint8_t *)"input", 5);
	}
	uart_stop(&uart);
	for (t = 0; t < WRITERS; t++)
		pthread_join(threads[t], NULL);
	assert_int_equal(repeated, 0);
	/* Whatever they did, it comes back to its senses. */
	out(LCR, 0);
	out(MCR, 0);
	out(IER, 0);
	assert_false(level);
	uart_reset(&uart);
	while ((left = uart_output_pending(&uart)))
		uart_output_consume(&uart, left);
	out(IER, 2);
	assert_true(level);
	assert_int_equal(in(IIR), 0x02);
	assert_false(level);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_output_of_several_vcpus, setup, teardown),
		cmocka_unit_test_setup_teardown(test_stop_frees_a_waiting_vcpu, setup, teardown),
		cmocka_unit_test_setup_teardown(test_input_arrives_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(test_random_accesses, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
