// SPDX-License-Identifier: GPL-2.0-only
// A level written as a profile, with the reasons beside the values.
#include "sysregs/baseline.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"
#include "sysregs/ini_reader.h"
#include "sysregs/profile.h"
#include "sysregs/profile_value.h"

struct level_name baseline_value_text(const struct idreg_field *field, uint64_t value)
{
	const struct idreg_code *code = idreg_code_by_value(field, value);
	char reason[PROFILE_REASON_BYTES];
	struct profile_value read;
	struct level_name name;

	if (code && field_value_parse(field, code->name, &read, reason) &&
	    read.kind == PROFILE_VALUE_BITS && read.bits == value)
		snprintf(name.text, sizeof(name.text), "%s", code->name);
	else
		snprintf(name.text, sizeof(name.text), value < 10 ? "%" PRIu64 : "0x%" PRIx64,
			 value);
	return name;
}

/* A comment, cut to what a line may have; not within a character of UTF-8. */
static void __attribute__((format(printf, 2, 3))) comment(FILE *out, const char *format, ...)
{
	char text[INI_LINE_BYTES_MAX - 1];
	va_list arguments;
	size_t end;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length >= (int)sizeof(text)) {
		end = sizeof(text) - 4;
		while (end && ((unsigned char)text[end] & 0xc0) == 0x80)
			end--;
		strcpy(text + end, "...");
	}
	fprintf(out, "; %s\n", text);
}

/* "; NAME: who has what", where hosts differ. */
static void comment_who(const struct level *level, const struct level_what *what, const char *name,
			const char *more, FILE *out)
{
	char who[INI_LINE_BYTES_MAX];
	size_t taken = strlen(name) + strlen(more) + 8;

	level_who_text(level, what, who, sizeof(who) - (taken < 100 ? taken : 100));
	comment(out, "%s: %s%s", name, who, more);
}

static void write_hosts(const struct level *level, FILE *out)
{
	const struct cpu_dump *dump;

	if (level->host_count == 1)
		comment(out, "The CPU of %s (Linux %s).", level->hosts[0].dump->label,
			level->hosts[0].dump->kernel_release);
	else
		comment(out,
			"The highest CPU that all of these %zu hosts can show:", level->host_count);
	for (size_t i = 0; level->host_count > 1 && i < level->host_count; i++) {
		if (i == 8 && level->host_count > 9) {
			comment(out, "  and %zu more", level->host_count - i);
			break;
		}
		dump = level->hosts[i].dump;
		comment(out, "  %s (Linux %s)", dump->label, dump->kernel_release);
	}
	comment(out, "A baseline belongs to the CPUs and the kernels of its hosts: made again when "
		     "either changes.");
}

static bool has_unlike_cores(const struct level *level)
{
	const struct cpu_dump *first = level->hosts[0].dump;

	for (size_t i = 1; i < level->host_count; i++) {
		if (level->hosts[i].dump->cpus[0].midr != first->cpus[0].midr)
			return true;
	}
	return false;
}

static void write_key(const struct level *level, const char *key, enum feature_wish wish,
		      enum level_what_kind kind, FILE *out)
{
	const struct level_what what = { .kind = kind };
	bool could = level_what_value(&what, &level->hosts[0]) && level_what_is_same(level, &what);

	if (!level_what_is_same(level, &what))
		comment_who(level, &what, level_what_name(&what).text, "", out);
	else if (could && wish == FEATURE_OFF)
		comment(out, "%s: every host has it, and a guest gets it on request: --with %s",
			level_what_name(&what).text, key);
	if (kind == LEVEL_PMU && wish == FEATURE_ON && has_unlike_cores(level))
		comment(out, "PMU: its events and counters (PMCEID<n>_EL0, PMCR_EL0) stay those of "
			     "each CPU.");
	fprintf(out, "%s = %s\n", key, wish == FEATURE_ON ? "on" : "off");
}

