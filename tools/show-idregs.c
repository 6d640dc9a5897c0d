// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints the ID registers as a program inside the guest sees them, one "NAME 0xVALUE" a line.
 *
 * Linux lets EL0 read the ID space (op0=3, op1=0, CRn=0, CRm 0 and 4-7) by emulating MRS, and shows of
 * each register only the fields that it has decided to show to programs; the rest reads as it would on
 * a CPU without the feature. Registers have to be named by number: assemblers know only some names.
 */
#include <stdint.h>
#include <stdio.h>

#define READ(crm, op2)                                                                    \
	({                                                                                \
		uint64_t value;                                                           \
		__asm__ volatile("mrs %0, S3_0_C0_C" #crm "_" #op2 : "=r"(value));        \
		value;                                                                    \
	})
#define SHOW(name, crm, op2) printf("%-18s 0x%016llx\n", #name, (unsigned long long)READ(crm, op2))

int main(void)
{
	SHOW(MIDR_EL1, 0, 0);
	SHOW(MPIDR_EL1, 0, 5);
	SHOW(REVIDR_EL1, 0, 6);
	SHOW(ID_AA64PFR0_EL1, 4, 0);
	SHOW(ID_AA64PFR1_EL1, 4, 1);
	SHOW(ID_AA64PFR2_EL1, 4, 2);
	SHOW(ID_AA64ZFR0_EL1, 4, 4);
	SHOW(ID_AA64SMFR0_EL1, 4, 5);
	SHOW(ID_AA64FPFR0_EL1, 4, 7);
	SHOW(ID_AA64DFR0_EL1, 5, 0);
	SHOW(ID_AA64DFR1_EL1, 5, 1);
	SHOW(ID_AA64ISAR0_EL1, 6, 0);
	SHOW(ID_AA64ISAR1_EL1, 6, 1);
	SHOW(ID_AA64ISAR2_EL1, 6, 2);
	SHOW(ID_AA64ISAR3_EL1, 6, 3);
	SHOW(ID_AA64MMFR0_EL1, 7, 0);
	SHOW(ID_AA64MMFR1_EL1, 7, 1);
	SHOW(ID_AA64MMFR2_EL1, 7, 2);
	SHOW(ID_AA64MMFR3_EL1, 7, 3);
	SHOW(ID_AA64MMFR4_EL1, 7, 4);
	return 0;
}
