# SPDX-License-Identifier: GPL-2.0-only
"""Linux's arch/arm64/tools/sysreg."""

import copy
import tarfile

from idregslib.model import (Bad, Code, Field, Register, check_name, check_register, in_space,
                             parse_bits, parse_code)

RESERVED = {"Res0": "res0", "Res1": "res1", "Raz": "raz", "Unkn": "unknown"}
SYSREG_MEMBER = "arch/arm64/tools/sysreg"


def parse_linux(text, file):
    """Registers of our space out of Linux's sysreg file. All of the file is checked for form."""
    shared, registers = {}, []
    block = field = None
    for number, raw in enumerate(text.split("\n"), 1):
        where = "%s:%d" % (file, number)
        words = raw.split("#", 1)[0].split()
        if not words:
            continue
        word = words[0]
        if field is not None:
            if word == "EndEnum":
                field = None
            elif len(words) == 2 and word.startswith("0b"):
                value = parse_code(word, field.width, where)
                field.codes.append(Code(value, check_name(words[1], where)))
            else:
                raise Bad("%s: not a code of %s: '%s'" % (where, field.name, raw.strip()))
        elif word in ("Sysreg", "SysregFields"):
            if block is not None:
                raise Bad("%s: %s inside of %s" % (where, word, block.name))
            if len(words) != (7 if word == "Sysreg" else 2):
                raise Bad("%s: %s takes %d words" % (where, word, 6 if word == "Sysreg" else 1))
            encoding = None
            if word == "Sysreg":
                try:
                    encoding = tuple(int(w) for w in words[2:])
                except ValueError:
                    raise Bad("%s: an encoding is five numbers" % where) from None
            block = Register(check_name(words[1], where), encoding)
            mapped = False
        elif word in ("EndSysreg", "EndSysregFields"):
            if block is None or (word == "EndSysreg") != (block.encoding is not None):
                raise Bad("%s: %s without its beginning" % (where, word))
            if block.encoding is None:
                shared[block.name] = block
            elif in_space(block.encoding) and not mapped:
                registers.append(block)
                block.where = where
            block = None
        elif block is None:
            raise Bad("%s: '%s' outside of a register" % (where, word))
        elif word in RESERVED:
            block.fields.append(Field(RESERVED[word], *parse_bits(words[1], where)))
        elif word in ("Field", "Enum", "SignedEnum", "UnsignedEnum"):
            if len(words) != 3:
                raise Bad("%s: %s takes bits and a name" % (where, word))
            added = Field("field", *parse_bits(words[1], where), check_name(words[2], where))
            added.sign = {"SignedEnum": "signed", "UnsignedEnum": "unsigned"}.get(word, "?")
            block.fields.append(added)
            if word != "Field":
                field = added
        elif word == "Fields":
            included = Field("include", 0, 0, words[1])  # may be described further down
            included.where = where
            block.fields.append(included)
        elif word == "Mapping":
            mapped = True  # another name of a register that is described elsewhere
        elif word not in ("Prefix", "EndPrefix"):
            raise Bad("%s: unknown word '%s'" % (where, word))
    if block is not None:
        raise Bad("%s: %s does not end" % (file, block.name))
    if not registers:
        raise Bad("%s: no ID register in it" % file)
    for register in registers:
        include_shared(register, shared)
        check_register(register, register.where)
    return registers


def include_shared(register, shared):
    """Puts the rows of a SysregFields block where a Fields line names it."""
    rows = []
    for row in register.fields:
        if row.kind != "include":
            rows.append(row)
        elif row.name in shared:
            rows += copy.deepcopy(shared[row.name].fields)
        else:
            raise Bad("%s: no fields named %s" % (row.where, row.name))
    register.fields = rows


def read_linux_tar(path):
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith("/" + SYSREG_MEMBER):
                return tar.extractfile(member).read().decode()
    raise Bad("%s: no %s in it" % (path, SYSREG_MEMBER))
