// SPDX-License-Identifier: GPL-2.0-only
// The VM of `armlet cpu verify`, from nothing to nothing.
#include "cli/cpu_verify_vm.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/error.h"
#include "lib/event_loop.h"
#include "memory/guest_ram.h"
#include "memory/layout.h"
#include "vcpu/idregs.h"
#include "vcpu/run.h"
#include "vcpu/verify_guest.h"

/* Image, then records: whole pages, whatever the host's are. */
#define IMAGE_BYTES   KIB(64)
#define RECORDS_BASE  (LAYOUT_RAM_BASE + IMAGE_BYTES)
#define RECORDS_BYTES ((uint64_t)VM_VCPU_MAX * VERIFY_RECORD_BYTES)
#define RAM_BYTES     (IMAGE_BYTES + RECORDS_BYTES)
#define INDEX_MPIDR   idreg_index(0, 0, 5)
_Static_assert(RECORDS_BYTES % KIB(64) == 0, "not whole pages");
_Static_assert(VERIFY_VALUE_COUNT == IDREG_INDEX_COUNT, "another feature ID space");

struct stage {
	struct address_space normal;
	struct guest_ram ram;
	struct verify_record *records; /* in guest RAM: the guest may write what it likes */
	struct vm vm;
};

static int create_vm(struct stage *stage, const struct verification *verification)
{
	const struct vm_config config = {
		.vcpu_count = verification->vcpu_count,
		.last_address = LAYOUT_RAM_BASE + RAM_BYTES - 1,
		.features = profile_wishes(verification->profile),
		.want_implementation_ids = profile_wants_implementation_ids(verification->profile),
	};

	if (vm_open_kvm(&stage->vm) < 0)
		return -1;
	return vm_create(&stage->vm, &config);
}

static int create_memory(struct stage *stage)
{
	const struct guest_ram_options options = { .small_pages = true,
						   .mte = stage->vm.features.mte };

	address_space_init(&stage->normal, "memory", 0, stage->vm.page_bytes);
	if (guest_ram_create(&stage->ram, RAM_BYTES, &options) < 0 ||
	    address_space_add_or_explain(&stage->normal, &stage->ram.region) < 0 ||
	    gic_add_regions(&stage->vm.gic, &stage->normal) < 0)
		return -1;
	address_space_freeze(&stage->normal);
	return vm_map(&stage->vm, &stage->normal);
}

static int load_guest(struct stage *stage)
{
	size_t image_bytes = (size_t)(verify_guest_image_end - verify_guest_image);
	void *image = address_space_pointer(&stage->normal, LAYOUT_RAM_BASE, IMAGE_BYTES, true);
	unsigned int i;

	stage->records = address_space_pointer(&stage->normal, RECORDS_BASE, RECORDS_BYTES, true);
	assert(image && stage->records && image_bytes <= IMAGE_BYTES);
	memcpy(image, verify_guest_image, image_bytes);
	for (i = 0; i < stage->vm.vcpu_count; i++)
		stage->records[i].mpidr = stage->vm.vcpus[i].mpidr;
	stage->records[0].vcpu_count = stage->vm.vcpu_count;
	return vm_set_boot_vcpu(&stage->vm, LAYOUT_RAM_BASE + VERIFY_ENTRY, RECORDS_BASE);
}

static enum verification_end build(struct stage *stage, struct verification *verification)
{
	struct vm *vm = &stage->vm;

	if (create_vm(stage, verification) < 0 || create_memory(stage) < 0 ||
	    vm_create_vcpus(vm) < 0 || vm_host_cpu(vm, &verification->host) < 0)
		return VERIFICATION_FAILED;
	if (!profile_check(verification->profile, &verification->host, &verification->plan,
			   &verification->messages))
		return VERIFICATION_CANNOT;
	if (vm_apply(vm, &verification->plan) < 0 || vm_create_gic(vm) < 0 || load_guest(stage) < 0)
		return VERIFICATION_FAILED;
	return VERIFICATION_DONE;
}

