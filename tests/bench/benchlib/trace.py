# SPDX-License-Identifier: GPL-2.0-only
"""Reads what the meter brought: its lines, the kernel's trace, smaps."""

import re

EVENT = re.compile(r"^\s*(.*)-(\d+)\s+\[(\d+)\]\s+\S+\s+(\d+)\.(\d+): (\w+): ?(.*)$")
SWITCH = re.compile(r"prev_pid=(\d+) .*next_pid=(\d+) ")


class Problem(Exception):
    """A measurement that did not come about; one line."""


def events(text):
    """(pid, ns, event, details) of each line of a trace with clock mono."""
    for line in text.splitlines():
        found = EVENT.match(line)
        if found:
            _, pid, _, seconds, fraction, event, details = found.groups()
            yield int(pid), int(seconds) * 10**9 + int(fraction.ljust(9, "0")), event, details


def start(text):
    """{exec → first entry in ns: wall, and CPU time of the process and its threads} on a one-CPU host."""
    began, tids, since, cpu_ns = None, set(), None, 0
    for pid, ns, event, details in events(text):
        if event == "sched_process_exec":
            began, tids, since, cpu_ns = ns, {pid}, ns, 0
        elif began is None:
            continue
        elif event == "sched_process_fork" and pid in tids:
            tids.add(int(re.search(r"child_pid=(\d+)", details).group(1)))
        elif event == "sched_switch":
            left, came = (int(n) for n in SWITCH.search(details).groups())
            if left in tids and since is not None:
                cpu_ns += ns - since
                since = None
            if came in tids:
                since = ns
        elif event == "kvm_entry":
            if since is not None:
                cpu_ns += ns - since
            return {"start": ns - began, "start-cpu": cpu_ns}
    raise Problem("the trace has no entry into a guest")


def boot(text):
    """Entries, exits to userspace by reason, time in the guest and in user space after an exit (1 vCPU)."""
    result = {"entries": 0, "guest": 0, "user": 0, "reasons": {}}
    entered = left = None
    for _, ns, event, details in events(text):
        if event == "kvm_entry":
            result["entries"] += 1
            if left is not None:
                result["user"] += ns - left
            entered, left = ns, None
        elif event == "kvm_exit" and entered is not None:
            result["guest"] += ns - entered
            entered = None
        elif event == "kvm_userspace_exit":
            reason = details.split(" (")[0].replace("reason ", "").replace("KVM_EXIT_", "")
            result["reasons"][reason] = result["reasons"].get(reason, 0) + 1
            left = ns
    if not result["entries"]:
        raise Problem("the trace has no entry into a guest")
    return result


MAPPING = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+\s*(.*)$")


def mappings(smaps):
    """[{start, end, name, and each kB line}]"""
    found = []
    for line in smaps.splitlines():
        head = MAPPING.match(line)
        if head:
            found.append({"start": int(head.group(1), 16), "end": int(head.group(2), 16),
                          "name": head.group(4)})
        else:
            key, _, value = line.partition(":")
            if value.endswith(" kB"):
                found[-1][key] = int(value.split()[0])
    return found


def memory(smaps, ram_kib):
    """KiB: private and proportional, outside of guest RAM and in it; what the largest are outside."""
    every = mappings(smaps)
    # One mapping of just its size; or the kernel's file is mapped at its start.
    base = next((one["start"] for one in every
                 if one["Size"] == ram_kib or one["name"].endswith("/Image")), None)
    if base is None:
        raise Problem("no mapping is as large as the guest's RAM")
    ram = [one for one in every if base <= one["start"] < base + ram_kib * 1024]
    outside = [one for one in every if one not in ram]

    def private(one):
        return one["Private_Clean"] + one["Private_Dirty"]

    largest = sorted(outside, key=private, reverse=True)[:6]
    return {"outside": sum(private(one) for one in outside),
            "outside-dirty": sum(one["Private_Dirty"] for one in outside),
            "ram": sum(private(one) for one in ram), "pss": sum(one["Pss"] for one in every),
            "largest": [(one["name"] or "anonymous", private(one)) for one in largest]}
