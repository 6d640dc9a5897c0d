// SPDX-License-Identifier: GPL-2.0-only
// A guest's view, field by field, against what it shall see.
#include "sysregs/verify.h"

#include <stdlib.h>

#include "lib/bits.h"
#include "sysregs/check_field.h"

#define INDEX_DCZID	 135
#define CTR_TMINLINE_LSB 32
#define MPIDR_AFFINITY	 UINT64_C(0xff00ffffff)
#define BITS_OF_BYTES(n) ((n)*8)
#define FIRST_CAPACITY	 16u

static void add(struct verify_result *result, const struct verify_mismatch *mismatch)
{
	if (result->count == result->capacity) {
		size_t capacity = result->capacity ? result->capacity * 2 : FIRST_CAPACITY;
		struct verify_mismatch *list = NULL;

		if (result->capacity < VERIFY_MISMATCHES_MAX)
			list = reallocarray(result->list, capacity, sizeof(*list));
		if (!list) {
			result->dropped++;
			return;
		}
		result->list = list;
		result->capacity = capacity;
	}
	result->list[result->count++] = *mismatch;
}

/* A place for the vCPU that is being compared. */
static struct verify_mismatch mismatch_of(const struct verify_result *result,
					  const struct verify_view *view, enum verify_kind kind)
{
	return (struct verify_mismatch){ .kind = kind, .vcpu = result->vcpus, .el = view->el };
}

/*
 * As long as nobody changes CTR_EL0, KVM lets a guest read the CPU's own, in which TminLine is as
 * it is with memory tags; but it tells of 0. That is no news to a profile that does not name it.
 */
static bool is_cpus_own(const struct verify_expected *expected, const struct idreg *reg,
			const struct idreg_field *field, uint64_t guest)
{
	return reg->index == INDEX_CTR && field->lsb == CTR_TMINLINE_LSB &&
	       !expected->plan->write[INDEX_CTR] &&
	       !(expected->plan->named_bits[INDEX_CTR] & bits_mask(field->msb, field->lsb)) &&
	       guest == idreg_field_get(field, expected->ctr_el0);
}

/* Where nobody asks for other ones, KVM lets a guest read those of the core that it runs on. */
static bool is_cores_own(const struct idreg_plan *plan, const struct idreg *reg)
{
	return field_role(reg, &reg->fields[0]) == ROLE_IMPLEMENTATION_ID &&
	       !plan->named_bits[INDEX_MIDR] && !plan->named_bits[INDEX_REVIDR] &&
	       !plan->named_bits[INDEX_AIDR];
}

/* Every field of a register, reserved bits too. Gives their number. */
static unsigned int compare_fields(struct verify_result *result,
				   const struct verify_expected *expected,
				   const struct verify_view *view, const struct idreg *reg)
{
	uint64_t guest = view->registers[reg->index].value;
	uint64_t shown = expected->registers[reg->index];

	for (size_t i = 0; i < reg->field_count && guest != shown; i++) {
		const struct idreg_field *field = &reg->fields[i];
		uint64_t mask = bits_mask(field->msb, field->lsb);
		struct verify_mismatch mismatch = mismatch_of(result, view, VERIFY_FIELD);

		if (!((guest ^ shown) & mask) ||
		    is_cpus_own(expected, reg, field, idreg_field_get(field, guest)))
			continue;
		mismatch.index = reg->index;
		mismatch.field = field;
		mismatch.guest = idreg_field_get(field, guest);
		mismatch.expected = idreg_field_get(field, shown);
		mismatch.planned =
			!reg->per_vcpu && !((expected->plan->values[reg->index] ^ shown) & mask);
		mismatch.cores_own = is_cores_own(expected->plan, reg);
		add(result, &mismatch);
	}
	return (unsigned int)reg->field_count;
}

/*
 * KVM tells of all that can differ between VMs. What it does not tell of is the CPU's own (such as
 * CCSIDR_EL1), or is not there: then reading it gives zero or nothing.
 */
static void compare_register(struct verify_result *result, const struct verify_expected *expected,
			     const struct verify_view *view, unsigned int index,
			     unsigned int *registers, unsigned int *fields)
{
	const struct verify_probe *probe = &view->registers[index];
	const struct idreg *reg = idreg_by_index(index);
	struct verify_mismatch mismatch = mismatch_of(result, view, VERIFY_REGISTER);

	mismatch.index = index;
	mismatch.guest = probe->value;
	mismatch.undefined = probe->undefined;
	if (!expected->host->present[index]) {
		if (!reg && probe->value)
			add(result, &mismatch);
		return;
	}
	++*registers;
	mismatch.expected = expected->registers[index];
	if (probe->undefined) {
		mismatch.kind = VERIFY_UNDEFINED;
		add(result, &mismatch);
	} else if (reg) {
		*fields += compare_fields(result, expected, view, reg);
	} else if (mismatch.guest != mismatch.expected) {
		add(result, &mismatch);
	}
}