/*
 * The guest may have written past the caches (vcpu/verify_guest.h), into which the host's CPUs may
 * have read older lines ahead at any time. None of these is dirty: KVM cleaned what load_guest()
 * wrote before the guest got to it, and nothing was written here since. Linux lets EL0 do this.
 */
static void forget_cached_records(const struct stage *stage)
{
	const char *at = (const char *)stage->records;
	const char *end = (const char *)(stage->records + stage->vm.vcpu_count);
	size_t line_bytes;
	uint64_t ctr;

	asm("mrs %0, ctr_el0" : "=r"(ctr));
	line_bytes = (size_t)4 << bits_get(ctr, 19, 16); /* DminLine */
	for (; at < end; at += line_bytes)
		asm volatile("dc civac, %0" : : "r"(at) : "memory");
	asm volatile("dsb sy" : : : "memory");
}

static const char *where_it_stands(const struct verify_record *record)
{
	switch (__atomic_load_n(&record->stage, __ATOMIC_RELAXED)) {
	case VERIFY_STAGE_OFF:
		return "has not started";
	case VERIFY_STAGE_STARTED:
		return "was reading ID registers";
	case VERIFY_STAGE_READ:
		return "was at EL0";
	case VERIFY_STAGE_DONE:
		return "is done";
	default:
		return "has failed";
	}
}

/* The first vCPU that is not done, or the first one: it waits for the others. */
static enum verification_end explain_stall(const struct stage *stage,
					   const struct verification *verification)
{
	unsigned int i = 0;

	while (i < stage->vm.vcpu_count && stage->records[i].stage == VERIFY_STAGE_DONE)
		i++;
	if (i == stage->vm.vcpu_count)
		i = 0;
	err("cpu verify: the guest did not come to its end within %" PRIu64 " s: vCPU %u %s",
	    verification->timeout_s, i, where_it_stands(&stage->records[i]));
	return VERIFICATION_STALLED;
}

/* Everything up to the guest's power-off, by the deadline. */
static enum verification_end run(struct stage *stage, struct verification *verification)
{
	struct pollfd outcome = { .fd = stage->vm.outcome_fd, .events = POLLIN };
	uint64_t start = event_loop_now_ns(), now = start;
	int ready = 0;

	if (vm_start(&stage->vm) < 0)
		return VERIFICATION_FAILED;
	while (ready <= 0 && now < verification->deadline_ns) {
		/* Rounded up: not to look too early again and again. */
		ready = poll(&outcome, 1, (int)((verification->deadline_ns - now) / 1000000 + 1));
		now = event_loop_now_ns();
		if (ready < 0 && errno != EINTR) {
			err_errno("poll");
			break;
		}
	}
	verification->vm_ns = now - start;
	vm_stop(&stage->vm);
	vm_join(&stage->vm);
	forget_cached_records(stage);
	switch (vm_outcome(&stage->vm)) {
	case OUTCOME_POWEROFF:
		return VERIFICATION_DONE;
	case OUTCOME_VCPU_FAILED:
		return VERIFICATION_VCPU_FAILED;
	case OUTCOME_STOPPED:
		return explain_stall(stage, verification);
	default:
		err("cpu verify: the guest asked for a reset instead of reporting");
		return VERIFICATION_STALLED;
	}
}

static bool is_done(const struct verify_record *record, unsigned int vcpu)
{
	if (record->stage == VERIFY_STAGE_DONE && (record->el == 1 || record->el == 2))
		return true;
	if (record->psci_result)
		err("cpu verify: vCPU %u: PSCI CPU_ON gave %" PRId64, vcpu,
		    (int64_t)record->psci_result);
	else if (record->stage == VERIFY_STAGE_FAILED)
		err("cpu verify: vCPU %u: exception at vector 0x%" PRIx64 ", ESR 0x%" PRIx64
		    ", ELR 0x%" PRIx64,
		    vcpu, record->vector, record->esr, record->elr);
	else
		err("cpu verify: vCPU %u reported nothing: it %s", vcpu, where_it_stands(record));
	return false;
}

