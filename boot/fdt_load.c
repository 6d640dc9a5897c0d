// SPDX-License-Identifier: GPL-2.0-only
// Seeds for the device tree, and the ways that it takes: to the guest and to a file.
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/random.h>
#include <unistd.h>

#include <libfdt.h>

#include "boot/fdt.h"
#include "lib/error.h"

static int fill_random(void *to, size_t bytes)
{
	/* Up to 256 bytes come whole; it waits only in the first seconds after the host's boot. */
	ssize_t n;

	do {
		n = getrandom(to, bytes, 0);
	} while (n < 0 && errno == EINTR);
	if (n == (ssize_t)bytes)
		return 0;
	err_errno("getrandom");
	return -1;
}

int fdt_seed(struct fdt_facts *facts, const uint64_t *kaslr_seed)
{
	if (fill_random(facts->rng_seed, sizeof(facts->rng_seed)))
		return -1;
	if (!kaslr_seed)
		return fill_random(&facts->kaslr_seed, sizeof(facts->kaslr_seed));
	facts->kaslr_seed = *kaslr_seed;
	return 0;
}

int fdt_load(const struct fdt_facts *facts, gpa_t address, uint64_t room, uint64_t *bytes)
{
	void *fdt = address_space_pointer(facts->as, address, room, true);
	int status;

	if (!fdt) {
		err("device tree: no RAM at 0x%" PRIx64, address);
		return -1;
	}
	status = fdt_build(fdt, (size_t)room, facts);
	if (status) {
		err("device tree: %s", fdt_strerror(status));
		return -1;
	}
	*bytes = fdt_totalsize(fdt);
	return 0;
}

int fdt_dump(const void *fdt, const char *path)
{
	size_t bytes = fdt_totalsize(fdt), done = 0;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);

	if (fd < 0) {
		err_errno("%s", path);
		return -1;
	}
	while (done < bytes) {
		ssize_t n = write(fd, (const uint8_t *)fdt + done, bytes - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_errno("%s", path);
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (close(fd)) {
		err_errno("%s", path);
		return -1;
	}
	return 0;
}
