#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The PMU is there when asked for, and counts.
. "${0%/*}/lib.sh"

guest pmu
expect "pmu: off unless asked for" 0 "pmu version 0"
guest pmu --pmu -c 2
if [ "${HAS_PMU:-0}" -eq 0 ]; then
	expect_one_line "pmu: --pmu is refused on a host without one" 125 "pmu"
	exit
fi
expect "pmu: --pmu counts" 0 ", counting"
guest pmu --cpu host,pmu=on
expect "pmu: pmu=on in a profile" 0 ", counting"
