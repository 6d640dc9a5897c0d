// SPDX-License-Identifier: GPL-2.0-only
// Every reason for which KVM_RUN comes back, on a run page made by hand. Needs arm64 KVM's headers.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/bits.h"
#include "vcpu/exits.h"
#include "vcpu/kvm_compat.h"
#include "vcpu/run.h"

static struct vm vm;
static struct kvm_run run;
static struct address_space as;
static uint64_t device_value;

static uint64_t read_device(void *opaque, uint64_t offset, unsigned int width)
{
	(void)opaque, (void)width;
	return device_value + offset;
}

static void write_device(void *opaque, uint64_t offset, unsigned int width, uint64_t value)
{
	(void)opaque, (void)offset, (void)width;
	device_value = value;
}

static const struct region_ops device_ops = { .read = read_device, .write = write_device };
static struct region device = {
	.name = "device", .base = 0x1000, .bytes = 16, .kind = REGION_MMIO, .ops = &device_ops
};

/* A vCPU without a file descriptor: its PC cannot be read, which no handler may mind. */
static int set_up(void **state)
{
	struct vcpu *vcpu = &vm.vcpus[0];

	memset(&run, 0, sizeof(run));
	vm_init(&vm);
	vcpu->vm = &vm;
	vcpu->fd = -1;
	vcpu->run = &run;
	address_space_init(&as, "normal", 0, 4096);
	assert_int_equal(address_space_add(&as, &device, NULL), ADDRESS_SPACE_OK);
	assert_int_equal(cpu_address_space_init(vcpu), CPU_AS_OK);
	assert_int_equal(cpu_address_space_add(vcpu, CPU_AS_NORMAL, "normal", &as), CPU_AS_OK);
	vm.mmio_warned = 1;
	*state = vcpu;
	return 0;
}

static int tear_down(void **state)
{
	struct vcpu *vcpu = *state;

	cpu_address_space_destroy(vcpu);
	address_space_fini(&as);
	memset(vcpu, 0, sizeof(*vcpu));
	vm_destroy(&vm);
	return 0;
}

static void test_every_reason_has_an_end(void **state)
{
	static const uint32_t going_on[] = { KVM_EXIT_MMIO, KVM_EXIT_INTR };
	static const uint32_t far_out[] = { 1000, 0x7fffffff, 0x80000000, UINT32_MAX };
	uint32_t reason;
	size_t i;

	for (reason = 0; reason < 64; reason++) {
		enum vm_outcome expected = OUTCOME_VCPU_FAILED;

		for (i = 0; i < ARRAY_SIZE(going_on); i++) {
			if (reason == going_on[i])
				expected = OUTCOME_NONE;
		}
		memset(&run, 0, sizeof(run));
		run.exit_reason = reason;
		assert_int_equal(exit_handle(*state), expected);
	}
	for (i = 0; i < ARRAY_SIZE(far_out); i++) {
		memset(&run, 0xff, sizeof(run));
		run.exit_reason = far_out[i];
		assert_int_equal(exit_handle(*state), OUTCOME_VCPU_FAILED);
	}
}

/* What one read of stderr gives after a failed entry. */
static ssize_t said_by_failure(struct vcpu *vcpu, char text[512])
{
	int fds[2], real = dup(STDERR_FILENO);
	ssize_t bytes;

	assert_int_equal(pipe2(fds, O_NONBLOCK), 0);
	dup2(fds[1], STDERR_FILENO);
	run.exit_reason = KVM_EXIT_FAIL_ENTRY;
	assert_int_equal(exit_handle(vcpu), OUTCOME_VCPU_FAILED);
	dup2(real, STDERR_FILENO);
	bytes = read(fds[0], text, 511);
	text[bytes > 0 ? bytes : 0] = '\0';
	close(fds[0]);
	close(fds[1]);
	close(real);
	return bytes;
}

/* The run ends for one reason: who comes later says nothing. */
static void test_one_failure_is_told(void **state)
{
	char text[512];

	assert_true(said_by_failure(*state, text) > 0);
	assert_non_null(strstr(text, "KVM_EXIT_FAIL_ENTRY"));
	assert_int_equal(vm_outcome(&vm), OUTCOME_VCPU_FAILED);
	assert_int_equal(said_by_failure(*state, text), -1);
	vm.outcome = OUTCOME_POWEROFF;
	assert_int_equal(said_by_failure(*state, text), -1);
	assert_int_equal(vm_outcome(&vm), OUTCOME_POWEROFF);
}

