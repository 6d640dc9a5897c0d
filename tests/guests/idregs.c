// SPDX-License-Identifier: GPL-2.0-only
// Reads every ID register with MRS on every CPU; prints those that are not zero, or with "sum=1" on
// the command line only a checksum, for each character printed costs an exit.
#include "guest.h"

#define REGISTERS 192

/* "mrs x0, S3_<op1>_C0_C<crm>_<op2>; ret": one pair for each encoding, made by the assembler. */
asm(".text\n"
    ".balign 8\n"
    "readers:\n"
    ".irp op1, 0, 1, 3\n"
    ".irp crm, 0, 1, 2, 3, 4, 5, 6, 7\n"
    ".irp op2, 0, 1, 2, 3, 4, 5, 6, 7\n"
    ".inst 0xd5380000 | (\\op1 << 16) | (\\crm << 8) | (\\op2 << 5)\n"
    "ret\n"
    ".endr\n"
    ".endr\n"
    ".endr\n");
extern const uint64_t readers[REGISTERS];

/* Is there one more register that did not exist? Set by the exception handler. */
static volatile bool undefined;
static volatile uint32_t finished;
static uint64_t first_cpu[REGISTERS];

#define MPIDR 5 /* each CPU's own: no part of the sum */

void guest_exception(uint64_t vector)
{
	bool el2 = current_el() == 2;
	uint64_t class = (el2 ? read_sysreg(esr_el2) : read_sysreg(esr_el1)) >> 26;

	/* Unknown instruction, or a trapped system register where the CPU has FEAT_IDST. */
	if (vector != VECTOR_SYNC || (class != 0 && class != 0x18)) {
		say("exception vector %d class %x\n", vector, class);
		power_off();
	}
	undefined = true;
	if (el2)
		write_sysreg(elr_el2, read_sysreg(elr_el2) + 4);
	else
		write_sysreg(elr_el1, read_sysreg(elr_el1) + 4);
}

static uint64_t read_register(uint32_t i)
{
	register uint64_t value asm("x0") = 0;
	const uint64_t *reader = &readers[i];

	asm volatile("blr %1" : "+r"(value) : "r"(reader) : "x30", "memory");
	return value;
}

/* CPU 0 prints what it has; the others what differs from CPU 0, which is less to wait for. */
static void print_register(uint64_t cpu, uint32_t i, uint64_t value)
{
	static const uint8_t op1[] = { 0, 1, 3 };

	if (cpu == 0)
		first_cpu[i] = value;
	if (cpu == 0 ? value != 0 : value != first_cpu[i])
		say("cpu %d S3_%d_C0_C%d_%d %x\n", cpu, (uint64_t)op1[i / 64],
		    (uint64_t)(i / 8 % 8), (uint64_t)(i % 8), value);
}

static void report(uint64_t cpu)
{
	uint64_t sum_only = argument("sum", 0), sum = 0, defined = 0;

	for (uint32_t i = 0; i < REGISTERS; i++) {
		uint64_t value;

		undefined = false;
		value = read_register(i);
		if (undefined)
			value = 0;
		else
			defined++;
		if (!sum_only)
			print_register(cpu, i, value);
		if (i != MPIDR) {
			sum = (sum ^ value) * 0x9e3779b97f4a7c15;
			sum ^= sum >> 29;
		}
	}
	if (sum_only)
		say("cpu %d sum %x\n", cpu, sum);
	else
		say("cpu %d read %d registers\n", cpu, defined);
}

void guest_secondary(uint64_t cpu)
{
	report(cpu);
	finished = (uint32_t)cpu;
	asm volatile("dsb sy\n\tsev");
	smccc(PSCI_CPU_OFF, 0, 0, 0);
}

void guest_main(void)
{
	report(0);
	for (uint32_t cpu = 1; cpu < machine.cpu_count; cpu++) {
		int64_t result = cpu_on(cpu);

		if (result) {
			say("cpu %d: CPU_ON gave %x\n", (uint64_t)cpu, (uint64_t)result);
			return;
		}
		while (finished != cpu)
			asm volatile("wfe");
	}
	say("idregs: done, %d cpus\n", (uint64_t)machine.cpu_count);
}
