/* SPDX-License-Identifier: GPL-2.0-only */
/* The vCPU features that KVM_ARM_VCPU_INIT fixes: what the host has, and what KVM is told. */
#ifndef VCPU_FEATURES_H
#define VCPU_FEATURES_H

#include "sysregs/features.h"
#include "vcpu/vm.h"

/* What the host could give, from the VM's capabilities. sve_max_vl_bits stays 0: only a vCPU can
 * tell. */
void features_probe(int vm_fd, struct cpu_features *available);

/* A line for each wish that this host cannot follow. */
void features_print_refusals(const struct feature_refusals *refusals);

/*
 * The vector lengths of a vCPU with SVE: the host's up to its features_finalize_sve(), its own
 * after that. Bit n: (n + 1) × 128 bits. 0, or -1 with one line.
 */
int features_sve_lengths(const struct vcpu *vcpu, uint32_t *lengths);

/* The bits of kvm_vcpu_init.features[0] that every vCPU of a VM with these features has. */
uint32_t features_init_bits(const struct cpu_features *features);

/*
 * On a vCPU with SVE between its KVM_ARM_VCPU_INIT and its first run: leaves it the vector lengths
 * up to the wish, which must be one of the host's; finalizes it, and writes down the longest one in
 * vm->features (and the host's in vm->available). Every vCPU gets the same. 0, or -1 with one line.
 */
int features_finalize_sve(struct vcpu *vcpu);

#endif
