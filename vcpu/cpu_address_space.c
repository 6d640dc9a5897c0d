// SPDX-License-Identifier: GPL-2.0-only
// A vCPU's fixed array of address spaces: every misuse is an answer, never undefined.
#include "vcpu/cpu_address_space.h"

#include <string.h>

#include "vcpu/vcpu.h"

enum cpu_as_status cpu_address_space_init(struct vcpu *vcpu)
{
	if (vcpu->as_initialised)
		return CPU_AS_TWICE;
	memset(vcpu->as, 0, sizeof(vcpu->as));
	vcpu->as_initialised = true;
	return CPU_AS_OK;
}

static bool is_index(int index)
{
	return index >= 0 && index <= CPU_AS_MAX;
}

enum cpu_as_status cpu_address_space_add(struct vcpu *vcpu, int index, const char *name,
					 struct address_space *as)
{
	if (!vcpu->as_initialised)
		return CPU_AS_NOT_INITIALISED;
	if (!is_index(index))
		return CPU_AS_BAD_INDEX;
	if (index == CPU_AS_SECURE || index == CPU_AS_TAG_SECURE)
		return CPU_AS_UNSUPPORTED;
	if (!name || !as)
		return CPU_AS_INVALID;
	if (vcpu->as[index].name)
		return CPU_AS_TWICE;
	if (index != CPU_AS_NORMAL && !vcpu->as[CPU_AS_NORMAL].name)
		return CPU_AS_NORMAL_FIRST;
	vcpu->as[index] = (struct cpu_address_space){ .name = name, .as = as };
	return CPU_AS_OK;
}

struct address_space *cpu_get_address_space(const struct vcpu *vcpu, int index)
{
	if (!vcpu->as_initialised || !is_index(index))
		return NULL;
	return vcpu->as[index].as;
}

void cpu_address_space_destroy(struct vcpu *vcpu)
{
	memset(vcpu->as, 0, sizeof(vcpu->as));
	vcpu->as_initialised = false;
}

const char *cpu_as_status_text(enum cpu_as_status status)
{
	switch (status) {
	case CPU_AS_OK:
		return "ok";
	case CPU_AS_NOT_INITIALISED:
		return "the vCPU's address spaces are not initialised yet";
	case CPU_AS_TWICE:
		return "it is there already";
	case CPU_AS_BAD_INDEX:
		return "no address space has this index";
	case CPU_AS_NORMAL_FIRST:
		return "the normal address space must be added first";
	case CPU_AS_UNSUPPORTED:
		return "KVM has no secure memory to back it";
	case CPU_AS_INVALID:
		return "it has no name or no memory map";
	}
	return "unknown status";
}
