#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Every interrupt controller that the host has works, and the others are refused with a reason; stolen time.
. "${0%/*}/lib.sh"

arrived="timer 4 uart 1 other 0"
guest irq
if [ "$HAS_GICV3" -ne 0 ]; then
	expect "gic: the default is the best" 0 "gic v3" "$arrived"
	guest irq --irqchip gicv3
	expect "gic: gicv3" 0 "gic v3 its 0x0 v2m 0x0" "$arrived"
	guest irq --irqchip gicv3 -c 4
	expect "gic: gicv3 with 4 vCPUs" 0 "$arrived"
	guest irq --irqchip gicv3-its
	expect "gic: gicv3-its" 0 "gic v3" "$arrived" "its type 0x"
else
	expect "gic: the default is the best" 0 "gic v2" "$arrived"
	guest irq --irqchip gicv3
	expect_one_line "gic: gicv3 is refused on this host" 125 "gicv3"
	guest irq --irqchip gicv3-its
	expect_one_line "gic: gicv3-its is refused on this host" 125 "gicv3"
fi
guest irq --irqchip gicv2
if [ "$HAS_GICV2" -ne 0 ]; then
	expect "gic: gicv2" 0 "gic v2 its 0x0 v2m 0x0" "$arrived"
	guest irq --irqchip gicv2m -c 8
	expect "gic: gicv2m" 0 "gic v2" "$arrived"
	if grep -q 'v2m 0x0' "$T/out"; then
		not_ok "gic: gicv2m has its frame" "the device tree has none"
	else
		ok "gic: gicv2m has its frame"
	fi
	guest irq --irqchip gicv2 -c 9
	expect_one_line "gic: a GICv2 has no 9 vCPUs" 125 "9"
else
	expect_one_line "gic: gicv2 is refused on this host" 125 "gicv2"
	guest irq --irqchip gicv2m
	expect_one_line "gic: gicv2m is refused on this host" 125 "gicv2m"
fi

guest pvtime
if [ "${HAS_PVTIME:-0}" -ne 0 ]; then
	expect "gic: stolen time" 0 "pvtime 0x1020000 revision 0 attributes 0"
	guest pvtime --no-pvtime
	expect "gic: --no-pvtime" 0 "pvtime"
	if grep -q 'pvtime 0x' "$T/out"; then
		not_ok "gic: --no-pvtime has none" "it has"
	else
		ok "gic: --no-pvtime has none"
	fi
else
	expect "gic: no stolen time on this host, and no harm" 0 "pvtime"
fi
