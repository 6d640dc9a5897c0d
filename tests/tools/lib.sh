# SPDX-License-Identifier: GPL-2.0-only
# What the tests of tools share; sourced by bash from the top of the tree, with `suite` set to the test's name.
# Gives $work, a folder that is removed at the end, and $failed, 1 once something has failed.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

ok() {
	echo "ok $suite: $1"
}

not_ok() {
	echo "not ok $suite: $1"
	failed=1
}

# check NAME COMMAND...: the command succeeds; what it says is shown if it does not.
check() {
	local name=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		ok "$name"
	else
		not_ok "$name"
		sed 's/^/    /' "$work/out"
	fi
}
