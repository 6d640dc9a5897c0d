// SPDX-License-Identifier: GPL-2.0-only
// A dump as a file: a profile, and what profiles do not read.
#include "sysregs/dump_text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "sysregs/check_field.h"
#include "sysregs/dump_read.h"
#include "sysregs/features.h"

const struct dump_flag dump_features[DUMP_FEATURE_COUNT] = {
	{ "sve", offsetof(struct cpu_features, sve) },
	{ "pauth", offsetof(struct cpu_features, pauth) },
	{ "pmu", offsetof(struct cpu_features, pmu) },
	{ "mte", offsetof(struct cpu_features, mte) },
	{ "el2", offsetof(struct cpu_features, el2) },
	{ "el2-e2h0", offsetof(struct cpu_features, el2_e2h0) },
};

const char *const dump_gics[DUMP_GIC_COUNT] = { "v2", "v3", "its" };

struct writer {
	FILE *out;
	unsigned int keys; /* of [host] and [host.…] */
};

/* A word that somebody outside chose, as INI can hold it. */
struct word {
	char text[DUMP_NAME_BYTES];
};

static struct word word(const char *text)
{
	struct word result;
	size_t i;

	for (i = 0; text[i] && i < sizeof(result.text) - 1; i++)
		result.text[i] =
			isgraph((unsigned char)text[i]) && !strchr(";#", text[i]) ? text[i] : '?';
	result.text[i] = '\0';
	if (!i)
		strcpy(result.text, "?");
	return result;
}

static void __attribute__((format(printf, 3, 4)))
put(struct writer *writer, const char *key, const char *format, ...)
{
	va_list arguments;

	fprintf(writer->out, "%s = ", key);
	va_start(arguments, format);
	vfprintf(writer->out, format, arguments);
	va_end(arguments);
	putc('\n', writer->out);
	writer->keys++;
}

static const char *yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

static const char *on_off(bool on)
{
	return on ? "on" : "off";
}

/* The profile: what a guest without one has here. */
static void write_profile(const struct cpu_dump *dump, FILE *out)
{
	struct cpu_feature_wishes wishes = dump_default_wishes();
	struct messages messages = { 0 };
	struct host_cpu host;

	dump_host_cpu(dump, &wishes, "", &host, &messages);
	messages_fini(&messages);
	fprintf(out,
		"# The CPU of an arm64 host, as armlet cpu dump found it. Down to [host] it is a "
		"profile that\n"
		"# shows a guest what it has there by default; after that comes what profiles do "
		"not read.\n\n");
	fprintf(out, "[profile]\nname = %s\n", word(dump->name).text);
	fprintf(out, "comment = the CPU of %s under Linux %s\n", word(dump->name).text,
		word(dump->kernel_release).text);
	fprintf(out, "\n[cpu]\nsve = %s\n", on_off(host.features.sve));
	if (host.features.sve)
		fprintf(out, "sve-max-vl = %u\n", host.features.sve_max_vl_bits);
	fprintf(out, "pauth = %s\npmu = off\nmte = off\nel2 = off\n", on_off(host.features.pauth));
	for (size_t i = 0; i < idreg_count; i++) {
		unsigned int index = idregs[i].index;

		if (host.present[index] && index != INDEX_MPIDR)
			fprintf(out, "\n[%s]\nvalue = 0x%" PRIx64 "\n", idregs[i].name,
				host.limits[index]);
	}
}

static void write_features(struct writer *writer, const struct cpu_dump *dump)
{
	struct cpu_features available = dump->available;
	char text[64] = "";
	size_t used = 0;

	for (size_t i = 0; i < DUMP_FEATURE_COUNT; i++) {
		if (*dump_feature(&available, i))
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s",
						 used ? ", " : "", dump_features[i].name);
	}
	put(writer, "features", "%s", used ? text : "none");
	put(writer, "sve-lengths", "%s",
	    dump->sve_lengths ? sve_lengths_text(dump->sve_lengths, ", ").text : "none");
}

static void write_gics(struct writer *writer, const struct cpu_dump *dump)
{
	char text[32] = "";
	size_t used = 0;

	for (size_t i = 0; i < DUMP_GIC_COUNT; i++) {
		if (dump->gics >> i & 1)
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s",
						 used ? ", " : "", dump_gics[i]);
	}
	put(writer, "gic", "%s", used ? text : "none");
}

static void write_guest_pages(struct writer *writer, const struct dump_facts *facts)
{
	char text[32] = "none";
	size_t used = 0;

	for (unsigned int i = 0; i < facts->guest_page_count; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%u", i ? ", " : "",
					 facts->guest_page_bytes[i]);
	put(writer, "guest-pages", "%s", text);
}

