/* SPDX-License-Identifier: GPL-2.0-only */
/* Between the two halves of the UART, the registers and the main thread's side; for them alone. */
#ifndef DEVICES_UART_REGISTERS_H
#define DEVICES_UART_REGISTERS_H

#include "devices/uart.h"

/* An entry of the receive ring that is a break rather than a byte. */
#define UART_RX_BREAK 0x100

/* What a vCPU's accesses come to; they take uart->lock. */
extern const struct region_ops uart_region_ops;

/* The rest is called with uart->lock held. */

/* Is there room for a whole burst: LSR.THRE? */
bool uart_tx_empty(const struct uart *uart);

/* Input that waits moves up into the receive FIFO. */
void uart_rx_refill(struct uart *uart);

/* See uart_input_waits(). */
bool uart_rx_waits(const struct uart *uart);

/* Drives the interrupt line after any change. */
void uart_update_irq(struct uart *uart);

#endif
