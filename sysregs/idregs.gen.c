// SPDX-License-Identifier: GPL-2.0-only
// The table of arm64 ID registers. Made by tools/idregs-gen from sysregs/idregs.def: do not edit.

#include "sysregs/idreg.h"

static const struct idreg_field fields_MIDR_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 24, .kind = IDREG_FIELD, .name = "Implementer", .alias = "Implementor",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .note = "Needs a kernel that lets implementation IDs be written; the guest then applies errata by it." },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "Variant",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "Architecture",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 15, .lsb = 4, .kind = IDREG_FIELD, .name = "PartNum",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .note = "Needs a kernel that lets implementation IDs be written; the guest then applies errata by it." },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "Revision",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
};

static const struct idreg_field fields_MPIDR_EL1[] = {
	{ .msb = 63, .lsb = 40, .kind = IDREG_RES0 },
	{ .msb = 39, .lsb = 32, .kind = IDREG_FIELD, .name = "Aff3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 31, .lsb = 31, .kind = IDREG_RES1 },
	{ .msb = 30, .lsb = 30, .kind = IDREG_FIELD, .name = "U",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 29, .lsb = 25, .kind = IDREG_RES0 },
	{ .msb = 24, .lsb = 24, .kind = IDREG_FIELD, .name = "MT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 23, .lsb = 16, .kind = IDREG_FIELD, .name = "Aff2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 15, .lsb = 8, .kind = IDREG_FIELD, .name = "Aff1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 7, .lsb = 0, .kind = IDREG_FIELD, .name = "Aff0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_field fields_REVIDR_EL1[] = {
	{ .msb = 63, .lsb = 0, .kind = IDREG_FIELD, .name = "IMPDEF",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_code codes_ID_PFR0_EL1[] = {
	/* RAS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "RAS", .feature = "FEAT_RAS" },
	{ .value = 2, .name = "RASv1p1", .feature = "FEAT_RASv1p1" },
	/* DIT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DIT" },
	/* AMU */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "AMUv1", .feature = "FEAT_AMUv1" },
	{ .value = 2, .name = "AMUv1p1", .feature = "FEAT_AMUv1p1" },
	/* CSV2 */
	{ .value = 0, .name = "UNDISCLOSED" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CSV2" },
	{ .value = 2, .name = "CSV2p1", .feature = "FEAT_CSV2_1p1" },
	/* State3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* State2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "NO_CV" },
	{ .value = 2, .name = "CV" },
	/* State1 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "THUMB" },
	{ .value = 2, .name = "THUMB2" },
	/* State0 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_PFR0_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "RAS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 0, .code_count = 3 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "DIT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 3, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "AMU",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 5, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "CSV2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 8, .code_count = 3 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "State3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 11, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "State2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 13, .code_count = 3 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "State1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 16, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "State0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR0_EL1 + 19, .code_count = 2 },
};

static const struct idreg_code codes_ID_PFR1_EL1[] = {
	/* GIC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "GICv3", .feature = "FEAT_GICv3" },
	{ .value = 3, .name = "GICv4p1", .feature = "FEAT_GICv4p1" },
	/* Virt_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Sec_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "WALK_DISABLE" },
	{ .value = 2, .name = "SECURE_MEMORY" },
	/* GenTimer */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	{ .value = 2, .name = "ECV", .feature = "FEAT_ECV" },
	/* Virtualization */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* MProgMod */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Security */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "EL3" },
	{ .value = 2, .name = "NSACR_RFR" },
	/* ProgMod */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_PFR1_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "GIC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 0, .code_count = 3,
	  .note = "Decided by the GIC model: KVM rewrites it when the GIC is created and at the first run." },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "Virt_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 3, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "Sec_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 5, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "GenTimer",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 8, .code_count = 3 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "Virtualization",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 11, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "MProgMod",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 13, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "Security",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 15, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "ProgMod",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR1_EL1 + 18, .code_count = 2 },
};

static const struct idreg_code codes_ID_DFR0_EL1[] = {
	/* TraceFilt */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TRF" },
	/* PerfMon */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "PMUv1" },
	{ .value = 2, .name = "PMUv2" },
	{ .value = 3, .name = "PMUv3", .feature = "FEAT_PMUv3" },
	{ .value = 4, .name = "PMUv3p1", .feature = "FEAT_PMUv3p1" },
	{ .value = 5, .name = "PMUv3p4", .feature = "FEAT_PMUv3p4" },
	{ .value = 6, .name = "PMUv3p5", .feature = "FEAT_PMUv3p5" },
	{ .value = 7, .name = "PMUv3p7", .feature = "FEAT_PMUv3p7" },
	{ .value = 8, .name = "PMUv3p8", .feature = "FEAT_PMUv3p8" },
	{ .value = 9, .name = "PMUv3p9", .feature = "FEAT_PMUv3p9" },
	{ .value = 15, .name = "IMPDEF" },
	/* MProfDbg */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* MMapTrc */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* CopTrc */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* MMapDbg */
	{ .value = 0, .name = "NI" },
	{ .value = 4, .name = "Armv7" },
	{ .value = 5, .name = "Armv7p1" },
	/* CopDbg */
	{ .value = 0, .name = "NI" },
	{ .value = 2, .name = "Armv6" },
	{ .value = 3, .name = "Armv6p1" },
	{ .value = 4, .name = "Armv7" },
	{ .value = 5, .name = "Armv7p1" },
	{ .value = 6, .name = "Armv8" },
	{ .value = 7, .name = "VHE", .feature = "FEAT_Debugv8p1" },
	{ .value = 8, .name = "Debugv8p2", .feature = "FEAT_Debugv8p2" },
	{ .value = 9, .name = "Debugv8p4", .feature = "FEAT_Debugv8p4" },
	{ .value = 10, .name = "Debugv8p8", .feature = "FEAT_Debugv8p8" },
	{ .value = 11, .name = "Debugv8p9", .feature = "FEAT_Debugv8p9" },
};

static const struct idreg_field fields_ID_DFR0_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "TraceFilt",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "PerfMon",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 2, .code_count = 11,
	  .note = "Follows the vCPU feature pmu; KVM turns IMPDEF into NI and refuses PMUv1 and PMUv2." },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "MProfDbg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 13, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "MMapTrc",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 15, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "CopTrc",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 17, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "MMapDbg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 19, .code_count = 3 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "CopSDbg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "CopDbg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 6, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR0_EL1 + 22, .code_count = 11,
	  .note = "KVM refuses values below 6, so that is the lowest." },
};

static const struct idreg_field fields_ID_AFR0_EL1[] = {
	{ .msb = 63, .lsb = 16, .kind = IDREG_RES0 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "IMPDEF3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "IMPDEF2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "IMPDEF1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "IMPDEF0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32 },
};

static const struct idreg_code codes_ID_MMFR0_EL1[] = {
	/* InnerShr */
	{ .value = 0, .name = "NC" },
	{ .value = 1, .name = "HW" },
	{ .value = 15, .name = "IGNORED" },
	/* FCSE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* AuxReg */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "ACTLR" },
	{ .value = 2, .name = "AIFSR" },
	/* TCM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMPDEF" },
	{ .value = 2, .name = "TCM" },
	{ .value = 3, .name = "TCM_DMA" },
	/* ShareLvl */
	{ .value = 0, .name = "ONE" },
	{ .value = 1, .name = "TWO" },
	/* OuterShr */
	{ .value = 0, .name = "NC" },
	{ .value = 1, .name = "HW" },
	{ .value = 15, .name = "IGNORED" },
	/* PMSA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMPDEF" },
	{ .value = 2, .name = "PMSAv6" },
	{ .value = 3, .name = "PMSAv7" },
	/* VMSA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMPDEF" },
	{ .value = 2, .name = "VMSAv6" },
	{ .value = 3, .name = "VMSAv7" },
	{ .value = 4, .name = "VMSAv7_PXN" },
	{ .value = 5, .name = "VMSAv7_LONG" },
};

static const struct idreg_field fields_ID_MMFR0_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "InnerShr",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 15, .lowest_value = 15, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 0, .code_count = 3 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "FCSE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 3, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "AuxReg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 5, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "TCM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 8, .code_count = 4 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "ShareLvl",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 12, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "OuterShr",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 15, .lowest_value = 15, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 14, .code_count = 3 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "PMSA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 17, .code_count = 4 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "VMSA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR0_EL1 + 21, .code_count = 6 },
};

static const struct idreg_code codes_ID_MMFR1_EL1[] = {
	/* BPred */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "BP_SW_MANGED" },
	{ .value = 2, .name = "BP_ASID_AWARE" },
	{ .value = 3, .name = "BP_NOSNOOP" },
	{ .value = 4, .name = "BP_INVISIBLE" },
	/* L1TstCln */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "NOINVALIDATE" },
	{ .value = 2, .name = "INVALIDATE" },
	/* L1Uni */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "INVALIDATE" },
	{ .value = 2, .name = "CLEAN_AND_INVALIDATE" },
	/* L1Hvd */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "INVALIDATE_ISIDE_ONLY" },
	{ .value = 2, .name = "INVALIDATE" },
	{ .value = 3, .name = "CLEAN_AND_INVALIDATE" },
	/* L1UniSW */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "CLEAN" },
	{ .value = 2, .name = "CLEAN_AND_INVALIDATE" },
	{ .value = 3, .name = "INVALIDATE" },
	/* L1HvdSW */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "CLEAN_AND_INVALIDATE" },
	{ .value = 2, .name = "INVALIDATE_DSIDE_ONLY" },
	{ .value = 3, .name = "INVALIDATE" },
	/* L1UniVA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "CLEAN_AND_INVALIDATE" },
	{ .value = 2, .name = "INVALIDATE_BP" },
	/* L1HvdVA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "CLEAN_AND_INVALIDATE" },
	{ .value = 2, .name = "INVALIDATE_BP" },
};

static const struct idreg_field fields_ID_MMFR1_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "BPred",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 0, .code_count = 5 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "L1TstCln",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 5, .code_count = 3 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "L1Uni",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 8, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "L1Hvd",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 11, .code_count = 4 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "L1UniSW",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 15, .code_count = 4 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "L1HvdSW",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 19, .code_count = 4 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "L1UniVA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 23, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "L1HvdVA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR1_EL1 + 26, .code_count = 3 },
};

static const struct idreg_code codes_ID_MMFR2_EL1[] = {
	/* HWAccFlg */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* WFIStall */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* MemBarr */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "DSB_ONLY" },
	{ .value = 2, .name = "IMP" },
	/* UniTLB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "BY_VA" },
	{ .value = 2, .name = "BY_MATCH_ASID" },
	{ .value = 3, .name = "BY_ALL_ASID" },
	{ .value = 4, .name = "OTHER_TLBS" },
	{ .value = 5, .name = "BROADCAST" },
	{ .value = 6, .name = "BY_IPA" },
	/* HvdTLB */
	{ .value = 0, .name = "NI" },
	/* L1HvdRng */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* L1HvdBG */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* L1HvdFG */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_MMFR2_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "HWAccFlg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "WFIStall",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 2, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "MemBarr",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 4, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "UniTLB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 7, .code_count = 7 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "HvdTLB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 14, .code_count = 1 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "L1HvdRng",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 15, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "L1HvdBG",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 17, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "L1HvdFG",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR2_EL1 + 19, .code_count = 2 },
};

