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

# Somewhere else it has no profile at all: nothing is an answer then, least of all an empty list of labels.
without_profiles() {
	local dump=tests/data/dumps/n1-7.3.ini status
	install -D "$work/root/usr/bin/armlet" "$work/elsewhere/bin/armlet" && mkdir -p "$work/none" && echo old >"$work/labels" || return
	ARMLET_PROFILES=$work/none "$work/elsewhere/bin/armlet" cpu check --all --nfd --host $dump -o "$work/labels" 2>"$work/err"
	status=$?
	[ $status -eq 125 ] && [ "$(cat "$work/labels")" = old ] && [ "$(wc -l <"$work/err")" -eq 1 ] &&
		grep -q "no profile (NAME.ini) in $work/none, /usr/share/armlet/profiles; " "$work/err" &&
		! ARMLET_PROFILES=$work/none "$work/elsewhere/bin/armlet" cpu profiles 2>/dev/null
}

check "install" installed
[ -d /usr/share/armlet/profiles ] || check "no profile to be found is one line and 125" without_profiles
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
