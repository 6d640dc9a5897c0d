#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Debian's own kernel in every form it comes in, and each way for a kernel to end.
. "${0%/*}/lib.sh"

[ -e "$IMAGE" ] && [ -e "$INITRD" ] || {
	not_ok "kernel: boots" "no kernel or no initrd in $VM"
	exit
}
for form in Image.gz Image.zboot-gzip Image.zboot-zstd; do
	[ -e "$VM/$form" ] || {
		skip "kernel: $form boots" "there is none"
		continue
	}
	IMAGE=$VM/$form
	linux vm=off
	expect "kernel: $form boots" 0 "init: up"
done
IMAGE=$VM/Image
if [ "${HAS_MASKS:-0}" -ne 0 ]; then
	# Debian's kernel has 4 KiB pages; without them it would die before it could say why.
	linux vm=off --cpu host,ID_AA64MMFR0_EL1.TGRAN4=lowest,depends=warn
	expect_one_line "kernel: a page size that the profile's CPU lacks is refused" 125 "TGRAN4"
fi
linux vm=panic
expect "kernel: a panic is 120" 120 "init: up"
linux vm=exit
expect "kernel: an init that ends is a panic" 120 "init: up"
linux vm=reboot -c 2
expect "kernel: a reboot is 121" 121 "init: up"
linux "vm=off $(printf '%02100d' 0)"
expect_one_line "kernel: a command line that is too long is refused" 125 "2"