static const struct idreg_code codes_ID_MMFR3_EL1[] = {
	/* Supersec */
	{ .value = 0, .name = "IMP" },
	{ .value = 15, .name = "NI" },
	/* CMemSz */
	{ .value = 0, .name = "4GB" },
	{ .value = 1, .name = "64GB" },
	{ .value = 2, .name = "1TB" },
	/* CohWalk */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* PAN */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "PAN", .feature = "FEAT_PAN" },
	{ .value = 2, .name = "PAN2", .feature = "FEAT_PAN2" },
	/* MaintBcst */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "NO_TLB" },
	{ .value = 2, .name = "ALL" },
	/* BPMaint */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "ALL" },
	{ .value = 2, .name = "BY_VA" },
	/* CMaintSW */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* CMaintVA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_MMFR3_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "Supersec",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "CMemSz",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 2, .code_count = 3 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "CohWalk",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 5, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "PAN",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 7, .code_count = 3 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "MaintBcst",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 10, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "BPMaint",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 13, .code_count = 3 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "CMaintSW",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 16, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "CMaintVA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR3_EL1 + 18, .code_count = 2 },
};

static const struct idreg_code codes_ID_ISAR0_EL1[] = {
	/* Divide */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "xDIV_T32" },
	{ .value = 2, .name = "xDIV_A32" },
	/* Debug */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Coproc */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "MRC" },
	{ .value = 2, .name = "MRC2" },
	{ .value = 3, .name = "MRRC" },
	{ .value = 4, .name = "MRRC2" },
	/* CmpBranch */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* BitField */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* BitCount */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Swap */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_ISAR0_EL1[] = {
	{ .msb = 63, .lsb = 28, .kind = IDREG_RES0 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "Divide",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 0, .code_count = 3 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "Debug",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 3, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "Coproc",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 5, .code_count = 5 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "CmpBranch",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 10, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "BitField",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 12, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "BitCount",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 14, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "Swap",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR0_EL1 + 16, .code_count = 2 },
};

static const struct idreg_code codes_ID_ISAR1_EL1[] = {
	/* Jazelle */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Interwork */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "BX" },
	{ .value = 2, .name = "BLX" },
	{ .value = 3, .name = "A32_BX" },
	/* Immediate */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* IfThen */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Extend */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SXTB" },
	{ .value = 2, .name = "SXTB16" },
	/* Except_AR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Except */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Endian */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_ISAR1_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "Jazelle",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "Interwork",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 2, .code_count = 4 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "Immediate",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 6, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "IfThen",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 8, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "Extend",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 10, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "Except_AR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 13, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "Except",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 15, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "Endian",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR1_EL1 + 17, .code_count = 2 },
};

static const struct idreg_code codes_ID_ISAR2_EL1[] = {
	/* Reversal */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "REV" },
	{ .value = 2, .name = "RBIT" },
	/* PSR_AR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* MultU */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "UMULL" },
	{ .value = 2, .name = "UMAAL" },
	/* MultS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SMULL" },
	{ .value = 2, .name = "SMLABB" },
	{ .value = 3, .name = "SMLAD" },
	/* Mult */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "MLA" },
	{ .value = 2, .name = "MLS" },
	/* MultiAccessInt */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "RESTARTABLE" },
	{ .value = 2, .name = "CONTINUABLE" },
	/* MemHint */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "PLD" },
	{ .value = 2, .name = "PLD2" },
	{ .value = 3, .name = "PLI" },
	{ .value = 4, .name = "PLDW" },
	/* LoadStore */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "DOUBLE" },
	{ .value = 2, .name = "ACQUIRE" },
};

static const struct idreg_field fields_ID_ISAR2_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "Reversal",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 0, .code_count = 3 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "PSR_AR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 3, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "MultU",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 5, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "MultS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 8, .code_count = 4 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "Mult",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 12, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "MultiAccessInt",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 15, .code_count = 3 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "MemHint",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 18, .code_count = 5 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "LoadStore",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR2_EL1 + 23, .code_count = 3 },
};

static const struct idreg_code codes_ID_ISAR3_EL1[] = {
	/* T32EE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* TrueNOP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* T32Copy */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* TabBranch */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SynchPrim */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "EXCLUSIVE" },
	{ .value = 2, .name = "DOUBLE" },
	/* SVC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SIMD */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SSAT" },
	{ .value = 3, .name = "PKHBT" },
	/* Saturate */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_ISAR3_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "T32EE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "TrueNOP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 2, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "T32Copy",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 4, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "TabBranch",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 6, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SynchPrim",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 8, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "SVC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 11, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "SIMD",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 13, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "Saturate",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR3_EL1 + 16, .code_count = 2 },
};

static const struct idreg_code codes_ID_ISAR4_EL1[] = {
	/* SWP_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* PSR_M */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SynchPrim_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 3, .name = "IMP" },
	/* Barrier */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SMC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* Writeback */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* WithShifts */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "LSL3" },
	{ .value = 3, .name = "LS" },
	{ .value = 4, .name = "REG" },
	/* Unpriv */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "REG_BYTE" },
	{ .value = 2, .name = "SIGNED_HALFWORD" },
};

static const struct idreg_field fields_ID_ISAR4_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "SWP_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "PSR_M",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 2, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "SynchPrim_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 4, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "Barrier",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 6, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SMC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 8, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "Writeback",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 10, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "WithShifts",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 12, .code_count = 4 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "Unpriv",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR4_EL1 + 16, .code_count = 3 },
};

static const struct idreg_code codes_ID_ISAR5_EL1[] = {
	/* VCMA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FCMA" },
	/* RDM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RDM" },
	/* CRC32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CRC32" },
	/* SHA2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SHA256" },
	/* SHA1 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SHA1" },
	/* AES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AES" },
	{ .value = 2, .name = "VMULL", .feature = "FEAT_PMULL" },
	/* SEVL */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_ISAR5_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "VCMA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "RDM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 2, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_RES0 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "CRC32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 4, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SHA2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 6, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "SHA1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 8, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "AES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 10, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "SEVL",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR5_EL1 + 13, .code_count = 2 },
};

static const struct idreg_code codes_ID_MMFR4_EL1[] = {
	/* EVT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "NO_TLBIS", .feature = "FEAT_EVT" },
	{ .value = 2, .name = "TLBIS" },
	/* CCIDX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CCIDX" },
	/* LSM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LSMAOC" },
	/* HPDS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "AA32HPD", .feature = "FEAT_AA32HPD" },
	{ .value = 2, .name = "HPDS2", .feature = "FEAT_HPDS2" },
	/* CnP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TTCNP" },
	/* XNX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_XNX" },
	/* AC2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SpecSEI */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SpecSEI" },
};

static const struct idreg_field fields_ID_MMFR4_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "EVT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 0, .code_count = 3 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "CCIDX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 3, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "LSM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 5, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "HPDS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 7, .code_count = 3 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "CnP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 10, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "XNX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 12, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "AC2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 14, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "SpecSEI",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_HIGHER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR4_EL1 + 16, .code_count = 2 },
};

static const struct idreg_code codes_ID_ISAR6_EL1[] = {
	/* I8MM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AA32I8MM" },
	/* BF16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AA32BF16" },
	/* SPECRES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SPECRES" },
	/* SB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SB" },
	/* FHM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FHM" },
	/* DP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DotProd" },
	/* JSCVT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_JSCVT" },
};

static const struct idreg_field fields_ID_ISAR6_EL1[] = {
	{ .msb = 63, .lsb = 28, .kind = IDREG_RES0 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "I8MM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 0, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "BF16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 2, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "SPECRES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 4, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 6, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "FHM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 8, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "DP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 10, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "JSCVT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_ISAR6_EL1 + 12, .code_count = 2 },
};

static const struct idreg_code codes_MVFR0_EL1[] = {
	/* FPRound */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPShVec */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPSqrt */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPDivide */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPTrap */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPDP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "VFPv2" },
	{ .value = 2, .name = "VFPv3" },
	/* FPSP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "VFPv2" },
	{ .value = 2, .name = "VFPv3" },
	/* SIMDReg */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP_16x64" },
	{ .value = 2, .name = "IMP_32x64" },
};

static const struct idreg_field fields_MVFR0_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "FPRound",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "FPShVec",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 2, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "FPSqrt",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 4, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "FPDivide",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 6, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "FPTrap",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 8, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "FPDP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 10, .code_count = 3 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "FPSP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 13, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "SIMDReg",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR0_EL1 + 16, .code_count = 3 },
};

static const struct idreg_code codes_MVFR1_EL1[] = {
	/* SIMDFMAC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPHP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "FPHP" },
	{ .value = 2, .name = "FPHP_CONV" },
	{ .value = 3, .name = "FP16", .feature = "FEAT_FP16" },
	/* SIMDHP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SIMDHP" },
	{ .value = 2, .name = "SIMDHP_FLOAT", .feature = "FEAT_FP16" },
	/* SIMDSP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SIMDInt */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SIMDLS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPDNaN */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* FPFtZ */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_MVFR1_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "SIMDFMAC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "FPHP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 2, .code_count = 4 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "SIMDHP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 6, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "SIMDSP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 9, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SIMDInt",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 11, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "SIMDLS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 13, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "FPDNaN",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 15, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "FPFtZ",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR1_EL1 + 17, .code_count = 2 },
};

static const struct idreg_code codes_MVFR2_EL1[] = {
	/* FPMisc */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "FP" },
	{ .value = 2, .name = "FP_DIRECTED_ROUNDING" },
	{ .value = 3, .name = "FP_ROUNDING" },
	{ .value = 4, .name = "FP_MAX_MIN" },
	/* SIMDMisc */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SIMD_DIRECTED_ROUNDING" },
	{ .value = 2, .name = "SIMD_ROUNDING" },
	{ .value = 3, .name = "SIMD_MAX_MIN" },
};

static const struct idreg_field fields_MVFR2_EL1[] = {
	{ .msb = 63, .lsb = 8, .kind = IDREG_RES0 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "FPMisc",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR2_EL1 + 0, .code_count = 5 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "SIMDMisc",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_MVFR2_EL1 + 5, .code_count = 4 },
};

