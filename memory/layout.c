// SPDX-License-Identifier: GPL-2.0-only
// The parts of the memory map that depend on how much RAM the machine has.
#include "memory/layout.h"

#include <assert.h>

#define IPA_BITS_MIN	 32
#define PCI_MMIO64_LEAST GIB(1)
#define PCI_MMIO64_MOST	 GIB(512)

uint64_t layout_ram_bytes_max(unsigned int ipa_bits)
{
	assert(ipa_bits >= IPA_BITS_MIN && ipa_bits <= 64);
	return bits_low_mask(ipa_bits) - LAYOUT_RAM_BASE + 1;
}

bool layout_pci_mmio64(uint64_t ram_bytes, unsigned int ipa_bits, gpa_t *base, uint64_t *bytes)
{
	uint64_t room = layout_ram_bytes_max(ipa_bits);
	gpa_t ram_end = LAYOUT_RAM_BASE + ram_bytes;
	uint64_t size;

	*base = 0;
	*bytes = 0;
	if (ram_bytes >= room)
		return false;
	for (size = PCI_MMIO64_MOST; size >= PCI_MMIO64_LEAST; size >>= 1) {
		uint64_t gap = align_up(ram_end, size) - ram_end;

		/* Subtractions only: sums may pass 2^64. A gap that wrapped is too large as well.
		 */
		if (gap >= room - ram_bytes || size > room - ram_bytes - gap)
			continue;
		*base = ram_end + gap;
		*bytes = size;
		return true;
	}
	return false;
}
