#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Shipped profiles: a guest reads what those are that this host says it can show, Linux boots under them; the others are
# refused. Linux is booted under the highest architecture levels and one model alone, as each takes a while.
. "${0%/*}/lib.sh"

[ -e "$IMAGE" ] && [ -e "$INITRD" ] || {
	not_ok "profiles: boot Linux" "no kernel or no initrd in $VM"
	exit
}
armlet cpu check --all --slurm
expect_silence "profiles: this host says which it can show" 0
fitting=$(tr , ' ' <"$T/out")
found=0 fit=0 eight='' nine='' cortex='' neoverse=''
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
	case $name in
	armv8*) eight=$name ;;
	armv9*) nine=$name ;;
	cortex* | a64fx) cortex=$name ;;
	neoverse*) neoverse=$name ;;
	esac
done
for name in $eight $nine ${neoverse:-$cortex}; do
	linux vm=cpu --cpu "$name"
	expect_silence "profiles: Linux boots under $name" 0 "init: up" "init: off"
done
[ "$found" -ge 27 ] || not_ok "profiles: all are there" "only $found"
if [ "${HAS_MASKS:-0}" -eq 0 ]; then
	[ "$fit" -eq 0 ] || not_ok "profiles: a kernel without writable registers shows none" "$fit of $found"
else
	[ "$fit" -ge 4 ] || not_ok "profiles: every host shows some" "$fit of $found"
fi