static const struct idreg_code codes_ID_PFR2_EL1[] = {
	/* RAS_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "RASv1p1", .feature = "FEAT_RASv1p1" },
	/* SSBS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSBS" },
	/* CSV3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CSV3" },
};

static const struct idreg_field fields_ID_PFR2_EL1[] = {
	{ .msb = 63, .lsb = 12, .kind = IDREG_RES0 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "RAS_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR2_EL1 + 0, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "SSBS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR2_EL1 + 2, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "CSV3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_PFR2_EL1 + 4, .code_count = 2 },
};

static const struct idreg_code codes_ID_DFR1_EL1[] = {
	/* HPMN0 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_HPMN0" },
	/* MTPMU */
	{ .value = 0, .name = "IMPDEF" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MTPMU" },
	{ .value = 15, .name = "NI" },
};

static const struct idreg_field fields_ID_DFR1_EL1[] = {
	{ .msb = 63, .lsb = 8, .kind = IDREG_RES0 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "HPMN0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR1_EL1 + 0, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "MTPMU",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_DFR1_EL1 + 2, .code_count = 3 },
};

static const struct idreg_code codes_ID_MMFR5_EL1[] = {
	/* nTLBPA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_nTLBPA" },
	/* ETS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_MMFR5_EL1[] = {
	{ .msb = 63, .lsb = 8, .kind = IDREG_RES0 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "nTLBPA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR5_EL1 + 0, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "ETS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_MMFR5_EL1 + 2, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64PFR0_EL1[] = {
	/* CSV3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CSV3" },
	/* CSV2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CSV2" },
	{ .value = 2, .name = "CSV2_2", .feature = "FEAT_CSV2_2" },
	{ .value = 3, .name = "CSV2_3", .feature = "FEAT_CSV2_3" },
	/* RME */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RME" },
	/* DIT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DIT" },
	/* AMU */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AMUv1" },
	{ .value = 2, .name = "V1P1", .feature = "FEAT_AMUv1p1" },
	/* MPAM */
	{ .value = 0, .name = "0" },
	{ .value = 1, .name = "1", .feature = "FEAT_MPAM" },
	/* SEL2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SEL2" },
	/* SVE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE" },
	/* RAS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RAS" },
	{ .value = 2, .name = "V1P1", .feature = "FEAT_RASv1p1" },
	{ .value = 3, .name = "V2", .feature = "FEAT_RASv2" },
	/* GIC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_GICv3" },
	{ .value = 3, .name = "V4P1", .feature = "FEAT_GICv4p1" },
	/* AdvSIMD */
	{ .value = 0, .name = "IMP", .feature = "FEAT_AdvSIMD" },
	{ .value = 1, .name = "FP16", .feature = "FEAT_FP16" },
	{ .value = 15, .name = "NI" },
	/* FP */
	{ .value = 0, .name = "IMP", .feature = "FEAT_FP" },
	{ .value = 1, .name = "FP16", .feature = "FEAT_FP16" },
	{ .value = 15, .name = "NI" },
	/* EL3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AA64EL3" },
	{ .value = 2, .name = "AARCH32", .feature = "FEAT_AA32EL3" },
	/* EL2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AA64EL2" },
	{ .value = 2, .name = "AARCH32", .feature = "FEAT_AA32EL2" },
	/* EL1 */
	{ .value = 1, .name = "IMP", .feature = "FEAT_AA64EL1" },
	{ .value = 2, .name = "AARCH32", .feature = "FEAT_AA32EL1" },
	/* EL0 */
	{ .value = 1, .name = "IMP", .feature = "FEAT_AA64EL0" },
	{ .value = 2, .name = "AARCH32", .feature = "FEAT_AA32EL0" },
};

static const struct idreg_field fields_ID_AA64PFR0_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "CSV3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 0, .code_count = 2,
	  .note = "KVM shows IMP where the host is not affected, whatever the hardware says." },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "CSV2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 2, .code_count = 4,
	  .note = "KVM shows IMP where the host is not affected, whatever the hardware says." },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "RME",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64PFR0_EL1 + 6, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "DIT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR0_EL1 + 8, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "AMU",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 10, .code_count = 3 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "MPAM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 13, .code_count = 2,
	  .note = "KVM takes 0 or the host's value, and stores 0 for both." },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "SEL2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64PFR0_EL1 + 15, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "SVE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR0_EL1 + 17, .code_count = 2,
	  .note = "Decided by the vCPU feature sve." },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "RAS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 19, .code_count = 4 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "GIC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 23, .code_count = 3,
	  .note = "Decided by the GIC model: KVM rewrites it when the GIC is created and at the first run." },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "AdvSIMD",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 15, .lowest_value = 15, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR0_EL1 + 26, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "FP",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 15, .lowest_value = 15, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR0_EL1 + 29, .code_count = 3 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "EL3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64PFR0_EL1 + 32, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "EL2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64PFR0_EL1 + 35, .code_count = 3,
	  .note = "KVM refuses 0 when the guest has EL2." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "EL1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR0_EL1 + 38, .code_count = 2,
	  .note = "KVM refuses 0; AARCH32 can be lowered to IMP." },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "EL0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_AA64PFR0_EL1 + 40, .code_count = 2,
	  .note = "KVM refuses 0; AARCH32 can be lowered to IMP." },
};

static const struct idreg_code codes_ID_AA64PFR1_EL1[] = {
	/* PFAR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PFAR" },
	/* DF2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DoubleFault2" },
	/* MTEX */
	{ .value = 0, .name = "MTE" },
	{ .value = 1, .name = "MTE4", .feature = "FEAT_MTE_CANONICAL_TAGS" },
	/* THE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_THE" },
	/* GCS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_GCS" },
	/* MTE_frac */
	{ .value = 0, .name = "ASYNC", .feature = "FEAT_MTE_ASYNC" },
	{ .value = 15, .name = "NI" },
	/* NMI */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_NMI" },
	/* CSV2_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "CSV2_1p1", .feature = "FEAT_CSV2_1p1" },
	{ .value = 2, .name = "CSV2_1p2", .feature = "FEAT_CSV2_1p2" },
	/* RNDR_trap */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RNG_TRAP" },
	/* SME */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME" },
	{ .value = 2, .name = "SME2", .feature = "FEAT_SME2" },
	/* MPAM_frac */
	{ .value = 0, .name = "MINOR_0" },
	{ .value = 1, .name = "MINOR_1" },
	/* RAS_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "RASv1p1", .feature = "FEAT_RASv1p1" },
	/* MTE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MTE" },
	{ .value = 2, .name = "MTE2", .feature = "FEAT_MTE2" },
	{ .value = 3, .name = "MTE3", .feature = "FEAT_MTE3" },
	/* SSBS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSBS" },
	{ .value = 2, .name = "SSBS2", .feature = "FEAT_SSBS2" },
	/* BT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_BTI" },
};

static const struct idreg_field fields_ID_AA64PFR1_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "PFAR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "DF2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 2, .code_count = 2 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "MTEX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 4, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "THE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 6, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "GCS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 8, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "MTE_frac",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 10, .code_count = 2,
	  .note = "KVM takes 0 and ignores it on a host with MTE2 that has no asynchronous faults." },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "NMI",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 12, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "CSV2_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 14, .code_count = 3 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "RNDR_trap",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64PFR1_EL1 + 17, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "SME",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 19, .code_count = 3 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_RES0 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "MPAM_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 22, .code_count = 2,
	  .note = "KVM takes 0 or the host's value, and stores 0 for both." },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "RAS_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR1_EL1 + 24, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "MTE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 26, .code_count = 4,
	  .note = "Decided by the VM's capability for MTE; its level cannot be chosen." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "SSBS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 30, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "BT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR1_EL1 + 33, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64PFR2_EL1[] = {
	/* FPMR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FPMR" },
	/* UINJ */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_UINJ" },
	/* GCIE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_GCIE" },
	/* MTEFAR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MTE_TAGGED_FAR" },
	/* MTESTOREONLY */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MTE_STORE_ONLY" },
	/* MTEPERM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MTE_PERM" },
};

static const struct idreg_field fields_ID_AA64PFR2_EL1[] = {
	{ .msb = 63, .lsb = 36, .kind = IDREG_RES0 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "FPMR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR2_EL1 + 0, .code_count = 2 },
	{ .msb = 31, .lsb = 20, .kind = IDREG_RES0 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "UINJ",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64PFR2_EL1 + 2, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "GCIE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64PFR2_EL1 + 4, .code_count = 2,
	  .note = "Decided by the GIC model: KVM rewrites it when the GIC is created and at the first run." },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "MTEFAR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR2_EL1 + 6, .code_count = 2,
	  .note = "Zero unless the VM has MTE." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "MTESTOREONLY",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64PFR2_EL1 + 8, .code_count = 2,
	  .note = "Zero unless the VM has MTE." },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "MTEPERM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64PFR2_EL1 + 10, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64ZFR0_EL1[] = {
	/* F64MM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_F64MM" },
	/* F32MM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_F32MM" },
	/* F16MM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE_F16F32MM" },
	/* I8MM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_I8MM" },
	/* SM4 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE_SM4" },
	/* SHA3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE_SHA3" },
	/* B16B16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE_B16B16" },
	{ .value = 2, .name = "BFSCALE", .feature = "FEAT_SVE_BFSCALE" },
	{ .value = 3, .name = "B16MM", .feature = "FEAT_SVE_B16MM" },
	/* BF16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_BF16" },
	{ .value = 2, .name = "EBF16", .feature = "FEAT_EBF16" },
	/* BitPerm */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE_BitPerm" },
	/* EltPerm */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* AES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SVE_AES" },
	{ .value = 2, .name = "PMULL128", .feature = "FEAT_SVE_PMULL128" },
	{ .value = 3, .name = "AES2", .feature = "FEAT_SVE_AES2" },
	/* SVEver */
	{ .value = 0, .name = "IMP", .feature = "FEAT_SVE" },
	{ .value = 1, .name = "SVE2", .feature = "FEAT_SVE2" },
	{ .value = 2, .name = "SVE2p1", .feature = "FEAT_SVE2p1" },
	{ .value = 3, .name = "SVE2p2", .feature = "FEAT_SVE2p2" },
	{ .value = 4, .name = "SVE2p3", .feature = "FEAT_SVE2p3" },
};

static const struct idreg_field fields_ID_AA64ZFR0_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_RES0 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "F64MM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 0, .code_count = 2 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "F32MM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 2, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "F16MM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 4, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "I8MM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 6, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "SM4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 8, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_RES0 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "SHA3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 10, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_RES0 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "B16B16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 12, .code_count = 4 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "BF16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 16, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "BitPerm",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 19, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "EltPerm",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 21, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_RES0 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "AES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 23, .code_count = 4 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "SVEver",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ZFR0_EL1 + 27, .code_count = 5 },
};

