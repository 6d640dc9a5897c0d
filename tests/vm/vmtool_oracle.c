// SPDX-License-Identifier: GPL-2.0-only
// What a guest must read when fields are lowered: worked out from fields.txt, KVM's masks and the
// host's values.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "vmtool.h"

#define INDEXES	   192
#define FIELDS_MAX 400
#define MPIDR	   5 /* each CPU's own */

struct field {
	char reg[32], encoding[24], name[24];
	unsigned int index, msb, lsb;
	char rule;
	uint64_t lowest;
};

static struct field fields[FIELDS_MAX];
static size_t field_count;

/* Fields that the interrupt controller decides, whatever was written: a profile cannot name others'
 * values. */
static bool is_derived(const struct field *field)
{
	return (!strcmp(field->reg, "ID_AA64PFR0_EL1") && !strcmp(field->name, "GIC")) ||
	       (!strcmp(field->reg, "ID_AA64PFR2_EL1") && !strcmp(field->name, "GCIE")) ||
	       (!strcmp(field->reg, "ID_PFR1_EL1") && !strcmp(field->name, "GIC"));
}

/* "S3_<op1>_C0_C<crm>_<op2>" → 0 … 191, or -1 for what is not one of them. */
static int index_of(const char *encoding)
{
	unsigned int op1, crm, op2;

	if (sscanf(encoding, "S3_%u_C0_C%u_%u", &op1, &crm, &op2) != 3 || crm > 7 || op2 > 7)
		return -1;
	if (op1 == 0 || op1 == 1 || op1 == 3)
		return (int)((op1 == 3 ? 2 : op1) << 6 | crm << 3 | op2);
	return -1;
}

static FILE *open_or_die(const char *path)
{
	FILE *file = fopen(path, "r");

	if (!file) {
		perror(path);
		exit(2);
	}
	return file;
}

static void load_fields(const char *path)
{
	FILE *file = open_or_die(path);
	char line[200];

	while (fgets(line, sizeof(line), file)) {
		struct field *field = &fields[field_count];
		unsigned long long lowest;

		if (line[0] == '#')
			continue;
		if (field_count == FIELDS_MAX ||
		    sscanf(line, "%31s %23s %23s %u %u %c %llu", field->reg, field->encoding,
			   field->name, &field->msb, &field->lsb, &field->rule, &lowest) != 7 ||
		    index_of(field->encoding) < 0) {
			fprintf(stderr, "%s: not a field: %s", path, line);
			exit(2);
		}
		field->index = (unsigned int)index_of(field->encoding);
		field->lowest = lowest;
		field_count++;
	}
	fclose(file);
}

/* Lines "S3_… VALUE" (vmtool masks). */
static void load_masks(const char *path, uint64_t *masks)
{
	FILE *file = open_or_die(path);
	char encoding[32];
	unsigned long long value;

	memset(masks, 0, INDEXES * sizeof(*masks));
	while (fscanf(file, "%31s %llx", encoding, &value) == 2) {
		if (index_of(encoding) >= 0)
			masks[index_of(encoding)] = value;
	}
	fclose(file);
}

/* What a guest "idregs" printed. */
struct output {
	uint64_t values[INDEXES]; /* CPU 0's registers; all 0 where it printed sums */
	unsigned int cpus;	  /* 0: it did not come to its end */
	unsigned int sums;	  /* lines with sums instead of registers */
	uint64_t sum;		  /* the first */
	unsigned int differences; /* other CPUs' registers or sums that are not CPU 0's */
};

static void take_line(struct output *output, const char *line)
{
	char encoding[32] = "S3_";
	unsigned int cpu;
	unsigned long long value;

	if (sscanf(line, "cpu %u sum 0x%llx", &cpu, &value) == 2) {
		if (output->sums++ == 0)
			output->sum = value;
		output->differences += output->sum != value;
	} else if (sscanf(line, "cpu %u S3_%25s 0x%llx", &cpu, encoding + 3, &value) == 3 &&
		   index_of(encoding) >= 0) {
		if (cpu == 0)
			output->values[index_of(encoding)] = value;
		else if (index_of(encoding) != MPIDR)
			output->differences++;
	}
}

static void load_output(const char *path, struct output *output)
{
	FILE *file = open_or_die(path);
	char line[200];

	memset(output, 0, sizeof(*output));
	while (fgets(line, sizeof(line), file) &&
	       sscanf(line, "idregs: done, %u cpus", &output->cpus) != 1)
		take_line(output, line);
	fclose(file);
}

/* The same sum as the guest's. */
static uint64_t sum_of(const uint64_t *values)
{
	uint64_t sum = 0;

	for (unsigned int i = 0; i < INDEXES; i++) {
		if (i == MPIDR)
			continue;
		sum = (sum ^ values[i]) * 0x9e3779b97f4a7c15;
		sum ^= sum >> 29;
	}
	return sum;
}

