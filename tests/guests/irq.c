// SPDX-License-Identifier: GPL-2.0-only
// Interrupts arrive: the virtual timer's PPI and the UART's SPI, through whichever GIC there is.
#include "guest.h"

#define INTID_TIMER 27
#define INTID_UART  32 /* SPI 0 */
#define UART_IER    (UART_BASE + 1)
#define UART_IIR    (UART_BASE + 2)
#define IER_THRE    2

static volatile uint32_t timer_count, uart_count, other;

void guest_exception(uint64_t vector)
{
	uint32_t intid;

	if (vector != VECTOR_IRQ) {
		say("exception vector %d esr %x elr %x\n", vector, read_sysreg(esr_el1),
		    read_sysreg(elr_el1));
		power_off();
	}
	intid = gic_take();
	if (intid == INTID_TIMER) {
		timer_count++;
		write_sysreg(cntv_ctl_el0, 0);
	} else if (intid == INTID_UART) {
		uart_count++;
		read8(UART_IIR); /* reading it lowers the transmitter's interrupt */
		write8(UART_IER, 0);
	} else {
		other = intid;
	}
	gic_finish(intid);
}

/* Until *count is `wanted`, or a second has passed. */
static void wait_for(volatile uint32_t *count, uint32_t wanted)
{
	uint64_t start = read_sysreg(cntvct_el0), second = read_sysreg(cntfrq_el0);

	asm volatile("msr daifclr, #2" ::: "memory");
	while (*count < wanted && read_sysreg(cntvct_el0) - start < second)
		;
	asm volatile("msr daifset, #2" ::: "memory");
}

void guest_main(void)
{
	say("gic v%d its %x v2m %x\n", (uint64_t)machine.gic, machine.its, machine.v2m);
	if (!gic_enable(INTID_TIMER) || !gic_enable(INTID_UART)) {
		say("no GIC that this guest knows\n");
		return;
	}
	for (uint32_t i = 1; i <= 3; i++) {
		write_sysreg(cntv_tval_el0, read_sysreg(cntfrq_el0) / 1000);
		write_sysreg(cntv_ctl_el0, 1);
		wait_for(&timer_count, i);
	}
	/* WFI must end with a pending interrupt even while it is masked. */
	write_sysreg(cntv_tval_el0, read_sysreg(cntfrq_el0) / 1000);
	write_sysreg(cntv_ctl_el0, 1);
	asm volatile("wfi");
	wait_for(&timer_count, 4);
	write8(UART_IER, IER_THRE);
	wait_for(&uart_count, 1);
	say("timer %d uart %d other %d\n", (uint64_t)timer_count, (uint64_t)uart_count,
	    (uint64_t)other);
	if (machine.its)
		say("its type %x\n", read64(machine.its + 8));
}
