/* SPDX-License-Identifier: GPL-2.0-only */
/* Guest memory as KVM sees it: one memslot for each RAM and ROM region of an address space. */
#ifndef VCPU_MEMSLOTS_H
#define VCPU_MEMSLOTS_H

#include "vcpu/vm.h"

/* Makes them all, in the address space's order; 0, or -1 with one line that names the region. */
int memslots_create(struct vm *vm, const struct address_space *normal);

#endif