static struct verify_probe probe_of(const struct verify_record *record, unsigned int n)
{
	return (struct verify_probe){ .undefined = record->probe_undefined[n],
				      .value = record->probes[n] };
}

static void make_view(const struct verify_record *record, struct verify_view *view)
{
	unsigned int i;

	*view = (struct verify_view){
		.el = (unsigned int)record->el,
		.pmcr = probe_of(record, VERIFY_PROBE_PMCR),
		.has_el0 = record->el == 1,
		.ctr = probe_of(record, VERIFY_PROBE_CTR),
		.dczid = probe_of(record, VERIFY_PROBE_DCZID),
		.cntfrq = probe_of(record, VERIFY_PROBE_CNTFRQ),
		.vector_bytes = probe_of(record, VERIFY_PROBE_RDVL),
		.pacga = probe_of(record, VERIFY_PROBE_PACGA),
	};
	for (i = 0; i < IDREG_INDEX_COUNT; i++) {
		view->registers[i].undefined = record->undefined[i];
		view->registers[i].value = record->undefined[i] ? 0 : record->values[i];
	}
}

/* What programs on the host read by themselves. */
static void read_host(struct verify_expected *expected)
{
	asm("mrs %0, cntfrq_el0" : "=r"(expected->cntfrq_hz));
	asm("mrs %0, ctr_el0" : "=r"(expected->ctr_el0));
}

/*
 * What KVM tells of one vCPU once it has run, against the plan; then what the vCPU read, against
 * that. ID registers are the VM's: what KVM made of the plan is told once.
 */
static int compare(struct stage *stage, struct verification *verification, unsigned int vcpu,
		   uint64_t *mpidr)
{
	uint64_t registers[IDREG_INDEX_COUNT];
	struct messages again = { 0 };
	struct verify_expected expected = {
		.host = &verification->host,
		.plan = &verification->plan,
		.registers = registers,
	};
	struct verify_view view;

	read_host(&expected);
	if (!is_done(&stage->records[vcpu], vcpu) ||
	    vm_read_idregs(&stage->vm, vcpu, registers) < 0)
		return -1;
	plan_verify(&verification->plan, &verification->host, registers,
		    vcpu ? &again : &verification->messages);
	if (again.error_count > verification->messages.error_count)
		messages_add(&verification->messages, MESSAGE_ERROR, "on vCPU %u alone: %s", vcpu,
			     again.list[0].text);
	messages_fini(&again);
	make_view(&stage->records[vcpu], &view);
	if (!vcpu)
		verification->first = view;
	*mpidr = view.registers[INDEX_MPIDR].value;
	verify_vcpu(&verification->result, &expected, &view);
	return 0;
}

static enum verification_end compare_all(struct stage *stage, struct verification *verification)
{
	uint64_t mpidrs[VM_VCPU_MAX];
	unsigned int i;

	for (i = 0; i < stage->vm.vcpu_count; i++) {
		if (compare(stage, verification, i, &mpidrs[i]) < 0)
			return VERIFICATION_STALLED;
	}
	verify_distinct(&verification->result, mpidrs, stage->vm.vcpu_count);
	return VERIFICATION_DONE;
}

enum verification_end verification_run(struct verification *verification)
{
	struct stage *stage = calloc(1, sizeof(*stage));
	enum verification_end end;

	if (!stage) {
		err("no memory for a VM");
		return VERIFICATION_FAILED;
	}
	vm_init(&stage->vm);
	end = build(stage, verification);
	if (end == VERIFICATION_DONE)
		end = run(stage, verification);
	if (end == VERIFICATION_DONE)
		end = compare_all(stage, verification);
	vm_destroy(&stage->vm);
	address_space_fini(&stage->normal);
	guest_ram_destroy(&stage->ram);
	free(stage);
	return end;
}

void verification_fini(struct verification *verification)
{
	verify_fini(&verification->result);
	messages_fini(&verification->messages);
}
