// SPDX-License-Identifier: GPL-2.0-only
// PSCI as a kernel uses it: every CPU on, off, on again and off, and the calls that must be
// refused.
#include "guest.h"

static volatile uint32_t started;
static volatile uint64_t seen_mpidr;

void guest_secondary(uint64_t cpu)
{
	seen_mpidr = read_sysreg(mpidr_el1) & 0xff00ffffff;
	started = (uint32_t)cpu;
	smccc(PSCI_CPU_OFF, 0, 0, 0);
}

static bool round_trip(uint32_t cpu)
{
	started = 0;
	if (cpu_on(cpu)) {
		say("cpu %d: not started\n", (uint64_t)cpu);
		return false;
	}
	while (started != cpu)
		;
	if (seen_mpidr != machine.mpidr[cpu]) {
		say("cpu %d: MPIDR %x, device tree %x\n", (uint64_t)cpu, (uint64_t)seen_mpidr,
		    machine.mpidr[cpu]);
		return false;
	}
	/* 1: off */
	while (smccc(PSCI_AFFINITY_INFO, machine.mpidr[cpu], 0, 0) != 1)
		;
	return true;
}

void guest_main(void)
{
	say("psci %x\n", (uint64_t)smccc(PSCI_VERSION, 0, 0, 0));
	if (cpu_on(0) != PSCI_ALREADY_ON)
		say("CPU_ON of myself was not refused\n");
	if (smccc(PSCI_CPU_ON, 0xff00ffffff, (uint64_t)secondary_entry, 0) != PSCI_INVALID)
		say("CPU_ON of a CPU that is not there was not refused\n");
	for (int round = 1; round <= 2; round++) {
		for (uint32_t cpu = 1; cpu < machine.cpu_count; cpu++) {
			if (!round_trip(cpu))
				return;
		}
		say("round %d: %d cpus\n", (uint64_t)round, (uint64_t)machine.cpu_count);
	}
}
