// SPDX-License-Identifier: GPL-2.0-only
// The interrupt controller that KVM emulates.
#include "vcpu/gic.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "lib/ioctl.h"
#include "memory/layout.h"
#include "vcpu/device.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/vm.h"

static bool can_create(const struct vm *vm, uint32_t type)
{
	struct kvm_create_device test = { .type = type, .flags = KVM_CREATE_DEVICE_TEST };

	return ioctl_raw(vm->fd, KVM_CREATE_DEVICE, &test) == 0;
}

int gic_choose(struct vm *vm, enum irqchip_kind wish, enum irqchip_kind *kind)
{
	bool v2 = can_create(vm, KVM_DEV_TYPE_ARM_VGIC_V2);
	bool v3 = can_create(vm, KVM_DEV_TYPE_ARM_VGIC_V3);
	bool its = v3 && can_create(vm, KVM_DEV_TYPE_ARM_VGIC_ITS);

	*kind = wish;
	switch (wish) {
	case IRQCHIP_AUTO:
		*kind = its ? IRQCHIP_GICV3_ITS : v3 ? IRQCHIP_GICV3 : IRQCHIP_GICV2M;
		if (v3 || v2)
			return 0;
		err("this host's KVM can give a guest neither a GICv3 nor a GICv2");
		return -1;
	case IRQCHIP_GICV2:
	case IRQCHIP_GICV2M:
		if (v2)
			return 0;
		err("--irqchip %s: this host's GIC has no GICv2 compatibility (no GICV): use "
		    "--irqchip %s",
		    irqchip_name(wish), its ? "gicv3-its" : "gicv3");
		return -1;
	case IRQCHIP_GICV3:
	case IRQCHIP_GICV3_ITS:
		if (wish == IRQCHIP_GICV3_ITS ? its : v3)
			return 0;
		err("--irqchip %s: this host's KVM cannot give a guest one (%s): use --irqchip %s",
		    irqchip_name(wish), v3 ? "it has no ITS" : "its GIC is no GICv3 or later",
		    v3 ? "gicv3" : "gicv2m");
		return -1;
	}
	err("--irqchip: unknown kind %d", wish);
	return -1;
}

static int create_device(const struct vm *vm, uint32_t type, const char *name, int *fd)
{
	struct kvm_create_device create = { .type = type };

	if (ioctl_raw(vm->fd, KVM_CREATE_DEVICE, &create) < 0) {
		err_errno("KVM_CREATE_DEVICE %s", name);
		return -1;
	}
	*fd = (int)create.fd;
	return 0;
}

static int set_address(int fd, uint64_t type, const char *name, gpa_t base)
{
	uint64_t address = base;

	if (device_set_attr(fd, KVM_DEV_ARM_VGIC_GRP_ADDR, type, &address) < 0) {
		err_errno("KVM_SET_DEVICE_ATTR %s = 0x%" PRIx64, name, base);
		return -1;
	}
	return 0;
}

static int init_device(int fd, const char *name)
{
	if (device_set_attr(fd, KVM_DEV_ARM_VGIC_GRP_CTRL, KVM_DEV_ARM_VGIC_CTRL_INIT, NULL) < 0) {
		err_errno("%s: KVM_DEV_ARM_VGIC_CTRL_INIT", name);
		return -1;
	}
	return 0;
}

static int create_v2(struct gic *gic, const struct vm *vm)
{
	if (create_device(vm, KVM_DEV_TYPE_ARM_VGIC_V2, "KVM_DEV_TYPE_ARM_VGIC_V2", &gic->fd) < 0)
		return -1;
	if (set_address(gic->fd, KVM_VGIC_V2_ADDR_TYPE_DIST, "KVM_VGIC_V2_ADDR_TYPE_DIST",
			gic->dist_base) < 0)
		return -1;
	return set_address(gic->fd, KVM_VGIC_V2_ADDR_TYPE_CPU, "KVM_VGIC_V2_ADDR_TYPE_CPU",
			   gic->cpu_base);
}

static int create_v3(struct gic *gic, const struct vm *vm)
{
	if (create_device(vm, KVM_DEV_TYPE_ARM_VGIC_V3, "KVM_DEV_TYPE_ARM_VGIC_V3", &gic->fd) < 0)
		return -1;
	if (set_address(gic->fd, KVM_VGIC_V3_ADDR_TYPE_DIST, "KVM_VGIC_V3_ADDR_TYPE_DIST",
			gic->dist_base) < 0)
		return -1;
	/* One contiguous run of redistributors, in the order in which the vCPUs were created. */
	return set_address(gic->fd, KVM_VGIC_V3_ADDR_TYPE_REDIST, "KVM_VGIC_V3_ADDR_TYPE_REDIST",
			   gic->redist_base);
}

static int create_its(struct gic *gic, const struct vm *vm)
{
	if (create_device(vm, KVM_DEV_TYPE_ARM_VGIC_ITS, "KVM_DEV_TYPE_ARM_VGIC_ITS",
			  &gic->its_fd) < 0)
		return -1;
	if (set_address(gic->its_fd, KVM_VGIC_ITS_ADDR_TYPE, "KVM_VGIC_ITS_ADDR_TYPE",
			gic->its_base) < 0)
		return -1;
	return init_device(gic->its_fd, "ITS");
}

