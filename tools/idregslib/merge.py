# SPDX-License-Identifier: GPL-2.0-only
"""Brings what a source says into what the file says, and reports every difference."""

from idregslib.model import check_register


class Report:
    def __init__(self):
        self.changes, self.notes = [], []

    def change(self, text):
        self.changes.append(text)

    def note(self, text):
        self.notes.append(text)


def merge_codes(old, new, place, names, report):
    if not new.codes_known:
        return
    before = {code.value: code for code in old.codes}
    for code in new.codes:
        bits = format(code.value, "0%db" % old.width)
        if code.value not in before:
            report.change("%s: new code 0b%s %s" % (place, bits, code.name))
            old.codes.append(code)
        elif names and before[code.value].name != code.name:
            report.change("%s: code 0b%s is now named %s (was %s)" %
                          (place, bits, code.name, before[code.value].name))
            before[code.value].name = code.name
    for value in sorted(set(before) - {code.value for code in new.codes}):
        text = "%s: code 0b%s %s is not in the source" % \
            (place, format(value, "0%db" % old.width), before[value].name)
        if names:
            report.change(text + ": removed")
            old.codes.remove(before[value])
        else:
            report.note(text + ": kept")
    old.codes.sort(key=lambda code: code.value)


def merge_field(old, new, place, names, report):
    if new.kind != old.kind:
        return new
    if new.name and new.name.lower() != old.name.lower():
        if names:
            report.change("%s: is now named %s" % (place, new.name))
            old.name = new.name
        elif (old.option("alias") or "").lower() != new.name.lower():
            report.change("%s: Arm spells it %s" % (place, new.name))
            old.options = [o for o in old.options if not o.startswith("alias=")]
            old.options.append("alias=" + new.name)
    elif names and new.name != old.name:
        report.change("%s: is now spelt %s" % (place, new.name))
        old.name = new.name
    if new.sign != "?" and new.sign != old.sign:
        report.note("%s: the source says %s, kept %s" % (place, new.sign, old.sign))
    merge_codes(old, new, place, names, report)
    return old


def add_users(register):
    """Views for AArch32 have one user; who needs another new field is for a person to say."""
    op1, crm = register.encoding[1], register.encoding[3]
    user = "aarch32" if op1 == 0 and 1 <= crm <= 3 else "?"
    for field in register.fields:
        if field.kind == "field" and field.option("user") is None:
            field.options.append("user=" + user)


def describe(field):
    return "%s[%s]" % (field.name or field.kind, field.bits)


def keep_whole(old, new, report):
    """An array of the source that we have as one field stays one field."""
    rows = []
    for field in new.fields:
        whole = next((f for f in old.fields if f.kind == "field" and f.width > field.width and
                      f.msb >= field.msb and f.lsb <= field.lsb), None)
        if not field.of_array or whole is None:
            rows.append(field)
        elif whole not in rows:
            report.note("%s.%s: the source divides it, kept whole" % (new.name, whole.name))
            rows.append(whole)
    new.fields = rows


def merge_register(old, new, names, report):
    if names and old.name != new.name:
        report.change("%s: is now named %s" % (old.name, new.name))
        old.name = new.name
    keep_whole(old, new, report)
    by_bits = {(field.msb, field.lsb): field for field in old.fields}
    by_name = {field.name.lower(): field for field in old.fields if field.name}
    merged = []
    for field in new.fields:
        before = by_bits.pop((field.msb, field.lsb), None)
        if before is field:
            merged.append(field)
            continue
        if before is not None:
            # What a source calls IMPLEMENTATION DEFINED may have a name of ours.
            if not names and field.kind == "unknown" and before.kind == "field":
                merged.append(before)
                continue
            if field.kind != before.kind:
                report.change("%s: %s is now %s" % (new.name, describe(before), describe(field)))
            place = "%s.%s" % (new.name, before.name)
            merged.append(merge_field(before, field, place, names, report))
            continue
        moved = by_name.get((field.name or "").lower())
        report.change("%s: new row %s" % (new.name, describe(field)))
        if moved is not None and moved.width == field.width:
            field.sign, field.rule, field.options = moved.sign, moved.rule, moved.options
            field.note, field.comments = moved.note, moved.comments
        merged.append(field)
    for gone in by_bits.values():
        report.change("%s: row %s is gone" % (new.name, describe(gone)))
    old.fields = merged
    add_users(old)


def merge(registers, source, names, report):
    by_encoding = {register.encoding: register for register in registers}
    for register in source:
        old = by_encoding.pop(register.encoding, None)
        if old is None:
            report.change("%s: new register" % register.name)
            add_users(register)
            registers.append(register)
        else:
            merge_register(old, register, names, report)
    for register in by_encoding.values():
        report.note("%s: not in the source, kept" % register.name)
    for register in registers:
        check_register(register, "result")
        for field in register.fields:
            words = [field.sign, field.rule, field.option("user") or "?"]
            words += [code.name for code in field.codes]
            if field.name and "?" in words:
                report.note("%s.%s: has a '?' to be filled in by hand" %
                            (register.name, field.name))
