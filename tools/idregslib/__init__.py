# SPDX-License-Identifier: GPL-2.0-only
"""What tools/idregs-import is made of."""
