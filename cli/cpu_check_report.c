// SPDX-License-Identifier: GPL-2.0-only
// What `armlet cpu check` prints: words, a table, JSON, labels for schedulers.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cpu_check.h"
#include "lib/error.h"
#include "lib/json.h"
#include "sysregs/idreg.h"

/* NFD leaves out files that are longer (Customization guide, "Local feature source"). */
#define NFD_FILE_BYTES_MAX 65536
#define NFD_NAMESPACE	   "feature.node.kubernetes.io/"

static size_t count_writes(const struct profile_on_host *result)
{
	size_t count = 0;

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
		count += result->plan.write[index];
	return count;
}

static const char *first_error(const struct profile_on_host *result)
{
	for (size_t i = 0; i < result->messages.count; i++) {
		if (result->messages.list[i].kind == MESSAGE_ERROR)
			return result->messages.list[i].text;
	}
	return "no memory for the reason";
}

/* Beside a place that takes more than this, too little room would be left. */
#define PLACE_COLUMNS_MAX 48

/* The place of a message, and what it says, with its kind before the first of them. False for want
 * of memory; else both are the caller's to free. */
static bool message_cells(const struct message *message, char **place, char **text)
{
	static const char *const kinds[] = { "", "warning:", "note:" };
	struct message_parts parts = message_split(message->text);
	const char *kind = kinds[message->kind];

	if (asprintf(text, "%s%s%s", parts.place_bytes ? kind : "",
		     *kind && parts.place_bytes ? " " : "", parts.rest) < 0)
		return false;
	if ((parts.place_bytes ? asprintf(place, "%.*s:", parts.place_bytes, message->text)
			       : asprintf(place, "%s", kind)) >= 0)
		return true;
	free(*text);
	return false;
}

/* One message; beside its place, or below it. */
static void add_message(struct table *table, const struct message *message, bool beside, FILE *out)
{
	struct table above = { .columns = 1 }, below = { .columns = 1, .indent = 4 };
	char *place, *text;

	if (!message_cells(message, &place, &text)) {
		table->failed = true;
		return;
	}
	if (beside) {
		table_add(table, place, text);
	} else {
		if (*place)
			table_add(&above, place);
		table_print(&above, out);
		table_add(&below, text);
		table_print(&below, out);
	}
	free(place);
	free(text);
}

/* What is said of the host alone is no news for the profile. */
static bool is_about_profile(const struct message *message)
{
	struct message_parts parts = message_split(message->text);

	return message->kind != MESSAGE_NOTE || parts.place_bytes || parts.reg;
}

static void add_verdict(struct report *report, const char *name,
			const struct profile_on_host *result)
{
	struct table verdict = { .columns = 1 };
	size_t writes = count_writes(result);
	char *text;

	if ((result->answer == PROFILE_CAN
		     ? asprintf(&text, "%s: %s can show it; %zu register%s written", name,
				report->dump->label, writes, writes == 1 ? " is" : "s are")
		     : asprintf(&text, "%s: %s cannot show it", name, report->dump->label)) < 0)
		text = NULL;
	table_add(&verdict, text);
	verdict.failed |= !text;
	report->failed |= table_print(&verdict, report->out) < 0;
	free(text);
}

static void add_words(struct report *report, const char *name, const struct profile_on_host *result)
{
	const struct messages *messages = &result->messages;
	struct table reasons = { .columns = 2 };
	bool beside = true;

	add_verdict(report, name, result);
	for (size_t i = 0; i < messages->count; i++)
		beside &= message_split(messages->list[i].text).place_bytes <= PLACE_COLUMNS_MAX;
	for (size_t i = 0; i < messages->count; i++) {
		if (is_about_profile(&messages->list[i]))
			add_message(&reasons, &messages->list[i], beside, report->out);
	}
	report->failed |= table_print(&reasons, report->out) < 0;
}

static void add_line(struct report *report, const char *name, const struct profile_on_host *result)
{
	static const char *const answers[] = { "broken", "no", "yes" };
	char why[1024] = "", writes[24] = "";
	struct message_parts parts;

	if (result->answer == PROFILE_CAN) {
		snprintf(writes, sizeof(writes), "%zu", count_writes(result));
	} else {
		parts = message_split(first_error(result));
		snprintf(why, sizeof(why), "%s", parts.rest);
		if (result->messages.error_count > 1)
			snprintf(why + strlen(why), sizeof(why) - strlen(why), " (and %zu more)",
				 result->messages.error_count - 1);
	}
	table_add(&report->table, name, answers[result->answer], writes, why);
}

static json_t *message_to_json(const char *text)
{
	struct message_parts parts = message_split(text);
	json_t *object = json_object();
	char *place = parts.place_bytes ? strndup(text, (size_t)parts.place_bytes) : NULL;

	json_object_set_new(object, "place", json_text(place));
	free(place);
	json_object_set_new(object, "register", json_text(parts.reg ? parts.reg->name : NULL));
	json_object_set_new(object, "field", json_text(parts.field ? parts.field->name : NULL));
	json_object_set_new(object, "text", json_text(parts.rest));
	return object;
}

static json_t *messages_to_json(const struct messages *messages, enum message_kind kind)
{
	json_t *list = json_array();

	for (size_t i = 0; i < messages->count; i++) {
		if (messages->list[i].kind == kind)
			json_array_append_new(list, message_to_json(messages->list[i].text));
	}
	return list;
}

