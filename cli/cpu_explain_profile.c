// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu explain PROFILE`: each thing that it asks, and what becomes of it on a host.
#include <stdio.h>
#include <string.h>

#include "cli/cpu_explain.h"
#include "cli/table.h"
#include "lib/json.h"

struct cell {
	char text[1200];
};

/* Where a refused thing stands, for who looks for it. */
static struct cell place_of(const struct explain_item *item)
{
	const char *slash = strrchr(item->place.source, '/');
	struct cell cell = { "" };

	if (item->fate != EXPLAIN_REFUSED && item->fate != EXPLAIN_IGNORED)
		return cell;
	if (!strcmp(item->place.unit, "item"))
		snprintf(cell.text, sizeof(cell.text), "item %u", item->place.line);
	else
		snprintf(cell.text, sizeof(cell.text), "%.200s:%u",
			 slash ? slash + 1 : item->place.source, item->place.line);
	return cell;
}

/* What is not in the row already: where and why, what the guest has by it, what the field is for.
 */
static struct cell item_cell(const struct explain_item *item)
{
	struct cell place = place_of(item), cell = { "" };
	const char *parts[4] = { place.text, item->why.text, item->means.text, NULL };
	const char *separators[4] = { "", ": ", "; ", ". " };
	size_t used = 0;

	if (item->is_bound) {
		parts[1] = item->means.text;
		parts[2] = item->why.text;
	}
	if (item->field)
		parts[3] = item->field->note;
	for (size_t i = 0; i < 4; i++) {
		if (!parts[i] || !parts[i][0] || used >= sizeof(cell.text))
			continue;
		used += (size_t)snprintf(cell.text + used, sizeof(cell.text) - used, "%s%s",
					 used ? separators[i] : "", parts[i]);
	}
	return cell;
}

/* The half of "REG.FIELD = VALUE" or "KEY = VALUE" that is asked, and the name before it. */
static void split(const struct explain_item *item, char *name, size_t bytes, const char **asked)
{
	const char *equals = strstr(item->what, " = ");

	snprintf(name, bytes, "  %.*s", (int)(equals - item->what), item->what);
	if (item->field)
		snprintf(name, bytes, "  %s", item->field->name);
	*asked = equals + 3;
}

static void add_row(struct table *table, const struct explain_host *host, const char *name,
		    const char *asked, const char *fate, const char *means)
{
	if (host->dump)
		table_add(table, name, asked, fate, means);
	else
		table_add(table, name, asked, means);
}

/* One row for all fields of a register that the host has so by itself. Returns their number. */
static size_t add_already(struct table *table, const struct explain_host *host,
			  const struct explain_item *items, size_t count)
{
	struct cell list = { "" };
	size_t used = 0, n = 0;
	char number[24];

	for (size_t i = 0; i < count && items[i].reg == items[0].reg; i++) {
		if (items[i].fate != EXPLAIN_ALREADY)
			continue;
		n++;
		if (used < sizeof(list.text))
			used += (size_t)snprintf(list.text + used, sizeof(list.text) - used, "%s%s",
						 used ? ", " : "", strchr(items[i].what, '.') + 1);
	}
	snprintf(number, sizeof(number), "%zu field%s", n, n == 1 ? "" : "s");
	if (n)
		add_row(table, host, "", number, explain_fate_text(EXPLAIN_ALREADY), list.text);
	return n;
}

static void add_item(struct table *table, const struct explain_host *host,
		     const struct explain_item *item)
{
	const char *asked;
	char name[200];

	if (item->fate == EXPLAIN_ALREADY)
		return;
	split(item, name, sizeof(name), &asked);
	add_row(table, host, name, asked, explain_fate_text(item->fate), item_cell(item).text);
}

static int print_items(const struct explain_profile *items, const struct explain_host *host)
{
	struct table table = { .columns = host->dump ? 4 : 3 };
	const struct idreg *reg = NULL;
	const struct explain_item *item;

	add_row(&table, host, "REGISTER", "ASKED", host->dump ? host->dump->label : NULL,
		"WHAT IT MEANS");
	for (size_t i = 0; i < items->count; i++) {
		item = &items->items[i];
		if (!i || item->reg != reg) {
			add_row(&table, host, item->reg ? item->reg->name : "[cpu], [profile]", "",
				"", "");
			add_already(&table, host, item, items->count - i);
		}
		reg = item->reg;
		add_item(&table, host, item);
	}
	return table_print(&table, stdout);
}

