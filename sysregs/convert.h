/* SPDX-License-Identifier: GPL-2.0-only */
/* CPU descriptions as other VMMs write them, and as profiles do: read, and written. Pure. */
#ifndef SYSREGS_CONVERT_H
#define SYSREGS_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "sysregs/check.h"
#include "sysregs/cpu_features.h"
#include "sysregs/idreg.h"
#include "sysregs/messages.h"
#include "sysregs/profile.h"

/* Longest text that is read; a template of every register is under 20 KiB. */
#define CONVERT_TEXT_BYTES_MAX (1024 * 1024)

/*
 * What all formats can say: the bits of each register that are decided, the others being the
 * host's, and the vCPU features, "auto" being what the host has. In `given` are whole fields, or
 * all 64 bits of a register.
 *
 * What a source says beyond that, or a target cannot say, is left out: one line in the list
 * `left_out` for each such thing, which names it and the reason.
 */
struct cpu_convert {
	struct cpu_feature_wishes wishes;
	uint64_t given[IDREG_INDEX_COUNT];
	uint64_t values[IDREG_INDEX_COUNT]; /* 0 where not given */
};

/*
 * From a profile alone: "host" is what is not given; "lowest" is left out, and so are features
 * whose fields are not given as numbers, since only a host turns them into some. name and comment
 * are labels, which no other format has: not counted.
 */
void convert_from_profile(const struct profile *profile, struct cpu_convert *convert,
			  struct messages *left_out);

/*
 * From a profile on a host that was described for its wishes: all fields that a line names and that
 * the host's KVM lets be written, and all that differ from the host's, as numbers; features without
 * "auto". False, with the engine's messages, if the profile cannot be shown there.
 */
bool convert_from_profile_on(const struct profile *profile, const struct host_cpu *host,
			     struct cpu_convert *convert, struct messages *left_out,
			     struct messages *messages);

/*
 * From the value of QEMU's -cpu: "host,SYSREG_ID_AA64ISAR0_EL1_SHA3=0x0,sve256=on,pmu=off". Of
 * several values for a property the last one counts, as in QEMU. False after an error for each part
 * that QEMU would not understand either: no "=", no number, a number that does not fit the field.
 */
bool convert_from_qemu(const char *text, size_t bytes, struct cpu_convert *convert,
		       struct messages *left_out, struct messages *messages);

/*
 * From a custom CPU template of Firecracker's for aarch64, called `name` in messages. False after
 * one error: no JSON (with line and column), or not of the form that Firecracker accepts.
 */
bool convert_from_firecracker(const char *name, const char *text, size_t bytes,
			      struct cpu_convert *convert, struct messages *left_out,
			      struct messages *messages);

/* A field's name in QEMU's properties, where the case counts: SYSREG_ID_AA64MMFR0_EL1_TGran4. */
const char *convert_qemu_field(const struct idreg_field *field);

/* Each writes one line or file. False if `out` took not all, or for want of memory. */
bool convert_to_profile(const struct cpu_convert *convert, FILE *out);
bool convert_to_qemu(const struct cpu_convert *convert, FILE *out, struct messages *left_out);
bool convert_to_firecracker(const struct cpu_convert *convert, FILE *out,
			    struct messages *left_out);

#endif
