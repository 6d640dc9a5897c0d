# SPDX-License-Identifier: GPL-2.0-only
"""Arm's AARCHMRS Registers.json, written from its schema: no copy of the file was at hand."""

import json
import re

from idregslib.model import Bad, Code, Field, Register, check_name, check_register, in_space


def json_bits(text, where):
    """AARCHMRS writes bit strings with their quotes: "'0010'"."""
    match = re.fullmatch(r"'([01]+)'", text or "")
    if not match:
        raise Bad("%s: '%s' is no bit string" % (where, text))
    return int(match.group(1), 2), len(match.group(1))


def json_encoding(register):
    """(op0, op1, crn, crm, op2) of the MRS that reads it, or None."""
    for accessor in register.get("accessors") or []:
        if accessor.get("_type") != "Accessors.SystemAccessor":
            continue
        if not str(accessor.get("name", "")).endswith("MRS"):
            continue
        for encoding in accessor.get("encoding") or []:
            # VPIDR_EL2 has MIDR_EL1's encoding among its own: what a guest reads there.
            if encoding.get("asmvalue", register["name"]) != register["name"]:
                continue
            parts = []
            for key in ("op0", "op1", "CRn", "CRm", "op2"):
                text = ((encoding.get("encodings") or {}).get(key) or {}).get("value")
                if not isinstance(text, str) or not re.fullmatch(r"'[01]+'", text):
                    break
                parts.append(json_bits(text, register["name"])[0])
            if len(parts) == 5:
                return tuple(parts)
    return None


def json_values(values, width, where):
    """Codes of a list of values; None where it is no plain list: a range, a link, an equation."""
    codes, plain = {}, set()
    for value in values:
        kind = value.get("_type", "")
        if kind == "Values.ConditionalValue":
            inner = json_values((value.get("values") or {}).get("values") or [], width, where)
            if inner is None:
                return None
            codes.update((code.value, code) for code in inner)
            continue
        text = value.get("value") or ""
        if kind != "Values.Value" or re.fullmatch(r"'[01x]*x[01x]*'", text):
            return None
        code, digits = json_bits(text, where)
        if digits != width:
            raise Bad("%s: %s does not have %d bits" % (where, text, width))
        if code in plain:
            raise Bad("%s: code %s is there twice" % (where, text))
        plain.add(code)
        codes[code] = Code(code, "?")
    return sorted(codes.values(), key=lambda code: code.value)


def json_codes(entry, width, where):
    """Codes of a field, or None if it is a number. A constant field has them one level down."""
    values = entry.get("values")
    if values is None and isinstance(entry.get("value"), dict):
        values = entry["value"].get("constraints")
    if not isinstance(values, dict):
        return None
    if values.get("_type", "Valuesets.Values") != "Valuesets.Values":
        return None
    return json_values(values.get("values") or [], width, where) or None


def json_ranges(entry, base, where):
    ranges = []
    for part in entry.get("rangeset") or []:
        lsb = base + int(part["start"])
        msb = lsb + int(part["width"]) - 1
        if msb > 63 or msb < lsb:
            raise Bad("%s: no such bits: %d:%d" % (where, msb, lsb))
        ranges.append((msb, lsb))
    return sorted(ranges, reverse=True)


def json_fields(entries, where, base=0):
    """Flat rows out of the nested forms of AARCHMRS."""
    rows = []
    for entry in entries:
        kind = entry.get("_type", "")
        ranges = json_ranges(entry, base, where)
        if not ranges:
            raise Bad("%s: %s has no bits" % (where, entry.get("name") or kind))
        if kind == "Fields.ConditionalField":
            for msb, lsb in ranges:
                rows += json_conditional(entry, msb, lsb, where)
        elif kind == "Fields.Reserved":
            kinds = {"RES1": "res1", "RAZ": "raz", "UNKNOWN": "unknown"}
            value = kinds.get(str(entry.get("value", "RES0")).upper(), "res0")
            rows += [Field(value, msb, lsb) for msb, lsb in ranges]
        elif kind == "Fields.ImplementationDefined":
            rows += [Field("unknown", msb, lsb) for msb, lsb in ranges]
        elif kind in ("Fields.Array", "Fields.Vector"):
            rows += json_array(entry, ranges, where)
        elif kind in ("Fields.Field", "Fields.ConstantField", "Fields.Dynamic"):
            for msb, lsb in ranges:
                # A field in several pieces has no name for each.
                name = entry.get("name") or ""
                name = name if len(ranges) == 1 else "%s_%d" % (name, lsb)
                row = Field("field", msb, lsb, check_name(name, where))
                codes = json_codes(entry, row.width, where) if len(ranges) == 1 else None
                row.codes, row.codes_known = codes or [], codes is not None
                rows.append(row)
        else:
            raise Bad("%s: unknown kind of field '%s'" % (where, kind))
    return rows


