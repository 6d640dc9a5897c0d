#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The Features line that `armlet cpu list --hwcaps` foretells is the one that Linux prints, word for word.
. "${0%/*}/lib.sh"

[ -e "$IMAGE" ] && [ -e "$INITRD" ] || {
	not_ok "hwcaps: boots" "no kernel or no initrd in $VM"
	exit
}
lines=$T/lines
: >"$lines"

# foretold NAME PROFILE: the line of a guest under a profile, and the guest's own.
foretold() {
	armlet cpu list --profile "$2" --hwcaps
	if [ "$status" -ne 0 ]; then
		not_ok "$1" "cpu list ended with status $status"
		return
	fi
	expected=$(sed -n 's/^Features[^:]*: *//p' "$T/out")
	linux vm=cpu --cpu "$2"
	shown=$(sed -n 's/^init: features *//p' "$T/out" | tr -d '\r')
	echo "$shown" >>"$lines"
	if [ -n "$shown" ] && [ "$shown" = "$expected" ]; then
		ok "$1"
		return
	fi
	{
		echo "foretold: $expected"
		echo "shown:    $shown"
	} >"$T/out"
	not_ok "$1" "the line is another"
}

foretold "hwcaps: of the host's CPU" host
if [ "${HAS_MASKS:-0}" -eq 0 ]; then
	exit
fi
# Of the shipped profiles that this host can show, a model: Linux boots under it, too.
armlet cpu check --all --slurm
model=''
for label in $(tr , ' ' <"$T/out"); do
	case $label in
	armlet-neoverse* | armlet-cortex* | armlet-a64fx) model=${label#armlet-} ;;
	esac
done
foretold "hwcaps: under the model ${model:-that is shown}" "$model"

cat >"$T/features.ini" <<-END
	[profile]
	missing = warn
	depends = warn
	[features]
	sve = off
	pacg = off
	FEAT_LSE = off
	sha3 = off
	sha512 = off
	FEAT_I8MM = off
	dcpodp = off
	flagm2 = off
	aes = on
	# Linux hides ssbs on cores that have it wrong; a Cortex-A57 by name is none of them.
	[MIDR_EL1]
	value = 0x411fd071
END
foretold "hwcaps: with [features] off, and the name of another core" "$T/features.ini"

cat >"$T/few.ini" <<-END
	[profile]
	base = armv8.0-a
	missing = warn
	[cpu]
	sve = off
	[features]
	sha1 = on
	sha2 = on
	aes = on
	atomics = on
	asimddp = on
END
foretold "hwcaps: with [features] on over the lowest level" "$T/few.ini"
case " $shown " in
*" sha2 "*" pmull "* | *" pmull "*" sha2 "*) not_ok "hwcaps: [features] give no more than is asked" "$shown" ;;
*" aes "*" sha2 "*) ok "hwcaps: [features] give no more than is asked" ;;
*) skip "hwcaps: [features] give no more than is asked" "this host has no aes" ;;
esac

if [ "${HAS_MTE:-0}" -eq 1 ]; then
	foretold "hwcaps: with memory tags" host,mte=on
else
	skip "hwcaps: with memory tags" "this host has none"
fi

if [ "$(sort -u "$lines" | wc -l)" -ge 3 ]; then
	ok "hwcaps: the lines differ"
else
	not_ok "hwcaps: the lines differ" "all profiles show the same"
fi
