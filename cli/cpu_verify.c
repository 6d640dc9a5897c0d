// SPDX-License-Identifier: GPL-2.0-only
// `armlet cpu verify`: does a guest see what a profile says?
#include <stdio.h>

#include "cli/cpu.h"
#include "cli/cpu_check.h"
#include "cli/cpu_host.h"
#include "cli/cpu_verify_options.h"
#include "cli/cpu_verify_vm.h"
#include "cli/profile_on_host.h"
#include "cli/profile_option.h"
#include "cli/time_limit.h"
#include "lib/error.h"
#include "lib/event_loop.h"
#include "lib/json.h"

#define NS_PER_S  UINT64_C(1000000000)
#define NS_PER_MS 1e6

static const char *const kinds[] = {
	[VERIFY_FIELD] = "field", [VERIFY_REGISTER] = "register", [VERIFY_UNDEFINED] = "undefined",
	[VERIFY_EL0] = "el0",	  [VERIFY_COUNTER] = "counter",	  [VERIFY_SVE] = "sve",
	[VERIFY_PAUTH] = "pauth", [VERIFY_PMU] = "pmu",		  [VERIFY_TWIN] = "twin",
};

/* What the guest saw is right, if KVM made of the plan what the profile says. */
static bool is_seen(const struct verification *verification)
{
	return !verification->result.count && !verification->result.dropped &&
	       !verification->messages.error_count;
}

static void print_text(const struct verification *verification, const char *profile)
{
	const struct verify_result *result = &verification->result;
	size_t all = result->count + result->dropped;

	for (size_t i = 0; i < result->count; i++)
		printf("%s\n", verify_mismatch_text(&result->list[i]).text);
	if (result->dropped)
		printf("(%zu more)\n", result->dropped);
	printf("%s: ", profile);
	if (is_seen(verification))
		printf("%u vCPU%s %s", result->vcpus, result->vcpus == 1 ? "" : "s",
		       result->vcpus == 1 ? "sees it" : "see it");
	else
		printf("not what %u vCPU%s (%zu mismatch%s)", result->vcpus,
		       result->vcpus == 1 ? " sees" : "s see", all, all == 1 ? "" : "es");
	printf(": %u registers, %u fields at EL%u%s; %.1f ms of VM time\n", result->registers,
	       result->fields, result->el, result->has_el0 ? ", and what EL0 can read" : "",
	       (double)verification->vm_ns / NS_PER_MS);
}

/* A value with its architected name beside it, where it has one. */
static void set_value(json_t *object, const char *key, const char *name_key,
		      const struct verify_mismatch *mismatch, uint64_t value)
{
	const struct idreg_code *code =
		mismatch->field ? idreg_code_by_value(mismatch->field, value) : NULL;

	json_object_set_new(object, key, json_hex(value));
	if (code)
		json_object_set_new(object, name_key, json_text(code->name));
}

static json_t *mismatch_to_json(const struct verify_mismatch *mismatch)
{
	const struct idreg *reg = idreg_by_index(mismatch->index);
	json_t *object = json_object();
	bool about_register = mismatch->kind <= VERIFY_EL0;

	json_object_set_new(object, "kind", json_text(kinds[mismatch->kind]));
	json_object_set_new(object, "vcpu", json_integer(mismatch->vcpu));
	json_object_set_new(object, "el", json_integer(mismatch->el));
	if (about_register)
		json_object_set_new(object, "register",
				    json_text(dump_register_text(mismatch->index).text));
	if (about_register && reg && mismatch->field)
		json_object_set_new(object, "field", json_text(mismatch->field->name));
	json_object_set_new(object, "undefined", json_boolean(mismatch->undefined));
	set_value(object, "guest", "guest_name", mismatch, mismatch->guest);
	set_value(object, "expected", "expected_name", mismatch, mismatch->expected);
	json_object_set_new(object, "text", json_text(verify_mismatch_text(mismatch).text));
	return object;
}

static json_t *messages_to_json(const struct messages *messages)
{
	json_t *array = json_array();

	for (size_t i = 0; i < messages->count; i++) {
		if (messages->list[i].kind == MESSAGE_ERROR)
			json_array_append_new(array, json_text(messages->list[i].text));
	}
	return array;
}

/* Every register that vCPU 0 could read. */
static json_t *values_to_json(const struct verify_view *view)
{
	json_t *object = json_object();

	for (unsigned int i = 0; i < IDREG_INDEX_COUNT; i++) {
		if (!view->registers[i].undefined)
			json_object_set_new(object, dump_register_text(i).text,
					    json_hex(view->registers[i].value));
	}
	return object;
}

