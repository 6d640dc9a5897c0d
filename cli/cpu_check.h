/* SPDX-License-Identifier: GPL-2.0-only */
/* The forms in which `armlet cpu check` tells which profiles a host can show. */
#ifndef CLI_CPU_CHECK_H
#define CLI_CPU_CHECK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/profile_on_host.h"
#include "cli/table.h"

enum report_form {
	REPORT_WORDS, /* an answer with all reasons for each profile */
	REPORT_TABLE, /* a line with the first reason for each */
	REPORT_JSON,
	REPORT_NFD,   /* a feature file for node-feature-discovery's source "local" */
	REPORT_SLURM, /* a list of node features, commas between */
};

/* Zero-initialised but for its first members → report_add() for each profile → report_end(). */
struct report {
	enum report_form form;
	const struct cpu_dump *dump;
	FILE *out;
	bool failed; /* words were lost, which has been said */
	struct table table;
	json_t *profiles;
	size_t labels, label_bytes;
};

/*
 * Adds a profile, by the name that it was asked for; one for REPORT_WORDS must not be malformed.
 * What the form cannot tell (a malformed profile where only labels are written, a name that is no
 * label) is a line on stderr.
 */
void report_add(struct report *report, const char *name, const struct profile_on_host *result);

/* Writes what is still to be written. 0, or -1 after one line. */
int report_end(struct report *report);

#define REPORT_LABEL_MAX 63u /* characters of a label's name (Kubernetes) */

/*
 * The label of a profile: "armlet-" and its name without folder and ".ini". False if the name has
 * other characters than letters, digits, '-', '_' and '.', ends in one of these three, or is too
 * long: a label that is changed to fit could be that of another profile. A decider.
 */
bool report_label(const char *name, char label[REPORT_LABEL_MAX + 1]);

#endif
