// SPDX-License-Identifier: GPL-2.0-only
// The floor of the benchmarks: the least that boots a Linux guest with KVM. One vCPU, a GICv3, a
// UART.
#include <err.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where armlet has the same, so that the same guests run on both. */
#define RAM_BASE     UINT64_C(0x80000000)
#define GIC_DIST     UINT64_C(0x3fff0000)
#define GIC_REDIST   UINT64_C(0x3ffd0000)
#define UART_BASE    UINT64_C(0x01000000)
#define RTC_BASE     UINT64_C(0x01010000)
#define PVTIME_BASE  UINT64_C(0x01020000)
#define PVTIME_BYTES 0x10000
#define UART_BYTES   8
#define RTC_BYTES    0x1000
#define BLOCK_BYTES  (UINT64_C(2) << 20)
#define INTIDS	     64

#define UART_IER      1
#define UART_IER_THRI 2
#define UART_IIR      2
#define UART_LSR      5
#define UART_MSR      6

#define CORE_REG(name)                                         \
	(KVM_REG_ARM64 | KVM_REG_SIZE_U64 | KVM_REG_ARM_CORE | \
	 (uint64_t)(offsetof(struct kvm_regs, name) / sizeof(uint32_t)))
#define PSTATE_EL1H_MASKED UINT64_C(0x3c5)

static int vm_fd, vcpu_fd;
static uint8_t uart_ier;
static char output[4096];
static size_t output_bytes;

static int call(int fd, unsigned long request, const char *name, uintptr_t argument)
{
	int answer = ioctl(fd, request, argument);

	if (answer < 0)
		err(1, "%s", name);
	return answer;
}
#define CALL(fd, request, argument) call(fd, request, #request, (uintptr_t)(argument))

static uint64_t load(const char *path, uint8_t *to)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	uint64_t done = 0;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		err(1, "%s", path);
	while (done < (uint64_t)st.st_size) {
		ssize_t n = read(fd, to + done, (size_t)st.st_size - done);

		if (n <= 0)
			err(1, "%s", path);
		done += (uint64_t)n;
	}
	close(fd);
	return done;
}

static uint64_t block_up(uint64_t bytes)
{
	return (bytes + BLOCK_BYTES - 1) & ~(BLOCK_BYTES - 1);
}

