// SPDX-License-Identifier: GPL-2.0-only
// arm64_check_features() and set_id_reg() as Linux documents and does them, over the table of
// registers.
#include "fake_kvm.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/bits.h"

#define MPAM_BITS      bits_mask(43, 40)
#define MPAM_FRAC_BITS bits_mask(19, 16)
#define MTE_FRAC_BITS  bits_mask(43, 40)
#define NV_BITS	       bits_mask(27, 24)

/* KVM_ARM_GET_REG_WRITABLE_MASKS of Linux 7.3; the AArch32 views are all ones. */
static const struct {
	unsigned int index;
	uint64_t mask;
} masks_73[] = {
	{ 0, 0xffffffff },
	{ 6, UINT64_MAX },
	{ 71, UINT64_MAX },
	{ 32, 0xffff00f0ff00ffff },
	{ 33, 0xf00000f0000f0ff },
	{ 34, 0xf0000fff0 },
	{ 36, 0xfffff0f0ffff0ff },
	{ 39, 0xfc0080ff },
	{ 40, 0xf000f00f0f },
	{ 48, 0xfffffffff0fffff0 },
	{ 49, 0xffffffff00fff00f },
	{ 50, 0xffffffffffff00ff },
	{ 51, 0xff0f00f0 },
	{ 56, 0xff00ffffffffff0f },
	{ 57, 0xffffffff0ffff00f },
	{ 58, 0xf0ff000ff00fffff },
	{ 59, 0xf0fff },
	{ 60, 0xf00000 },
	{ 65, 0x7fffffffffff },
	{ 129, 0x300fc00f },
};

/* What 6.12 does not let be written of that, and what it does beside it. */
static const struct {
	unsigned int index;
	uint64_t gone, more;
} changes_612[] = {
	{ 0, 0xffffffff, 0 },
	{ 6, UINT64_MAX, 0 },
	{ 71, UINT64_MAX, 0 },
	{ 32, 0xf0000000, 0 },
	{ 33, 0xf0000000000f000, 0 },
	{ 34, 0xfff0, 0 },
	{ 36, 0xf00000000f000, 0 },
	{ 39, 0xc008000, 0 },
	{ 48, 0, 0xf000000 },
	{ 51, 0xff0f00f0, 0 },
	{ 56, 0xfff00000000, 0 },
	{ 57, 0xf0f00000000, 0 },
	{ 59, 0xf0, 0 },
	{ 60, 0xf00000, 0 },
	{ 129, 0xc000, 0 },
};

static const unsigned int aarch32_views[] = { 8,  9,  10, 12, 13, 14, 15, 16, 17, 18,
					      19, 20, 21, 22, 23, 24, 25, 26, 28, 30 };

/* What a big CPU shows. */
static const struct {
	unsigned int index;
	uint64_t limit;
} limits_big[] = {
	{ 0, 0x410fd830 },	    { 5, 0x80000000 },
	{ 8, 0x01010131 },	    { 9, 0x10011011 },
	{ 10, 0x06010009 },	    { 12, 0x10201105 },
	{ 13, 0x40000000 },	    { 14, 0x01260000 },
	{ 15, 0x02122211 },	    { 16, 0x02101110 },
	{ 17, 0x13112111 },	    { 18, 0x21232042 },
	{ 19, 0x01112131 },	    { 20, 0x00011142 },
	{ 21, 0x01011121 },	    { 22, 0x21021111 },
	{ 23, 0x01111111 },	    { 24, 0x10110222 },
	{ 25, 0x13211111 },	    { 26, 0x00000043 },
	{ 28, 0x00000011 },	    { 30, 0x00000001 },
	{ 32, 0x1201001121111112 }, { 33, 0x321 },
	{ 34, 0x100000110 },	    { 36, 0x0110110100110021 },
	{ 39, 0xf8000003 },	    { 40, 0xf000305609 },
	{ 48, 0x1221111110212120 }, { 49, 0x2111111101311012 },
	{ 50, 0x0011000010110012 }, { 51, 0x10 },
	{ 56, 0x2100032310201126 }, { 57, 0x0010111111312122 },
	{ 58, 0x1221001100011011 }, { 59, 0x10111 },
	{ 65, 0x0a200023 },	    { 129, 0xb444c004 },
};

/* What a CPU of the Neoverse N1's kind shows, where it differs. */
static const struct {
	unsigned int index;
	uint64_t limit;
} limits_n1[] = {
	{ 0, 0x413fd0c1 },
	{ 8, 0x00010131 },
	{ 10, 0x04010006 },
	{ 21, 0x01011121 },
	{ 22, 0x01021110 },
	{ 23, 0x00000010 },
	{ 32, 0x1100000011111112 },
	{ 33, 0x20 },
	{ 34, 0 },
	{ 36, 0 },
	{ 39, 0 },
	{ 40, 0x10305406 },
	{ 48, 0x0000100010211120 },
	{ 49, 0x00100001 },
	{ 50, 0 },
	{ 51, 0 },
	{ 56, 0x00101125 },
	{ 57, 0x10212122 },
	{ 58, 0x1011 },
	{ 59, 0 },
	{ 129, 0x9444c004 },
};

