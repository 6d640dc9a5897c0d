// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints the ID registers as a program on this machine sees them, one "NAME 0xVALUE" a line; with a
 * file of such lines from another machine, the fields in which this one differs and that a profile
 * names. usage: show-idregs [OTHER-MACHINE'S-LINES [PROFILE]]
 *
 * Linux lets EL0 read the ID space (op0=3, op1=0, CRn=0, CRm 0 and 4-7) by emulating MRS, and shows
 * of each register only the fields that it has decided to show to programs; the rest reads as it
 * would on a CPU without the feature.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "sysregs/idreg.h"

/* The register's number is part of the instruction, so there is one for each; assemblers know only
   some of them by name. */
#define MRS(crm, op2)                                                              \
	case (crm) << 3 | (op2):                                                   \
		__asm__ volatile("mrs %0, S3_0_C0_C" #crm "_" #op2 : "=r"(value)); \
		break
#define MRS_ROW(crm) \
	MRS(crm, 0); \
	MRS(crm, 1); \
	MRS(crm, 2); \
	MRS(crm, 3); \
	MRS(crm, 4); \
	MRS(crm, 5); \
	MRS(crm, 6); \
	MRS(crm, 7)

static uint64_t read_register(const struct idreg *reg)
{
	uint64_t value = 0;

	switch (reg->crm << 3 | reg->op2) {
		MRS(0, 0);
		MRS(0, 5);
		MRS(0, 6);
		MRS_ROW(4);
		MRS_ROW(5);
		MRS_ROW(6);
		MRS_ROW(7);
	}
	return value;
}

/* Does Linux emulate reading it? CRm 0 has MIDR, MPIDR and REVIDR; CRm 1 to 3 are AArch32's. */
static bool is_readable(const struct idreg *reg)
{
	if (reg->op0 != 3 || reg->op1 != 0 || reg->crn != 0)
		return false;
	return reg->crm >= 4 || (reg->crm == 0 && (reg->op2 == 0 || reg->op2 >= 5) && reg->op2 < 7);
}

static void print_value(const struct idreg_field *field, uint64_t word)
{
	uint64_t value = idreg_field_get(field, word);
	const struct idreg_code *code = idreg_code_by_value(field, value);

	printf("%#" PRIx64, value);
	if (code)
		printf(" (%s)", code->name);
}

/* The fields of each register that a profile names: bit n for the field whose lowest bit is n. */
static uint64_t named[IDREG_INDEX_COUNT];

/* Only as much of a profile as is needed to know which fields it has lines for. */
static void read_profile(const char *path)
{
	const struct idreg *reg = NULL;
	const struct idreg_field *field;
	char line[256], name[64];
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, " [%63[^]]]", name) == 1)
			reg = idreg_by_name(name);
		else if (reg && sscanf(line, " %63[A-Za-z0-9_] =", name) == 1) {
			field = idreg_field_by_name(reg, name);
			named[reg->index] |= field ? UINT64_C(1) << field->lsb : UINT64_MAX;
		}
	}
	if (file)
		fclose(file);
}

struct difference_count {
	unsigned int by_profile, by_kvm;
};

static void print_differences(const struct idreg *reg, uint64_t theirs, uint64_t ours,
			      struct difference_count *count)
{
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct idreg_field *field = &reg->fields[i];

		if (idreg_field_get(field, theirs) == idreg_field_get(field, ours))
			continue;
		if (!(named[reg->index] & UINT64_C(1) << field->lsb)) {
			count->by_kvm++;
			continue;
		}
		printf("%s.%s: host ", reg->name, field->name ? field->name : "reserved");
		print_value(field, theirs);
		printf(", guest ");
		print_value(field, ours);
		printf("\n");
		count->by_profile++;
	}
}

static int compare(const char *path)
{
	FILE *file = fopen(path, "r");
	struct difference_count count = { 0, 0 };
	char name[64];
	uint64_t theirs;

	if (!file) {
		perror(path);
		return 1;
	}
	while (fscanf(file, "%63s %" SCNx64, name, &theirs) == 2) {
		const struct idreg *reg = idreg_by_name(name);

		if (reg && is_readable(reg) && !reg->per_vcpu)
			print_differences(reg, theirs, read_register(reg), &count);
	}
	fclose(file);
	printf("%u fields that the profile names differ from the host's, as programs see them\n",
	       count.by_profile);
	printf("%u more differ: KVM does not show them to this guest, or unlisted = lowest\n",
	       count.by_kvm);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 2)
		read_profile(argv[2]);
	if (argc > 1)
		return compare(argv[1]);
	for (size_t i = 0; i < idreg_count; i++)
		if (is_readable(&idregs[i]))
			printf("%-18s 0x%016" PRIx64 "\n", idregs[i].name,
			       read_register(&idregs[i]));
	return 0;
}
