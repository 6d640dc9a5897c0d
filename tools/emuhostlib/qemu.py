# SPDX-License-Identifier: GPL-2.0-only
"""What an emulated host is made of: its options, kernel, initrd, and QEMU's command line."""

import ctypes
import hashlib
import os
import shutil
import signal
import subprocess

from . import newc

TOOLS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOP = os.path.dirname(TOOLS)
AGENT_SOURCE = os.path.join(TOOLS, "emuhost-agent.c")
DEFAULT_CPU = "max,pauth-impdef=on"
DEFAULT_KERNEL = "trixie-backports"
# What the channel needs, in loading order, where a kernel has it as modules (Debian 12's 6.1).
MODULES = ("virtio", "virtio_ring", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci",
           "virtio_console")


class HostError(Exception):
    """The host cannot be made or has ended; the text is one line for the user."""


def die_with_parent(sig=signal.SIGKILL):
    """Ask the kernel for SIG when the parent dies; for use between fork and exec."""
    ctypes.CDLL(None, use_errno=True).prctl(1, int(sig), 0, 0, 0)


def cache_dir():
    """The same folder as apt_cache_dir in apt.sh."""
    if os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(os.environ["XDG_CACHE_HOME"], "armlet")
    if os.environ.get("HOME"):
        return os.path.join(os.environ["HOME"], ".cache", "armlet")
    return "/var/tmp/armlet-%d" % os.getuid()


def tool(name, *args):
    """Run one of our programs that prints a path; its progress and errors go to stderr."""
    done = subprocess.run([os.path.join(TOOLS, name), *args], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, check=False)
    path = done.stdout.decode().strip()
    if done.returncode or not path:
        raise HostError("%s %s failed" % (name, " ".join(args)))
    return path


def write_atomically(path, data, mode=0o644):
    new = "%s.%d" % (path, os.getpid())
    with open(new, "wb") as f:
        f.write(data)
        os.fchmod(f.fileno(), mode)
    os.rename(new, path)


def busybox():
    return tool("debian-file", "-", "busybox-static", "bin/busybox")


def kernel_path(kernel):
    """A file's path, or the newest kernel of a suite."""
    if "/" in kernel or os.path.isfile(kernel):
        if not os.path.isfile(kernel):
            raise HostError("no kernel %s" % kernel)
        return os.path.abspath(kernel)
    return tool("debian-kernel", kernel)


def build_c(name, *sources):
    """A static arm64 program, cached by what it is made of (headers in the tree: list them too)."""
    texts = hashlib.sha256()
    for source in sources:
        with open(source, "rb") as f:
            texts.update(f.read())
    folder = os.path.join(cache_dir(), "programs")
    path = os.path.join(folder, "%s-%s" % (name, texts.hexdigest()[:16]))
    if os.path.exists(path):
        return path
    compiler = shutil.which("aarch64-linux-gnu-gcc")
    if not compiler:
        raise HostError("no aarch64-linux-gnu-gcc: run tools/deps emuhost")
    os.makedirs(folder, exist_ok=True)
    new = "%s.%d" % (path, os.getpid())
    done = subprocess.run([compiler, "-O2", "-static", "-Wall", "-Wextra", "-I", TOP, "-o", new,
                           *(s for s in sources if s.endswith(".c"))],
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise HostError("cannot build %s (see above)" % name)
    os.rename(new, path)
    return path


def show_idregs():
    """The program that prints the ID registers that a program sees."""
    return build_c("show-idregs", os.path.join(TOOLS, "show-idregs.c"),
                   *(os.path.join(TOP, "sysregs", name)
                     for name in ("idreg.h", "idreg.c", "idregs.gen.c")))


def base_initrd():
    """The path of the host's own archive: agent, busybox, folders; cached by content."""
    agent, box = build_c("emuhost-agent", AGENT_SOURCE), busybox()
    stamp = "%s %s %s" % (agent, box, os.stat(box).st_mtime_ns)
    with open(os.path.abspath(__file__), "rb") as f:
        stamp += hashlib.sha256(f.read()).hexdigest()
    name = "emuhost-%s.cpio" % hashlib.sha256(stamp.encode()).hexdigest()[:16]
    path = os.path.join(cache_dir(), "programs", name)
    if os.path.exists(path):
        return path
    archive = newc.Archive()
    for folder in ("bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "dev", "proc", "sys",
                   "run", "tmp", "root", "etc", "mnt", "var/tmp"):
        archive.directory(folder)
    archive.chardev("dev/console", 5, 1)
    archive.chardev("dev/null", 1, 3, 0o666)
    archive.symlink("etc/mtab", "/proc/self/mounts")
    archive.file("etc/passwd", b"root:x:0:0:root:/root:/bin/sh\n"
                 b"nobody:x:65534:65534:nobody:/:/bin/sh\n")
    archive.file("etc/group", b"root:x:0:\ntty:x:5:\nkvm:x:36:\nnogroup:x:65534:\n")
    archive.file("etc/profile", b"PS1='emuhost:\\w# '\n")
    archive.tree(box, "bin/busybox")
    archive.tree(agent, "init")
    write_atomically(path, archive.bytes())
    return path


def add_modules(archive, kernel):
    """Put the modules that the channel needs where the agent loads them from."""
    found = {}
    for folder, _, names in os.walk(os.path.join(os.path.dirname(kernel), "modules")):
        for name in names:
            stem = name.split(".")[0].replace("-", "_")
            if stem in MODULES and name.endswith(".ko"):
                found[stem] = os.path.join(folder, name)
    for number, stem in enumerate(MODULES):
        if stem in found:
            archive.tree(found[stem], "lib/emuhost/%d-%s.ko" % (number, stem))


def make_initrd(path, kernel, files):
    """Write the base, the modules and the user's files (SRC:DST texts) to path."""
    archive = newc.Archive()
    add_modules(archive, kernel)
    for pair in files:
        source, target = newc.split_pair(pair)
        if not os.path.exists(source):
            raise HostError("no file %s" % source)
        archive.tree(source, target)
    with open(path, "wb") as out:
        with open(base_initrd(), "rb") as base:
            shutil.copyfileobj(base, out, 1 << 20)
        out.write(archive.bytes())


def quoted(path):
    """A path in one of QEMU's comma-separated options."""
    return path.replace(",", ",,")


def command(options, kernel, initrd, console, port_fd):
    """QEMU's command line for the options of `emuhost`."""
    program = shutil.which("qemu-system-aarch64")
    if not program:
        raise HostError("no qemu-system-aarch64: run tools/deps emuhost")
    machine = "virt,virtualization=on,gic-version=%s" % options.gic
    if options.mte:
        machine += ",mte=on"
    if options.machine:
        machine += "," + options.machine
    append = "console=ttyAMA0 quiet panic=-1 rdinit=/init"
    if options.hugepages:
        append += " hugepages=%d" % options.hugepages
    if options.append:
        append += " " + options.append
    argv = [program, "-name", "emuhost", "-nodefaults", "-no-user-config", "-display", "none",
            "-no-reboot", "-M", machine, "-cpu", options.cpu, "-m", options.memory,
            "-smp", "1" if options.icount else str(options.smp),
            "-kernel", kernel, "-initrd", initrd, "-append", append,
            "-chardev", "file,id=console,path=" + quoted(console), "-serial", "chardev:console",
            "-chardev", "socket,id=port,fd=%d" % port_fd,
            "-device", "virtio-serial-pci,max_ports=2",
            "-device", "virtserialport,chardev=port,nr=1,name=emuhost"]
    if options.icount:
        argv += ["-icount", "shift=0,sleep=off"]
    return argv
