/* SPDX-License-Identifier: GPL-2.0-only */
/* A 16550A UART: the guest's first console, with rings between the vCPUs and the main thread. */
#ifndef DEVICES_UART_H
#define DEVICES_UART_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/device.h"
#include "lib/irq.h"

/*
 * Registers are one byte each, at offsets 0 … 7 (reg-shift 0, reg-io-width 1); what else the region
 * holds reads as 0. An access wider than a byte reaches the register at its offset with its lowest
 * byte.
 *
 *	offset	read			write
 *	0	RBR, DLL with LCR.DLAB	THR, DLL with LCR.DLAB
 *	1	IER, DLM with LCR.DLAB	IER, DLM with LCR.DLAB
 *	2	IIR			FCR
 *	3	LCR			LCR
 *	4	MCR			MCR
 *	5	LSR			-
 *	6	MSR			-
 *	7	SCR			SCR
 *
 * Source: TI PC16550D; device-tree binding serial/8250.yaml.
 *
 * Transmitter. What the guest writes to THR goes to a ring that the main thread empties.
 *
 *	state	room in the ring	LSR.THRE, TEMT	a write to THR
 *	empty	>= UART_TX_BURST	1		is taken; THRE interrupt
 *	busy	1 … UART_TX_BURST - 1	0		is taken
 *	full	0			0		waits until there is room, or uart_stop()
 *
 * So a guest may write UART_TX_BURST bytes for each time that it sees LSR.THRE or the interrupt, as
 * the device tree's fifo-size and tx-threshold tell it. A guest that knows 16 bytes only is right
 * as well. Busy becomes empty in uart_output_consume(). The THRE interrupt is pending from: a write
 * to THR that leaves the transmitter empty; busy becoming empty; IER.THRI going from 0 to 1 with
 * the transmitter empty. It is cleared by reading IIR when IIR names it. FCR's "clear transmit
 * FIFO" drops nothing: the bytes are sent already. A read of LSR that finds the transmitter not
 * empty may take a few milliseconds, so that a guest that polls while the reader of its console
 * stalls does not burn a CPU.
 *
 * Receiver. Input waits in a ring; its first 16 entries (1 with FIFOs off) are what the guest sees
 * as its FIFO, whose clearing they alone suffer.
 *
 *	state	    entered by				LSR.DR, RBR
 *	closed	    IER.RDI = 0				as if nothing had arrived
 *	polled	    16 reads of LSR in a row, RDI = 0	the FIFO
 *	interrupts  IER.RDI = 1				the FIFO
 *
 * Polled goes back to closed with any access but reads of LSR and RBR. Closed keeps what is typed
 * or piped in early from being thrown away by a driver that empties the FIFO when it starts. The
 * character-timeout interrupt does not wait: fewer characters than the trigger level are announced
 * by it at once.
 *
 * With interrupts, what waits in the ring moves up into an empty FIFO when the guest reads IIR,
 * after IIR's value is made: an interrupt handler that empties the FIFO comes to an end, however
 * much input waits, and is called again. uart_input() moves it up too, with nothing to add as well:
 * the main thread does that some time after uart_event_fd() told of it, for drivers that do not
 * read IIR.
 *
 * Loopback (MCR bit 4) is the chip's: THR goes to the receive FIFO (16 entries, LSR.OE beyond),
 * modem status follows modem control; input from the host waits.
 *
 * Writes to offset 0 may reach the device late and in batches (KVM's coalesced MMIO), if they stay
 * in order, come before any later access to another offset, and within some milliseconds.
 */
#define UART_BYTES	     8
#define UART_FIFO_ENTRIES    16
/*
 * Linux sends one burst with interrupts off, an exit a byte: 256 bytes are half a millisecond at
 * most, and polling LSR and IIR once for so many costs a percent.
 */
#define UART_TX_BURST	     256
#define UART_TX_RING_BYTES   (64 * 1024)
#define UART_RX_RING_ENTRIES 4096

struct uart_config {
	const char *name; /* kept, not copied: "uart0" */
	gpa_t base;
	struct irq_line irq;
};

struct uart {
	struct device device;
	struct irq_line irq;
	int event_fd;		/* see uart_event_fd() */
	pthread_mutex_t lock;	/* guards everything below */
	pthread_cond_t tx_room; /* the ring has room, or stopped */
	bool locks_made;

	uint8_t ier, fcr, lcr, mcr, msr_deltas, scr, dll, dlm;
	bool irq_level;
	bool thre_pending;
	bool overrun;		/* LSR.OE */
	bool break_reported;	/* LSR.BI of the receive FIFO's first entry has been read */
	unsigned int lsr_polls; /* reads of LSR in a row, up to UART_FIFO_ENTRIES */

	bool stopped;
	bool input_refused; /* uart_input() took less than it was given: tell when there is room */
	uint16_t loop[UART_FIFO_ENTRIES];
	unsigned int loop_count;
	unsigned int rx_head, rx_count;
	unsigned int rx_shown; /* how many of them are in the receive FIFO */
	unsigned int tx_head, tx_count;
	uint16_t rx[UART_RX_RING_ENTRIES]; /* a byte, or UART_RX_BREAK */
	uint8_t tx[UART_TX_RING_BYTES];
};

/* 0, or -1 with a line (no file descriptor left). Reset state: all registers 0, DLAB off. */
int uart_init(struct uart *uart, const struct uart_config *config);

/* Once no thread uses it; may be called twice, after a failed init, and on zeroed storage. */
void uart_fini(struct uart *uart);

/*
 * The main thread's side. An eventfd, non-blocking, that becomes readable (read it to clear it)
 * when: the first byte arrives in an empty output ring; the output ring becomes half full; or,
 * after uart_input() took less than it was given, half of the input ring is free again; or
 * uart_input_waits() becomes true. Belongs to the UART.
 */
int uart_event_fd(const struct uart *uart);

/* How many bytes wait in the output ring. */
size_t uart_output_pending(struct uart *uart);

/* The waiting bytes that lie in one piece: valid until they are consumed. One thread only. */
size_t uart_output_peek(struct uart *uart, const uint8_t **bytes);

/* The first `bytes` of what peek gave have been written out. */
void uart_output_consume(struct uart *uart, size_t bytes);

/* Input for the guest; gives how much fitted. Any thread. */
size_t uart_input(struct uart *uart, const uint8_t *bytes, size_t count);

/* Is the receive FIFO empty, though input waits behind it and the guest wants interrupts? */
bool uart_input_waits(struct uart *uart);

/* A break on the line (SysRq). False where the input ring is full. Any thread. */
bool uart_input_break(struct uart *uart);

/*
 * The VM ends: a vCPU that waits for room goes on, and output that finds no room is dropped from
 * here on. What is in the ring stays there. Any thread; may be called twice.
 */
void uart_stop(struct uart *uart);

/*
 * As a machine reset leaves it: all registers 0, not stopped. Output that waits to be written
 * stays, and so does input that the guest has not read. While no vCPU runs.
 */
void uart_reset(struct uart *uart);

#endif
