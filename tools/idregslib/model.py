# SPDX-License-Identifier: GPL-2.0-only
"""Registers, rows and codes, and what has to be true of them."""

import re

NAME_MAX = 31
NAME = re.compile(r"[A-Za-z0-9_]{1,%d}\Z" % NAME_MAX)


class Bad(Exception):
    """Input that cannot be trusted: says where and why."""


class Code:
    def __init__(self, value, name, feature=None):
        self.value, self.name, self.feature = value, name, feature


class Field:
    def __init__(self, kind, msb, lsb, name=None):
        self.kind, self.msb, self.lsb, self.name = kind, msb, lsb, name
        self.sign = self.rule = "?"
        # "safe=1", "lowest=…", "alias=…", "feature=…", "user=…", in the file's order
        self.options = []
        self.note = None
        self.codes = []
        self.comments = []
        self.codes_known = True  # False: the source says nothing about codes
        self.of_array = False  # made from NAME<n>

    @property
    def width(self):
        return self.msb - self.lsb + 1

    @property
    def bits(self):
        return "%d" % self.msb if self.msb == self.lsb else "%d:%d" % (self.msb, self.lsb)

    def option(self, key):
        for option in self.options:
            if option.startswith(key + "="):
                return option[len(key) + 1:]
        return None


class Register:
    def __init__(self, name, encoding):
        self.name, self.encoding = name, encoding
        self.flags = []
        self.fields = []
        self.comments = []


def in_space(encoding):
    op0, op1, crn, crm, op2 = encoding
    return op0 == 3 and op1 in (0, 1, 3) and crn == 0 and crm <= 7 and op2 <= 7


def index(encoding):
    op1, crm, op2 = encoding[1], encoding[3], encoding[4]
    return (2 if op1 == 3 else op1) << 6 | crm << 3 | op2


def parse_bits(text, where):
    match = re.fullmatch(r"(\d{1,2})(?::(\d{1,2}))?", text)
    if not match:
        raise Bad("%s: bits are MSB or MSB:LSB, not '%s'" % (where, text))
    msb = int(match.group(1))
    lsb = int(match.group(2)) if match.group(2) else msb
    if msb > 63 or lsb > msb:
        raise Bad("%s: no such bits: %s" % (where, text))
    return msb, lsb


def parse_code(text, width, where):
    """A binary literal that fits; nothing else (a release of Linux had 0b0002)."""
    if not re.fullmatch(r"0b[01]+", text):
        raise Bad("%s: '%s' is no binary number" % (where, text))
    value = int(text[2:], 2)
    if value >> width:
        raise Bad("%s: %s does not fit into %d bits" % (where, text, width))
    return value


def check_name(name, where):
    if not NAME.match(name):
        raise Bad("%s: '%s' is no name" % (where, name))
    return name


def check_register(register, where):
    """Bits 63 … 0 in order without gaps, names and codes once each."""
    expected = 63
    names = set()
    for field in register.fields:
        if field.msb != expected:
            raise Bad("%s: %s: bit %d follows bit %d" %
                      (where, register.name, field.msb, expected + 1))
        expected = field.lsb - 1
        if field.name is None:
            continue
        if field.name.lower() in names:
            raise Bad("%s: %s.%s is there twice" % (where, register.name, field.name))
        names.add(field.name.lower())
        values = [code.value for code in field.codes]
        if len(set(values)) != len(values):
            raise Bad("%s: %s.%s has a code twice" % (where, register.name, field.name))
    if expected != -1:
        raise Bad("%s: %s ends at bit %d" % (where, register.name, expected + 1))
