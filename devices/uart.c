// SPDX-License-Identifier: GPL-2.0-only
// A 16550A UART: its life, its device-tree node, and the main thread's side of its rings.
#include "devices/uart.h"

#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <libfdt.h>

#include "devices/uart_registers.h"
#include "lib/error.h"

#define UART_CLOCK_HZ 1843200

int uart_event_fd(const struct uart *uart)
{
	return uart->event_fd;
}

size_t uart_output_pending(struct uart *uart)
{
	size_t count;

	pthread_mutex_lock(&uart->lock);
	count = uart->tx_count;
	pthread_mutex_unlock(&uart->lock);
	return count;
}

size_t uart_output_peek(struct uart *uart, const uint8_t **bytes)
{
	size_t count, to_end;

	pthread_mutex_lock(&uart->lock);
	*bytes = uart->tx + uart->tx_head;
	count = uart->tx_count;
	to_end = UART_TX_RING_BYTES - uart->tx_head;
	pthread_mutex_unlock(&uart->lock);
	return count < to_end ? count : to_end;
}

void uart_output_consume(struct uart *uart, size_t bytes)
{
	bool was_empty;

	pthread_mutex_lock(&uart->lock);
	was_empty = uart_tx_empty(uart);
	uart->tx_count -= (unsigned int)bytes;
	/* An empty ring starts over: then little of it ever becomes resident. */
	uart->tx_head = uart->tx_count ? (uart->tx_head + bytes) % UART_TX_RING_BYTES : 0;
	if (!was_empty && uart_tx_empty(uart))
		uart->thre_pending = true;
	pthread_cond_broadcast(&uart->tx_room);
	uart_update_irq(uart);
	pthread_mutex_unlock(&uart->lock);
}

static bool rx_put(struct uart *uart, uint16_t entry)
{
	if (uart->rx_count == UART_RX_RING_ENTRIES)
		return false;
	uart->rx[(uart->rx_head + uart->rx_count) % UART_RX_RING_ENTRIES] = entry;
	uart->rx_count++;
	return true;
}

size_t uart_input(struct uart *uart, const uint8_t *bytes, size_t count)
{
	size_t taken = 0;

	pthread_mutex_lock(&uart->lock);
	while (taken < count && rx_put(uart, bytes[taken]))
		taken++;
	if (taken < count)
		uart->input_refused = true;
	uart_rx_refill(uart);
	uart_update_irq(uart);
	pthread_mutex_unlock(&uart->lock);
	return taken;
}

bool uart_input_waits(struct uart *uart)
{
	bool waits;

	pthread_mutex_lock(&uart->lock);
	waits = uart_rx_waits(uart);
	pthread_mutex_unlock(&uart->lock);
	return waits;
}

bool uart_input_break(struct uart *uart)
{
	bool taken;

	pthread_mutex_lock(&uart->lock);
	taken = rx_put(uart, UART_RX_BREAK);
	uart_rx_refill(uart);
	uart_update_irq(uart);
	pthread_mutex_unlock(&uart->lock);
	return taken;
}

void uart_stop(struct uart *uart)
{
	pthread_mutex_lock(&uart->lock);
	uart->stopped = true;
	pthread_cond_broadcast(&uart->tx_room);
	pthread_mutex_unlock(&uart->lock);
}

void uart_reset(struct uart *uart)
{
	pthread_mutex_lock(&uart->lock);
	uart->ier = uart->fcr = uart->lcr = uart->mcr = 0;
	uart->msr_deltas = uart->scr = uart->dll = uart->dlm = 0;
	uart->thre_pending = uart->overrun = uart->break_reported = false;
	uart->lsr_polls = 0;
	uart->loop_count = 0;
	uart_rx_refill(uart);
	uart->stopped = false;
	uart_update_irq(uart);
	pthread_mutex_unlock(&uart->lock);
}

static int uart_fdt(const struct device *device, void *fdt,
		    const struct device_fdt_context *context)
{
	static const char compatible[] = "ns16550a";
	const struct uart *uart = (const struct uart *)device;
	int rc = device_fdt_begin(device, fdt, compatible, sizeof(compatible));

	(void)context;
	if (!rc)
		rc = device_fdt_interrupt(fdt, uart->irq.spi);
	if (!rc)
		rc = fdt_property_u32(fdt, "clock-frequency", UART_CLOCK_HZ);
	if (!rc)
		rc = fdt_property_u32(fdt, "reg-shift", 0);
	if (!rc)
		rc = fdt_property_u32(fdt, "reg-io-width", 1);
	if (!rc)
		rc = fdt_property_u32(fdt, "fifo-size", UART_TX_BURST);
	if (!rc)
		rc = fdt_property_u32(fdt, "tx-threshold", 0);
	if (!rc)
		rc = fdt_end_node(fdt);
	return rc;
}

static void uart_destroy(struct device *device)
{
	uart_fini((struct uart *)device);
}

static const struct device_ops uart_device_ops = {
	.node_name = "serial",
	.fdt = uart_fdt,
	.destroy = uart_destroy,
};

int uart_init(struct uart *uart, const struct uart_config *config)
{
	pthread_condattr_t attributes;

	memset(uart, 0, sizeof(*uart));
	uart->device.region = (struct region){
		.name = config->name,
		.base = config->base,
		.bytes = UART_BYTES,
		.kind = REGION_MMIO,
		.ops = &uart_region_ops,
		.opaque = uart,
	};
	uart->device.ops = &uart_device_ops;
	uart->irq = config->irq;
	uart->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (uart->event_fd < 0) {
		err_errno("%s: eventfd", config->name);
		return -1;
	}
	pthread_mutex_init(&uart->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&uart->tx_room, &attributes);
	pthread_condattr_destroy(&attributes);
	uart->locks_made = true;
	return 0;
}

void uart_fini(struct uart *uart)
{
	if (!uart->locks_made)
		return;
	uart->locks_made = false;
	pthread_cond_destroy(&uart->tx_room);
	pthread_mutex_destroy(&uart->lock);
	close(uart->event_fd);
	uart->event_fd = -1;
}
