// SPDX-License-Identifier: GPL-2.0-only
// What cannot be levelled, as text: by who notices, with the hosts that disagree.
#include <stdio.h>

#include "cli/cpu_baseline.h"
#include "cli/table.h"
#include "lib/bits.h"

/* Sections in this order; tolerated gaps of all classes are the last one. */
enum { SECTION_TOLERATED = LEVEL_AARCH32 + 1, SECTION_COUNT };

static const char *const headings[SECTION_COUNT] = {
	[LEVEL_SEEN] = "Cannot be levelled, and a guest can see it:",
	[LEVEL_EL2] = "Cannot be levelled, but only EL2 sees it (--tolerate el2):",
	[LEVEL_AARCH32] = "Cannot be levelled, in views of an AArch32 that the common CPU has not "
			  "(--tolerate aarch32):",
	[SECTION_TOLERATED] = "Cannot be levelled, but is tolerated:",
};

static unsigned int section_of(const struct level_gap *gap)
{
	return gap->tolerated ? SECTION_TOLERATED : gap->class;
}

static int print_section(const struct level *level, unsigned int section, FILE *out)
{
	struct table table = { .columns = 2, .indent = 2 };
	const struct level_gap *gap;
	char who[400];

	for (size_t i = 0; i < level->gap_count; i++) {
		gap = &level->gaps[i];
		if (section_of(gap) != section)
			continue;
		if (!table.row_count)
			fprintf(out, "%s\n", headings[section]);
		level_who_text(level, &gap->what, who, sizeof(who));
		table_add(&table, level_what_name(&gap->what).text, who);
		if (gap->hint && !gap->tolerated)
			table_add(&table, "", gap->hint);
	}
	return table_print(&table, out);
}

/* Fields that a profile line pins, and how many of these hosts differ in. */
static void count_fields(const struct level *level, size_t *pinned, size_t *levelled)
{
	struct level_what what = { .kind = LEVEL_FIELD };

	*pinned = *levelled = 0;
	for (size_t i = 0; i < idreg_count; i++) {
		what.reg = &idregs[i];
		what.index = idregs[i].index;
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			what.field = &idregs[i].fields[j];
			if (what.field->kind != IDREG_FIELD ||
			    !(level->pinned[what.index] &
			      bits_mask(what.field->msb, what.field->lsb)))
				continue;
			++*pinned;
			*levelled += !level_what_is_same(level, &what);
		}
	}
}

/* vCPU features that guests do without, though a host has them. */
static int print_left_out(const struct level *level, FILE *out)
{
	static const enum level_what_kind kinds[] = { LEVEL_SVE, LEVEL_PAUTH };
	struct table table = { .columns = 2, .indent = 2 };
	struct level_what what = { 0 };
	char who[400];

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		what.kind = kinds[i];
		if (level_what_is_same(level, &what))
			continue;
		if (!table.row_count)
			fputs("Left out or cut down, as hosts differ in it:\n", out);
		level_who_text(level, &what, who, sizeof(who));
		table_add(&table, level_what_name(&what).text, who);
	}
	return table_print(&table, out);
}

/* Hosts that no profile changes: with one of them hardly anything can be levelled. */
static void print_fixed_hosts(const struct level *level, FILE *out)
{
	const struct cpu_dump *dump;
	size_t count = 0;

	for (size_t i = 0; level->gap_count && i < level->host_count; i++) {
		dump = level->hosts[i].dump;
		if (dump->has_masks && !dump->protected_vm)
			continue;
		if (++count > 8)
			continue;
		fprintf(out, "%s: Linux %s cannot change ID registers%s.\n", dump->label,
			dump->kernel_release,
			dump->protected_vm ? " of protected VMs" : "; 6.7 and newer can");
	}
	if (count > 8)
		fprintf(out, "The same holds for %zu more.\n", count - 8);
}

int baseline_print_gaps(const struct level *level, FILE *out)
{
	size_t pinned, levelled;

	if (print_left_out(level, out) < 0)
		return -1;
	for (unsigned int section = 0; section < SECTION_COUNT; section++) {
		if (print_section(level, section, out) < 0)
			return -1;
	}
	print_fixed_hosts(level, out);
	count_fields(level, &pinned, &levelled);
	fprintf(out, "%zu host%s: %zu fields the same, %zu levelled, %zu not", level->host_count,
		level->host_count == 1 ? "" : "s", pinned - levelled, levelled, level->gap_count);
	if (level->gap_count && !level->open_count)
		fputs(" (tolerated)", out);
	else if (level->gap_count != level->open_count)
		fprintf(out, " (%zu tolerated)", level->gap_count - level->open_count);
	fputs(".\n", out);
	return 0;
}