static uint8_t *create_ram(uint64_t bytes)
{
	uint8_t *at = mmap(NULL, bytes + BLOCK_BYTES, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	struct kvm_userspace_memory_region slot = { .guest_phys_addr = RAM_BASE,
						    .memory_size = bytes };

	if (at == MAP_FAILED)
		err(1, "mmap");
	at = (uint8_t *)block_up((uintptr_t)at);
	madvise(at, bytes, MADV_HUGEPAGE);
	slot.userspace_addr = (uintptr_t)at;
	CALL(vm_fd, KVM_SET_USER_MEMORY_REGION, &slot);
	return at;
}

/* As early as RAM: once the GIC is there, KVM waits for a grace period at each change of slots. */
static void create_stolen_time_page(void)
{
	struct kvm_userspace_memory_region slot = { .slot = 1,
						    .guest_phys_addr = PVTIME_BASE,
						    .memory_size = PVTIME_BYTES };
	void *at;

	at = mmap(NULL, PVTIME_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		err(1, "mmap");
	slot.userspace_addr = (uintptr_t)at;
	CALL(vm_fd, KVM_SET_USER_MEMORY_REGION, &slot);
}

static void set_attribute(int fd, uint32_t group, uint64_t attribute, const void *value)
{
	struct kvm_device_attr attr = { .group = group,
					.attr = attribute,
					.addr = (uintptr_t)value };

	CALL(fd, KVM_SET_DEVICE_ATTR, &attr);
}

static void create_gic(void)
{
	struct kvm_create_device create = { .type = KVM_DEV_TYPE_ARM_VGIC_V3 };
	const uint64_t dist = GIC_DIST, redist = GIC_REDIST;
	const uint32_t intids = INTIDS;
	int fd;

	CALL(vm_fd, KVM_CREATE_DEVICE, &create);
	fd = (int)create.fd;
	set_attribute(fd, KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V3_ADDR_TYPE_DIST, &dist);
	set_attribute(fd, KVM_DEV_ARM_VGIC_GRP_ADDR, KVM_VGIC_V3_ADDR_TYPE_REDIST, &redist);
	set_attribute(fd, KVM_DEV_ARM_VGIC_GRP_NR_IRQS, 0, &intids);
	set_attribute(fd, KVM_DEV_ARM_VGIC_GRP_CTRL, KVM_DEV_ARM_VGIC_CTRL_INIT, NULL);
}

static void set_register(uint64_t id, uint64_t value)
{
	struct kvm_one_reg reg = { .id = id, .addr = (uintptr_t)&value };

	CALL(vcpu_fd, KVM_SET_ONE_REG, &reg);
}

static bool has(unsigned long capability)
{
	return CALL(vm_fd, KVM_CHECK_EXTENSION, capability) > 0;
}

/* The features that armlet gives a vCPU by default: each makes an exit dearer. */
static uint32_t feature_bits(void)
{
	uint32_t bits = 1u << KVM_ARM_VCPU_PSCI_0_2;

	if (has(KVM_CAP_ARM_SVE))
		bits |= 1u << KVM_ARM_VCPU_SVE;
	if (has(KVM_CAP_ARM_PTRAUTH_ADDRESS) && has(KVM_CAP_ARM_PTRAUTH_GENERIC))
		bits |= 1u << KVM_ARM_VCPU_PTRAUTH_ADDRESS | 1u << KVM_ARM_VCPU_PTRAUTH_GENERIC;
	return bits;
}

static struct kvm_run *create_vcpu(int kvm_fd)
{
	const int sve = KVM_ARM_VCPU_SVE;
	struct kvm_vcpu_init init;
	struct kvm_run *run;
	int bytes = CALL(kvm_fd, KVM_GET_VCPU_MMAP_SIZE, 0);

	vcpu_fd = CALL(vm_fd, KVM_CREATE_VCPU, 0);
	CALL(vm_fd, KVM_ARM_PREFERRED_TARGET, &init);
	init.features[0] |= feature_bits();
	CALL(vcpu_fd, KVM_ARM_VCPU_INIT, &init);
	if (init.features[0] & 1u << KVM_ARM_VCPU_SVE)
		CALL(vcpu_fd, KVM_ARM_VCPU_FINALIZE, &sve);
	run = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu_fd, 0);
	if (run == MAP_FAILED)
		err(1, "mmap of a vCPU");
	return run;
}

static void flush(void)
{
	if (output_bytes && write(STDOUT_FILENO, output, output_bytes) < 0)
		err(1, "stdout");
	output_bytes = 0;
}

static void uart_write(uint64_t offset, uint8_t value)
{
	if (offset == 0) {
		output[output_bytes++] = (char)value;
		if (value == '\n' || output_bytes == sizeof(output))
			flush();
	} else if (offset == UART_IER && ((uart_ier ^ value) & UART_IER_THRI)) {
		/* Always ready to send: the line follows the mask. */
		struct kvm_irq_level line = {
			.irq = KVM_ARM_IRQ_TYPE_SPI << KVM_ARM_IRQ_TYPE_SHIFT | 32,
			.level = !!(value & UART_IER_THRI)
		};

		CALL(vm_fd, KVM_IRQ_LINE, &line);
	}
	if (offset == UART_IER)
		uart_ier = value;
}

static uint8_t uart_read(uint64_t offset)
{
	switch (offset) {
	case UART_IER:
		return uart_ier;
	case UART_IIR:
		return uart_ier & UART_IER_THRI ? 0xc2 : 0xc1;
	case UART_LSR:
		return 0x60;
	case UART_MSR:
		return 0xb0;
	default:
		return 0;
	}
}

static void handle_mmio(struct kvm_run *run)
{
	uint64_t offset = run->mmio.phys_addr - UART_BASE;

	if (offset < UART_BYTES) {
		if (run->mmio.is_write)
			uart_write(offset, run->mmio.data[0]);
		else
			run->mmio.data[0] = uart_read(offset);
	} else if (run->mmio.phys_addr - RTC_BASE < RTC_BYTES && !run->mmio.is_write) {
		memset(run->mmio.data, 0, sizeof(run->mmio.data));
	}
}

static int run_guest(struct kvm_run *run)
{
	for (;;) {
		CALL(vcpu_fd, KVM_RUN, 0);
		switch (run->exit_reason) {
		case KVM_EXIT_MMIO:
			handle_mmio(run);
			break;
		case KVM_EXIT_SYSTEM_EVENT:
			flush();
			return run->system_event.type == KVM_SYSTEM_EVENT_SHUTDOWN ? 0 : 1;
		default:
			errx(1, "exit reason %u", run->exit_reason);
		}
	}
}

static void init_stolen_time(void)
{
	const uint64_t base = PVTIME_BASE;

	if (has(KVM_CAP_STEAL_TIME))
		set_attribute(vcpu_fd, KVM_ARM_VCPU_PVTIME_CTRL, KVM_ARM_VCPU_PVTIME_IPA, &base);
}

/* Its device tree tells of the initrd; it is made for this layout: kernel, tree, initrd. */
int main(int argc, char **argv)
{
	uint64_t dtb_offset, initrd_offset, image_size;
	struct kvm_run *run;
	uint8_t *ram;
	int kvm_fd;

	if (argc < 4)
		errx(1, "usage: floor RAM_MIB IMAGE DTB [INITRD]");
	kvm_fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (kvm_fd < 0)
		err(1, "/dev/kvm");
	vm_fd = CALL(kvm_fd, KVM_CREATE_VM, 0);
	ram = create_ram(strtoull(argv[1], NULL, 0) << 20);
	create_stolen_time_page();
	run = create_vcpu(kvm_fd);
	create_gic();
	init_stolen_time();
	load(argv[2], ram);
	memcpy(&image_size, ram + 16, sizeof(image_size));
	dtb_offset = block_up(image_size);
	initrd_offset = dtb_offset + BLOCK_BYTES;
	load(argv[3], ram + dtb_offset);
	if (argc > 4)
		load(argv[4], ram + initrd_offset);
	set_register(CORE_REG(regs.pc), RAM_BASE);
	set_register(CORE_REG(regs.regs[0]), RAM_BASE + dtb_offset);
	set_register(CORE_REG(regs.pstate), PSTATE_EL1H_MASKED);
	return run_guest(run);
}