static void test_system_events(void **state)
{
	static const enum vm_outcome outcomes[] = {
		[KVM_SYSTEM_EVENT_SHUTDOWN] = OUTCOME_POWEROFF,
		[KVM_SYSTEM_EVENT_RESET] = OUTCOME_RESET,
		[KVM_SYSTEM_EVENT_CRASH] = OUTCOME_PANIC,
	};
	uint32_t type;

	for (type = 0; type < 16; type++) {
		run.exit_reason = KVM_EXIT_SYSTEM_EVENT;
		run.system_event.type = type;
		assert_int_equal(exit_handle(*state), type < ARRAY_SIZE(outcomes) && outcomes[type]
							      ? outcomes[type]
							      : OUTCOME_VCPU_FAILED);
	}
}

static void test_reset2_is_a_panic(void **state)
{
	run.exit_reason = KVM_EXIT_SYSTEM_EVENT;
	run.system_event.type = KVM_SYSTEM_EVENT_RESET;
	run.system_event.data[0] = KVM_SYSTEM_EVENT_RESET_FLAG_PSCI_RESET2;
	/* Before KVM_CAP_SYSTEM_EVENT_DATA there is no count, and the word was called flags. */
	assert_int_equal(exit_handle(*state), OUTCOME_PANIC);
	vm.system_event_data = true;
	assert_int_equal(exit_handle(*state), OUTCOME_RESET);
	run.system_event.ndata = 1;
	assert_int_equal(exit_handle(*state), OUTCOME_PANIC);
	run.system_event.data[0] = ~KVM_SYSTEM_EVENT_RESET_FLAG_PSCI_RESET2;
	assert_int_equal(exit_handle(*state), OUTCOME_RESET);
}

static void set_mmio(gpa_t address, unsigned int bytes, bool write)
{
	run.exit_reason = KVM_EXIT_MMIO;
	run.mmio.phys_addr = address;
	run.mmio.len = bytes;
	run.mmio.is_write = write;
}

static void test_mmio_reaches_the_device(void **state)
{
	static const uint8_t bytes[8] = { 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11 };
	uint64_t value = 0;

	memcpy(run.mmio.data, bytes, sizeof(bytes));
	set_mmio(0x1000, 8, true);
	assert_int_equal(exit_handle(*state), OUTCOME_NONE);
	assert_true(device_value == UINT64_C(0x1122334455667788));
	set_mmio(0x1000, 2, true);
	assert_int_equal(exit_handle(*state), OUTCOME_NONE);
	assert_true(device_value == 0x7788);
	memset(run.mmio.data, 0xff, sizeof(run.mmio.data));
	set_mmio(0x1004, 4, false);
	assert_int_equal(exit_handle(*state), OUTCOME_NONE);
	memcpy(&value, run.mmio.data, 4);
	assert_true(value == 0x7788 + 4);
}

static void test_mmio_where_nothing_is(void **state)
{
	static const gpa_t nowhere[] = { 0, 0xfff, 0x1010, UINT64_MAX, UINT64_MAX - 7 };
	size_t i;
	unsigned int bytes;

	device_value = 0x55;
	for (i = 0; i < ARRAY_SIZE(nowhere); i++) {
		for (bytes = 0; bytes <= sizeof(run.mmio.data); bytes++) {
			static const uint8_t zeroes[sizeof(run.mmio.data)];

			memset(run.mmio.data, 0xff, sizeof(run.mmio.data));
			set_mmio(nowhere[i], bytes, true);
			assert_int_equal(exit_handle(*state), OUTCOME_NONE);
			set_mmio(nowhere[i], bytes, false);
			assert_int_equal(exit_handle(*state), OUTCOME_NONE);
			assert_memory_equal(run.mmio.data, zeroes, bytes);
		}
	}
	assert_true(device_value == 0x55);
	/* More than the page has room for: KVM's mistake, not to be followed. */
	set_mmio(0x1000, sizeof(run.mmio.data) + 1, false);
	assert_int_equal(exit_handle(*state), OUTCOME_VCPU_FAILED);
	set_mmio(0x1000, UINT32_MAX, true);
	assert_int_equal(exit_handle(*state), OUTCOME_VCPU_FAILED);
}

static void test_errors_of_kvm_run(void **state)
{
	static const int fatal[] = { EFAULT, EHWPOISON, ENOSYS, ENOEXEC, EPERM,
				     ENOMEM, EIO,	EINVAL, 0 };
	struct vcpu *vcpu = *state;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fatal); i++)
		assert_int_equal(exit_handle_error(vcpu, fatal[i]), OUTCOME_VCPU_FAILED);
	assert_int_equal(exit_handle_error(vcpu, EINTR), OUTCOME_NONE);
	assert_int_equal(exit_handle_error(vcpu, EAGAIN), OUTCOME_NONE);
	/* Word of host memory that failed came with the signal. */
	vcpu->bus_error = &device_value;
	assert_int_equal(exit_handle_error(vcpu, EINTR), OUTCOME_VCPU_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_reason_has_an_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_failure_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_system_events, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_reset2_is_a_panic, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mmio_reaches_the_device, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mmio_where_nothing_is, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_errors_of_kvm_run, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
