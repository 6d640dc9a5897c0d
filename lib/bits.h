/* SPDX-License-Identifier: GPL-2.0-only */
/* Bit arithmetic that is defined for every width from 1 to 64. */
#ifndef LIB_BITS_H
#define LIB_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define KIB(n) ((uint64_t)(n) << 10)
#define MIB(n) ((uint64_t)(n) << 20)
#define GIB(n) ((uint64_t)(n) << 30)

/* The lowest `width` bits set; width 0 … 64. */
static inline uint64_t bits_low_mask(unsigned int width)
{
	return width >= 64 ? UINT64_MAX : (UINT64_C(1) << width) - 1;
}

/* Bits msb … lsb set; 63 >= msb >= lsb. */
static inline uint64_t bits_mask(unsigned int msb, unsigned int lsb)
{
	return bits_low_mask(msb - lsb + 1) << lsb;
}

static inline uint64_t bits_get(uint64_t word, unsigned int msb, unsigned int lsb)
{
	return (word >> lsb) & bits_low_mask(msb - lsb + 1);
}

/* `word` with bits msb … lsb replaced by `value`, of which only the field's width counts. */
static inline uint64_t bits_set(uint64_t word, unsigned int msb, unsigned int lsb, uint64_t value)
{
	uint64_t mask = bits_mask(msb, lsb);

	return (word & ~mask) | ((value << lsb) & mask);
}

/* `value`'s lowest `width` bits as a two's complement number; width 1 … 64. */
static inline int64_t bits_sign_extend(uint64_t value, unsigned int width)
{
	uint64_t sign = UINT64_C(1) << (width - 1);

	value &= bits_low_mask(width);
	return (int64_t)((value ^ sign) - sign);
}

static inline bool is_power_of_two(uint64_t n)
{
	return n && !(n & (n - 1));
}

/* `alignment` is a power of two. Wraps for values in the last `alignment` bytes: check before. */
static inline uint64_t align_up(uint64_t n, uint64_t alignment)
{
	return (n + alignment - 1) & ~(alignment - 1);
}

static inline bool is_aligned(uint64_t n, uint64_t alignment)
{
	return !(n & (alignment - 1));
}

/* Does [start, start + bytes) wrap past 2^64 (a range that ends exactly at 2^64 does not)? */
static inline bool range_wraps(uint64_t start, uint64_t bytes)
{
	return bytes && start + (bytes - 1) < start;
}

#endif