static uint64_t field_mask(const struct field *field)
{
	unsigned int width = field->msb - field->lsb + 1;

	return (width == 64 ? ~0ULL : (1ULL << width) - 1) << field->lsb;
}

static bool is_writable(const struct field *field, const uint64_t *masks)
{
	return (masks[field->index] & field_mask(field)) == field_mask(field);
}

static uint64_t lowered(const struct field *field, uint64_t host)
{
	uint64_t value = (host & field_mask(field)) >> field->lsb;

	if (field->rule == 'E' || field->rule == 'S' || field->lowest < value)
		value = field->lowest;
	if (field->rule == 'H')
		value = (host & field_mask(field)) >> field->lsb;
	return value;
}

static bool is_chosen(const struct field *field, const char *choice)
{
	return !strcmp(choice, "all") || !strcmp(choice, field->reg);
}

int registers_command(int argc, char **argv)
{
	uint64_t masks[INDEXES];
	const char *last = "";

	if (argc != 3)
		return 2;
	load_fields(argv[1]);
	load_masks(argv[2], masks);
	for (size_t i = 0; i < field_count; i++) {
		if (!is_writable(&fields[i], masks) || !strcmp(last, fields[i].reg))
			continue;
		last = fields[i].reg;
		printf("%s\n", last);
	}
	return 0;
}

int profile_command(int argc, char **argv)
{
	uint64_t masks[INDEXES];
	bool any = false;

	if (argc != 4)
		return 2;
	load_fields(argv[1]);
	load_masks(argv[2], masks);
	printf("[profile]\ndepends = warn\n\n[%s]\n", argv[3]);
	for (size_t i = 0; i < field_count; i++) {
		if (strcmp(fields[i].reg, argv[3]) || !is_writable(&fields[i], masks) ||
		    is_derived(&fields[i]))
			continue;
		any = true;
		printf("%s = lowest\n", fields[i].name);
	}
	return !any;
}

/* Prints each register that is not as expected; gives how many. */
static unsigned int print_wrong(const uint64_t *host, const uint64_t *expected,
				const uint64_t *guest)
{
	unsigned int wrong = 0;

	for (unsigned int i = 0; i < INDEXES; i++) {
		if (guest[i] == expected[i])
			continue;
		wrong++;
		printf("S3_%u_C0_C%u_%u: host 0x%llx, expected 0x%llx, guest read 0x%llx\n",
		       i / 64 == 2 ? 3 : i / 64, i / 8 % 8, i % 8, (unsigned long long)host[i],
		       (unsigned long long)expected[i], (unsigned long long)guest[i]);
	}
	return wrong;
}

int check_command(int argc, char **argv)
{
	uint64_t masks[INDEXES], expected[INDEXES];
	struct output host, guest;

	if (argc != 6)
		return 2;
	load_fields(argv[1]);
	load_masks(argv[2], masks);
	load_output(argv[3], &host);
	load_output(argv[4], &guest);
	if (!host.cpus || host.sums || !guest.cpus || (guest.sums && guest.sums != guest.cpus)) {
		printf("a guest did not come to its end\n");
		return 1;
	}
	memcpy(expected, host.values, sizeof(expected));
	for (size_t i = 0; i < field_count; i++) {
		const struct field *field = &fields[i];

		if (!is_chosen(field, argv[5]) || !is_writable(field, masks) || is_derived(field))
			continue;
		expected[field->index] &= ~field_mask(field);
		expected[field->index] |= lowered(field, host.values[field->index]) << field->lsb;
	}
	if (guest.differences) {
		printf("%u registers or sums differ between vCPUs\n", guest.differences);
		return 1;
	}
	if (guest.sums)
		return guest.sum != sum_of(expected);
	return print_wrong(host.values, expected, guest.values) != 0;
}

int field_command(int argc, char **argv)
{
	struct output output;
	const char *dot = argc == 4 ? strchr(argv[3], '.') : NULL;

	if (!dot)
		return 2;
	load_fields(argv[1]);
	load_output(argv[2], &output);
	for (size_t i = 0; i < field_count; i++) {
		const struct field *field = &fields[i];
		uint64_t bits = output.values[field->index] & field_mask(field);

		if (strlen(field->reg) != (size_t)(dot - argv[3]) ||
		    strncmp(field->reg, argv[3], strlen(field->reg)) ||
		    strcasecmp(field->name, dot + 1) != 0)
			continue;
		printf("%llu\n", (unsigned long long)(bits >> field->lsb));
		return 0;
	}
	return 1;
}
