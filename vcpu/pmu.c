// SPDX-License-Identifier: GPL-2.0-only
// Which of the host's PMUs a guest's PMU is made of.
#include "vcpu/pmu.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cpu_list.h"
#include "lib/error.h"
#include "vcpu/device.h"
#include "vcpu/kvm_compat.h"

#define PMU_DIR "/sys/bus/event_source/devices"

/* The first line of a PMU's file in sysfs; false where it has no such file. */
static bool read_line(const char *pmu, const char *file, char line[4096])
{
	char path[512];
	FILE *stream;
	bool ok;

	if (snprintf(path, sizeof(path), PMU_DIR "/%s/%s", pmu, file) >= (int)sizeof(path))
		return false;
	stream = fopen(path, "re");
	if (!stream)
		return false;
	ok = fgets(line, 4096, stream) != NULL;
	fclose(stream);
	return ok;
}

/* A CPU's PMU has a list of CPUs (others have a "cpumask" or nothing) and a type, which is KVM's
 * name for it. */
static bool read_pmu(const char *pmu, cpu_set_t *cpus, int *type)
{
	char line[4096];

	if (!read_line(pmu, "cpus", line) || !cpu_list_parse(line, cpus, NULL))
		return false;
	if (!read_line(pmu, "type", line))
		return false;
	*type = atoi(line);
	return true;
}

/* The names' order is the directory's; PMUs that KVM does not know as a CPU's are refused with
 * ENXIO: go on. */
static int try_pmus(struct vm *vm, DIR *dir)
{
	const struct dirent *entry;

	while ((entry = readdir(dir))) {
		cpu_set_t cpus;
		int type;

		if (entry->d_name[0] == '.' || !read_pmu(entry->d_name, &cpus, &type) ||
		    !pmu_covers(&cpus, &vm->config.affinity))
			continue;
		if (device_set_attr(vm->vcpus[0].fd, KVM_ARM_VCPU_PMU_V3_CTRL,
				    KVM_ARM_VCPU_PMU_V3_SET_PMU, &type) == 0) {
			info("PMU: %s", entry->d_name);
			return 0;
		}
		if (errno != ENXIO) {
			err_errno("KVM_ARM_VCPU_PMU_V3_SET_PMU %s", entry->d_name);
			return -1;
		}
	}
	err("--vcpu-affinity: no PMU of this host covers all of these CPUs: choose CPUs of one "
	    "kind, or leave "
	    "out --pmu");
	return -1;
}

int pmu_choose(struct vm *vm)
{
	DIR *dir;
	int result;

	/* Without the attribute (before Linux 5.18) there is nothing to choose. */
	if (!vm->config.has_affinity || !device_has_attr(vm->vcpus[0].fd, KVM_ARM_VCPU_PMU_V3_CTRL,
							 KVM_ARM_VCPU_PMU_V3_SET_PMU))
		return 0;
	dir = opendir(PMU_DIR);
	if (!dir) {
		err_errno(PMU_DIR);
		return -1;
	}
	result = try_pmus(vm, dir);
	closedir(dir);
	return result;
}