static const struct idreg_code codes_ID_AA64SMFR0_EL1[] = {
	/* FA64 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_FA64" },
	/* LUT6 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* LUTv2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_LUTv2" },
	/* SMEver */
	{ .value = 0, .name = "SME", .feature = "FEAT_SME" },
	{ .value = 1, .name = "SME2", .feature = "FEAT_SME2" },
	{ .value = 2, .name = "SME2p1", .feature = "FEAT_SME2p1" },
	{ .value = 3, .name = "SME2p2", .feature = "FEAT_SME2p2" },
	{ .value = 4, .name = "SME2p3", .feature = "FEAT_SME2p3" },
	/* I16I64 */
	{ .value = 0, .name = "NI" },
	{ .value = 15, .name = "IMP", .feature = "FEAT_SME_I16I64" },
	/* F64F64 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_F64F64" },
	/* I16I32 */
	{ .value = 0, .name = "NI" },
	{ .value = 5, .name = "IMP" },
	/* B16B16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_B16B16" },
	/* F16F16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_F16F16" },
	/* F8F16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_F8F16" },
	/* F8F32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_F8F32" },
	/* I8I32 */
	{ .value = 0, .name = "NI" },
	{ .value = 15, .name = "IMP" },
	/* F16F32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* B16F32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* BI32I32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* F32F32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SF8FMA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSVE_FP8FMA" },
	/* SF8DP4 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSVE_FP8DOT4" },
	/* SF8DP2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSVE_FP8DOT2" },
	/* SBitPerm */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSVE_BitPerm" },
	/* AES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSVE_AES" },
	/* SFEXPA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SSVE_FEXPA" },
	/* STMOP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_TMOP" },
	/* SMOP4 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SME_MOP4" },
};

static const struct idreg_field fields_ID_AA64SMFR0_EL1[] = {
	{ .msb = 63, .lsb = 63, .kind = IDREG_FIELD, .name = "FA64",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 0, .code_count = 2 },
	{ .msb = 62, .lsb = 62, .kind = IDREG_RES0 },
	{ .msb = 61, .lsb = 61, .kind = IDREG_FIELD, .name = "LUT6",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 2, .code_count = 2 },
	{ .msb = 60, .lsb = 60, .kind = IDREG_FIELD, .name = "LUTv2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 4, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "SMEver",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 6, .code_count = 5 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "I16I64",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 11, .code_count = 2 },
	{ .msb = 51, .lsb = 49, .kind = IDREG_RES0 },
	{ .msb = 48, .lsb = 48, .kind = IDREG_FIELD, .name = "F64F64",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 13, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "I16I32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 15, .code_count = 2 },
	{ .msb = 43, .lsb = 43, .kind = IDREG_FIELD, .name = "B16B16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 17, .code_count = 2 },
	{ .msb = 42, .lsb = 42, .kind = IDREG_FIELD, .name = "F16F16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 19, .code_count = 2 },
	{ .msb = 41, .lsb = 41, .kind = IDREG_FIELD, .name = "F8F16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 21, .code_count = 2 },
	{ .msb = 40, .lsb = 40, .kind = IDREG_FIELD, .name = "F8F32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 23, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "I8I32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 25, .code_count = 2 },
	{ .msb = 35, .lsb = 35, .kind = IDREG_FIELD, .name = "F16F32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 27, .code_count = 2 },
	{ .msb = 34, .lsb = 34, .kind = IDREG_FIELD, .name = "B16F32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 29, .code_count = 2 },
	{ .msb = 33, .lsb = 33, .kind = IDREG_FIELD, .name = "BI32I32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 31, .code_count = 2 },
	{ .msb = 32, .lsb = 32, .kind = IDREG_FIELD, .name = "F32F32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 33, .code_count = 2 },
	{ .msb = 31, .lsb = 31, .kind = IDREG_RES0 },
	{ .msb = 30, .lsb = 30, .kind = IDREG_FIELD, .name = "SF8FMA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 35, .code_count = 2 },
	{ .msb = 29, .lsb = 29, .kind = IDREG_FIELD, .name = "SF8DP4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 37, .code_count = 2 },
	{ .msb = 28, .lsb = 28, .kind = IDREG_FIELD, .name = "SF8DP2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 39, .code_count = 2 },
	{ .msb = 27, .lsb = 26, .kind = IDREG_RES0 },
	{ .msb = 25, .lsb = 25, .kind = IDREG_FIELD, .name = "SBitPerm",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 41, .code_count = 2 },
	{ .msb = 24, .lsb = 24, .kind = IDREG_FIELD, .name = "AES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 43, .code_count = 2 },
	{ .msb = 23, .lsb = 23, .kind = IDREG_FIELD, .name = "SFEXPA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 45, .code_count = 2 },
	{ .msb = 22, .lsb = 17, .kind = IDREG_RES0 },
	{ .msb = 16, .lsb = 16, .kind = IDREG_FIELD, .name = "STMOP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 47, .code_count = 2 },
	{ .msb = 15, .lsb = 1, .kind = IDREG_RES0 },
	{ .msb = 0, .lsb = 0, .kind = IDREG_FIELD, .name = "SMOP4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64SMFR0_EL1 + 49, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64FPFR0_EL1[] = {
	/* F8CVT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FP8" },
	/* F8FMA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FP8FMA" },
	/* F8DP4 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FP8DOT4" },
	/* F8DP2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FP8DOT2" },
	/* F8MM8 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_F8F32MM" },
	/* F8MM4 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_F8F16MM" },
	/* F16MM2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_F16MM" },
	/* F8E4M3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* F8E5M2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
};

static const struct idreg_field fields_ID_AA64FPFR0_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 31, .kind = IDREG_FIELD, .name = "F8CVT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 0, .code_count = 2 },
	{ .msb = 30, .lsb = 30, .kind = IDREG_FIELD, .name = "F8FMA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 2, .code_count = 2 },
	{ .msb = 29, .lsb = 29, .kind = IDREG_FIELD, .name = "F8DP4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 4, .code_count = 2 },
	{ .msb = 28, .lsb = 28, .kind = IDREG_FIELD, .name = "F8DP2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 6, .code_count = 2 },
	{ .msb = 27, .lsb = 27, .kind = IDREG_FIELD, .name = "F8MM8",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 8, .code_count = 2 },
	{ .msb = 26, .lsb = 26, .kind = IDREG_FIELD, .name = "F8MM4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 10, .code_count = 2 },
	{ .msb = 25, .lsb = 16, .kind = IDREG_RES0 },
	{ .msb = 15, .lsb = 15, .kind = IDREG_FIELD, .name = "F16MM2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 12, .code_count = 2 },
	{ .msb = 14, .lsb = 8, .kind = IDREG_RES0 },
	{ .msb = 7, .lsb = 2, .kind = IDREG_RAZ },
	{ .msb = 1, .lsb = 1, .kind = IDREG_FIELD, .name = "F8E4M3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 14, .code_count = 2 },
	{ .msb = 0, .lsb = 0, .kind = IDREG_FIELD, .name = "F8E5M2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64FPFR0_EL1 + 16, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64DFR0_EL1[] = {
	/* HPMN0 */
	{ .value = 0, .name = "UNPREDICTABLE" },
	{ .value = 1, .name = "DEF", .feature = "FEAT_HPMN0" },
	/* ExtTrcBuff */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TRBE_EXT" },
	/* BRBE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_BRBE" },
	{ .value = 2, .name = "BRBE_V1P1", .feature = "FEAT_BRBEv1p1" },
	/* MTPMU */
	{ .value = 0, .name = "NI_IMPDEF" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MTPMU" },
	{ .value = 15, .name = "NI" },
	/* TraceBuffer */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TRBE" },
	{ .value = 2, .name = "TRBE_V1P1", .feature = "FEAT_TRBEv1p1" },
	/* TraceFilt */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TRF" },
	/* DoubleLock */
	{ .value = 0, .name = "IMP", .feature = "FEAT_DoubleLock" },
	{ .value = 15, .name = "NI" },
	/* PMSVer */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SPE" },
	{ .value = 2, .name = "V1P1", .feature = "FEAT_SPEv1p1" },
	{ .value = 3, .name = "V1P2", .feature = "FEAT_SPEv1p2" },
	{ .value = 4, .name = "V1P3", .feature = "FEAT_SPEv1p3" },
	{ .value = 5, .name = "V1P4", .feature = "FEAT_SPEv1p4" },
	{ .value = 6, .name = "V1P5", .feature = "FEAT_SPEv1p5" },
	/* SEBEP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SEBEP" },
	/* PMSS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PMUv3_SS" },
	/* PMUVer */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PMUv3" },
	{ .value = 4, .name = "V3P1", .feature = "FEAT_PMUv3p1" },
	{ .value = 5, .name = "V3P4", .feature = "FEAT_PMUv3p4" },
	{ .value = 6, .name = "V3P5", .feature = "FEAT_PMUv3p5" },
	{ .value = 7, .name = "V3P7", .feature = "FEAT_PMUv3p7" },
	{ .value = 8, .name = "V3P8", .feature = "FEAT_PMUv3p8" },
	{ .value = 9, .name = "V3P9", .feature = "FEAT_PMUv3p9" },
	{ .value = 15, .name = "IMP_DEF" },
	/* TraceVer */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TRC_SR" },
	/* DebugVer */
	{ .value = 6, .name = "IMP" },
	{ .value = 7, .name = "VHE", .feature = "FEAT_Debugv8p1" },
	{ .value = 8, .name = "V8P2", .feature = "FEAT_Debugv8p2" },
	{ .value = 9, .name = "V8P4", .feature = "FEAT_Debugv8p4" },
	{ .value = 10, .name = "V8P8", .feature = "FEAT_Debugv8p8" },
	{ .value = 11, .name = "V8P9", .feature = "FEAT_Debugv8p9" },
};

static const struct idreg_field fields_ID_AA64DFR0_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "HPMN0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64DFR0_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "ExtTrcBuff",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 2, .code_count = 2 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "BRBE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 4, .code_count = 3 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "MTPMU",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 7, .code_count = 3 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "TraceBuffer",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 10, .code_count = 3 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "TraceFilt",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 13, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "DoubleLock",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 15, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 15, .code_count = 2,
	  .note = "With EL2 in the guest KVM turns IMP into NI on hosts without the lock." },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "PMSVer",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 17, .code_count = 7 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "CTX_CMPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .note = "Cannot be changed: KVM hands the host's breakpoint registers to the guest." },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "SEBEP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 24, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "WRPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "PMSS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 26, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "BRPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .note = "Cannot be changed: KVM hands the host's breakpoint registers to the guest." },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "PMUVer",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 28, .code_count = 9,
	  .note = "Decided by the vCPU feature pmu up to V3P5; KVM turns IMP_DEF into NI." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "TraceVer",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 37, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "DebugVer",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 6, .lowest_value = 6, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR0_EL1 + 39, .code_count = 6,
	  .note = "KVM refuses values below 6." },
};

static const struct idreg_code codes_ID_AA64DFR1_EL1[] = {
	/* DPFZS */
	{ .value = 0, .name = "IGNR" },
	{ .value = 1, .name = "FRZN", .feature = "FEAT_SPE_DPFZS" },
	/* EBEP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_EBEP" },
	/* ITE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ITE" },
	/* ABLE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ABLE" },
	/* PMICNTR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PMUv3_ICNTR" },
	/* SPMU */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SPMU" },
	{ .value = 2, .name = "IMP_SPMZR", .feature = "FEAT_SPMU2" },
};

