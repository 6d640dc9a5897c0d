// SPDX-License-Identifier: GPL-2.0-only
// Reads and writes a running guest's allocation tags through CPU_AS_TAG, with the guest "mte" at
// the other end.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/machine.h"
#include "lib/bits.h"
#include "vcpu/run.h"

#define GRANULE	     16u
#define GRANULES     16u
#define OUTPUT_BYTES 4096
#define WAIT_MS	     20000

static char output[OUTPUT_BYTES + 1];
static size_t output_bytes;

/* Takes what the guest has written until `text` is there, or it has ended; false after a while. */
static bool wait_for(struct machine *machine, const char *text)
{
	const struct timespec moment = { .tv_nsec = 10000000 };

	for (int waited = 0; waited < WAIT_MS; waited += 10) {
		const uint8_t *bytes;
		size_t n = uart_output_peek(&machine->uart, &bytes);

		if (n > OUTPUT_BYTES - output_bytes)
			n = OUTPUT_BYTES - output_bytes;
		memcpy(output + output_bytes, bytes, n);
		output_bytes += n;
		uart_output_consume(&machine->uart, n);
		if (strstr(output, text) && strchr(strstr(output, text), '\n'))
			return true;
		if (n == 0 && vm_outcome(&machine->vm) != OUTCOME_NONE)
			return false;
		nanosleep(&moment, NULL);
	}
	return false;
}

/* The number after `text` in the guest's output, or 0. */
static uint64_t number_after(const char *text)
{
	const char *at = strstr(output, text);

	return at ? strtoull(at + strlen(text), NULL, 0) : 0;
}

static bool check_guest_tags(const struct address_space *tags, gpa_t page)
{
	for (uint64_t i = 0; i < GRANULES; i++) {
		uint64_t tag;

		if (!address_space_read(tags, page / GRANULE + i, 1, &tag)) {
			printf("no tag for granule %u\n", (unsigned int)i);
			return false;
		}
		if (tag != 15 - i) {
			printf("granule %u: tag %u, the guest set %u\n", (unsigned int)i,
			       (unsigned int)tag, (unsigned int)(15 - i));
			return false;
		}
	}
	return true;
}

static bool converse(struct machine *machine)
{
	struct address_space *tags = cpu_get_address_space(&machine->vm.vcpus[0], CPU_AS_TAG);
	const char *expected = " 3 4 5 6 7 8 9 10 11 12 13 14 15 0 1 2";
	gpa_t guest_page, host_page;
	char line[128];

	if (!tags) {
		printf("no CPU_AS_TAG\n");
		return false;
	}
	if (!wait_for(machine, "host's turn "))
		return false;
	guest_page = number_after("tags guest ");
	host_page = number_after("host's turn ");
	if (!check_guest_tags(tags, guest_page))
		return false;
	for (uint64_t i = 0; i < GRANULES; i++) {
		if (!address_space_write(tags, host_page / GRANULE + i, 1, (i + 3) & 15)) {
			printf("granule %u: the tag cannot be written\n", (unsigned int)i);
			return false;
		}
	}
	uart_input(&machine->uart, (const uint8_t *)"\n", 1);
	if (!wait_for(machine, "tags host "))
		return false;
	snprintf(line, sizeof(line), "tags host 0x%llx%s", (unsigned long long)host_page, expected);
	if (!strstr(output, line)) {
		printf("expected \"%s\"\n", line);
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	static struct machine machine;
	static struct run_options options;
	static struct profile profile;
	struct event_loop loop;
	char *run[] = { "run", "--mte", "-m", "64M", "-k", argc == 2 ? argv[1] : "", NULL };
	bool good = false;

	if (argc != 2 || run_options_parse(&options, 6, run) < 0 || event_loop_init(&loop) < 0)
		return 2;
	profile_init(&profile);
	machine_init(&machine, &options, &profile);
	if (machine_open_kernel(&machine) == 0 && machine_create_vm(&machine) == 0 &&
	    machine_create_memory(&machine, &loop) == 0 && machine_create_cpus(&machine) == 0 &&
	    machine_create_irqchip(&machine) == 0 && machine_load(&machine) == 0 &&
	    vm_start(&machine.vm) == 0) {
		good = converse(&machine);
		uart_stop(&machine.uart);
		vm_stop(&machine.vm);
		vm_join(&machine.vm);
	}
	machine_destroy(&machine);
	event_loop_fini(&loop);
	profile_fini(&profile);
	printf("%s%s\n", output, good ? "mte_host: all as it should be" : "mte_host: failed");
	return !good;
}
