#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What commands print, held against what they printed when somebody last read it.
#
# Each tests/golden/*.txt is a transcript: lines "# …" say what it is about, lines "$ armlet …" are commands, run in
# tests/data/dumps with the profiles of this tree ($work: a folder for what they write), and what follows each is what
# it printed (stderr, too; with a blank before lines that start with "# " or "$ ") and, unless it is 0, "[status N]".
# `tests/tools/test_golden.sh --update [NAME…]` writes them again; ARMLET=PATH tests another binary.
# Besides: no line of text is longer than 100 columns or ends in a blank, and what --json prints is JSON.
set -u
cd "$(dirname "$0")/../.." || exit 1
suite=golden
. tests/tools/lib.sh

top=$PWD
binary=$(realpath -m "${ARMLET:-build/$(${CC:-gcc} -dumpmachine)/armlet}")
# Relative, so that no transcript knows where this tree is.
export ARMLET_PROFILES=../../../profiles LC_ALL=C.UTF-8
[ -x "$binary" ] || {
	not_ok "there is no $binary: run make first"
	exit 1
}

armlet() {
	timeout 60 "$binary" "$@" </dev/null
}

# The transcript of a file's commands, run again.
transcript() {
	local line status
	while IFS= read -r line; do
		case $line in
		'# '*) printf '%s\n' "$line" ;;
		'$ '*)
			printf '%s\n' "$line"
			(cd tests/data/dumps && eval "${line#'$ '}") >"$work/said" 2>&1
			status=$?
			sed "s|$work|\$work|g; s/^[#\$] / &/" "$work/said"
			[ $status -eq 0 ] || echo "[status $status]"
			check_form "$line" $status
			;;
		esac
	done <"$1"
}

# check_form LINE STATUS. Messages on stderr are one line each, however long.
check_form() {
	(cd tests/data/dumps && eval "${1#'$ '}") >"$work/answer" 2>/dev/null
	case $1 in
	*'|'* | *'>'* | *--long* | *--hwcaps* | *--slurm*) ;;
	*--json*)
		[ "$2" -eq 125 ] && [ ! -s "$work/answer" ] || python3 -m json.tool "$work/answer" >/dev/null 2>&1 ||
			echo "(what it prints is no JSON)"
		;;
	*)
		grep -nE '^.{101,}|[[:blank:]]$' "$work/answer" && echo "(lines of more than 100 columns, or with blanks at their end)"
		;;
	esac
}

update=
[ "${1-}" != --update ] || { update=yes; shift; }
names=${*:-$(cd tests/golden && ls -- *.txt)}
[ -n "$names" ] || not_ok "no transcript found"
for name in $names; do
	file=tests/golden/${name%.txt}.txt
	transcript "$file" >"$work/new"
	if cmp -s "$file" "$work/new"; then
		ok "${name%.txt}"
	elif [ -n "$update" ]; then
		cp "$work/new" "$file"
		ok "${name%.txt} written again"
	else
		not_ok "${name%.txt}"
		diff "$file" "$work/new" | head -n 40 | sed 's/^/    /'
	fi
done
exit $failed