static const struct idreg_field fields_ID_AA64DFR1_EL1[] = {
	{ .msb = 63, .lsb = 56, .kind = IDREG_FIELD, .name = "ABL_CMPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "DPFZS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR1_EL1 + 0, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "EBEP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR1_EL1 + 2, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "ITE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR1_EL1 + 4, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "ABLE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR1_EL1 + 6, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "PMICNTR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR1_EL1 + 8, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "SPMU",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR1_EL1 + 10, .code_count = 3 },
	{ .msb = 31, .lsb = 24, .kind = IDREG_FIELD, .name = "CTX_CMPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG },
	{ .msb = 23, .lsb = 16, .kind = IDREG_FIELD, .name = "WRPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG },
	{ .msb = 15, .lsb = 8, .kind = IDREG_FIELD, .name = "BRPs",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG },
	{ .msb = 7, .lsb = 0, .kind = IDREG_FIELD, .name = "SYSPMUID",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG },
};

static const struct idreg_code codes_ID_AA64DFR2_EL1[] = {
	/* TRBE_EXC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TRBE_EXC" },
	/* SPE_nVM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SPE_nVM" },
	/* SPE_EXC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SPE_EXC" },
	/* BWE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "FEAT_BWE", .feature = "FEAT_BWE" },
	{ .value = 2, .name = "FEAT_BWE2", .feature = "FEAT_BWE2" },
	/* STEP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_STEP2" },
};

static const struct idreg_field fields_ID_AA64DFR2_EL1[] = {
	{ .msb = 63, .lsb = 28, .kind = IDREG_RES0 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "TRBE_EXC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR2_EL1 + 0, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "SPE_nVM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR2_EL1 + 2, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "SPE_EXC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR2_EL1 + 4, .code_count = 2 },
	{ .msb = 15, .lsb = 8, .kind = IDREG_RES0 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "BWE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR2_EL1 + 6, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "STEP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_DEBUG,
	  .codes = codes_ID_AA64DFR2_EL1 + 9, .code_count = 2 },
};

static const struct idreg_field fields_ID_AA64AFR0_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "IMPDEF7",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "IMPDEF6",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "IMPDEF5",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "IMPDEF4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "IMPDEF3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "IMPDEF2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "IMPDEF1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "IMPDEF0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
};

static const struct idreg_field fields_ID_AA64AFR1_EL1[] = {
	{ .msb = 63, .lsb = 0, .kind = IDREG_RES0 },
};

static const struct idreg_code codes_ID_AA64ISAR0_EL1[] = {
	/* RNDR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RNG" },
	/* TLB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "OS", .feature = "FEAT_TLBIOS" },
	{ .value = 2, .name = "RANGE", .feature = "FEAT_TLBIRANGE" },
	/* TS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "FLAGM", .feature = "FEAT_FlagM" },
	{ .value = 2, .name = "FLAGM2", .feature = "FEAT_FlagM2" },
	/* FHM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FHM" },
	{ .value = 2, .name = "F16F32DOT", .feature = "FEAT_F16F32DOT" },
	{ .value = 3, .name = "F16F32MM", .feature = "FEAT_F16F32MM" },
	/* DP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DotProd" },
	/* SM4 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SM4" },
	/* SM3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SM3" },
	/* SHA3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SHA3" },
	/* RDM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RDM" },
	/* ATOMIC */
	{ .value = 0, .name = "NI" },
	{ .value = 2, .name = "IMP", .feature = "FEAT_LSE" },
	{ .value = 3, .name = "FEAT_LSE128", .feature = "FEAT_LSE128" },
	/* CRC32 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CRC32" },
	/* SHA2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SHA256", .feature = "FEAT_SHA256" },
	{ .value = 2, .name = "SHA512", .feature = "FEAT_SHA512" },
	/* SHA1 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SHA1" },
	/* AES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "AES", .feature = "FEAT_AES" },
	{ .value = 2, .name = "PMULL", .feature = "FEAT_PMULL" },
};

static const struct idreg_field fields_ID_AA64ISAR0_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "RNDR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "TLB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR0_EL1 + 2, .code_count = 3 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "TS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 5, .code_count = 3 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "FHM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 8, .code_count = 4 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "DP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 12, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "SM4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 14, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "SM3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 16, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "SHA3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 18, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "RDM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 20, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_RES0 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "ATOMIC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 22, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "CRC32",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 25, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SHA2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 27, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "SHA1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 30, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "AES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR0_EL1 + 32, .code_count = 3 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_RES0 },
};

static const struct idreg_code codes_ID_AA64ISAR1_EL1[] = {
	/* LS64 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "LS64", .feature = "FEAT_LS64" },
	{ .value = 2, .name = "LS64_V", .feature = "FEAT_LS64_V" },
	{ .value = 3, .name = "LS64_ACCDATA", .feature = "FEAT_LS64_ACCDATA" },
	{ .value = 4, .name = "LS64WB", .feature = "FEAT_LS64WB" },
	/* XS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_XS" },
	/* I8MM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_I8MM" },
	/* DGH */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DGH" },
	/* BF16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_BF16" },
	{ .value = 2, .name = "EBF16", .feature = "FEAT_EBF16" },
	/* SPECRES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SPECRES" },
	{ .value = 2, .name = "COSP_RCTX", .feature = "FEAT_SPECRES2" },
	/* SB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SB" },
	/* FRINTTS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FRINTTS" },
	/* GPI */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PACIMP" },
	/* GPA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PACQARMA5" },
	/* LRCPC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LRCPC" },
	{ .value = 2, .name = "LRCPC2", .feature = "FEAT_LRCPC2" },
	{ .value = 3, .name = "LRCPC3", .feature = "FEAT_LRCPC3" },
	/* FCMA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FCMA" },
	/* JSCVT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_JSCVT" },
	/* API */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "PAuth", .feature = "FEAT_PAuth" },
	{ .value = 2, .name = "EPAC", .feature = "FEAT_EPAC" },
	{ .value = 3, .name = "PAuth2", .feature = "FEAT_PAuth2" },
	{ .value = 4, .name = "FPAC", .feature = "FEAT_FPAC" },
	{ .value = 5, .name = "FPACCOMBINE", .feature = "FEAT_FPACCOMBINE" },
	{ .value = 6, .name = "PAuth_LR", .feature = "FEAT_PAuth_LR" },
	/* APA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "PAuth", .feature = "FEAT_PAuth" },
	{ .value = 2, .name = "EPAC", .feature = "FEAT_EPAC" },
	{ .value = 3, .name = "PAuth2", .feature = "FEAT_PAuth2" },
	{ .value = 4, .name = "FPAC", .feature = "FEAT_FPAC" },
	{ .value = 5, .name = "FPACCOMBINE", .feature = "FEAT_FPACCOMBINE" },
	{ .value = 6, .name = "PAuth_LR", .feature = "FEAT_PAuth_LR" },
	/* DPB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_DPB" },
	{ .value = 2, .name = "DPB2", .feature = "FEAT_DPB2" },
};

static const struct idreg_field fields_ID_AA64ISAR1_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "LS64",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 0, .code_count = 5 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "XS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR1_EL1 + 5, .code_count = 2 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "I8MM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 7, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "DGH",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 9, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "BF16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 11, .code_count = 3 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "SPECRES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR1_EL1 + 14, .code_count = 3 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "SB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 17, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "FRINTTS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 19, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "GPI",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 21, .code_count = 2,
	  .note = "Decided by the vCPU feature pauth; its level cannot be lowered." },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "GPA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 23, .code_count = 2,
	  .note = "Decided by the vCPU feature pauth; its level cannot be lowered." },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "LRCPC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 25, .code_count = 4 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "FCMA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 29, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "JSCVT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 31, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "API",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 33, .code_count = 7,
	  .note = "Decided by the vCPU feature pauth; its level cannot be lowered." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "APA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 40, .code_count = 7,
	  .note = "Decided by the vCPU feature pauth; its level cannot be lowered." },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "DPB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR1_EL1 + 47, .code_count = 3 },
};

static const struct idreg_code codes_ID_AA64ISAR2_EL1[] = {
	/* ATS1A */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ATS1A" },
	/* LUT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LUT" },
	{ .value = 2, .name = "LUT6" },
	/* CSSC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CSSC" },
	{ .value = 2, .name = "CMPBR", .feature = "FEAT_CMPBR" },
	/* RPRFM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RPRFM" },
	/* PCDPHINT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PCDPHINT" },
	/* PRFMSLC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PRFMSLC" },
	/* SYSINSTR_128 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SYSINSTR128" },
	/* SYSREG_128 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SYSREG128" },
	/* CLRBHB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CLRBHB" },
	/* PAC_frac */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CONSTPACFIELD" },
	/* BC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_HBC" },
	/* MOPS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MOPS" },
	/* APA3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "PAuth", .feature = "FEAT_PAuth" },
	{ .value = 2, .name = "EPAC", .feature = "FEAT_EPAC" },
	{ .value = 3, .name = "PAuth2", .feature = "FEAT_PAuth2" },
	{ .value = 4, .name = "FPAC", .feature = "FEAT_FPAC" },
	{ .value = 5, .name = "FPACCOMBINE", .feature = "FEAT_FPACCOMBINE" },
	{ .value = 6, .name = "PAuth_LR", .feature = "FEAT_PAuth_LR" },
	/* GPA3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PACQARMA3" },
	/* RPRES */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RPRES" },
	/* WFxT */
	{ .value = 0, .name = "NI" },
	{ .value = 2, .name = "IMP", .feature = "FEAT_WFxT" },
};

static const struct idreg_field fields_ID_AA64ISAR2_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "ATS1A",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR2_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "LUT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 2, .code_count = 3 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "CSSC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 5, .code_count = 3 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "RPRFM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 8, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "PCDPHINT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 10, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "PRFMSLC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 12, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "SYSINSTR_128",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR2_EL1 + 14, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "SYSREG_128",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR2_EL1 + 16, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "CLRBHB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR2_EL1 + 18, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "PAC_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 20, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "BC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 22, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "MOPS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 24, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "APA3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 26, .code_count = 7,
	  .note = "Decided by the vCPU feature pauth; its level cannot be lowered." },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "GPA3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 33, .code_count = 2,
	  .note = "Decided by the vCPU feature pauth; its level cannot be lowered." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "RPRES",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 35, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "WFxT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR2_EL1 + 37, .code_count = 2,
	  .note = "KVM hides it on hosts without it and on hosts with a virtual counter erratum." },
};

