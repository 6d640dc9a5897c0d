# SPDX-License-Identifier: GPL-2.0-only
"""Writes docs/benchmarks.md out of the measurements."""

import statistics

MS, US, KIB_IN_MIB = 1e6, 1e3, 1024
NAMES = {"floor": "floor", "armlet-copy": "armlet", "armlet-map": "armlet, mapped", "qemu": "QEMU"}

INTRO = """\
# Benchmarks

`make bench` wrote this page (medians of `BENCH_RUNS=%(runs)d` rounds). It starts one emulated arm64 host whose clock
counts instructions (QEMU TCG, `-icount`): a millisecond here is a million instructions of the host's only CPU,
whatever else the machine is doing. The figures compare programs on the same host; they say nothing about seconds
on silicon, where an exit from a guest or a cold cache costs more than its instructions.

Three programs boot the same guest (Debian's kernel of %(image_mib).0f MiB, busybox in an initrd of
%(initrd_kib).0f KiB, 1 vCPU, %(ram_mib)d MiB of RAM):

- **floor**: `tests/bench/floor.c`, the least that does the same with KVM: no options, no checks, no threads. It
  copies kernel and initrd into RAM with huge pages; one vCPU with the features that armlet gives it (SVE, PAuth,
  stolen time), a GICv3 without ITS, a UART, nothing else.
- **armlet**: `armlet run -c 1 -m %(ram_mib)dM -k Image -i initrd`, everything as it is by default.
- **QEMU**: Debian's arm64 `qemu-system-aarch64 -M virt,accel=kvm,gic-version=3 -cpu host -nodefaults -nographic
  -serial stdio`, without further devices.
"""

HOW = """\
## How it is measured

From outside, by `tests/bench/meter.c` in the host: the kernel's trace (`sched_process_exec`, `sched_switch`,
`kvm_entry`, `kvm_exit`, `kvm_userspace_exit` with `trace_clock` mono) gives the time from exec to the first KVM_RUN,
the entries and exits, and the time in the guest; `wait4` the CPU time of the whole process; the clock when a word
from the guest comes out of the program's standard output the time to init; `/proc/PID/smaps` the memory. Wall times
are from runs without a trace. CPU time outside the guest is the process's CPU time less what lies between
`kvm_entry` and `kvm_exit`; it has the cost of the trace in it, the same for all three.

`BENCH_RUNS=1 make bench` is quicker. `tests/bench/run --only PART,…` measures one part and prints it: start, mmio,
boot, count, profile, memory, eight, micro.
"""


class Figures:
    """Medians by row and program."""

    def __init__(self, results):
        self.results = results

    def get(self, row, vmm="armlet-copy", scale=1.0):
        values = self.results.get(row, {}).get(vmm)
        return statistics.median(values) / scale if values else None

    def spread(self, row, vmm="armlet-copy"):
        """How far the rounds lie apart, in per cent of the median."""
        values = self.results.get(row, {}).get(vmm) or [0]
        middle = statistics.median(values)
        return 100.0 * (max(values) - min(values)) / middle if middle else 0.0


def number(value, digits=None):
    if value is None:
        return "–"
    if digits is None:
        digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return "{:,.{}f}".format(value, digits)


def ratio(value, other):
    return value / other if value is not None and other else None


def times(value):
    if value is None:
        return "–"
    if value < 0.095:
        return "1/%.0f" % (1 / value)
    return "%.2f×" % value if value < 9.995 else "%.0f×" % value


def table(head, rows):
    align = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, align] + rows) + "\n"


def verdict(value, aim):
    return "–" if value is None else "yes" if value <= aim else "**no**"


# row, title, scale, unit, aim against the floor, aim against QEMU
COMPARED = [
    ("start", "exec → first KVM_RUN", MS, "ms", 1.5, 0.1),
    ("start-cpu", "CPU time of that", MS, "ms", 1.5, 0.1),
    ("mmio-identification", "one MMIO read (a constant register)", US, "µs", 1.1, None),
    ("mmio-time", "one MMIO read (the RTC's time)", US, "µs", None, None),
    ("to-init", "exec → init", MS, "ms", None, 1 / 3),
    ("to-off", "exec → powered off", MS, "ms", None, 1 / 3),
    ("cpu", "CPU time of a boot to poweroff, with the guest's", MS, "ms", None, None),
    ("outside", "CPU time outside the guest", MS, "ms", None, None),
    ("memory-outside", "private memory outside guest RAM, the only VM", 1, "KiB", None, None),
    ("eight-outside", "the same, the largest of 8 VMs", 1, "KiB", None, None),
]

