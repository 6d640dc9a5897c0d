// SPDX-License-Identifier: GPL-2.0-only
// What a machine finds in its RAM when it starts: kernel, initrd, device tree.
#include <string.h>

#include "boot/cmdline.h"
#include "boot/fdt.h"
#include "cli/machine.h"
#include "lib/error.h"
#include "memory/layout.h"

static enum fdt_gic fdt_gic_of(enum irqchip_kind kind)
{
	switch (kind) {
	case IRQCHIP_GICV2:
		return FDT_GIC_V2;
	case IRQCHIP_GICV2M:
		return FDT_GIC_V2M;
	case IRQCHIP_GICV3:
		return FDT_GIC_V3;
	default:
		return FDT_GIC_V3_ITS;
	}
}

/* A kernel that this CPU cannot map pages for would turn its MMU on and hang in silence. */
static int check_page_size(const struct machine *machine)
{
	const unsigned int mmfr0 = idreg_index(0, 7, 0);
	const char *refusal =
		image_page_size_refusal(&machine->kernel.header, machine->plan.values[mmfr0]);

	if (refusal)
		err("%s: %s", machine->kernel.path, refusal);
	return refusal ? -1 : 0;
}

static int build_command_line(const struct run_options *options, char line[CMDLINE_BYTES])
{
	const struct cmdline_request request = {
		.params = options->params.items,
		.param_count = options->params.count,
		.console = "ttyS0",
		.nodefaults = options->nodefaults,
	};
	size_t length;

	if (cmdline_build(&request, line, &length) == CMDLINE_OK)
		return 0;
	err("run: the kernel command line has %zu bytes; an arm64 kernel takes %d", length,
	    CMDLINE_BYTES - 1);
	return -1;
}

static int write_device_tree(struct machine *machine, const struct boot_load_result *loaded,
			     const char *bootargs, uint64_t room)
{
	const struct run_options *options = machine->options;
	struct fdt_facts facts = {
		.as = cpu_get_address_space(&machine->vm.vcpus[0], CPU_AS_NORMAL),
		.mpidrs = machine->mpidrs,
		.cpu_count = machine->vm.vcpu_count,
		.gic = fdt_gic_of(machine->vm.gic.kind),
		.pmu = machine->vm.features.pmu,
		.el2 = machine->vm.features.el2,
		.devices = machine->devices,
		.device_count = machine->device_count,
		.console = &machine->uart.device,
		.bootargs = bootargs,
		.initrd = loaded->initrd,
		.initrd_bytes = loaded->initrd_bytes,
	};
	uint64_t bytes;

	if (fdt_seed(&facts, options->kaslr_seed.given ? &options->kaslr_seed.value : NULL) < 0)
		return -1;
	if (fdt_load(&facts, loaded->dtb, room, &bytes) < 0)
		return -1;
	if (!options->dump_dtb)
		return 0;
	return fdt_dump(address_space_pointer(facts.as, loaded->dtb, bytes, false),
			options->dump_dtb);
}

int machine_load(struct machine *machine)
{
	const struct run_options *options = machine->options;
	struct boot_load_request request = {
		.as = cpu_get_address_space(&machine->vm.vcpus[0], CPU_AS_NORMAL),
		.ram_base = LAYOUT_RAM_BASE,
		.kernel = &machine->kernel,
		.initrd_path = options->initrd,
		.dtb_bytes = fdt_room_bytes(machine->vm.vcpu_count, machine->device_count),
		.placement = (enum kernel_placement)options->kernel_placement,
		.ram = &machine->ram,
	};
	struct boot_load_result loaded;
	char bootargs[CMDLINE_BYTES];

	if (check_page_size(machine) < 0)
		return -1;
	if (build_command_line(options, bootargs) < 0)
		return -1;
	if (boot_load(&request, &loaded) < 0)
		return -1;
	if (write_device_tree(machine, &loaded, bootargs, request.dtb_bytes) < 0)
		return -1;
	return vm_set_boot_vcpu(&machine->vm, loaded.entry, loaded.dtb);
}
