# SPDX-License-Identifier: GPL-2.0-only
# What every test inside an arm64 host shares; sourced by POSIX shells (busybox has to do).
#
# From the environment: VM, the folder with armlet, vmtool, guests/, profiles/, tests/ and, for the tests that boot
# Linux, Image and initrd. Prints "ok NAME", "not ok NAME: WHY" (then details, indented), "skip NAME: WHY".
set -u
VM=${VM:-/vm}
ARMLET=$VM/armlet
ARMLET_PROFILES=$VM/profiles
export ARMLET_PROFILES
GUESTS=$VM/guests
IMAGE=$VM/Image
INITRD=$VM/initrd
FIELDS=$VM/tests/fields.txt
LIMIT=${LIMIT:-40} # seconds for one armlet, before it counts as hung
T=$(mktemp -d "${TMPDIR:-/tmp}/vm.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
eval "$("$VM/vmtool" caps 2>/dev/null)"

ok() {
	echo "ok $1"
}

not_ok() {
	echo "not ok $1: $2"
	for shown in "$T/err" "$T/out"; do
		[ ! -s "$shown" ] || tail -n 8 "$shown" | cut -c 1-300 | tr -d '\r' | sed 's/^/    /'
	done
}

skip() {
	echo "skip $1: $2"
}

# armlet ARGUMENTS...: under a time limit, with nothing on stdin; sets status, $T/out, $T/err.
armlet() {
	armlet_input /dev/null "$@"
}

armlet_input() {
	input=$1
	shift
	timeout -s KILL "$LIMIT" "$ARMLET" "$@" <"$input" >"$T/out" 2>"$T/err"
	status=$?
}

# guest NAME OPTIONS...: one of the bare-metal guests.
guest() {
	guest_name=$1
	shift
	armlet run -k "$GUESTS/$guest_name.img" -m 64M "$@"
}

# expect NAME STATUS [TEXT...]: the last armlet ended so, and each TEXT is in what it or its guest said.
# (Whatever comes of it, the script goes on: its own exit status says only that it came to its end.)
expect() {
	expected_name=$1
	expected_status=$2
	shift 2
	if [ "$status" != "$expected_status" ]; then
		not_ok "$expected_name" "exit status $status, expected $expected_status"
		return 0
	fi
	for text in "$@"; do
		if ! cat "$T/out" "$T/err" | tr -d '\r' | grep -qF -e "$text"; then
			not_ok "$expected_name" "nobody said \"$text\""
			return 0
		fi
	done
	ok "$expected_name"
}

# expect_one_line NAME STATUS TEXT...: as expect, and armlet itself said exactly one line.
expect_one_line() {
	lines=$(wc -l <"$T/err")
	if [ "$lines" -ne 1 ]; then
		not_ok "$1" "$lines lines on stderr instead of one"
		return 0
	fi
	expect "$@"
}

# expect_silence NAME STATUS TEXT...: as expect, and armlet itself said nothing.
expect_silence() {
	if [ -s "$T/err" ]; then
		not_ok "$1" "armlet had something to say"
		return 0
	fi
	expect "$@"
}

# linux NAME=VALUE... : the stock kernel with the tests' initrd; what the words ask for is in its init.
linux() {
	linux_words=$1
	shift
	linux_limit=$LIMIT
	LIMIT=$((LIMIT * 3))
	armlet run -k "$IMAGE" -i "$INITRD" -m 256M -p "quiet $linux_words" "$@"
	LIMIT=$linux_limit
}
