// SPDX-License-Identifier: GPL-2.0-only
// Just enough of a GIC driver for one interrupt at a time, for GICv2 and GICv3.
#include "guest.h"

#define GICD_CTLR	0x000
#define GICD_IGROUPR	0x080
#define GICD_ISENABLER	0x100
#define GICD_IPRIORITYR 0x400
#define GICD_ITARGETSR	0x800
#define GICD_IROUTER	0x6000
#define GICC_CTLR	0x00
#define GICC_PMR	0x04
#define GICC_IAR	0x0c
#define GICC_EOIR	0x10
#define GICR_TYPER	0x08
#define GICR_WAKER	0x14
#define GICR_SGI	0x10000 /* second frame of a redistributor */
#define GICR_STRIDE	0x20000

/* The redistributor of the CPU that asks, or 0. */
static uint64_t redistributor(void)
{
	uint64_t mpidr = read_sysreg(mpidr_el1);
	uint64_t affinity = (mpidr >> 32 & 0xff) << 24 | (mpidr & 0xffffff);

	for (uint64_t frame = machine.gic_cpu;; frame += GICR_STRIDE) {
		uint64_t type = read64(frame + GICR_TYPER);

		if (type >> 32 == affinity)
			return frame;
		if (type & 0x10) /* the last one */
			return 0;
	}
}

static bool enable_v3(uint32_t intid)
{
	uint64_t frame = redistributor(), bank;

	if (!frame)
		return false;
	write32(machine.gic_dist + GICD_CTLR, 0x12); /* affinity routing, group 1 */
	write32(frame + GICR_WAKER, 0);
	while (read32(frame + GICR_WAKER) & 4)
		;
	write_sysreg(S3_0_C12_C12_5, 1);  /* ICC_SRE_EL1 */
	write_sysreg(S3_0_C4_C6_0, 0xff); /* ICC_PMR_EL1 */
	write_sysreg(S3_0_C12_C12_7, 1);  /* ICC_IGRPEN1_EL1 */
	bank = intid < 32 ? frame + GICR_SGI : machine.gic_dist;
	write32(bank + GICD_IGROUPR + intid / 32 * 4, 0xffffffff);
	write8(bank + GICD_IPRIORITYR + intid, 0x80);
	if (intid >= 32)
		write64(bank + GICD_IROUTER + intid * 8, read_sysreg(mpidr_el1) & 0xff00ffffff);
	write32(bank + GICD_ISENABLER + intid / 32 * 4, 1U << intid % 32);
	return true;
}

static bool enable_v2(uint32_t intid)
{
	write8(machine.gic_dist + GICD_IPRIORITYR + intid, 0x80);
	if (intid >= 32)
		write8(machine.gic_dist + GICD_ITARGETSR + intid, 1);
	write32(machine.gic_dist + GICD_ISENABLER + intid / 32 * 4, 1U << intid % 32);
	write32(machine.gic_dist + GICD_CTLR, 1);
	write32(machine.gic_cpu + GICC_PMR, 0xff);
	write32(machine.gic_cpu + GICC_CTLR, 1);
	return true;
}

bool gic_enable(uint32_t intid)
{
	if (machine.gic == 3)
		return enable_v3(intid);
	return machine.gic == 2 && enable_v2(intid);
}

uint32_t gic_take(void)
{
	if (machine.gic == 3)
		return (uint32_t)read_sysreg(S3_0_C12_C12_0) & 0xffffff; /* ICC_IAR1_EL1 */
	return read32(machine.gic_cpu + GICC_IAR) & 0x3ff;
}

void gic_finish(uint32_t intid)
{
	if (machine.gic == 3)
		write_sysreg(S3_0_C12_C12_1, intid); /* ICC_EOIR1_EL1 */
	else
		write32(machine.gic_cpu + GICC_EOIR, intid);
}
