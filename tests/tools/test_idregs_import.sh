#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# tools/idregs-import: from Linux's grammar and from samples in the schema of Arm's Registers.json.
#
# LINUX_SYSREG=FILE  Linux's arch/arm64/tools/sysreg of 7.3 (or a linux-source .tar.xz), to see that it
#                    reproduces sysregs/idregs.def. The samples of Arm's schema are written by hand.
set -u
cd "$(dirname "$0")/../.." || exit 1
import=tools/idregs-import
data=tests/data/aarchmrs
suite=test_idregs_import
. tests/tools/lib.sh

# refused NAME TEXT: the importer says TEXT of $work/input, exit status 2, and writes nothing.
refused() {
	$import --def "$work/none.def" "$work/input" >"$work/out" 2>"$work/err"
	if [ $? -eq 2 ] && grep -qF -- "$2" "$work/err" && [ ! -e "$work/none.def" ] &&
		[ "$(wc -l <"$work/err")" -eq 1 ]; then
		ok "refuses $1"
	else
		not_ok "refuses $1"
		sed 's/^/    /' "$work/err" "$work/out"
		rm -f "$work/none.def"
	fi
}

# Our file in Linux's grammar.
as_linux() {
	awk '
	function flush() {
		if (pending) print "Field", bits, name
		if (open) print "EndEnum"
		pending = open = 0
	}
	/^#/ || $1 == "note" { next }
	$1 == "register" { print "Sysreg", $2, $3, $4, $5, $6, $7 }
	$1 == "end" { flush(); print "EndSysreg" }
	$1 ~ /^(res[01]|raz|unknown)$/ {
		flush()
		sub("res", "Res"); sub("raz", "Raz"); sub("unknown", "Unkn")
		print $1, $2
	}
	$1 == "field" { flush(); pending = 1; bits = $2; name = $3; sign = $4 }
	$1 == "code" {
		if (pending) print (sign == "signed" ? "SignedEnum" : "UnsignedEnum"), bits, name
		pending = 0
		open = 1
		print $2, $3
	}
	' "$1"
}

facts() {
	sed -n -e 's/^\(register [A-Za-z0-9_ ]*[0-9]\).*/\1/p' \
		-e 's/^\t\(field [0-9:]* [A-Za-z0-9_]*\).*/\1/p' \
		-e 's/^\t\t\(code 0b[01]* [A-Za-z0-9_]*\).*/\1/p' \
		-e 's/^\t\(\(res.\|raz\|unknown\) .*\)/\1/p' "$1"
}

test_round_trip() {
	as_linux sysregs/idregs.def >"$work/sysreg"
	check "our file in Linux's grammar changes nothing" $import --check "$work/sysreg"
	check "a file can be made from nothing" $import --def "$work/new.def" "$work/sysreg"
	facts sysregs/idregs.def >"$work/facts.old"
	facts "$work/new.def" >"$work/facts.new"
	check "and has the same registers, rows and codes" diff "$work/facts.old" "$work/facts.new"
	check "of which there are many" test "$(wc -l <"$work/facts.new")" -gt 1500
}

test_linux() {
	if [ -z "${LINUX_SYSREG:-}" ]; then
		echo "skip test_idregs_import: Linux's own file (LINUX_SYSREG is not set)"
		return
	fi
	check "Linux's own file changes nothing" $import --check "$LINUX_SYSREG"
}

test_update() {
	cat >"$work/old.def" <<'END'
# SPDX-License-Identifier: GPL-2.0-only
# Ours.

# About this register.
register ID_AA64PFR2_EL1 3 0 0 4 2 per-vcpu
	res0 63:12
	# About this field.
	field 11:8 A unsigned lower safe=0 alias=Alpha user=kernel
		note Kept.
		code 0b0000 NI
		code 0b0001 IMP FEAT_A
	field 7:4 B signed none user=debug
	field 3:0 C unsigned lower safe=0 user=any
end
END
	cat >"$work/input" <<'END'
SysregFields Shared
UnsignedEnum 7:4 B
0b0000 NI
EndEnum
EndSysregFields
Sysreg ID_AA64PFR2_EL1 3 0 0 4 2
Res0 63:16
SignedEnum 15:12 NEW
0b0000 IMP
0b1111 NI
EndEnum
Enum 11:8 a
0b0000 NONE # a comment
0b0001 IMP
0b0010 MORE
EndEnum
Fields Shared
Res0 3:0
EndSysreg
Sysreg ID_AA64PFR2_EL12 3 0 0 4 2
Mapping ID_AA64PFR2_EL1
EndSysreg
Sysreg SCTLR_EL1 3 0 1 0 0
Field 63 X
EndSysreg
END
	cat >"$work/expected.def" <<'END'
# SPDX-License-Identifier: GPL-2.0-only
# Ours.

# About this register.
register ID_AA64PFR2_EL1 3 0 0 4 2 per-vcpu
	res0 63:16
	field 15:12 NEW signed ? user=?
		code 0b0000 IMP
		code 0b1111 NI
	# About this field.
	field 11:8 a unsigned lower safe=0 alias=Alpha user=kernel
		note Kept.
		code 0b0000 NONE
		code 0b0001 IMP FEAT_A
		code 0b0010 MORE
	field 7:4 B signed none user=debug
		code 0b0000 NI
	res0 3:0
end
END
	check "updates a file" $import --def "$work/old.def" "$work/input"
	cp "$work/out" "$work/report"
	check "keeps what only we have" diff "$work/expected.def" "$work/old.def"
	for line in "A: is now spelt a" "A: code 0b0000 is now named NONE (was NI)" "new code 0b0010 MORE" "new row NEW[15:12]" \
		"row res0[63:12] is gone" "C[3:0] is now res0[3:0]" "the source says unsigned, kept signed" \
		"NEW: has a '?' to be filled in"; do
		check "reports: $line" grep -F -- "$line" "$work/report"
	done
	check "a second time changes nothing" $import --check --def "$work/old.def" "$work/input"
	check "the generator refuses what is left to fill in" generator_refuses "$work/old.def" \
		'the safe-value rule is still to be filled in'
}

