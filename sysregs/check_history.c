// SPDX-License-Identifier: GPL-2.0-only
// Since when KVM lets a field be written: so that a refusal can say which kernel would do.
#include <stddef.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

struct era {
	uint8_t index;
	uint64_t bits;
	const char *since;
};

/* What came after 6.12, whose masks are the oldest that are known bit by bit. */
static const struct era eras[] = {
	{ INDEX_MIDR, 0xffffffff, "6.15" },
	{ INDEX_REVIDR, UINT64_MAX, "6.15" },
	{ INDEX_AIDR, UINT64_MAX, "6.15" },
	{ INDEX_PFR0, UINT64_C(0xf) << 28, "6.18" },		 /* RAS */
	{ INDEX_PFR1, UINT64_C(0xf) << 56 | 0xf << 12, "6.18" }, /* DF2, RAS_frac */
	{ INDEX_PFR2, 0xff0, "6.18" },				 /* MTEFAR, MTESTOREONLY */
	{ INDEX_PFR2, 0xf000, "7.1" },				 /* GCIE */
	{ INDEX_ZFR0, UINT64_C(0xf) << 48 | 0xf << 12, "6.18" }, /* F16MM, EltPerm */
	{ 39, 0xc000000, "6.18" },				 /* FPFR0: F8MM8, F8MM4 */
	{ 39, 0x8000, "7.1" },					 /* FPFR0: F16MM2 */
	{ 51, 0xf00f00f0, "6.18" },				 /* ISAR3: FPRCVT, LSFE, FAMINMAX */
	{ 51, 0xf000000, "7.1" },				 /* ISAR3: LSUI */
	{ INDEX_MMFR0, UINT64_C(0xfff) << 32, "6.18" },		 /* TGRAN*_2 */
	{ 57, UINT64_C(0xf0f) << 32, "6.18" },			 /* MMFR1: HCX, TWED */
	{ INDEX_MMFR3, 0xf0, "6.18" },				 /* SCTLRX */
	{ 60, 0xf00000, "6.18" },				 /* MMFR4: NV_frac */
	{ INDEX_CTR, 0xc000, "6.18" },				 /* L1Ip */
};

/* KVM_ARM_GET_REG_WRITABLE_MASKS of Linux 7.3; the views for AArch32 that have one: all ones. */
static const struct mask {
	uint8_t index;
	uint64_t bits;
} newest[] = {
	{ INDEX_MIDR, 0xffffffff },
	{ INDEX_REVIDR, UINT64_MAX },
	{ INDEX_PFR0, UINT64_C(0xffff00f0ff00ffff) },
	{ INDEX_PFR1, UINT64_C(0xf00000f0000f0ff) },
	{ INDEX_PFR2, UINT64_C(0xf0000fff0) },
	{ INDEX_ZFR0, UINT64_C(0xfffff0f0ffff0ff) },
	{ 39, 0xfc0080ff }, /* FPFR0 */
	{ INDEX_DFR0, UINT64_C(0xf000f00f0f) },
	{ 48, UINT64_C(0xfffffffff0fffff0) }, /* ISAR0 */
	{ INDEX_ISAR1, UINT64_C(0xffffffff00fff00f) },
	{ INDEX_ISAR2, UINT64_C(0xffffffffffff00ff) },
	{ 51, 0xff0f00f0 }, /* ISAR3 */
	{ INDEX_MMFR0, UINT64_C(0xff00ffffffffff0f) },
	{ 57, UINT64_C(0xffffffff0ffff00f) }, /* MMFR1 */
	{ INDEX_MMFR2, UINT64_C(0xf0ff000ff00fffff) },
	{ INDEX_MMFR3, 0xf0fff },
	{ 60, 0xf00000 }, /* MMFR4 */
	{ INDEX_CLIDR, UINT64_C(0x7fffffffffff) },
	{ INDEX_AIDR, UINT64_MAX },
	{ INDEX_CTR, 0x300fc00f },
};

/* ID_AFR0 and ID_DFR1 read as fixed values. */
static bool aarch32_has_mask(const struct idreg *reg)
{
	return reg->index != 11 && reg->index != 29;
}

bool field_was_ever_writable(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t mask = bits_mask(field->msb, field->lsb);

	/* In the mask, but only the host's own value is taken. */
	if (field->safe == IDREG_SAFE_NONE && reg->index != INDEX_CLIDR)
		return false;
	if (reg->aarch32)
		return aarch32_has_mask(reg);
	for (size_t i = 0; i < ARRAY_SIZE(newest); i++) {
		if (newest[i].index == reg->index)
			return (newest[i].bits & mask) == mask;
	}
	return false;
}

const char *field_writable_since(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t mask = bits_mask(field->msb, field->lsb);

	for (size_t i = 0; i < ARRAY_SIZE(eras); i++) {
		if (eras[i].index == reg->index && (eras[i].bits & mask) == mask)
			return eras[i].since;
	}
	return NULL;
}
