# SPDX-License-Identifier: GPL-2.0-only
"""sysregs/idregs.def: read and written."""

from idregslib.model import Bad, Code, Field, Register, index, parse_bits, parse_code

RESERVED = ("res0", "res1", "raz", "unknown")


def parse_def(text, file):
    """(header comment, registers). Lenient about what the generator judges, strict about form."""
    header, registers, comments = [], [], []
    register = field = None
    for number, raw in enumerate(text.split("\n"), 1):
        where = "%s:%d" % (file, number)
        line = raw.strip()
        if line.startswith("#"):
            comments.append(line)
            continue
        if not line:
            if not registers and register is None and comments:
                header += comments + [""]
                comments = []
            continue
        words = line.split()
        word = words[0]
        if word == "register" and register is None and len(words) >= 7:
            register = Register(words[1], tuple(int(w) for w in words[2:7]))
            register.flags = words[7:]
            register.comments, comments = comments, []
            field = None
        elif register is None:
            raise Bad("%s: '%s' outside of a register" % (where, word))
        elif word == "end":
            registers.append(register)
            register = None
        elif word == "field" and len(words) >= 5:
            field = Field("field", *parse_bits(words[1], where), words[2])
            field.sign, field.rule, field.options = words[3], words[4], words[5:]
            field.comments, comments = comments, []
            register.fields.append(field)
        elif word in RESERVED and len(words) == 2:
            field = Field(word, *parse_bits(words[1], where))
            field.comments, comments = comments, []
            register.fields.append(field)
        elif word == "code" and field is not None and len(words) in (3, 4):
            field.codes.append(Code(parse_code(words[1], field.width, where), *words[2:]))
        elif word == "note" and field is not None:
            field.note = line[len("note"):].strip()
        else:
            raise Bad("%s: cannot make sense of '%s'" % (where, line))
    if register is not None:
        raise Bad("%s: %s does not end" % (file, register.name))
    return header, registers


def write_def(header, registers):
    out = list(header)
    for register in sorted(registers, key=lambda r: index(r.encoding)):
        out += register.comments
        encoding = " ".join("%d" % n for n in register.encoding)
        out.append(" ".join(["register", register.name, encoding] + register.flags))
        for field in register.fields:
            out += ["\t" + comment for comment in field.comments]
            if field.kind != "field":
                out.append("\t%s %s" % (field.kind, field.bits))
                continue
            out.append("\t" + " ".join(["field", field.bits, field.name, field.sign, field.rule]
                                       + field.options))
            if field.note:
                out.append("\t\tnote " + field.note)
            for code in sorted(field.codes, key=lambda c: c.value):
                text = "code 0b%s %s" % (format(code.value, "0%db" % field.width), code.name)
                out.append("\t\t" + text + (" " + code.feature if code.feature else ""))
        out += ["end", ""]
    return "\n".join(out)