static const struct idreg_code codes_ID_AA64ISAR3_EL1[] = {
	/* FPRCVT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FPRCVT" },
	/* LSUI */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LSUI" },
	/* OCCMO */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_OCCMO" },
	/* LSFE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LSFE" },
	/* PACM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "TRIVIAL_IMP" },
	{ .value = 2, .name = "FULL_IMP" },
	/* TLBIW */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TLBIW" },
	/* FAMINMAX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FAMINMAX" },
	/* CPA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CPA" },
	{ .value = 2, .name = "CPA2", .feature = "FEAT_CPA2" },
};

static const struct idreg_field fields_ID_AA64ISAR3_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "FPRCVT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR3_EL1 + 0, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "LSUI",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR3_EL1 + 2, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "OCCMO",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64ISAR3_EL1 + 4, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "LSFE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR3_EL1 + 6, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "PACM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR3_EL1 + 8, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "TLBIW",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64ISAR3_EL1 + 11, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "FAMINMAX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR3_EL1 + 13, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "CPA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64ISAR3_EL1 + 15, .code_count = 3 },
};

static const struct idreg_code codes_ID_AA64MMFR0_EL1[] = {
	/* ECV */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ECV" },
	{ .value = 2, .name = "CNTPOFF", .feature = "FEAT_ECV_POFF" },
	/* FGT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FGT" },
	{ .value = 2, .name = "FGT2", .feature = "FEAT_FGT2" },
	/* EXS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ExS" },
	/* TGRAN4_2 */
	{ .value = 0, .name = "TGRAN4" },
	{ .value = 1, .name = "NI" },
	{ .value = 2, .name = "IMP", .feature = "FEAT_S2TGran4K" },
	{ .value = 3, .name = "52_BIT", .feature = "FEAT_LPA2" },
	/* TGRAN64_2 */
	{ .value = 0, .name = "TGRAN64" },
	{ .value = 1, .name = "NI" },
	{ .value = 2, .name = "IMP", .feature = "FEAT_S2TGran64K" },
	/* TGRAN16_2 */
	{ .value = 0, .name = "TGRAN16" },
	{ .value = 1, .name = "NI" },
	{ .value = 2, .name = "IMP", .feature = "FEAT_S2TGran16K" },
	{ .value = 3, .name = "52_BIT", .feature = "FEAT_LPA2" },
	/* TGRAN4 */
	{ .value = 0, .name = "IMP", .feature = "FEAT_TGran4K" },
	{ .value = 1, .name = "52_BIT", .feature = "FEAT_LPA2" },
	{ .value = 15, .name = "NI" },
	/* TGRAN64 */
	{ .value = 0, .name = "IMP", .feature = "FEAT_TGran64K" },
	{ .value = 15, .name = "NI" },
	/* TGRAN16 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TGran16K" },
	{ .value = 2, .name = "52_BIT", .feature = "FEAT_LPA2" },
	/* BIGENDEL0 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MixedEndEL0" },
	/* SNSMEM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* BIGEND */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MixedEnd" },
	/* ASIDBITS */
	{ .value = 0, .name = "8" },
	{ .value = 2, .name = "16", .feature = "FEAT_ASID16" },
	/* PARANGE */
	{ .value = 0, .name = "32" },
	{ .value = 1, .name = "36" },
	{ .value = 2, .name = "40" },
	{ .value = 3, .name = "42" },
	{ .value = 4, .name = "44" },
	{ .value = 5, .name = "48" },
	{ .value = 6, .name = "52", .feature = "FEAT_LPA" },
	{ .value = 7, .name = "56" },
};

static const struct idreg_field fields_ID_AA64MMFR0_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "ECV",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64MMFR0_EL1 + 0, .code_count = 3 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "FGT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR0_EL1 + 3, .code_count = 3 },
	{ .msb = 55, .lsb = 48, .kind = IDREG_RES0 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "EXS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 6, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "TGRAN4_2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR0_EL1 + 8, .code_count = 4,
	  .note = "The host's value or NI, nothing between." },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "TGRAN64_2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR0_EL1 + 12, .code_count = 3,
	  .note = "The host's value or NI, nothing between." },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "TGRAN16_2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR0_EL1 + 15, .code_count = 4,
	  .note = "The host's value or NI, nothing between." },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "TGRAN4",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 15, .lowest_value = 15, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 19, .code_count = 3 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "TGRAN64",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 15, .lowest_value = 15, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 22, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "TGRAN16",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 24, .code_count = 3 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "BIGENDEL0",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 27, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "SNSMEM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64MMFR0_EL1 + 29, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "BIGEND",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 31, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "ASIDBITS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 33, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "PARANGE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR0_EL1 + 35, .code_count = 8 },
};

static const struct idreg_code codes_ID_AA64MMFR1_EL1[] = {
	/* ECBHB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ECBHB" },
	/* CMOW */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_CMOW" },
	/* TIDCP1 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TIDCP1" },
	/* nTLBPA */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_nTLBPA" },
	/* AFP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AFP" },
	/* HCX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_HCX" },
	/* ETS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	{ .value = 2, .name = "ETS2", .feature = "FEAT_ETS2" },
	{ .value = 3, .name = "ETS3", .feature = "FEAT_ETS3" },
	/* TWED */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TWED" },
	/* XNX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_XNX" },
	/* SpecSEI */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SpecSEI" },
	/* PAN */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PAN" },
	{ .value = 2, .name = "PAN2", .feature = "FEAT_PAN2" },
	{ .value = 3, .name = "PAN3", .feature = "FEAT_PAN3" },
	/* LO */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LOR" },
	/* HPDS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_HPDS" },
	{ .value = 2, .name = "HPDS2", .feature = "FEAT_HPDS2" },
	/* VH */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_VHE" },
	/* VMIDBits */
	{ .value = 0, .name = "8" },
	{ .value = 2, .name = "16", .feature = "FEAT_VMID16" },
	/* HAFDBS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "AF", .feature = "FEAT_HAFDBS" },
	{ .value = 2, .name = "DBM" },
	{ .value = 3, .name = "HAFT", .feature = "FEAT_HAFT" },
	{ .value = 4, .name = "HDBSS", .feature = "FEAT_HDBSS" },
};

static const struct idreg_field fields_ID_AA64MMFR1_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "ECBHB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "CMOW",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 2, .code_count = 2 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "TIDCP1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 4, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "nTLBPA",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 6, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "AFP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64MMFR1_EL1 + 8, .code_count = 2 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "HCX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR1_EL1 + 10, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "ETS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 12, .code_count = 4 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "TWED",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 16, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "XNX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR1_EL1 + 18, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "SpecSEI",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_HIGHER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 20, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "PAN",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 22, .code_count = 4 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "LO",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 26, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "HPDS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 28, .code_count = 3 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "VH",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR1_EL1 + 31, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "VMIDBits",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR1_EL1 + 33, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "HAFDBS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR1_EL1 + 35, .code_count = 5 },
};

static const struct idreg_code codes_ID_AA64MMFR2_EL1[] = {
	/* E0PD */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_E0PD" },
	/* EVT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_EVT" },
	{ .value = 2, .name = "TTLBxS" },
	/* BBM */
	{ .value = 0, .name = "0" },
	{ .value = 1, .name = "1", .feature = "FEAT_BBML1" },
	{ .value = 2, .name = "2", .feature = "FEAT_BBML2" },
	{ .value = 3, .name = "3", .feature = "FEAT_BBML3" },
	/* TTL */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TTL" },
	/* FWB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_S2FWB" },
	/* IDS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_IDST" },
	{ .value = 2, .name = "EL3", .feature = "FEAT_IDTE3" },
	/* AT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LSE2" },
	/* ST */
	{ .value = 0, .name = "39" },
	{ .value = 1, .name = "48_47", .feature = "FEAT_TTST" },
	/* NV */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_NV" },
	{ .value = 2, .name = "NV2", .feature = "FEAT_NV2" },
	/* CCIDX */
	{ .value = 0, .name = "32" },
	{ .value = 1, .name = "64", .feature = "FEAT_CCIDX" },
	/* VARange */
	{ .value = 0, .name = "48" },
	{ .value = 1, .name = "52", .feature = "FEAT_LVA" },
	/* IESB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_IESB" },
	/* LSM */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_LSMAOC" },
	/* UAO */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_UAO" },
	/* CnP */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TTCNP" },
};

static const struct idreg_field fields_ID_AA64MMFR2_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "E0PD",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "EVT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR2_EL1 + 2, .code_count = 3 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "BBM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 5, .code_count = 4 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "TTL",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 9, .code_count = 2 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_RES0 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "FWB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR2_EL1 + 11, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "IDS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 13, .code_count = 3 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "AT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64MMFR2_EL1 + 16, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "ST",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 18, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "NV",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR2_EL1 + 20, .code_count = 3,
	  .note = "KVM takes the host's value and stores 0." },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "CCIDX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 23, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "VARange",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 25, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "IESB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 27, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "LSM",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_AARCH32,
	  .codes = codes_ID_AA64MMFR2_EL1 + 29, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "UAO",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 31, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "CnP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR2_EL1 + 33, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64MMFR3_EL1[] = {
	/* Spec_FPACC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FPACC_SPEC" },
	/* ADERR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "DEV_ASYNC" },
	{ .value = 2, .name = "FEAT_ADERR", .feature = "FEAT_ADERR" },
	{ .value = 3, .name = "FEAT_ADERR_IND" },
	/* SDERR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "DEV_SYNC" },
	{ .value = 2, .name = "FEAT_ADERR", .feature = "FEAT_ADERR" },
	{ .value = 3, .name = "FEAT_ADERR_IND" },
	/* ANERR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "ASYNC" },
	{ .value = 2, .name = "FEAT_ANERR", .feature = "FEAT_ANERR" },
	{ .value = 3, .name = "FEAT_ANERR_IND" },
	/* SNERR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "SYNC" },
	{ .value = 2, .name = "FEAT_ANERR", .feature = "FEAT_ANERR" },
	{ .value = 3, .name = "FEAT_ANERR_IND" },
	/* D128_2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_D128" },
	/* D128 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_D128" },
	/* MEC */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_MEC" },
	/* AIE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_AIE" },
	/* S2POE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_S2POE" },
	/* S1POE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_S1POE" },
	/* S2PIE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_S2PIE" },
	/* S1PIE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_S1PIE" },
	/* SCTLRX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SCTLR2" },
	/* TCRX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TCR2" },
};

static const struct idreg_field fields_ID_AA64MMFR3_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "Spec_FPACC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "ADERR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 2, .code_count = 4 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "SDERR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 6, .code_count = 4 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_RES0 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "ANERR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 10, .code_count = 4 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "SNERR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 14, .code_count = 4 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "D128_2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR3_EL1 + 18, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "D128",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 20, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "MEC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR3_EL1 + 22, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "AIE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 24, .code_count = 2 },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "S2POE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR3_EL1 + 26, .code_count = 2 },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "S1POE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64MMFR3_EL1 + 28, .code_count = 2,
	  .note = "KVM clears it at the first run if TCRX is 0." },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "S2PIE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR3_EL1 + 30, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "S1PIE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 32, .code_count = 2,
	  .note = "KVM clears it at the first run if TCRX is 0." },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "SCTLRX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 34, .code_count = 2 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "TCRX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR3_EL1 + 36, .code_count = 2 },
};

static const struct idreg_code codes_ID_AA64MMFR4_EL1[] = {
	/* MTEFGT */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP" },
	/* SCRX */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SCR2" },
	/* TEV */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TEV" },
	/* TPS */
	{ .value = 0, .name = "VAL_0000" },
	{ .value = 1, .name = "VAL_0001" },
	{ .value = 2, .name = "VAL_0010" },
	/* SRMASK */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_SRMASK" },
	{ .value = 2, .name = "SRMASK2", .feature = "FEAT_SRMASK2" },
	/* TLBID */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_TLBID" },
	/* E3DSE */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_E3DSE" },
	/* EAESR */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_EAESR" },
	/* RMEGDI */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_RME_GDI" },
	/* E2H0 */
	{ .value = 0, .name = "IMP", .feature = "FEAT_E2H0" },
	{ .value = 14, .name = "NI_NV1" },
	{ .value = 15, .name = "NI" },
	/* NV_frac */
	{ .value = 0, .name = "NV_NV2" },
	{ .value = 1, .name = "NV2_ONLY" },
	{ .value = 2, .name = "NV2P1", .feature = "FEAT_NV2p1" },
	{ .value = 3, .name = "NV3", .feature = "FEAT_NV3" },
	/* FGWTE3 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_FGWTE3" },
	/* HACDBS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_HACDBS" },
	/* ASID2 */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_ASID2" },
	/* EIESB */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "ToEL3" },
	{ .value = 2, .name = "ToELx" },
	{ .value = 15, .name = "ANY" },
	/* PoPS */
	{ .value = 0, .name = "NI" },
	{ .value = 1, .name = "IMP", .feature = "FEAT_PoPS" },
};