def json_conditional(entry, msb, lsb, where):
    """Forms of a field under conditions: named ones count before reserved ones, the first before
    the others; bits that no form covers are reserved."""
    forms = []
    for branch in entry.get("fields") or []:
        inner = branch.get("field") or {}
        if not inner.get("rangeset"):
            inner = dict(inner, rangeset=[{"start": 0, "width": msb - lsb + 1}])
        forms.append(json_fields([inner], where, lsb))
    if not forms:
        raise Bad("%s: a conditional field without a form" % where)
    forms.sort(key=lambda rows: not any(row.name for row in rows))
    covered, chosen = set(), []
    for rows in forms:
        bits = {bit for row in rows for bit in range(row.lsb, row.msb + 1)}
        if bits & covered or max(bits) > msb:
            continue
        covered |= bits
        chosen += rows
    for bit in range(lsb, msb + 1):
        if bit not in covered:
            chosen.append(Field("res0", bit, bit))
    return chosen


def json_array(entry, ranges, where):
    """NAME<n>: one row for each index, the highest bits for the highest one."""
    numbers = []
    for part in entry.get("indexes") or []:
        start = int(part["start"])
        numbers += range(start, start + int(part["width"]))
    total = sum(msb - lsb + 1 for msb, lsb in ranges)
    if not numbers or total % len(numbers):
        raise Bad("%s: %s does not divide into its indexes" % (where, entry.get("name")))
    width = total // len(numbers)
    variable = entry.get("index_variable") or "n"
    name = entry.get("name") or ""
    codes = json_codes(entry, width, where)
    rows = []
    numbers.sort(reverse=True)
    for msb, lsb in ranges:
        for top in range(msb, lsb - 1, -width):
            row = Field("field", top, top - width + 1,
                        check_name(name.replace("<%s>" % variable, "%d" % numbers.pop(0)), where))
            row.codes = [Code(code.value, "?") for code in codes or []]
            row.codes_known = codes is not None
            row.of_array = True
            rows.append(row)
    return rows


def join_reserved(rows):
    """Neighbouring reserved rows of one kind as one row: sources cut them differently."""
    joined = []
    for row in sorted(rows, key=lambda r: -r.msb):
        before = joined[-1] if joined else None
        if before and row.kind == before.kind == "res0" and before.lsb == row.msb + 1:
            before.lsb = row.lsb
        else:
            joined.append(row)
    return joined


def json_register(entry, encoding, file):
    where = "%s: %s" % (file, entry.get("name"))
    register = Register(check_name(entry["name"], where), encoding)
    # Of several layouts the one with most names: the others say that there is no AArch32.
    named = -1
    for fieldset in entry.get("fieldsets") or []:
        rows = json_fields(fieldset.get("values") or [], where)
        width = int(fieldset.get("width") or 64)
        if width < 64:
            rows.append(Field("res0", 63, width))
        if sum(1 for row in rows if row.name) > named:
            named = sum(1 for row in rows if row.name)
            register.fields = join_reserved(rows)
    check_register(register, where)
    return register


def parse_json(text, file):
    try:
        data = json.loads(text)
    except ValueError as error:
        raise Bad("%s: %s" % (file, error)) from None
    if not isinstance(data, list):
        raise Bad("%s: not a list of registers" % file)
    registers = {}
    for entry in data:
        if entry.get("_type") != "Register" or entry.get("state") != "AArch64":
            continue
        encoding = json_encoding(entry)
        if encoding is None or not in_space(encoding):
            continue
        if encoding in registers:
            raise Bad("%s: %s and %s have one encoding" %
                      (file, registers[encoding].name, entry["name"]))
        registers[encoding] = json_register(entry, encoding, file)
    if not registers:
        raise Bad("%s: no ID register in it" % file)
    return list(registers.values())
