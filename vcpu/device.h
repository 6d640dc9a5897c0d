/* SPDX-License-Identifier: GPL-2.0-only */
/* Attributes of KVM's in-kernel devices, and of vCPUs, which take the same calls. */
#ifndef VCPU_DEVICE_H
#define VCPU_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

/* 0, or -1 with errno; prints nothing. `data` is what the attribute points to; NULL for those
 * without. */
int device_set_attr(int fd, uint32_t group, uint64_t attr, const void *data);

bool device_has_attr(int fd, uint32_t group, uint64_t attr);

#endif
