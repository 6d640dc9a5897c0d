/* SPDX-License-Identifier: GPL-2.0-only */
/* KVM's interface as of Linux 7.x on top of older kernel headers (Debian 12 ships those of 6.1). */
#ifndef VCPU_KVM_COMPAT_H
#define VCPU_KVM_COMPAT_H

#include <linux/kvm.h>

/* Each value is the kernel's ABI; the comment names the header it comes from and the release it
 * came with. */

/* include/uapi/linux/kvm.h: exit reasons */
#ifndef KVM_EXIT_MEMORY_FAULT
#define KVM_EXIT_MEMORY_FAULT 39 /* 6.8 */
#endif
#ifndef KVM_EXIT_TDX
#define KVM_EXIT_TDX 40 /* 6.16 */
#endif
#ifndef KVM_EXIT_ARM_SEA
#define KVM_EXIT_ARM_SEA 41 /* 6.19 */
#endif
#ifndef KVM_EXIT_ARM_LDST64B
#define KVM_EXIT_ARM_LDST64B 42 /* 7.0; fills kvm_run.arm_nisv */
#endif

/* What is in kvm_run's union for KVM_EXIT_MEMORY_FAULT (kvm_run.memory_fault, 6.8). */
struct compat_memory_fault {
	__u64 flags;
	__u64 gpa;
	__u64 size;
};

/* What is in kvm_run's union for KVM_EXIT_ARM_SEA (kvm_run.arm_sea, 6.19). */
struct compat_arm_sea {
	__u64 flags;
	__u64 esr;
	__u64 gva;
	__u64 gpa;
};
#ifndef KVM_EXIT_ARM_SEA_FLAG_GPA_VALID
#define KVM_EXIT_ARM_SEA_FLAG_GPA_VALID (1ULL << 0)
#endif

/* include/uapi/linux/kvm.h: kvm_run.system_event.type */
#ifndef KVM_SYSTEM_EVENT_TDX_FATAL
#define KVM_SYSTEM_EVENT_TDX_FATAL 7 /* 6.16 */
#endif

/* include/uapi/linux/kvm.h: capabilities */
#ifndef KVM_CAP_COUNTER_OFFSET
#define KVM_CAP_COUNTER_OFFSET 227 /* 6.4 */
#endif
#ifndef KVM_CAP_ARM_EAGER_SPLIT_CHUNK_SIZE
#define KVM_CAP_ARM_EAGER_SPLIT_CHUNK_SIZE 228 /* 6.5 */
#endif
#ifndef KVM_CAP_ARM_SUPPORTED_BLOCK_SIZES
#define KVM_CAP_ARM_SUPPORTED_BLOCK_SIZES 229 /* 6.5 */
#endif
#ifndef KVM_CAP_ARM_SUPPORTED_REG_MASK_RANGES
#define KVM_CAP_ARM_SUPPORTED_REG_MASK_RANGES 230 /* 6.7 */
#endif
#ifndef KVM_CAP_ARM_WRITABLE_IMP_ID_REGS
#define KVM_CAP_ARM_WRITABLE_IMP_ID_REGS 239 /* 6.15 */
#endif
#ifndef KVM_CAP_ARM_EL2
#define KVM_CAP_ARM_EL2 240 /* 6.16 */
#endif
#ifndef KVM_CAP_ARM_EL2_E2H0
#define KVM_CAP_ARM_EL2_E2H0 241 /* 6.16 */
#endif
#ifndef KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED
#define KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED 243 /* 6.17 */
#endif
#ifndef KVM_CAP_ARM_SEA_TO_USER
#define KVM_CAP_ARM_SEA_TO_USER 245 /* 6.19 */
#endif

/* arch/arm64/include/uapi/asm/kvm.h: bits of kvm_vcpu_init.features */
#ifndef KVM_ARM_VCPU_HAS_EL2
#define KVM_ARM_VCPU_HAS_EL2 7 /* 6.3; usable with KVM_CAP_ARM_EL2 */
#endif
#ifndef KVM_ARM_VCPU_HAS_EL2_E2H0
#define KVM_ARM_VCPU_HAS_EL2_E2H0 8 /* 6.15; usable with KVM_CAP_ARM_EL2_E2H0 */
#endif

/* arch/arm64/include/uapi/asm/kvm.h: the ID registers' writable masks, 6.7 */
#ifndef KVM_ARM_FEATURE_ID_RANGE
#define KVM_ARM_FEATURE_ID_RANGE      0
#define KVM_ARM_FEATURE_ID_RANGE_SIZE (3 * 8 * 8)

struct reg_mask_range {
	__u64 addr;
	__u32 range;
	__u32 reserved[13];
};
#endif
#ifndef KVM_ARM_GET_REG_WRITABLE_MASKS
#define KVM_ARM_GET_REG_WRITABLE_MASKS _IOR(KVMIO, 0xb6, struct reg_mask_range)
#endif

/* arch/arm64/include/uapi/asm/kvm.h: both counters' offset for a whole VM, 6.4 */
#ifndef KVM_ARM_SET_COUNTER_OFFSET
struct kvm_arm_counter_offset {
	__u64 counter_offset;
	__u64 reserved;
};
#define KVM_ARM_SET_COUNTER_OFFSET _IOW(KVMIO, 0xb5, struct kvm_arm_counter_offset)
#endif

/* arch/arm64/include/uapi/asm/kvm.h: VGICv3 device, 6.15 */
#ifndef KVM_DEV_ARM_VGIC_GRP_MAINT_IRQ
#define KVM_DEV_ARM_VGIC_GRP_MAINT_IRQ 9
#endif

/* The kernel's SZ_64K is not for user space, but these use it. */
#undef KVM_VGIC_V3_DIST_SIZE
#undef KVM_VGIC_V3_REDIST_SIZE
#undef KVM_VGIC_V3_ITS_SIZE
#define KVM_VGIC_V3_DIST_SIZE	0x10000
#define KVM_VGIC_V3_REDIST_SIZE (2 * 0x10000)
#define KVM_VGIC_V3_ITS_SIZE	(2 * 0x10000)

#endif