static const struct idreg_field fields_ID_AA64MMFR4_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_FIELD, .name = "MTEFGT",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR4_EL1 + 0, .code_count = 2 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "SCRX",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64MMFR4_EL1 + 2, .code_count = 2 },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "TEV",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .codes = codes_ID_AA64MMFR4_EL1 + 4, .code_count = 2 },
	{ .msb = 51, .lsb = 48, .kind = IDREG_FIELD, .name = "TPS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 6, .code_count = 3 },
	{ .msb = 47, .lsb = 44, .kind = IDREG_FIELD, .name = "SRMASK",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 9, .code_count = 3 },
	{ .msb = 43, .lsb = 40, .kind = IDREG_FIELD, .name = "TLBID",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 12, .code_count = 2 },
	{ .msb = 39, .lsb = 36, .kind = IDREG_FIELD, .name = "E3DSE",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64MMFR4_EL1 + 14, .code_count = 2 },
	{ .msb = 35, .lsb = 32, .kind = IDREG_FIELD, .name = "EAESR",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 16, .code_count = 2 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_FIELD, .name = "RMEGDI",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64MMFR4_EL1 + 18, .code_count = 2 },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "E2H0",
	  .sign = IDREG_SIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR4_EL1 + 20, .code_count = 3,
	  .note = "Means something only when the guest has EL2." },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "NV_frac",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR4_EL1 + 23, .code_count = 4,
	  .note = "Means something only when the guest has EL2." },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "FGWTE3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_FIRMWARE,
	  .codes = codes_ID_AA64MMFR4_EL1 + 27, .code_count = 2 },
	{ .msb = 15, .lsb = 12, .kind = IDREG_FIELD, .name = "HACDBS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_HYPERVISOR,
	  .codes = codes_ID_AA64MMFR4_EL1 + 29, .code_count = 2 },
	{ .msb = 11, .lsb = 8, .kind = IDREG_FIELD, .name = "ASID2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 31, .code_count = 2 },
	{ .msb = 7, .lsb = 4, .kind = IDREG_FIELD, .name = "EIESB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 33, .code_count = 4 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "PoPS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .codes = codes_ID_AA64MMFR4_EL1 + 37, .code_count = 2 },
};

