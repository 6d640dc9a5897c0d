/* SPDX-License-Identifier: GPL-2.0-only */
/* The vCPU features that are fixed at KVM_ARM_VCPU_INIT, as wishes and as facts. */
#ifndef SYSREGS_CPU_FEATURES_H
#define SYSREGS_CPU_FEATURES_H

#include <stdbool.h>

enum feature_wish {
	FEATURE_AUTO, /* what the host has */
	FEATURE_OFF,
	FEATURE_ON, /* refused where the host lacks it */
};

/* What a profile's [cpu] section or the command line asks for. */
struct cpu_feature_wishes {
	enum feature_wish sve;
	enum feature_wish pauth;
	enum feature_wish pmu;
	enum feature_wish mte;
	enum feature_wish el2;	      /* nested virtualisation: the guest starts at EL2 */
	bool el2_e2h0;		      /* with el2: HCR_EL2.E2H is RES0 */
	unsigned int sve_max_vl_bits; /* 0: all that the host has; else 128 … 2048 */
};

/* What the VM was made with. */
struct cpu_features {
	bool sve, pauth, pmu, mte, el2, el2_e2h0;
	unsigned int sve_max_vl_bits; /* with sve: the longest vector that the guest can choose */
};

#endif
