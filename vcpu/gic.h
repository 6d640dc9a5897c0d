/* SPDX-License-Identifier: GPL-2.0-only */
/* The interrupt controller that KVM emulates: which one, where, and the wires into it. */
#ifndef VCPU_GIC_H
#define VCPU_GIC_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/irq.h"
#include "memory/address_space.h"

struct vm;

/* As --irqchip spells them; AUTO is the best that the host has, in this order from the last to the
 * first. */
enum irqchip_kind { IRQCHIP_AUTO, IRQCHIP_GICV2, IRQCHIP_GICV2M, IRQCHIP_GICV3, IRQCHIP_GICV3_ITS };

/* What a device tree says of the GIC; a part that this kind lacks has size 0. */
struct gic {
	enum irqchip_kind kind; /* never AUTO once it is laid out */
	gpa_t dist_base, cpu_base, redist_base, its_base, v2m_base;
	uint64_t dist_bytes, cpu_bytes, redist_bytes, its_bytes, v2m_bytes;
	uint32_t spi_count; /* SPIs 0 … spi_count - 1 */
	bool maintenance; /* PPI LAYOUT_PPI_GIC_MAINTENANCE is wired: with nested virtualisation */
	struct region regions[3]; /* the same ranges, for the address space */
	unsigned int region_count;
	/* Owned: vcpu/gic.c */
	struct vm *vm;
	int fd, its_fd;
};

/* "gicv3-its" and so on. */
const char *irqchip_name(enum irqchip_kind kind);

/* The most vCPUs that armlet's map and the architecture allow with it. */
unsigned int gic_vcpu_max(enum irqchip_kind kind);

/*
 * Where everything of a GIC of this kind lies in memory/layout.h's map, for so many vCPUs. A
 * decider; false where the kind cannot have so many, or cannot do nested virtualisation.
 */
bool gic_layout(struct gic *gic, enum irqchip_kind kind, unsigned int vcpu_count, bool nested);

/*
 * The GIC that the wish and the host lead to, or -1 with one line that says why there is none. Asks
 * KVM what it could create, and creates nothing.
 */
int gic_choose(struct vm *vm, enum irqchip_kind wish, enum irqchip_kind *kind);

/* Creates and initialises what gic_layout() laid out. All vCPUs are there, none has run. */
int gic_create(struct gic *gic, struct vm *vm);

/* Half-built is fine; closes what is open. */
void gic_destroy(struct gic *gic);

/*
 * Adds the ranges that the GIC answers to an address space, so that nothing else is put there. The
 * distributor and its kin are handled in the kernel and never reach armlet; a GICv2m's frame is
 * armlet's.
 */
int gic_add_regions(struct gic *gic, struct address_space *as);

/* Wire `spi` (0 … spi_count - 1) of this VM's GIC, for a device. */
struct irq_line gic_irq_line(struct vm *vm, uint32_t spi);

#endif