static void drop_aarch32(struct host_cpu *host)
{
	for (size_t i = 0; i < ARRAY_SIZE(aarch32_views); i++) {
		host->masks[aarch32_views[i]] = 0;
		host->limits[aarch32_views[i]] = 0;
	}
	host->limits[32] = (host->limits[32] & ~UINT64_C(0xffff)) | 0x1111;
}

static void use_n1(struct host_cpu *host)
{
	for (size_t i = 0; i < ARRAY_SIZE(limits_n1); i++)
		host->limits[limits_n1[i].index] = limits_n1[i].limit;
	host->features = (struct cpu_features){ .pmu = true };
	host->available = host->features;
}

static void use_612(struct host_cpu *host)
{
	for (size_t i = 0; i < ARRAY_SIZE(changes_612); i++) {
		host->masks[changes_612[i].index] &= ~changes_612[i].gone;
		host->masks[changes_612[i].index] |= changes_612[i].more;
	}
	snprintf(host->kernel_release, sizeof(host->kernel_release), "6.12.95");
	host->can_write_implementation_ids = false;
}

void fake_kvm_init(struct fake_kvm *kvm, enum fake_host which)
{
	struct host_cpu *host = &kvm->host;

	memset(kvm, 0, sizeof(*kvm));
	snprintf(host->kernel_release, sizeof(host->kernel_release), "7.3.4");
	host->has_masks = true;
	host->can_write_implementation_ids = true;
	host->features = (struct cpu_features){
		.sve = true, .pauth = true, .pmu = true, .mte = true, .sve_max_vl_bits = 256
	};
	host->available = host->features;
	host->available.el2 = true;
	for (size_t i = 0; i < idreg_count; i++)
		host->present[idregs[i].index] = true;
	for (size_t i = 0; i < ARRAY_SIZE(aarch32_views); i++)
		host->masks[aarch32_views[i]] = 0xffffffff;
	for (size_t i = 0; i < ARRAY_SIZE(masks_73); i++)
		host->masks[masks_73[i].index] = masks_73[i].mask;
	for (size_t i = 0; i < ARRAY_SIZE(limits_big); i++)
		host->limits[limits_big[i].index] = limits_big[i].limit;
	if (which == FAKE_HOST_73_N1 || which == FAKE_HOST_612_N1 || which == FAKE_HOST_61)
		use_n1(host);
	if (which == FAKE_HOST_612_N1 || which == FAKE_HOST_61)
		use_612(host);
	if (which == FAKE_HOST_73_64BIT)
		drop_aarch32(host);
	if (which == FAKE_HOST_61) {
		snprintf(host->kernel_release, sizeof(host->kernel_release), "6.1.0-50-arm64");
		host->has_masks = false;
		memset(host->masks, 0, sizeof(host->masks));
	}
	kvm->implementation_ids_enabled = host->can_write_implementation_ids;
	fake_kvm_reset(kvm);
}

void fake_kvm_reset(struct fake_kvm *kvm)
{
	memcpy(kvm->values, kvm->host.limits, sizeof(kvm->values));
	kvm->has_run = false;
}

/* arm64_ftr_value(), sign and all. */
static int64_t field_number(const struct idreg_field *field, uint64_t word)
{
	unsigned int width = field->msb - field->lsb + 1u;
	uint64_t bits = word >> field->lsb;

	if (width < 64)
		bits &= (UINT64_C(1) << width) - 1;
	if (field->sign == IDREG_SIGNED && width < 64 && bits >> (width - 1))
		return (int64_t)bits - (INT64_C(1) << width);
	return (int64_t)bits;
}

/* arm64_ftr_safe_value() */
static int64_t safe_number(const struct idreg_field *field, int64_t wanted, int64_t limit)
{
	switch (field->safe) {
	case IDREG_SAFE_LOWER:
		return wanted < limit ? wanted : limit;
	case IDREG_SAFE_HIGHER_OR_ZERO:
		if (!wanted || !limit)
			return 0;
		return wanted > limit ? wanted : limit;
	case IDREG_SAFE_HIGHER:
		return wanted > limit ? wanted : limit;
	default:
		return field_number(field, field->safe_value << field->lsb);
	}
}

