// SPDX-License-Identifier: GPL-2.0-only
// Where each kind of GIC lies, for how many vCPUs. Needs no KVM.
#include "vcpu/gic.h"

#include <stddef.h>

#include "lib/bits.h"
#include "memory/layout.h"
#include "vcpu/vm.h"

/* What KVM answers of a GICv2 (KVM_VGIC_V2_DIST_SIZE, KVM_VGIC_V2_CPU_SIZE): less than the map
 * keeps for it. */
#define GIC_V2_DIST_BYTES 0x1000
#define GIC_V2_CPU_BYTES  0x2000

_Static_assert(VM_VCPU_MAX <= LAYOUT_VCPUS, "more vCPUs than redistributors");

const char *irqchip_name(enum irqchip_kind kind)
{
	static const char *const names[] = {
		[IRQCHIP_AUTO] = "auto",	   [IRQCHIP_GICV2] = "gicv2",
		[IRQCHIP_GICV2M] = "gicv2m",	   [IRQCHIP_GICV3] = "gicv3",
		[IRQCHIP_GICV3_ITS] = "gicv3-its",
	};

	return (size_t)kind < ARRAY_SIZE(names) ? names[kind] : "?";
}

static bool is_v2(enum irqchip_kind kind)
{
	return kind == IRQCHIP_GICV2 || kind == IRQCHIP_GICV2M;
}

unsigned int gic_vcpu_max(enum irqchip_kind kind)
{
	return is_v2(kind) ? LAYOUT_GICV2_VCPUS : VM_VCPU_MAX;
}

static void lay_out_v2(struct gic *gic)
{
	gic->dist_bytes = GIC_V2_DIST_BYTES;
	gic->cpu_base = LAYOUT_GIC_CPU_BASE;
	gic->cpu_bytes = GIC_V2_CPU_BYTES;
	if (gic->kind == IRQCHIP_GICV2M) {
		gic->v2m_base = LAYOUT_GIC_V2M_BASE;
		gic->v2m_bytes = LAYOUT_GIC_V2M_BYTES;
	}
}

static void lay_out_v3(struct gic *gic, unsigned int vcpu_count)
{
	gic->dist_bytes = LAYOUT_GIC_DIST_BYTES;
	gic->redist_base = layout_gic_redist_base(vcpu_count);
	gic->redist_bytes = layout_gic_redist_bytes(vcpu_count);
	if (gic->kind == IRQCHIP_GICV3_ITS) {
		gic->its_base = layout_gic_its_base(vcpu_count);
		gic->its_bytes = LAYOUT_GIC_ITS_BYTES;
	}
}

bool gic_layout(struct gic *gic, enum irqchip_kind kind, unsigned int vcpu_count, bool nested)
{
	*gic = (struct gic){ .kind = kind, .fd = -1, .its_fd = -1 };
	if (kind == IRQCHIP_AUTO || !vcpu_count || vcpu_count > gic_vcpu_max(kind))
		return false;
	if (is_v2(kind) && nested)
		return false;
	gic->dist_base = LAYOUT_GIC_DIST_BASE;
	gic->spi_count = LAYOUT_SPIS;
	gic->maintenance = nested;
	if (is_v2(kind))
		lay_out_v2(gic);
	else
		lay_out_v3(gic, vcpu_count);
	return true;
}
