// SPDX-License-Identifier: GPL-2.0-only
// Columns that line up: widths are those of the widest cells, the last column takes the rest and
// wraps.
#include "cli/table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "lib/error.h"

#define GAP 2

static char **grow(struct table *table)
{
	size_t capacity = table->capacity ? table->capacity * 2 : 64;
	char **cells = reallocarray(table->cells, capacity * table->columns, sizeof(*cells));

	if (!cells)
		return NULL;
	table->cells = cells;
	table->capacity = capacity;
	return cells;
}

/* A copy that cannot harm a terminal or the form: files chose some of the texts. */
static char *copy_text(const char *text)
{
	char *copy = strdup(text ? text : "");
	size_t bytes = copy ? strlen(copy) : 0;

	for (size_t i = 0; i < bytes; i++) {
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7f)
			copy[i] = '?';
	}
	while (bytes && copy[bytes - 1] == ' ')
		copy[--bytes] = '\0';
	return copy;
}

void table_add(struct table *table, ...)
{
	va_list texts;
	char **row;

	if (table->row_count == table->capacity && !grow(table)) {
		table->failed = true;
		return;
	}
	row = table->cells + table->row_count++ * table->columns;
	va_start(texts, table);
	for (unsigned int column = 0; column < table->columns; column++) {
		row[column] = copy_text(va_arg(texts, const char *));
		table->failed |= !row[column];
	}
	va_end(texts);
}

/* Columns on a screen, not bytes: UTF-8's continuation bytes take no room. */
static size_t width_of(const char *text, size_t bytes)
{
	size_t width = 0;

	for (size_t i = 0; i < bytes; i++)
		width += ((unsigned char)text[i] & 0xc0) != 0x80;
	return width;
}

/* Past the word that starts the text; "1 (IMP)" and "SHA3 = 1 (IMP)" are one word. */
static size_t word_bytes(const char *text)
{
	size_t start = 0, end = strcspn(text, " ");

	while (!strncmp(text + end, " = ", 3)) {
		start = end + 3;
		end = start + strcspn(text + start, " ");
	}
	if (text[start] >= '0' && text[start] <= '9' && !strncmp(text + end, " (", 2))
		end += 1 + strcspn(text + end + 1, " ");
	return end;
}

/* As many bytes of the text as fit `room`, cut at a blank; a word that is longer is not cut. */
static size_t bytes_that_fit(const char *text, size_t room)
{
	size_t best = 0, i = 0;

	while (text[i]) {
		i += word_bytes(text + i);
		if (best && width_of(text, i) > room)
			break;
		best = i;
		while (text[i] == ' ')
			i++;
	}
	return best;
}

static void print_blanks(size_t count, FILE *out)
{
	fprintf(out, "%*s", (int)count, "");
}

/* The last cell, from where the line stands at `column` on. */
static void print_wrapped(const char *text, size_t column, FILE *out)
{
	size_t room = column + 20 < TABLE_WIDTH ? TABLE_WIDTH - column : 20;
	size_t bytes = bytes_that_fit(text, room);

	fwrite(text, 1, bytes, out);
	for (text += bytes; *(text += strspn(text, " ")); text += bytes) {
		putc('\n', out);
		print_blanks(column, out);
		bytes = bytes_that_fit(text, room);
		fwrite(text, 1, bytes, out);
	}
}

static void print_row(const struct table *table, char *const *row, const size_t *widths, FILE *out)
{
	size_t column = table->indent, owed = table->indent, width;

	for (unsigned int i = 0; i < table->columns; i++) {
		width = width_of(row[i], strlen(row[i]));
		if (width) {
			print_blanks(owed, out);
			owed = 0;
			if (i + 1 == table->columns)
				print_wrapped(row[i], column, out);
			else
				fputs(row[i], out);
		}
		owed += widths[i] - width + GAP;
		column += widths[i] + GAP;
	}
	putc('\n', out);
}

int table_print(struct table *table, FILE *out)
{
	size_t widths[TABLE_COLUMNS_MAX] = { 0 }, cell, width;
	bool failed = table->failed;

	for (cell = 0; !failed && cell < table->row_count * table->columns; cell++) {
		width = width_of(table->cells[cell], strlen(table->cells[cell]));
		if (width > widths[cell % table->columns])
			widths[cell % table->columns] = width;
	}
	for (size_t row = 0; !failed && row < table->row_count; row++)
		print_row(table, table->cells + row * table->columns, widths, out);
	for (cell = 0; cell < table->row_count * table->columns; cell++)
		free(table->cells[cell]);
	free(table->cells);
	table->cells = NULL;
	table->row_count = table->capacity = 0;
	table->failed = false;
	if (failed)
		err("no memory for what was to be printed");
	return failed ? -1 : 0;
}
