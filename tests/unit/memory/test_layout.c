// SPDX-License-Identifier: GPL-2.0-only
// The part of the memory map that is computed, and the whole map in an address space.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "memory/address_space.h"
#include "memory/layout.h"

typedef unsigned __int128 wide;

/* The addresses are an interface: kernels' earlycon, firmware and test suites have them built in.
 */
static void test_fixed(void **state)
{
	(void)state;
	assert_int_equal(layout_uart_base(0), 0x01000000);
	assert_int_equal(layout_uart_base(3), 0x01003000);
	assert_int_equal(LAYOUT_RTC_BASE, 0x01010000);
	assert_int_equal(layout_pvtime_base(0), 0x01020000);
	assert_int_equal(layout_pvtime_base(LAYOUT_VCPUS - 1), 0x0102ffc0);
	assert_int_equal(LAYOUT_FLASH_BASE, 0x02000000);
	assert_int_equal(layout_virtio_mmio_base(0), 0x03000000);
	assert_int_equal(layout_virtio_mmio_base(127), 0x0300fe00);
	assert_int_equal(LAYOUT_GIC_DIST_BASE, 0x3fff0000);
	assert_int_equal(LAYOUT_GIC_CPU_BASE, 0x3ffd0000);
	assert_int_equal(LAYOUT_GIC_V2M_BASE, 0x3ffcf000);
	assert_int_equal(LAYOUT_PCI_ECAM_BASE, 0x40000000);
	assert_int_equal(LAYOUT_PCI_MMIO_BASE, 0x50000000);
	assert_int_equal(LAYOUT_RAM_BASE, 0x80000000);
}

static void test_gic(void **state)
{
	(void)state;
	assert_int_equal(layout_gic_redist_base(1), 0x3ffd0000);
	assert_int_equal(layout_gic_its_base(1), 0x3ffb0000);
	assert_int_equal(layout_gic_redist_base(8), 0x3fef0000);
	assert_int_equal(layout_gic_redist_bytes(8), 0x100000);
	assert_int_equal(layout_gic_redist_base(LAYOUT_VCPUS) +
				 layout_gic_redist_bytes(LAYOUT_VCPUS),
			 LAYOUT_GIC_DIST_BASE);
	assert_true(layout_gic_its_base(LAYOUT_VCPUS) >= LAYOUT_GIC_FLOOR);
	/* KVM aligns the ITS and the redistributors to 64 KiB. */
	assert_int_equal(layout_gic_its_base(511) % 0x10000, 0);
	assert_int_equal(layout_gic_redist_base(511) % 0x10000, 0);
}

static void test_ram_bytes_max(void **state)
{
	unsigned int bits;

	(void)state;
	assert_int_equal(layout_ram_bytes_max(32), GIB(2));
	assert_int_equal(layout_ram_bytes_max(36), GIB(62));
	assert_int_equal(layout_ram_bytes_max(40), GIB(1022));
	for (bits = 32; bits <= 64; bits++)
		assert_true((wide)LAYOUT_RAM_BASE + layout_ram_bytes_max(bits) == (wide)1 << bits);
}

static void assert_window(uint64_t ram_bytes, unsigned int ipa_bits, gpa_t base, uint64_t bytes)
{
	gpa_t found_base = 1;
	uint64_t found_bytes = 1;

	assert_int_equal(layout_pci_mmio64(ram_bytes, ipa_bits, &found_base, &found_bytes),
			 bytes != 0);
	assert_int_equal(found_base, base);
	assert_int_equal(found_bytes, bytes);
}

static void test_pci_mmio64(void **state)
{
	(void)state;
	assert_window(GIB(1), 40, GIB(512), GIB(512));
	assert_window(GIB(510), 40, GIB(512), GIB(512));
	assert_window(GIB(510) + 1, 40, GIB(768), GIB(256));
	assert_window(GIB(1022), 40, 0, 0);
	assert_window(GIB(1021), 40, GIB(1023), GIB(1));
	assert_window(GIB(1021) + 1, 40, 0, 0);
	assert_window(GIB(1023), 40, 0, 0);
	assert_window(GIB(2), 32, 0, 0);
	assert_window(GIB(1), 32, GIB(3), GIB(1));
	assert_window(0, 32, GIB(2), GIB(2));
	assert_window(GIB(1), 36, GIB(32), GIB(32));
	/* At the very top, where sums pass 2^64. */
	assert_window(layout_ram_bytes_max(64), 64, 0, 0);
	assert_window(layout_ram_bytes_max(64) - GIB(1), 64, 0 - GIB(1), GIB(1));
	assert_window(layout_ram_bytes_max(64) - GIB(1) + 1, 64, 0, 0);
	assert_window(layout_ram_bytes_max(64) - 1, 64, 0, 0);
	assert_window(UINT64_MAX, 64, 0, 0);
}

