// SPDX-License-Identifier: GPL-2.0-only
// Where each kind of GIC lies, and how many vCPUs it takes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/bits.h"
#include "memory/layout.h"
#include "vcpu/vm.h"

struct range {
	gpa_t base;
	uint64_t bytes;
};

static void assert_disjoint_and_in_place(const struct gic *gic)
{
	const struct range ranges[] = {
		{ gic->dist_base, gic->dist_bytes },	 { gic->cpu_base, gic->cpu_bytes },
		{ gic->redist_base, gic->redist_bytes }, { gic->its_base, gic->its_bytes },
		{ gic->v2m_base, gic->v2m_bytes },
	};
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(ranges); i++) {
		if (!ranges[i].bytes)
			continue;
		assert_true(ranges[i].base >= LAYOUT_GIC_FLOOR);
		assert_true(ranges[i].base + ranges[i].bytes <= LAYOUT_PCI_ECAM_BASE);
		for (j = 0; j < i; j++) {
			assert_true(!ranges[j].bytes ||
				    ranges[i].base + ranges[i].bytes <= ranges[j].base ||
				    ranges[j].base + ranges[j].bytes <= ranges[i].base);
		}
	}
}

static void test_every_kind_for_every_count(void **state)
{
	static const enum irqchip_kind kinds[] = { IRQCHIP_GICV2, IRQCHIP_GICV2M, IRQCHIP_GICV3,
						   IRQCHIP_GICV3_ITS };
	struct gic gic;
	size_t k;
	unsigned int count;

	(void)state;
	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		for (count = 1; count <= gic_vcpu_max(kinds[k]); count++) {
			assert_true(gic_layout(&gic, kinds[k], count, false));
			assert_int_equal(gic.kind, kinds[k]);
			assert_int_equal(gic.fd, -1);
			assert_int_equal(gic.its_fd, -1);
			assert_int_equal(gic.dist_base, 0x3fff0000);
			assert_disjoint_and_in_place(&gic);
		}
		assert_false(gic_layout(&gic, kinds[k], count, false));
		assert_false(gic_layout(&gic, kinds[k], 0, false));
	}
	assert_false(gic_layout(&gic, IRQCHIP_AUTO, 1, false));
}

static void test_v3(void **state)
{
	struct gic gic;

	(void)state;
	assert_true(gic_layout(&gic, IRQCHIP_GICV3, 2, false));
	assert_int_equal(gic.dist_bytes, 0x10000);
	assert_int_equal(gic.redist_bytes, 0x40000);
	assert_int_equal(gic.redist_base, 0x3ffb0000);
	assert_int_equal(gic.its_bytes, 0);
	assert_int_equal(gic.cpu_bytes, 0);
	assert_int_equal(gic.v2m_bytes, 0);
	assert_int_equal(gic.spi_count, LAYOUT_SPIS);
	assert_false(gic.maintenance);

	assert_true(gic_layout(&gic, IRQCHIP_GICV3_ITS, 2, true));
	assert_int_equal(gic.its_bytes, 0x20000);
	assert_int_equal(gic.its_base, 0x3ff90000);
	assert_true(gic.maintenance);
	assert_int_equal(gic_vcpu_max(IRQCHIP_GICV3), VM_VCPU_MAX);
}

static void test_v2(void **state)
{
	struct gic gic;

	(void)state;
	assert_int_equal(gic_vcpu_max(IRQCHIP_GICV2), 8);
	assert_int_equal(gic_vcpu_max(IRQCHIP_GICV2M), 8);
	assert_true(gic_layout(&gic, IRQCHIP_GICV2, 8, false));
	assert_int_equal(gic.cpu_base, 0x3ffd0000);
	assert_int_equal(gic.cpu_bytes, 0x2000);
	assert_int_equal(gic.dist_bytes, 0x1000);
	assert_int_equal(gic.redist_bytes, 0);
	assert_int_equal(gic.v2m_bytes, 0);
	assert_true(gic_layout(&gic, IRQCHIP_GICV2M, 8, false));
	assert_int_equal(gic.v2m_base, 0x3ffcf000);
	assert_int_equal(gic.v2m_bytes, 0x1000);
	/* Nested virtualisation needs GICv3's system registers. */
	assert_false(gic_layout(&gic, IRQCHIP_GICV2, 1, true));
	assert_false(gic_layout(&gic, IRQCHIP_GICV2M, 1, true));
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(irqchip_name(IRQCHIP_AUTO), "auto");
	assert_string_equal(irqchip_name(IRQCHIP_GICV2), "gicv2");
	assert_string_equal(irqchip_name(IRQCHIP_GICV2M), "gicv2m");
	assert_string_equal(irqchip_name(IRQCHIP_GICV3), "gicv3");
	assert_string_equal(irqchip_name(IRQCHIP_GICV3_ITS), "gicv3-its");
	assert_string_equal(irqchip_name((enum irqchip_kind)99), "?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_kind_for_every_count),
		cmocka_unit_test(test_v3),
		cmocka_unit_test(test_v2),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