# Why an aim is missed, as far as it is known; shown only where it is.
WHY = {
    ("mmio-identification", "floor"):
        "most of an exit is KVM's, the same for both. Of what armlet adds, half or more was a copy by the C "
        "library's memcpy(), which uses SVE: a trap for the first use after each system call. The rest is finding the "
        "region, and a device that takes its lock and reads the clock for every register.",
    ("to-init", "qemu"):
        "the guest's own work is most of it. armlet takes %(init_over_floor)s longer than the floor, and the "
        "floor itself is at %(init_floor_qemu)s of QEMU's.",
    ("to-off", "qemu"):
        "the guest's own work, again; the floor is at %(off_floor_qemu)s of QEMU's.",
}
WHY_MEMORY = ("the pages of the program's own file, of which the C library is the larger part, count as private "
              "as long as no other process has them mapped; the largest mappings are below.")
WHY_PROFILE = ("parsing is most of it (see the parse and check alone, below): some 1,700 instructions a line "
               "for everything, a third of them in inih.")


def aim_text(floor_aim, qemu_aim):
    parts = []
    if floor_aim:
        parts.append("≤ %.1f× floor" % floor_aim)
    if qemu_aim:
        parts.append("≤ 1/%.0f of QEMU" % (1 / qemu_aim))
    return ", ".join(parts) or "–"


def aims(figures, details):
    rows, reasons = [], []
    facts = {"init_over_floor": number(difference(figures, "to-init"), 0) + " ms"}
    for name, row in (("init", "to-init"), ("off", "to-off")):
        facts[name + "_floor_qemu"] = "%.2f" % (ratio(figures.get(row, "floor"), figures.get(row, "qemu")) or 0)
    for row, title, scale, unit, floor_aim, qemu_aim in COMPARED:
        ours, floor, other = (figures.get(row, vmm, scale) for vmm in ("armlet-copy", "floor", "qemu"))
        met = []
        for aim, share, against in ((floor_aim, ratio(ours, floor), "floor"), (qemu_aim, ratio(ours, other), "qemu")):
            if aim:
                met.append(verdict(share, aim))
            if aim and met[-1] == "**no**" and (row, against) in WHY:
                reasons.append("- %s: %s" % (title, WHY[row, against] % facts))
        aim = aim_text(floor_aim, qemu_aim)
        if unit == "KiB":
            aim, met = "< 1 MiB", [verdict(ours, KIB_IN_MIB)]
            if met[0] == "**no**":
                reasons.append("- %s: %s" % (title, WHY_MEMORY))
        rows.append(["%s, %s" % (title, unit), number(ours), number(floor), number(other),
                     times(ratio(ours, floor)), times(ratio(ours, other)), aim, ", ".join(met) or "–"])
    cost = profile_cost(figures)
    if cost is not None:
        rows.append(["a profile of all %d fields, of exec → first KVM_RUN" % details["fields"],
                     "%.1f %%" % cost, "–", "–", "–", "–", "< 5 %", verdict(cost, 5)])
        if cost > 5:
            reasons.append("- a profile of all fields: %s" % WHY_PROFILE)
    text = table(["", "armlet", "floor", "QEMU", "of floor", "of QEMU", "aim", "met"], rows)
    if reasons:
        text += "\nWhere an aim is missed:\n\n" + "\n".join(reasons) + "\n"
    return text


def difference(figures, row):
    ours, floor = figures.get(row, scale=MS), figures.get(row, "floor", MS)
    return None if ours is None or floor is None else ours - floor


def profile_cost(figures):
    """Per cent of exec → first KVM_RUN; the difference is of runs with a tiny guest, to have little else in it."""
    bare, full, whole = (figures.get(row) for row in ("tiny", "tiny-host-ini", "start"))
    return 100.0 * (full - bare) / whole if bare and full and whole else None


def boot_section(figures, details, vmms):
    reasons = details.get("reasons", {})
    kinds = sorted({kind for each in reasons.values() for kind in each})
    rows = []
    for vmm in vmms:
        rows.append([NAMES[vmm], number(figures.get("entries", vmm), 0), number(figures.get("exits", vmm), 0),
                     ", ".join("%s %d" % (kind, reasons.get(vmm, {})[kind]) for kind in kinds
                               if kind in reasons.get(vmm, {})) or "–",
                     number(figures.get("guest", vmm, MS), 0), number(figures.get("user", vmm, MS), 1),
                     number(figures.get("outside", vmm, MS), 1), number(figures.get("threads", vmm), 0)])
    return table(["one boot to poweroff", "entries", "exits to user space", "their reasons", "in the guest, ms",
                  "after exits to user space, ms", "CPU outside the guest, ms", "threads"], rows)


def placement_section(figures, details):
    vmms = ("armlet-copy", "armlet-map")

    def row(title, key, scale=1.0):
        copied, mapped = (figures.get(key, vmm, scale) for vmm in vmms)
        return [title, number(copied), number(mapped), times(ratio(mapped, copied))]

    head = ["%.1f MiB Image" % (details["image-bytes"] / 2**20), "copied (default)", "mapped", "mapped / copied"]
    return table(head, [
        row("exec → first KVM_RUN, ms", "start", MS), row("exec → init, ms", "to-init", MS),
        row("exec → powered off, ms", "to-off", MS), row("entries into the guest", "entries"),
        row("CPU time outside the guest, ms", "outside", MS),
        row("8 VMs idle at init: the host's MemAvailable less by, MiB", "eight-available", KIB_IN_MIB),
        row("8 VMs idle at init: all their Pss, MiB", "eight-pss", KIB_IN_MIB),
    ]) + """
Copying pays for reading the file once and then runs from huge pages: one stage-2 fault for 2 MiB. Mapping starts
sooner and pays a fault for each 4 KiB page that the guest touches, and copies each page that it writes to. Copying is
the default because whole boots are faster; `--kernel-placement map` is for whoever must have the first instruction
in the least time. In one VM it leaves a few MiB of RAM shared with the file; the lines about 8 VMs say what that
comes to where they are measured.
"""


