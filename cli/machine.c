// SPDX-License-Identifier: GPL-2.0-only
// The steps that a machine is built by: VM, memory, CPUs.
#include "cli/machine.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "cli/affinity.h"
#include "cli/profile_option.h"
#include "lib/bits.h"
#include "lib/error.h"
#include "memory/dump.h"
#include "memory/layout.h"
#include "vcpu/idregs.h"
#include "vcpu/run.h"

void machine_init(struct machine *machine, const struct run_options *options,
		  const struct profile *profile)
{
	/* vm_init() knows which part of its large struct must be cleared. */
	memset(machine, 0, offsetof(struct machine, vm));
	machine->options = options;
	machine->profile = profile;
	vm_init(&machine->vm);
}

/* The options of the command line over what the profile says. */
static struct cpu_feature_wishes feature_wishes(const struct machine *machine)
{
	const struct run_options *options = machine->options;
	struct cpu_feature_wishes wishes = profile_wishes(machine->profile);

	if (options->pmu)
		wishes.pmu = FEATURE_ON;
	if (options->mte)
		wishes.mte = FEATURE_ON;
	if (options->disable_mte)
		wishes.mte = FEATURE_OFF;
	if (options->nested) {
		wishes.el2 = FEATURE_ON;
		wishes.el2_e2h0 = options->e2h0;
	}
	if (options->sve_max_vl_bits.given)
		wishes.sve_max_vl_bits = (unsigned int)options->sve_max_vl_bits.value;
	return wishes;
}

int machine_open_kernel(struct machine *machine)
{
	if (!machine->options->kernel)
		return 0;
	return image_file_open(&machine->kernel, machine->options->kernel);
}

int machine_create_vm(struct machine *machine)
{
	const struct run_options *options = machine->options;
	struct vm_config config = {
		.vcpu_count = (unsigned int)options->cpus.value,
		.last_address = LAYOUT_RAM_BASE + (options->ram_bytes - 1),
		.features = feature_wishes(machine),
		.irqchip = (enum irqchip_kind)options->irqchip,
		.want_implementation_ids = profile_wants_implementation_ids(machine->profile),
		.pvtime = !options->no_pvtime,
		.pvtime_base = LAYOUT_PVTIME_BASE,
		.has_counter_offset = options->counter_offset.given,
		.counter_offset = options->counter_offset.value,
		.has_affinity = options->vcpu_affinity != NULL,
		.debug_mmio = options->debug_mmio,
	};

	if (range_wraps(LAYOUT_RAM_BASE, options->ram_bytes)) {
		err("run: --mem: RAM starts at 2 GiB and would pass the end of all addresses");
		return -1;
	}
	if (config.has_affinity && affinity_parse(options->vcpu_affinity, &config.affinity) < 0)
		return -1;
	if (vm_open_kvm(&machine->vm) < 0)
		return -1;
	return vm_create(&machine->vm, &config);
}

static int create_ram(struct machine *machine)
{
	const struct guest_ram_options ram_options = { .mte = machine->vm.features.mte };
	const struct guest_ram_options pvtime_options = {
		.name = "pvtime",
		.base = LAYOUT_PVTIME_BASE,
		.small_pages = true,
		.mte = machine->vm.features.mte,
	};

	if (guest_ram_create(&machine->ram, machine->options->ram_bytes, &ram_options) < 0)
		return -1;
	if (address_space_add_or_explain(&machine->normal, &machine->ram.region) < 0)
		return -1;
	if (!vm_has_pvtime(&machine->vm))
		return 0;
	if (guest_ram_create(&machine->pvtime, LAYOUT_PVTIME_BYTES, &pvtime_options) < 0)
		return -1;
	return address_space_add_or_explain(&machine->normal, &machine->pvtime.region);
}

static int add_device(struct machine *machine, struct device *device)
{
	assert(machine->device_count < MACHINE_DEVICES);
	machine->devices[machine->device_count++] = device;
	return address_space_add_or_explain(&machine->normal, &device->region);
}

