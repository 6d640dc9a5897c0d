// SPDX-License-Identifier: GPL-2.0-only
// Which words Linux shows in /proc/cpuinfo for given ID registers.
#include "sysregs/hwcaps.h"

#include <string.h>

#include "lib/bits.h"
#include "sysregs/profile_value.h"

#define INDEX_MIDR   0
#define INDEX_REVIDR 6
#define INDEX_PFR0   32
#define INDEX_PFR1   33
#define PFR0_SVE     (UINT64_C(0xf) << 32)
#define PFR1_SME     (UINT64_C(0xf) << 24)

#define IMPLEMENTER_ARM	      0x41
#define IMPLEMENTER_MICROSOFT 0x6d
#define PART_A510	      0xd46
#define PART_N2		      0xd49
#define A510_2658417_FIXED    (UINT64_C(1) << 25) /* of REVIDR_EL1, in r1p1 */

/* Arm's cores whose PSTATE.SSBS is not self-synchronizing (erratum 3194386 and its kin). */
static const uint16_t late_ssbs_parts[] = {
	0xd0b, /* Cortex-A76 */
	0xd0c, /* Neoverse N1 */
	0xd0d, /* Cortex-A77 */
	0xd40, /* Neoverse V1 */
	0xd41, /* Cortex-A78 */
	0xd44, /* Cortex-X1 */
	0xd47, /* Cortex-A710 */
	0xd48, /* Cortex-X2 */
	0xd49, /* Neoverse N2 */
	0xd4b, /* Cortex-A78C */
	0xd4c, /* Cortex-X1C */
	0xd4d, /* Cortex-A715 */
	0xd4e, /* Cortex-X3 */
	0xd4f, /* Neoverse V2 */
	0xd81, /* Cortex-A720 */
	0xd82, /* Cortex-X4 */
	0xd83, /* Neoverse V3AE */
	0xd84, /* Neoverse V3 */
	0xd85, /* Cortex-X925 */
	0xd87, /* Cortex-A725 */
	0xd89, /* Cortex-A720AE */
	0xd8e, /* Neoverse N3 */
};

static bool ssbs_is_late(uint64_t midr)
{
	unsigned int implementer = midr >> 24 & 0xff, part = midr >> 4 & 0xfff;

	/* Cobalt 100 */
	if (implementer == IMPLEMENTER_MICROSOFT)
		return part == PART_N2;
	if (implementer != IMPLEMENTER_ARM)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(late_ssbs_parts); i++) {
		if (late_ssbs_parts[i] == part)
			return true;
	}
	return false;
}

/* Cortex-A510 r0p0 … r1p1: BF16 results may be wrong (erratum 2658417). */
static bool bf16_is_wrong(uint64_t midr, uint64_t revidr)
{
	unsigned int version = (midr >> 16 & 0xf0) | (midr & 0xf);

	if ((midr >> 24 & 0xff) != IMPLEMENTER_ARM || (midr >> 4 & 0xfff) != PART_A510)
		return false;
	return version < 0x11 || (version == 0x11 && !(revidr & A510_2658417_FIXED));
}

static bool is_hidden_by_erratum(const struct hwcap *hwcap, const uint64_t *values)
{
	if (!strcmp(hwcap->name, "ssbs"))
		return ssbs_is_late(values[INDEX_MIDR]);
	if (!strcmp(hwcap->name, "bf16") || !strcmp(hwcap->name, "ebf16"))
		return bf16_is_wrong(values[INDEX_MIDR], values[INDEX_REVIDR]);
	return false;
}

/* MAJOR.MINOR as one number that grows with the release; what follows is left alone. */
static unsigned int release_number(const char *release)
{
	unsigned int numbers[2] = { 0, 0 };

	for (unsigned int i = 0; i < 2; i++) {
		while (*release >= '0' && *release <= '9' && numbers[i] < 10000)
			numbers[i] = numbers[i] * 10 + (unsigned int)(*release++ - '0');
		if (*release != '.')
			break;
		release++;
	}
	return numbers[0] << 16 | numbers[1];
}

static bool is_known_to(const struct hwcap *hwcap, const char *release)
{
	return !release || !hwcap->since || release_number(release) >= release_number(hwcap->since);
}

static bool term_holds(const struct hwcap_term *term, const uint64_t *values)
{
	const struct idreg_field *field = idreg_field_at(idreg_by_index(term->index), term->lsb);

	return field && idreg_field_compare(field, idreg_field_get(field, values[term->index]),
					    term->least) >= 0;
}

static bool terms_hold(const struct hwcap *hwcap, const uint64_t *values)
{
	for (size_t i = 0; i < hwcap->term_count; i++) {
		if (term_holds(&hwcap->terms[i], values))
			return true;
	}
	return !hwcap->term_count;
}

bool hwcap_is_shown(const struct hwcap *hwcap, const uint64_t values[IDREG_INDEX_COUNT],
		    const char *release)
{
	if (hwcap->needs == HWCAP_NEEDS_SVE && !(values[INDEX_PFR0] & PFR0_SVE))
		return false;
	if (hwcap->needs == HWCAP_NEEDS_SME && !(values[INDEX_PFR1] & PFR1_SME))
		return false;
	return is_known_to(hwcap, release) && terms_hold(hwcap, values) &&
	       !is_hidden_by_erratum(hwcap, values);
}

bool hwcaps_line(const uint64_t values[IDREG_INDEX_COUNT], const char *release, char *text,
		 size_t bytes)
{
	size_t used = 0, length;

	if (!bytes)
		return false;
	text[0] = '\0';
	for (size_t i = 0; i < hwcap_count; i++) {
		if (!hwcap_is_shown(&hwcaps[i], values, release))
			continue;
		length = strlen(hwcaps[i].name) + (used > 0);
		if (length >= bytes - used)
			return false;
		if (used)
			text[used++] = ' ';
		strcpy(text + used, hwcaps[i].name);
		used += strlen(hwcaps[i].name);
	}
	return true;
}

static bool names_code(const struct hwcap *hwcap, const struct idreg *reg,
		       const struct idreg_field *field, uint64_t value)
{
	const struct hwcap_term *term;

	for (size_t i = 0; i < hwcap->term_count; i++) {
		term = &hwcap->terms[i];
		if (term->index == reg->index && term->lsb == field->lsb && term->least == value)
			return true;
	}
	return false;
}

const struct hwcap *hwcap_of_code(const struct idreg *reg, const struct idreg_field *field,
				  uint64_t value, size_t n)
{
	for (size_t i = 0; i < hwcap_count; i++) {
		if (names_code(&hwcaps[i], reg, field, value) && !n--)
			return &hwcaps[i];
	}
	return NULL;
}

const struct hwcap *hwcap_by_name(const char *name)
{
	for (size_t i = 0; i < hwcap_count; i++) {
		if (same_name(hwcaps[i].name, name))
			return &hwcaps[i];
	}
	return NULL;
}
