// SPDX-License-Identifier: GPL-2.0-only
// Is what a dump says of this host what its KVM says, whatever vCPU features a VM has?
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/error.h"
#include "sysregs/check_field.h"
#include "sysregs/dump.h"
#include "sysregs/features.h"
#include "vcpu/idregs.h"
#include "vcpu/vm.h"

static struct cpu_dump dump;
static struct vm vm;
static unsigned int differences;

static void print_messages(struct messages *messages)
{
	for (size_t i = 0; i < messages->count; i++)
		printf("%s\n", messages->list[i].text);
	messages_fini(messages);
}

/* What a register may differ in: it tells the vCPUs apart. */
static void compare_values(const char *what, const bool *present, const uint64_t *expected,
			   const uint64_t *found, const uint64_t *ignored)
{
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
		uint64_t difference = (expected[i] ^ found[i]) & ~(ignored ? ignored[i] : 0);

		if (i == INDEX_MPIDR || !present[i] || !difference)
			continue;
		printf("%s: %s: the dump says 0x%" PRIx64 ", KVM 0x%" PRIx64 "\n", what,
		       dump_register_text(i).text, expected[i], found[i]);
		differences++;
	}
}

static void compare_flag(const char *what, const char *name, unsigned int expected,
			 unsigned int found)
{
	if (expected == found)
		return;
	printf("%s: %s: the dump says %u, KVM %u\n", what, name, expected, found);
	differences++;
}

static void compare_features(const char *what, const struct cpu_features *expected,
			     const struct cpu_features *found)
{
	compare_flag(what, "sve", expected->sve, found->sve);
	compare_flag(what, "pauth", expected->pauth, found->pauth);
	compare_flag(what, "pmu", expected->pmu, found->pmu);
	compare_flag(what, "mte", expected->mte, found->mte);
	compare_flag(what, "el2", expected->el2, found->el2);
	compare_flag(what, "el2-e2h0", expected->el2_e2h0, found->el2_e2h0);
}

static void compare_hosts(const char *what, const struct host_cpu *expected,
			  const struct host_cpu *found)
{
	if (strcmp(expected->kernel_release, found->kernel_release)) {
		printf("%s: another kernel\n", what);
		differences++;
	}
	compare_flag(what, "masks", expected->has_masks, found->has_masks);
	compare_flag(what, "implementation-ids", expected->can_write_implementation_ids,
		     found->can_write_implementation_ids);
	compare_features(what, &expected->features, &found->features);
	compare_flag(what, "sve-max-vl", expected->features.sve_max_vl_bits,
		     found->features.sve_max_vl_bits);
	compare_features(what, &expected->available, &found->available);
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++)
		compare_flag(what, dump_register_text(i).text, expected->present[i],
			     found->present[i]);
	compare_values(what, found->present, expected->limits, found->limits, NULL);
	compare_values(what, found->present, expected->masks, found->masks, NULL);
}

/* What KVM itself says of a VM with these wishes; -1 if there is none. */
static int ask_kvm(const struct cpu_feature_wishes *wishes, struct host_cpu *host)
{
	struct vm_config config = { .vcpu_count = 1, .features = *wishes };
	struct address_space nothing;
	int result = -1;

	vm_init(&vm);
	address_space_init(&nothing, "memory", 0, vm.page_bytes);
	address_space_freeze(&nothing);
	if (vm_open_kvm(&vm) == 0 && vm_create(&vm, &config) == 0 && vm_map(&vm, &nothing) == 0 &&
	    vm_create_vcpus(&vm) == 0)
		result = vm_host_cpu(&vm, host);
	vm_destroy(&vm);
	address_space_fini(&nothing);
	return result;
}

/* One choice of features: with KVM's answer, or refused by both. */
static bool compare_choice(const struct cpu_feature_wishes *wishes)
{
	struct messages messages = { 0 };
	static struct host_cpu expected, found;
	char what[100];
	bool good;
	int asked;

	snprintf(what, sizeof(what), "sve=%d pauth=%d pmu=%d mte=%d el2=%d e2h0=%d vl=%u",
		 wishes->sve, wishes->pauth, wishes->pmu, wishes->mte, wishes->el2,
		 wishes->el2_e2h0, wishes->sve_max_vl_bits);
	good = dump_host_cpu(&dump, wishes, what, &expected, &messages);
	messages_fini(&messages);
	log_set_level(LOG_LEVEL_ERROR);
	asked = ask_kvm(wishes, &found);
	if (good != (asked == 0)) {
		printf("%s: the dump says %s, KVM %s\n", what, good ? "yes" : "no",
		       asked == 0 ? "yes" : "no");
		differences++;
	} else if (good) {
		compare_hosts(what, &expected, &found);
	}
	return good;
}

