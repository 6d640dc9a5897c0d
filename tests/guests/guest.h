/* SPDX-License-Identifier: GPL-2.0-only */
/* What a bare-metal guest stands on: console, device tree, PSCI, exceptions. MMU off unless
 * mmu_on(). */
#ifndef TESTS_GUESTS_GUEST_H
#define TESTS_GUESTS_GUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* The machine's fixed places. Overridable so that a guest can be tried on another machine. */
#ifndef UART_BASE
#define UART_BASE     0x01000000ULL
#define UART_IS_16550 1
#else
#define UART_IS_16550 0
#endif
#define RTC_BASE  0x01010000ULL
#define HOLE_BASE 0x0a000000ULL /* between the devices: nothing is there, and never will be */

#define MAX_CPUS   512 /* as many stacks as the linker script has */
#define MAX_MEMORY 8

/* What the device tree says; filled in before guest_main(). */
struct machine {
	uint32_t cpu_count;
	uint64_t mpidr[MAX_CPUS];
	uint32_t memory_count;
	struct {
		uint64_t base, bytes;
	} memory[MAX_MEMORY];
	int gic;		    /* 2, 3, or 0: none */
	uint64_t gic_dist, gic_cpu; /* gic_cpu: redistributors (3) or CPU interface (2) */
	uint64_t its, v2m;	    /* 0: none */
	const char *bootargs;
};
extern struct machine machine;

/* Each guest defines the first; the others have defaults that print and power off. */
void guest_main(void);
void guest_secondary(uint64_t cpu);
void guest_exception(uint64_t vector);
void guest_start(const void *fdt);
void secondary_entry(void);

/* Vector numbers of guest_exception() while running with SP_ELx. */
#define VECTOR_SYNC 4
#define VECTOR_IRQ  5

void put(char c);
void puts(const char *s);
void put_hex(uint64_t n); /* 0x…, no leading zeros */
void put_dec(uint64_t n);
/* %s %x (hex with 0x) %d (unsigned decimal) %c; every argument is a uint64_t or a pointer. */
#define say(...) say_args(__VA_ARGS__, 0)
void say_args(const char *format, ...);
int get(void); /* the next byte of input; waits */

/* The number after "name=" on the kernel command line, or `otherwise`. */
uint64_t argument(const char *name, uint64_t otherwise);

/* A call to the hypervisor (hvc at EL1, smc at EL2); gives x0, and x1 … x3 if `more` is not NULL.
 */
int64_t smccc(uint64_t function, uint64_t a, uint64_t b, uint64_t c);

#define PSCI_CPU_OFF	   0x84000002
#define PSCI_CPU_ON	   0xc4000003
#define PSCI_AFFINITY_INFO 0xc4000004
#define PSCI_SYSTEM_OFF	   0x84000008
#define PSCI_SYSTEM_RESET  0x84000009
#define PSCI_SYSTEM_RESET2 0xc4000012
#define PSCI_VERSION	   0x84000000
#define PSCI_ALREADY_ON	   (-4)
#define PSCI_INVALID	   (-2)
void power_off(void) __attribute__((noreturn));
/* Starts CPU `cpu` of machine.mpidr[] at guest_secondary(cpu). */
int64_t cpu_on(uint32_t cpu);

/* Identity map with caches on: below the image's 1 GiB block devices, from there on RAM (tagged if
 * asked). */
void mmu_on(bool tagged);

/* The interrupt controller, for this CPU: enabled, with this INTID enabled; then take and finish
 * one. */
bool gic_enable(uint32_t intid);
uint32_t gic_take(void);
void gic_finish(uint32_t intid);

#define read_sysreg(name)                                                      \
	({                                                                     \
		uint64_t sysreg_value;                                         \
		asm volatile("mrs %0, " #name : "=r"(sysreg_value)::"memory"); \
		sysreg_value;                                                  \
	})
#define write_sysreg(name, value) \
	asm volatile("msr " #name ", %0\n\tisb" : : "r"((uint64_t)(value)) : "memory")

static inline unsigned int current_el(void)
{
	return (read_sysreg(CurrentEL) >> 2) & 3;
}

static inline uint8_t read8(uint64_t address)
{
	return *(volatile uint8_t *)address;
}

static inline void write8(uint64_t address, uint8_t value)
{
	*(volatile uint8_t *)address = value;
}

/* One plain load or store, so that KVM can decode it from the syndrome. */
static inline uint32_t read32(uint64_t address)
{
	uint32_t value;

	asm volatile("ldr %w0, [%1]" : "=r"(value) : "r"(address) : "memory");
	return value;
}

static inline void write32(uint64_t address, uint32_t value)
{
	asm volatile("str %w0, [%1]" : : "r"(value), "r"(address) : "memory");
}

static inline uint64_t read64(uint64_t address)
{
	uint64_t value;

	asm volatile("ldr %0, [%1]" : "=r"(value) : "r"(address) : "memory");
	return value;
}

static inline void write64(uint64_t address, uint64_t value)
{
	asm volatile("str %0, [%1]" : : "r"(value), "r"(address) : "memory");
}

#endif
