// SPDX-License-Identifier: GPL-2.0-only
// What every device's device-tree node has in common.
#include "devices/device.h"

#include <inttypes.h>
#include <stdio.h>

#include <libfdt.h>

/* The interrupt specifier of the GIC's binding: type, number, flags. */
#define GIC_FDT_SPI	   0
#define GIC_FDT_LEVEL_HIGH 4

void device_node_name(const struct device *device, char name[DEVICE_NODE_NAME_BYTES])
{
	snprintf(name, DEVICE_NODE_NAME_BYTES, "%s@%" PRIx64, device->ops->node_name,
		 device->region.base);
}

int device_fdt_begin(const struct device *device, void *fdt, const char *compatible,
		     size_t compatible_bytes)
{
	char name[DEVICE_NODE_NAME_BYTES];
	fdt64_t reg[2] = { cpu_to_fdt64(device->region.base), cpu_to_fdt64(device->region.bytes) };
	int rc;

	device_node_name(device, name);
	rc = fdt_begin_node(fdt, name);
	if (!rc)
		rc = fdt_property(fdt, "compatible", compatible, (int)compatible_bytes);
	if (!rc)
		rc = fdt_property(fdt, "reg", reg, sizeof(reg));
	return rc;
}

int device_fdt_interrupt(void *fdt, uint32_t spi)
{
	fdt32_t interrupts[3] = { cpu_to_fdt32(GIC_FDT_SPI), cpu_to_fdt32(spi),
				  cpu_to_fdt32(GIC_FDT_LEVEL_HIGH) };

	return fdt_property(fdt, "interrupts", interrupts, sizeof(interrupts));
}
