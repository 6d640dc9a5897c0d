// SPDX-License-Identifier: GPL-2.0-only
// Dumps of hosts that do not exist.
#include "fake_dump.h"

#include <stdio.h>
#include <string.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

uint64_t fake_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 33;
}

static bool is_feature(const struct idreg *reg, const struct idreg_field *field)
{
	switch (field_role(reg, field)) {
	case ROLE_SVE:
	case ROLE_PAUTH:
	case ROLE_PMU:
	case ROLE_MTE:
	case ROLE_MTE_FRAC:
		return true;
	default:
		return false;
	}
}

/* What a VM without any vCPU feature shows. */
static void strip(struct dump_limits *limits)
{
	for (size_t i = 0; i < idreg_count; i++) {
		const struct idreg *reg = &idregs[i];

		for (size_t j = 0; j < reg->field_count; j++) {
			if (is_feature(reg, &reg->fields[j]))
				limits->values[reg->index] = idreg_field_set(
					&reg->fields[j], limits->values[reg->index], 0);
		}
	}
}

void fake_dump_init(struct cpu_dump *dump, enum fake_host which, const char *label)
{
	static struct fake_kvm kvm;

	fake_kvm_init(&kvm, which);
	memset(dump, 0, sizeof(*dump));
	snprintf(dump->label, sizeof(dump->label), "%s", label);
	snprintf(dump->name, sizeof(dump->name), "%s", label);
	snprintf(dump->kernel_release, sizeof(dump->kernel_release), "%s", kvm.host.kernel_release);
	dump->cpus[0] = (struct dump_cpus){ 0, 3, kvm.host.limits[INDEX_MIDR] };
	dump->cpu_run_count = 1;
	dump->has_masks = kvm.host.has_masks;
	dump->can_write_implementation_ids = kvm.host.can_write_implementation_ids;
	memcpy(dump->masks, kvm.host.masks, sizeof(dump->masks));
	dump->available = kvm.host.available;
	dump->available.el2 = false;
	dump->sve_lengths = kvm.host.available.sve ? 3 : 0;
	dump->available.sve_max_vl_bits = dump->sve_lengths ? 256 : 0;
	for (unsigned int kind = DUMP_LIMITS_NONE; kind <= DUMP_LIMITS_ALL; kind++) {
		dump->limits[kind].known = true;
		memcpy(dump->limits[kind].present, kvm.host.present, sizeof(kvm.host.present));
		memcpy(dump->limits[kind].values, kvm.host.limits, sizeof(kvm.host.limits));
	}
	strip(&dump->limits[DUMP_LIMITS_NONE]);
	dump->ctr_el0 = kvm.host.limits[INDEX_CTR];
	dump->dczid_el0 = 4;
	dump->cntfrq_hz = 62500000;
	dump->ipa_bits = 48;
	dump->page_bytes = 4096;
	dump->gics = DUMP_GIC_V3 | DUMP_GIC_ITS;
}

static void set_limit(struct cpu_dump *dump, const struct idreg *reg,
		      const struct idreg_field *field, uint64_t value)
{
	for (unsigned int kind = DUMP_LIMITS_NONE; kind <= DUMP_LIMITS_ALL; kind++) {
		if (kind == DUMP_LIMITS_ALL || !is_feature(reg, field))
			dump->limits[kind].values[reg->index] = idreg_field_set(
				field, dump->limits[kind].values[reg->index], value);
	}
}

