// SPDX-License-Identifier: GPL-2.0-only
// What a dump's registers tell, in words.
#include "sysregs/dump.h"

#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/check_text.h"

/* A field's name for what the host has at most; "none" where the guest has nothing of it. */
static const char *code_name(const struct cpu_dump *dump, unsigned int index, const char *name)
{
	const struct idreg *reg = idreg_by_index(index);
	const struct idreg_field *field = idreg_field_by_name(reg, name);
	uint64_t value;
	const struct idreg_code *code;

	value = idreg_field_get(field, dump->limits[DUMP_LIMITS_ALL].values[index]);
	code = idreg_code_by_value(field, value);
	if (!value)
		return "none";
	return code ? code->name : "unknown";
}

/* One algorithm for addresses: three fields, of which at most one is not 0. */
static void tell_pauth(const struct cpu_dump *dump, char *text, size_t bytes)
{
	static const struct {
		const char *field, *algorithm;
		unsigned int index;
	} rows[] = {
		{ "APA", "QARMA5", INDEX_ISAR1 },
		{ "APA3", "QARMA3", INDEX_ISAR2 },
		{ "API", "IMPDEF", INDEX_ISAR1 },
	};
	const char *level;

	snprintf(text, bytes, "none");
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		level = code_name(dump, rows[i].index, rows[i].field);
		if (!strcmp(level, "none"))
			continue;
		snprintf(text, bytes, "%s %s", rows[i].algorithm, level);
		return;
	}
}

static void find_guest_pages(const struct cpu_dump *dump, struct dump_facts *facts)
{
	uint64_t mmfr0 = dump->limits[DUMP_LIMITS_NONE].values[INDEX_MMFR0];

	facts->guest_page_count = 0;
	if (bits_get(mmfr0, 31, 28) != 0xf)
		facts->guest_page_bytes[facts->guest_page_count++] = 4096;
	if (bits_get(mmfr0, 23, 20) != 0)
		facts->guest_page_bytes[facts->guest_page_count++] = 16384;
	if (bits_get(mmfr0, 27, 24) != 0xf)
		facts->guest_page_bytes[facts->guest_page_count++] = 65536;
}

void dump_facts(const struct cpu_dump *dump, struct dump_facts *facts)
{
	tell_pauth(dump, facts->pauth, sizeof(facts->pauth));
	snprintf(facts->pmu, sizeof(facts->pmu), "%s", code_name(dump, INDEX_DFR0, "PMUVer"));
	snprintf(facts->mte, sizeof(facts->mte), "%s", code_name(dump, INDEX_PFR1, "MTE"));
	find_guest_pages(dump, facts);
	facts->midr_count = 0;
	for (unsigned int i = 0; i < dump->cpu_run_count; i++) {
		unsigned int before = 0;

		while (before < i && dump->cpus[before].midr != dump->cpus[i].midr)
			before++;
		facts->midr_count += before == i;
	}
}