def profile_section(figures, details):
    rows = []
    for title, key, bare in (
            ("Debian's kernel, all fields at the host's values", "start-host-ini", "start"),
            ("a tiny guest, all fields at the host's values", "tiny-host-ini", "tiny"),
            ("a tiny guest, all fields `lowest`", "tiny-lowest-ini", "tiny")):
        without, full = figures.get(bare, scale=US), figures.get(key, scale=US)
        more = None if without is None or full is None else full - without
        share = ratio(more, figures.get("start", scale=US))
        rows.append([title, number(without, 0), number(full, 0), number(more, 0),
                     "–" if share is None else "%.1f %%" % (100 * share)])
    head = ["exec → first KVM_RUN, µs", "without", "with the profile", "more", "of the Debian kernel's"]
    return table(head, rows) + (
                   "\nA profile file with a line for each of the %d fields that KVM lets a VMM write: parse, check "
                   "against the\nhost, apply. `lowest` changes nearly every register, so it has a KVM_SET_ONE_REG for each "
                   "as well.\n" % details["fields"])


def memory_section(figures, details, vmms):
    rows = []
    for vmm in vmms:
        largest = ", ".join("%s %d" % (name.rsplit("/", 1)[-1], kib)
                            for name, kib in details.get("largest", {}).get(vmm, [])[:4] if kib)
        rows.append([NAMES[vmm], number(figures.get("memory-outside", vmm), 0),
                     number(figures.get("memory-outside-dirty", vmm), 0),
                     number(figures.get("memory-ram", vmm, KIB_IN_MIB), 0), largest])
    return table(["idle at init", "private outside guest RAM, KiB", "of it written to, KiB", "guest RAM, MiB",
                  "largest mappings outside, KiB"], rows) + (
        "\nPages of a program's file count as private as long as only one process has them mapped. (In the host's\n"
        "initramfs they count as written to as well.)\n")


def fenced(text):
    return "```\n%s\n```\n" % text.rstrip()


def write(path, data):
    figures, details = Figures(data["results"]), data["details"]
    vmms = [vmm for vmm in NAMES if vmm in data["results"].get("start", {})]
    facts = {"runs": details["runs"], "image_mib": details["image-bytes"] / 2**20,
             "initrd_kib": details["initrd-bytes"] / 2**10, "ram_mib": 512}
    spread = max(figures.spread(row, vmm) for row in ("start", "to-off", "mmio-identification") for vmm in vmms)
    parts = ["<!-- SPDX-License-Identifier: GPL-2.0-only -->\n", INTRO % facts, "\n## Aims\n\n",
             aims(figures, details),
             "\nThe rounds of a start, a boot and an MMIO read lie at most %.0f %% apart.\n" % spread,
             "\n## What a boot is made of\n\n", boot_section(figures, details, vmms),
             "\n## Memory\n\n", memory_section(figures, details, vmms),
             "\n## A kernel copied into RAM, or mapped\n\n", placement_section(figures, details),
             "\n## The cost of a profile\n\n", profile_section(figures, details)]
    if "bench_profile" in details:
        parts += ["\nParse and check alone, on the build machine and a host made up (medians of 7 runs):\n\n",
                  fenced(details["bench_profile"])]
    if "bench_address_space" in details:
        parts += ["\n## Finding a region\n\nOn the build machine, `address_space_find()` against a scan of all "
                  "regions:\n\n", fenced(details["bench_address_space"])]
    parts += ["\n", HOW, "\n## Configuration\n\n", configuration(details)]
    if data.get("problems"):
        parts += ["\n## Not measured\n\n"] + ["- %s\n" % problem.split("\n")[0] for problem in data["problems"]]
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(parts))


def configuration(details):
    rows = [["emulator", details["emulator"] + ", `-M virt,virtualization=on,gic-version=3 -cpu max,pauth-impdef=on "
                         "-smp 1 -m 6G -icount shift=0,sleep=off`"],
            ["host kernel, guest kernel", "Debian " + details["host-kernel"]],
            ["transparent huge pages", details["thp"]],
            ["armlet", "%s, static, %s bytes" % (details["armlet"], number(details["armlet-bytes"], 0))],
            ["QEMU in the host", details.get("qemu", "none")]]
    return "\n".join("- %s: %s" % tuple(row) for row in rows) + "\n"
