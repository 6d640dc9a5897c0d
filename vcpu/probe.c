// SPDX-License-Identifier: GPL-2.0-only
// This host's fingerprint, from VMs that never run.
#include "vcpu/probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "lib/bits.h"
#include "lib/cpu_list.h"
#include "lib/ioctl.h"
#include "vcpu/features.h"
#include "vcpu/idregs.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/vm.h"

#define SYSFS_CPUS "/sys/devices/system/cpu"

/* What KVM can do for arm64 guests, by number; how many CPUs it has is no capability of that kind.
 */
#define CAPABILITY(name_)                        \
	{                                        \
		.name = #name_, .number = name_, \
	}
static const struct {
	const char *name;
	unsigned int number;
} capabilities[] = {
	CAPABILITY(KVM_CAP_SET_GUEST_DEBUG),
	CAPABILITY(KVM_CAP_MAX_VCPUS),
	CAPABILITY(KVM_CAP_ARM_EL1_32BIT),
	CAPABILITY(KVM_CAP_ARM_PSCI_0_2),
	CAPABILITY(KVM_CAP_GUEST_DEBUG_HW_BPS),
	CAPABILITY(KVM_CAP_GUEST_DEBUG_HW_WPS),
	CAPABILITY(KVM_CAP_ARM_PMU_V3),
	CAPABILITY(KVM_CAP_ARM_USER_IRQ),
	CAPABILITY(KVM_CAP_ARM_INJECT_SERROR_ESR),
	CAPABILITY(KVM_CAP_ARM_VM_IPA_SIZE),
	CAPABILITY(KVM_CAP_ARM_SVE),
	CAPABILITY(KVM_CAP_ARM_PTRAUTH_ADDRESS),
	CAPABILITY(KVM_CAP_ARM_PTRAUTH_GENERIC),
	CAPABILITY(KVM_CAP_ARM_IRQ_LINE_LAYOUT_2),
	CAPABILITY(KVM_CAP_ARM_NISV_TO_USER),
	CAPABILITY(KVM_CAP_ARM_INJECT_EXT_DABT),
	CAPABILITY(KVM_CAP_STEAL_TIME),
	CAPABILITY(KVM_CAP_PTP_KVM),
	CAPABILITY(KVM_CAP_ARM_MTE),
	CAPABILITY(KVM_CAP_SYSTEM_EVENT_DATA),
	CAPABILITY(KVM_CAP_ARM_SYSTEM_SUSPEND),
	CAPABILITY(KVM_CAP_COUNTER_OFFSET),
	CAPABILITY(KVM_CAP_ARM_EAGER_SPLIT_CHUNK_SIZE),
	CAPABILITY(KVM_CAP_ARM_SUPPORTED_BLOCK_SIZES),
	CAPABILITY(KVM_CAP_ARM_SUPPORTED_REG_MASK_RANGES),
	CAPABILITY(KVM_CAP_ARM_WRITABLE_IMP_ID_REGS),
	CAPABILITY(KVM_CAP_ARM_EL2),
	CAPABILITY(KVM_CAP_ARM_EL2_E2H0),
	CAPABILITY(KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED),
	CAPABILITY(KVM_CAP_ARM_SEA_TO_USER),
};
_Static_assert(ARRAY_SIZE(capabilities) <= DUMP_CAPABILITIES_MAX, "more than a dump has room for");

/* The wishes behind each kind of limits. */
static const struct cpu_feature_wishes limits_wishes[DUMP_LIMITS_COUNT] = {
	[DUMP_LIMITS_NONE] = { .sve = FEATURE_OFF,
			       .pauth = FEATURE_OFF,
			       .pmu = FEATURE_OFF,
			       .mte = FEATURE_OFF,
			       .el2 = FEATURE_OFF },
	[DUMP_LIMITS_ALL] = { .el2 = FEATURE_OFF },
	[DUMP_LIMITS_EL2] = { .el2 = FEATURE_ON },
	[DUMP_LIMITS_EL2_E2H0] = { .el2 = FEATURE_ON, .el2_e2h0 = true },
};

/* What /sys/… has at `path`, as text; false where there is no such file. */
static bool read_text(const char *path, char *text, size_t bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return false;
	got = read(fd, text, bytes - 1);
	close(fd);
	if (got < 0)
		return false;
	text[got] = '\0';
	return true;
}

/* An offline CPU has no registers to show, and an old or small kernel shows none at all. */
static void probe_cpus(struct cpu_dump *dump)
{
	char text[4096], path[96];
	unsigned int cpu;
	cpu_set_t present;
	uint64_t midr;
	bool beyond;

	if (!read_text(SYSFS_CPUS "/present", text, sizeof(text)) ||
	    !cpu_list_parse(text, &present, &beyond))
		return;
	for (cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &present))
			continue;
		snprintf(path, sizeof(path), SYSFS_CPUS "/cpu%u/regs/identification/midr_el1", cpu);
		if (!read_text(path, text, sizeof(text)) || !probe_parse_midr(text, &midr))
			continue;
		if (!probe_add_cpu(dump, cpu, midr)) {
			warn(SYSFS_CPUS ": more than %d runs of like CPUs: those from %u on are "
					"left out",
			     DUMP_CPU_RUNS_MAX, cpu);
			return;
		}
	}
	if (beyond)
		warn(SYSFS_CPUS ": CPUs from %d on are left out", CPU_SETSIZE);
}

