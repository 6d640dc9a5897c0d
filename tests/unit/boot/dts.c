// SPDX-License-Identifier: GPL-2.0-only
// Writes a device tree as text.
#include "tests/unit/boot/dts.h"

#include <stdbool.h>
#include <stdint.h>

#include <libfdt.h>

static void indent(FILE *out, int depth)
{
	while (depth-- > 0)
		fputc('\t', out);
}

/* Printable, ended by a NUL, no empty string in it. */
static bool are_strings(const char *value, int bytes)
{
	int i;

	if (bytes < 2 || value[bytes - 1])
		return false;
	for (i = 0; i < bytes; i++) {
		if (value[i] ? value[i] < ' ' || value[i] > '~' : !i || !value[i - 1])
			return false;
	}
	return true;
}

static void write_value(const char *value, int bytes, FILE *out)
{
	int i;

	if (are_strings(value, bytes)) {
		for (i = 0; i < bytes; i += (int)strlen(value + i) + 1)
			fprintf(out, "%s\"%s\"", i ? ", " : " = ", value + i);
	} else if (bytes % 4 == 0 && bytes) {
		for (i = 0; i < bytes; i += 4)
			fprintf(out, "%s%#x", i ? " " : " = <",
				fdt32_ld((const fdt32_t *)(const void *)(value + i)));
		fputc('>', out);
	} else if (bytes) {
		for (i = 0; i < bytes; i++)
			fprintf(out, "%s%02x", i ? " " : " = [", (unsigned char)value[i]);
		fputc(']', out);
	}
	fputs(";\n", out);
}

static void write_node(const void *fdt, int node, int depth, FILE *out)
{
	const char *name = fdt_get_name(fdt, node, NULL);
	int at;

	indent(out, depth);
	fprintf(out, "%s {\n", *name ? name : "/");
	fdt_for_each_property_offset(at, fdt, node)
	{
		const char *property;
		int bytes;
		const void *value = fdt_getprop_by_offset(fdt, at, &property, &bytes);

		indent(out, depth + 1);
		fputs(property, out);
		write_value(value, bytes, out);
	}
	fdt_for_each_subnode(at, fdt, node)
	{
		fputc('\n', out);
		write_node(fdt, at, depth + 1, out);
	}
	indent(out, depth);
	fputs("};\n", out);
}

void dts_write(const void *fdt, FILE *out)
{
	fputs("// SPDX-License-Identifier: GPL-2.0-only\n"
	      "// What the guest is told of a machine. UPDATE_GOLDEN=1 with test_fdt rewrites it.\n"
	      "/dts-v1/;\n\n",
	      out);
	write_node(fdt, 0, 0, out);
}