/* Is the message one that a row has said already? */
static bool is_told(const struct explain_profile *items, const char *text)
{
	for (size_t i = 0; i < items->count; i++) {
		if ((items->items[i].fate == EXPLAIN_REFUSED ||
		     items->items[i].fate == EXPLAIN_IGNORED) &&
		    strstr(text, items->items[i].why.text) && items->items[i].why.text[0])
			return true;
	}
	return false;
}

static int print_messages(const struct explain_profile *items, const struct messages *messages)
{
	static const char *const kinds[] = { "error", "warning", "note" };
	struct table table = { .columns = 2 };

	for (size_t i = 0; i < messages->count; i++) {
		if (!is_told(items, messages->list[i].text))
			table_add(&table, kinds[messages->list[i].kind], messages->list[i].text);
	}
	if (!table.row_count)
		return 0;
	printf("\n");
	return table_print(&table, stdout);
}

static int print_heading(const char *name, const struct explain_host *host,
			 const struct profile_on_host *profile)
{
	struct table table = { .columns = 1 };
	struct cell line;

	snprintf(line.text, sizeof(line.text), "%.300s%s%.300s", name,
		 profile->profile.comment ? ": " : "",
		 profile->profile.comment ? profile->profile.comment : "");
	table_add(&table, line.text);
	snprintf(line.text, sizeof(line.text), "%s (Linux %s) can%s show it",
		 host->dump ? host->dump->label : "", host->dump ? host->dump->kernel_release : "",
		 profile->answer == PROFILE_CAN ? "" : "not");
	if (host->dump)
		table_add(&table, line.text);
	return table_print(&table, stdout);
}

int explain_print_profile(const struct explain_profile *items, const char *name,
			  const struct explain_host *host, const struct profile_on_host *profile)
{
	if (print_heading(name, host, profile) < 0)
		return -1;
	printf("\n");
	if (!items->count)
		printf("It asks nothing: the guest's CPU is the host's.\n");
	else if (print_items(items, host) < 0)
		return -1;
	return print_messages(items, &profile->messages);
}

static json_t *item_to_json(const struct explain_item *item, bool has_host)
{
	const char *asked;
	json_t *object = json_object();
	char name[200];

	split(item, name, sizeof(name), &asked);
	json_object_set_new(object, "source", json_text(item->place.source));
	json_object_set_new(object, "line", json_integer(item->place.line));
	if (item->field) {
		json_object_set_new(object, "register", json_text(item->reg->name));
		json_object_set_new(object, "field", json_text(item->field->name));
	} else {
		json_object_set_new(object, "key", json_text(name + 2));
	}
	json_object_set_new(object, "asked", json_text(asked));
	if (item->field)
		json_object_set_new(object, "note", json_text(item->field->note));
	json_object_set_new(object, "means", json_text(item->means.text));
	if (has_host) {
		json_object_set_new(object, "fate", json_text(explain_fate_word(item->fate)));
		json_object_set_new(object, "why", json_text(item->why.text));
	}
	return object;
}

json_t *explain_profile_to_json(const struct explain_profile *items, const char *name,
				const struct explain_host *host,
				const struct profile_on_host *profile)
{
	static const char *const kinds[] = { "error", "warning", "note" };
	json_t *root = json_object(), *list = json_array(), *messages = json_array(), *message;

	json_object_set_new(root, "profile", json_text(name));
	json_object_set_new(root, "comment", json_text(profile->profile.comment));
	if (host->dump) {
		json_object_set_new(root, "host", json_text(host->dump->label));
		json_object_set_new(root, "kernel", json_text(host->dump->kernel_release));
		json_object_set_new(root, "can_show", json_boolean(profile->answer == PROFILE_CAN));
	}
	for (size_t i = 0; i < items->count; i++)
		json_array_append_new(list, item_to_json(&items->items[i], host->dump));
	json_object_set_new(root, "items", list);
	for (size_t i = 0; i < profile->messages.count; i++) {
		message = json_object();
		json_object_set_new(message, "kind",
				    json_text(kinds[profile->messages.list[i].kind]));
		json_object_set_new(message, "text", json_text(profile->messages.list[i].text));
		json_array_append_new(messages, message);
	}
	json_object_set_new(root, "messages", messages);
	return root;
}
