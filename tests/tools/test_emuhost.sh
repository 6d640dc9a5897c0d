#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Tests tools/emuhost: one booted host for most, a few that end theirs. Prints "ok - NAME" or "not ok - NAME".
set -u
cd "$(dirname "$0")/../.." || exit 1

emuhost=$PWD/tools/emuhost
work=$(mktemp -d "${TMPDIR:-/tmp}/test-emuhost.XXXXXX") || exit 1
host=$work/host
failed=0
trap '"$emuhost" stop "$host" 2> /dev/null; [ "$failed" = 0 ] || tail -n 20 "$host/emuhost.log"; rm -rf "$work"' EXIT

# check NAME CONDITION...: the condition is a command.
check() {
	local name=$1
	shift
	if "$@"; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		failed=1
	fi
}

# inside [OPTIONS] -- COMMAND: sets status, out, err. The outer limit is for an emuhost that hangs.
inside() {
	timeout 60 "$emuhost" exec "$host" "$@" > "$work/out" 2> "$work/err"
	status=$?
	out=$(cat "$work/out")
	err=$(cat "$work/err")
}

# alive PID: it runs; a zombie does not.
alive() {
	[ -e "/proc/$1" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2> /dev/null
}

# gone PID [SECONDS]: the process ends in time.
gone() {
	local i
	for ((i = 0; i < ${2:-10} * 10; i++)); do
		alive "$1" || return 0
		sleep 0.1
	done
	return 1
}

child_of() {
	cat "/proc/$1/task/$1/children" 2> /dev/null | tr ' ' '\n' | head -n 1
}

equal() {
	[ "$1" = "$2" ] && return
	printf '    expected "%s", got "%s"\n' "$2" "$1"
	return 1
}

contains() {
	case $1 in
	*"$2"*) return 0 ;;
	esac
	printf '    expected "%s" in "%s"\n' "$2" "$1"
	return 1
}

faster_than() {
	[ "$2" -le "$1" ] && return
	echo "    took $2 s"
	return 1
}


# A folder with a name of its own trouble: long for a socket, with blanks and a comma for QEMU.
host="$work/a host, with a name that is far too long to be a socket's address $(printf 'x%.0s' {1..60})"
echo "from outside" > "$work/file"
"$emuhost" start --file "$work/file:/root/file" --console-log "$work/console" "$host" 2> "$work/err"
check "start" equal $? 0
broker=$(cat "$host/pid")
qemu=$(child_of "$broker")

inside -- sh -c 'echo out; echo err >&2; exit 7'
check "status, stdout and stderr are kept apart" equal "$status/$out/$err" "7/out/err"
inside -- sh -c 'test -c /dev/kvm && uname -m'
check "the host is arm64 with KVM" equal "$out" aarch64
inside -- cat /root/file
check "--file is there at boot" equal "$out" "from outside"
inside -- sh -c 'kill -TERM $$'
check "a signal's status is 128+n" equal "$status" 143
inside -- no-such-command
check "no such command is 127" equal "$status" 127
inside --cwd /no-such-folder -- true
check "no such folder is 126" equal "$status" 126
inside --cwd /tmp --env 'A=b c' -- sh -c 'pwd; echo "$A"; printf "%s|" "$@"' sh '' 'x y' '*'
check "--cwd, --env and arguments arrive as they are" equal "$out" $'/tmp\nb c\n|x y|*|'
inside -- cat
check "stdin is empty unless asked for" equal "$status/$out" "0/"
printf 'one\ntwo' > "$work/in"
inside --stdin -- cat < "$work/in"
check "--stdin passes all of it" equal "$out" $'one\ntwo'

start=$SECONDS
inside --timeout 1 -- sh -c 'setsid sh -c "echo \$\$ > /tmp/orphan; sleep 100" & sleep 100'
check "--timeout is 124" equal "$status" 124
check "--timeout is in time" faster_than 8 $((SECONDS - start))
inside -- sh -c 'sleep 0.3; kill -0 "$(cat /tmp/orphan)"'
check "--timeout kills even what left the process group" equal "$status" 1

start=$SECONDS
for i in 1 2 3 4 5 6; do
	"$emuhost" exec "$host" -- sh -c "sleep 2; echo $i; exit $i" > "$work/parallel.$i" &
	pids[i]=$!
done
results=
for i in 1 2 3 4 5 6; do
	wait "${pids[i]}"
	results+="$?/$(cat "$work/parallel.$i") "
done
check "six commands at once, each with its own output and status" \
	equal "$results" "1/1 2/2 3/3 4/4 5/5 6/6 "
check "they run side by side" faster_than 9 $((SECONDS - start))

"$emuhost" exec "$host" -- sh -c 'echo $$ > /tmp/victim; sleep 100' &
client=$!
for i in {1..50}; do
	inside -- test -s /tmp/victim
	[ "$status" -ne 0 ] || break