static int create_devices(struct machine *machine, struct event_loop *loop)
{
	struct uart_config uart = {
		.name = "uart0",
		.base = layout_uart_base(0),
		.irq = gic_irq_line(&machine->vm, LAYOUT_SPI_UART),
	};
	struct rtc_config rtc = {
		.name = "rtc",
		.base = LAYOUT_RTC_BASE,
		.irq = gic_irq_line(&machine->vm, LAYOUT_SPI_RTC),
		.loop = loop,
	};

	if (uart_init(&machine->uart, &uart) < 0 || rtc_init(&machine->rtc, &rtc) < 0)
		return -1;
	if (add_device(machine, &machine->uart.device) < 0)
		return -1;
	return add_device(machine, &machine->rtc.device);
}

int machine_create_memory(struct machine *machine, struct event_loop *loop)
{
	uint64_t limit = machine->vm.ipa_bits < 64 ? UINT64_C(1) << machine->vm.ipa_bits : 0;

	address_space_init(&machine->normal, "memory", limit, machine->vm.page_bytes);
	if (create_ram(machine) < 0 || create_devices(machine, loop) < 0)
		return -1;
	if (gic_add_regions(&machine->vm.gic, &machine->normal) < 0)
		return -1;
	address_space_freeze(&machine->normal);
	return vm_map(&machine->vm, &machine->normal);
}

int machine_create_cpus(struct machine *machine)
{
	struct messages messages = { 0 };
	unsigned int i;
	bool fits;

	if (vm_create_vcpus(&machine->vm) < 0)
		return -1;
	for (i = 0; i < machine->vm.vcpu_count; i++)
		machine->mpidrs[i] = machine->vm.vcpus[i].mpidr;
	if (vm_host_cpu(&machine->vm, &machine->host) < 0)
		return -1;
	fits = profile_check(machine->profile, &machine->host, &machine->plan, &messages);
	messages_print(&messages);
	return fits ? vm_apply(&machine->vm, &machine->plan) : -1;
}

/* ID registers are the VM's, so one vCPU tells of all, but for the few that each has of its own. */
static bool plan_has_per_vcpu(const struct idreg_plan *plan)
{
	size_t i;

	for (i = 0; i < idreg_count; i++) {
		if (idregs[i].per_vcpu && plan->write[idregs[i].index])
			return true;
	}
	return false;
}

int machine_create_irqchip(struct machine *machine)
{
	struct messages messages = { 0 };
	uint64_t read_back[IDREG_INDEX_COUNT];
	unsigned int i, count = plan_has_per_vcpu(&machine->plan) ? machine->vm.vcpu_count : 1;
	bool same = true;

	if (vm_create_gic(&machine->vm) < 0)
		return -1;
	for (i = 0; i < count && same; i++) {
		if (vm_read_idregs(&machine->vm, i, read_back) < 0)
			return -1;
		same = plan_verify(&machine->plan, &machine->host, read_back, &messages);
		messages_print(&messages);
	}
	return same ? 0 : -1;
}

void machine_dump_memory_map(const struct machine *machine, FILE *out)
{
	const struct vm *vm = &machine->vm;
	unsigned int i;
	int index;

	for (i = 0; i < vm->vcpu_count; i++) {
		for (index = 0; index <= CPU_AS_MAX; index++) {
			const struct cpu_address_space *space = &vm->vcpus[i].as[index];

			if (!space->name)
				continue;
			fprintf(out, "vCPU %u, address space %d: %s\n", i, index, space->name);
			address_space_dump(space->as, out);
		}
	}
}

void machine_destroy(struct machine *machine)
{
	vm_destroy(&machine->vm);
	rtc_fini(&machine->rtc);
	uart_fini(&machine->uart);
	address_space_fini(&machine->normal);
	guest_ram_destroy(&machine->pvtime);
	guest_ram_destroy(&machine->ram);
	image_file_close(&machine->kernel);
}
