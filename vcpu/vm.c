// SPDX-License-Identifier: GPL-2.0-only
// A virtual machine: made step by step, and taken down from wherever it stands.
#include "vcpu/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "lib/bits.h"
#include "lib/ioctl.h"
#include "memory/layout.h"
#include "vcpu/features.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/memslots.h"
#include "vcpu/mte.h"
#include "vcpu/onereg.h"
#include "vcpu/pmu.h"
#include "vcpu/vcpu_attr.h"
#include "vcpu/run.h"

#define KVM_DEVICE "/dev/kvm"

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void vm_init(struct vm *vm)
{
	memset(vm, 0, offsetof(struct vm, vcpus));
	vm->kvm_fd = -1;
	vm->fd = -1;
	vm->outcome_fd = -1;
	vm->gic.fd = -1;
	vm->gic.its_fd = -1;
	vm->page_bytes = (uint64_t)sysconf(_SC_PAGESIZE);
	pthread_mutex_init(&vm->lock, NULL);
	vm->lock_made = true;
}

static int explain_open(int error)
{
	switch (error) {
	case ENOENT:
	case ENODEV:
	case ENXIO:
		err(KVM_DEVICE
		    ": not there: this machine's kernel has no KVM, or was not started at EL2; "
		    "see what it says with: dmesg | grep -i kvm");
		break;
	case EACCES:
	case EPERM:
		err(KVM_DEVICE
		    ": no permission: join the group that owns it (usermod -aG kvm USER, then "
		    "log in again), or run as root");
		break;
	default:
		err_errno(KVM_DEVICE);
	}
	return -1;
}

int vm_open_kvm(struct vm *vm)
{
	int version;

	vm->kvm_fd = open(KVM_DEVICE, O_RDWR | O_CLOEXEC);
	if (vm->kvm_fd < 0)
		return explain_open(errno);
	version = ioctl_number_raw(vm->kvm_fd, KVM_GET_API_VERSION, 0);
	if (version < 0) {
		err_errno(KVM_DEVICE ": is not KVM: KVM_GET_API_VERSION");
		return -1;
	}
	if (version != KVM_API_VERSION) {
		err(KVM_DEVICE ": speaks version %d of KVM's interface, armlet speaks %d", version,
		    KVM_API_VERSION);
		return -1;
	}
	if (ioctl_number_raw(vm->kvm_fd, KVM_CHECK_EXTENSION, KVM_CAP_ARM_PSCI_0_2) <= 0) {
		err(KVM_DEVICE ": is not an arm64 KVM (it has no KVM_CAP_ARM_PSCI_0_2)");
		return -1;
	}
	return 0;
}

/* KVM_CREATE_VM's type is the IPA size; 0 stands for the default on hosts that know no other. */
static int create_vm(struct vm *vm)
{
	int answer = ioctl_number_raw(vm->kvm_fd, KVM_CHECK_EXTENSION, KVM_CAP_ARM_VM_IPA_SIZE);
	unsigned int host_max = answer > 0 ? (unsigned int)answer : 0;
	unsigned int host_bits = host_max ? host_max : VM_IPA_BITS_DEFAULT;

	vm->ipa_bits = vm_ipa_bits(vm->config.last_address, host_max);
	if (!vm->ipa_bits) {
		err("guest memory up to 0x%" PRIx64
		    " is more than this host's KVM can map: it has %u bits of guest physical "
		    "address, enough for -m %" PRIu64 "G",
		    vm->config.last_address, host_bits, layout_ram_bytes_max(host_bits) / GIB(1));
		return -1;
	}
	vm->fd = ioctl_number_raw(vm->kvm_fd, KVM_CREATE_VM,
				  host_max ? KVM_VM_TYPE_ARM_IPA_SIZE(vm->ipa_bits) : 0);
	if (vm->fd < 0) {
		err_errno("KVM_CREATE_VM with %u bits of guest physical address", vm->ipa_bits);
		return -1;
	}
	return 0;
}

