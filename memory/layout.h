/* SPDX-License-Identifier: GPL-2.0-only */
/* The machine's memory map and interrupt map: every fixed address and number, in one place. */
#ifndef MEMORY_LAYOUT_H
#define MEMORY_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/bits.h"
#include "memory/region.h"

/*
 * Guest physical addresses, not to scale. The map is kvmtool's, so its firmware, the earlycon of
 * its kernels and its test suites find what they look for.
 *
 *           0 +----------------------+
 *             | PCI I/O window       |  64 KiB
 *      1_0000 +----------------------+
 *             :                      :
 *    100_0000 +----------------------+
 *             | UARTs                |  4, 0x1000 apart
 *    101_0000 +----------------------+
 *             | RTC                  |  4 KiB of registers
 *    102_0000 +----------------------+
 *             | stolen time (pvtime) |  RAM: 64 B a vCPU, 64 KiB
 *    103_0000 +----------------------+
 *             :                      :
 *    200_0000 +----------------------+
 *             | flash                |  16 MiB
 *    300_0000 +----------------------+
 *             | virtio-mmio slots    |  128, 0x200 apart
 *    301_0000 +----------------------+
 *             :                      :
 *    400_0000 : floor of the GIC     :
 *             :                      :  GICv3                       GICv2
 *             +----------------------+
 *             | ITS / GICv2m frame   |  128 KiB, below the          4 KiB at 3ffc_f000
 *             +----------------------+  redistributors
 *             | redistributors /     |  128 KiB a vCPU, up to       128 KiB at 3ffd_0000
 *             | CPU interface        |  the distributor
 *   3fff_0000 +----------------------+
 *             | GIC distributor      |  64 KiB
 *   4000_0000 +----------------------+
 *             | PCI ECAM             |  256 MiB, buses 0 … 255
 *   5000_0000 +----------------------+
 *             | PCI MMIO, 32-bit     |  768 MiB
 *   8000_0000 +----------------------+
 *             | RAM                  |  as much as -m says
 *             +----------------------+
 *             :                      :
 *             +----------------------+
 *             | PCI MMIO, 64-bit     |  layout_pci_mmio64(): up to 512 GiB
 *             +----------------------+
 *             :                      :
 *  2^ipa_bits +----------------------+
 */

#define LAYOUT_PCI_IO_BASE  UINT64_C(0x00000000)
#define LAYOUT_PCI_IO_BYTES UINT64_C(0x00010000)

#define LAYOUT_UART_BASE   UINT64_C(0x01000000)
#define LAYOUT_UART_STRIDE UINT64_C(0x1000)
#define LAYOUT_UARTS	   4
#define LAYOUT_UARTS_BYTES (LAYOUT_UARTS * LAYOUT_UART_STRIDE)

#define LAYOUT_RTC_BASE	 UINT64_C(0x01010000)
#define LAYOUT_RTC_BYTES UINT64_C(0x1000)

/* A memslot of its own, hence a multiple of the largest page that a host may have. */
#define LAYOUT_PVTIME_BASE	 UINT64_C(0x01020000)
#define LAYOUT_PVTIME_BYTES	 UINT64_C(0x00010000)
#define LAYOUT_PVTIME_VCPU_BYTES UINT64_C(64)

#define LAYOUT_FLASH_BASE  UINT64_C(0x02000000)
#define LAYOUT_FLASH_BYTES UINT64_C(0x01000000)

#define LAYOUT_VIRTIO_MMIO_BASE	  UINT64_C(0x03000000)
#define LAYOUT_VIRTIO_MMIO_STRIDE UINT64_C(0x200)
#define LAYOUT_VIRTIO_MMIO_SLOTS  128
#define LAYOUT_VIRTIO_MMIO_BYTES  (LAYOUT_VIRTIO_MMIO_SLOTS * LAYOUT_VIRTIO_MMIO_STRIDE)

/* Nothing of the GIC lies below this. */
#define LAYOUT_GIC_FLOOR      UINT64_C(0x04000000)
#define LAYOUT_GIC_DIST_BASE  UINT64_C(0x3fff0000)
#define LAYOUT_GIC_DIST_BYTES UINT64_C(0x00010000)

