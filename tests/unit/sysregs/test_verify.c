// SPDX-License-Identifier: GPL-2.0-only
// What a guest read, held against what it shall see: every altered bit is found and named.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fake_kvm.h"
#include "lib/bits.h"
#include "sysregs/check_field.h"
#include "sysregs/verify.h"

#define COUNTER_HZ 62500000
#define DCZID	   135u
#define ISAR0	   48u

/* A guest under a profile that sees all that it shall see. */
struct guest {
	struct fake_kvm kvm;
	struct profile profile;
	struct idreg_plan plan;
	struct verify_expected expected;
	struct verify_view view;
	struct verify_result result;
};

static void make_view(struct guest *guest)
{
	const struct host_cpu *host = &guest->kvm.host;

	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
		guest->view.registers[i].undefined = !host->present[i];
		guest->view.registers[i].value = host->present[i] ? guest->kvm.values[i] : 0;
	}
	guest->view.registers[DCZID] = (struct verify_probe){ .value = 4 };
	guest->view.el = 1;
	guest->view.has_el0 = true;
	guest->view.ctr = guest->view.registers[INDEX_CTR];
	guest->view.dczid = guest->view.registers[DCZID];
	guest->view.cntfrq.value = COUNTER_HZ;
	guest->view.pmcr.undefined = !host->features.pmu;
	guest->view.pacga.undefined = !host->features.pauth;
	guest->view.vector_bytes.undefined = !host->features.sve;
	guest->view.vector_bytes.value = host->features.sve_max_vl_bits / 8;
}

static struct guest *guest_of(enum fake_host host, const char *spec)
{
	struct guest *guest = calloc(1, sizeof(*guest));
	struct messages messages = { 0 };

	assert_non_null(guest);
	fake_kvm_init(&guest->kvm, host);
	profile_init(&guest->profile);
	assert_true(profile_load_spec(&guest->profile, spec, NULL, &messages));
	assert_true(profile_check(&guest->profile, &guest->kvm.host, &guest->plan, &messages));
	assert_int_equal(fake_kvm_apply(&guest->kvm, &guest->plan), 0);
	fake_kvm_create_gic(&guest->kvm, true);
	guest->expected = (struct verify_expected){
		.host = &guest->kvm.host,
		.plan = &guest->plan,
		.registers = guest->kvm.values,
		.cntfrq_hz = COUNTER_HZ,
	};
	/* KVM tells nothing of it: it is the CPU's own. */
	guest->kvm.host.present[DCZID] = false;
	make_view(guest);
	messages_fini(&messages);
	return guest;
}

static void guest_free(struct guest *guest)
{
	verify_fini(&guest->result);
	profile_fini(&guest->profile);
	free(guest);
}