static const struct idreg_field fields_CCSIDR_EL1[] = {
	{ .msb = 63, .lsb = 32, .kind = IDREG_RES0 },
	{ .msb = 31, .lsb = 28, .kind = IDREG_UNKNOWN },
	{ .msb = 27, .lsb = 13, .kind = IDREG_FIELD, .name = "NumSets",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 12, .lsb = 3, .kind = IDREG_FIELD, .name = "Associativity",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 2, .lsb = 0, .kind = IDREG_FIELD, .name = "LineSize",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_field fields_CLIDR_EL1[] = {
	{ .msb = 63, .lsb = 47, .kind = IDREG_RES0 },
	{ .msb = 46, .lsb = 33, .kind = IDREG_FIELD, .name = "Ttypen",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL,
	  .note = "Allocation tags of each cache level; Arm describes it as Ttype<n>, two bits each." },
	{ .msb = 32, .lsb = 30, .kind = IDREG_FIELD, .name = "ICB",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 29, .lsb = 27, .kind = IDREG_FIELD, .name = "LoUU",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 26, .lsb = 24, .kind = IDREG_FIELD, .name = "LoC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 23, .lsb = 21, .kind = IDREG_FIELD, .name = "LoUIS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 20, .lsb = 18, .kind = IDREG_FIELD, .name = "Ctype7",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 17, .lsb = 15, .kind = IDREG_FIELD, .name = "Ctype6",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 14, .lsb = 12, .kind = IDREG_FIELD, .name = "Ctype5",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 11, .lsb = 9, .kind = IDREG_FIELD, .name = "Ctype4",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 8, .lsb = 6, .kind = IDREG_FIELD, .name = "Ctype3",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 5, .lsb = 3, .kind = IDREG_FIELD, .name = "Ctype2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 2, .lsb = 0, .kind = IDREG_FIELD, .name = "Ctype1",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_field fields_CCSIDR2_EL1[] = {
	{ .msb = 63, .lsb = 24, .kind = IDREG_RES0 },
	{ .msb = 23, .lsb = 0, .kind = IDREG_FIELD, .name = "NumSets",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_field fields_GMID_EL1[] = {
	{ .msb = 63, .lsb = 4, .kind = IDREG_RES0 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "BS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_field fields_SMIDR_EL1[] = {
	{ .msb = 63, .lsb = 60, .kind = IDREG_RES0 },
	{ .msb = 59, .lsb = 56, .kind = IDREG_FIELD, .name = "NSMC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 55, .lsb = 52, .kind = IDREG_FIELD, .name = "HIP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 51, .lsb = 32, .kind = IDREG_FIELD, .name = "AFFINITY2",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 31, .lsb = 24, .kind = IDREG_FIELD, .name = "IMPLEMENTER",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 23, .lsb = 16, .kind = IDREG_FIELD, .name = "REVISION",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
	{ .msb = 15, .lsb = 15, .kind = IDREG_FIELD, .name = "SMPS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 14, .lsb = 13, .kind = IDREG_FIELD, .name = "SH",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
	{ .msb = 12, .lsb = 12, .kind = IDREG_RES0 },
	{ .msb = 11, .lsb = 0, .kind = IDREG_FIELD, .name = "AFFINITY",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_KERNEL },
};

static const struct idreg_field fields_AIDR_EL1[] = {
	{ .msb = 63, .lsb = 0, .kind = IDREG_FIELD, .name = "IMPDEF",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_ANY, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_NOBODY },
};

static const struct idreg_code codes_CTR_EL0[] = {
	/* L1Ip */
	{ .value = 0, .name = "RESERVED_VPIPT" },
	{ .value = 1, .name = "RESERVED_AIVIVT" },
	{ .value = 2, .name = "VIPT" },
	{ .value = 3, .name = "PIPT" },
};

static const struct idreg_field fields_CTR_EL0[] = {
	{ .msb = 63, .lsb = 38, .kind = IDREG_RES0 },
	{ .msb = 37, .lsb = 32, .kind = IDREG_FIELD, .name = "TminLine",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_NONE, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
	{ .msb = 31, .lsb = 31, .kind = IDREG_RES1 },
	{ .msb = 30, .lsb = 30, .kind = IDREG_RES0 },
	{ .msb = 29, .lsb = 29, .kind = IDREG_FIELD, .name = "DIC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 1, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .note = "0 means that the guest invalidates instruction caches itself, which is right on every host." },
	{ .msb = 28, .lsb = 28, .kind = IDREG_FIELD, .name = "IDC",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 1, .lowest_value = 0, .user = IDREG_USER_ANY,
	  .note = "0 means that the guest cleans data caches itself, which is right on every host." },
	{ .msb = 27, .lsb = 24, .kind = IDREG_FIELD, .name = "CWG",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_HIGHER_OR_ZERO, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
	{ .msb = 23, .lsb = 20, .kind = IDREG_FIELD, .name = "ERG",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_HIGHER_OR_ZERO, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
	{ .msb = 19, .lsb = 16, .kind = IDREG_FIELD, .name = "DminLine",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_ANY },
	{ .msb = 15, .lsb = 14, .kind = IDREG_FIELD, .name = "L1Ip",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 2, .lowest_value = 2, .user = IDREG_USER_KERNEL,
	  .codes = codes_CTR_EL0 + 0, .code_count = 4,
	  .note = "KVM lets PIPT become VIPT and takes neither of the reserved codes." },
	{ .msb = 13, .lsb = 4, .kind = IDREG_RES0 },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "IminLine",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
};

static const struct idreg_field fields_DCZID_EL0[] = {
	{ .msb = 63, .lsb = 5, .kind = IDREG_RES0 },
	{ .msb = 4, .lsb = 4, .kind = IDREG_FIELD, .name = "DZP",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_EXACT, .safe_value = 1, .lowest_value = 1, .user = IDREG_USER_ANY },
	{ .msb = 3, .lsb = 0, .kind = IDREG_FIELD, .name = "BS",
	  .sign = IDREG_UNSIGNED, .safe = IDREG_SAFE_LOWER, .safe_value = 0, .lowest_value = 0, .user = IDREG_USER_ANY },
};

const struct idreg idregs[] = {
	{ .name = "MIDR_EL1", .index = 0,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 0, .op2 = 0,
	  .fields = fields_MIDR_EL1, .field_count = 6,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "MPIDR_EL1", .index = 5,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 0, .op2 = 5,
	  .per_vcpu = true,
	  .fields = fields_MPIDR_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x000000ff41ffffff) },
	{ .name = "REVIDR_EL1", .index = 6,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 0, .op2 = 6,
	  .fields = fields_REVIDR_EL1, .field_count = 1,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_PFR0_EL1", .index = 8,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 0,
	  .aarch32 = true,
	  .fields = fields_ID_PFR0_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_PFR1_EL1", .index = 9,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 1,
	  .aarch32 = true,
	  .fields = fields_ID_PFR1_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_DFR0_EL1", .index = 10,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 2,
	  .aarch32 = true,
	  .fields = fields_ID_DFR0_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_AFR0_EL1", .index = 11,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 3,
	  .aarch32 = true,
	  .fields = fields_ID_AFR0_EL1, .field_count = 5,
	  .named_mask = UINT64_C(0x000000000000ffff) },
	{ .name = "ID_MMFR0_EL1", .index = 12,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 4,
	  .aarch32 = true,
	  .fields = fields_ID_MMFR0_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_MMFR1_EL1", .index = 13,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 5,
	  .aarch32 = true,
	  .fields = fields_ID_MMFR1_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_MMFR2_EL1", .index = 14,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 6,
	  .aarch32 = true,
	  .fields = fields_ID_MMFR2_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_MMFR3_EL1", .index = 15,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 1, .op2 = 7,
	  .aarch32 = true,
	  .fields = fields_ID_MMFR3_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_ISAR0_EL1", .index = 16,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 0,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR0_EL1, .field_count = 8,
	  .named_mask = UINT64_C(0x000000000fffffff) },
	{ .name = "ID_ISAR1_EL1", .index = 17,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 1,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR1_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_ISAR2_EL1", .index = 18,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 2,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR2_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_ISAR3_EL1", .index = 19,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 3,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR3_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_ISAR4_EL1", .index = 20,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 4,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR4_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_ISAR5_EL1", .index = 21,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 5,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR5_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ff0fffff) },
	{ .name = "ID_MMFR4_EL1", .index = 22,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 6,
	  .aarch32 = true,
	  .fields = fields_ID_MMFR4_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_ISAR6_EL1", .index = 23,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 2, .op2 = 7,
	  .aarch32 = true,
	  .fields = fields_ID_ISAR6_EL1, .field_count = 8,
	  .named_mask = UINT64_C(0x000000000fffffff) },
	{ .name = "MVFR0_EL1", .index = 24,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 3, .op2 = 0,
	  .aarch32 = true,
	  .fields = fields_MVFR0_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "MVFR1_EL1", .index = 25,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 3, .op2 = 1,
	  .aarch32 = true,
	  .fields = fields_MVFR1_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "MVFR2_EL1", .index = 26,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 3, .op2 = 2,
	  .aarch32 = true,
	  .fields = fields_MVFR2_EL1, .field_count = 3,
	  .named_mask = UINT64_C(0x00000000000000ff) },
	{ .name = "ID_PFR2_EL1", .index = 28,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 3, .op2 = 4,
	  .aarch32 = true,
	  .fields = fields_ID_PFR2_EL1, .field_count = 4,
	  .named_mask = UINT64_C(0x0000000000000fff) },
	{ .name = "ID_DFR1_EL1", .index = 29,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 3, .op2 = 5,
	  .aarch32 = true,
	  .fields = fields_ID_DFR1_EL1, .field_count = 3,
	  .named_mask = UINT64_C(0x00000000000000ff) },
	{ .name = "ID_MMFR5_EL1", .index = 30,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 3, .op2 = 6,
	  .aarch32 = true,
	  .fields = fields_ID_MMFR5_EL1, .field_count = 3,
	  .named_mask = UINT64_C(0x00000000000000ff) },
	{ .name = "ID_AA64PFR0_EL1", .index = 32,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 4, .op2 = 0,
	  .fields = fields_ID_AA64PFR0_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_AA64PFR1_EL1", .index = 33,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 4, .op2 = 1,
	  .fields = fields_ID_AA64PFR1_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffff0fffff) },
	{ .name = "ID_AA64PFR2_EL1", .index = 34,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 4, .op2 = 2,
	  .fields = fields_ID_AA64PFR2_EL1, .field_count = 8,
	  .named_mask = UINT64_C(0x0000000f000fffff) },
	{ .name = "ID_AA64ZFR0_EL1", .index = 36,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 4, .op2 = 4,
	  .fields = fields_ID_AA64ZFR0_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0x0fffff0f0ffff0ff) },
	{ .name = "ID_AA64SMFR0_EL1", .index = 37,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 4, .op2 = 5,
	  .fields = fields_ID_AA64SMFR0_EL1, .field_count = 30,
	  .named_mask = UINT64_C(0xbff1ffff73810001) },
	{ .name = "ID_AA64FPFR0_EL1", .index = 39,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 4, .op2 = 7,
	  .fields = fields_ID_AA64FPFR0_EL1, .field_count = 13,
	  .named_mask = UINT64_C(0x00000000fc008003) },
	{ .name = "ID_AA64DFR0_EL1", .index = 40,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 5, .op2 = 0,
	  .fields = fields_ID_AA64DFR0_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_AA64DFR1_EL1", .index = 41,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 5, .op2 = 1,
	  .fields = fields_ID_AA64DFR1_EL1, .field_count = 11,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_AA64DFR2_EL1", .index = 42,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 5, .op2 = 2,
	  .fields = fields_ID_AA64DFR2_EL1, .field_count = 7,
	  .named_mask = UINT64_C(0x000000000fff00ff) },
	{ .name = "ID_AA64AFR0_EL1", .index = 44,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 5, .op2 = 4,
	  .fields = fields_ID_AA64AFR0_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_AA64AFR1_EL1", .index = 45,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 5, .op2 = 5,
	  .fields = fields_ID_AA64AFR1_EL1, .field_count = 1,
	  .named_mask = UINT64_C(0x0000000000000000) },
	{ .name = "ID_AA64ISAR0_EL1", .index = 48,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 6, .op2 = 0,
	  .fields = fields_ID_AA64ISAR0_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xfffffffff0fffff0) },
	{ .name = "ID_AA64ISAR1_EL1", .index = 49,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 6, .op2 = 1,
	  .fields = fields_ID_AA64ISAR1_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_AA64ISAR2_EL1", .index = 50,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 6, .op2 = 2,
	  .fields = fields_ID_AA64ISAR2_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_AA64ISAR3_EL1", .index = 51,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 6, .op2 = 3,
	  .fields = fields_ID_AA64ISAR3_EL1, .field_count = 9,
	  .named_mask = UINT64_C(0x00000000ffffffff) },
	{ .name = "ID_AA64MMFR0_EL1", .index = 56,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 7, .op2 = 0,
	  .fields = fields_ID_AA64MMFR0_EL1, .field_count = 15,
	  .named_mask = UINT64_C(0xff00ffffffffffff) },
	{ .name = "ID_AA64MMFR1_EL1", .index = 57,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 7, .op2 = 1,
	  .fields = fields_ID_AA64MMFR1_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "ID_AA64MMFR2_EL1", .index = 58,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 7, .op2 = 2,
	  .fields = fields_ID_AA64MMFR2_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffff0fffffffffff) },
	{ .name = "ID_AA64MMFR3_EL1", .index = 59,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 7, .op2 = 3,
	  .fields = fields_ID_AA64MMFR3_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xfff0ffffffffffff) },
	{ .name = "ID_AA64MMFR4_EL1", .index = 60,
	  .op0 = 3, .op1 = 0, .crn = 0, .crm = 7, .op2 = 4,
	  .fields = fields_ID_AA64MMFR4_EL1, .field_count = 16,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "CCSIDR_EL1", .index = 64,
	  .op0 = 3, .op1 = 1, .crn = 0, .crm = 0, .op2 = 0,
	  .per_vcpu = true,
	  .fields = fields_CCSIDR_EL1, .field_count = 5,
	  .named_mask = UINT64_C(0x000000000fffffff) },
	{ .name = "CLIDR_EL1", .index = 65,
	  .op0 = 3, .op1 = 1, .crn = 0, .crm = 0, .op2 = 1,
	  .per_vcpu = true,
	  .fields = fields_CLIDR_EL1, .field_count = 13,
	  .named_mask = UINT64_C(0x00007fffffffffff) },
	{ .name = "CCSIDR2_EL1", .index = 66,
	  .op0 = 3, .op1 = 1, .crn = 0, .crm = 0, .op2 = 2,
	  .fields = fields_CCSIDR2_EL1, .field_count = 2,
	  .named_mask = UINT64_C(0x0000000000ffffff) },
	{ .name = "GMID_EL1", .index = 68,
	  .op0 = 3, .op1 = 1, .crn = 0, .crm = 0, .op2 = 4,
	  .fields = fields_GMID_EL1, .field_count = 2,
	  .named_mask = UINT64_C(0x000000000000000f) },
	{ .name = "SMIDR_EL1", .index = 70,
	  .op0 = 3, .op1 = 1, .crn = 0, .crm = 0, .op2 = 6,
	  .fields = fields_SMIDR_EL1, .field_count = 10,
	  .named_mask = UINT64_C(0x0fffffffffffefff) },
	{ .name = "AIDR_EL1", .index = 71,
	  .op0 = 3, .op1 = 1, .crn = 0, .crm = 0, .op2 = 7,
	  .fields = fields_AIDR_EL1, .field_count = 1,
	  .named_mask = UINT64_C(0xffffffffffffffff) },
	{ .name = "CTR_EL0", .index = 129,
	  .op0 = 3, .op1 = 3, .crn = 0, .crm = 0, .op2 = 1,
	  .fields = fields_CTR_EL0, .field_count = 12,
	  .named_mask = UINT64_C(0x0000003f3fffc00f) },
	{ .name = "DCZID_EL0", .index = 135,
	  .op0 = 3, .op1 = 3, .crn = 0, .crm = 0, .op2 = 7,
	  .fields = fields_DCZID_EL0, .field_count = 3,
	  .named_mask = UINT64_C(0x000000000000001f) },
};

const size_t idreg_count = 53;

const uint8_t idreg_positions[IDREG_INDEX_COUNT] = {
	[0] = 1, /* MIDR_EL1 */
	[5] = 2, /* MPIDR_EL1 */
	[6] = 3, /* REVIDR_EL1 */
	[8] = 4, /* ID_PFR0_EL1 */
	[9] = 5, /* ID_PFR1_EL1 */
	[10] = 6, /* ID_DFR0_EL1 */
	[11] = 7, /* ID_AFR0_EL1 */
	[12] = 8, /* ID_MMFR0_EL1 */
	[13] = 9, /* ID_MMFR1_EL1 */
	[14] = 10, /* ID_MMFR2_EL1 */
	[15] = 11, /* ID_MMFR3_EL1 */
	[16] = 12, /* ID_ISAR0_EL1 */
	[17] = 13, /* ID_ISAR1_EL1 */
	[18] = 14, /* ID_ISAR2_EL1 */
	[19] = 15, /* ID_ISAR3_EL1 */
	[20] = 16, /* ID_ISAR4_EL1 */
	[21] = 17, /* ID_ISAR5_EL1 */
	[22] = 18, /* ID_MMFR4_EL1 */
	[23] = 19, /* ID_ISAR6_EL1 */
	[24] = 20, /* MVFR0_EL1 */
	[25] = 21, /* MVFR1_EL1 */
	[26] = 22, /* MVFR2_EL1 */
	[28] = 23, /* ID_PFR2_EL1 */
	[29] = 24, /* ID_DFR1_EL1 */
	[30] = 25, /* ID_MMFR5_EL1 */
	[32] = 26, /* ID_AA64PFR0_EL1 */
	[33] = 27, /* ID_AA64PFR1_EL1 */
	[34] = 28, /* ID_AA64PFR2_EL1 */
	[36] = 29, /* ID_AA64ZFR0_EL1 */
	[37] = 30, /* ID_AA64SMFR0_EL1 */
	[39] = 31, /* ID_AA64FPFR0_EL1 */
	[40] = 32, /* ID_AA64DFR0_EL1 */
	[41] = 33, /* ID_AA64DFR1_EL1 */
	[42] = 34, /* ID_AA64DFR2_EL1 */
	[44] = 35, /* ID_AA64AFR0_EL1 */
	[45] = 36, /* ID_AA64AFR1_EL1 */
	[48] = 37, /* ID_AA64ISAR0_EL1 */
	[49] = 38, /* ID_AA64ISAR1_EL1 */
	[50] = 39, /* ID_AA64ISAR2_EL1 */
	[51] = 40, /* ID_AA64ISAR3_EL1 */
	[56] = 41, /* ID_AA64MMFR0_EL1 */
	[57] = 42, /* ID_AA64MMFR1_EL1 */
	[58] = 43, /* ID_AA64MMFR2_EL1 */
	[59] = 44, /* ID_AA64MMFR3_EL1 */
	[60] = 45, /* ID_AA64MMFR4_EL1 */
	[64] = 46, /* CCSIDR_EL1 */
	[65] = 47, /* CLIDR_EL1 */
	[66] = 48, /* CCSIDR2_EL1 */
	[68] = 49, /* GMID_EL1 */
	[70] = 50, /* SMIDR_EL1 */
	[71] = 51, /* AIDR_EL1 */
	[129] = 52, /* CTR_EL0 */
	[135] = 53, /* DCZID_EL0 */
};