static void write_cpu(const struct level *level, FILE *out)
{
	const struct cpu_feature_wishes *wishes = &level->wishes;

	fputs("\n[cpu]\n", out);
	write_key(level, "sve", wishes->sve, LEVEL_SVE, out);
	if (wishes->sve == FEATURE_ON)
		fprintf(out, "sve-max-vl = %u\n", wishes->sve_max_vl_bits);
	write_key(level, "pauth", wishes->pauth, LEVEL_PAUTH, out);
	write_key(level, "pmu", wishes->pmu, LEVEL_PMU, out);
	write_key(level, "mte", wishes->mte, LEVEL_MTE, out);
	fputs("el2 = off\n", out);
}

static const char *class_text(enum level_class class)
{
	static const char *const texts[] = {
		[LEVEL_SEEN] = "a guest can see it",
		[LEVEL_EL2] = "only EL2 sees it",
		[LEVEL_AARCH32] = "UNKNOWN without AArch32",
	};

	return texts[class];
}

static void comment_gap(const struct level *level, const struct level_gap *gap, const char *name,
			FILE *out)
{
	char more[96];

	snprintf(more, sizeof(more), ": not levelled, %s%s", class_text(gap->class),
		 gap->tolerated ? " (tolerated)" : "");
	comment_who(level, &gap->what, name, more, out);
}

/* The gaps of one register; only those of a field, or of all else. */
static void write_gaps(const struct level *level, unsigned int index,
		       const struct idreg_field *field, FILE *out)
{
	const struct level_gap *gap;

	for (size_t i = 0; i < level->gap_count; i++) {
		gap = &level->gaps[i];
		if (gap->what.kind <= LEVEL_RESERVED && gap->what.index == index &&
		    gap->what.field == field)
			comment_gap(level, gap,
				    field ? field->name : level_what_name(&gap->what).text, out);
	}
}

static void comment_lowered(const struct level *level, const struct idreg *reg,
			    const struct idreg_field *field, FILE *out)
{
	const struct depends_rule *rule;
	const struct idreg *needed;

	for (size_t i = 0; i < level->lowered_count; i++) {
		rule = level->lowered[i].rule;
		needed = idreg_by_index(rule->b.index);
		if (rule->a.index == reg->index && rule->a.lsb == field->lsb)
			comment(out, "%s: %s would need more of %s.%s", field->name,
				value_text(field, level->lowered[i].from).text, needed->name,
				rule->b.name);
	}
}

static void write_field(const struct level *level, const struct idreg *reg,
			const struct idreg_field *field, FILE *out)
{
	const struct level_what what = {
		.kind = LEVEL_FIELD, .reg = reg, .field = field, .index = reg->index
	};
	uint64_t value = idreg_field_get(field, level->values[reg->index]);

	if (!(level->pinned[reg->index] & bits_mask(field->msb, field->lsb))) {
		write_gaps(level, reg->index, field, out);
		return;
	}
	if (!level_what_is_same(level, &what))
		comment_who(level, &what, field->name, "", out);
	comment_lowered(level, reg, field, out);
	fprintf(out, "%s = %s\n", field->name, baseline_value_text(field, value).text);
}

static bool has_gap(const struct level *level, unsigned int index)
{
	for (size_t i = 0; i < level->gap_count; i++) {
		if (level->gaps[i].what.kind <= LEVEL_RESERVED &&
		    level->gaps[i].what.index == index)
			return true;
	}
	return false;
}

/* One that reads as zero on every host, all of it: one line does. */
static bool is_all_zero(const struct level *level, const struct idreg *reg)
{
	if ((level->pinned[reg->index] & reg->named_mask) != reg->named_mask)
		return false;
	for (size_t i = 0; i < level->host_count; i++) {
		if (level->hosts[i].cpu.limits[reg->index])
			return false;
	}
	return true;
}

/* Those that are levelled as a whole. */
static bool is_whole(unsigned int index)
{
	return index == INDEX_MIDR || index == INDEX_REVIDR || index == INDEX_AIDR ||
	       index == INDEX_CLIDR;
}

static void write_whole(const struct level *level, const struct idreg *reg, FILE *out)
{
	const struct level_what what = { .kind = LEVEL_REGISTER, .reg = reg, .index = reg->index };

	if (reg->index != INDEX_CLIDR && !level_what_is_same(level, &what)) {
		comment_who(level, &what, reg->name, "", out);
		if (reg->index == INDEX_MIDR)
			comment(out, "A guest does without the work-arounds that a kernel chooses "
				     "by the CPU's own MIDR_EL1.");
	}
	fprintf(out, "value = 0x%" PRIx64 "\n", level->values[reg->index]);
}

