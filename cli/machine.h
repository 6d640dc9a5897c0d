/* SPDX-License-Identifier: GPL-2.0-only */
/* One machine: everything that a guest is made of, built step by step and taken down backwards. */
#ifndef CLI_MACHINE_H
#define CLI_MACHINE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "boot/load.h"
#include "cli/run_options.h"
#include "devices/rtc.h"
#include "devices/uart.h"
#include "lib/event_loop.h"
#include "memory/address_space.h"
#include "memory/guest_ram.h"
#include "sysregs/check.h"
#include "sysregs/profile.h"
#include "vcpu/vm.h"

#define MACHINE_DEVICES 2

/*
 * Each step is one function below. They are called in this order, by run.c; each needs those before
 * it, and gives -1 after one line (a profile: one line a mistake). machine_destroy() takes down
 * what there is.
 */
struct machine {
	const struct run_options *options;
	const struct profile *profile;
	struct image_file kernel;
	struct address_space normal; /* CPU_AS_NORMAL of every vCPU */
	struct guest_ram ram;
	struct guest_ram pvtime; /* stolen-time pages, where the host keeps them */
	struct uart uart;
	struct rtc rtc;
	const struct device
		*devices[MACHINE_DEVICES]; /* all of the above, as the device tree lists them */
	size_t device_count;
	struct host_cpu host;
	struct idreg_plan plan;
	uint64_t mpidrs[VM_VCPU_MAX];
	struct vm vm; /* last: see machine_init() */
};

/* A machine that owns nothing. The struct is large: from calloc(3), and only pages in use are
 * touched. */
void machine_init(struct machine *machine, const struct run_options *options,
		  const struct profile *profile);

/* Opens the kernel and looks at its header: the commonest mistake comes first. */
int machine_open_kernel(struct machine *machine);

/* The VM with its capabilities; which GIC and which features it has is decided here. */
int machine_create_vm(struct machine *machine);

/* RAM, devices and the GIC's ranges in one address space, which is frozen and becomes memslots. */
int machine_create_memory(struct machine *machine, struct event_loop *loop);

/* All vCPUs; then the profile is checked against what they can show, and applied. */
int machine_create_cpus(struct machine *machine);

/* The GIC; then every ID register is read back and held against the profile. */
int machine_create_irqchip(struct machine *machine);

/* Kernel, initrd and device tree go into RAM; vCPU 0 gets its first instruction. */
int machine_load(struct machine *machine);

/* --dump-memory-map: each vCPU's address spaces with their regions. */
void machine_dump_memory_map(const struct machine *machine, FILE *out);

/* Joins the vCPUs' threads and gives everything back; may be called twice. */
void machine_destroy(struct machine *machine);

#endif