/* GICv3: redistributors up to the distributor, below them the ITS with its doorbell page. */
#define LAYOUT_GIC_REDIST_VCPU_BYTES UINT64_C(0x00020000)
#define LAYOUT_GIC_ITS_BYTES	     UINT64_C(0x00020000)

/* GICv2: the CPU interface below the distributor, the GICv2m frame below that. */
#define LAYOUT_GIC_CPU_BYTES UINT64_C(0x00020000)
#define LAYOUT_GIC_CPU_BASE  (LAYOUT_GIC_DIST_BASE - LAYOUT_GIC_CPU_BYTES)
#define LAYOUT_GIC_V2M_BYTES UINT64_C(0x00001000)
#define LAYOUT_GIC_V2M_BASE  (LAYOUT_GIC_CPU_BASE - LAYOUT_GIC_V2M_BYTES)
#define LAYOUT_GICV2_VCPUS   8 /* GICv2 has no more CPU interfaces */

/* The most vCPUs that the map has room for; KVM's own limit (KVM_CAP_MAX_VCPUS) is lower so far. */
#define LAYOUT_VCPUS 1024

/* 1 MiB a bus: 32 devices of 8 functions of 4 KiB. armlet puts its devices on bus 0. */
#define LAYOUT_PCI_ECAM_BASE	  UINT64_C(0x40000000)
#define LAYOUT_PCI_ECAM_BUS_BYTES UINT64_C(0x00100000)
#define LAYOUT_PCI_ECAM_BUSES	  256
#define LAYOUT_PCI_ECAM_BYTES	  (LAYOUT_PCI_ECAM_BUSES * LAYOUT_PCI_ECAM_BUS_BYTES)

#define LAYOUT_PCI_MMIO_BASE  UINT64_C(0x50000000)
#define LAYOUT_PCI_MMIO_BYTES UINT64_C(0x30000000)

#define LAYOUT_RAM_BASE UINT64_C(0x80000000)

/*
 * Interrupts. SPIs count from 0, as in struct irq_line and the device tree; INTID is 32 more.
 *
 *      SPI   trigger  what
 *    0 …  3  level    UARTs
 *         4  level    RTC
 *    5 … 15           free
 *   16 … 19  level    PCI INTA … INTD of all devices, swizzled by slot
 *   20 … 31           free
 *   32 … 159 edge     virtio-mmio slots
 *  160 … 287 edge     MSIs of the GICv2m frame
 *
 * KVM_DEV_ARM_VGIC_GRP_NR_IRQS counts INTIDs in steps of 32: LAYOUT_GIC_INTIDS.
 */
#define LAYOUT_SPI_UART	       0
#define LAYOUT_SPI_RTC	       4
#define LAYOUT_SPI_PCI_INTX    16
#define LAYOUT_PCI_INTX_LINES  4
#define LAYOUT_SPI_VIRTIO_MMIO 32
#define LAYOUT_SPI_V2M	       160
#define LAYOUT_SPI_V2M_COUNT   128
#define LAYOUT_SPIS	       288
#define LAYOUT_INTID_FIRST_SPI 32
#define LAYOUT_GIC_INTIDS      (LAYOUT_INTID_FIRST_SPI + LAYOUT_SPIS)

/*
 * Private interrupts of a vCPU. PPIs count from 0 as in the device tree; INTID = PPI + 16. The
 * timers' numbers are KVM's own defaults, the others are those of Arm's Base System Architecture.
 */
#define LAYOUT_PPI_PMU		   7
#define LAYOUT_PPI_GIC_MAINTENANCE 9
#define LAYOUT_PPI_TIMER_HYP	   10
#define LAYOUT_PPI_TIMER_VIRT	   11
#define LAYOUT_PPI_TIMER_HYP_VIRT  12
#define LAYOUT_PPI_TIMER_SECURE	   13
#define LAYOUT_PPI_TIMER_PHYS	   14
#define LAYOUT_INTID_FIRST_PPI	   16