done
kill -9 "$client"
wait "$client" 2> /dev/null
inside -- sh -c 'sleep 0.5; kill -0 "$(cat /tmp/victim)"'
check "a killed client's command is killed" equal "$status" 1

# A client that stops reading holds up itself only.
"$emuhost" exec "$host" -- sh -c 'yes' | sleep 100 &
sleep 1
inside -- echo still here
check "a client that does not read blocks nobody" equal "$out" "still here"
kill %% 2> /dev/null
wait 2> /dev/null

head -c 3000000 /dev/urandom > "$work/big"
chmod 755 "$work/big"
"$emuhost" put "$host" "$work/big" /tmp/new/big && "$emuhost" get "$host" /tmp/new/big "$work/back"
check "put and get a file" cmp -s "$work/big" "$work/back"
inside -- stat -c %a /tmp/new/big
check "put keeps the mode" equal "$out" 755
mkdir -p "$work/tree/sub"
echo deep > "$work/tree/sub/leaf"
"$emuhost" put "$host" "$work/tree" /tmp/tree && "$emuhost" get "$host" /tmp/tree "$work/tree-back"
check "put and get a folder" diff -r "$work/tree" "$work/tree-back"
"$emuhost" get "$host" /no-such-file "$work/none" 2> /dev/null
check "get of nothing fails and leaves nothing" equal "$?/$(ls "$work"/none* 2> /dev/null)" "1/"

inside --pty -- sh -c 'test -t 0 && test -t 1 && tty'
check "--pty gives a terminal" contains "$out" /dev/pts/
coproc typist {
	exec timeout 30 "$emuhost" exec "$host" --pty --stdin -- sh -c \
		'trap "echo caught; exit 3" INT; echo ready; while :; do sleep 0.1; done'
}
read -r line <&"${typist[0]}"
printf '\003' >&"${typist[1]}"
wait "$typist_PID"
check "Ctrl-C in the terminal is a signal inside" equal "$?/${line%$'\r'}" 3/ready

"$emuhost" start "$host" 2> "$work/err"
check "a second host in the same folder is refused" \
	contains "$?/$(cat "$work/err")" "125/emuhost: a host lives in"

"$emuhost" exec "$host" -- sleep 100 2> "$work/err" &
client=$!
sleep 0.5
kill -9 "$qemu"
wait "$client"
check "QEMU's death ends clients with 125 and a line" \
	contains "$?/$(cat "$work/err")" "125/emuhost: the host is gone"
check "QEMU's death ends the host" gone "$broker"
inside -- true
check "exec without a host is 125 and a line" contains "$status/$err" "125/emuhost: no host in"

# A kernel that never comes up: a file of zeros with an Image's header is executed and does nothing.
head -c 4096 "$("$PWD/tools/debian-kernel" trixie-backports)" > "$work/dead"
truncate -s 1M "$work/dead"
start=$SECONDS
"$emuhost" run --kernel "$work/dead" --boot-timeout 2 -- true 2> "$work/err"
check "a boot that never comes up is 125 and one line" \
	contains "$?/$(wc -l < "$work/err")/$(cat "$work/err")" "125/1/emuhost: the host did not come up"
check "and in time" faster_than 8 $((SECONDS - start))
"$emuhost" run --cpu nonsense -- true 2> "$work/err"
check "QEMU's own complaint is passed on" contains "$?/$(cat "$work/err")" "nonsense"

# Owners: nothing stays behind, whoever is killed. None of these hosts has to come up.
sleep 100 &
owner=$!
"$emuhost" start --owner-pid "$owner" --kernel "$work/dead" --boot-timeout 60 "$work/owned" 2> /dev/null &
for i in {1..50}; do
	sleep 0.1
	broker=$(cat "$work/owned/pid" 2> /dev/null) && qemu=$(child_of "$broker") && [ -n "$qemu" ] && break
done
kill "$owner"
check "a host ends with its owner" gone "${qemu:-$$}"
wait 2> /dev/null

for signal in TERM KILL; do
	TMPDIR=$work "$emuhost" run --kernel "$work/dead" --boot-timeout 60 -- true 2> /dev/null &
	client=$!
	qemu=
	for i in {1..50}; do
		sleep 0.1
		broker=$(child_of "$client") && qemu=$(child_of "$broker") && [ -n "$qemu" ] && break
	done
	kill -"$signal" "$client"
	wait "$client" 2> /dev/null
	check "run killed by $signal leaves no QEMU" gone "${qemu:-$$}"
	gone "${broker:-$$}"
	check "run killed by $signal leaves no files" equal "$(ls -d "$work"/emuhost-* 2> /dev/null)" ""
done

exit $failed
