#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# tools/idregs-gen and tools/check-gen: what they make, what they refuse, what they notice.
set -u
cd "$(dirname "$0")/../.." || exit 1
suite=test_idregs_gen
. tests/tools/lib.sh

# fails STATUS TEXT COMMAND...: ends with the status and says the text on stderr.
fails() {
	local status=$1 text=$2
	shift 2
	"$@" >/dev/null 2>"$work/err"
	[ $? -eq "$status" ] && grep -qF -- "$text" "$work/err" && return
	cat "$work/err"
	return 1
}

# A copy of what check-gen looks at, to break.
copy_tree() {
	rm -rf "$work/tree"
	mkdir -p "$work/tree/tools" "$work/tree/lib" "$work/tree/tests/unit/sysregs" \
		"$work/tree/tests/data" "$work/tree/sysregs"
	cp tools/check-gen tools/idregs-gen* "$work/tree/tools"
	cp lib/bits.h "$work/tree/lib"
	cp sysregs/idreg* "$work/tree/sysregs"
	cp tests/unit/sysregs/test_idregs_gen.c "$work/tree/tests/unit/sysregs"
	cp tests/data/kvm-7.3-fields.txt "$work/tree/tests/data"
}

# notices LINE: check-gen of the copy fails with that line.
notices() {
	! "$work/tree/tools/check-gen" >"$work/check" 2>&1 && grep -qF -- "$1" "$work/check" && return
	cat "$work/check"
	return 1
}

gen=$work/idregs-gen
check "builds" gcc -std=gnu11 -I. -D_GNU_SOURCE -Wall -Wextra -Werror -o "$gen" tools/idregs-gen*.c
check "makes the table" "$gen" sysregs/idregs.def "$work/a.c"
check "which is the committed one" cmp "$work/a.c" sysregs/idregs.gen.c
tac sysregs/idregs.def | awk '
	# Registers in the opposite order, each in its own.
	/^#/ || /^$/ { next }
	{ block = $0 "\n" block }
	/^register/ { printf "%s", block; block = "" }' >"$work/reversed.def"
check "whatever the order of registers" "$gen" "$work/reversed.def" "$work/b.c"
check "byte for byte" cmp "$work/a.c" "$work/b.c"
check "usage" fails 2 "usage: idregs-gen" "$gen"
check "no such file" fails 1 "No such file" "$gen" "$work/nothing.def" "$work/b.c"
check "cannot write" fails 1 "No such file" "$gen" sysregs/idregs.def "$work/nowhere/b.c"
sed 's/^\t\tcode 0b0010 PMULL/\t\tcode 0b0002 PMULL/' sysregs/idregs.def >"$work/bad.def"
line=$(grep -n 0b0002 "$work/bad.def" | cut -d: -f1)
check "names file and line" fails 1 "$work/bad.def:$line: '0b0002' is no binary number" \
	"$gen" "$work/bad.def" "$work/b.c"

copy_tree
check "check-gen agrees with a copy" "$work/tree/tools/check-gen"
sed -i '0,/\.msb = 63/s//.msb = 62/' "$work/tree/sysregs/idregs.gen.c"
check "check-gen notices a table edited by hand" notices \
	"not ok gen: sysregs/idregs.gen.c differs from its source"
check "and shows where" grep -F -- "-	{ .msb = 62" "$work/check"
check "check-gen --update" "$work/tree/tools/check-gen" --update
check "makes it right" cmp sysregs/idregs.gen.c "$work/tree/sysregs/idregs.gen.c"
sed -i 's/field 63:60 RNDR unsigned lower safe=0/field 63:60 RNDR signed lower safe=0/' \
	"$work/tree/sysregs/idregs.def"
"$work/tree/tools/check-gen" --update >/dev/null 2>&1
check "check-gen notices a table that the second source contradicts" notices \
	"not ok gen: second source"
echo nonsense >>"$work/tree/sysregs/idregs.def"
check "check-gen notices a source that is refused" notices "sysregs/idregs.def is refused"
exit $failed
