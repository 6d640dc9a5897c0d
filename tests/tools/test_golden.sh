#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What commands print, held against what they printed when somebody last read it.
#
# Each tests/golden/*.txt is a transcript: lines "# …" say what it is about, lines "$ armlet …" are commands, run in
# tests/data/dumps with the profiles of this tree, and what follows each is what it printed (stderr, too) and, unless it is
# 0, "[status N]". `tests/tools/test_golden.sh --update [NAME…]` writes them again.
# Besides: no line of text is longer than 100 columns or ends in a blank, and what --json prints is JSON.
set -u
cd "$(dirname "$0")/../.." || exit 1
suite=golden
. tests/tools/lib.sh

top=$PWD
binary=$top/build/$(${CC:-gcc} -dumpmachine)/armlet
export ARMLET_PROFILES=$top/profiles LC_ALL=C.UTF-8

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
			cat "$work/said"
			[ $status -eq 0 ] || echo "[status $status]"
			check_form "$line"
			;;
		esac
	done <"$1"
}

check_form() {
	case $1 in
	*--json*)
		(cd tests/data/dumps && eval "${1#'$ '}") 2>/dev/null | python3 -m json.tool >/dev/null ||
			echo "(what it prints is no JSON)"
		;;
	*"2>/dev/null"* | *--long*) ;;
	*)
		# Messages on stderr are one line each, however long.
		(cd tests/data/dumps && eval "${1#'$ '}") 2>/dev/null | grep -nE '^.{101,}|[[:blank:]]$' &&
			echo "(lines of more than 100 columns, or with blanks at their end)"
		;;
	esac
}

update=
[ "${1-}" != --update ] || { update=yes; shift; }
names=${*:-$(cd tests/golden && ls -- *.txt)}
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
