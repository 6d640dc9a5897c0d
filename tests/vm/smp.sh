#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Many vCPUs: PSCI on, off and on again, limits, affinity.
. "${0%/*}/lib.sh"

guest smp -c 8
expect "smp: 8 vCPUs on, off, on and off again" 0 "psci 0x1" "round 1: 8 cpus" "round 2: 8 cpus"
if grep -q 'not refused' "$T/out"; then
	not_ok "smp: wrong PSCI calls are refused" "$(grep 'not refused' "$T/out")"
else
	ok "smp: wrong PSCI calls are refused"
fi
# 16 CPUs share a redistributor's first affinity level: 17 need the next one.
[ "$HAS_GICV3" -eq 0 ] || {
	guest smp -c 33
	expect "smp: 33 vCPUs" 0 "round 2: 33 cpus"
}
guest smp -c 4000
expect_one_line "smp: more than the host's KVM can is refused" 125 "4000"
guest smp -c 0
expect_one_line "smp: none is refused" 125
guest smp -c 2 --vcpu-affinity 0
expect "smp: --vcpu-affinity" 0 "round 2: 2 cpus"
guest smp -c 2 --vcpu-affinity 0-x
expect_one_line "smp: a wrong --vcpu-affinity is refused" 125 "0-x"
