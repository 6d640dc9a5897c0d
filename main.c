// SPDX-License-Identifier: GPL-2.0-only
// armlet: the table of commands.
