#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One test for each exit status, and for each signal.
. "${0%/*}/lib.sh"

guest poweroff
expect "exits: power-off is 0" 0
guest panic
expect "exits: a panic (PSCI SYSTEM_RESET2) is 120" 120
guest reset
expect "exits: a reset is 121" 121

guest reset --on-reset restart -p "off-after=$(($(date +%s) + 3))" -c 2
expect "exits: --on-reset restart boots again until it is off" 0 "boot midr"
boots=$(grep -c '^boot midr' "$T/out") kinds=$(grep '^boot midr' "$T/out" | sort -u | wc -l)
if [ "$boots" -ge 2 ] && [ "$kinds" -eq 1 ]; then
	ok "exits: each boot shows the same ID registers"
else
	not_ok "exits: each boot shows the same ID registers" "$boots boots, $kinds kinds"
fi
if [ "${HAS_MASKS:-0}" -ne 0 ]; then
	guest reset --on-reset restart -p "off-after=$(($(date +%s) + 3))" \
		--cpu host,ID_AA64ISAR0_EL1=lowest,depends=warn
	kinds=$(grep '^boot midr.* isar0 0x0' "$T/out" | wc -l)
	boots=$(grep -c '^boot midr' "$T/out")
	if [ "$status" -eq 0 ] && [ "$boots" -ge 2 ] && [ "$kinds" -eq "$boots" ]; then
		ok "exits: a restart keeps the profile"
	else
		not_ok "exits: a restart keeps the profile" "status $status, $boots boots, $kinds with it"
	fi
fi
guest panic --on-reset restart
expect "exits: a panic is no reset to restart from" 120

guest nisv
expect_one_line "exits: a vCPU that cannot go on is 122" 122 "vCPU 0" "0x"
guest nisv -c 4
expect_one_line "exits: the same on the last of 4 vCPUs" 122 "vCPU 3" "0x"
guest fetch-mmio
expect "exits: a jump to nowhere is the guest's own exception" 0 "jumping" "exception vector 4" \
	"86000010 elr 0xa000000" # (6.1 extends the sign)

guest hang --timeout 2
expect "exits: the time limit is 124" 124 "hanging"
guest spin --timeout 2 -c 2
expect "exits: the time limit also ends busy vCPUs" 124 "spinning"

guest no-such-guest
expect_one_line "exits: a kernel that is not there is 125" 125 "no-such-guest.img"
armlet run -k "$FIELDS"
expect_one_line "exits: a kernel that is none is 125" 125 "fields.txt"
armlet run --no-such-option
expect_one_line "exits: an unknown option is 125" 125 "no-such-option"
armlet run
expect_one_line "exits: no kernel is 125" 125 "-k"
guest poweroff --cpu "$T/none.ini"
expect "exits: a profile that is not there is 125" 125 "none.ini"
armlet no-such-command
expect "exits: an unknown command is 125" 125 "no-such-command"

# ends NAME TEXT SIGNAL GUEST OPTIONS...: once the guest has said TEXT, armlet gets the signal and dies by it.
ends() {
	ends_name=$1 ends_text=$2 ends_signal=$3 ends_guest=$4
	shift 4
	"$VM/vmtool" how -t 30 -e "$ends_text" -k "$ends_signal" -- \
		"$ARMLET" run -k "$GUESTS/$ends_guest.img" -m 64M "$@" >"$T/out" 2>"$T/err"
	status=$?
	expect "$ends_name" 0 "how: signal $ends_signal"
}
ends "exits: SIGTERM ends it by that signal" hanging 15 hang
ends "exits: SIGINT too" spinning 2 spin -c 2
ends "exits: SIGHUP too" hanging 1 hang -c 2