static int enable_capability(const struct vm *vm, uint32_t capability, const char *name)
{
	struct kvm_enable_cap enable = { .cap = capability };

	if (ioctl_raw(vm->fd, KVM_ENABLE_CAP, &enable) < 0) {
		err_errno("KVM_ENABLE_CAP %s", name);
		return -1;
	}
	return 0;
}

static bool has_capability(const struct vm *vm, unsigned long capability)
{
	return ioctl_number_raw(vm->fd, KVM_CHECK_EXTENSION, capability) > 0;
}

static int decide_features(struct vm *vm)
{
	struct feature_refusals refusals = { .count = 0 };

	features_probe(vm->fd, &vm->available);
	if (features_decide(&vm->config.features, &vm->available, &vm->features, &refusals))
		return 0;
	features_print_refusals(&refusals);
	return -1;
}

/* What KVM takes only as long as there is no vCPU. */
static int enable_capabilities(struct vm *vm)
{
	if (vm->features.mte && enable_capability(vm, KVM_CAP_ARM_MTE, "KVM_CAP_ARM_MTE") < 0)
		return -1;
	if (vm->config.want_implementation_ids &&
	    has_capability(vm, KVM_CAP_ARM_WRITABLE_IMP_ID_REGS)) {
		if (enable_capability(vm, KVM_CAP_ARM_WRITABLE_IMP_ID_REGS,
				      "KVM_CAP_ARM_WRITABLE_IMP_ID_REGS") < 0)
			return -1;
		vm->implementation_ids = true;
	}
	/* A data abort that KVM cannot decode then comes with its address, not as a bare ENOSYS. */
	if (has_capability(vm, KVM_CAP_ARM_NISV_TO_USER) &&
	    enable_capability(vm, KVM_CAP_ARM_NISV_TO_USER, "KVM_CAP_ARM_NISV_TO_USER") < 0)
		return -1;
	vm->system_event_data = has_capability(vm, KVM_CAP_SYSTEM_EVENT_DATA);
	return 0;
}

static int set_counter_offset(struct vm *vm)
{
	struct kvm_arm_counter_offset offset = { .counter_offset = vm->config.counter_offset };

	if (!vm->config.has_counter_offset)
		return 0;
	if (!has_capability(vm, KVM_CAP_COUNTER_OFFSET)) {
		err("--counter-offset: this host's KVM cannot offset the guest's counters (Linux "
		    "6.4 can)");
		return -1;
	}
	return ioctl_checked(vm->fd, KVM_ARM_SET_COUNTER_OFFSET, &offset);
}

static int choose_gic(struct vm *vm)
{
	unsigned int wanted = vm->config.vcpu_count;
	enum irqchip_kind kind;
	int host_max = ioctl_number_raw(vm->fd, KVM_CHECK_EXTENSION, KVM_CAP_MAX_VCPUS);

	if (gic_choose(vm, vm->config.irqchip, &kind) < 0)
		return -1;
	vm->vcpu_max = gic_vcpu_max(kind);
	if (host_max > 0 && (unsigned int)host_max < vm->vcpu_max)
		vm->vcpu_max = (unsigned int)host_max;
	if (!wanted || wanted > vm->vcpu_max) {
		err("%u vCPUs: this host's KVM can have 1 to %u of them with %s", wanted,
		    vm->vcpu_max, irqchip_name(kind));
		return -1;
	}
	if (!gic_layout(&vm->gic, kind, wanted, vm->features.el2)) {
		err("%s cannot be had together with nested virtualisation: use --irqchip gicv3",
		    irqchip_name(kind));
		return -1;
	}
	return 0;
}

static int find_init_target(struct vm *vm)
{
	struct kvm_vcpu_init preferred = { 0 };

	if (ioctl_checked(vm->fd, KVM_ARM_PREFERRED_TARGET, &preferred) < 0)
		return -1;
	vm->init_target = preferred.target;
	vm->init_features = preferred.features[0] | features_init_bits(&vm->features);
	return 0;
}

