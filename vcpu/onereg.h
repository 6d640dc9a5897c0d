/* SPDX-License-Identifier: GPL-2.0-only */
/* One register of a vCPU by its KVM id: the raw calls, and the ids that armlet uses. */
#ifndef VCPU_ONEREG_H
#define VCPU_ONEREG_H

#include <stdint.h>

/* 0, or -1 with errno from the ioctl; nothing is printed. Only for registers of 64 bits. */
int onereg_get(int vcpu_fd, uint64_t id, uint64_t *value);
int onereg_set(int vcpu_fd, uint64_t id, uint64_t value);

/* KVM's id of the ID register at `index` (sysregs/idreg.h) of the feature ID space. */
uint64_t onereg_idreg_id(unsigned int index);

/* KVM's ids of general-purpose state. */
uint64_t onereg_x(unsigned int n); /* 0 … 30 */
uint64_t onereg_pc(void);
uint64_t onereg_pstate(void);

#endif