static void write_register(const struct level *level, const struct idreg *reg, FILE *out)
{
	if (reg->index == INDEX_MPIDR ||
	    (!level->pinned[reg->index] && !has_gap(level, reg->index)))
		return;
	fprintf(out, "\n[%s]\n", reg->name);
	write_gaps(level, reg->index, NULL, out);
	if (is_whole(reg->index)) {
		if (level->pinned[reg->index])
			write_whole(level, reg, out);
		return;
	}
	if (is_all_zero(level, reg)) {
		fputs("value = 0\n", out);
		return;
	}
	for (size_t i = 0; i < reg->field_count; i++) {
		if (reg->fields[i].kind == IDREG_FIELD)
			write_field(level, reg, &reg->fields[i], out);
	}
}

static void write_facts(const struct level *level, FILE *out)
{
	const struct level_gap *gap;
	bool first = true;

	for (size_t i = 0; i < level->gap_count; i++) {
		gap = &level->gaps[i];
		if (gap->what.kind <= LEVEL_RESERVED && gap->what.reg)
			continue;
		if (first)
			fputs("\n; What is in no register that can be written:\n", out);
		first = false;
		comment_gap(level, gap, level_what_name(&gap->what).text, out);
	}
}

bool baseline_write(const struct level *level, const char *name, FILE *out)
{
	write_hosts(level, out);
	fprintf(out, "[profile]\nname = %s\nbase = host\nunlisted = host\nmissing = error\n",
		name ? name : "baseline");
	if (level->stuck)
		comment(out,
			"%s is more than the architecture allows beside %s, and no host list "
			"could show less.",
			level->stuck->a.name, level->stuck->b.name);
	fprintf(out, "depends = %s\n", level->stuck ? "warn" : "error");
	write_cpu(level, out);
	for (size_t i = 0; i < idreg_count; i++)
		write_register(level, &idregs[i], out);
	write_facts(level, out);
	return !fflush(out) && !ferror(out);
}

/* Does the host show the level, under the profile that was read back? */
static void check_host(const struct level *level, const struct level_host *host,
		       const struct profile *profile, struct messages *messages)
{
	const char *label = host->dump->label;
	struct idreg_plan plan;
	struct messages own = { 0 };
	uint64_t differs;

	if (!profile_check(profile, &host->cpu, &plan, &own))
		for (size_t i = 0; i < own.count; i++) {
			if (own.list[i].kind == MESSAGE_ERROR)
				messages_add(messages, MESSAGE_ERROR, "internal error: on %s: %s",
					     label, own.list[i].text);
		}
	messages_fini(&own);
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		differs = (plan.values[index] ^ level->values[index]) & level->pinned[index];
		if (differs)
			messages_add(messages, MESSAGE_ERROR,
				     "internal error: on %s the profile does not level the bits "
				     "0x%" PRIx64 " of %s",
				     label, differs, dump_register_text(index).text);
	}
}

static bool same_wishes(const struct cpu_feature_wishes *a, const struct cpu_feature_wishes *b)
{
	return a->sve == b->sve && a->pauth == b->pauth && a->pmu == b->pmu && a->mte == b->mte &&
	       a->el2 == b->el2 && a->sve_max_vl_bits == b->sve_max_vl_bits;
}

bool baseline_check(const struct level *level, const char *text, size_t bytes,
		    struct messages *messages)
{
	size_t errors = messages->error_count;
	struct cpu_feature_wishes wishes;
	struct profile profile;

	profile_init(&profile);
	if (profile_load_memory(&profile, "internal error: baseline", text, bytes, NULL,
				messages)) {
		wishes = profile_wishes(&profile);
		if (!same_wishes(&wishes, &level->wishes))
			messages_add(messages, MESSAGE_ERROR,
				     "internal error: [cpu] of the profile is not what was found");
		for (size_t i = 0; i < level->host_count; i++)
			check_host(level, &level->hosts[i], &profile, messages);
	}
	profile_fini(&profile);
	return messages->error_count == errors;
}
