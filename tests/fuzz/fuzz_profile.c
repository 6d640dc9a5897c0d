// SPDX-License-Identifier: GPL-2.0-only
// Any bytes as a profile, held against a host: no crash, no write that the host could not take.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sysregs/check.h"
#include "sysregs/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

/* A host where everything is writable and every second bit is set. */
static void describe_host(struct host_cpu *host)
{
	strcpy(host->kernel_release, "7.3.4");
	host->has_masks = true;
	host->can_write_implementation_ids = true;
	host->features = (struct cpu_features){ .sve = true, .pmu = true };
	host->available = host->features;
	for (size_t i = 0; i < idreg_count; i++) {
		host->present[idregs[i].index] = true;
		host->masks[idregs[i].index] = idregs[i].named_mask;
		host->limits[idregs[i].index] = UINT64_C(0x1212121212121212) & idregs[i].named_mask;
	}
}

/* The first part of --cpu may name a file, which the fuzzer shall not open: only what follows is
 * tried. */
static void load_as_items(struct profile *profile, const uint8_t *data, size_t bytes,
			  struct messages *messages)
{
	static const char first[] = "host,";
	char *spec = malloc(sizeof(first) + bytes);

	if (!spec)
		return;
	memcpy(spec, first, sizeof(first) - 1);
	memcpy(spec + sizeof(first) - 1, data, bytes);
	spec[sizeof(first) - 1 + bytes] = '\0';
	profile_load_spec(profile, spec, NULL, messages);
	free(spec);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct host_cpu host;
	static struct idreg_plan plan;
	struct messages messages = { 0 };
	struct profile profile;

	if (!host.has_masks)
		describe_host(&host);
	profile_init(&profile);
	if (bytes && data[0] == ',')
		load_as_items(&profile, data + 1, bytes - 1, &messages);
	else
		profile_load_memory(&profile, "fuzz", (const char *)data, bytes, NULL, &messages);
	profile_check(&profile, &host, &plan, &messages);
	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
		/* Bits outside KVM's mask are the host's, whatever a profile says. */
		if ((plan.values[i] ^ host.limits[i]) & ~host.masks[i])
			abort();
		if (plan.write[i] && !host.present[i])
			abort();
	}
	plan_verify(&plan, &host, host.limits, &messages);
	profile_fini(&profile);
	messages_fini(&messages);
	return 0;
}
