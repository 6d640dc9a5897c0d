// SPDX-License-Identifier: GPL-2.0-only
// The CPU models that ship: each is its core, and the same on every host that can show it.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/bits.h"
#include "shipped.h"
#include "sysregs/check_field.h"

static const char *const dumps[] = {
	"a57-7.3", "a64fx-7.3", "a72-7.3", "a76-7.3", "max-6.12", "max-7.3",
	"n1-6.12", "n1-7.3",	"n2-7.3",  "v1-6.12", "v1-7.3",
};

/* The models, each with the dump of its own host; QEMU has no Neoverse V2. */
static const struct model {
	const char *name, *own;
} models[] = {
	{ "a64fx", "a64fx-7.3" },    { "cortex-a57", "a57-7.3" }, { "cortex-a72", "a72-7.3" },
	{ "cortex-a76", "a76-7.3" }, { "neoverse-n1", "n1-7.3" }, { "neoverse-n2", "n2-7.3" },
	{ "neoverse-v1", "v1-7.3" },
};

/* What no profile of these is about: EL2, EL3, 32-bit programs, names. */
static bool is_left_out(const struct idreg *reg, const struct idreg_field *field)
{
	return field->user == IDREG_USER_HYPERVISOR || field->user == IDREG_USER_FIRMWARE ||
	       reg->aarch32 || field_role(reg, field) == ROLE_IMPLEMENTATION_ID;
}

/* On its own host a model has the host's own values, but where its file says why not. */
static void assert_is_the_core(const char *name, const struct host_cpu *host,
			       const struct idreg_plan *plan)
{
	static const struct {
		unsigned int index, lsb;
		const char *model; /* NULL: any */
	} lowered[] = {
		{ INDEX_PFR0, 0, NULL }, /* EL0, EL1: no AArch32 */
		{ INDEX_PFR0, 4, NULL },
		{ INDEX_DFR0, 36, NULL },	    /* DoubleLock */
		{ INDEX_MMFR2, 12, "neoverse-n1" }, /* IESB */
		{ INDEX_MMFR2, 12, "cortex-a76" },
		{ 48, 60, "neoverse-n2" }, /* RNDR */
	};
	const struct idreg_field *field;
	const struct idreg *reg;
	bool is_lowered;

	for (size_t r = 0; r < idreg_count; r++) {
		reg = &idregs[r];
		for (size_t f = 0; f < reg->field_count; f++) {
			field = &reg->fields[f];
			is_lowered = field->kind != IDREG_FIELD || is_left_out(reg, field);
			for (size_t i = 0; i < ARRAY_SIZE(lowered); i++)
				is_lowered |=
					lowered[i].index == reg->index &&
					lowered[i].lsb == field->lsb &&
					(!lowered[i].model || !strcmp(lowered[i].model, name));
			if (!is_lowered && idreg_field_get(field, plan->values[reg->index] ^
									  host->limits[reg->index]))
				fail_msg("%s: %s.%s is not what its own host has", name, reg->name,
					 field->name);
		}
	}
}

static void test_models_are_their_cores(void **state)
{
	static struct idreg_plan plan;
	static struct host_cpu host;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(models); i++) {
		if (!shipped_fits(models[i].name, models[i].own, &host, &plan))
			fail_msg("%s cannot be shown on %s", models[i].name, models[i].own);
		assert_is_the_core(models[i].name, &host, &plan);
	}
}

/* What both hosts can change is the same on both, whatever the hosts have. */
static void assert_same_guest(const char *name, const char *where, const struct host_cpu *host_a,
			      const struct idreg_plan *a, const struct host_cpu *host_b,
			      const struct idreg_plan *b)
{
	const struct idreg_field *field;
	const struct idreg *reg;

	for (size_t r = 0; r < idreg_count; r++) {
		reg = &idregs[r];
		for (size_t f = 0; f < reg->field_count; f++) {
			field = &reg->fields[f];
			if (field->kind != IDREG_FIELD || is_left_out(reg, field) ||
			    field_role(reg, field) == ROLE_CLIDR ||
			    field_role(reg, field) == ROLE_GIC ||
			    (!field_is_writable(host_a, reg, field) &&
			     !field_is_writable(host_b, reg, field)))
				continue;
			if (idreg_field_get(field, a->values[reg->index] ^ b->values[reg->index]))
				fail_msg("%s: %s.%s differs on %s", name, reg->name, field->name,
					 where);
		}
	}
	assert_int_equal(host_a->features.sve, host_b->features.sve);
	assert_int_equal(host_a->features.pauth, host_b->features.pauth);
	assert_int_equal(host_a->features.sve_max_vl_bits, host_b->features.sve_max_vl_bits);
}

static void test_models_are_the_same_everywhere(void **state)
{
	static struct idreg_plan plan, own;
	static struct host_cpu host, own_host;
	unsigned int shown = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(models); i++) {
		assert_true(shipped_fits(models[i].name, models[i].own, &own_host, &own));
		for (size_t d = 0; d < ARRAY_SIZE(dumps); d++) {
			if (!shipped_fits(models[i].name, dumps[d], &host, &plan))
				continue;
			assert_same_guest(models[i].name, dumps[d], &own_host, &own, &host, &plan);
			shown++;
		}
	}
	assert_in_range(shown, 2 * ARRAY_SIZE(models), ARRAY_SIZE(models) * ARRAY_SIZE(dumps));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_models_are_their_cores),
		cmocka_unit_test(test_models_are_the_same_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
