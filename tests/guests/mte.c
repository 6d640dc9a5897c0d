// SPDX-License-Identifier: GPL-2.0-only
// Sets allocation tags for the host to read, waits for a byte of input, reads the tags that the
// host set.
#include "guest.h"

#define GRANULE	 16
#define GRANULES 16

asm(".arch armv8.5-a+memtag");

static uint8_t guest_tagged[4096] __attribute__((aligned(4096)));
static uint8_t host_tagged[4096] __attribute__((aligned(4096)));

static void set_tag(uint64_t address, uint64_t tag)
{
	uint64_t tagged = address | tag << 56;

	asm volatile("stg %0, [%0]" : : "r"(tagged) : "memory");
}

static uint64_t get_tag(uint64_t address)
{
	uint64_t loaded = 0;

	asm volatile("ldg %0, [%1]" : "+r"(loaded) : "r"(address) : "memory");
	return loaded >> 56 & 15;
}

static void print_tags(const char *whose, uint64_t page)
{
	say("tags %s %x", whose, page);
	for (uint64_t i = 0; i < GRANULES; i++)
		say(" %d", get_tag(page + i * GRANULE));
	say("\n");
}

void guest_main(void)
{
	uint64_t level = read_sysreg(id_aa64pfr1_el1) >> 8 & 15;

	say("mte level %d\n", level);
	if (level < 2)
		return;
	mmu_on(true);
	for (uint64_t i = 0; i < GRANULES; i++)
		set_tag((uint64_t)guest_tagged + i * GRANULE, 15 - i);
	print_tags("guest", (uint64_t)guest_tagged);
	/* The page exists, with tags, before the host writes there. */
	set_tag((uint64_t)host_tagged, 0);
	say("host's turn %x\n", (uint64_t)host_tagged);
	if (argument("wait", 1))
		get();
	print_tags("host", (uint64_t)host_tagged);
}
