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
guest reset --on-reset restart -p "off-after=$(($(date +%s) + 60))" --timeout 4
boots=$(grep -c '^boot midr' "$T/out")
if [ "$boots" -ge 3 ]; then
	expect_one_line "exits: the time limit is for all restarts together" 124 "time limit"
else
	not_ok "exits: the time limit is for all restarts together" "status $status after $boots boots"
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
guest poweroff -i "$T/no-initrd"
expect_one_line "exits: an initrd that is not there is 125" 125 "no-initrd"
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

# full NAME ARGUMENTS...: what armlet itself has to say goes to stdout, and there is no room.
full() {
	full_name=$1
	shift
	: >"$T/out"
	timeout -s KILL "$LIMIT" "$ARMLET" "$@" </dev/null >/dev/full 2>"$T/err"
	status=$?
	expect_one_line "$full_name" 125 "stdout"
}
full "exits: help that cannot be written is 125" help run
full "exits: a memory map that cannot be written is 125" run --dump-memory-map

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

# SIGHUP ignored from the start, as nohup does. Each boot takes a second: time enough to die of the wrong signal.
far=$(($(date +%s) + 60))
"$VM/vmtool" how -t 20 -e "boot midr" -k 1 -e "boot midr" -k 15 -- \
	sh -c 'trap "" HUP; exec "$@"' sh \
	"$ARMLET" run -k "$GUESTS/reset.img" -m 64M --on-reset restart -p "off-after=$far" >"$T/out" 2>"$T/err"
status=$?
expect "exits: under nohup SIGHUP does nothing, SIGTERM ends it" 0 "how: signal 15"

# Kernels from a FIFO that never ends, for armlet has it open for writing itself (3).
fifo=$T/fifo
mkfifo "$fifo"
armlet run -k "$fifo" -m 64M --timeout 1
expect_one_line "exits: the time limit holds for a kernel from a FIFO that nobody writes" 124 "time limit"
exec 3<>"$fifo"
cat "$GUESTS/poweroff.img" >&3
armlet run -k "$fifo" -m 64M --timeout 2
exec 3>&-
expect_one_line "exits: the time limit holds for a kernel that never ends" 124 "time limit"
# More than a pipe holds: all of it is written only when armlet is reading the body.
"$VM/vmtool" how -t 10 -e "fed" -k 15 -- sh -c '
	exec 3<>"$1"
	{ cat "$2" && head -c 1048576 /dev/zero; } >"$1" 3>&- && echo fed &
	exec "$3" run -k "$1" -m 64M' \
	sh "$fifo" "$GUESTS/poweroff.img" "$ARMLET" >"$T/out" 2>"$T/err"
status=$?
expect "exits: SIGTERM ends it while a kernel never ends" 0 "how: signal 15"
