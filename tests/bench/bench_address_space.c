// SPDX-License-Identifier: GPL-2.0-only
// Time to find a region by address, against scanning an array, for maps of several sizes.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lib/bits.h"
#include "memory/address_space.h"

#define STRIDE	  UINT64_C(0x1000)
#define BYTES	  UINT64_C(0x200)
#define ADDRESSES 4096 /* a power of two */
#define LOOKUPS	  (1u << 20)
#define RUNS	  7

typedef struct region *find_function(const struct address_space *as, gpa_t address);

/* The floor: no order, no call into another file, nothing but comparisons. */
static struct region *find_by_scan(const struct address_space *as, gpa_t address)
{
	size_t i;

	for (i = 0; i < as->count; i++) {
		if (address - as->regions[i]->base < as->regions[i]->bytes)
			return as->regions[i];
	}
	return NULL;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* Nanoseconds a lookup, the median of several runs. -1 if a lookup found nothing. */
static double measure(find_function *find, const struct address_space *as, const gpa_t *addresses)
{
	double runs[RUNS];
	unsigned int lookups = LOOKUPS, n;
	size_t run;

	/* A scan of many regions takes long enough with fewer lookups. */
	if (find == find_by_scan && as->count > 64)
		lookups /= 16;
	for (run = 0; run < RUNS; run++) {
		double start = seconds();
		uintptr_t missed = 0;

		for (n = 0; n < lookups; n++)
			missed += !find(as, addresses[n % ADDRESSES]);
		runs[run] = (seconds() - start) * 1e9 / lookups;
		if (missed)
			return -1;
	}
	qsort(runs, RUNS, sizeof(runs[0]), compare);
	return runs[RUNS / 2];
}

static int bench(size_t count)
{
	static gpa_t anywhere[ADDRESSES], one_device[ADDRESSES];
	struct region *regions = calloc(count, sizeof(*regions));
	struct address_space as;
	uint64_t random = UINT64_C(0x9e3779b97f4a7c15);
	double find_any, find_one, scan_any, scan_one;
	size_t i;

	if (!regions)
		return -1;
	address_space_init(&as, "bench", 0, STRIDE);
	for (i = 0; i < count; i++) {
		regions[i] = (struct region){ .name = "r",
					      .base = i * STRIDE,
					      .bytes = BYTES,
					      .kind = REGION_MMIO,
					      .ops = &region_nothing_ops };
		if (address_space_add_or_explain(&as, &regions[i]))
			return -1;
	}
	address_space_freeze(&as);
	for (i = 0; i < ADDRESSES; i++) {
		random ^= random >> 12;
		random ^= random << 25;
		random ^= random >> 27;
		anywhere[i] = random % count * STRIDE + (random >> 32) % BYTES;
		one_device[i] = count / 2 * STRIDE + (random >> 32) % BYTES;
	}
	find_any = measure(address_space_find, &as, anywhere);
	find_one = measure(address_space_find, &as, one_device);
	scan_any = measure(find_by_scan, &as, anywhere);
	scan_one = measure(find_by_scan, &as, one_device);
	address_space_fini(&as);
	free(regions);
	if (find_any < 0 || find_one < 0 || scan_any < 0 || scan_one < 0)
		return -1;
	printf("%7zu  %13.1f  %13.1f  %13.1f  %13.1f\n", count, find_one, scan_one, find_any,
	       scan_any);
	return 0;
}

int main(void)
{
	static const size_t counts[] = { 4, 16, 64, 1024 };
	size_t i;

	printf("ns a lookup: one device over and over, or any of them at random\n");
	printf("%7s  %13s  %13s  %13s  %13s\n", "regions", "find, one", "scan, one", "find, any",
	       "scan, any");
	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		if (bench(counts[i]) != 0) {
			fprintf(stderr, "bench_address_space: a lookup failed\n");
			return 1;
		}
	}
	return 0;
}
