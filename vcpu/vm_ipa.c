// SPDX-License-Identifier: GPL-2.0-only
// How many bits of guest physical address a VM shall have. Needs no KVM.
#include "vcpu/vm.h"

unsigned int vm_ipa_bits(gpa_t last_address, unsigned int host_max)
{
	unsigned int needed = last_address ? 64 - (unsigned int)__builtin_clzll(last_address) : 0;

	if (!host_max)
		return needed <= VM_IPA_BITS_DEFAULT ? VM_IPA_BITS_DEFAULT : 0;
	if (needed > host_max)
		return 0;
	if (needed < VM_IPA_BITS_DEFAULT)
		needed = host_max < VM_IPA_BITS_DEFAULT ? host_max : VM_IPA_BITS_DEFAULT;
	return needed;
}
