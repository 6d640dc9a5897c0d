// SPDX-License-Identifier: GPL-2.0-only
// Builds the device tree that the guest is booted with.
#include "boot/fdt.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <libfdt.h>

#include "boot/load.h"
#include "lib/bits.h"
#include "memory/layout.h"

/* Bindings: interrupt-controller/arm,gic.yaml and arm,gic-v3.yaml. */
#define GIC_PPI	       1
#define GIC_LEVEL_HIGH 4

/* What KVM emulates of a GICv2: KVM_VGIC_V2_DIST_SIZE, KVM_VGIC_V2_CPU_SIZE. */
#define GICV2_DIST_BYTES 0x1000
#define GICV2_CPU_BYTES	 0x2000

#define APB_CLOCK_HZ 24000000
#define MPIDR_AFF3   UINT64_C(0xff00000000)

/* `status` is the error of the first call that failed; calls after it do nothing. */
struct writer {
	void *fdt;
	int status;
};

static void begin(struct writer *w, const char *name)
{
	if (!w->status)
		w->status = fdt_begin_node(w->fdt, name);
}

static void begin_at(struct writer *w, const char *name, uint64_t address)
{
	char unit[64];

	snprintf(unit, sizeof(unit), "%s@%" PRIx64, name, address);
	begin(w, unit);
}

static void end(struct writer *w)
{
	if (!w->status)
		w->status = fdt_end_node(w->fdt);
}

static void put(struct writer *w, const char *name, const void *value, size_t bytes)
{
	if (!w->status)
		w->status = fdt_property(w->fdt, name, value, (int)bytes);
}

static void put_empty(struct writer *w, const char *name)
{
	put(w, name, NULL, 0);
}

static void put_string(struct writer *w, const char *name, const char *value)
{
	put(w, name, value, strlen(value) + 1);
}

static void put_u32(struct writer *w, const char *name, uint32_t value)
{
	fdt32_t cell = cpu_to_fdt32(value);

	put(w, name, &cell, sizeof(cell));
}

static void put_u64(struct writer *w, const char *name, uint64_t value)
{
	fdt64_t cells = cpu_to_fdt64(value);

	put(w, name, &cells, sizeof(cells));
}

/* `count` pairs of address and size, two cells each. */
static void put_reg(struct writer *w, const uint64_t *pairs, size_t count)
{
	fdt64_t cells[8];
	size_t i;

	for (i = 0; i < 2 * count; i++)
		cells[i] = cpu_to_fdt64(pairs[i]);
	put(w, "reg", cells, 2 * count * sizeof(cells[0]));
}

/* Private interrupts; a GICv2 wants a mask of CPUs in their flags. */
static void put_ppis(struct writer *w, const struct fdt_facts *facts, const uint32_t *ppis,
		     size_t count)
{
	bool gicv2 = facts->gic == FDT_GIC_V2 || facts->gic == FDT_GIC_V2M;
	uint32_t mask = gicv2 ? (uint32_t)bits_low_mask(facts->cpu_count) & 0xff : 0;
	fdt32_t cells[3 * 5];
	size_t i;

	for (i = 0; i < count; i++) {
		cells[3 * i] = cpu_to_fdt32(GIC_PPI);
		cells[3 * i + 1] = cpu_to_fdt32(ppis[i]);
		cells[3 * i + 2] = cpu_to_fdt32(mask << 8 | GIC_LEVEL_HIGH);
	}
	put(w, "interrupts", cells, 3 * count * sizeof(cells[0]));
}

static void write_aliases(struct writer *w, const struct fdt_facts *facts)
{
	char node[DEVICE_NODE_NAME_BYTES], path[DEVICE_NODE_NAME_BYTES + 1], alias[32];
	unsigned int serials = 0;
	size_t i;

	begin(w, "aliases");
	for (i = 0; i < facts->device_count; i++) {
		const struct device *device = facts->devices[i];

		if (!device->ops->fdt || strcmp(device->ops->node_name, "serial"))
			continue;
		device_node_name(device, node);
		snprintf(path, sizeof(path), "/%s", node);
		snprintf(alias, sizeof(alias), "serial%u", serials++);
		put_string(w, alias, path);
	}
	end(w);
}

