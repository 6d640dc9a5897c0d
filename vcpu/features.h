/* SPDX-License-Identifier: GPL-2.0-only */
/* The vCPU features that KVM_ARM_VCPU_INIT fixes: what the host has, and what the wishes come to.
 */
#ifndef VCPU_FEATURES_H
#define VCPU_FEATURES_H

#include "vcpu/vm.h"

/* A wish that a host cannot follow, for a message: "sve", "Scalable Vector Extension". */
struct feature_refusal {
	const char *key; /* as a profile's [cpu] section spells it */
	const char *what;
	const char *hint; /* what the host would need */
};

/*
 * What a VM has when these wishes meet what the host could give; false, and *refusal, for the first
 * wish that the host cannot follow. features->sve_max_vl_bits is the wish until a vCPU has told. A
 * decider.
 */
bool features_decide(const struct cpu_feature_wishes *wishes, const struct cpu_features *available,
		     struct cpu_features *features, struct feature_refusal *refusal);

/* What the host could give, from the VM's capabilities. sve_max_vl_bits stays 0: only a vCPU can
 * tell. */
void features_probe(int vm_fd, struct cpu_features *available);

/* The bits of kvm_vcpu_init.features[0] that every vCPU of a VM with these features has. */
uint32_t features_init_bits(const struct cpu_features *features);

/*
 * On a vCPU with SVE between its KVM_ARM_VCPU_INIT and its first run: leaves it the vector lengths
 * up to the wish, finalizes it, and writes down the longest one in vm->features (and the host's in
 * vm->available). Every vCPU gets the same. 0, or -1 with one line.
 */
int features_finalize_sve(struct vcpu *vcpu);

#endif
