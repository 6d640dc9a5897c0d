// SPDX-License-Identifier: GPL-2.0-only
// Attributes of KVM's in-kernel devices and of vCPUs.
#include "vcpu/device.h"

#include "lib/ioctl.h"
#include "vcpu/kvm_compat.h"

int device_set_attr(int fd, uint32_t group, uint64_t attr, const void *data)
{
	struct kvm_device_attr set = { .group = group, .attr = attr, .addr = (uintptr_t)data };

	return ioctl_raw(fd, KVM_SET_DEVICE_ATTR, &set);
}

bool device_has_attr(int fd, uint32_t group, uint64_t attr)
{
	struct kvm_device_attr ask = { .group = group, .attr = attr };

	return ioctl_raw(fd, KVM_HAS_DEVICE_ATTR, &ask) == 0;
}