static void write_chosen(struct writer *w, const struct fdt_facts *facts)
{
	char node[DEVICE_NODE_NAME_BYTES], path[DEVICE_NODE_NAME_BYTES + 1];

	begin(w, "chosen");
	if (facts->bootargs)
		put_string(w, "bootargs", facts->bootargs);
	if (facts->console) {
		device_node_name(facts->console, node);
		snprintf(path, sizeof(path), "/%s", node);
		put_string(w, "stdout-path", path);
	}
	if (facts->initrd_bytes) {
		put_u64(w, "linux,initrd-start", facts->initrd);
		put_u64(w, "linux,initrd-end", facts->initrd + facts->initrd_bytes);
	}
	put_u64(w, "kaslr-seed", facts->kaslr_seed);
	put(w, "rng-seed", facts->rng_seed, sizeof(facts->rng_seed));
	end(w);
}

static void write_memory(struct writer *w, const struct fdt_facts *facts)
{
	size_t i;

	for (i = 0; i < facts->as->count; i++) {
		const struct region *region = facts->as->regions[i];
		uint64_t reg[2] = { region->base, region->bytes };

		/* What lies lower belongs to something: the stolen-time page is no memory to
		 * allocate. */
		if (region->kind != REGION_RAM || region->base < LAYOUT_RAM_BASE)
			continue;
		begin_at(w, "memory", region->base);
		put_string(w, "device_type", "memory");
		put_reg(w, reg, 1);
		end(w);
	}
}

static void write_cpus(struct writer *w, const struct fdt_facts *facts)
{
	bool two_cells = false;
	unsigned int i;

	for (i = 0; i < facts->cpu_count; i++)
		two_cells |= !!(facts->mpidrs[i] & MPIDR_AFF3);
	begin(w, "cpus");
	put_u32(w, "#address-cells", two_cells ? 2 : 1);
	put_u32(w, "#size-cells", 0);
	for (i = 0; i < facts->cpu_count; i++) {
		begin_at(w, "cpu", facts->mpidrs[i]);
		put_string(w, "device_type", "cpu");
		put_string(w, "compatible", "arm,armv8");
		put_string(w, "enable-method", "psci");
		if (two_cells)
			put_u64(w, "reg", facts->mpidrs[i]);
		else
			put_u32(w, "reg", (uint32_t)facts->mpidrs[i]);
		end(w);
	}
	end(w);
}

static void write_psci(struct writer *w, const struct fdt_facts *facts)
{
	static const char compatible[] = "arm,psci-1.0\0arm,psci-0.2";

	begin(w, "psci");
	put(w, "compatible", compatible, sizeof(compatible));
	/* At EL2 an HVC is the guest's own; KVM takes SMC there. */
	put_string(w, "method", facts->el2 ? "smc" : "hvc");
	end(w);
}

static void write_timer(struct writer *w, const struct fdt_facts *facts)
{
	static const uint32_t ppis[] = {
		LAYOUT_PPI_TIMER_SECURE, LAYOUT_PPI_TIMER_PHYS,	    LAYOUT_PPI_TIMER_VIRT,
		LAYOUT_PPI_TIMER_HYP,	 LAYOUT_PPI_TIMER_HYP_VIRT,
	};

	begin(w, "timer");
	put_string(w, "compatible", "arm,armv8-timer");
	put_ppis(w, facts, ppis, facts->el2 ? 5 : 4);
	put_empty(w, "always-on");
	end(w);
}

static void write_pmu(struct writer *w, const struct fdt_facts *facts)
{
	static const uint32_t ppi = LAYOUT_PPI_PMU;

	if (!facts->pmu)
		return;
	begin(w, "pmu");
	put_string(w, "compatible", "arm,armv8-pmuv3");
	put_ppis(w, facts, &ppi, 1);
	end(w);
}

static void write_its(struct writer *w, const struct fdt_facts *facts)
{
	uint64_t reg[2] = { layout_gic_its_base(facts->cpu_count), LAYOUT_GIC_ITS_BYTES };

	begin_at(w, "msi-controller", reg[0]);
	put_string(w, "compatible", "arm,gic-v3-its");
	put_reg(w, reg, 1);
	put_empty(w, "msi-controller");
	put_u32(w, "#msi-cells", 1);
	put_u32(w, "phandle", FDT_PHANDLE_MSI);
	end(w);
}

