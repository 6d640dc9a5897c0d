// SPDX-License-Identifier: GPL-2.0-only
// The options of `armlet run`, spelt as lkvm spells them where it has them.
#include "cli/run_options.h"

#include <string.h>

#include "lib/bits.h"
#include "lib/error.h"

#define DEFAULT_RAM_BYTES MIB(512)

/* In the order of enum irqchip_kind, enum on_reset, enum log_level, enum kernel_placement. */
static const char *const irqchip_names[] = {
	"auto", "gicv2", "gicv2m", "gicv3", "gicv3-its", NULL
};
static const char *const on_reset_names[] = { "exit", "restart", NULL };
static const char *const log_level_names[] = { "error", "warning", "info", "debug", NULL };
static const char *const placement_names[] = { "copy", "map", NULL };

#define ROW(letter_, name_, value_, kind_, member, help_, ...)                             \
	{                                                                                  \
		.letter = letter_, .name = name_, .value = value_, .kind = kind_,          \
		.offset = offsetof(struct run_options, member), .help = help_, __VA_ARGS__ \
	}

const struct option_row run_option_table[] = {
	ROW('k', "kernel", "FILE", OPTION_STRING, kernel,
	    "kernel: Image, gzip or zstd of one, EFI zboot; the first bare word too"),
	ROW('i', "initrd", "FILE", OPTION_STRING, initrd, "initial ramdisk"),
	ROW('p', "params", "TEXT", OPTION_LIST, params, "kernel command line; several are joined"),
	ROW('c', "cpus", "N", OPTION_NUMBER, cpus, "number of vCPUs (1)", .min = 1, .max = 4096),
	ROW('m', "mem", "SIZE", OPTION_SIZE, ram_bytes, "RAM, such as 512M or 4G (512M)"),
	ROW(0, "cpu", "PROFILE", OPTION_LIST, cpu,
	    "CPU: FILE, NAME or host, and ,REG.FIELD=VALUE… (host)"),
	ROW(0, "pmu", NULL, OPTION_FLAG, pmu, "give the guest a PMU"),
	ROW(0, "mte", NULL, OPTION_FLAG, mte, "give the guest memory tagging"),
	ROW(0, "disable-mte", NULL, OPTION_FLAG, disable_mte,
	    "no memory tagging, whatever the profile says"),
	ROW(0, "nested", NULL, OPTION_FLAG, nested, "start the guest at EL2"),
	ROW(0, "e2h0", NULL, OPTION_FLAG, e2h0, "with --nested: an EL2 without VHE"),
	ROW(0, "no-pvtime", NULL, OPTION_FLAG, no_pvtime, "no stolen-time pages"),
	ROW(0, "sve-max-vl", "BITS", OPTION_NUMBER, sve_max_vl_bits, "longest SVE vector",
	    .min = 128, .max = 2048),
	ROW(0, "counter-offset", "N", OPTION_NUMBER, counter_offset,
	    "the guest's counters read N ticks less than the host's"),
	ROW(0, "vcpu-affinity", "LIST", OPTION_STRING, vcpu_affinity,
	    "host CPUs to run vCPUs on: 0-3,8"),
	ROW(0, "irqchip", "KIND", OPTION_CHOICE, irqchip, "interrupt controller",
	    .choices = irqchip_names),
	ROW(0, "nodefaults", NULL, OPTION_FLAG, nodefaults,
	    "add nothing to the kernel command line"),
	ROW(0, "kaslr-seed", "N", OPTION_NUMBER, kaslr_seed,
	    "this KASLR seed instead of a random one"),
	ROW(0, "kernel-placement", "HOW", OPTION_CHOICE, kernel_placement,
	    "bring a raw kernel into RAM by", .choices = placement_names),
	ROW(0, "dump-dtb", "FILE", OPTION_STRING, dump_dtb,
	    "write the guest's device tree, and go on"),
	ROW(0, "dump-memory-map", NULL, OPTION_FLAG, dump_memory_map,
	    "print each vCPU's address spaces, and end"),
	ROW(0, "timeout", "SECONDS", OPTION_NUMBER, timeout_s,
	    "end the guest after this time, status 124", .min = 1, .max = 1000000000),
	ROW(0, "on-reset", "WHAT", OPTION_CHOICE, on_reset, "when the guest asks for a reset",
	    .choices = on_reset_names),
	ROW(0, "loglevel", "LEVEL", OPTION_CHOICE, log_level, "what armlet says on stderr",
	    .choices = log_level_names),
	ROW(0, "debug-mmio", NULL, OPTION_FLAG, debug_mmio,
	    "print accesses that no device answers"),
	ROW('h', "help", NULL, OPTION_FLAG, help, "print this"),
	{ .name = NULL },
};

/* Combinations that contradict themselves. */
static int check(const struct run_options *options)
{
	if (options->mte && options->disable_mte) {
		err("run: --mte and --disable-mte exclude each other");
		return -1;
	}
	if (options->e2h0 && !options->nested) {
		err("run: --e2h0 is about the guest's EL2: it needs --nested");
		return -1;
	}
	if (options->sve_max_vl_bits.given && options->sve_max_vl_bits.value % 128) {
		err("run: --sve-max-vl %llu: SVE vectors are multiples of 128 bits",
		    (unsigned long long)options->sve_max_vl_bits.value);
		return -1;
	}
	if (!options->kernel && !options->dump_memory_map) {
		err("run: no kernel given: add -k FILE");
		return -1;
	}
	return 0;
}

int run_options_parse(struct run_options *options, int argc, char **argv)
{
	struct string_list words = { .count = 0 };

	*options = (struct run_options){
		.cpus = { .value = 1 },
		.ram_bytes = DEFAULT_RAM_BYTES,
		.log_level = LOG_LEVEL_WARNING,
	};
	if (options_parse(run_option_table, options, &words, argc, argv) < 0)
		return -1;
	if (options->help)
		return 0;
	if (words.count > 1 || (words.count && options->kernel)) {
		err("run: %s: the kernel is given already; other words need an option before them",
		    words.items[words.count - 1]);
		return -1;
	}
	if (words.count)
		options->kernel = words.items[0];
	return check(options);
}
