#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Debian's own kernel boots on every host, and its /proc/cpuinfo shows the profile.
. "${0%/*}/lib.sh"

[ -e "$IMAGE" ] && [ -e "$INITRD" ] || {
	not_ok "linux: boots" "no kernel or no initrd in $VM"
	exit
}
linux vm=cpu -c 2
expect "linux: boots to init and powers off" 0 "init: up" "init: cpus 2" "init: off"
if [ "${HAS_MASKS:-0}" -ne 0 ]; then
	features=$(sed -n 's/^init: features//p' "$T/out" | tr -d '\r')
	linux vm=cpu --cpu host,ID_AA64ISAR0_EL1.AES=0,ID_AA64ISAR0_EL1.SHA1=0,ID_AA64ISAR0_EL1.SHA2=0,ID_AA64ISAR0_EL1.CRC32=0,depends=warn
	expect "linux: boots under a profile" 0 "init: up"
	shown=$(sed -n 's/^init: features//p' "$T/out" | tr -d '\r')
	case "$features " in
	*" crc32 "*)
		case "$shown " in
		*" aes "* | *" sha1 "* | *" sha2 "* | *" crc32 "*)
			not_ok "linux: /proc/cpuinfo shows the profile" "Features:$shown"
			;;
		*" fp "*) ok "linux: /proc/cpuinfo shows the profile" ;;
		*) not_ok "linux: /proc/cpuinfo shows the profile" "no features" ;;
		esac
		;;
	*) skip "linux: /proc/cpuinfo shows the profile" "this host has no crc32 to take away" ;;
	esac
fi
