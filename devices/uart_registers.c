// SPDX-License-Identifier: GPL-2.0-only
// A 16550A UART as the guest sees it: its registers, between the vCPUs and two rings.
#include "devices/uart_registers.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	UART_RBR = 0, /* read; THR when written; DLL with LCR.DLAB */
	UART_IER = 1, /* DLM with LCR.DLAB */
	UART_IIR = 2, /* read; FCR when written */
	UART_LCR = 3,
	UART_MCR = 4,
	UART_LSR = 5,
	UART_MSR = 6,
	UART_SCR = 7,
};

#define IER_RDI	 0x01
#define IER_THRI 0x02
#define IER_RLSI 0x04
#define IER_MSI	 0x08
#define IER_ALL	 0x0f

#define IIR_NONE     0x01
#define IIR_MODEM    0x00
#define IIR_THRE     0x02
#define IIR_DATA     0x04
#define IIR_LINE     0x06
#define IIR_TIMEOUT  0x0c
#define IIR_FIFOS_ON 0xc0

#define FCR_ENABLE	  0x01
#define FCR_CLEAR_RX	  0x02
#define FCR_TRIGGER_SHIFT 6
#define FCR_KEPT	  0xc9 /* enable, DMA mode, trigger level */

#define LCR_BREAK 0x40
#define LCR_DLAB  0x80

#define MCR_LOOP 0x10
#define MCR_ALL	 0x1f

#define LSR_DR	       0x01
#define LSR_OE	       0x02
#define LSR_BI	       0x10
#define LSR_THRE       0x20
#define LSR_TEMT       0x40
#define LSR_FIFO_ERROR 0x80

#define MSR_CTS 0x10
#define MSR_DSR 0x20
#define MSR_RI	0x40
#define MSR_DCD 0x80

/* How long a read of LSR sleeps when it finds the transmitter busy. */
#define BUSY_POLL_NS (2 * 1000 * 1000)

static const unsigned int trigger_levels[] = { 1, 4, 8, 14 };

/* The wake may find the counter full of wakes: that is as good. */
static void wake_main_thread(struct uart *uart)
{
	uint64_t one = 1;
	ssize_t ignored = write(uart->event_fd, &one, sizeof(one));

	(void)ignored;
}

bool uart_tx_empty(const struct uart *uart)
{
	return UART_TX_RING_BYTES - uart->tx_count >= UART_TX_BURST;
}

static bool rx_open(const struct uart *uart)
{
	return (uart->ier & IER_RDI) || uart->lsr_polls >= UART_FIFO_ENTRIES;
}

/* How many characters the guest sees in its receive FIFO. */
static unsigned int rx_visible(const struct uart *uart)
{
	unsigned int limit = uart->fcr & FCR_ENABLE ? UART_FIFO_ENTRIES : 1;
	unsigned int count = uart->loop_count;

	if (!count && !(uart->mcr & MCR_LOOP) && rx_open(uart))
		count = uart->rx_shown;
	return count < limit ? count : limit;
}

void uart_rx_refill(struct uart *uart)
{
	unsigned int limit = uart->fcr & FCR_ENABLE ? UART_FIFO_ENTRIES : 1;

	uart->rx_shown = uart->rx_count < limit ? uart->rx_count : limit;
}

static uint16_t rx_entry(const struct uart *uart, unsigned int index)
{
	if (uart->loop_count)
		return uart->loop[index];
	return uart->rx[(uart->rx_head + index) % UART_RX_RING_ENTRIES];
}

bool uart_rx_waits(const struct uart *uart)
{
	return !uart->rx_shown && uart->rx_count && (uart->ier & IER_RDI);
}

/* Takes the first `count` visible characters out of the FIFO. */
static void rx_drop(struct uart *uart, unsigned int count)
{
	if (!count)
		return;
	uart->break_reported = false;
	if (uart->loop_count) {
		uart->loop_count -= count;
		memmove(uart->loop, uart->loop + count, uart->loop_count * sizeof(uart->loop[0]));
		return;
	}
	uart->rx_head = (uart->rx_head + count) % UART_RX_RING_ENTRIES;
	uart->rx_count -= count;
	uart->rx_shown -= count;
	if (uart_rx_waits(uart))
		wake_main_thread(uart);
	if (uart->input_refused && uart->rx_count <= UART_RX_RING_ENTRIES / 2) {
		uart->input_refused = false;
		wake_main_thread(uart);
	}
}

