/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of vmtool, the program that the tests inside an arm64 host lean on. Independent of
 * armlet. */
#ifndef TESTS_VM_VMTOOL_H
#define TESTS_VM_VMTOOL_H

/* Each is a command: argv[0] is its name; gives the exit status. */
int caps_command(int argc, char **argv);
int masks_command(int argc, char **argv);
int registers_command(int argc, char **argv);
int profile_command(int argc, char **argv);
int check_command(int argc, char **argv);
int field_command(int argc, char **argv);
int pty_command(int argc, char **argv);
int how_command(int argc, char **argv);

#endif