/* Combinations of on and off, and all vector lengths. */
static int vms_command(void)
{
	unsigned int choices = 0, refused = 0;

	for (unsigned int bits = 0; bits < 64; bits++) {
		struct cpu_feature_wishes wishes = {
			.sve = bits & 1 ? FEATURE_ON : FEATURE_OFF,
			.pauth = bits & 2 ? FEATURE_ON : FEATURE_OFF,
			.pmu = bits & 4 ? FEATURE_ON : FEATURE_OFF,
			.mte = bits & 8 ? FEATURE_ON : FEATURE_OFF,
			.el2 = bits & 16 ? FEATURE_ON : FEATURE_OFF,
			.el2_e2h0 = bits & 32,
		};

		/* Without EL2, E2H is nothing. KVM takes its time to end a VM with EL2: there, a
		 * few choices that have each feature both ways. */
		if (bits & 32 && !(bits & 16))
			continue;
		if (bits & 16 && (bits & 15) != 0 && (bits & 15) != 5 && (bits & 15) != 10)
			continue;
		choices++;
		refused += !compare_choice(&wishes);
	}
	for (unsigned int bits = 0; bits <= 2048; bits += SVE_LENGTH_BITS) {
		struct cpu_feature_wishes wishes = dump_default_wishes();

		wishes.sve_max_vl_bits = bits;
		choices++;
		refused += !compare_choice(&wishes);
	}
	printf("%u choices of features, %u of them refused, %u differences\n", choices, refused,
	       differences);
	return differences ? 1 : 0;
}

/* Fields that the GIC decides, which is not there when the limits are read. */
static void ignore_gic(uint64_t ignored[IDREG_INDEX_COUNT])
{
	ignored[INDEX_PFR0] = bits_mask(27, 24);
	ignored[INDEX_PFR2] = bits_mask(15, 12);
	ignored[INDEX_ID_PFR1] = bits_mask(31, 28);
}

/* What the guest "idregs" has read on its first CPU; what it does not print is 0. */
static bool read_guest(const char *path, uint64_t values[IDREG_INDEX_COUNT])
{
	unsigned int op1, crm, op2;
	FILE *file = fopen(path, "r");
	bool done = false;
	uint64_t value;
	char line[200];

	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "cpu 0 S3_%u_C0_C%u_%u 0x%" SCNx64, &op1, &crm, &op2, &value) == 4)
			values[idreg_index(op1, crm, op2)] = value;
		done |= !strncmp(line, "idregs: done", 12);
	}
	if (file)
		fclose(file);
	return done;
}

static int guest_command(const char *output, const char *spec)
{
	uint64_t ignored[IDREG_INDEX_COUNT] = { 0 }, values[IDREG_INDEX_COUNT] = { 0 };
	struct messages messages = { 0 };
	static struct host_cpu expected;
	struct cpu_feature_wishes wishes;
	struct profile profile;

	profile_init(&profile);
	if (!profile_load_spec(&profile, spec, NULL, &messages)) {
		print_messages(&messages);
		return 2;
	}
	wishes = profile_wishes(&profile);
	profile_fini(&profile);
	if (!dump_host_cpu(&dump, &wishes, spec, &expected, &messages))
		differences++;
	print_messages(&messages);
	if (!read_guest(output, values)) {
		printf("%s: the guest did not come to its end\n", output);
		return 2;
	}
	ignore_gic(ignored);
	compare_values(spec, expected.present, expected.limits, values, ignored);
	if (values[idreg_index(3, 0, 7)] != dump.dczid_el0) {
		printf("DCZID_EL0: the dump says 0x%" PRIx64 "\n", dump.dczid_el0);
		differences++;
	}
	return differences ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct messages messages = { 0 };

	if (argc < 3) {
		fprintf(stderr, "usage: dump_host DUMP vms | guest OUTPUT SPEC\n");
		return 2;
	}
	if (!dump_load_file(&dump, argv[1], &messages)) {
		print_messages(&messages);
		return 2;
	}
	messages_fini(&messages);
	if (!strcmp(argv[2], "vms"))
		return vms_command();
	return argc == 5 && !strcmp(argv[2], "guest") ? guest_command(argv[3], argv[4]) : 2;
}