/* Looks once and expects just one mismatch, with this text. */
static void expect_one(struct guest *guest, enum verify_kind kind, const char *text)
{
	verify_fini(&guest->result);
	assert_false(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	assert_int_equal(guest->result.count, 1);
	assert_int_equal(guest->result.list[0].kind, kind);
	assert_string_equal(verify_mismatch_text(&guest->result.list[0]).text, text);
}

static void test_sees_it(void **state)
{
	static const char *const specs[] = {
		"host",
		"host,unlisted=lowest",
		"host,ID_AA64ISAR0_EL1.RNDR=0",
	};

	(void)state;
	for (int host = 0; host < FAKE_HOST_COUNT; host++) {
		for (size_t i = 0; i < ARRAY_SIZE(specs); i++) {
			struct guest *guest;

			if (i && host == FAKE_HOST_61)
				continue;
			guest = guest_of(host, specs[i]);
			assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
			assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
			assert_int_equal(guest->result.vcpus, 2);
			assert_int_equal(guest->result.count, 0);
			assert_true(guest->result.registers > 40);
			assert_true(guest->result.fields > 300);
			guest_free(guest);
		}
	}
}

/* Which core is at hand, the guest reads until a line asks for one to be shown. */
static void test_mixed_cores(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");
	const char *text;

	(void)state;
	guest->view.registers[INDEX_MIDR].value ^= 1;
	assert_false(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	assert_int_equal(guest->result.count, 1);
	text = verify_mismatch_text(&guest->result.list[0]).text;
	assert_non_null(strstr(text, "vCPU 0 reads MIDR_EL1.Revision as "));
	assert_non_null(strstr(text, "mixed cores"));
	assert_non_null(strstr(text, "(from Linux 6.15 on)"));
	guest_free(guest);

	guest = guest_of(FAKE_HOST_73, "host,REVIDR_EL1=0x1");
	guest->view.registers[INDEX_MIDR].value ^= 1;
	assert_false(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	assert_null(strstr(verify_mismatch_text(&guest->result.list[0]).text, "mixed cores"));
	guest_free(guest);
}

/* No bit of any register that KVM tells of can differ unnoticed. */
static void test_every_bit(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");
	unsigned int tried = 0;

	(void)state;
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
		if (!guest->kvm.host.present[i])
			continue;
		for (unsigned int bit = 0; bit < 64; bit++) {
			const struct verify_mismatch *found;

			guest->view.registers[i].value ^= UINT64_C(1) << bit;
			if (i == INDEX_CTR)
				guest->view.ctr = guest->view.registers[i];
			assert_false(verify_vcpu(&guest->result, &guest->expected, &guest->view));
			assert_int_equal(guest->result.count, 1);
			found = &guest->result.list[0];
			assert_int_equal(found->index, i);
			if (found->field)
				assert_true(bit >= found->field->lsb && bit <= found->field->msb);
			assert_non_null(strstr(verify_mismatch_text(found).text, "vCPU 0 reads "));
			verify_fini(&guest->result);
			guest->view.registers[i].value ^= UINT64_C(1) << bit;
			tried++;
		}
		if (i == INDEX_CTR)
			guest->view.ctr = guest->view.registers[i];
	}
	assert_true(tried > 40 * 64);
	guest_free(guest);
}

static void test_words_for_a_field(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host,ID_AA64ISAR0_EL1.AES=0,depends=warn");
	struct verify_probe *isar0 = &guest->view.registers[ISAR0];
	const struct idreg_field *aes = idreg_field_by_name(idreg_by_index(ISAR0), "AES");

	(void)state;
	assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	isar0->value = idreg_field_set(aes, isar0->value, 2);
	assert_false(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	assert_int_equal(guest->result.count, 1);
	assert_int_equal(guest->result.list[0].vcpu, 1);
	assert_string_equal(
		verify_mismatch_text(&guest->result.list[0]).text,
		"vCPU 1 reads ID_AA64ISAR0_EL1.AES as 2 (PMULL), the profile says 0 (NI)");
	guest_free(guest);
}

/* Where KVM itself shows something else than the plan, the engine has told; the guest is held
 * against KVM. */
static void test_what_the_gic_decides(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");
	const struct idreg_field *gic = idreg_field_by_name(idreg_by_index(INDEX_PFR0), "GIC");
	struct verify_probe *pfr0 = &guest->view.registers[INDEX_PFR0];

	(void)state;
	guest->kvm.values[INDEX_PFR0] = idreg_field_set(gic, guest->kvm.values[INDEX_PFR0], 0);
	expect_one(guest, VERIFY_FIELD,
		   "vCPU 0 reads ID_AA64PFR0_EL1.GIC as 1 (IMP), KVM tells 0 (NI)");
	pfr0->value = idreg_field_set(gic, pfr0->value, 0);
	verify_fini(&guest->result);
	assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	guest_free(guest);
}

/* CTR_EL0.TminLine of the CPU itself, which KVM tells as 0. */
static void test_tminline(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");
	const struct idreg_field *tminline =
		idreg_field_by_name(idreg_by_index(INDEX_CTR), "TminLine");
	uint64_t own = idreg_field_set(tminline, guest->kvm.values[INDEX_CTR], 4);

	(void)state;
	assert_non_null(tminline);
	guest->view.ctr.value = guest->view.registers[INDEX_CTR].value = own;
	expect_one(guest, VERIFY_FIELD, "vCPU 0 reads CTR_EL0.TminLine as 4, the profile says 0");
	guest->expected.ctr_el0 = own;
	verify_fini(&guest->result);
	assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	guest->plan.named_bits[INDEX_CTR] = UINT64_MAX;
	expect_one(guest, VERIFY_FIELD, "vCPU 0 reads CTR_EL0.TminLine as 4, the profile says 0");
	guest->plan.named_bits[INDEX_CTR] = 0;
	guest->plan.write[INDEX_CTR] = true;
	expect_one(guest, VERIFY_FIELD, "vCPU 0 reads CTR_EL0.TminLine as 4, the profile says 0");
	guest_free(guest);
}

static void test_undefined(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");

	(void)state;
	guest->kvm.values[ISAR0] = 0x1234;
	guest->view.registers[ISAR0] = (struct verify_probe){ .undefined = true };
	expect_one(guest, VERIFY_UNDEFINED,
		   "vCPU 0 cannot read ID_AA64ISAR0_EL1, which is UNDEFINED; KVM tells 0x1234");
	guest_free(guest);
}

/* An encoding without a name may be UNDEFINED or read as zero, nothing else. */
static void test_without_a_name(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");

	(void)state;
	assert_null(idreg_by_index(1));
	assert_false(guest->kvm.host.present[1]);
	guest->view.registers[1] = (struct verify_probe){ .undefined = false };
	assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	guest->view.registers[1].value = 7;
	expect_one(guest, VERIFY_REGISTER, "vCPU 0 reads S3_0_C0_C0_1 as 0x7, KVM tells 0x0");
	guest_free(guest);
}

static void test_el0(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");
	const struct idreg_field *dic = idreg_field_by_name(idreg_by_index(INDEX_CTR), "DIC");

	(void)state;
	guest->view.ctr.value = idreg_field_set(dic, guest->view.ctr.value,
						!idreg_field_get(dic, guest->view.ctr.value));
	verify_vcpu(&guest->result, &guest->expected, &guest->view);
	assert_int_equal(guest->result.count, 1);
	assert_int_equal(guest->result.list[0].kind, VERIFY_EL0);
	assert_int_equal(guest->result.list[0].el, 0);
	assert_ptr_equal(guest->result.list[0].field, dic);
	guest->view.ctr = guest->view.registers[INDEX_CTR];

	guest->view.dczid = (struct verify_probe){ .undefined = true };
	expect_one(guest, VERIFY_EL0, "vCPU 0 at EL0 cannot read DCZID_EL0, which is UNDEFINED");
	guest->view.dczid.undefined = false;
	guest->view.dczid.value = 0x14;
	expect_one(guest, VERIFY_EL0, "vCPU 0 at EL0 reads DCZID_EL0.DZP as 1, EL1 reads 0");
	guest->view.dczid.value = 4;

	guest->view.cntfrq.value = 1000000000;
	expect_one(guest, VERIFY_COUNTER,
		   "vCPU 0 at EL0 reads CNTFRQ_EL0 as 1000000000, the host has 62500000");
	guest_free(guest);
}

static void test_features_on(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");
	struct cpu_features *features = &guest->kvm.host.features;

	(void)state;
	features->sve = features->pauth = true;
	features->sve_max_vl_bits = 512;
	make_view(guest);
	guest->view.vector_bytes.value = 32;
	expect_one(guest, VERIFY_SVE,
		   "vCPU 0 has SVE vectors of up to 256 bits, they shall have 512");
	guest->view.vector_bytes = (struct verify_probe){ .undefined = true };
	expect_one(guest, VERIFY_SVE, "vCPU 0 shall have SVE: RDVL is UNDEFINED");
	guest->view.vector_bytes = (struct verify_probe){ .value = 64 };
	guest->view.pacga.undefined = true;
	expect_one(guest, VERIFY_PAUTH,
		   "vCPU 0 shall have pointer authentication: PACGA is UNDEFINED");
	guest->view.pacga.undefined = false;
	verify_fini(&guest->result);
	assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	guest_free(guest);
}

static void test_features_off(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");

	(void)state;
	guest->kvm.host.features = (struct cpu_features){ 0 };
	make_view(guest);
	guest->view.vector_bytes = (struct verify_probe){ .value = 16 };
	expect_one(guest, VERIFY_SVE, "vCPU 0 has SVE, which is off: RDVL is not UNDEFINED");
	guest->view.vector_bytes.undefined = true;
	guest->view.pacga.undefined = false;
	expect_one(guest, VERIFY_PAUTH,
		   "vCPU 0 has pointer authentication, which is off: PACGA is not UNDEFINED");
	guest->view.pacga.undefined = true;
	guest->view.pmcr.undefined = !guest->view.pmcr.undefined;
	expect_one(guest, VERIFY_PMU,
		   guest->view.pmcr.undefined
			   ? "vCPU 0 shall have a PMU: reading PMCR_EL0 is UNDEFINED"
			   : "vCPU 0 has a PMU, which is off: reading PMCR_EL0 is not UNDEFINED");
	guest_free(guest);
}

static void test_guest_at_el2(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");

	(void)state;
	guest->view.el = 2;
	guest->view.has_el0 = false;
	guest->view.ctr = guest->view.dczid = guest->view.cntfrq =
		(struct verify_probe){ .value = 99 };
	assert_true(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	assert_int_equal(guest->result.el, 2);
	assert_false(guest->result.has_el0);
	guest_free(guest);
}

static void test_twins(void **state)
{
	struct verify_result result = { 0 };
	const uint64_t apart[] = { 0x80000000, 0x80000001, 0x80000100, 0x180000000 };
	const uint64_t twins[] = { 0x80000000, 0x80000001, 0x80000001 };

	(void)state;
	assert_true(verify_distinct(&result, apart, 4));
	assert_false(verify_distinct(&result, twins, 3));
	assert_int_equal(result.count, 1);
	assert_string_equal(verify_mismatch_text(&result.list[0]).text,
			    "vCPU 2 and vCPU 1 have the same MPIDR_EL1, 0x80000001");
	verify_fini(&result);
}

/* A guest that reads nothing but ones cannot make the list grow without end. */
static void test_all_wrong(void **state)
{
	struct guest *guest = guest_of(FAKE_HOST_73, "host");

	(void)state;
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		guest->view.registers[i] = (struct verify_probe){ .value = UINT64_MAX };
	for (unsigned int vcpu = 0; vcpu < 64; vcpu++)
		assert_false(verify_vcpu(&guest->result, &guest->expected, &guest->view));
	assert_true(guest->result.count >= VERIFY_MISMATCHES_MAX);
	assert_true(guest->result.count < 2 * VERIFY_MISMATCHES_MAX);
	assert_true(guest->result.dropped > 0);
	for (size_t i = 0; i < guest->result.count; i++)
		assert_true(strlen(verify_mismatch_text(&guest->result.list[i]).text) > 20);
	guest_free(guest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sees_it),
		cmocka_unit_test(test_mixed_cores),
		cmocka_unit_test(test_every_bit),
		cmocka_unit_test(test_words_for_a_field),
		cmocka_unit_test(test_what_the_gic_decides),
		cmocka_unit_test(test_tminline),
		cmocka_unit_test(test_undefined),
		cmocka_unit_test(test_without_a_name),
		cmocka_unit_test(test_el0),
		cmocka_unit_test(test_features_on),
		cmocka_unit_test(test_features_off),
		cmocka_unit_test(test_guest_at_el2),
		cmocka_unit_test(test_twins),
		cmocka_unit_test(test_all_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
