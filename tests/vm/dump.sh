#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# This host's dump: a profile that changes nothing here, and right about guests with any vCPU features.
. "${0%/*}/lib.sh"

# written NAME COUNT: how many registers the last armlet (--loglevel debug) wrote.
written() {
	written_count=$(grep -c ' written on vCPU 0$' "$T/err")
	if [ "$status" -ne 0 ]; then
		not_ok "$1" "exit status $status"
	elif [ "$written_count" -ne "$2" ]; then
		not_ok "$1" "$written_count registers were written, not $2"
	else
		ok "$1"
	fi
}

# The guest's checksum of all registers.
sum() {
	grep -h 'sum' "$T/out" | tr -d '\r'
}

dump=$T/host.ini
armlet cpu dump -o "$dump"
expect_silence "dump: this host's fingerprint" 0
[ -s "$dump" ] || exit
armlet cpu dump
cp "$T/out" "$T/again.ini"
if cmp -s "$dump" "$T/again.ini"; then
	ok "dump: the same when it is made again"
else
	diff "$dump" "$T/again.ini" >"$T/out"
	not_ok "dump: the same when it is made again" "it differs"
fi
armlet cpu dump --host "$dump" -o "$T/again.ini"
if [ "$status" -eq 0 ] && cmp -s "$dump" "$T/again.ini"; then
	ok "dump: read, and written again"
else
	not_ok "dump: read, and written again" "it differs"
fi

# As a profile.
guest idregs -p sum=1
plain=$(sum)
guest idregs -p sum=1 --cpu "$dump" --loglevel debug
written "dump: run --cpu DUMP writes no register" 0
if [ -n "$plain" ] && [ "$(sum)" = "$plain" ]; then
	ok "dump: and the guest reads what it reads without a profile"
else
	not_ok "dump: and the guest reads what it reads without a profile" "$(sum), $plain"
fi
guest idregs -p sum=1 --cpu "$dump"
expect_silence "dump: without a word" 0
if [ "$HAS_MASKS" -ne 0 ]; then
	guest idregs -p sum=1 --cpu "$dump,ID_AA64ISAR0_EL1.CRC32=0" --loglevel debug
	written "dump: a lowered field is one register" 1
	expect "dump: which is named" 0 "ID_AA64ISAR0_EL1: 0x"
else
	guest idregs -p sum=1 --cpu "$dump,ID_AA64ISAR0_EL1.CRC32=0"
	expect "dump: a lowered field is refused where none can be written" 125 "6.7"
fi

# For other features: at KVM, and by a guest's own eyes.
if "$VM/dump_host" "$dump" vms >"$T/out" 2>"$T/err"; then
	ok "dump: $(tail -n 1 "$T/out")"
else
	not_ok "dump: limits with all choices of features" "KVM says something else"
fi
set -- "host" "host,sve=off,pauth=off"
[ "$HAS_PMU" -eq 0 ] || set -- "$@" "host,pmu=on" "host,sve=off,pauth=off,pmu=on"
[ "$HAS_SVE" -eq 0 ] || set -- "$@" "host,sve=off" "host,sve-max-vl=128"
[ "$HAS_PAUTH" -eq 0 ] || set -- "$@" "host,pauth=off"
[ "$HAS_MTE" -eq 0 ] || set -- "$@" "host,mte=on" "host,sve=auto,pauth=auto,pmu=on,mte=on"
[ "${HAS_EL2:-0}" -eq 0 ] || set -- "$@" "host,el2=on" "host,el2=on,sve=off,pauth=off"
for spec; do
	guest idregs --cpu "$spec"
	cp "$T/out" "$T/guest"
	if "$VM/dump_host" "$dump" guest "$T/guest" "$spec" >"$T/out" 2>"$T/err"; then
		ok "dump: what a guest reads with $spec"
	else
		not_ok "dump: what a guest reads with $spec" "the dump says something else"
	fi
done

# Refused alike, in the same words, on the host and from its dump.
if [ "$HAS_SVE" -ne 0 ]; then
	guest idregs --cpu "host,sve-max-vl=1920"
	[ "$(sed -n 's/^sve-lengths = //p' "$dump" | grep -c 1920)" -ne 0 ] ||
		expect_one_line "dump: a vector length that this host does not have" 125 "sve-max-vl = 1920" "none of 1920"
fi

# Nothing half done.
armlet cpu dump -o "$T/no/such/folder.ini"
expect_one_line "dump: a folder that is not there" 125 "folder.ini"
mkdir "$T/full"
if mount -t tmpfs -o size=4k none "$T/full" 2>/dev/null; then
	armlet cpu dump -o "$T/full/host.ini"
	expect_one_line "dump: a full disk" 125 "No space"
	if [ -z "$(ls -A "$T/full")" ]; then
		ok "dump: and nothing is left there"
	else
		not_ok "dump: and nothing is left there" "$(ls -A "$T/full")"
	fi
	umount "$T/full"
else
	skip "dump: a full disk" "no tmpfs can be mounted here"
fi

# What only an emulated host can be made to look like.
if [ -n "${NATIVE:-}" ]; then
	skip "dump: no KVM, and a host with very many CPUs" "nothing is mounted over this machine's own files"
	exit 0
fi
mount --bind /dev/null /dev/kvm
armlet cpu dump
umount /dev/kvm
expect_one_line "dump: a /dev/kvm that is none" 125 "is not KVM"
echo 0-1499 >"$T/present"
mount --bind "$T/present" /sys/devices/system/cpu/present
armlet cpu dump
umount /sys/devices/system/cpu/present
expect "dump: CPUs that there is no room for" 0 "CPUs from 1024 on are left out" "[host.cpus]"
