// SPDX-License-Identifier: GPL-2.0-only
// The guest inside armlet: reads the whole feature ID space on every vCPU, and what EL0 may read.
//
// Without MMU, stack or relocations. x19: number of vCPUs; x20: this vCPU's record; x24: the first
// record on the first vCPU, 0 on the others. The exception handler owns x23, x25, x26 and x28, and
// sets x27 where an instruction was UNDEFINED.

#include "vcpu/verify_guest.h"

#define PSCI_CPU_OFF	0x84000002
#define PSCI_CPU_ON	0xc4000003
#define PSCI_SYSTEM_OFF	0x84000008

#define EC_UNKNOWN	0x00
#define EC_SVC64	0x15
#define EC_SYSREG	0x18

	.section .rodata.verify_guest, "a"
	.globl	verify_guest_image
	.balign	0x800
verify_guest_image:
vectors:
	.set	n, 0
	.rept	16
	.balign	0x80
	mov	x28, #n
	b	exception
	.set	n, n + 0x80
	.endr

	.balign	VERIFY_ENTRY
	mov	x24, x0
	ldr	x19, [x0, #VERIFY_VCPU_COUNT]
	b	first_vcpu

	// A call to the hypervisor: HVC, which at EL2 would be our own.
	.macro	smccc function
	ldr	x0, =\function
	mrs	x4, CurrentEL
	cmp	x4, #(2 << 2)
	b.eq	8f
	hvc	#0
	b	9f
8:	smc	#0
9:
	.endm

	// Runs an instruction that may be UNDEFINED and leaves its result in x0.
	.macro	probe number, instruction:vararg
	mov	x0, #0
	mov	x27, #0
	\instruction
	str	x0, [x20, #(VERIFY_PROBES + 8 * \number)]
	strb	w27, [x20, #(VERIFY_PROBE_UNDEFINED + \number)]
	.endm

first_vcpu:
	mov	x20, x24
	mov	x21, #1
1:	cmp	x21, x19
	b.hs	3f
	add	x22, x24, x21, lsl #VERIFY_RECORD_SHIFT
	ldr	x1, [x22, #VERIFY_MPIDR]
	adr	x2, secondary
	mov	x3, x22
	smccc	PSCI_CPU_ON
	str	x0, [x22, #VERIFY_PSCI_RESULT]
	cbz	x0, 2f
	mov	x0, #VERIFY_STAGE_FAILED
	str	x0, [x22, #VERIFY_STAGE]
	b	power_off
2:	add	x21, x21, #1
	b	1b
3:	b	examine

secondary:
	mov	x20, x0
	mov	x24, #0

	// Reads all 192 encodings, one after the other.
examine:
	mrs	x0, CurrentEL
	lsr	x0, x0, #2
	str	x0, [x20, #VERIFY_EL]
	adr	x1, vectors
	cmp	x0, #2
	b.eq	1f
	msr	vbar_el1, x1
	b	2f
1:	msr	vbar_el2, x1
2:	isb
	mov	x0, #VERIFY_STAGE_STARTED
	str	x0, [x20, #VERIFY_STAGE]
	adr	x21, readers
	mov	x22, #0
3:	mov	x0, #0
	mov	x27, #0
	blr	x21
	add	x1, x20, #VERIFY_VALUES
	str	x0, [x1, x22, lsl #3]
	add	x1, x20, #VERIFY_VALUES_UNDEFINED
	strb	w27, [x1, x22]
	add	x21, x21, #8
	add	x22, x22, #1
	cmp	x22, #VERIFY_VALUE_COUNT
	b.ne	3b
	probe	VERIFY_PROBE_PMCR, mrs x0, pmcr_el0
	mov	x0, #VERIFY_STAGE_READ
	str	x0, [x20, #VERIFY_STAGE]
	ldr	x0, [x20, #VERIFY_EL]
	cmp	x0, #2
	b.eq	done

	// EL0 may use FP, SVE, CTR_EL0 and the counters; its memory is the same, for there is no MMU.
	mov	x0, #(3 << 20 | 3 << 16)	// CPACR_EL1.FPEN, .ZEN
	msr	cpacr_el1, x0
	isb
	mov	x21, #15			// ZCR_EL1.LEN: the longest vector that there is
	probe	VERIFY_PROBE_ZCR, msr S3_0_C1_C2_0, x21
	mov	x0, #3				// CNTKCTL_EL1.EL0PCTEN, .EL0VCTEN
	msr	cntkctl_el1, x0
	mrs	x0, sctlr_el1
	orr	x0, x0, #(3 << 14)		// UCT, and DZE, which DCZID_EL0.DZP tells of
	msr	sctlr_el1, x0
	adr	x0, el0
	msr	elr_el1, x0
	mov	x0, #0x3c0			// EL0, interrupts masked
	msr	spsr_el1, x0
	isb
	eret

el0:
	probe	VERIFY_PROBE_CTR, mrs x0, ctr_el0
	probe	VERIFY_PROBE_DCZID, mrs x0, dczid_el0
	probe	VERIFY_PROBE_CNTFRQ, mrs x0, cntfrq_el0
	probe	VERIFY_PROBE_RDVL, .inst 0x04bf5020	// rdvl x0, #1
	probe	VERIFY_PROBE_PACGA, .inst 0x9ac13000	// pacga x0, x0, x1
	svc	#0
	b	.

done:
	mov	x0, #VERIFY_STAGE_DONE
end_vcpu:
	dsb	sy
	str	x0, [x20, #VERIFY_STAGE]
	dsb	sy
	sev
	cbz	x24, cpu_off

	// The first vCPU waits for the others; one that failed is an end too.
	mov	x21, #0
1:	cmp	x21, x19
	b.hs	power_off
	add	x22, x24, x21, lsl #VERIFY_RECORD_SHIFT
2:	ldr	x0, [x22, #VERIFY_STAGE]
	cmp	x0, #VERIFY_STAGE_DONE
	b.hs	3f
	wfe
	b	2b
3:	add	x21, x21, #1
	b	1b

power_off:
	dsb	sy
	smccc	PSCI_SYSTEM_OFF
	b	.

cpu_off:
	smccc	PSCI_CPU_OFF
	b	.

	// UNDEFINED, or a trapped register where the CPU has FEAT_IDST: on with the next instruction.
	// SVC: EL0 is through. Anything else is the end.
exception:
	mrs	x23, CurrentEL
	cmp	x23, #(2 << 2)
	b.eq	1f
	mrs	x25, esr_el1
	mrs	x26, elr_el1
	b	2f
1:	mrs	x25, esr_el2
	mrs	x26, elr_el2
2:	cmp	x28, #0x200			// synchronous, from this level
	b.eq	3f
	cmp	x28, #0x400			// and from EL0
	b.ne	failed
3:	lsr	x23, x25, #26
	cmp	x23, #EC_UNKNOWN
	b.eq	undefined
	cmp	x23, #EC_SYSREG
	b.eq	undefined
	cmp	x23, #EC_SVC64
	b.eq	done
failed:
	str	x28, [x20, #VERIFY_VECTOR]
	str	x25, [x20, #VERIFY_ESR]
	str	x26, [x20, #VERIFY_ELR]
	mov	x0, #VERIFY_STAGE_FAILED
	b	end_vcpu

undefined:
	mov	x27, #1
	add	x26, x26, #4
	mrs	x23, CurrentEL
	cmp	x23, #(2 << 2)
	b.eq	1f
	msr	elr_el1, x26
	eret
1:	msr	elr_el2, x26
	eret

	// "mrs x0, S3_<op1>_C0_C<crm>_<op2>; ret" in the order of KVM's index
readers:
	.irp	op1, 0, 1, 3
	.irp	crm, 0, 1, 2, 3, 4, 5, 6, 7
	.irp	op2, 0, 1, 2, 3, 4, 5, 6, 7
	.inst	0xd5380000 | (\op1 << 16) | (\crm << 8) | (\op2 << 5)
	ret
	.endr
	.endr
	.endr
	.ltorg
	.globl	verify_guest_image_end
verify_guest_image_end:

	.section .note.GNU-stack, "", %progbits
