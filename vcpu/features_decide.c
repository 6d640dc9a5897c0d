// SPDX-License-Identifier: GPL-2.0-only
// What feature wishes come to on a host. Needs no KVM.
#include "vcpu/features.h"

static bool decide(enum feature_wish wish, bool available, bool *has)
{
	*has = wish == FEATURE_ON || (wish == FEATURE_AUTO && available);
	return !*has || available;
}

bool features_decide(const struct cpu_feature_wishes *wishes, const struct cpu_features *available,
		     struct cpu_features *features, struct feature_refusal *refusal)
{
	*features = (struct cpu_features){ 0 };
	if (!decide(wishes->sve, available->sve, &features->sve)) {
		*refusal = (struct feature_refusal){ "sve", "SVE", "a CPU with FEAT_SVE" };
		return false;
	}
	if (!decide(wishes->pauth, available->pauth, &features->pauth)) {
		*refusal = (struct feature_refusal){ "pauth", "pointer authentication",
						     "a CPU with FEAT_PAuth and VHE" };
		return false;
	}
	if (!decide(wishes->pmu, available->pmu, &features->pmu)) {
		*refusal =
			(struct feature_refusal){ "pmu", "a PMU for guests",
						  "a CPU with FEAT_PMUv3 whose driver is loaded" };
		return false;
	}
	if (!decide(wishes->mte, available->mte, &features->mte)) {
		*refusal = (struct feature_refusal){ "mte", "MTE", "a CPU with FEAT_MTE2" };
		return false;
	}
	if (!decide(wishes->el2, available->el2, &features->el2)) {
		*refusal = (struct feature_refusal){
			"el2", "nested virtualisation",
			"Linux 6.16, FEAT_NV2, GICv3 and kvm-arm.mode=nested on its command line"
		};
		return false;
	}
	features->el2_e2h0 = features->el2 && wishes->el2_e2h0;
	if (features->el2_e2h0 && !available->el2_e2h0) {
		*refusal = (struct feature_refusal){ "e2h0", "HCR_EL2.E2H as RES0 for guests",
						     "a CPU with FEAT_E2H0" };
		return false;
	}
	if (features->sve)
		features->sve_max_vl_bits = wishes->sve_max_vl_bits;
	return true;
}
