#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The commands of docs/fleet.md do on emulated hosts what the page shows.
set -u
cd "$(dirname "$0")/../.." || exit 1
suite=fleet-doc
. tests/tools/lib.sh

check "the page shows what its commands print" tools/fleet-doc --check
# So that a page without commands is no success.
has_commands() {
	local command
	for command in dump diff baseline check verify; do
		grep -q "^[a-z0-9]*\$ armlet cpu $command " docs/fleet.md || return 1
	done
}
check "the page has the five commands" has_commands
exit $failed
