// SPDX-License-Identifier: GPL-2.0-only
// The table of an address space, byte for byte.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "lib/bits.h"
#include "memory/dump.h"

static void assert_dump(struct region *regions, size_t count, const char *expected)
{
	struct address_space as;
	char *text = NULL;
	size_t length, i;
	FILE *out = open_memstream(&text, &length);

	assert_non_null(out);
	address_space_init(&as, "normal", 0, 0x1000);
	for (i = 0; i < count; i++) {
		regions[i].ops = &region_nothing_ops;
		regions[i].host = (void *)0x1000;
		assert_int_equal(address_space_add(&as, &regions[i], NULL), ADDRESS_SPACE_OK);
	}
	address_space_dump(&as, out);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
	address_space_fini(&as);
}

static void test_empty(void **state)
{
	(void)state;
	assert_dump(NULL, 0, "  (no regions)\n");
}

static void test_machine(void **state)
{
	struct region regions[] = {
		{ .name = "ram",
		  .base = 0x80000000,
		  .bytes = MIB(512),
		  .kind = REGION_RAM,
		  .backing = "anonymous, huge pages" },
		{ .name = "uart0", .base = 0x01000000, .bytes = 8, .kind = REGION_MMIO },
		{ .name = "rtc", .base = 0x01010000, .bytes = KIB(4), .kind = REGION_MMIO },
		{ .name = "flash",
		  .base = 0x02000000,
		  .bytes = MIB(16),
		  .kind = REGION_ROM,
		  .backing = "anonymous" },
		{ .name = "stolen time",
		  .base = 0x01020000,
		  .bytes = KIB(64),
		  .kind = REGION_RAM,
		  .backing = "anonymous" },
	};

	(void)state;
	assert_dump(regions, ARRAY_SIZE(regions),
		    "  01000000-01000007      8 B  mmio  uart0\n"
		    "  01010000-01010fff    4 KiB  mmio  rtc\n"
		    "  01020000-0102ffff   64 KiB  ram   stolen time  anonymous\n"
		    "  02000000-02ffffff   16 MiB  rom   flash        anonymous\n"
		    "  80000000-9fffffff  512 MiB  ram   ram          anonymous, huge pages\n");
}

static void test_wide_addresses(void **state)
{
	struct region small[] = {
		{ .name = "ram",
		  .base = 0x80000000,
		  .bytes = GIB(2),
		  .kind = REGION_RAM,
		  .backing = "anonymous" },
	};
	struct region large[] = {
		{ .name = "ram",
		  .base = 0x80000000,
		  .bytes = GIB(2) + KIB(4),
		  .kind = REGION_RAM,
		  .backing = "anonymous" },
	};
	struct region whole[] = {
		{ .name = "low", .base = 0, .bytes = 1, .kind = REGION_MMIO },
		{ .name = "high", .base = UINT64_MAX, .bytes = 1, .kind = REGION_MMIO },
	};

	(void)state;
	assert_dump(small, 1, "  80000000-ffffffff  2 GiB  ram   ram  anonymous\n");
	assert_dump(large, 1, "  080000000-100000fff  2097156 KiB  ram   ram  anonymous\n");
	assert_dump(whole, 2,
		    "  0000000000000000-0000000000000000  1 B  mmio  low\n"
		    "  ffffffffffffffff-ffffffffffffffff  1 B  mmio  high\n");
}

static void test_bytes_text(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
		{ 0, "0 B" },
		{ 1, "1 B" },
		{ 1023, "1023 B" },
		{ 1024, "1 KiB" },
		{ 1025, "1025 B" },
		{ KIB(1023), "1023 KiB" },
		{ MIB(1), "1 MiB" },
		{ GIB(1), "1 GiB" },
		{ GIB(1024), "1 TiB" },
		{ GIB(1024 * 1024), "1 PiB" },
		{ UINT64_C(15) << 60, "15 EiB" },
		{ UINT64_MAX, "18446744073709551615 B" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		char text[BYTES_TEXT_SIZE];

		bytes_text(cases[i].bytes, text);
		assert_string_equal(text, cases[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_machine),
		cmocka_unit_test(test_wide_addresses),
		cmocka_unit_test(test_bytes_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
