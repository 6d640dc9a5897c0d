#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Shipped profiles: a guest reads what those are that this host says it can show; the others are refused. (hwcaps.sh boots
# Linux under some.)
. "${0%/*}/lib.sh"

armlet cpu check --all --slurm
expect_silence "profiles: this host says which it can show" 0
fitting=$(tr , ' ' <"$T/out")
found=0 fit=0
for file in "$VM"/profiles/*.ini; do
	name=${file##*/}
	name=${name%.ini}
	found=$((found + 1))
	case " $fitting " in
	*" armlet-$name "*) ;;
	*)
		guest idregs -p sum=1 --cpu "$name"
		expect "profiles: $name is refused, as cpu check says" 125 "armlet: "
		continue
		;;
	esac
	fit=$((fit + 1))
	armlet cpu verify "$name"
	expect "profiles: $name is what a guest reads" 0
done
[ "$found" -ge 27 ] || not_ok "profiles: all are there" "only $found"
if [ "${HAS_MASKS:-0}" -eq 0 ]; then
	[ "$fit" -eq 0 ] || not_ok "profiles: a kernel without writable registers shows none" "$fit of $found"
else
	[ "$fit" -ge 4 ] || not_ok "profiles: every host shows some" "$fit of $found"
fi
