#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What a guest reads with MRS is what the profile says: host, one register at a time, all at once, MIDR, 8 vCPUs.
. "${0%/*}/lib.sh"

# check_guest NAME REGISTER|all|none OPTIONS...: compares what the guest reads with the host's and the oracle.
# It prints a checksum, which is quick; only where that is wrong it has to print all.
check_guest() {
	check_name=$1 check_what=$2
	shift 2
	for words in sum=1 sum=0; do
		guest idregs -p "$words" "$@"
		if [ "$status" -ne 0 ]; then
			not_ok "$check_name" "exit status $status"
			return
		fi
		if "$VM/vmtool" check "$FIELDS" "$T/masks" "$T/host" "$T/out" "$check_what" >"$T/difference"; then
			[ "$words" = sum=1 ] || break
			ok "$check_name"
			return
		fi
	done
	cp "$T/difference" "$T/out"
	not_ok "$check_name" "the guest read something else"
}

"$VM/vmtool" masks >"$T/masks"
guest idregs --cpu host
cp "$T/out" "$T/host"
expect "idregs: the host's CPU as it is" 0 "idregs: done, 1 cpus"
check_guest "idregs: no profile is the host's CPU" none

if [ "$HAS_MASKS" -eq 0 ]; then
	guest idregs --cpu host,ID_AA64ISAR0_EL1.TLB=lowest,ID_AA64ISAR0_EL1.AES=0
	expect "idregs: a kernel without writable registers refuses a profile" 125 "6.7"
	midr=0x$(sed -n 's/^cpu 0 S3_0_C0_C0_0 0x//p' "$T/host")
	printf '[profile]\nname = empty\n' >"$T/empty.ini"
	check_guest "idregs: and runs an empty one" none --cpu "$T/empty.ini"
	exit
fi

for register in $("$VM/vmtool" registers "$FIELDS" "$T/masks"); do
	"$VM/vmtool" profile "$FIELDS" "$T/masks" "$register" >"$T/lowest.ini"
	check_guest "idregs: $register lowered" "$register" --cpu "$T/lowest.ini"
done

printf '[profile]\nunlisted = lowest\ndepends = warn\n' >"$T/lowest.ini"
check_guest "idregs: everything lowered" all --cpu "$T/lowest.ini"
check_guest "idregs: everything lowered, the same on 8 vCPUs" all --cpu "$T/lowest.ini" -c 8
check_guest "idregs: the host's CPU, the same on 8 vCPUs" none -c 8

for shipped in lowest example; do
	guest idregs -p sum=1 -c 2 --cpu "$shipped"
	expect_silence "idregs: the shipped profile $shipped fits this host, as it does any" 0 "idregs: done, 2 cpus"
done

midr=$(sed -n 's/^cpu 0 S3_0_C0_C0_0 //p' "$T/host")
check_guest "idregs: MIDR_EL1 named with the host's value" none --cpu "host,MIDR_EL1=$midr"
guest idregs --cpu host,MIDR_EL1=0x410fd4f1,REVIDR_EL1=0x1234,AIDR_EL1=0x56 -c 2
if [ "$HAS_IMP_ID" -ne 0 ]; then
	expect "idregs: MIDR_EL1, REVIDR_EL1 and AIDR_EL1 changed" 0 "cpu 0 S3_0_C0_C0_0 0x410fd4f1" \
		"cpu 0 S3_0_C0_C0_6 0x1234" "cpu 0 S3_1_C0_C0_7 0x56" "idregs: done, 2 cpus"
	lines=$(grep -c '^cpu 1 S3_' "$T/out")
	if [ "$lines" -le 1 ]; then
		ok "idregs: and are the same on both vCPUs"
	else
		not_ok "idregs: and are the same on both vCPUs" "$lines registers differ"
	fi
else
	expect "idregs: this kernel refuses to change MIDR_EL1" 125 "MIDR_EL1" "6.15"
fi

# The first of these that this host does not have.
asked=
for candidate in ID_AA64ISAR0_EL1.SHA3=1 ID_AA64ISAR0_EL1.TLB=2 ID_AA64ISAR0_EL1.SM4=1 \
	ID_AA64ISAR2_EL1.CSSC=1 ID_AA64ISAR2_EL1.LUT=1; do
	field=${candidate%=*} wanted=${candidate#*=}
	has=$("$VM/vmtool" field "$FIELDS" "$T/host" "$field") || continue
	if [ "$has" -lt "$wanted" ]; then
		asked=$candidate
		break
	fi
done
if [ -n "$asked" ]; then
	guest idregs --cpu "host,$asked"
	expect_one_line "idregs: $asked is more than this host has" 125 "$field"
else
	not_ok "idregs: a value above the host's" "this host has all of them: add a candidate"
fi

if [ "$HAS_GICV3" -ne 0 ]; then
	# Newer kernels write the field again when the GIC is made; older ones leave it as it was asked for.
	guest idregs --cpu host,ID_AA64PFR0_EL1.GIC=0,depends=warn
	if [ "$status" -eq 0 ]; then
		shown=$("$VM/vmtool" field "$FIELDS" "$T/out" ID_AA64PFR0_EL1.GIC)
		[ "$shown" = 0 ] || status="0, though it shows GIC = $shown"
		expect "idregs: a field that the GIC decides is as asked, or refused" 0 "idregs: done"
	else
		expect "idregs: a field that the GIC decides is as asked, or refused" 125 \
			"ID_AA64PFR0_EL1.GIC" "GIC model"
	fi
fi
printf '[ID_AA64PFR0_EL1]\nGIK = 1\n[ID_AA64ISAR0_EL1]\nAES = 99\n[ID_NONE_EL1]\nX = 1\n' >"$T/bad.ini"
guest idregs --cpu "$T/bad.ini"
expect "idregs: every line that cannot be understood is named" 125 "bad.ini:2: ID_AA64PFR0_EL1.GIK" \
	"bad.ini:4: ID_AA64ISAR0_EL1.AES" "bad.ini:5: "
printf '[ID_AA64PFR0_EL1]\nFP = 7\n[ID_AA64ISAR0_EL1]\nATOMIC = 1\nTLB = 15\n' >"$T/bad.ini"
guest idregs --cpu "$T/bad.ini"
expect "idregs: every line that this host cannot follow is named" 125 "bad.ini:2: ID_AA64PFR0_EL1.FP" \
	"bad.ini:4: ID_AA64ISAR0_EL1.ATOMIC" "bad.ini:5: ID_AA64ISAR0_EL1.TLB"
