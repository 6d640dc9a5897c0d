#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Vector lengths: all of the host's, up to a limit, or none.
. "${0%/*}/lib.sh"

if [ "${HAS_SVE:-0}" -eq 0 ]; then
	guest sve
	expect "sve: none on this host" 0 "sve none"
	guest sve --cpu host,sve=on
	expect_one_line "sve: sve=on is refused on a host without it" 125 "sve"
	guest sve --sve-max-vl 128
	expect "sve: a longest length is no wish for SVE" 0 "sve none"
	exit
fi
guest sve
expect "sve: the host's lengths" 0 "sve 128"
guest sve --sve-max-vl 128
expect "sve: --sve-max-vl 128" 0 "sve 128"
lengths=$(tr -d '\r' <"$T/out")
if [ "$lengths" = "sve 128" ]; then
	ok "sve: and nothing longer"
else
	not_ok "sve: and nothing longer" "the guest has $lengths"
fi
guest sve --cpu host,sve=on,sve-max-vl=256
case $(tr -d '\r' <"$T/out") in
"sve 128 256") ok "sve: sve-max-vl = 256 in a profile" ;;
*) not_ok "sve: sve-max-vl = 256 in a profile" "the guest has something else" ;;
esac
guest sve --cpu host,sve=off
expect "sve: sve=off" 0 "sve none"
[ "$HAS_MASKS" -eq 0 ] || {
	guest sve --cpu host,ID_AA64ZFR0_EL1=lowest,depends=warn
	expect "sve: SVE without SVE2 and its extensions" 0 "sve 128"
}
guest sve --sve-max-vl 100
expect_one_line "sve: a length that is none is refused" 125 "sve-max-vl"
