// SPDX-License-Identifier: GPL-2.0-only
// Shipped profiles, loaded and held against dumps of hosts.
#include "shipped.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sysregs/dump.h"

#define DUMPS "tests/data/dumps/"

static const char *const dirs[] = { SHIPPED_FOLDER };
static const struct profile_search search = { dirs, 1 };

void fail_on_messages(const char *name, const struct messages *messages)
{
	for (size_t i = 0; i < messages->count; i++) {
		if (messages->list[i].kind != MESSAGE_NOTE)
			fail_msg("%s: %s", name, messages->list[i].text);
	}
}

void shipped_load(struct profile *profile, const char *name)
{
	struct messages messages = { 0 };
	bool loaded;

	profile_init(profile);
	loaded = profile_load_spec(profile, name, &search, &messages);
	fail_on_messages(name, &messages);
	assert_true(loaded);
	messages_fini(&messages);
}

/* Whether the dumped host can show the profile; *host and *plan are then what a guest is made of.
 */
bool shipped_fits(const char *name, const char *dump_name, struct host_cpu *host,
		  struct idreg_plan *plan)
{
	struct messages messages = { 0 };
	struct cpu_feature_wishes wishes;
	static struct cpu_dump dump;
	struct profile profile;
	char path[64];
	bool good;

	snprintf(path, sizeof(path), DUMPS "%s.ini", dump_name);
	good = dump_load_file(&dump, path, &messages);
	fail_on_messages(path, &messages);
	assert_true(good);
	shipped_load(&profile, name);
	wishes = profile_wishes(&profile);
	good = dump_host_cpu(&dump, &wishes, name, host, &messages);
	good = good && profile_check(&profile, host, plan, &messages);
	if (good)
		fail_on_messages(name, &messages);
	messages_fini(&messages);
	profile_fini(&profile);
	return good;
}