/* arm64_check_features(): 0 or -EINVAL. */
static int check_features(const struct fake_kvm *kvm, const struct idreg *reg, uint64_t value)
{
	uint64_t limit = kvm->host.limits[reg->index], mask = 0, field_mask;
	const struct idreg_field *field;
	int64_t wanted, most;

	for (size_t i = 0; i < reg->field_count; i++) {
		field = &reg->fields[i];
		field_mask = bits_mask(field->msb, field->lsb);
		if (field->kind != IDREG_FIELD || field->safe == IDREG_SAFE_NONE ||
		    field->safe == IDREG_SAFE_ANY)
			continue;
		if ((field_mask & kvm->host.masks[reg->index]) != field_mask)
			continue;
		mask |= field_mask;
		wanted = field_number(field, value);
		most = field_number(field, limit);
		if (wanted != most && wanted != safe_number(field, wanted, most))
			return -EINVAL;
	}
	return (value & ~mask) == (limit & ~mask) ? 0 : -EINVAL;
}

/* The set_user() functions of single registers, before the common check: 0 or -EINVAL; may change
 * the value. */
static int set_specially(const struct fake_kvm *kvm, unsigned int index, uint64_t *value)
{
	uint64_t limit = kvm->host.limits[index];
	unsigned int low = *value & 0xf, fourth = *value >> 8 & 0xf, perfmon = *value >> 24 & 0xf;

	switch (index) {
	case 32:
		if (!low || !(*value >> 4 & 0xf) || (kvm->host.features.el2 && !fourth))
			return -EINVAL;
		if ((*value & MPAM_BITS) == UINT64_C(1) << 40)
			*value = (*value & ~MPAM_BITS) | (limit & MPAM_BITS);
		break;
	case 33:
		if ((*value & MPAM_FRAC_BITS) == UINT64_C(1) << 16)
			*value = (*value & ~MPAM_FRAC_BITS) | (limit & MPAM_FRAC_BITS);
		if ((limit & MTE_FRAC_BITS) == MTE_FRAC_BITS && !(*value & MTE_FRAC_BITS))
			*value |= MTE_FRAC_BITS;
		break;
	case 40:
		if (fourth == 0xf)
			*value &= ~UINT64_C(0xf00);
		if (low < 6)
			return -EINVAL;
		break;
	case 10:
		if (perfmon == 0xf)
			*value &= ~UINT64_C(0xf000000);
		if (perfmon == 1 || perfmon == 2 || low < 6)
			return -EINVAL;
		break;
	case 58:
		if ((*value & NV_BITS) == UINT64_C(2) << 24)
			*value = (*value & ~NV_BITS) | (limit & NV_BITS);
		break;
	case 129:
		if ((*value >> 14 & 3) < 2)
			return -EINVAL;
		break;
	default:
		break;
	}
	return 0;
}

static int set_clidr(struct fake_kvm *kvm, uint64_t value)
{
	unsigned int louis = value >> 21 & 7, loc = value >> 24 & 7, louu = value >> 27 & 7;
	bool no_cleaning = !loc || (!louis && !louu);

	if (value & ~UINT64_C(0x7fffffffffff))
		return -EINVAL;
	if (no_cleaning && !(kvm->host.limits[129] >> 28 & 1))
		return -EINVAL;
	kvm->values[65] = value;
	return 0;
}

int fake_kvm_set(struct fake_kvm *kvm, unsigned int index, uint64_t value)
{
	const struct idreg *reg = idreg_by_index(index);
	uint64_t limit = kvm->host.limits[index];

	if (!reg || !kvm->host.present[index])
		return -ENOENT;
	if (index == 5) {
		kvm->values[index] = value;
		return 0;
	}
	if (index == 65)
		return set_clidr(kvm, value);
	if (kvm->has_run)
		return value == kvm->values[index] ? 0 : -EBUSY;
	if (index == 0 || index == 6 || index == 71) {
		if (value != limit &&
		    (!kvm->implementation_ids_enabled || (value ^ limit) & ~kvm->host.masks[index]))
			return -EINVAL;
		kvm->values[index] = value;
		return 0;
	}
	/* AArch32 views of a CPU without AArch32: read as zero, writes ignored. */
	for (size_t i = 0; i < ARRAY_SIZE(aarch32_views); i++) {
		if (aarch32_views[i] == index && (kvm->host.limits[32] & 0xf) != 2)
			return 0;
	}
	if (set_specially(kvm, index, &value) || check_features(kvm, reg, value))
		return -EINVAL;
	kvm->values[index] = value;
	return 0;
}

void fake_kvm_create_gic(struct fake_kvm *kvm, bool gicv3)
{
	kvm->values[32] = (kvm->values[32] & ~(UINT64_C(0xf) << 24)) | (uint64_t)gicv3 << 24;
	if ((kvm->host.limits[32] & 0xf) == 2)
		kvm->values[9] = (kvm->values[9] & ~(UINT64_C(0xf) << 28)) | (uint64_t)gicv3 << 28;
}

int fake_kvm_apply(struct fake_kvm *kvm, const struct idreg_plan *plan)
{
	int result;

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		if (!plan->write[index])
			continue;
		result = fake_kvm_set(kvm, index, plan->values[index]);
		if (result)
			return result;
	}
	return 0;
}
