#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Hosts that lack something: each is one line that says what.
. "${0%/*}/lib.sh"

[ "$(id -u)" -eq 0 ] || {
	skip "hosts: no /dev/kvm, no permission" "only root can take them away"
	exit
}
[ -z "${NATIVE:-}" ] || {
	skip "hosts: no /dev/kvm, no permission" "not on somebody's real machine"
	exit
}
mv /dev/kvm /dev/kvm.away
guest poweroff
expect_one_line "hosts: no /dev/kvm" 125 "/dev/kvm"
mv /dev/kvm.away /dev/kvm
chmod 600 /dev/kvm
chmod 755 "$T"
su -s /bin/sh nobody -c "'$ARMLET' run -k '$GUESTS/poweroff.img' -m 64M" </dev/null >"$T/out" 2>"$T/err"
status=$?
expect_one_line "hosts: no permission for /dev/kvm" 125 "/dev/kvm" "permission"
chmod 666 /dev/kvm
su -s /bin/sh nobody -c "'$ARMLET' run -k '$GUESTS/poweroff.img' -m 64M" </dev/null >"$T/out" 2>"$T/err"
status=$?
expect "hosts: an ordinary user with permission" 0
