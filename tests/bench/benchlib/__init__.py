# SPDX-License-Identifier: GPL-2.0-only
"""The benchmarks' own modules: what goes into the host, what came out of it, the tables."""