/* In the order of addresses: each ends at or before the start of the next. */
#define LAYOUT_ASSERT_BEFORE(base, bytes, next) \
	_Static_assert((base) + (bytes) <= (next), #base " overlaps " #next)

LAYOUT_ASSERT_BEFORE(LAYOUT_PCI_IO_BASE, LAYOUT_PCI_IO_BYTES, LAYOUT_UART_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_UART_BASE, LAYOUT_UARTS_BYTES, LAYOUT_RTC_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_RTC_BASE, LAYOUT_RTC_BYTES, LAYOUT_PVTIME_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_PVTIME_BASE, LAYOUT_PVTIME_BYTES, LAYOUT_FLASH_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_FLASH_BASE, LAYOUT_FLASH_BYTES, LAYOUT_VIRTIO_MMIO_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_VIRTIO_MMIO_BASE, LAYOUT_VIRTIO_MMIO_BYTES, LAYOUT_GIC_FLOOR);
LAYOUT_ASSERT_BEFORE(LAYOUT_GIC_FLOOR,
		     LAYOUT_GIC_ITS_BYTES + LAYOUT_GIC_REDIST_VCPU_BYTES * LAYOUT_VCPUS,
		     LAYOUT_GIC_DIST_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_GIC_FLOOR, UINT64_C(0), LAYOUT_GIC_V2M_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_GIC_V2M_BASE, LAYOUT_GIC_V2M_BYTES, LAYOUT_GIC_CPU_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_GIC_CPU_BASE, LAYOUT_GIC_CPU_BYTES, LAYOUT_GIC_DIST_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_GIC_DIST_BASE, LAYOUT_GIC_DIST_BYTES, LAYOUT_PCI_ECAM_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_PCI_ECAM_BASE, LAYOUT_PCI_ECAM_BYTES, LAYOUT_PCI_MMIO_BASE);
LAYOUT_ASSERT_BEFORE(LAYOUT_PCI_MMIO_BASE, LAYOUT_PCI_MMIO_BYTES, LAYOUT_RAM_BASE);

/* 64 KiB is the largest page that a host may have. */
#define LAYOUT_ASSERT_ALIGNED(value, alignment) \
	_Static_assert((value) % (alignment) == 0, #value " is misaligned")

LAYOUT_ASSERT_ALIGNED(LAYOUT_PCI_IO_BASE, LAYOUT_PCI_IO_BYTES);
LAYOUT_ASSERT_ALIGNED(LAYOUT_UART_BASE, LAYOUT_UART_STRIDE);
LAYOUT_ASSERT_ALIGNED(LAYOUT_RTC_BASE, LAYOUT_RTC_BYTES);
LAYOUT_ASSERT_ALIGNED(LAYOUT_PVTIME_BASE, KIB(64));
LAYOUT_ASSERT_ALIGNED(LAYOUT_PVTIME_BYTES, KIB(64));
LAYOUT_ASSERT_ALIGNED(LAYOUT_FLASH_BASE, LAYOUT_FLASH_BYTES);
LAYOUT_ASSERT_ALIGNED(LAYOUT_VIRTIO_MMIO_BASE, LAYOUT_VIRTIO_MMIO_STRIDE);
LAYOUT_ASSERT_ALIGNED(LAYOUT_GIC_DIST_BASE, KIB(64)); /* KVM_VGIC_V3_ADDR_TYPE_DIST */
LAYOUT_ASSERT_ALIGNED(LAYOUT_GIC_REDIST_VCPU_BYTES, KIB(64));
LAYOUT_ASSERT_ALIGNED(LAYOUT_GIC_ITS_BYTES, KIB(64));
LAYOUT_ASSERT_ALIGNED(LAYOUT_GIC_CPU_BASE, KIB(64));
LAYOUT_ASSERT_ALIGNED(LAYOUT_GIC_V2M_BASE, KIB(4));
LAYOUT_ASSERT_ALIGNED(LAYOUT_PCI_ECAM_BASE, LAYOUT_PCI_ECAM_BYTES);
LAYOUT_ASSERT_ALIGNED(LAYOUT_PCI_MMIO_BASE, MIB(2));
LAYOUT_ASSERT_ALIGNED(LAYOUT_RAM_BASE, MIB(512)); /* a huge page of a host with 64 KiB pages */

_Static_assert(LAYOUT_PVTIME_BYTES / LAYOUT_PVTIME_VCPU_BYTES >= LAYOUT_VCPUS,
	       "no stolen-time record for every vCPU");
_Static_assert(LAYOUT_SPI_UART + LAYOUT_UARTS <= LAYOUT_SPI_RTC, "UART SPIs overlap the RTC's");
_Static_assert(LAYOUT_SPI_RTC < LAYOUT_SPI_PCI_INTX, "RTC's SPI overlaps INTx");
_Static_assert(LAYOUT_SPI_PCI_INTX + LAYOUT_PCI_INTX_LINES <= LAYOUT_SPI_VIRTIO_MMIO,
	       "INTx SPIs overlap virtio-mmio's");
_Static_assert(LAYOUT_SPI_VIRTIO_MMIO + LAYOUT_VIRTIO_MMIO_SLOTS <= LAYOUT_SPI_V2M,
	       "virtio-mmio SPIs overlap GICv2m's");
_Static_assert(LAYOUT_SPI_V2M + LAYOUT_SPI_V2M_COUNT <= LAYOUT_SPIS, "GICv2m's SPIs pass the end");
_Static_assert(LAYOUT_GIC_INTIDS % 32 == 0 && LAYOUT_GIC_INTIDS >= 64 && LAYOUT_GIC_INTIDS <= 1024,
	       "not a number of interrupts that KVM takes");

/* Where UART `n` is; n < LAYOUT_UARTS. Its interrupt is LAYOUT_SPI_UART + n. */
static inline gpa_t layout_uart_base(unsigned int n)
{
	return LAYOUT_UART_BASE + n * LAYOUT_UART_STRIDE;
}

/* Where virtio-mmio slot `n` (below LAYOUT_VIRTIO_MMIO_SLOTS) is; SPI LAYOUT_SPI_VIRTIO_MMIO + n.
 */
static inline gpa_t layout_virtio_mmio_base(unsigned int n)
{
	return LAYOUT_VIRTIO_MMIO_BASE + n * LAYOUT_VIRTIO_MMIO_STRIDE;
}

/* Where the stolen-time record of vCPU `n` is; n < LAYOUT_VCPUS. */
static inline gpa_t layout_pvtime_base(unsigned int n)
{
	return LAYOUT_PVTIME_BASE + n * LAYOUT_PVTIME_VCPU_BYTES;
}

/* GICv3 redistributors of `vcpus` vCPUs (1 … LAYOUT_VCPUS), one after the other. */
static inline uint64_t layout_gic_redist_bytes(unsigned int vcpus)
{
	return vcpus * LAYOUT_GIC_REDIST_VCPU_BYTES;
}

static inline gpa_t layout_gic_redist_base(unsigned int vcpus)
{
	return LAYOUT_GIC_DIST_BASE - layout_gic_redist_bytes(vcpus);
}

/* The ITS, LAYOUT_GIC_ITS_BYTES of it, of a machine with `vcpus` vCPUs. */
static inline gpa_t layout_gic_its_base(unsigned int vcpus)
{
	return layout_gic_redist_base(vcpus) - LAYOUT_GIC_ITS_BYTES;
}

/* The most RAM, in bytes, that fits below 2^ipa_bits; ipa_bits is 32 … 64. */
uint64_t layout_ram_bytes_max(unsigned int ipa_bits);

/*
 * The 64-bit PCI window above `ram_bytes` of RAM and below 2^ipa_bits: the largest power of two
 * from 1 GiB to 512 GiB that fits there aligned to its own size, so that a BAR of any size up to
 * that can lie in it. False, with both 0, where not even 1 GiB fits: then there is no such window.
 */
bool layout_pci_mmio64(uint64_t ram_bytes, unsigned int ipa_bits, gpa_t *base, uint64_t *bytes);

#endif
