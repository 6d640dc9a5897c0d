/* SPDX-License-Identifier: GPL-2.0-only */
/* ioctl(2) with the argument's size checked at compile time and the call's name in every message.
 */
#ifndef LIB_IOCTL_H
#define LIB_IOCTL_H

#include <errno.h>
#include <sys/ioctl.h>

#include "lib/error.h"

/*
 * The raw variant retries EINTR and says nothing: for calls whose failure is an answer. The
 * argument is a pointer to what the request's number says the kernel will copy.
 */
#define ioctl_raw(fd, request, arg)                                    \
	({                                                             \
		_Static_assert(_IOC_SIZE(request) == sizeof(*(arg)),   \
			       #request ": argument of another size"); \
		int ioctl_result;                                      \
		do {                                                   \
			ioctl_result = ioctl(fd, request, arg);        \
		} while (ioctl_result < 0 && errno == EINTR);          \
		ioctl_result;                                          \
	})

/* The checked variant prints "REQUEST: reason" and gives -1. */
#define ioctl_checked(fd, request, arg)                           \
	({                                                        \
		int checked_result = ioctl_raw(fd, request, arg); \
		if (checked_result < 0)                           \
			err_errno("%s", #request);                \
		checked_result;                                   \
	})

/* For requests without an argument (_IO), which KVM uses with a plain number. */
#define ioctl_number_raw(fd, request, number)                                          \
	({                                                                             \
		_Static_assert(_IOC_SIZE(request) == 0, #request ": takes a pointer"); \
		int ioctl_result;                                                      \
		do {                                                                   \
			ioctl_result = ioctl(fd, request, (unsigned long)(number));    \
		} while (ioctl_result < 0 && errno == EINTR);                          \
		ioctl_result;                                                          \
	})

#define ioctl_number_checked(fd, request, number)                           \
	({                                                                  \
		int checked_result = ioctl_number_raw(fd, request, number); \
		if (checked_result < 0)                                     \
			err_errno("%s", #request);                          \
		checked_result;                                             \
	})

#endif
