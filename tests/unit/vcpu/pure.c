// SPDX-License-Identifier: GPL-2.0-only
// The deciders of vcpu/, for machines on which the room itself is not built: they need no KVM.
#include "vcpu/features_decide.c"
#include "vcpu/gic_layout.c"
#include "vcpu/pmu_cpus.c"
#include "vcpu/vm_ipa.c"
