// SPDX-License-Identifier: GPL-2.0-only
// Console, PSCI and default handlers of the bare-metal guests.
#include <stdarg.h>

#include "guest.h"

#define UART_THR      (UART_BASE + 0)
#define UART_FCR      (UART_BASE + 2)
#define UART_LSR      (UART_BASE + 5)
#define LSR_DATA      0x01
#define LSR_THR_EMPTY 0x20
#define FIFO_BYTES    16

/* An exit costs far more than a character: ask for room once a FIFO, not once a byte. */
void put(char c)
{
	static unsigned int room;

	if (UART_IS_16550 && room == 0) {
		while (!(read8(UART_LSR) & LSR_THR_EMPTY))
			;
		room = FIFO_BYTES;
	}
	room--;
	write8(UART_THR, (uint8_t)c);
}

int get(void)
{
	while (!(read8(UART_LSR) & LSR_DATA))
		;
	return read8(UART_THR);
}

void puts(const char *s)
{
	while (*s)
		put(*s++);
}

void put_hex(uint64_t n)
{
	int shift = 60;

	puts("0x");
	while (shift && !(n >> shift))
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		put("0123456789abcdef"[(n >> shift) & 15]);
}

void put_dec(uint64_t n)
{
	char digits[20];
	int count = 0;

	do {
		digits[count++] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	while (count)
		put(digits[--count]);
}

void say_args(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	for (; *format; format++) {
		if (*format != '%') {
			put(*format);
			continue;
		}
		switch (*++format) {
		case 's':
			puts(va_arg(list, const char *));
			break;
		case 'x':
			put_hex(va_arg(list, uint64_t));
			break;
		case 'd':
			put_dec(va_arg(list, uint64_t));
			break;
		case 'c':
			put((char)va_arg(list, uint64_t));
			break;
		default:
			put(*format);
			break;
		}
	}
	va_end(list);
}

int64_t smccc(uint64_t function, uint64_t a, uint64_t b, uint64_t c)
{
	register uint64_t x0 asm("x0") = function;
	register uint64_t x1 asm("x1") = a;
	register uint64_t x2 asm("x2") = b;
	register uint64_t x3 asm("x3") = c;

	/* At EL2 a hypervisor call would come back to this very level. */
	if (current_el() == 2)
		asm volatile("smc #0"
			     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"x4", "x5", "x6", "x7", "x8",
			       "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17",
			       "memory");
	else
		asm volatile("hvc #0"
			     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"x4", "x5", "x6", "x7", "x8",
			       "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17",
			       "memory");
	return (int64_t)x0;
}

void power_off(void)
{
	smccc(PSCI_SYSTEM_OFF, 0, 0, 0);
	for (;;)
		asm volatile("wfi");
}

int64_t cpu_on(uint32_t cpu)
{
	return smccc(PSCI_CPU_ON, machine.mpidr[cpu], (uint64_t)secondary_entry, cpu);
}

/* "%x" needs 64-bit arguments: these two are the only ones that a default handler prints. */
void __attribute__((weak)) guest_exception(uint64_t vector)
{
	bool el2 = current_el() == 2;

	say("\nexception vector %d esr %x elr %x far %x\n", vector,
	    el2 ? read_sysreg(esr_el2) : read_sysreg(esr_el1),
	    el2 ? read_sysreg(elr_el2) : read_sysreg(elr_el1),
	    el2 ? read_sysreg(far_el2) : read_sysreg(far_el1));
	power_off();
}

void __attribute__((weak)) guest_secondary(uint64_t cpu)
{
	say("unexpected cpu %d\n", cpu);
	power_off();
}

void guest_start(const void *fdt)
{
	void machine_read(const void *tree);

	if (UART_IS_16550)
		write8(UART_FCR, 1);
	machine_read(fdt);
	guest_main();
	power_off();
}

void *memset(void *to, int byte, size_t bytes);
void *memcpy(void *to, const void *from, size_t bytes);

void *memset(void *to, int byte, size_t bytes)
{
	volatile uint8_t *p = to;

	while (bytes--)
		*p++ = (uint8_t)byte;
	return to;
}

void *memcpy(void *to, const void *from, size_t bytes)
{
	volatile uint8_t *p = to;
	const uint8_t *q = from;

	while (bytes--)
		*p++ = *q++;
	return to;
}
