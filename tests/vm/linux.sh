#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Debian's own kernel boots on every host, and its /proc/cpuinfo shows the profile.
. "${0%/*}/lib.sh"

[ -e "$IMAGE" ] && [ -e "$INITRD" ] || {
	not_ok "linux: boots" "no kernel or no initrd in $VM"
	exit
}
before=$(date +%s)
linux "vm=cpu earlycon" -c 2
after=$(date +%s)
expect "linux: boots to init and powers off" 0 "init: up" "init: cpus 2" "init: off"
expect "linux: earlycon finds the UART" 0 "init: earlycon"
rtc=$(sed -n 's/^init: rtc //p' "$T/out" | tr -d '\r')
if [ "${rtc:-0}" -ge "$before" ] && [ "$rtc" -le "$after" ]; then
	ok "linux: the RTC has the right time"
else
	not_ok "linux: the RTC has the right time" "it has ${rtc:-none}, and now is $after"
fi
if [ "${HAS_MASKS:-0}" -eq 0 ]; then
	exit
fi

features=$(sed -n 's/^init: features//p' "$T/out" | tr -d '\r')
linux vm=cpu --cpu example
expect "linux: boots under the example profile" 0 "init: up"
shown=$(sed -n 's/^init: features//p' "$T/out" | tr -d '\r')
case "$features " in
*" crc32 "*)
	case "$shown " in
	*" crc32 "* | *" asimddp "* | *" sha3 "* | *" sha512 "*)
		not_ok "linux: /proc/cpuinfo shows the profile" "Features:$shown"
		;;
	*" fp "*) ok "linux: /proc/cpuinfo shows the profile" ;;
	*) not_ok "linux: /proc/cpuinfo shows the profile" "no features" ;;
	esac
	;;
*) skip "linux: /proc/cpuinfo shows the profile" "this host has no crc32 to take away" ;;
esac
linux vm=cpu --cpu lowest
expect "linux: boots under the lowest profile" 0 "init: up" "init: off"
