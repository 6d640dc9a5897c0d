#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A guest that starts at EL2.
. "${0%/*}/lib.sh"

# KVM takes seconds to take down a VM with an EL2 under emulation, several times as many with each vCPU.
LIMIT=$((LIMIT * 3))

guest el2
expect "nested: a guest starts at EL1 unless asked" 0 "CurrentEL 1, psci 0x1"
guest el2 --nested
if [ "${HAS_EL2:-0}" -eq 0 ]; then
	expect_one_line "nested: --nested is refused on a host without it" 125 "nested"
	exit
fi
expect "nested: --nested starts at EL2" 0 "CurrentEL 2, psci 0x1"
guest idregs --nested -c 2
expect "nested: ID registers at EL2" 0 "idregs: done, 2 cpus"
guest el2 --cpu host,el2=on
expect "nested: el2=on in a profile" 0 "CurrentEL 2"