generator_refuses() {
	gcc -std=gnu11 -I. -D_GNU_SOURCE -o "$work/gen" tools/idregs-gen*.c &&
		! "$work/gen" "$1" "$work/gen.c" 2>"$work/err" && grep -qF -- "$2" "$work/err"
}

test_bad_linux() {
	local register='Sysreg ID_PFR0_EL1 3 0 0 1 0'
	printf '%s\nEnum 63:60 A\n0b0002 X\nEndEnum\nRes0 59:0\nEndSysreg\n' "$register" >"$work/input"
	refused "a digit that is not binary" "input:3: '0b0002' is no"
	sed -i 's/^0b0002/0b10000/' "$work/input"
	refused "a code that is too wide" "input:3: 0b10000 does not fit into 4 bits"
	sed -i -e 's/^0b10000/0b1/' -e 's/^Res0 59:0/Res0 58:0/' "$work/input"
	refused "a gap" "bit 58 follows bit 60"
	sed -i 's/^Res0 58:0/Res0 60:0/' "$work/input"
	refused "an overlap" "bit 60 follows bit 60"
	sed -i 's/^Res0 60:0/Res0 59:1/' "$work/input"
	refused "a register that ends early" "ends at bit 1"
	sed -i 's/^EndEnum/EndEnums/' "$work/input"
	refused "a bad end" "not a code of A"
	printf '%s\nField 63:0 A\n' "$register" >"$work/input"
	refused "a register without its end" "does not end"
	printf 'Sysreg X 2 0 0 0 0\nNonsense\nEndSysreg\n' >"$work/input"
	refused "an unknown word anywhere" "input:2: unknown word 'Nonsense'"
	printf '%s\nFields Nowhere\nEndSysreg\n' "$register" >"$work/input"
	refused "fields that are nowhere" "no fields named Nowhere"
	: >"$work/input"
	refused "an empty file" "no ID register in it"
}

test_tar() {
	mkdir -p "$work/linux/arch/arm64/tools"
	as_linux sysregs/idregs.def >"$work/linux/arch/arm64/tools/sysreg"
	tar -C "$work" -cJf "$work/linux.tar.xz" linux
	check "reads a .tar.xz" $import --check "$work/linux.tar.xz"
	mkdir "$work/empty"
	tar -C "$work" -cJf "$work/input" empty
	refused "a .tar.xz without it" "no arch/arm64/tools/sysreg in it"
}

test_json() {
	check "Arm's schema: the sample changes nothing" $import --check "$data/registers.json"
	cp "$work/out" "$work/report"
	check "Arm's schema: an array that we have as one field" \
		grep -F 'CLIDR_EL1.Ttypen: the source divides it, kept whole' "$work/report"
	check "Arm's schema: five registers, others passed over" \
		grep -F '5 registers in the source, 53 in the file, 0 differences' "$work/report"
	cp sysregs/idregs.def "$work/changed.def"
	check "Arm's schema: the changed sample" \
		$import --def "$work/changed.def" "$data/changed.json"
	cp "$work/out" "$work/report"
	for line in "FGT: Arm spells it FineGrained" "FGT: new code 0b0011 ?" "new row NewThing[55:52]" \
		"ASIDBITS: code 0b0010 16 is not in the source: kept" "NewThing: has a '?'"; do
		check "Arm's schema reports: $line" grep -F -- "$line" "$work/report"
	done
	check "Arm's schema: our names stay" \
		grep -xF "	field 59:56 FGT unsigned lower safe=0 user=hypervisor alias=FineGrained" "$work/changed.def"
	check "Arm's schema: nothing else changes" \
		test "$(diff sysregs/idregs.def "$work/changed.def" | grep -c '^[<>]')" -eq 8
	sed "s/'0010'/'0012'/" "$data/registers.json" >"$work/input"
	refused "Arm's schema: a digit that is not binary" "'0012'' is no bit string"
	sed "s/'0010'/'00100'/" "$data/registers.json" >"$work/input"
	refused "Arm's schema: a code that is too wide" "'00100' does not have 4 bits"
	sed 's/"Fields.Reserved"/"Fields.Strange"/' "$data/registers.json" >"$work/input"
	refused "Arm's schema: an unknown kind" "unknown kind of field 'Fields.Strange'"
	head -c 5000 "$data/registers.json" >"$work/input"
	refused "Arm's schema: half a file" "input: "
	echo '[1]' >"$work/input"
	refused "Arm's schema: no objects" "input: not of the form that is expected"
	sed 's/"start"/"begin"/' "$data/registers.json" >"$work/input"
	refused "Arm's schema: a range without its start" "input: not of the form that is expected"
	echo '{}' >"$work/input"
	refused "Arm's schema: no list" "not a list of registers"
	echo '[]' >"$work/input"
	refused "Arm's schema: no registers" "no ID register in it"
}

test_round_trip
test_linux
test_update
test_bad_linux
test_tar
test_json
exit $failed