static uint8_t msr_lines(const struct uart *uart)
{
	uint8_t mcr = uart->mcr;

	if (!(mcr & MCR_LOOP))
		return MSR_CTS | MSR_DSR | MSR_DCD;
	return (uint8_t)((mcr & 0x0c) << 4 | (mcr & 0x01) << 5 | (mcr & 0x02) << 3);
}

/* LSR's bits that raise the line-status interrupt. */
static uint8_t lsr_errors(const struct uart *uart)
{
	uint8_t errors = uart->overrun ? LSR_OE : 0;

	if (rx_visible(uart) && !uart->break_reported && (rx_entry(uart, 0) & UART_RX_BREAK))
		errors |= LSR_BI;
	return errors;
}

/* The interrupt of the highest priority that is enabled and pending, as IIR names it. */
static uint8_t iir_source(const struct uart *uart)
{
	if ((uart->ier & IER_RLSI) && lsr_errors(uart))
		return IIR_LINE;
	if ((uart->ier & IER_RDI) && rx_visible(uart)) {
		if (!(uart->fcr & FCR_ENABLE) ||
		    rx_visible(uart) >= trigger_levels[uart->fcr >> FCR_TRIGGER_SHIFT])
			return IIR_DATA;
		return IIR_TIMEOUT;
	}
	if ((uart->ier & IER_THRI) && uart->thre_pending)
		return IIR_THRE;
	if ((uart->ier & IER_MSI) && uart->msr_deltas)
		return IIR_MODEM;
	return IIR_NONE;
}

/* The line carries changes alone: each one costs an ioctl. */
void uart_update_irq(struct uart *uart)
{
	bool level = iir_source(uart) != IIR_NONE;

	if (level == uart->irq_level)
		return;
	uart->irq_level = level;
	irq_line_set(&uart->irq, level);
}

static void wait_while_busy(struct uart *uart)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += BUSY_POLL_NS;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	while (!uart->stopped && !uart_tx_empty(uart))
		if (pthread_cond_timedwait(&uart->tx_room, &uart->lock, &until))
			break;
}

static uint8_t read_lsr(struct uart *uart)
{
	unsigned int visible, i;
	uint8_t lsr;

	if (!uart_tx_empty(uart) && !uart->stopped)
		wait_while_busy(uart);
	else if (uart->lsr_polls < UART_FIFO_ENTRIES)
		uart->lsr_polls++;
	if (!(uart->ier & IER_RDI))
		uart_rx_refill(uart);

	lsr = lsr_errors(uart);
	if (uart_tx_empty(uart) || uart->stopped)
		lsr |= LSR_THRE | LSR_TEMT;
	visible = rx_visible(uart);
	if (visible)
		lsr |= LSR_DR;
	for (i = 0; (uart->fcr & FCR_ENABLE) && i < visible; i++)
		if ((rx_entry(uart, i) & UART_RX_BREAK) && !(i == 0 && uart->break_reported))
			lsr |= LSR_FIFO_ERROR;

	uart->overrun = false;
	if (lsr & LSR_BI)
		uart->break_reported = true;
	return lsr;
}

static uint8_t read_rbr(struct uart *uart)
{
	uint8_t byte;

	if (!rx_visible(uart))
		return 0;
	byte = (uint8_t)rx_entry(uart, 0);
	rx_drop(uart, 1);
	return byte;
}

static uint8_t read_iir(struct uart *uart)
{
	uint8_t source = iir_source(uart);

	if (source == IIR_THRE)
		uart->thre_pending = false;
	if (!rx_visible(uart))
		uart_rx_refill(uart);
	return source | (uart->fcr & FCR_ENABLE ? IIR_FIFOS_ON : 0);
}

static uint8_t read_msr(struct uart *uart)
{
	uint8_t msr = msr_lines(uart) | uart->msr_deltas;

	uart->msr_deltas = 0;
	return msr;
}

