#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Guest RAM of every size, what lies outside it, and what --dump-memory-map says.
. "${0%/*}/lib.sh"

guest ram -m 6G
expect "memory: 6 GiB, first and last page and one in each GiB" 0 "memory 0x80000000 0x180000000" "ram: 0 wrong"
guest size -m 1T
expect "memory: 1 TiB on a small host" 0 "memory 0x80000000 0x10000000000"
# One page more than a memslot may have, where pages are of 4 KiB.
if [ "$IPA_BITS" -ge 44 ]; then
	guest size -m 8T
	expect "memory: 8 TiB" 0 "memory 0x80000000 0x80000000000"
else
	skip "memory: 8 TiB" "needs 44 bits of address, KVM here gives a guest $IPA_BITS"
fi
guest ram -m 32M
expect "memory: 32 MiB" 0 "memory 0x80000000 0x2000000" "ram: 0 wrong"
guest size -m $((1 << (IPA_BITS - 40)))T
expect_one_line "memory: more than $IPA_BITS bits of address is refused" 125 "$IPA_BITS"
guest size -m 0
expect_one_line "memory: none is refused" 125
guest unmapped
expect "memory: where nothing is, reads are 0 and writes are dropped" 0 "unmapped: 0 wrong"
guest unmapped --debug-mmio
expect "memory: --debug-mmio shows such accesses" 0 "unmapped: 0 wrong" "a000000"

guest size --dump-memory-map -c 2 -m 5G
expect "memory: --dump-memory-map" 0 "ram" "uart" "rtc" "80000000" "1000000"
if grep -q '^memory 0x' "$T/out"; then
	not_ok "memory: --dump-memory-map does not start the guest" "it did"
else
	ok "memory: --dump-memory-map does not start the guest"
fi