/* Kernels before 6.15 have a fixed maintenance interrupt, or no nested virtualisation at all. */
static int set_maintenance(const struct gic *gic)
{
	uint32_t intid = LAYOUT_INTID_FIRST_PPI + LAYOUT_PPI_GIC_MAINTENANCE;

	if (!device_has_attr(gic->fd, KVM_DEV_ARM_VGIC_GRP_MAINT_IRQ, 0))
		return 0;
	if (device_set_attr(gic->fd, KVM_DEV_ARM_VGIC_GRP_MAINT_IRQ, 0, &intid) < 0) {
		err_errno("KVM_DEV_ARM_VGIC_GRP_MAINT_IRQ %u", intid);
		return -1;
	}
	return 0;
}

int gic_create(struct gic *gic, struct vm *vm)
{
	uint32_t intids = LAYOUT_INTID_FIRST_SPI + gic->spi_count;
	bool v2 = gic->kind == IRQCHIP_GICV2 || gic->kind == IRQCHIP_GICV2M;

	gic->vm = vm;
	if ((v2 ? create_v2(gic, vm) : create_v3(gic, vm)) < 0)
		return -1;
	if (device_set_attr(gic->fd, KVM_DEV_ARM_VGIC_GRP_NR_IRQS, 0, &intids) < 0) {
		err_errno("KVM_DEV_ARM_VGIC_GRP_NR_IRQS %u", intids);
		return -1;
	}
	if (gic->maintenance && set_maintenance(gic) < 0)
		return -1;
	if (init_device(gic->fd, irqchip_name(gic->kind)) < 0)
		return -1;
	return gic->its_bytes ? create_its(gic, vm) : 0;
}

void gic_destroy(struct gic *gic)
{
	if (gic->its_fd >= 0)
		close(gic->its_fd);
	gic->its_fd = -1;
	if (gic->fd >= 0)
		close(gic->fd);
	gic->fd = -1;
}

/* KVM api.rst KVM_IRQ_LINE: a shared interrupt by its INTID. */
static void set_spi(void *controller, uint32_t spi, bool level)
{
	const struct vm *vm = controller;
	struct kvm_irq_level line = {
		.irq = KVM_ARM_IRQ_TYPE_SPI << KVM_ARM_IRQ_TYPE_SHIFT |
		       ((spi + LAYOUT_INTID_FIRST_SPI) & KVM_ARM_IRQ_NUM_MASK),
		.level = level,
	};

	if (ioctl_raw(vm->fd, KVM_IRQ_LINE, &line) < 0)
		debug("KVM_IRQ_LINE: SPI %" PRIu32 ": errno %d", spi, errno);
}

struct irq_line gic_irq_line(struct vm *vm, uint32_t spi)
{
	return (struct irq_line){ .set = set_spi, .controller = vm, .spi = spi };
}

/* The registers of a GICv2m message frame (Server Base System Architecture, appendix on GICv2m). */
#define V2M_MSI_TYPER  0x008
#define V2M_MSI_SETSPI 0x040

static uint64_t read_v2m(void *opaque, uint64_t offset, unsigned int width)
{
	(void)opaque, (void)width;
	if (offset == V2M_MSI_TYPER)
		return (LAYOUT_INTID_FIRST_SPI + LAYOUT_SPI_V2M) << 16 | LAYOUT_SPI_V2M_COUNT;
	return 0;
}

/* A message is the INTID; the SPIs are edge-triggered, so raising and lowering is one interrupt. */
static void write_v2m(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	struct gic *gic = opaque;
	uint64_t spi = (value & 0x3ff) - LAYOUT_INTID_FIRST_SPI;

	(void)width;
	if (offset != V2M_MSI_SETSPI || !gic->vm)
		return;
	if (spi < LAYOUT_SPI_V2M || spi >= LAYOUT_SPI_V2M + LAYOUT_SPI_V2M_COUNT)
		return;
	set_spi(gic->vm, (uint32_t)spi, true);
	set_spi(gic->vm, (uint32_t)spi, false);
}

static const struct region_ops v2m_ops = { .read = read_v2m, .write = write_v2m };

static int add_region(struct gic *gic, struct address_space *as, const char *name, gpa_t base,
		      uint64_t bytes, const struct region_ops *ops)
{
	struct region *region;

	if (!bytes)
		return 0;
	region = &gic->regions[gic->region_count++];
	*region = (struct region){
		.name = name,
		.base = base,
		.bytes = bytes,
		.kind = REGION_MMIO,
		.ops = ops,
		.opaque = gic,
	};
	return address_space_add_or_explain(as, region);
}

/* What the kernel handles gets nothing here: an access that comes after all (of a width that KVM
 * leaves alone) finds nothing. */
int gic_add_regions(struct gic *gic, struct address_space *as)
{
	gic->region_count = 0;
	if (add_region(gic, as, "gic-distributor", gic->dist_base, gic->dist_bytes,
		       &region_nothing_ops) < 0 ||
	    add_region(gic, as, "gic-cpu", gic->cpu_base, gic->cpu_bytes, &region_nothing_ops) <
		    0 ||
	    add_region(gic, as, "gic-redistributors", gic->redist_base, gic->redist_bytes,
		       &region_nothing_ops) < 0 ||
	    add_region(gic, as, "gic-its", gic->its_base, gic->its_bytes, &region_nothing_ops) < 0)
		return -1;
	return add_region(gic, as, "gicv2m", gic->v2m_base, gic->v2m_bytes, &v2m_ops);
}
