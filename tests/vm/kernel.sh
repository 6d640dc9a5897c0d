#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Debian's own kernel in every form it comes in, and each way for a kernel to end.
. "${0%/*}/lib.sh"

[ -e "$IMAGE" ] && [ -e "$INITRD" ] || {
	not_ok "kernel: boots" "no kernel or no initrd in $VM"
	exit
}

# A boot takes seconds: each checks a form of the kernel, a way to end, and more on the side.
IMAGE=$VM/Image.gz
linux vm=off --irqchip gicv3 -c 4
expect "kernel: gzip, 4 vCPUs on a GICv3 without ITS, power-off is 0" 0 "init: up" "init: off"
IMAGE=$VM/Image.zboot-gzip
linux vm=reboot -c 2
expect "kernel: EFI zboot with gzip, a reboot is 121" 121 "init: up"
IMAGE=$VM/Image.zboot-zstd
linux vm=panic
expect "kernel: EFI zboot with zstd, a panic is 120" 120 "init: up"
IMAGE=$VM/Image
linux vm=exit --kernel-placement map
expect "kernel: mapped instead of copied, an init that ends is a panic" 120 "init: up"
if [ "${HAS_MASKS:-0}" -ne 0 ]; then
	# Debian's kernel has 4 KiB pages; without them it would die before it could say why.
	linux vm=off --cpu host,ID_AA64MMFR0_EL1.TGRAN4=lowest,depends=warn
	expect_one_line "kernel: a page size that the profile's CPU lacks is refused" 125 "TGRAN4"
fi
linux "vm=off $(printf '%02100d' 0)"
expect_one_line "kernel: a command line that is too long is refused" 125 "2"

# linux_on_terminal WORDS STEPS...
linux_on_terminal() {
	terminal_words=$1
	shift
	"$VM/vmtool" pty -t $((LIMIT * 3)) "$@" -- "$ARMLET" run -k "$IMAGE" -i "$INITRD" -m 256M \
		-p "quiet $terminal_words" >"$T/out" 2>"$T/err"
	status=$?
}
linux_on_terminal vm=shell -e 'guest# ' -s 'echo $((6 * 7))\r' -e '42' -s 'exit\r'
expect "kernel: a shell in the guest" 0 "init: off" "how: exit 0" "terminal: restored"
linux_on_terminal "vm=wait sysrq_always_enabled" -e 'init: up' -s '\x01cb'
expect "kernel: Ctrl-a c is a break, and b after it SysRq's reset" 0 "how: exit 121"