static void probe_names(struct cpu_dump *dump)
{
	struct utsname name;

	snprintf(dump->label, sizeof(dump->label), "this host");
	if (uname(&name) < 0)
		return;
	snprintf(dump->name, sizeof(dump->name), "%.*s", DUMP_NAME_BYTES - 1, name.nodename);
	snprintf(dump->kernel_release, sizeof(dump->kernel_release), "%.*s", DUMP_NAME_BYTES - 1,
		 name.release);
}

/* Registers that EL0 reads by itself. */
static void probe_el0(struct cpu_dump *dump)
{
#ifdef __aarch64__
	asm("mrs %0, ctr_el0" : "=r"(dump->ctr_el0));
	asm("mrs %0, dczid_el0" : "=r"(dump->dczid_el0));
	asm("mrs %0, cntfrq_el0" : "=r"(dump->cntfrq_hz));
#else
	(void)dump;
#endif
}

static bool can_create(const struct vm *vm, uint32_t type)
{
	struct kvm_create_device test = { .type = type, .flags = KVM_CREATE_DEVICE_TEST };

	return ioctl_raw(vm->fd, KVM_CREATE_DEVICE, &test) == 0;
}

/* What any VM tells, whatever its features. */
static void probe_vm(const struct vm *vm, struct cpu_dump *dump)
{
	int ipa_bits = ioctl_number_raw(vm->kvm_fd, KVM_CHECK_EXTENSION, KVM_CAP_ARM_VM_IPA_SIZE);
	size_t i;

	dump->ipa_bits = ipa_bits > 0 ? (unsigned int)ipa_bits : VM_IPA_BITS_DEFAULT;
	dump->page_bytes = (unsigned int)vm->page_bytes;
	if (can_create(vm, KVM_DEV_TYPE_ARM_VGIC_V2))
		dump->gics |= DUMP_GIC_V2;
	if (can_create(vm, KVM_DEV_TYPE_ARM_VGIC_V3))
		dump->gics |= DUMP_GIC_V3;
	if (dump->gics & DUMP_GIC_V3 && can_create(vm, KVM_DEV_TYPE_ARM_VGIC_ITS))
		dump->gics |= DUMP_GIC_ITS;
	for (i = 0; i < ARRAY_SIZE(capabilities); i++) {
		struct dump_capability *capability = &dump->capabilities[dump->capability_count++];

		snprintf(capability->name, sizeof(capability->name), "%s", capabilities[i].name);
		capability->number = capabilities[i].number;
		capability->value = ioctl_number_raw(vm->fd, KVM_CHECK_EXTENSION,
						     (unsigned long)capabilities[i].number);
	}
}

static int probe_limits(struct vm *vm, struct cpu_dump *dump, enum dump_limits_kind kind)
{
	struct dump_limits *limits = &dump->limits[kind];
	struct host_cpu host;

	if (vm_host_cpu(vm, &host) < 0)
		return -1;
	limits->known = true;
	memcpy(limits->present, host.present, sizeof(limits->present));
	memcpy(limits->values, host.limits, sizeof(limits->values));
	if (kind == DUMP_LIMITS_NONE) {
		dump->has_masks = host.has_masks;
		dump->can_write_implementation_ids = host.can_write_implementation_ids;
		dump->protected_vm = host.protected_vm;
		memcpy(dump->masks, host.masks, sizeof(dump->masks));
		probe_vm(vm, dump);
	}
	if (kind == DUMP_LIMITS_ALL) {
		dump->available = host.available;
		if (vm->features.sve)
			return features_sve_lengths(&vm->vcpus[0], &dump->sve_lengths);
	}
	return 0;
}

/* A VM with one vCPU and no memory, which is asked and thrown away. */
static int probe_kind(struct vm *vm, struct cpu_dump *dump, enum dump_limits_kind kind)
{
	struct vm_config config = { .vcpu_count = 1, .features = limits_wishes[kind] };
	struct address_space nothing;
	int result = -1;

	vm_init(vm);
	address_space_init(&nothing, "memory", 0, vm->page_bytes);
	address_space_freeze(&nothing);
	if (vm_open_kvm(vm) == 0 && vm_create(vm, &config) == 0 && vm_map(vm, &nothing) == 0 &&
	    vm_create_vcpus(vm) == 0)
		result = probe_limits(vm, dump, kind);
	vm_destroy(vm);
	address_space_fini(&nothing);
	return result;
}

/* ALL comes before the kinds that it tells the presence of. */
static bool wants_kind(const struct cpu_dump *dump, enum dump_limits_kind kind, bool el2)
{
	switch (kind) {
	case DUMP_LIMITS_EL2:
		return el2 && dump->available.el2;
	case DUMP_LIMITS_EL2_E2H0:
		return el2 && dump->available.el2 && dump->available.el2_e2h0;
	default:
		return true;
	}
}

int probe_host(struct cpu_dump *dump, bool el2)
{
	enum dump_limits_kind kind;
	struct vm *vm = calloc(1, sizeof(*vm));
	int result = vm ? 0 : -1;

	memset(dump, 0, sizeof(*dump));
	if (!vm)
		err("no memory for a VM");
	for (kind = 0; kind < DUMP_LIMITS_COUNT && result == 0; kind++) {
		if (wants_kind(dump, kind, el2))
			result = probe_kind(vm, dump, kind);
	}
	free(vm);
	if (result < 0)
		return -1;
	probe_names(dump);
	probe_cpus(dump);
	probe_el0(dump);
	return 0;
}
