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

const char *field_writable_since(const struct idreg *reg, const struct idreg_field *field)
{
	uint64_t mask = bits_mask(field->msb, field->lsb);

	for (size_t i = 0; i < ARRAY_SIZE(eras); i++) {
		if (eras[i].index == reg->index && (eras[i].bits & mask) == mask)
			return eras[i].since;
	}
	return NULL;
}
