/* SPDX-License-Identifier: GPL-2.0-only */
/* What every device has in common: its region, its device-tree node, its end. */
#ifndef DEVICES_DEVICE_H
#define DEVICES_DEVICE_H

#include <stddef.h>
#include <stdint.h>

#include "memory/region.h"

/*
 * What a device must know of the tree that it writes its node into. The root node holds
 * #address-cells = #size-cells = 2 and interrupt-parent = the GIC, whose #interrupt-cells is 3.
 */
struct device_fdt_context {
	uint32_t clock_phandle; /* a fixed-clock of 24 MHz that PrimeCells name as apb_pclk */
};

struct device;

struct device_ops {
	const char *node_name; /* of the device-tree node, without its unit address: "serial" */

	/*
	 * Writes the whole node with libfdt's sequential-write calls, from fdt_begin_node() to
	 * fdt_end_node(), while the root node is open. 0, or the libfdt error (negative) of the
	 * call that failed. Changes nothing in the device. NULL: the device has no node.
	 */
	int (*fdt)(const struct device *device, void *fdt,
		   const struct device_fdt_context *context);

	/* Frees what init made; no thread uses the device any more. Never NULL; twice is fine. */
	void (*destroy)(struct device *device);
};

/*
 * Every device's first member. The region comes first in it, so that a device starts with its
 * region; region.opaque is the device. Reads and writes are the region's ops.
 */
struct device {
	struct region region;
	const struct device_ops *ops;
};

/* Room for every node name, with its unit address and the terminating NUL. */
#define DEVICE_NODE_NAME_BYTES 48

/* "serial@1000000": as the node is called, directly below the root. Also what stdout-path needs. */
void device_node_name(const struct device *device, char name[DEVICE_NODE_NAME_BYTES]);

/* For fdt ops: the node's begin and its reg property; fdt_begin_node() of device_node_name(). */
int device_fdt_begin(const struct device *device, void *fdt, const char *compatible,
		     size_t compatible_bytes);

/* For fdt ops: interrupts = <0 spi 4>, a shared peripheral interrupt, level high. */
int device_fdt_interrupt(void *fdt, uint32_t spi);

#endif
