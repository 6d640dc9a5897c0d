/* SPDX-License-Identifier: GPL-2.0-only */
/* A vCPU's address spaces: a fixed array whose index is a name. Needs no KVM header. */
#ifndef VCPU_CPU_ADDRESS_SPACE_H
#define VCPU_CPU_ADDRESS_SPACE_H

#include "memory/address_space.h"

struct vcpu;

/*
 * The index is the array index: no other mapping, and no count that must be known in advance.
 * CPU_AS_NORMAL is what KVM's memslots are made of (arm64 KVM has one address space). CPU_AS_TAG
 * exists with MTE: one byte (its low four bits) for each 16-byte granule, at guest address / 16.
 * The secure ones are names: KVM cannot back them.
 */
enum cpu_as_index {
	CPU_AS_NORMAL,
	CPU_AS_SECURE,
	CPU_AS_TAG,
	CPU_AS_TAG_SECURE,
	CPU_AS_MAX = CPU_AS_TAG_SECURE,
};

struct cpu_address_space {
	const char *name;	  /* NULL: not added */
	struct address_space *as; /* the machine's; several vCPUs may share it */
};

enum cpu_as_status {
	CPU_AS_OK,
	CPU_AS_NOT_INITIALISED, /* add before init */
	CPU_AS_TWICE,		/* a second init, or an index that has been added */
	CPU_AS_BAD_INDEX,	/* outside 0 … CPU_AS_MAX */
	CPU_AS_NORMAL_FIRST,	/* another index before CPU_AS_NORMAL */
	CPU_AS_UNSUPPORTED,	/* a secure one: KVM has no secure memory to back it */
	CPU_AS_INVALID,		/* no name, or no address space */
};

/* Once for each vCPU, before anything is added. */
enum cpu_as_status cpu_address_space_init(struct vcpu *vcpu);

/* In any order, but for CPU_AS_NORMAL, which comes first. Neither `name` nor `as` is copied. */
enum cpu_as_status cpu_address_space_add(struct vcpu *vcpu, int index, const char *name,
					 struct address_space *as);

/* The one at `index`; NULL before init, for a bad index, and where none was added. */
struct address_space *cpu_get_address_space(const struct vcpu *vcpu, int index);

/* Forgets all of them and allows a new init; may be called twice, and before init. */
void cpu_address_space_destroy(struct vcpu *vcpu);

/* For messages: why a status, in a few words. */
const char *cpu_as_status_text(enum cpu_as_status status);

#endif