static json_t *writes_to_json(const struct profile_on_host *result)
{
	json_t *writes = json_array(), *write;
	unsigned int index;

	for (size_t i = 0; result->answer == PROFILE_CAN && i < idreg_count; i++) {
		index = idregs[i].index;
		if (!result->plan.write[index])
			continue;
		write = json_object();
		json_object_set_new(write, "register", json_text(idregs[i].name));
		json_object_set_new(write, "from", json_hex(result->host.limits[index]));
		json_object_set_new(write, "to", json_hex(result->plan.values[index]));
		json_array_append_new(writes, write);
	}
	return writes;
}

static void add_json(struct report *report, const char *name, const struct profile_on_host *result)
{
	bool malformed = result->answer == PROFILE_MALFORMED;
	const struct messages *messages = &result->messages;
	json_t *object = json_object();

	if (!report->profiles)
		report->profiles = json_array();
	json_object_set_new(object, "profile", json_text(name));
	json_object_set_new(object, "comment", json_text(result->profile.comment));
	json_object_set_new(object, "can_show",
			    malformed ? json_null() : json_boolean(result->answer == PROFILE_CAN));
	json_object_set_new(object, "writes", writes_to_json(result));
	json_object_set_new(object, "mistakes",
			    malformed ? messages_to_json(messages, MESSAGE_ERROR) : json_array());
	json_object_set_new(object, "reasons",
			    malformed ? json_array() : messages_to_json(messages, MESSAGE_ERROR));
	json_object_set_new(object, "warnings", messages_to_json(messages, MESSAGE_WARNING));
	json_object_set_new(object, "notes", messages_to_json(messages, MESSAGE_NOTE));
	json_array_append_new(report->profiles, object);
}

bool report_label(const char *name, char label[REPORT_LABEL_MAX + 1])
{
	static const char suffix[] = ".ini", prefix[] = "armlet-";
	const char *slash = strrchr(name, '/');
	size_t bytes;

	if (slash)
		name = slash + 1;
	bytes = strlen(name);
	if (bytes > strlen(suffix) && !strcmp(name + bytes - strlen(suffix), suffix))
		bytes -= strlen(suffix);
	if (!bytes || bytes + strlen(prefix) > REPORT_LABEL_MAX ||
	    !isalnum((unsigned char)name[bytes - 1]))
		return false;
	for (size_t i = 0; i < bytes; i++) {
		if (!isalnum((unsigned char)name[i]) && !strchr("-_.", name[i]))
			return false;
	}
	memcpy(label, prefix, strlen(prefix));
	memcpy(label + strlen(prefix), name, bytes);
	label[strlen(prefix) + bytes] = '\0';
	return true;
}

static void add_label(struct report *report, const char *name, const struct profile_on_host *result)
{
	bool nfd = report->form == REPORT_NFD;
	char label[REPORT_LABEL_MAX + 1];
	int bytes;

	if (result->answer == PROFILE_MALFORMED) {
		warn("%s: left out: %s", name, first_error(result));
		return;
	}
	if (result->answer == PROFILE_CANNOT)
		return;
	if (!report_label(name, label)) {
		warn("%s: left out: no name for a label, which has letters, digits, '-', '_' and "
		     "'.' with a letter or digit at its end, and at most %zu of them here",
		     name, REPORT_LABEL_MAX - strlen("armlet-"));
		return;
	}
	if (nfd && !report->labels)
		report->label_bytes += (size_t)fprintf(
			report->out, "# CPU profiles that this node can show to a guest\n");
	bytes = nfd ? fprintf(report->out, NFD_NAMESPACE "%s=true\n", label)
		    : fprintf(report->out, "%s%s", report->labels ? "," : "", label);
	report->label_bytes += bytes > 0 ? (size_t)bytes : 0;
	report->labels++;
}

void report_add(struct report *report, const char *name, const struct profile_on_host *result)
{
	switch (report->form) {
	case REPORT_WORDS:
		add_words(report, name, result);
		break;
	case REPORT_TABLE:
		if (!report->table.row_count) {
			report->table.columns = 4;
			table_add(&report->table, "PROFILE", "SHOWN", "WRITES", "WHY NOT");
		}
		add_line(report, name, result);
		break;
	case REPORT_JSON:
		add_json(report, name, result);
		break;
	case REPORT_NFD:
	case REPORT_SLURM:
		add_label(report, name, result);
		break;
	}
}

static int end_json(struct report *report)
{
	json_t *root = json_object();

	json_object_set_new(root, "host", json_text(report->dump->label));
	json_object_set_new(root, "kernel", json_text(report->dump->kernel_release));
	json_object_set_new(root, "profiles", report->profiles ? report->profiles : json_array());
	return json_print(root, report->out);
}

int report_end(struct report *report)
{
	switch (report->form) {
	case REPORT_WORDS:
		return report->failed ? -1 : 0;
	case REPORT_TABLE:
		return report->table.columns ? table_print(&report->table, report->out) : 0;
	case REPORT_JSON:
		return end_json(report);
	case REPORT_NFD:
		if (report->label_bytes <= NFD_FILE_BYTES_MAX)
			return 0;
		err("%zu labels take %zu bytes; node-feature-discovery leaves out files of more "
		    "than %d",
		    report->labels, report->label_bytes, NFD_FILE_BYTES_MAX);
		return -1;
	case REPORT_SLURM:
		fputc('\n', report->out);
		return 0;
	}
	return -1;
}
