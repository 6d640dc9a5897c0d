// SPDX-License-Identifier: GPL-2.0-only
// A mismatch as a sentence.
#include "sysregs/verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "sysregs/check_text.h"
#include "sysregs/dump.h"

static void write_text(struct verify_text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void write_text(struct verify_text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text->text, sizeof(text->text), format, arguments);
	va_end(arguments);
}

static void write_field(struct verify_text *text, const struct verify_mismatch *mismatch)
{
	const struct idreg_field *field = mismatch->field;
	const char *who = mismatch->kind == VERIFY_EL0 ? "EL1 reads"
			  : mismatch->planned	       ? "the profile says"
						       : "KVM tells";

	write_text(text, "vCPU %u%s reads %s.%s as %s, %s %s%s", mismatch->vcpu,
		   mismatch->kind == VERIFY_EL0 ? " at EL0" : "",
		   idreg_by_index(mismatch->index)->name,
		   field->name ? field->name : "(reserved bits)",
		   value_text(field, mismatch->guest).text, who,
		   value_text(field, mismatch->expected).text,
		   mismatch->cores_own ? ": on a host with mixed cores it is that of the core at "
					 "hand, unless the profile sets MIDR_EL1 (from Linux 6.15 "
					 "on)"
				       : "");
}

/* Of an instruction that is there or not. */
static void write_presence(struct verify_text *text, const struct verify_mismatch *mismatch,
			   const char *what, const char *instruction)
{
	write_text(text, "vCPU %u %s %s: %s is %sUNDEFINED", mismatch->vcpu,
		   mismatch->undefined ? "shall have" : "has", what, instruction,
		   mismatch->undefined ? "" : "not ");
}

static void write_sve(struct verify_text *text, const struct verify_mismatch *mismatch)
{
	if (!mismatch->undefined && mismatch->expected)
		write_text(text,
			   "vCPU %u has SVE vectors of up to %" PRIu64
			   " bits, they shall have %" PRIu64,
			   mismatch->vcpu, mismatch->guest, mismatch->expected);
	else
		write_presence(text, mismatch, mismatch->undefined ? "SVE" : "SVE, which is off",
			       "RDVL");
}

struct verify_text verify_mismatch_text(const struct verify_mismatch *mismatch)
{
	const struct register_text reg = dump_register_text(mismatch->index);
	struct verify_text text = { "" };

	switch (mismatch->kind) {
	case VERIFY_FIELD:
		write_field(&text, mismatch);
		break;
	case VERIFY_REGISTER:
		write_text(&text, "vCPU %u reads %s as 0x%" PRIx64 ", KVM tells 0x%" PRIx64,
			   mismatch->vcpu, reg.text, mismatch->guest, mismatch->expected);
		break;
	case VERIFY_UNDEFINED:
		write_text(&text,
			   "vCPU %u cannot read %s, which is UNDEFINED; KVM tells 0x%" PRIx64,
			   mismatch->vcpu, reg.text, mismatch->expected);
		break;
	case VERIFY_EL0:
		if (mismatch->undefined)
			write_text(&text, "vCPU %u at EL0 cannot read %s, which is UNDEFINED",
				   mismatch->vcpu, reg.text);
		else
			write_field(&text, mismatch);
		break;
	case VERIFY_COUNTER:
		write_text(&text,
			   "vCPU %u at EL0 reads CNTFRQ_EL0 as %" PRIu64
			   "%s, the host has %" PRIu64,
			   mismatch->vcpu, mismatch->guest,
			   mismatch->undefined ? " (UNDEFINED)" : "", mismatch->expected);
		break;
	case VERIFY_SVE:
		write_sve(&text, mismatch);
		break;
	case VERIFY_PAUTH:
		write_presence(&text, mismatch,
			       mismatch->undefined ? "pointer authentication"
						   : "pointer authentication, which is off",
			       "PACGA");
		break;
	case VERIFY_PMU:
		write_presence(&text, mismatch,
			       mismatch->undefined ? "a PMU" : "a PMU, which is off",
			       "reading PMCR_EL0");
		break;
	case VERIFY_TWIN:
		write_text(&text,
			   "vCPU %u and vCPU %" PRIu64 " have the same MPIDR_EL1, 0x%" PRIx64,
			   mismatch->vcpu, mismatch->expected, mismatch->guest);
		break;
	}
	return text;
}
