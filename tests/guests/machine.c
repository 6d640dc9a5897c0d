// SPDX-License-Identifier: GPL-2.0-only
// Reads what a bare-metal guest needs from the device tree, and nothing else.
#include "guest.h"

#define FDT_MAGIC      0xd00dfeed
#define FDT_BEGIN_NODE 1
#define FDT_END_NODE   2
#define FDT_PROP       3
#define FDT_NOP	       4
#define MAX_DEPTH      8

struct machine machine;

/* A node on the way from the root to where the walk is. */
struct node {
	const char *name;
	uint32_t address_cells, size_cells; /* for its children */
	const char *compatible;
	uint32_t compatible_bytes;
	const char *type;
	const uint32_t *reg;
	uint32_t reg_cells;
};

static uint32_t be32(const uint32_t *cell)
{
	return __builtin_bswap32(*(const volatile uint32_t *)cell);
}

static bool equal(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* Is `name` one of the strings of a compatible property? */
static bool is_compatible(const struct node *node, const char *name)
{
	const char *s = node->compatible;

	while (s && s < node->compatible + node->compatible_bytes) {
		if (equal(s, name))
			return true;
		while (*s)
			s++;
		s++;
	}
	return false;
}

static uint64_t take_cells(const uint32_t **cell, uint32_t count)
{
	uint64_t value = 0;

	while (count--)
		value = value << 32 | be32((*cell)++);
	return value;
}

static void keep_node(const struct node *node, const struct node *parent)
{
	const uint32_t *cell = node->reg, *end = node->reg + node->reg_cells;
	uint32_t each = parent->address_cells + parent->size_cells;

	if (!cell || !each)
		return;
	if (node->type && equal(node->type, "cpu") && machine.cpu_count < MAX_CPUS) {
		machine.mpidr[machine.cpu_count++] = take_cells(&cell, parent->address_cells);
	} else if (node->type && equal(node->type, "memory")) {
		while (cell + each <= end && machine.memory_count < MAX_MEMORY) {
			machine.memory[machine.memory_count].base =
				take_cells(&cell, parent->address_cells);
			machine.memory[machine.memory_count++].bytes =
				take_cells(&cell, parent->size_cells);
		}
	} else if (is_compatible(node, "arm,gic-v3-its")) {
		machine.its = take_cells(&cell, parent->address_cells);
	} else if (is_compatible(node, "arm,gic-v2m-frame")) {
		machine.v2m = take_cells(&cell, parent->address_cells);
	} else if (is_compatible(node, "arm,gic-v3") || is_compatible(node, "arm,cortex-a15-gic")) {
		machine.gic = is_compatible(node, "arm,gic-v3") ? 3 : 2;
		machine.gic_dist = take_cells(&cell, parent->address_cells);
		take_cells(&cell, parent->size_cells);
		machine.gic_cpu = take_cells(&cell, parent->address_cells);
	}
}

static void keep_property(struct node *node, const char *name, const uint32_t *data, uint32_t bytes)
{
	if (equal(name, "#address-cells")) {
		node->address_cells = be32(data);
	} else if (equal(name, "#size-cells")) {
		node->size_cells = be32(data);
	} else if (equal(name, "compatible")) {
		node->compatible = (const char *)data;
		node->compatible_bytes = bytes;
	} else if (equal(name, "device_type")) {
		node->type = (const char *)data;
	} else if (equal(name, "reg")) {
		node->reg = data;
		node->reg_cells = bytes / 4;
	} else if (equal(name, "bootargs")) {
		machine.bootargs = (const char *)data;
	}
}

void machine_read(const void *tree);
void machine_read(const void *tree)
{
	const uint32_t *header = tree;
	const uint32_t *cell;
	const char *strings;
	struct node path[MAX_DEPTH + 1] = { 0 };
	uint32_t depth = 0; /* path[depth] is the open node; path[0] stands above the root */

	if (!header || be32(header) != FDT_MAGIC) {
		say("no device tree at %x\n", (uint64_t)tree);
		power_off();
	}
	cell = header + be32(header + 2) / 4;
	strings = (const char *)tree + be32(header + 3);
	for (;;) {
		uint32_t token = be32(cell++);

		if (token == FDT_BEGIN_NODE && depth < MAX_DEPTH) {
			const char *end = (const char *)cell;

			path[++depth] =
				(struct node){ .name = end, .address_cells = 2, .size_cells = 1 };
			while (*end)
				end++;
			cell += (end + 1 - (const char *)cell + 3) / 4;
		} else if (token == FDT_PROP) {
			uint32_t bytes = be32(cell);

			keep_property(&path[depth], strings + be32(cell + 1), cell + 2, bytes);
			cell += 2 + (bytes + 3) / 4;
		} else if (token == FDT_END_NODE && depth) {
			keep_node(&path[depth], &path[depth - 1]);
			depth--;
		} else if (token != FDT_NOP) {
			return;
		}
	}
}

uint64_t argument(const char *name, uint64_t otherwise)
{
	const char *s = machine.bootargs;

	while (s && *s) {
		const char *n = name;

		while (*n && *s == *n) {
			s++;
			n++;
		}
		if (!*n && *s == '=') {
			uint64_t value = 0;

			for (s++; *s >= '0' && *s <= '9'; s++)
				value = value * 10 + (uint64_t)(*s - '0');
			return value;
		}
		while (*s && *s != ' ')
			s++;
		while (*s == ' ')
			s++;
	}
	return otherwise;
}
