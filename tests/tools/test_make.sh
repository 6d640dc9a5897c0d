#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What a packager does: make, make install into a folder, another PREFIX, make help; and what armlet says
# on a machine that is not arm64.
set -u
cd "$(dirname "$0")/../.." || exit 1
suite=make
. tests/tools/lib.sh

build() {
	make --no-print-directory -s BUILD="$work/build" "$@"
}

installed() {
	build install DESTDIR="$work/root" PREFIX=/usr && [ -x "$work/root/usr/bin/armlet" ] &&
		[ -r "$work/root/usr/share/armlet/profiles/example.ini" ] &&
		"$work/root/usr/bin/armlet" version | grep -q '^armlet [0-9]'
}

is_static() {
	! readelf -lW "$1" | grep -q INTERP
}

dynamic() {
	build STATIC=0 all && ! is_static "$work/build/armlet"
}

refused() {
	"$work/build/armlet" "$@" >"$work/said" 2>"$work/err"
	[ $? -eq 125 ] && [ "$(wc -l <"$work/err")" -eq 1 ] && [ ! -s "$work/said" ]
}

check "install" installed
check "the binary is static" is_static "$work/build/armlet"
check "help" sh -c 'make --no-print-directory help | grep -q "^make boot"'
check "no command is one line and 125" refused
check "an unknown command is one line and 125" refused frobnicate
check "an unknown option is one line and 125" refused run --frobnicate
check "a missing value is one line and 125" refused run -k
[ "$(uname -m)" = aarch64 ] ||
	check "run elsewhere is one line and 125" refused run -k Image
check "help run lists the options" sh -c "'$work/build/armlet' help run | grep -q -- '--timeout SECONDS'"
check "STATIC=0" dynamic
exit $failed