/* `verification` NULL: the profile cannot be shown, and nothing ran. */
static int print_json(const char *profile, const struct verification *verification,
		      const struct messages *reasons)
{
	const struct verify_result *result = verification ? &verification->result : NULL;
	json_t *root = json_object(), *list = json_array();

	json_object_set_new(root, "profile", json_text(profile));
	json_object_set_new(root, "can_be_shown", json_boolean(result != NULL));
	json_object_set_new(root, "seen", json_boolean(result && is_seen(verification)));
	json_object_set_new(root, "reasons", messages_to_json(reasons));
	if (!result) {
		json_decref(list);
		return json_print(root, stdout);
	}
	json_object_set_new(root, "vcpus", json_integer(result->vcpus));
	json_object_set_new(root, "el", json_integer(result->el));
	json_object_set_new(root, "el0", json_boolean(result->has_el0));
	json_object_set_new(root, "registers", json_integer(result->registers));
	json_object_set_new(root, "fields", json_integer(result->fields));
	for (size_t i = 0; i < result->count; i++)
		json_array_append_new(list, mismatch_to_json(&result->list[i]));
	json_object_set_new(root, "mismatches", list);
	json_object_set_new(root, "more_mismatches", json_integer((json_int_t)result->dropped));
	json_object_set_new(root, "values", values_to_json(&verification->first));
	json_object_set_new(root, "vm_us", json_integer((json_int_t)(verification->vm_ns / 1000)));
	return json_print(root, stdout);
}

/* The profile cannot be shown: the reasons, in `cpu check`'s words. */
static int tell_cannot(const struct cpu_verify_options *options, const struct cpu_dump *dump,
		       const struct profile_on_host *checked)
{
	struct report report = { .form = REPORT_WORDS, .dump = dump, .out = stdout };
	int printed;

	if (options->json) {
		printed = print_json(options->profile, NULL, &checked->messages);
	} else {
		report_add(&report, options->profile, checked);
		printed = report_end(&report);
	}
	return printed < 0 ? EXIT_STATUS_FAILED : CPU_STATUS_NO;
}

/* The guest has looked. */
static int tell(const struct cpu_verify_options *options, struct verification *verification)
{
	bool seen = is_seen(verification);
	int printed = 0;

	if (options->json)
		printed = print_json(options->profile, verification, &verification->messages);
	else
		print_text(verification, options->profile);
	messages_print(&verification->messages);
	if (printed < 0)
		return EXIT_STATUS_FAILED;
	return seen ? EXIT_STATUS_OK : CPU_STATUS_NO;
}

static int verify_profile(const struct cpu_verify_options *options, const struct cpu_dump *dump,
			  struct profile_on_host *checked, uint64_t deadline_ns)
{
	static struct verification verification;
	int status = EXIT_STATUS_FAILED;

	verification = (struct verification){
		.profile = &checked->profile,
		.vcpu_count = (unsigned int)options->cpus.value,
		.deadline_ns = deadline_ns,
		.timeout_s = options->timeout_s.value,
	};
	switch (verification_run(&verification)) {
	case VERIFICATION_DONE:
		status = tell(options, &verification);
		break;
	case VERIFICATION_CANNOT:
		checked->answer = PROFILE_CANNOT;
		checked->messages = verification.messages;
		verification.messages = (struct messages){ 0 };
		status = tell_cannot(options, dump, checked);
		break;
	case VERIFICATION_VCPU_FAILED:
		status = EXIT_STATUS_VCPU_FAILED;
		break;
	case VERIFICATION_STALLED:
		status = EXIT_STATUS_STALLED;
		break;
	case VERIFICATION_FAILED:
		break;
	}
	verification_fini(&verification);
	return status;
}

/* For this the host's fingerprint was not taken: the VM itself will tell. */
static bool wants_el2(const struct profile *profile, const struct cpu_dump *dump)
{
	return profile_wishes(profile).el2 != FEATURE_OFF && dump->available.el2;
}

/* Held against this host first, so that a wish that it cannot follow is an answer, not a failure.
 */
static int check_and_verify(const struct cpu_verify_options *options, struct cpu_dump *dump,
			    struct profile_on_host *checked)
{
	uint64_t deadline_ns = event_loop_now_ns() + options->timeout_s.value * NS_PER_S;
	static struct profile_dirs dirs;

	/* A profile may come from a pipe that never ends. */
	time_limit_guard(deadline_ns, options->timeout_s.value);
	if (cpu_host_probe(dump, false) < 0)
		return EXIT_STATUS_FAILED;
	profile_dirs_init(&dirs);
	profile_on_host_check(checked, options->profile, &dirs.search, dump);
	time_limit_release();
	if (checked->answer == PROFILE_MALFORMED) {
		messages_print(&checked->messages);
		return EXIT_STATUS_FAILED;
	}
	if (checked->answer == PROFILE_CANNOT && !wants_el2(&checked->profile, dump))
		return tell_cannot(options, dump, checked);
	/* The engine says it all again, of the VM. */
	messages_fini(&checked->messages);
	return verify_profile(options, dump, checked, deadline_ns);
}

struct command_result cpu_verify_command(int argc, char **argv)
{
	static struct profile_on_host checked;
	static struct cpu_dump dump;
	struct cpu_verify_options options;
	struct command_result result = { 0 };

	if (cpu_verify_options_parse(&options, argc, argv) < 0)
		return command_status(EXIT_STATUS_FAILED);
	if (options.help)
		return cpu_command_help("verify");
	profile_init(&checked.profile);
	result.status = check_and_verify(&options, &dump, &checked);
	profile_on_host_fini(&checked);
	return result;
}
