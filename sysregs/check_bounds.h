/* SPDX-License-Identifier: GPL-2.0-only */
/* A check under way, and the bounds that [features] put on fields. Inside the check engine only. */
#ifndef SYSREGS_CHECK_BOUNDS_H
#define SYSREGS_CHECK_BOUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "sysregs/check.h"
#include "sysregs/check_field.h"

/* Which fields have bounds: bit n of a register's word for the field whose lowest bit is n. */
struct bounded_fields {
	uint64_t fields[IDREG_INDEX_COUNT];
};

struct check {
	const struct profile *profile;
	const struct host_cpu *host;
	struct idreg_plan *plan;
	struct messages *messages;
	const struct bounded_fields *bounded; /* NULL: none */
	/* fields that are named with the host's own value, which could not be changed */
	unsigned int fixed_count;
	const struct idreg *fixed_reg; /* the first of them */
	const struct idreg_field *fixed_field;
};

struct field_answer {
	enum field_verdict verdict;
	char reason[FIELD_REASON_BYTES];
};

enum message_kind missing_kind(const struct profile *profile);

/* Sets a field of the plan to `value`, which `line` asks for, if the host can show it. */
bool check_show_field(struct check *check, const struct profile_line *line, const struct idreg *reg,
		      const struct idreg_field *field, uint64_t value, struct field_answer *answer);

/* Says why not, and leaves the field as the host has it. */
void check_refuse_field(struct check *check, const struct profile_line *line,
			const struct idreg *reg, const struct idreg_field *field,
			const struct field_answer *answer);

/* Fills in *bounded, and returns it. */
const struct bounded_fields *bounds_find(const struct profile_lines *lines,
					 struct bounded_fields *bounded);

/*
 * After all other lines: brings each bounded field from what it would be, which is in the plan
 * unjudged, to the nearest value within its bounds, and judges that.
 */
void bounds_check(struct check *check, struct bounded_fields *bounded);

#endif
