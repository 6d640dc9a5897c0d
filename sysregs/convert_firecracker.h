/* SPDX-License-Identifier: GPL-2.0-only */
/* What Firecracker's CPU templates call things (its docs/cpu_templates). Inside conversion only. */
#ifndef SYSREGS_CONVERT_FIRECRACKER_H
#define SYSREGS_CONVERT_FIRECRACKER_H

#include <stddef.h>
#include <stdint.h>

#include "sysregs/cpu_features.h"
#include "sysregs/idreg.h"

/* Words of struct kvm_vcpu_init.features. */
#define FIRECRACKER_FEATURE_WORDS 7

/* A vCPU feature that a profile has a key for, and that Firecracker can turn on. */
struct firecracker_feature {
	const char *key;
	size_t wish;		     /* offset in struct cpu_feature_wishes */
	uint32_t bits;		     /* of word 0 (Linux's asm/kvm.h, KVM_ARM_VCPU_…) */
	const char *capabilities[2]; /* that tell of it (linux/kvm.h, KVM_CAP_ARM_…) */
};

static const struct firecracker_feature firecracker_features[] = {
	{ "pmu", offsetof(struct cpu_feature_wishes, pmu), 1u << 3, { "126", NULL } },
	{ "sve", offsetof(struct cpu_feature_wishes, sve), 1u << 4, { "170", NULL } },
	{ "pauth", offsetof(struct cpu_feature_wishes, pauth), 3u << 5, { "171", "172" } },
};

/* The register's number for KVM_SET_ONE_REG. */
static inline uint64_t firecracker_address(const struct idreg *reg)
{
	return UINT64_C(0x6030000000130000) | (uint64_t)reg->op0 << 14 | reg->op1 << 11 |
	       reg->crn << 7 | reg->crm << 3 | reg->op2;
}

#endif