static void write_host(struct writer *writer, const struct cpu_dump *dump)
{
	struct dump_facts facts;

	dump_facts(dump, &facts);
	fprintf(writer->out, "\n[host]\n");
	put(writer, "format", "%d", DUMP_FORMAT);
	put(writer, "name", "%s", word(dump->name).text);
	put(writer, "kernel", "%s", word(dump->kernel_release).text);
	put(writer, "armlet", "%s", word(dump->armlet).text);
	put(writer, "masks", "%s", yes_no(dump->has_masks));
	put(writer, "implementation-ids", "%s", yes_no(dump->can_write_implementation_ids));
	put(writer, "protected", "%s", yes_no(dump->protected_vm));
	write_features(writer, dump);
	write_gics(writer, dump);
	put(writer, "ipa-bits", "%u", dump->ipa_bits);
	put(writer, "page-bytes", "%u", dump->page_bytes);
	put(writer, "cntfrq", "%" PRIu64, dump->cntfrq_hz);
	put(writer, "ctr", "0x%" PRIx64, dump->ctr_el0);
	put(writer, "dczid", "0x%" PRIx64, dump->dczid_el0);
	fprintf(writer->out,
		"# The next four are what the registers below say, for people; nothing reads "
		"them.\n");
	put(writer, "pauth", "%s", facts.pauth);
	put(writer, "pmu", "%s", facts.pmu);
	put(writer, "mte", "%s", facts.mte);
	write_guest_pages(writer, &facts);
}

static void write_cpus(struct writer *writer, const struct cpu_dump *dump)
{
	char range[32];

	fprintf(writer->out, "\n# MIDR_EL1 of the physical CPUs.\n[host.cpus]\n");
	for (unsigned int i = 0; i < dump->cpu_run_count; i++) {
		const struct dump_cpus *run = &dump->cpus[i];

		if (run->first == run->last)
			snprintf(range, sizeof(range), "%u", run->first);
		else
			snprintf(range, sizeof(range), "%u-%u", run->first, run->last);
		put(writer, range, "0x%" PRIx64, run->midr);
	}
}

static void write_registers(struct writer *writer, const char *comment, const char *section,
			    const bool *present, const uint64_t *values)
{
	fprintf(writer->out, "\n# %s\n[%s]\n", comment, section);
	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		if (present ? present[index] : values[index] != 0)
			put(writer, dump_register_text(index).text, "0x%" PRIx64, values[index]);
	}
}

static void write_limits(struct writer *writer, const struct cpu_dump *dump)
{
	static const char *const comments[DUMP_LIMITS_COUNT] = {
		[DUMP_LIMITS_NONE] = "What a VM without any of the features reads.",
		[DUMP_LIMITS_ALL] = "With all of the features but EL2.",
		[DUMP_LIMITS_EL2] = "With EL2, too.",
		[DUMP_LIMITS_EL2_E2H0] = "With an EL2 that has no VHE.",
	};

	for (unsigned int kind = 0; kind < DUMP_LIMITS_COUNT; kind++) {
		if (dump->limits[kind].known)
			write_registers(writer, comments[kind],
					dump_section_names[DUMP_SECTION_LIMITS + kind],
					dump->limits[kind].present, dump->limits[kind].values);
	}
}

static void write_capabilities(struct writer *writer, const struct cpu_dump *dump)
{
	fprintf(writer->out, "\n# What KVM_CHECK_EXTENSION gives, and the capability's number.\n"
			     "[host.capabilities]\n");
	for (unsigned int i = 0; i < dump->capability_count; i++) {
		const struct dump_capability *capability = &dump->capabilities[i];

		put(writer, word(capability->name).text, "%d (%u)", capability->value,
		    capability->number);
	}
}

bool dump_write(const struct cpu_dump *dump, FILE *out)
{
	struct writer writer = { .out = out };

	write_profile(dump, out);
	write_host(&writer, dump);
	write_cpus(&writer, dump);
	if (dump->has_masks)
		write_registers(&writer, "Bits that KVM lets be changed; 0 in all others.",
				"host.masks", NULL, dump->masks);
	write_limits(&writer, dump);
	write_capabilities(&writer, dump);
	fprintf(out,
		"\n# How many keys there are from [host] on, to tell a text that is whole.\n"
		"[" DUMP_SECTION_END "]\nkeys = %u\n",
		writer.keys);
	return fflush(out) == 0 && !ferror(out);
}