static void write_v2m(struct writer *w)
{
	static const uint64_t reg[2] = { LAYOUT_GIC_V2M_BASE, LAYOUT_GIC_V2M_BYTES };

	begin_at(w, "v2m", reg[0]);
	put_string(w, "compatible", "arm,gic-v2m-frame");
	put_reg(w, reg, 1);
	put_empty(w, "msi-controller");
	/* The first of them, as an INTID. */
	put_u32(w, "arm,msi-base-spi", LAYOUT_INTID_FIRST_SPI + LAYOUT_SPI_V2M);
	put_u32(w, "arm,msi-num-spis", LAYOUT_SPI_V2M_COUNT);
	put_u32(w, "phandle", FDT_PHANDLE_MSI);
	end(w);
}

static void write_gic(struct writer *w, const struct fdt_facts *facts)
{
	static const uint32_t maintenance = LAYOUT_PPI_GIC_MAINTENANCE;
	bool v3 = facts->gic == FDT_GIC_V3 || facts->gic == FDT_GIC_V3_ITS;
	uint64_t reg_v2[4] = { LAYOUT_GIC_DIST_BASE, GICV2_DIST_BYTES, LAYOUT_GIC_CPU_BASE,
			       GICV2_CPU_BYTES };
	uint64_t reg_v3[4] = { LAYOUT_GIC_DIST_BASE, LAYOUT_GIC_DIST_BYTES,
			       layout_gic_redist_base(facts->cpu_count),
			       layout_gic_redist_bytes(facts->cpu_count) };

	begin_at(w, "interrupt-controller", LAYOUT_GIC_DIST_BASE);
	put_string(w, "compatible", v3 ? "arm,gic-v3" : "arm,cortex-a15-gic");
	put_reg(w, v3 ? reg_v3 : reg_v2, 2);
	put_empty(w, "interrupt-controller");
	put_u32(w, "#interrupt-cells", 3);
	put_u32(w, "#address-cells", 2);
	put_u32(w, "#size-cells", 2);
	put_u32(w, "phandle", FDT_PHANDLE_GIC);
	if (facts->el2)
		put_ppis(w, facts, &maintenance, 1);
	if (facts->gic == FDT_GIC_V3_ITS || facts->gic == FDT_GIC_V2M)
		put_empty(w, "ranges");
	if (facts->gic == FDT_GIC_V3_ITS)
		write_its(w, facts);
	if (facts->gic == FDT_GIC_V2M)
		write_v2m(w);
	end(w);
}

static void write_clock(struct writer *w)
{
	begin(w, "clock-24000000");
	put_string(w, "compatible", "fixed-clock");
	put_u32(w, "#clock-cells", 0);
	put_u32(w, "clock-frequency", APB_CLOCK_HZ);
	put_u32(w, "phandle", FDT_PHANDLE_CLOCK);
	end(w);
}

static void write_devices(struct writer *w, const struct fdt_facts *facts)
{
	static const struct device_fdt_context context = { .clock_phandle = FDT_PHANDLE_CLOCK };
	size_t i;

	for (i = 0; i < facts->device_count && !w->status; i++) {
		const struct device *device = facts->devices[i];

		if (device->ops->fdt)
			w->status = device->ops->fdt(device, w->fdt, &context);
	}
}

int fdt_build(void *fdt, size_t room, const struct fdt_facts *facts)
{
	struct writer w = { .fdt = fdt };

	if (room > BOOT_DTB_MAX_BYTES)
		room = BOOT_DTB_MAX_BYTES;
	w.status = fdt_create(fdt, (int)room);
	if (!w.status)
		w.status = fdt_finish_reservemap(fdt);
	begin(&w, "");
	put_string(&w, "compatible", "linux,dummy-virt");
	put_string(&w, "model", "armlet");
	put_u32(&w, "#address-cells", 2);
	put_u32(&w, "#size-cells", 2);
	put_u32(&w, "interrupt-parent", FDT_PHANDLE_GIC);
	write_aliases(&w, facts);
	write_chosen(&w, facts);
	write_memory(&w, facts);
	write_cpus(&w, facts);
	write_psci(&w, facts);
	write_timer(&w, facts);
	write_pmu(&w, facts);
	write_gic(&w, facts);
	write_clock(&w);
	write_devices(&w, facts);
	end(&w);
	return w.status ? w.status : fdt_finish(fdt);
}

uint64_t fdt_room_bytes(unsigned int cpu_count, size_t device_count)
{
	uint64_t bytes = KIB(16) + cpu_count * UINT64_C(256) + device_count * UINT64_C(1024);

	bytes = align_up(bytes, KIB(64));
	return bytes < BOOT_DTB_MAX_BYTES ? bytes : BOOT_DTB_MAX_BYTES;
}
