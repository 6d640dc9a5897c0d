# SPDX-License-Identifier: GPL-2.0-only
"""The parts of tools/emuhost: archives, the agent's frames, QEMU, the broker, the clients."""
