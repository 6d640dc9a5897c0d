// SPDX-License-Identifier: GPL-2.0-only
// A region behind which there is nothing for armlet to do.
#include "memory/region.h"

static uint64_t read_nothing(void *opaque, uint64_t offset, unsigned int width)
{
	(void)opaque, (void)offset, (void)width;
	return 0;
}

static void write_nothing(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	(void)opaque, (void)offset, (void)width, (void)value;
}

const struct region_ops region_nothing_ops = { .read = read_nothing, .write = write_nothing };
