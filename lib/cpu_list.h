/* SPDX-License-Identifier: GPL-2.0-only */
/* Lists of CPUs as the kernel writes them, such as "0-3,8". */
#ifndef LIB_CPU_LIST_H
#define LIB_CPU_LIST_H

#include <sched.h>
#include <stdbool.h>

/*
 * False if `text` is no such list (Linux Documentation/admin-guide/cputopology.rst); one newline
 * may end it. CPUs from CPU_SETSIZE on have no place in a cpu_set_t: they are left out, and *beyond
 * (NULL: nobody asks) tells that there were some. Pure.
 */
bool cpu_list_parse(const char *text, cpu_set_t *cpus, bool *beyond);

#endif
