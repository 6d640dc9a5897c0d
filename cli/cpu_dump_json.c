// SPDX-License-Identifier: GPL-2.0-only
// A dump as JSON.
#include "cli/cpu_dump_json.h"

#include "lib/json.h"
#include "sysregs/check_field.h"
#include "sysregs/features.h"

static json_t *features_json(const struct cpu_features *features)
{
	return json_pack("{s:b, s:b, s:b, s:b, s:b, s:b}", "sve", features->sve, "pauth",
			 features->pauth, "pmu", features->pmu, "mte", features->mte, "el2",
			 features->el2, "el2_e2h0", features->el2_e2h0);
}

static json_t *lengths_json(uint32_t lengths)
{
	json_t *list = json_array();

	for (unsigned int n = 0; n < SVE_LENGTHS_MAX; n++) {
		if (lengths >> n & 1)
			json_array_append_new(list, json_integer((n + 1) * SVE_LENGTH_BITS));
	}
	return list;
}

static json_t *guest_pages_json(const struct dump_facts *facts)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < facts->guest_page_count; i++)
		json_array_append_new(list, json_integer(facts->guest_page_bytes[i]));
	return list;
}

static json_t *gics_json(unsigned int gics)
{
	return json_pack("{s:b, s:b, s:b}", "v2", !!(gics & DUMP_GIC_V2), "v3",
			 !!(gics & DUMP_GIC_V3), "its", !!(gics & DUMP_GIC_ITS));
}

static json_t *cpus_json(const struct cpu_dump *dump)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < dump->cpu_run_count; i++)
		json_array_append_new(list, json_pack("{s:i, s:i, s:o}", "first",
						      (int)dump->cpus[i].first, "last",
						      (int)dump->cpus[i].last, "midr",
						      json_hex(dump->cpus[i].midr)));
	return list;
}

/* Those that are present, or with NULL those that are not 0. */
static json_t *registers_json(const bool *present, const uint64_t *values)
{
	json_t *object = json_object();

	for (unsigned int index = 0; index < IDREG_INDEX_COUNT; index++) {
		if (present ? present[index] : values[index] != 0)
			json_object_set_new(object, dump_register_text(index).text,
					    json_hex(values[index]));
	}
	return object;
}

/* What a guest without a profile shows; MPIDR_EL1 differs between its vCPUs. */
static json_t *guest_json(const struct cpu_dump *dump)
{
	struct cpu_feature_wishes wishes = dump_default_wishes();
	struct messages messages = { 0 };
	struct host_cpu host;

	dump_host_cpu(dump, &wishes, dump->label, &host, &messages);
	messages_fini(&messages);
	host.present[INDEX_MPIDR] = false;
	return json_pack("{s:b, s:i, s:b, s:o}", "sve", host.features.sve, "sve_max_vl",
			 (int)host.features.sve_max_vl_bits, "pauth", host.features.pauth,
			 "registers", registers_json(host.present, host.limits));
}

static json_t *limits_json(const struct cpu_dump *dump)
{
	static const char *const names[DUMP_LIMITS_COUNT] = {
		[DUMP_LIMITS_NONE] = "none",
		[DUMP_LIMITS_ALL] = "all",
		[DUMP_LIMITS_EL2] = "el2",
		[DUMP_LIMITS_EL2_E2H0] = "el2_e2h0",
	};
	json_t *object = json_object();

	for (unsigned int kind = 0; kind < DUMP_LIMITS_COUNT; kind++)
		json_object_set_new(object, names[kind],
				    dump->limits[kind].known
					    ? registers_json(dump->limits[kind].present,
							     dump->limits[kind].values)
					    : json_null());
	return object;
}

static json_t *capabilities_json(const struct cpu_dump *dump)
{
	json_t *object = json_object();

	for (unsigned int i = 0; i < dump->capability_count; i++)
		json_object_set_new(object, dump->capabilities[i].name,
				    json_pack("{s:i, s:i}", "number",
					      (int)dump->capabilities[i].number, "value",
					      dump->capabilities[i].value));
	return object;
}

json_t *cpu_dump_json(const struct cpu_dump *dump)
{
	struct dump_facts facts;
	json_t *root = json_object();

	dump_facts(dump, &facts);
	json_object_set_new(root, "host", json_text(dump->name));
	json_object_set_new(root, "kernel", json_text(dump->kernel_release));
	json_object_set_new(root, "armlet", json_text(dump->armlet));
	json_object_set_new(root, "masks", json_boolean(dump->has_masks));
	json_object_set_new(root, "implementation_ids",
			    json_boolean(dump->can_write_implementation_ids));
	json_object_set_new(root, "protected", json_boolean(dump->protected_vm));
	json_object_set_new(root, "features", features_json(&dump->available));
	json_object_set_new(root, "sve_lengths", lengths_json(dump->sve_lengths));
	json_object_set_new(root, "pauth", json_string(facts.pauth));
	json_object_set_new(root, "pmu", json_string(facts.pmu));
	json_object_set_new(root, "mte", json_string(facts.mte));
	json_object_set_new(root, "guest_pages", guest_pages_json(&facts));
	json_object_set_new(root, "gic", gics_json(dump->gics));
	json_object_set_new(root, "ipa_bits", json_integer(dump->ipa_bits));
	json_object_set_new(root, "page_bytes", json_integer(dump->page_bytes));
	json_object_set_new(root, "cntfrq", json_integer((json_int_t)dump->cntfrq_hz));
	json_object_set_new(root, "ctr", json_hex(dump->ctr_el0));
	json_object_set_new(root, "dczid", json_hex(dump->dczid_el0));
	json_object_set_new(root, "mixed_cores", json_boolean(facts.midr_count > 1));
	json_object_set_new(root, "cpus", cpus_json(dump));
	json_object_set_new(root, "guest", guest_json(dump));
	json_object_set_new(root, "writable",
			    dump->has_masks ? registers_json(NULL, dump->masks) : json_null());
	json_object_set_new(root, "limits", limits_json(dump));
	json_object_set_new(root, "capabilities", capabilities_json(dump));
	return root;
}
