# SPDX-License-Identifier: GPL-2.0-only
"""Builds what the tests on real KVM need in their host: armlet, guests, helper programs, kernels, an initrd."""

import ctypes
import ctypes.util
import glob
import gzip
import os
import platform
import struct
import subprocess

from emuhostlib import newc, qemu

HERE = os.path.dirname(os.path.realpath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(TOP, "build", "vm")
GUEST_KERNEL = "trixie-backports"
KERNELS = ("Image", "initrd", "Image.gz", "Image.zboot-gzip", "Image.zboot-zstd")
ROOMS = ("cli", "boot", "devices", "vcpu", "sysregs", "memory", "lib")
WARNINGS = ["-std=gnu11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Wshadow", "-Wstrict-prototypes",
            "-Wmissing-prototypes", "-Werror", "-static", "-pthread"]


def cross():
    if "CROSS_COMPILE" in os.environ:
        return os.environ["CROSS_COMPILE"]
    return "" if platform.machine() == "aarch64" else "aarch64-linux-gnu-"


def is_current(target, sources):
    return os.path.exists(target) and all(os.path.getmtime(s) <= os.path.getmtime(target) for s in sources)


def compile_c(name, sources, *more):
    """A static arm64 program in build/vm; gives its path."""
    target = os.path.join(BUILD, name)
    inputs = sources + [m for m in more if m.endswith(".a")] + glob.glob(os.path.join(HERE, "*.h"))
    if not is_current(target, inputs):
        subprocess.run([cross() + "gcc", *WARNINGS, "-o", target, *sources, *more], check=True)
    return target


def armlet():
    """armlet for arm64, and helpers that are made of armlet's rooms."""
    path = os.environ.get("ARMLET")
    if not path:
        path = os.path.join(TOP, qemu.tool("build-arm64"))
    if not os.path.exists(path):
        raise qemu.HostError("no armlet at %s" % path)
    files = {"armlet": os.path.abspath(path)}
    rooms = os.path.dirname(files["armlet"])
    archives = [os.path.join(rooms, room + ".a") for room in ROOMS]
    if all(os.path.exists(archive) for archive in archives):
        sysroot = os.environ.get("SYSROOT") or subprocess.run(
            [os.path.join(TOP, "tools", "deps"), "--print-sysroot"], check=False,
            stdout=subprocess.PIPE).stdout.decode().strip()
        flags = ["-I" + TOP, "-I" + rooms]
        libraries = ["-lfdt", "-linih", "-lzstd", "-lz"]
        if sysroot:
            flags += ["-isystem", os.path.join(sysroot, "usr/include")]
            libraries.insert(0, "-L" + os.path.join(sysroot, "usr/lib/aarch64-linux-gnu"))
        for helper in ("mte_host", "dump_host"):
            files[helper] = compile_c(helper, [os.path.join(HERE, helper + ".c")], *flags, *archives,
                                      *libraries)
    return files


def initrd():
    """Busybox and tests/vm/init, nothing else: it has to boot often."""
    target, init, busybox = os.path.join(BUILD, "initrd"), os.path.join(HERE, "init"), qemu.busybox()
    if is_current(target, [init, busybox, __file__]):
        return target
    archive = newc.Archive()
    for folder in ("bin", "dev", "proc", "sys"):
        archive.directory(folder)
    archive.chardev("dev/console", 5, 1)
    archive.chardev("dev/null", 1, 3, 0o666)
    archive.tree(busybox, "bin/busybox")
    archive.tree(init, "init")
    qemu.write_atomically(target, archive.bytes())
    return target


def zstd(data):
    """Compressed by the library itself: Python has no module for it, and not every machine the program."""
    library = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
    library.ZSTD_compressBound.restype = ctypes.c_size_t
    library.ZSTD_compress.restype = ctypes.c_size_t
    room = library.ZSTD_compressBound(ctypes.c_size_t(len(data)))
    out = ctypes.create_string_buffer(room)
    size = library.ZSTD_compress(out, ctypes.c_size_t(room), data, ctypes.c_size_t(len(data)), 1)
    if size > room:
        raise qemu.HostError("ZSTD_compress failed")
    return out.raw[:size]


def zboot(payload, compression):
    """An EFI zboot image as far as a loader that is no EFI looks: header, payload."""
    offset = 64
    head = struct.pack("<4s4sIIQ32sII", b"MZ\0\0", b"zimg", offset, len(payload), 0, compression, 0x818223cd, 0)
    return head + payload


def kernels():
    """The stock kernel in every form that armlet takes."""
    image = qemu.tool("debian-kernel", GUEST_KERNEL)
    files = {"Image": image, "initrd": initrd()}
    made = {name: os.path.join(BUILD, name) for name in KERNELS if name.startswith("Image.")}
    if not all(is_current(path, [image, __file__]) for path in made.values()):
        with open(image, "rb") as f:
            data = f.read()
        gz = gzip.compress(data, 1)
        qemu.write_atomically(made["Image.gz"], gz)
        qemu.write_atomically(made["Image.zboot-gzip"], zboot(gz, b"gzip"))
        qemu.write_atomically(made["Image.zboot-zstd"], zboot(zstd(data), b"zstd22"))
    files.update(made)
    return files


def prepare(with_kernels):
    """{name in the host's folder: path here}; downloads and builds what is missing."""
    os.makedirs(BUILD, exist_ok=True)
    files = armlet()
    guests = os.path.join(TOP, "build", "guests")
    subprocess.run([os.path.join(TOP, "tests", "guests", "build"), guests], check=True)
    files["guests"] = guests
    files["tests"] = HERE
    files["profiles"] = os.path.join(TOP, "profiles")
    files["vmtool"] = compile_c("vmtool", sorted(glob.glob(os.path.join(HERE, "vmtool*.c"))))
    if with_kernels:
        files.update(kernels())
    return files
