/* SPDX-License-Identifier: GPL-2.0-only */
/* An interrupt wire: what a device holds to reach an interrupt controller that it knows nothing of.
 */
#ifndef LIB_IRQ_H
#define LIB_IRQ_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A shared peripheral interrupt, counted from 0 (INTID = spi + 32). `set` drives the level of a
 * level-triggered line; any thread, may be called with the device's lock held, never blocks. A line
 * whose `set` is NULL goes nowhere (unit tests).
 */
struct irq_line {
	void (*set)(void *controller, uint32_t spi, bool level);
	void *controller;
	uint32_t spi;
};

static inline void irq_line_set(const struct irq_line *line, bool level)
{
	if (line->set)
		line->set(line->controller, line->spi, level);
}

#endif
