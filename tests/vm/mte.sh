#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Allocation tags: in the guest, and between guest and host through CPU_AS_TAG.
. "${0%/*}/lib.sh"

if [ "${HAS_MTE:-0}" -eq 0 ]; then
	guest mte --mte
	expect_one_line "mte: --mte is refused on a host without it" 125 "mte"
	exit
fi
guest mte --mte -p wait=0
expect "mte: a guest sets and reads tags" 0 "tags guest" " 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0"
guest mte -p wait=0
expect "mte: off unless asked for" 0 "mte level 0"
guest mte -p wait=0 --cpu host,mte=on
expect "mte: on in a profile" 0 "tags guest"
guest mte -p wait=0 --cpu host,mte=on --disable-mte
expect "mte: --disable-mte wins over the profile" 0 "mte level 0"
guest mte --mte --dump-memory-map
expect "mte: the tag address space is in the memory map" 0 "tag"
if [ -x "$VM/mte_host" ]; then
	timeout -s KILL "$LIMIT" "$VM/mte_host" "$GUESTS/mte.img" </dev/null >"$T/out" 2>"$T/err"
	status=$?
	expect "mte: the host reads the guest's tags, and the guest the host's" 0 "mte_host: all as it should be"
else
	not_ok "mte: the host reads the guest's tags, and the guest the host's" "no mte_host program"
fi
