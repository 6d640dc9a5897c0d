// SPDX-License-Identifier: GPL-2.0-only
// What feature wishes come to on a host.
#include "sysregs/features.h"

#include <stdio.h>

static void refuse(struct feature_refusals *refusals, const char *wish, const char *what,
		   const char *takes)
{
	struct feature_refusal *refusal = &refusals->list[refusals->count];

	if (refusals->count == FEATURE_REFUSALS_MAX)
		return;
	refusals->count++;
	snprintf(refusal->wish, sizeof(refusal->wish), "%s = on", wish);
	snprintf(refusal->lack, sizeof(refusal->lack), "has no %s (that takes %s)", what, takes);
}

bool features_decide(const struct cpu_feature_wishes *wishes, const struct cpu_features *available,
		     struct cpu_features *features, struct feature_refusals *refusals)
{
	const struct {
		enum feature_wish wish;
		bool available;
		bool *has;
		const char *key, *what, *takes;
	} rows[] = {
		{ wishes->sve, available->sve, &features->sve, "sve", "SVE",
		  "a CPU with FEAT_SVE" },
		{ wishes->pauth, available->pauth, &features->pauth, "pauth",
		  "pointer authentication", "a CPU with FEAT_PAuth and VHE" },
		{ wishes->pmu, available->pmu, &features->pmu, "pmu", "PMU for guests",
		  "a CPU with FEAT_PMUv3 whose driver is loaded" },
		{ wishes->mte, available->mte, &features->mte, "mte", "MTE",
		  "a CPU with FEAT_MTE2" },
		{ wishes->el2, available->el2, &features->el2, "el2", "nested virtualisation",
		  "Linux 6.16, FEAT_NV2, GICv3 and kvm-arm.mode=nested on its command line" },
	};
	unsigned int before = refusals->count;

	*features = (struct cpu_features){ 0 };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		*rows[i].has = rows[i].wish != FEATURE_OFF && rows[i].available;
		if (rows[i].wish == FEATURE_ON && !rows[i].available)
			refuse(refusals, rows[i].key, rows[i].what, rows[i].takes);
	}
	features->el2_e2h0 = features->el2 && wishes->el2_e2h0 && available->el2_e2h0;
	if (features->el2 && wishes->el2_e2h0 && !available->el2_e2h0)
		refuse(refusals, "el2-e2h0", "HCR_EL2.E2H as RES0 for guests",
		       "a CPU with FEAT_E2H0");
	if (features->sve)
		features->sve_max_vl_bits = wishes->sve_max_vl_bits;
	return refusals->count == before;
}

unsigned int sve_longest(uint32_t lengths)
{
	unsigned int longest = 0;

	for (unsigned int n = 0; n < SVE_LENGTHS_MAX; n++) {
		if (lengths >> n & 1)
			longest = (n + 1) * SVE_LENGTH_BITS;
	}
	return longest;
}

struct sve_lengths_text sve_lengths_text(uint32_t lengths, const char *last_separator)
{
	struct sve_lengths_text result = { "" };
	unsigned int left = (unsigned int)__builtin_popcount(lengths & 0xffff);
	size_t used = 0;

	for (unsigned int n = 0; n < SVE_LENGTHS_MAX; n++) {
		if (!(lengths >> n & 1))
			continue;
		left--;
		used += (size_t)snprintf(result.text + used, sizeof(result.text) - used, "%u%s",
					 (n + 1) * SVE_LENGTH_BITS,
					 left > 1    ? ", "
					 : left == 1 ? last_separator
						     : "");
		if (used >= sizeof(result.text))
			break;
	}
	return result;
}

bool features_decide_length(unsigned int wish, uint32_t lengths, unsigned int *bits,
			    struct feature_refusals *refusals)
{
	struct feature_refusal *refusal = &refusals->list[refusals->count];
	unsigned int n = wish / SVE_LENGTH_BITS;

	*bits = sve_longest(lengths);
	if (!wish)
		return true;
	if (wish % SVE_LENGTH_BITS == 0 && n >= 1 && n <= SVE_LENGTHS_MAX &&
	    lengths >> (n - 1) & 1) {
		*bits = wish;
		return true;
	}
	if (refusals->count == FEATURE_REFUSALS_MAX)
		return false;
	refusals->count++;
	snprintf(refusal->wish, sizeof(refusal->wish), "sve-max-vl = %u", wish);
	snprintf(refusal->lack, sizeof(refusal->lack), "has SVE vectors of %s bits, none of %u",
		 sve_lengths_text(lengths, " and ").text, wish);
	return false;
}