/* A register that EL0 reads must be the one that EL1 reads. */
static void compare_el0(struct verify_result *result, const struct verify_view *view,
			unsigned int index, const struct verify_probe *at_el0)
{
	const struct verify_probe *at_el1 = &view->registers[index];
	const struct idreg *reg = idreg_by_index(index);
	struct verify_mismatch mismatch = mismatch_of(result, view, VERIFY_EL0);

	mismatch.el = 0;
	mismatch.index = index;
	mismatch.guest = at_el0->value;
	mismatch.expected = at_el1->value;
	mismatch.undefined = at_el0->undefined;
	if (at_el0->undefined) {
		add(result, &mismatch);
		return;
	}
	for (size_t i = 0; i < reg->field_count; i++) {
		mismatch.field = &reg->fields[i];
		mismatch.guest = idreg_field_get(mismatch.field, at_el0->value);
		mismatch.expected = idreg_field_get(mismatch.field, at_el1->value);
		if (mismatch.guest != mismatch.expected)
			add(result, &mismatch);
	}
}

/* Is the instruction there just where it shall be? */
static void compare_presence(struct verify_result *result, const struct verify_view *view,
			     enum verify_kind kind, const struct verify_probe *probe, bool wanted)
{
	struct verify_mismatch mismatch = mismatch_of(result, view, kind);

	if (probe->undefined == !wanted)
		return;
	mismatch.undefined = probe->undefined;
	mismatch.expected = wanted;
	add(result, &mismatch);
}

/* What a vCPU feature switches is there or not, whatever the ID registers say. */
static void compare_instructions(struct verify_result *result,
				 const struct verify_expected *expected,
				 const struct verify_view *view)
{
	const struct cpu_features *features = &expected->host->features;
	struct verify_mismatch mismatch = mismatch_of(result, view, VERIFY_SVE);
	uint64_t bits = BITS_OF_BYTES(view->vector_bytes.value);

	compare_presence(result, view, VERIFY_PAUTH, &view->pacga, features->pauth);
	if (view->vector_bytes.undefined == !features->sve &&
	    (!features->sve || bits == features->sve_max_vl_bits))
		return;
	mismatch.undefined = view->vector_bytes.undefined;
	mismatch.guest = bits;
	mismatch.expected = features->sve ? features->sve_max_vl_bits : 0;
	add(result, &mismatch);
}

static void compare_counter(struct verify_result *result, const struct verify_expected *expected,
			    const struct verify_view *view)
{
	struct verify_mismatch mismatch = mismatch_of(result, view, VERIFY_COUNTER);

	if (!view->cntfrq.undefined && view->cntfrq.value == expected->cntfrq_hz)
		return;
	mismatch.undefined = view->cntfrq.undefined;
	mismatch.guest = view->cntfrq.value;
	mismatch.expected = expected->cntfrq_hz;
	add(result, &mismatch);
}

bool verify_vcpu(struct verify_result *result, const struct verify_expected *expected,
		 const struct verify_view *view)
{
	size_t before = result->count + result->dropped;
	unsigned int registers = 0, fields = 0;

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++)
		compare_register(result, expected, view, index, &registers, &fields);
	compare_presence(result, view, VERIFY_PMU, &view->pmcr, expected->host->features.pmu);
	if (view->has_el0) {
		compare_el0(result, view, INDEX_CTR, &view->ctr);
		compare_el0(result, view, INDEX_DCZID, &view->dczid);
		compare_counter(result, expected, view);
		compare_instructions(result, expected, view);
	}
	result->vcpus++;
	result->el = view->el;
	result->has_el0 = view->has_el0;
	if (registers > result->registers)
		result->registers = registers;
	if (fields > result->fields)
		result->fields = fields;
	return result->count + result->dropped == before;
}

bool verify_distinct(struct verify_result *result, const uint64_t *mpidrs, unsigned int count)
{
	size_t before = result->count + result->dropped;

	for (unsigned int i = 1; i < count; i++) {
		for (unsigned int j = 0; j < i; j++) {
			struct verify_mismatch mismatch = {
				.kind = VERIFY_TWIN,
				.vcpu = i,
				.index = INDEX_MPIDR,
				.guest = mpidrs[i],
				.expected = j,
			};

			if (!((mpidrs[i] ^ mpidrs[j]) & MPIDR_AFFINITY))
				add(result, &mismatch);
		}
	}
	return result->count + result->dropped == before;
}

void verify_fini(struct verify_result *result)
{
	free(result->list);
	*result = (struct verify_result){ 0 };
}
