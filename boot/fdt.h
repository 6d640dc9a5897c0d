/* SPDX-License-Identifier: GPL-2.0-only */
/* The device tree: a plain struct of facts about the machine goes in, a blob for the guest comes
 * out. */
#ifndef BOOT_FDT_H
#define BOOT_FDT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/device.h"
#include "memory/address_space.h"

/* Linux binding of chosen: early_init_dt_scan_chosen() takes any length; 64 bytes fill its pool. */
#define FDT_RNG_SEED_BYTES 64

/* What nodes call each other. MSI: the ITS or the GICv2m frame, where there is one. */
enum fdt_phandle { FDT_PHANDLE_GIC = 1, FDT_PHANDLE_MSI = 2, FDT_PHANDLE_CLOCK = 3 };

enum fdt_gic { FDT_GIC_V2, FDT_GIC_V2M, FDT_GIC_V3, FDT_GIC_V3_ITS };

/*
 * Addresses and interrupt numbers that are the same in every machine come from memory/layout.h;
 * everything else is here. Pointers are the caller's and are only read.
 */
struct fdt_facts {
	const struct address_space
		*as;		/* its RAM regions from LAYOUT_RAM_BASE on are the memory nodes */
	const uint64_t *mpidrs; /* one for each vCPU: MPIDR_EL1 & 0xff00ffffff */
	unsigned int cpu_count;
	enum fdt_gic gic;
	bool pmu;
	bool el2; /* vCPUs start at EL2: nested virtualisation */
	const struct device *const
		*devices; /* in the order of their nodes; those without an fdt op too */
	size_t device_count;
	const struct device *console; /* stdout-path; NULL: none */
	const char *bootargs;
	gpa_t initrd;
	uint64_t initrd_bytes; /* 0: none */
	uint64_t kaslr_seed;
	uint8_t rng_seed[FDT_RNG_SEED_BYTES];
};

/* How much to leave for the tree of a machine: a bound for what fdt_build() makes. */
uint64_t fdt_room_bytes(unsigned int cpu_count, size_t device_count);

/* rng_seed from the host; kaslr_seed too, unless `kaslr_seed` (--kaslr-seed) is given. 0, or -1
 * after one line. */
int fdt_seed(struct fdt_facts *facts, const uint64_t *kaslr_seed);

/*
 * Writes the tree to `fdt`, which is 8-byte aligned and has `room` bytes. 0, or a negative libfdt
 * error: -FDT_ERR_NOSPACE when it does not fit. fdt_totalsize() of the result is exactly what is
 * used. Pure: the same facts make the same bytes.
 */
int fdt_build(void *fdt, size_t room, const struct fdt_facts *facts);

/* fdt_build() at a guest address, `room` bytes of RAM. *bytes is what is used. 0, or -1 after one
 * line. */
int fdt_load(const struct fdt_facts *facts, gpa_t address, uint64_t room, uint64_t *bytes);

/* --dump-dtb: the tree and nothing else. 0, or -1 after one line. */
int fdt_dump(const void *fdt, const char *path);

#endif
