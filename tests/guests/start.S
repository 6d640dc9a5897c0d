// SPDX-License-Identifier: GPL-2.0-only
// The first instructions of every bare-metal guest: Image header, stacks, exception vectors.

	.section .head, "ax"
	.globl image_start
image_start:
	b	boot_cpu		// code0, code1
	nop
	.quad	0			// text_offset: at the start of a 2 MiB block
	.quad	image_bytes		// with .bss and the stacks, set by the linker script
	.quad	0x8			// flags: little-endian, any page size, anywhere in RAM
	.quad	0
	.quad	0
	.quad	0
	.ascii	"ARM\x64"
	.long	0

	.text
boot_cpu:
	mov	x19, x0			// the device tree
	// .bss only: a second boot in the same memory must find what the first one found
	adrp	x1, bss_start
	add	x1, x1, :lo12:bss_start
	adrp	x2, bss_end
	add	x2, x2, :lo12:bss_end
1:	cmp	x1, x2
	b.hs	2f
	stp	xzr, xzr, [x1], #16
	b	1b
2:	mov	x0, #0
	bl	cpu_setup
	mov	x0, x19
	bl	guest_start
	b	.

	// PSCI CPU_ON comes here; x0 is the CPU's number
	.globl secondary_entry
secondary_entry:
	mov	x19, x0
	bl	cpu_setup
	mov	x0, x19
	bl	guest_secondary
	b	.

	// x0: the CPU's number. Stack, vectors, FP and SVE untrapped; x30 is kept, x0 … x3 are not.
cpu_setup:
	adrp	x1, stacks
	add	x1, x1, :lo12:stacks
	add	x0, x0, #1
	add	x1, x1, x0, lsl #12	// STACK_BYTES
	mov	sp, x1
	adrp	x2, vectors
	add	x2, x2, :lo12:vectors
	mrs	x3, CurrentEL
	cmp	x3, #(2 << 2)
	b.eq	3f
	msr	vbar_el1, x2
	mov	x2, #(3 << 20 | 3 << 16)	// CPACR_EL1.FPEN, .ZEN
	msr	cpacr_el1, x2
	isb
	ret
3:	msr	vbar_el2, x2
	isb
	ret

	// Every exception saves what C may change and calls guest_exception(frame, vector number).
	.macro	vector number
	.balign	0x80
	sub	sp, sp, #176
	stp	x0, x1, [sp]
	mov	x1, #\number
	b	exception
	.endm

	.balign	0x800
vectors:
	.set	n, 0
	.rept	16
	vector	n
	.set	n, n + 1
	.endr

exception:
	stp	x2, x3, [sp, #16]
	stp	x4, x5, [sp, #32]
	stp	x6, x7, [sp, #48]
	stp	x8, x9, [sp, #64]
	stp	x10, x11, [sp, #80]
	stp	x12, x13, [sp, #96]
	stp	x14, x15, [sp, #112]
	stp	x16, x17, [sp, #128]
	stp	x18, x30, [sp, #144]
	mov	x0, x1
	bl	guest_exception
	ldp	x2, x3, [sp, #16]
	ldp	x4, x5, [sp, #32]
	ldp	x6, x7, [sp, #48]
	ldp	x8, x9, [sp, #64]
	ldp	x10, x11, [sp, #80]
	ldp	x12, x13, [sp, #96]
	ldp	x14, x15, [sp, #112]
	ldp	x16, x17, [sp, #128]
	ldp	x18, x30, [sp, #144]
	ldp	x0, x1, [sp], #176
	eret