int vm_create(struct vm *vm, const struct vm_config *config)
{
	int run_bytes;

	vm->config = *config;
	vm->outcome_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (vm->outcome_fd < 0) {
		err_errno("eventfd");
		return -1;
	}
	run_bytes = ioctl_number_checked(vm->kvm_fd, KVM_GET_VCPU_MMAP_SIZE, 0);
	if (run_bytes < 0)
		return -1;
	vm->run_bytes = (size_t)run_bytes;
	if (vm->run_bytes < sizeof(struct kvm_run)) {
		err("KVM_GET_VCPU_MMAP_SIZE: %d bytes, but a run page has at least %zu", run_bytes,
		    sizeof(struct kvm_run));
		return -1;
	}
	if (create_vm(vm) < 0 || decide_features(vm) < 0 || enable_capabilities(vm) < 0 ||
	    set_counter_offset(vm) < 0 || choose_gic(vm) < 0 || find_init_target(vm) < 0)
		return -1;
	vm->pvtime = config->pvtime && has_capability(vm, KVM_CAP_STEAL_TIME);
	return 0;
}

int vm_map(struct vm *vm, struct address_space *normal)
{
	vm->normal = normal;
	if (memslots_create(vm, normal) < 0)
		return -1;
	return vm->features.mte ? tag_space_create(vm) : 0;
}

int vm_create_vcpus(struct vm *vm)
{
	while (vm->vcpu_count < vm->config.vcpu_count) {
		unsigned int index = vm->vcpu_count++;

		/* Counted first: a half-made one is taken down with the others. */
		if (vcpu_create(&vm->vcpus[index], vm, index) < 0)
			return -1;
	}
	return 0;
}

int vm_create_gic(struct vm *vm)
{
	unsigned int i;

	if (gic_create(&vm->gic, vm) < 0)
		return -1;
	if (vm->features.pmu && pmu_choose(vm) < 0)
		return -1;
	for (i = 0; i < vm->vcpu_count; i++) {
		if (vm->features.pmu && vcpu_init_pmu(&vm->vcpus[i]) < 0)
			return -1;
		if (vm->pvtime && vcpu_init_pvtime(&vm->vcpus[i]) < 0)
			return -1;
	}
	return 0;
}

/* PSTATE with D, A, I and F masked, and SP_ELx (DDI0487 SPSR_EL1). */
#define PSTATE_DAIF UINT64_C(0x3c0)
#define PSTATE_EL1H UINT64_C(0x5)
#define PSTATE_EL2H UINT64_C(0x9)

int vm_set_boot_vcpu(struct vm *vm, gpa_t entry, gpa_t dtb)
{
	const struct {
		const char *name;
		uint64_t id, value;
	} registers[] = {
		{ "PC", onereg_pc(), entry },
		{ "x0", onereg_x(0), dtb },
		{ "x1", onereg_x(1), 0 },
		{ "x2", onereg_x(2), 0 },
		{ "x3", onereg_x(3), 0 },
		{ "PSTATE", onereg_pstate(),
		  PSTATE_DAIF | (vm->features.el2 ? PSTATE_EL2H : PSTATE_EL1H) },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(registers); i++) {
		if (onereg_set(vm->vcpus[0].fd, registers[i].id, registers[i].value) < 0) {
			err_errno("vCPU 0: KVM_SET_ONE_REG %s = 0x%" PRIx64, registers[i].name,
				  registers[i].value);
			return -1;
		}
	}
	return 0;
}

void vm_destroy(struct vm *vm)
{
	if (!vm->lock_made)
		return;
	vm_stop(vm);
	vm_join(vm);
	gic_destroy(&vm->gic);
	while (vm->vcpu_count)
		vcpu_destroy(&vm->vcpus[--vm->vcpu_count]);
	tag_space_destroy(vm->tags);
	vm->tags = NULL;
	vm->normal = NULL;
	vm->slot_count = 0; /* they go with the VM */
	close_fd(&vm->fd);
	close_fd(&vm->outcome_fd);
	close_fd(&vm->kvm_fd);
	pthread_mutex_destroy(&vm->lock);
	vm->lock_made = false;
}
