// SPDX-License-Identifier: GPL-2.0-only
// Which CPUs a PMU has to be there on. Needs no KVM.
#include "vcpu/pmu.h"

bool pmu_covers(const cpu_set_t *all, const cpu_set_t *some)
{
	cpu_set_t both;

	CPU_AND(&both, all, some);
	return CPU_EQUAL(&both, some);
}
