/* SPDX-License-Identifier: GPL-2.0-only */
/* The highest CPU that every one of some hosts can show, and what no profile can make the same on
 * all of them. Pure. */
#ifndef SYSREGS_LEVEL_H
#define SYSREGS_LEVEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/cpu_features.h"
#include "sysregs/depends.h"
#include "sysregs/dump.h"
#include "sysregs/idreg.h"
#include "sysregs/messages.h"

/* What hosts can have in common or not: one field, or something else that a guest sees. */
enum level_what_kind {
	LEVEL_FIELD,
	LEVEL_REGISTER, /* as a whole: MIDR_EL1, REVIDR_EL1, AIDR_EL1, CLIDR_EL1 */
	LEVEL_RESERVED, /* bits of a register that have no name, or all of one without a name */
	/* From here on facts that no ID register write changes. */
	LEVEL_TMINLINE, /* CTR_EL0.TminLine, which a guest reads from the CPU itself where KVM has
			   no other reason to trap CTR_EL0 */
	LEVEL_DCZID,
	LEVEL_CCSIDR, /* the line sizes from which KVM makes it up; with the top bit, whose own */
	LEVEL_CNTFRQ,
	LEVEL_GIC,   /* the model that a guest gets without --irqchip */
	LEVEL_SVE,   /* the set of vector lengths, as cpu_dump.sve_lengths; 0: no SVE */
	LEVEL_PAUTH, /* which algorithms and levels, and whose if their own; 0: none */
	LEVEL_PMU,   /* 0 or 1: guests can have one; MTE the same */
	LEVEL_MTE,
};

struct level_what {
	enum level_what_kind kind;
	const struct idreg *reg;	 /* FIELD, REGISTER, and RESERVED of one with a name */
	const struct idreg_field *field; /* FIELD */
	unsigned int index;		 /* KVM's, where the kind is about a register */
	uint64_t bits; /* RESERVED: which; PAUTH: texts say whose algorithms they are, if 1 */
};

struct level_host {
	const struct cpu_dump *dump;
	struct host_cpu cpu; /* made with the wishes of the level */
	uint64_t ctr;	     /* what a guest reads as CTR_EL0 under the level */
};

/* Who notices that hosts differ. */
enum level_class {
	LEVEL_SEEN,    /* a guest can see it */
	LEVEL_EL2,     /* only EL2 or EL3 does: a guest without EL2 reads a number and can do
			  nothing with it */
	LEVEL_AARCH32, /* a view for AArch32 of a CPU without AArch32: UNKNOWN to the architecture
			*/
};

/* What is not the same on all hosts whatever a profile says. */
struct level_gap {
	struct level_what what;
	enum level_class class;
	bool tolerated;
	const char *hint; /* what would help, or NULL */
};

/* A field that a rule between fields brought down. */
struct level_lowered {
	const struct depends_rule *rule;
	uint64_t from;
};

/* What --tolerate names: gaps that are no reason to say no. */
struct level_tolerance {
	bool el2, aarch32;
	bool facts[LEVEL_MTE + 1];
	uint64_t bits[IDREG_INDEX_COUNT];
};

enum level_midr {
	LEVEL_MIDR_COMMON,  /* what all hosts have, else a gap */
	LEVEL_MIDR_NEUTRAL, /* LEVEL_NEUTRAL_MIDR, and 0 for REVIDR_EL1 and AIDR_EL1 */
	LEVEL_MIDR_VALUE,
};

/* Implementer 0 is reserved for software, Architecture 15: look at the ID registers. */
#define LEVEL_NEUTRAL_MIDR UINT64_C(0x000f0000)

struct level_options {
	bool pmu, mte; /* what guests get only on request: on if all hosts have it */
	enum level_midr midr;
	uint64_t midr_value;
	const struct level_tolerance *tolerance; /* NULL: nothing is tolerated */
};

struct level {
	struct level_host *hosts; /* sorted by label */
	size_t host_count;
	struct cpu_feature_wishes wishes; /* no FEATURE_AUTO */
	uint64_t values[IDREG_INDEX_COUNT];
	uint64_t pinned[IDREG_INDEX_COUNT]; /* bits of `values` that all hosts can show so */
	bool has_aarch32;		    /* the common CPU has 32-bit EL0 */
	struct level_gap *gaps;		    /* in the order of registers, then facts */
	size_t gap_count, gap_capacity;
	size_t open_count; /* gaps that are not tolerated */
	struct level_lowered *lowered;
	size_t lowered_count, lowered_capacity;
	bool no_granule; /* no page size is common: TGRAN4, TGRAN16 and TGRAN64 are gaps */
	const struct depends_rule *stuck; /* one that no value can keep, or NULL */
	bool failed;			  /* out of memory */
};

/*
 * Finds the level of `count` hosts, at least one. Each field gets the highest value (where raising
 * is what is safe, the lowest) that field_judge() allows on every host, of what the architecture
 * names and the hosts have; then what breaks a rule between fields is lowered. It depends on the
 * set of hosts, not on their order, and one host more raises no field, if all hosts keep the rules
 * by themselves. The dumps must outlive the level. False after an error message (no memory; a host
 * whose dump cannot tell): the level is then good for level_fini() alone.
 */
bool level_init(struct level *level, const struct cpu_dump *dumps, size_t count,
		const struct level_options *options, struct messages *messages);
void level_fini(struct level *level);

/*
 * Reads "REG.FIELD,REG,el2,aarch32,CNTFRQ_EL0,GIC,…" into a tolerance that starts as zeroes. One
 * error "--tolerate NAME: …" for each name that is none.
 */
bool level_tolerance_parse(struct level_tolerance *tolerance, const char *text,
			   struct messages *messages);

/* "ID_AA64ISAR0_EL1.SHA3", "CNTFRQ_EL0", "GIC". */
struct level_name {
	char text[96];
};

struct level_name level_what_name(const struct level_what *what);

/* What one host has there; of a register's bits: in the lowest ones. */
uint64_t level_what_value(const struct level_what *what, const struct level_host *host);

/* Such a value as a person reads it. */
struct level_name level_what_text(const struct level_what *what, uint64_t value);

/* The same, to be told apart in words: PAUTH's bit is set where hosts differ in nothing but whose
 * algorithms they have. */
struct level_what level_what_in_full(const struct level *level, const struct level_what *what);

/* The same on all hosts? */
bool level_what_is_same(const struct level *level, const struct level_what *what);

/*
 * Who has what: "n1 has 0 (NI); v1 and v2 have 1 (IMP)", in the order of values; of many hosts a
 * few are named. Fits `bytes`, which are at least 80.
 */
void level_who_text(const struct level *level, const struct level_what *what, char *text,
		    size_t bytes);

/* Inside the engine: wishes from the hosts' features; implementation IDs and CLIDR_EL1. */
void level_decide_wishes(struct level *level, const struct level_options *options);
void level_implementation_ids(struct level *level, const struct level_options *options);
void level_clidr(struct level *level);
void level_ctr(struct level *level);
void level_add_facts(struct level *level);

/* Inside the engine: a gap more. The hint is a literal. */
void level_add_gap(struct level *level, struct level_what what, const char *hint);

/* Can every host show the value in the field? */
bool level_is_shown(const struct level *level, const struct idreg *reg,
		    const struct idreg_field *field, uint64_t value);

#endif