/* An oracle with wide numbers, over many sizes. */
static void test_pci_mmio64_properties(void **state)
{
	uint64_t ram = MIB(64), step;
	unsigned int bits;

	(void)state;
	for (bits = 32; bits <= 64; bits++) {
		for (step = 0; step < 2000; step++) {
			wide end = (wide)1 << bits;
			wide ram_end, best = 0, size;
			gpa_t base;
			uint64_t bytes;

			ram = (ram * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407));
			ram_end = (ram & bits_low_mask(bits) & ~bits_low_mask(12));
			if (ram_end < LAYOUT_RAM_BASE)
				continue;
			for (size = GIB(1); size <= GIB(512); size *= 2) {
				if ((ram_end + size - 1) / size * size + size <= end)
					best = size;
			}
			layout_pci_mmio64((uint64_t)ram_end - LAYOUT_RAM_BASE, bits, &base, &bytes);
			assert_true(bytes == best);
			assert_true(!best ||
				    (base >= ram_end && base % best == 0 && base - ram_end < best));
		}
	}
}

/* Everything at once, for GICv3 with the most vCPUs: an address space takes it all. */
static void test_all_fit(void **state)
{
	struct region regions[] = {
		{ .name = "pci io", .base = LAYOUT_PCI_IO_BASE, .bytes = LAYOUT_PCI_IO_BYTES },
		{ .name = "uarts", .base = LAYOUT_UART_BASE, .bytes = LAYOUT_UARTS_BYTES },
		{ .name = "rtc", .base = LAYOUT_RTC_BASE, .bytes = LAYOUT_RTC_BYTES },
		{ .name = "pvtime", .base = LAYOUT_PVTIME_BASE, .bytes = LAYOUT_PVTIME_BYTES },
		{ .name = "flash", .base = LAYOUT_FLASH_BASE, .bytes = LAYOUT_FLASH_BYTES },
		{ .name = "virtio",
		  .base = LAYOUT_VIRTIO_MMIO_BASE,
		  .bytes = LAYOUT_VIRTIO_MMIO_BYTES },
		{ .name = "its",
		  .base = layout_gic_its_base(LAYOUT_VCPUS),
		  .bytes = LAYOUT_GIC_ITS_BYTES },
		{ .name = "redist",
		  .base = layout_gic_redist_base(LAYOUT_VCPUS),
		  .bytes = layout_gic_redist_bytes(LAYOUT_VCPUS) },
		{ .name = "dist", .base = LAYOUT_GIC_DIST_BASE, .bytes = LAYOUT_GIC_DIST_BYTES },
		{ .name = "ecam", .base = LAYOUT_PCI_ECAM_BASE, .bytes = LAYOUT_PCI_ECAM_BYTES },
		{ .name = "pci", .base = LAYOUT_PCI_MMIO_BASE, .bytes = LAYOUT_PCI_MMIO_BYTES },
		{ .name = "ram", .base = LAYOUT_RAM_BASE, .bytes = GIB(4) },
		{ .name = "pci64" },
	};
	struct address_space as;
	size_t i;

	(void)state;
	assert_true(layout_pci_mmio64(GIB(4), 40, &regions[ARRAY_SIZE(regions) - 1].base,
				      &regions[ARRAY_SIZE(regions) - 1].bytes));
	address_space_init(&as, "map", UINT64_C(1) << 40, KIB(64));
	for (i = 0; i < ARRAY_SIZE(regions); i++) {
		regions[i].kind = REGION_MMIO;
		regions[i].ops = &region_nothing_ops;
		assert_int_equal(address_space_add_or_explain(&as, &regions[i]), 0);
	}
	address_space_fini(&as);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixed),
		cmocka_unit_test(test_gic),
		cmocka_unit_test(test_ram_bytes_max),
		cmocka_unit_test(test_pci_mmio64),
		cmocka_unit_test(test_pci_mmio64_properties),
		cmocka_unit_test(test_all_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
