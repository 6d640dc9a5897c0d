/* SPDX-License-Identifier: GPL-2.0-only */
/* A CPU profile: what INI files and --cpu ask the guest's ID registers and vCPU features to be. */
#ifndef SYSREGS_PROFILE_H
#define SYSREGS_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sysregs/cpu_features.h"
#include "sysregs/idreg.h"
#include "sysregs/messages.h"

/* A line asks for bits, or for something that only a host can turn into bits. */
enum profile_value_kind {
	PROFILE_VALUE_BITS,   /* a number or an architected name */
	PROFILE_VALUE_HOST,   /* "host": what this host shows by default */
	PROFILE_VALUE_LOWEST, /* "lowest": the field's safe minimum on this host */
	/* Bounds, of [features]: what the field would have without them stays if it is within. */
	PROFILE_VALUE_AT_LEAST, /* else it becomes `bits`, the least code that has the feature */
	PROFILE_VALUE_AT_MOST,	/* else it becomes `bits`, the highest code that has it not */
};

struct profile_value {
	enum profile_value_kind kind;
	uint64_t bits; /* of a field: not sign-extended, fits the field's width */
};

/* Where a line stands. Of the command line: source "--cpu" or the word, line = the item's position,
 * from 1. */
struct profile_place {
	const char *source; /* owned by the profile */
	unsigned int line;
	const char *unit; /* what is counted: "line" or "item" */
};

/* One thing that a profile asks of one register. */
struct profile_line {
	const struct idreg *reg;	 /* NULL: a later line has taken this one's place */
	const struct idreg_field *field; /* NULL: the whole register */
	struct profile_value value;
	struct profile_place place;
	int next;	     /* the next line of the same register in the list, or -1 */
	bool may_lack;	     /* of AT_LEAST: it is no error if the field stays below */
	const char *feature; /* of a bound: the name that asks for it, which lives for ever */
};

/* Is the line one of [features]? */
static inline bool profile_line_is_bound(const struct profile_line *line)
{
	return line->value.kind >= PROFILE_VALUE_AT_LEAST;
}

/*
 * Lines in the order in which they apply: bases before what builds on them, a whole register before
 * its fields, bounds after all else of their source. Of those with a register that are no bounds,
 * at most one is for each field, and at most one for the whole register. Bounds never contradict
 * each other; those that one feature asks for follow each other and have the same place.
 * first[index] starts the chain of a register's lines, newest first.
 */
struct profile_lines {
	struct profile_line *list;
	int count, capacity;
	int bound_count; /* how many of the list are bounds, with or without a register */
	int first[IDREG_INDEX_COUNT]; /* -1: none */
};

/* The line, no bound, that sets the field: its own or else its register's; NULL: none. */
struct profile_line *profile_lines_decider(const struct profile_lines *lines, unsigned int index,
					   const struct idreg_field *field);

enum profile_unlisted { PROFILE_UNLISTED_HOST, PROFILE_UNLISTED_LOWEST };
enum profile_policy { PROFILE_POLICY_ERROR, PROFILE_POLICY_WARN };

/* The keys of [profile] and [cpu]; also bit numbers of profile.given. */
enum profile_key {
	PROFILE_KEY_NAME,
	PROFILE_KEY_COMMENT,
	PROFILE_KEY_BASE,
	PROFILE_KEY_UNLISTED,	/* enum profile_unlisted */
	PROFILE_KEY_MISSING,	/* enum profile_policy: a line that this host cannot follow */
	PROFILE_KEY_DEPENDS,	/* enum profile_policy: what the architecture does not allow */
	PROFILE_KEY_SVE,	/* enum feature_wish, as the next but one */
	PROFILE_KEY_SVE_MAX_VL, /* bits */
	PROFILE_KEY_PAUTH,
	PROFILE_KEY_PMU,
	PROFILE_KEY_MTE,
	PROFILE_KEY_EL2,
	PROFILE_KEY_EL2_E2H0, /* 0 or 1 */
	PROFILE_KEY_COUNT,
};

struct profile {
	char *name;	    /* of [profile], or NULL */
	char *comment;	    /* of [profile], or NULL */
	unsigned int given; /* 1 << enum profile_key: which keys something named */
	unsigned int settings[PROFILE_KEY_COUNT]; /* 0, the default, where nothing did */
	struct profile_place places[PROFILE_KEY_COUNT];
	struct profile_lines lines;
	char **sources; /* names that places point to */
	size_t source_count;
	unsigned int cpu_items; /* items of --cpu seen so far */
	bool has_base;		/* a --cpu has named a profile or "host" */
};

/* Where profiles that are named without a path are looked for, first match wins: DIR/NAME.ini. */
struct profile_search {
	const char *const *dirs;
	size_t count;
};

/* An empty profile: the host's CPU as KVM shows it by default. Must come before everything else. */
void profile_init(struct profile *profile);
/* Frees everything and leaves an empty profile; may be called twice. */
void profile_fini(struct profile *profile);

/*
 * Takes one --cpu argument: FILE, NAME or "host", then any number of ,REG.FIELD=VALUE or ,REG=VALUE
 * (QEMU's SYSREG_<REG>_<FIELD>=VALUE too) or ,KEY=VALUE with a key of [cpu] or [profile] or
 * ,FEATURE=on|off as in [features]. FILE has
 * a '/' or ends in ".ini". The first part may be left out; then the rest adds to what is loaded
 * already. Of several --cpu at most one names a profile, and a later one's items win over an
 * earlier one's. False if an error was added to `messages`; the profile then holds what was
 * understood, and can only be freed or checked for more mistakes.
 */
bool profile_load_spec(struct profile *profile, const char *spec,
		       const struct profile_search *search, struct messages *messages);

/*
 * The same of a word that stands for a profile by itself, where nobody wrote --cpu: messages name
 * its first part instead, with ",..." behind it if there are more.
 */
bool profile_load_operand(struct profile *profile, const char *word,
			  const struct profile_search *search, struct messages *messages);

/* Loads the file at `path` with its chain of bases; what it says wins over what is loaded already.
 */
bool profile_load_file(struct profile *profile, const char *path,
		       const struct profile_search *search, struct messages *messages);

/*
 * Loads `bytes` bytes of INI text, called `name` in messages. A base is looked for in `search`,
 * files relative to the working directory; with search == NULL any base but "host" is an error.
 */
bool profile_load_memory(struct profile *profile, const char *name, const char *text, size_t bytes,
			 const struct profile_search *search, struct messages *messages);

/*
 * What the profile asks of the vCPU features. Where it says nothing: auto for SVE and pointer
 * authentication, off for what a guest gets only on request (PMU, MTE, EL2), as with lkvm.
 */
struct cpu_feature_wishes profile_wishes(const struct profile *profile);

/* The wish that the profile's key stands for: SVE, PAUTH, PMU, MTE or EL2. */
enum feature_wish profile_wish(const struct profile *profile, enum profile_key key);

/* True if the profile changes no ID register on any host: every line, if any, says "host". */
bool profile_is_empty(const struct profile *profile);

/*
 * True if a line names MIDR_EL1, REVIDR_EL1 or AIDR_EL1: then KVM_CAP_ARM_WRITABLE_IMP_ID_REGS must
 * be enabled before the first vCPU.
 */
bool profile_wants_implementation_ids(const struct profile *profile);

#endif