static uint64_t uart_read(void *opaque, uint64_t offset, unsigned int width)
{
	struct uart *uart = opaque;
	uint8_t value = 0;

	(void)width;
	if (offset > UART_SCR)
		return 0;
	pthread_mutex_lock(&uart->lock);
	if (offset != UART_LSR && offset != UART_RBR)
		uart->lsr_polls = 0;
	switch (offset) {
	case UART_RBR:
		value = uart->lcr & LCR_DLAB ? uart->dll : read_rbr(uart);
		break;
	case UART_IER:
		value = uart->lcr & LCR_DLAB ? uart->dlm : uart->ier;
		break;
	case UART_IIR:
		value = read_iir(uart);
		break;
	case UART_LCR:
		value = uart->lcr;
		break;
	case UART_MCR:
		value = uart->mcr;
		break;
	case UART_LSR:
		value = read_lsr(uart);
		break;
	case UART_MSR:
		value = read_msr(uart);
		break;
	case UART_SCR:
		value = uart->scr;
		break;
	}
	uart_update_irq(uart);
	pthread_mutex_unlock(&uart->lock);
	return value;
}

static void loop_put(struct uart *uart, uint16_t entry)
{
	unsigned int limit = uart->fcr & FCR_ENABLE ? UART_FIFO_ENTRIES : 1;

	if (!uart->loop_count)
		uart->break_reported = false;
	if (uart->loop_count < limit)
		uart->loop[uart->loop_count++] = entry;
	else
		uart->overrun = true;
}

static void tx_put(struct uart *uart, uint8_t byte)
{
	while (uart->tx_count == UART_TX_RING_BYTES && !uart->stopped)
		pthread_cond_wait(&uart->tx_room, &uart->lock);
	if (uart->tx_count == UART_TX_RING_BYTES)
		return;
	uart->tx[(uart->tx_head + uart->tx_count) % UART_TX_RING_BYTES] = byte;
	uart->tx_count++;
	if (uart->tx_count == 1 || uart->tx_count == UART_TX_RING_BYTES / 2)
		wake_main_thread(uart);
}

static void write_thr(struct uart *uart, uint8_t byte)
{
	if (uart->mcr & MCR_LOOP)
		loop_put(uart, byte);
	else
		tx_put(uart, byte);
	uart->thre_pending = uart_tx_empty(uart);
}

static void write_ier(struct uart *uart, uint8_t value)
{
	value &= IER_ALL;
	if ((value & ~uart->ier & IER_THRI) && uart_tx_empty(uart))
		uart->thre_pending = true;
	uart->ier = value;
	uart_rx_refill(uart);
}

/* Turning the FIFOs on or off clears them, as the chip does. */
static void write_fcr(struct uart *uart, uint8_t value)
{
	if ((value & FCR_CLEAR_RX) || ((value ^ uart->fcr) & FCR_ENABLE))
		rx_drop(uart, rx_visible(uart));
	uart->fcr = value & FCR_ENABLE ? value & FCR_KEPT : 0;
	uart_rx_refill(uart);
}

static void write_lcr(struct uart *uart, uint8_t value)
{
	if ((value & ~uart->lcr & LCR_BREAK) && (uart->mcr & MCR_LOOP))
		loop_put(uart, UART_RX_BREAK);
	uart->lcr = value;
}

/* In loopback, modem control moves modem status; MSR notes what moved (RI: only its end). */
static void write_mcr(struct uart *uart, uint8_t value)
{
	uint8_t before = msr_lines(uart), after, moved;

	uart->mcr = value & MCR_ALL;
	after = msr_lines(uart);
	moved = before ^ after;
	uart->msr_deltas |= (moved & (MSR_CTS | MSR_DSR | MSR_DCD)) >> 4;
	uart->msr_deltas |= (moved & before & MSR_RI) >> 4;
}

static void uart_write(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	struct uart *uart = opaque;
	uint8_t byte = (uint8_t)value;

	(void)width;
	if (offset > UART_SCR)
		return;
	pthread_mutex_lock(&uart->lock);
	uart->lsr_polls = 0;
	switch (offset) {
	case UART_RBR:
		if (uart->lcr & LCR_DLAB)
			uart->dll = byte;
		else
			write_thr(uart, byte);
		break;
	case UART_IER:
		if (uart->lcr & LCR_DLAB)
			uart->dlm = byte;
		else
			write_ier(uart, byte);
		break;
	case UART_IIR:
		write_fcr(uart, byte);
		break;
	case UART_LCR:
		write_lcr(uart, byte);
		break;
	case UART_MCR:
		write_mcr(uart, byte);
		break;
	case UART_SCR:
		uart->scr = byte;
		break;
	}
	uart_update_irq(uart);
	pthread_mutex_unlock(&uart->lock);
}

const struct region_ops uart_region_ops = { .read = uart_read, .write = uart_write };
