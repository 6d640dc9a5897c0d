// SPDX-License-Identifier: GPL-2.0-only
// What parsing and checking a profile costs that names every writable field of a host.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/bits.h"
#include "sysregs/check.h"
#include "tests/unit/sysregs/fake_kvm.h"

#define ROUNDS	   200
#define RUNS	   7
#define TEXT_BYTES 65536

static char text[TEXT_BYTES];
static size_t text_bytes;

static void add(const char *line)
{
	size_t bytes = strlen(line);

	if (bytes >= sizeof(text) - text_bytes)
		abort();
	memcpy(text + text_bytes, line, bytes);
	text_bytes += bytes;
}

static void add_register(const struct idreg *reg, const struct host_cpu *host, bool lowest,
			 int *fields)
{
	uint64_t mask = host->masks[reg->index], limit = host->limits[reg->index];
	char line[128];
	size_t f;

	snprintf(line, sizeof(line), "[%s]\n", reg->name);
	add(line);
	for (f = 0; f < reg->field_count; f++) {
		const struct idreg_field *field = &reg->fields[f];
		uint64_t value = idreg_field_get(field, limit);

		if (field->kind != IDREG_FIELD || field->safe == IDREG_SAFE_ANY ||
		    !idreg_field_get(field, mask))
			continue;
		if (lowest)
			value = idreg_field_lowest(field, value);
		snprintf(line, sizeof(line), "%s = %llu\n", field->name, (unsigned long long)value);
		add(line);
		++*fields;
	}
}

/* Every field that KVM lets be written, as a number. Gives how many. */
static int write_profile(const struct host_cpu *host, bool lowest)
{
	int fields = 0;
	size_t r;

	text_bytes = 0;
	add("[profile]\nname = everything\ndepends = warn\n");
	for (r = 0; r < idreg_count; r++) {
		if (host->present[idregs[r].index] && host->masks[idregs[r].index])
			add_register(&idregs[r], host, lowest, &fields);
	}
	return fields;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static double median(double *values)
{
	qsort(values, RUNS, sizeof(values[0]), compare);
	return values[RUNS / 2];
}

/* Microseconds of one parse and of one check; false if the profile was refused. */
static bool measure(const struct host_cpu *host, double *parse_us, double *check_us, int *writes)
{
	static struct idreg_plan plan;
	double parses[RUNS], checks[RUNS];
	int run, round, i;

	for (run = 0; run < RUNS; run++) {
		parses[run] = checks[run] = 0;
		for (round = 0; round < ROUNDS; round++) {
			struct messages messages = { 0 };
			struct profile profile;
			double start = seconds(), parsed;
			bool fine;

			profile_init(&profile);
			fine = profile_load_memory(&profile, "everything", text, text_bytes, NULL,
						   &messages);
			parsed = seconds();
			fine = fine && profile_check(&profile, host, &plan, &messages);
			checks[run] += seconds() - parsed;
			parses[run] += parsed - start;
			profile_fini(&profile);
			if (!fine && messages.count)
				fprintf(stderr, "%s\n", messages.list[0].text);
			messages_fini(&messages);
			if (!fine)
				return false;
		}
	}
	*parse_us = median(parses) * 1e6 / ROUNDS;
	*check_us = median(checks) * 1e6 / ROUNDS;
	for (i = 0, *writes = 0; i < (int)IDREG_INDEX_COUNT; i++)
		*writes += plan.write[i];
	return true;
}

int main(void)
{
	static struct fake_kvm kvm;
	double parse_us, check_us;
	int lowest, fields, writes;

	fake_kvm_init(&kvm, FAKE_HOST_73);
	printf("%-8s  %6s  %9s  %9s  %9s\n", "values", "fields", "registers", "parse, us",
	       "check, us");
	for (lowest = 0; lowest < 2; lowest++) {
		fields = write_profile(&kvm.host, lowest);
		if (!measure(&kvm.host, &parse_us, &check_us, &writes)) {
			fprintf(stderr, "bench_profile: the profile was refused\n");
			return 1;
		}
		printf("%-8s  %6d  %9d  %9.1f  %9.1f\n", lowest ? "lowest" : "host", fields, writes,
		       parse_us, check_us);
	}
	return 0;
}
