#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The console from a pipe, a file, nothing and a terminal; everything arrives; the terminal is left as it was.
. "${0%/*}/lib.sh"

printf 'hello\004' | "$ARMLET" run -k "$GUESTS/uart-echo.img" -m 64M --timeout 20 >"$T/out" 2>"$T/err"
status=$?
expect "console: input from a pipe" 0 "hello" "echo: 5 bytes"
i=0
while [ $i -lt 25 ]; do
	echo "this line has forty characters, exactly."
	i=$((i + 1))
done >"$T/in"
printf '\004' >>"$T/in"
armlet_input "$T/in" run -k "$GUESTS/uart-echo.img" -m 64M --timeout 20
expect "console: input from a file, all of it" 0 "echo: 1025 bytes"
printf 'no end' >"$T/in"
armlet_input "$T/in" run -k "$GUESTS/uart-echo.img" -m 64M --timeout 2
expect "console: the end of input is not the end of the guest" 124 "no end"
"$ARMLET" run -k "$GUESTS/size.img" -m 64M <&- >"$T/out" 2>"$T/err"
status=$?
expect "console: stdin closed" 0 "memory 0x80000000"
"$ARMLET" run -k "$GUESTS/size.img" -m 64M </dev/null >&- 2>"$T/err"
status=$?
: >"$T/out"
expect "console: stdout closed" 0
env -i "$ARMLET" run -k "$GUESTS/size.img" -m 64M </dev/null >"$T/out" 2>"$T/err"
status=$?
expect "console: an empty environment, no HOME" 0 "memory 0x80000000"

# More than a pipe holds, to a reader that is late. (Each byte costs an exit: emulation takes its time.)
bytes=${FLOOD:-1048576}
"$ARMLET" run -k "$GUESTS/uart-flood.img" -m 64M -p "bytes=$bytes" </dev/null 2>"$T/err" | (
	sleep 3
	cat
) >"$T/flood"
got=$(grep -c '^[a-z]\{63\}$' "$T/flood")
tail -c 200 "$T/flood" >"$T/out"
if [ "$got" -eq $((bytes / 64)) ] && grep -q "^flood: $bytes bytes" "$T/out"; then
	ok "console: $bytes bytes to a slow reader, none lost"
else
	not_ok "console: $bytes bytes to a slow reader, none lost" "$got whole lines of $((bytes / 64))"
fi
"$ARMLET" run -k "$GUESTS/uart-flood.img" -m 64M -p bytes=4096 </dev/null 2>"$T/err" | head -c 100 >"$T/out"
expect_text=$(head -c 10 "$T/out")
if [ "$expect_text" = aaaaaaaaaa ]; then
	ok "console: a reader that goes away"
else
	not_ok "console: a reader that goes away" "it read $expect_text"
fi

# on_terminal NAME STATUS TEXTS... -- VMTOOL OPTIONS
on_terminal() {
	terminal_name=$1
	shift
	"$VM/vmtool" pty -t 30 "$@" >"$T/out" 2>"$T/err"
	status=$?
}
on_terminal -- -e ready -s 'abc\x03\x04' -- "$ARMLET" run -k "$GUESTS/uart-echo.img" -m 64M
expect "console: on a terminal every key reaches the guest, and the terminal is restored" 0 \
	"echo: 4 bytes" "how: exit 0" "terminal: was raw" "terminal: restored"
on_terminal -- -e ready -s '\x01x' -- "$ARMLET" run -k "$GUESTS/uart-echo.img" -m 64M
expect "console: Ctrl-a x ends it" 0 "how: exit" "terminal: was raw" "terminal: restored"
on_terminal -- -e ready -s 'a\x01\x01b\x04' -- "$ARMLET" run -k "$GUESTS/uart-echo.img" -m 64M
expect "console: Ctrl-a Ctrl-a is one Ctrl-a" 0 "echo: 3 bytes" "how: exit 0"
on_terminal -- -e hanging -k 15 -- "$ARMLET" run -k "$GUESTS/hang.img" -m 64M
expect "console: SIGTERM restores the terminal" 0 "how: signal 15" "terminal: was raw" "terminal: restored"
on_terminal -- -- "$ARMLET" run -k "$GUESTS/hang.img" -m 64M --timeout 2
expect "console: so does the time limit" 0 "how: exit 124" "terminal: restored"
on_terminal -- -- "$ARMLET" run -k "$GUESTS/nisv.img" -m 64M
expect "console: and a failed vCPU" 0 "how: exit 122" "terminal: restored"