/* Another architected value, mostly a lower one: what another CPU has. */
static void vary_field(struct cpu_dump *dump, const struct idreg *reg,
		       const struct idreg_field *field, uint64_t *seed)
{
	const struct idreg_code *code;

	if (field->kind != IDREG_FIELD || !field->code_count || fake_random(seed) % 8)
		return;
	code = &field->codes[fake_random(seed) % field->code_count];
	if (reg->index == INDEX_PFR0 && field->lsb < 8 && !code->value)
		return;
	/* KVM takes nothing at all for CTR_EL0 of a cache that it does not know. */
	if (reg->index == INDEX_CTR && field->lsb == 14)
		return;
	if ((reg->index == INDEX_DFR0 || reg->index == INDEX_ID_DFR0) && field->lsb == 0)
		return;
	if (is_feature(reg, field) && field_role(reg, field) != ROLE_SVE)
		return;
	/* KVM makes it of the GIC that it is asked for. */
	if (field_role(reg, field) == ROLE_GIC)
		return;
	/* SVE stays one kind of CPU: where it is there it is in all its registers. */
	if (reg->index == INDEX_PFR0 && field->lsb == 32)
		return;
	if (idreg_field_is_safe(
		    field, code->value,
		    idreg_field_get(field, dump->limits[DUMP_LIMITS_ALL].values[reg->index])) ||
	    !(fake_random(seed) % 4))
		set_limit(dump, reg, field, code->value);
	if (!(fake_random(seed) % 16))
		dump->masks[reg->index] &= ~bits_mask(field->msb, field->lsb);
}

static void drop_aarch32(struct cpu_dump *dump)
{
	for (size_t i = 0; i < idreg_count; i++) {
		if (!idregs[i].aarch32)
			continue;
		dump->masks[idregs[i].index] = 0;
		dump->limits[DUMP_LIMITS_NONE].values[idregs[i].index] = 0;
		dump->limits[DUMP_LIMITS_ALL].values[idregs[i].index] = 0;
	}
}

static void lose_features(struct cpu_dump *dump, uint64_t *seed)
{
	struct dump_limits *all = &dump->limits[DUMP_LIMITS_ALL];
	static const uint32_t lengths[] = { 1, 3, 0xb, 0x3, 0xf, 0x7 };

	dump->available.pauth &= fake_random(seed) % 4 != 0;
	dump->available.pmu &= fake_random(seed) % 4 != 0;
	dump->available.mte &= fake_random(seed) % 2 != 0;
	dump->available.sve &= fake_random(seed) % 3 != 0;
	dump->sve_lengths = dump->available.sve ? lengths[fake_random(seed) % 6] : 0;
	dump->available.sve_max_vl_bits = 0;
	for (unsigned int n = 0; n < 16; n++) {
		if (dump->sve_lengths >> n & 1)
			dump->available.sve_max_vl_bits = (n + 1) * 128;
	}
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			const struct idreg_field *field = &idregs[i].fields[j];
			enum field_role role = field_role(&idregs[i], field);

			if ((role == ROLE_SVE && !dump->available.sve) ||
			    (role == ROLE_PAUTH && !dump->available.pauth) ||
			    (role == ROLE_PMU && !dump->available.pmu) ||
			    (role == ROLE_MTE && !dump->available.mte))
				all->values[idregs[i].index] =
					idreg_field_set(field, all->values[idregs[i].index], 0);
		}
	}
}

void fake_dump_vary(struct cpu_dump *dump, uint64_t *seed)
{
	for (size_t i = 0; i < idreg_count; i++) {
		for (size_t j = 0; j < idregs[i].field_count; j++) {
			if (idregs[i].index != INDEX_MIDR && idregs[i].index != INDEX_CLIDR)
				vary_field(dump, &idregs[i], &idregs[i].fields[j], seed);
		}
	}
	if (fake_random(seed) % 3 == 0)
		dump->can_write_implementation_ids = false;
	if ((dump->limits[DUMP_LIMITS_NONE].values[INDEX_PFR0] & 0xf) != 2)
		drop_aarch32(dump);
	lose_features(dump, seed);
	dump->cntfrq_hz += fake_random(seed) % 2;
	dump->gics = fake_random(seed) % 3 ? dump->gics : (unsigned int)DUMP_GIC_V2;
	dump->ctr_el0 = dump->limits[DUMP_LIMITS_NONE].values[INDEX_CTR];
}
