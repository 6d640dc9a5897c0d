#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What a packager does: make, make install into a folder, another PREFIX, make help; and what armlet says
# on a machine that is not arm64.
set -u
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

check() {
	local name=$1
	shift
	if "$@" >"$dir/log" 2>&1; then
		echo "ok make: $name"
	else
		failed=1
		echo "not ok make: $name"
		tail -n 20 "$dir/log" | sed 's/^/    /'
	fi
}

build() {
	make --no-print-directory -s BUILD="$dir/build" "$@"
}

installed() {
	build install DESTDIR="$dir/root" PREFIX=/usr && [ -x "$dir/root/usr/bin/armlet" ] &&
		[ -r "$dir/root/usr/share/armlet/profiles/example.ini" ] &&
		"$dir/root/usr/bin/armlet" version | grep -q '^armlet [0-9]'
}

is_static() {
	! readelf -lW "$1" | grep -q INTERP
}

dynamic() {
	build STATIC=0 all && ! is_static "$dir/build/armlet"
}

refused() {
	"$dir/build/armlet" "$@" >"$dir/out" 2>"$dir/err"
	[ $? -eq 125 ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && [ ! -s "$dir/out" ]
}

check "install" installed
check "the binary is static" is_static "$dir/build/armlet"
check "help" sh -c 'make --no-print-directory help | grep -q "^make boot"'
check "no command is one line and 125" refused
check "an unknown command is one line and 125" refused frobnicate
check "an unknown option is one line and 125" refused run --frobnicate
check "a missing value is one line and 125" refused run -k
[ "$(uname -m)" = aarch64 ] ||
	check "run elsewhere is one line and 125" refused run -k Image
check "help run lists the options" sh -c "'$dir/build/armlet' help run | grep -q -- '--timeout SECONDS'"
check "STATIC=0" dynamic
exit $failed
