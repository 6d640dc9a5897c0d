// SPDX-License-Identifier: GPL-2.0-only
// An identity map of 512 GiB in 1 GiB blocks, for the guests that need normal memory.
#include "guest.h"

#define BLOCK	  0x401ULL /* valid block, access flag */
#define SHAREABLE (3ULL << 8)
#define ATTR(n)	  ((uint64_t)(n) << 2)
#define NO_EXEC	  (3ULL << 53)

static uint64_t table[512] __attribute__((aligned(4096)));

void image_start(void);

void mmu_on(bool tagged)
{
	uint64_t ram = (uint64_t)image_start >> 30;
	uint64_t pa_range = read_sysreg(id_aa64mmfr0_el1) & 7;
	uint64_t sctlr = read_sysreg(sctlr_el1);

	for (uint64_t i = 0; i < 512; i++)
		table[i] = i << 30 | BLOCK | (i < ram ? ATTR(1) | NO_EXEC : ATTR(0) | SHAREABLE);
	/* 0: normal write-back, tagged (0xf0) or not; 1: device */
	write_sysreg(mair_el1, tagged ? 0xf0 : 0xff);
	/* 39-bit addresses, walks cached and shareable, no TTBR1, top byte ignored */
	write_sysreg(tcr_el1,
		     25 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23 | pa_range << 32 | 1ULL << 37);
	write_sysreg(ttbr0_el1, table);
	asm volatile("dsb sy\n\ttlbi vmalle1\n\tdsb sy\n\tic iallu\n\tdsb sy\n\tisb" ::: "memory");
	sctlr |= 1 | 1 << 2 | 1 << 12;
	if (tagged)
		sctlr |= 1ULL << 43; /* ATA: tags are accessible */
	write_sysreg(sctlr_el1, sctlr);
}
