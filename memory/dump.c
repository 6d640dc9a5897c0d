// SPDX-License-Identifier: GPL-2.0-only
// The table behind --dump-memory-map: one pass for the widths, one for the lines.
#include "memory/dump.h"

#include <inttypes.h>
#include <string.h>

#include "lib/bits.h"

#define ADDRESS_DIGITS_LEAST 8

struct widths {
	int digits, size, name;
};

void bytes_text(uint64_t bytes, char text[BYTES_TEXT_SIZE])
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
	size_t unit = 0;

	while (unit + 1 < ARRAY_SIZE(units) && bytes && bytes % 1024 == 0) {
		bytes /= 1024;
		unit++;
	}
	snprintf(text, BYTES_TEXT_SIZE, "%" PRIu64 " %s", bytes, units[unit]);
}

static const char *kind_text(enum region_kind kind)
{
	switch (kind) {
	case REGION_RAM:
		return "ram";
	case REGION_ROM:
		return "rom";
	case REGION_MMIO:
		return "mmio";
	}
	return "?";
}

/* The regions are sorted, so the last one has the highest address. */
static struct widths measure(const struct address_space *as)
{
	struct widths widths = { .digits = ADDRESS_DIGITS_LEAST };
	gpa_t highest = region_last(as->regions[as->count - 1]);
	size_t i;

	while (widths.digits < 16 && highest >> (4 * widths.digits))
		widths.digits++;
	for (i = 0; i < as->count; i++) {
		char size[BYTES_TEXT_SIZE];
		int length = (int)strlen(as->regions[i]->name);

		bytes_text(as->regions[i]->bytes, size);
		if ((int)strlen(size) > widths.size)
			widths.size = (int)strlen(size);
		if (length > widths.name)
			widths.name = length;
	}
	return widths;
}

void address_space_dump(const struct address_space *as, FILE *out)
{
	struct widths widths;
	size_t i;

	if (!as->count) {
		fprintf(out, "  (no regions)\n");
		return;
	}
	widths = measure(as);
	for (i = 0; i < as->count; i++) {
		const struct region *region = as->regions[i];
		char size[BYTES_TEXT_SIZE];

		bytes_text(region->bytes, size);
		fprintf(out, "  %0*" PRIx64 "-%0*" PRIx64 "  %*s  %-4s  ", widths.digits,
			region->base, widths.digits, region_last(region), widths.size, size,
			kind_text(region->kind));
		/* No blanks at the end of a line. */
		if (region->backing)
			fprintf(out, "%-*s  %s\n", widths.name, region->name, region->backing);
		else
			fprintf(out, "%s\n", region->name);
	}
}
