#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The manual pages: sound mdoc; every option that `armlet help` prints and every key that the reader of profiles
# knows is described, and nothing else; installed where man looks.
set -u
cd "$(dirname "$0")/../.." || exit 1
suite='man'
. tests/tools/lib.sh

armlet=build/$(${CC:-gcc} -dumpmachine)/armlet

# Whether the page that another one names is installed here is not its mistake.
sound() {
	mandoc -Tlint -W style "$1" >"$work/lint"
	grep -v 'STYLE: referenced manual not found: Xr armlet' "$work/lint" && return 1
	[ "$(mandoc -Tutf8 "$1" | wc -l)" -gt 40 ]
}

# A page's lines from the heading "$2" to the next heading.
part() {
	awk -v heading="$2" '
		/^\.S[hs] / { inside = index($0, heading) == 1 && (length($0) == length(heading) || substr($0, length(heading) + 1, 1) == " ") }
		inside' "$1"
}

# Options as the page has them: "-o --output FILE".
options_of_page() {
	part man/armlet.1 "$1" | sed -n 's/^\.It Fl //p' | sed 's/ , Fl -/ --/; s/^-\([a-z]\)/--\1/; s/^\([a-z]\) --/-\1 --/; s/ Ar / /' |
		sort
}

options_of_help() {
	# The word after an option is its value where one blank is before it, and its help where there are more.
	# shellcheck disable=SC2086
	"$armlet" help $1 | sed -n 's/^  *\(-[a-zA-Z], \)\{0,1\}\(--[a-z0-9-]*\)\( [A-Z]*\)\{0,1\}\(  .*\)*$/\1\2\3/p' | sed 's/, / /; s/ $//' | sort
}

same() {
	diff "$1" "$2" >"$work/differ" && return
	sed -n 's/^</only in the program:/p; s/^>/only in the page:/p' "$work/differ"
	return 1
}

same_options() {
	options_of_help "$1" >"$work/help"
	options_of_page ".Ss armlet $1" >"$work/page"
	[ -s "$work/help" ] && same "$work/help" "$work/page"
}

commands_are_all() {
	{
		"$armlet" help
		"$armlet" help cpu
	} | sed -n 's/^  armlet \(cpu [a-z][a-z]*\|[a-z]*\) .*/\1/p' | grep -vx cpu | sort >"$work/help"
	sed -n 's/^\.Ss armlet \(cpu [a-z][a-z]*\|[a-z]*\).*/\1/p' man/armlet.1 | sort >"$work/page"
	[ "$(wc -l <"$work/help")" -ge 3 ] && same "$work/help" "$work/page"
}

# Keys of [profile] or [cpu], by the table that profiles are read with.
same_keys() {
	sed -n "s/.*{ SECTION_$1, \"\\([a-z0-9-]*\\)\".*/\\1/p" sysregs/profile_parse.c | sort >"$work/table"
	part man/armlet-profile.5 ".Ss [$2]" | sed -n 's/^\.It Cm //p' | sort >"$work/page"
	[ -s "$work/table" ] && same "$work/table" "$work/page"
}

# A section's keys, by all dumps that there are.
same_dump_keys() {
	awk -v section="[$1]" '/^\[/ { inside = $0 == section } inside && / = / { print $1 }' tests/data/dumps/*.ini |
		sort -u >"$work/dumps"
	part man/armlet-profile.5 ".Ss [$1] $2" | sed -n 's/^\.It Cm //p' | sort >"$work/page"
	[ -s "$work/dumps" ] && same "$work/dumps" "$work/page"
}

same_dump_sections() {
	sed -n 's/^\[\(host[^]]*\)\]$/\1/p' tests/data/dumps/*.ini | sort -u >"$work/dumps"
	sed -n '/^\.Sh DUMPS/,$ s/^\.Ss \[\(host[^]]*\)\].*/\1/p' man/armlet-profile.5 | sort >"$work/page"
	[ -s "$work/dumps" ] && same "$work/dumps" "$work/page"
}

# The page's profile does on a host what it says.
example_fits() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh DIAG/p' man/armlet-profile.5 | sed '/^\./d; s/\\&//g' >"$work/example.ini"
	ARMLET_PROFILES=profiles "$armlet" cpu check --host tests/data/dumps/n1-7.3.ini "$work/example.ini"
}

variables_are_all() {
	grep -ho 'getenv("[A-Z_]*")' -r cli lib boot devices vcpu sysregs memory main.c | sed 's/.*"\(.*\)".*/\1/' | sort -u >"$work/code"
	part man/armlet.1 '.Sh ENVIRONMENT' | sed -n 's/^\.It Ev //p' | sort >"$work/page"
	[ -s "$work/code" ] && same "$work/code" "$work/page"
}

statuses_are_all() {
	sed -n 's/^\tEXIT_STATUS_.*= *\([0-9]*\),.*/\1/p; s/^\t\t\([0-9]*\),.*/\1/p' cli/command.h | sort >"$work/code"
	part man/armlet.1 '.Sh EXIT STATUS' | sed -n 's/^\.It \([0-9]*\)$/\1/p' | grep -vx 1 | sort -u >"$work/page"
	[ -s "$work/code" ] && same "$work/code" "$work/page"
}

installed() {
	make --no-print-directory -s install DESTDIR="$work/root" PREFIX=/usr &&
		cmp man/armlet.1 "$work/root/usr/share/man/man1/armlet.1" &&
		cmp man/armlet-profile.5 "$work/root/usr/share/man/man5/armlet-profile.5"
}

check "armlet.1 is sound" sound man/armlet.1
check "armlet-profile.5 is sound" sound man/armlet-profile.5
check "the commands are all of them" commands_are_all
check "run: the options are all of them" same_options run
for command in $("$armlet" help cpu | sed -n 's/^  armlet cpu \([a-z]*\) .*/\1/p'); do
	check "cpu $command: the options are all of them" same_options "cpu $command"
done
check "[profile]: the keys are all of them" same_keys PROFILE profile
check "[cpu]: the keys are all of them" same_keys CPU cpu
check "[host]: the keys are all of them" same_dump_keys host "section of a dump"
check "[host.end]: the keys are all of them" same_dump_keys host.end section
check "the sections of dumps are all of them" same_dump_sections
check "the example of a profile fits a host" example_fits
check "the variables are all of them" variables_are_all
check "the statuses are all of them" statuses_are_all
check "install" installed
exit $failed
