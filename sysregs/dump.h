/* SPDX-License-Identifier: GPL-2.0-only */
/* A host's fingerprint: all that its KVM says of CPUs, in a struct and in a file. Pure but for
 * reading the file. */
#ifndef SYSREGS_DUMP_H
#define SYSREGS_DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "sysregs/check.h"
#include "sysregs/cpu_features.h"
#include "sysregs/idreg.h"
#include "sysregs/messages.h"

/*
 * The file is an INI profile that shows this host's CPU as a VM without a profile has it
 * ([profile], [cpu] and a whole value for each register), and after that sections that profiles do
 * not read: [host] and [host.…]. What the commands that compare hosts look at is in these.
 */

/* With which vCPU features the limits (values right after KVM_ARM_VCPU_INIT) were read. */
enum dump_limits_kind {
	DUMP_LIMITS_NONE,     /* no SVE, pointer authentication, PMU, MTE, EL2 */
	DUMP_LIMITS_ALL,      /* of these all but EL2 that the host has */
	DUMP_LIMITS_EL2,      /* as ALL, and EL2; only where the host has it */
	DUMP_LIMITS_EL2_E2H0, /* the same without VHE */
	DUMP_LIMITS_COUNT,
};

struct dump_limits {
	bool known;
	bool present[IDREG_INDEX_COUNT]; /* KVM_GET_ONE_REG works */
	uint64_t values[IDREG_INDEX_COUNT];
};

/* A run of physical CPUs with the same MIDR_EL1. */
struct dump_cpus {
	unsigned int first, last;
	uint64_t midr;
};

#define DUMP_CPU_RUNS_MAX     64
#define DUMP_CAPABILITIES_MAX 64
#define DUMP_NAME_BYTES	      65

struct dump_capability {
	char name[40]; /* "KVM_CAP_ARM_SVE" */
	unsigned int number;
	int value; /* what KVM_CHECK_EXTENSION gives */
};

/* Bits of cpu_dump.gics. */
enum dump_gic {
	DUMP_GIC_V2 = 1 << 0, /* a guest can have a GICv2 */
	DUMP_GIC_V3 = 1 << 1,
	DUMP_GIC_ITS = 1 << 2,
};

struct cpu_dump {
	char label[DUMP_NAME_BYTES]; /* how messages call the host: the file's name without folder
					and .ini, or "this host" */
	char name[DUMP_NAME_BYTES];  /* uname -n where it was made */
	char kernel_release[DUMP_NAME_BYTES]; /* uname -r */
	char armlet[DUMP_NAME_BYTES];	      /* version that made it */
	struct dump_cpus cpus[DUMP_CPU_RUNS_MAX];
	unsigned int cpu_run_count; /* in order of CPU numbers; more than one MIDR: a host with
				       mixed cores */
	bool has_masks;		    /* as in struct host_cpu, as the next two */
	bool can_write_implementation_ids;
	bool protected_vm;
	uint64_t masks[IDREG_INDEX_COUNT];
	struct dump_limits limits[DUMP_LIMITS_COUNT];
	struct cpu_features available; /* sve_max_vl_bits is the longest of sve_lengths */
	uint32_t sve_lengths;	       /* bit n: vectors of (n + 1) × 128 bits */
	uint64_t ctr_el0, dczid_el0;   /* as EL0 reads them on the host; DCZID_EL0 cannot be changed
					  for a guest */
	uint64_t cntfrq_hz;
	unsigned int ipa_bits;	 /* the most that a VM can have */
	unsigned int page_bytes; /* the host kernel's */
	unsigned int gics;	 /* enum dump_gic */
	struct dump_capability capabilities[DUMP_CAPABILITIES_MAX];
	unsigned int capability_count;
};

/*
 * Reads a dump's text. Every mistake (a section or key that is missing, twice there or malformed, a
 * number that does not fit, text that ends early) is a message "NAME:LINE: …"; keys and sections of
 * [host…] that this version does not know are notes, but a register that it does not know is a
 * mistake. A profile part that says something else than what follows it is a warning: it is not
 * read. False if there is an error. `name` is kept as the label: without its folder and ".ini".
 */
bool dump_load_memory(struct cpu_dump *dump, const char *name, const char *text, size_t bytes,
		      struct messages *messages);
bool dump_load_file(struct cpu_dump *dump, const char *path, struct messages *messages);

/*
 * Labels that several of the dumps share become the ends of their paths instead, without ".ini":
 * "rack1/host", "rack2/host". `paths` are what they were loaded from, in the same order.
 */
void dump_tell_apart(struct cpu_dump *dumps, const char *const *paths, size_t count);

/* Is the text a dump rather than a mere profile? It has a line "[host]". */
bool dump_is_text(const char *text, size_t bytes);

/* Writes the file. What it says depends on *dump alone: no time, no path. False if `out` took not
 * all. */
bool dump_write(const struct cpu_dump *dump, FILE *out);

/*
 * What a VM with these wishes could show on the dumped host: the answer that vm_host_cpu() gives on
 * the host itself. Limits are put together from the kinds above by which feature decides a field.
 * False after one error message "WHERE: …" for each wish that the host cannot follow; *host is then
 * what it would be without them.
 */
bool dump_host_cpu(const struct cpu_dump *dump, const struct cpu_feature_wishes *wishes,
		   const char *where, struct host_cpu *host, struct messages *messages);

/* What a dump's registers tell, by the architecture's names; "none" where a guest cannot have it.
 */
struct dump_facts {
	char pauth[48];			  /* algorithm and level: "QARMA5 FPAC" */
	char pmu[48];			  /* "V3P5" */
	char mte[48];			  /* "MTE3" */
	unsigned int guest_page_bytes[3]; /* that a guest can use */
	unsigned int guest_page_count;
	unsigned int midr_count; /* different ones among the physical CPUs: above 1 for mixed cores
				  */
};

void dump_facts(const struct cpu_dump *dump, struct dump_facts *facts);

struct register_text {
	char text[32];
};

/*
 * How dumps call a register: by its name, or by its encoding ("S3_0_C0_C3_3") where the table has
 * no name for it; and which one is meant by either, regardless of case. False if it is none.
 */
struct register_text dump_register_text(unsigned int index);
bool dump_register_index(const char *name, unsigned int *index);

/* The wishes of a profile that names nothing: what the profile part of a dump shows. */
struct cpu_feature_wishes dump_default_wishes(void);

#endif
