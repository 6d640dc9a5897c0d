# SPDX-License-Identifier: GPL-2.0-only
"""What the benchmarks put into the host: armlet, the floor, QEMU, kernel, initrd, guests, profiles."""

import os
import struct
import subprocess

from emuhostlib import qemu

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOP = os.path.dirname(os.path.dirname(BENCH))
KERNEL = "trixie-backports"
RAM_MIB = 512
RAM_BASE = 0x80000000
BLOCK = 2 << 20
WORDS = "console=ttyS0 quiet panic=-1 reboot=panic_warm"
QEMU_RTC, ARMLET_RTC = 0x09010000, 0x01010000
WARNINGS = ["-std=gnu11", "-O2", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wshadow", "-Wstrict-prototypes",
            "-Wmissing-prototypes", "-Werror"]
FIELDS = os.path.join(TOP, "tests", "vm", "fields.txt")


def run(argv, **more):
    """Its standard output; what it says besides goes where ours does."""
    return subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True,
                          **more).stdout.decode()


def cross():
    if "CROSS_COMPILE" in os.environ:
        return os.environ["CROSS_COMPILE"]
    return "" if os.uname().machine == "aarch64" else "aarch64-linux-gnu-"


class Inputs:
    """Paths here of everything, made in `folder` (a temporary one) or found in the build."""

    def __init__(self, folder):
        self.folder = folder
        run([os.path.join(TOP, "tools", "deps"), "build", "emuhost", "bench"])
        self.armlet = os.environ.get("ARMLET") or os.path.join(TOP, run(
            [os.path.join(TOP, "tools", "build-arm64")], cwd=TOP).strip())
        self.armlet = os.path.abspath(self.armlet)
        self.image = qemu.kernel_path(os.environ.get("KERNEL", KERNEL))
        self.initrd = self.path("initrd")
        run([os.path.join(TOP, "tools", "mkinitrd"), "--init", os.path.join(BENCH, "init"), self.initrd])
        self.floor = self.compile("floor", "floor.c")
        self.meter = self.compile("meter", "meter.c")
        self.guests = self.build_guests("guests", "")
        self.qemu_guests = self.build_guests("qemu-guests", "-DUART_BASE=0x09000000ULL")
        self.micro = self.build_micro()
        self.qemu = None
        try:
            self.qemu = run([os.path.join(BENCH, "qemu-tree")]).strip()
        except subprocess.CalledProcessError:
            print("bench: no arm64 QEMU (see above): the tables go without it", flush=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def compile(self, name, source):
        run([cross() + "gcc", *WARNINGS, "-static", "-o", self.path(name), os.path.join(BENCH, source)])
        return self.path(name)

    def build_guests(self, name, flags):
        run([os.path.join(TOP, "tests", "guests", "build"), self.path(name), "mmio-read", "poweroff",
             "idregs"], env=dict(os.environ, GUEST_CFLAGS=flags, CROSS_COMPILE=cross()))
        return self.path(name)

    def build_micro(self):
        """The microbenchmarks, for this machine: {name: path}; armlet's rooms are compiled in."""
        rooms = {
            "bench_address_space": ["memory", "lib"],
            "bench_profile": ["sysregs", "lib", "tests/unit/sysregs/fake_kvm.c"],
        }
        made = {}
        for name, parts in rooms.items():
            sources = [os.path.join(BENCH, name + ".c")]
            for part in parts:
                at = os.path.join(TOP, part)
                sources += [at] if part.endswith(".c") else sorted(
                    os.path.join(at, f) for f in os.listdir(at) if f.endswith(".c"))
            run(["gcc", *WARNINGS, "-pthread", "-I", TOP, "-o", self.path(name), *sources, "-linih"])
            made[name] = self.path(name)
        return made

    def device_tree(self, name, words, initrd=True):
        """The floor's, for what lies where floor.c puts it; gives its path."""
        with open(self.image if initrd else os.path.join(self.guests, name + ".img"), "rb") as f:
            image_size = struct.unpack("<Q", f.read(24)[16:])[0]
        start = RAM_BASE + (image_size + BLOCK - 1) // BLOCK * BLOCK + BLOCK
        end = start + os.path.getsize(self.initrd) if initrd else start
        with open(os.path.join(BENCH, "floor.dts.in"), encoding="utf-8") as f:
            text = f.read()
        for key, value in (("BOOTARGS", words), ("INITRD_START", "0x%x" % start),
                           ("INITRD_END", "0x%x" % end), ("RAM_BYTES", "0x%x" % (RAM_MIB << 20))):
            text = text.replace("@%s@" % key, value)
        path = self.path("floor-%s.dtb" % name)
        subprocess.run(["dtc", "-q", "-I", "dts", "-O", "dtb", "-o", path, "-"], input=text.encode(),
                       check=True)
        return path

    def files(self):
        """[(path here, path in the host)]"""
        pairs = [(self.armlet, "/bench/armlet"), (self.floor, "/bench/floor"),
                 (self.meter, "/bench/meter"), (self.image, "/bench/Image"),
                 (self.initrd, "/bench/initrd"), (self.guests, "/bench/guests"),
                 (self.qemu_guests, "/bench/qemu-guests")]
        for name, words, initrd in (("boot", WORDS, True), ("stay", WORDS + " bench=stay", True),
                                    ("poweroff", "", False),
                                    ("mmio-read", "n=2000 at=%d" % (ARMLET_RTC + 0xfe0), False)):
            pairs.append((self.device_tree(name, words, initrd), "/bench/floor-%s.dtb" % name))
        if self.qemu:
            pairs += [(os.path.join(self.qemu, "usr/lib"), "/lib"),
                      (os.path.join(self.qemu, "usr/bin/qemu-system-aarch64"),
                       "/usr/bin/qemu-system-aarch64")]
        return pairs


def writable_fields():
    """[(register, encoding, field, msb, lsb, rule, lowest)] of every field that KVM lets be lowered."""
    fields = []
    with open(FIELDS, encoding="utf-8") as f:
        for line in f:
            if not line.startswith("#"):
                register, encoding, field, msb, lsb, rule, lowest = line.split()
                fields.append((register, encoding, field, int(msb), int(lsb), rule, int(lowest)))
    return fields


def profile(value_of):
    """A profile that lists all of them, value_of(encoding, field, msb, lsb) each."""
    lines, section = ["[profile]", "name = everything", "depends = warn"], None
    for register, encoding, field, msb, lsb, _, _ in writable_fields():
        if register != section:
            lines.append("[%s]" % register)
            section = register
        lines.append("%s = %s" % (field, value_of(encoding, field, msb, lsb)))
    return "\n".join(lines) + "\n"
