# SPDX-License-Identifier: GPL-2.0-only
"""The client's side: one command in a host, with its streams, its terminal and its exit status."""

import errno
import fcntl
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import termios
import tty

from . import frames

FAILED = 125
TIMED_OUT = 124
LEAVE_KEY = b"\x1d"  # Ctrl-]


class Ended(Exception):
    """A signal asked this client to end."""

    def __init__(self, number):
        super().__init__(number)
        self.number = number


def complain(text):
    print("emuhost: " + text, file=sys.stderr, flush=True)


def connect(folder):
    """A connection to the host that lives in folder, or None."""
    sock = socket.socket(socket.AF_UNIX)
    try:
        # By way of the folder's descriptor a path may be longer than a socket's address.
        at = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        try:
            sock.connect("/proc/self/fd/%d/sock" % at)
        finally:
            os.close(at)
    except OSError:
        sock.close()
        return None
    return sock


def window_size(fd):
    try:
        rows, columns = struct.unpack("HHHH", fcntl.ioctl(fd, termios.TIOCGWINSZ, bytes(8)))[:2]
    except OSError:
        rows = columns = 0
    return (rows or 24, columns or 80)


def write_all(fd, data):
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(fd, view):]
        except BlockingIOError:
            waiter = selectors.PollSelector()
            waiter.register(fd, selectors.EVENT_WRITE)
            waiter.select()


class Command:
    """One command; the streams are file descriptors of this process, stdin may be None."""

    def __init__(self, sock, stdin=None, stdout=1, stderr=2, pty=False, leave_key=False):
        self.sock = sock
        self.stdin = stdin
        self.outputs = {frames.STDOUT: stdout, frames.STDERR: stderr}
        self.pty = pty
        self.leave_key = leave_key
        self.terminal = stdin if pty and stdin is not None and os.isatty(stdin) else None
        self.unacked = 0
        self.reader = frames.Reader()
        self.selector = selectors.PollSelector()

    def send(self, kind, payload=b""):
        """Send a frame; if nobody takes it any more, receiving will tell why."""
        try:
            self.sock.sendall(frames.frame(kind, payload), socket.MSG_NOSIGNAL)
        except ConnectionError:
            pass

    def receive(self):
        try:
            return self.sock.recv(1 << 16)
        except ConnectionError:
            return b""

    def run(self, argv, cwd="", env=(), timeout=None):
        """Run it to its end; gives the exit status as a shell says it."""
        flags = (frames.OPEN_STDIN if self.stdin is not None else 0)
        flags |= frames.OPEN_PTY if self.pty else 0
        env = list(env)
        size = (24, 80)
        if self.terminal is not None:
            size = window_size(self.terminal)
            if "TERM" in os.environ:
                env.insert(0, "TERM=" + os.environ["TERM"])
        payload = frames.open_payload(argv, cwd, env, flags, size)
        saved = termios.tcgetattr(self.terminal) if self.terminal is not None else None
        read_end, wakeup = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        old_wakeup = signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        try:
            self.selector.register(read_end, selectors.EVENT_READ)
            self.selector.register(self.sock, selectors.EVENT_READ)
            if self.terminal is not None:
                tty.setraw(self.terminal)
                signal.signal(signal.SIGWINCH, lambda *_: self.send_size())
            if timeout:
                self.send(frames.TIMEOUT, frames.u32(min(int(timeout * 1000) or 1, 0xffffffff)))
            self.send(frames.OPEN, payload)
            return self.loop(read_end)
        finally:
            if saved is not None:
                signal.signal(signal.SIGWINCH, signal.SIG_DFL)
                termios.tcsetattr(self.terminal, termios.TCSADRAIN, saved)
            signal.set_wakeup_fd(old_wakeup)
            os.close(read_end)
            os.close(wakeup)
            self.selector.close()

    def send_size(self):
        self.send(frames.WINSIZE, struct.pack("<HH", *window_size(self.terminal)))

    def loop(self, read_end):
        listening = False
        while True:
            wanted = self.stdin is not None and self.unacked < frames.WINDOW
            if wanted != listening:
                if wanted:
                    self.selector.register(self.stdin, selectors.EVENT_READ)
                else:
                    self.selector.unregister(self.stdin)
                listening = wanted
            for key, _ in self.selector.select():
                if key.fd == read_end:
                    os.read(read_end, 512)
                elif key.fileobj is self.sock:
                    status = self.from_host(self.receive())
                    if status is not None:
                        return status
                elif not self.from_stdin():
                    self.selector.unregister(self.stdin)
                    listening = False
                    self.stdin = None
                    if self.leave_key and self.terminal is not None:
                        return 0

    def from_stdin(self):
        """Pass some input on; False when there is no more."""
        try:
            data = os.read(self.stdin, frames.CHUNK)
        except BlockingIOError:
            return True
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if self.leave_key and LEAVE_KEY in data:
            return False
        self.unacked += len(data)
        self.send(frames.STDIN, data)
        return bool(data)

    def from_host(self, data):
        """Handle what came; gives the exit status once it is known."""
        if not data:
            complain("the host is gone")
            return FAILED
        for _, kind, payload in self.reader.feed(data):
            if kind in self.outputs:
                write_all(self.outputs[kind], payload)
                self.send(frames.ACK, frames.u32(len(payload)))
            elif kind == frames.ACK:
                self.unacked -= frames.get_u32(payload)
            elif kind == frames.TIMEOUT:
                complain("time limit reached")
                return TIMED_OUT
            elif kind == frames.LOST:
                complain(payload.decode(errors="replace"))
                return FAILED
            elif kind == frames.EXIT:
                status = frames.get_u32(payload)
                if os.WIFSIGNALED(status):
                    return 128 + os.WTERMSIG(status)
                return os.WEXITSTATUS(status)
        return None


PUT_FILE = """
set -e
d=$1
[ ! -d "$d" ] || d=$d/$2
mkdir -p "$(dirname "$d")"
cat > "$d.emuhost-new"
chmod "$3" "$d.emuhost-new"
mv -f "$d.emuhost-new" "$d"
"""


def put(folder_connect, source, target):
    """Copy a file or a folder into the host; gives a status."""
    if os.path.isdir(source):
        with subprocess.Popen(["tar", "-C", source, "-c", "."], stdout=subprocess.PIPE) as packer:
            status = Command(folder_connect(), stdin=packer.stdout.fileno()).run(
                ["sh", "-c", 'mkdir -p "$1" && tar -C "$1" -x', "put", target])
            packer.stdout.close()
        return status or (FAILED if packer.returncode else 0)
    try:
        with open(source, "rb") as f:
            mode = "%o" % (os.fstat(f.fileno()).st_mode & 0o777)
            return Command(folder_connect(), stdin=f.fileno()).run(
                ["sh", "-c", PUT_FILE, "put", target, os.path.basename(source), mode])
    except OSError as error:
        complain("%s: %s" % (source, error.strerror))
        return FAILED


def get(folder_connect, source, target):
    """Copy a file or a folder out of the host; gives a status."""
    if Command(folder_connect()).run(["test", "-d", source]) == 0:
        os.makedirs(target, exist_ok=True)
        with subprocess.Popen(["tar", "-C", target, "-x"], stdin=subprocess.PIPE) as unpacker:
            status = Command(folder_connect(), stdout=unpacker.stdin.fileno()).run(
                ["tar", "-C", source, "-c", "."])
            unpacker.stdin.close()
        return status or (FAILED if unpacker.returncode else 0)
    if target == "-":
        return Command(folder_connect()).run(["cat", source])
    if os.path.isdir(target):
        target = os.path.join(target, os.path.basename(source))
    part = "%s.%d" % (target, os.getpid())
    try:
        with open(part, "wb") as f:
            status = Command(folder_connect(), stdout=f.fileno()).run(["cat", source])
        if status == 0:
            os.rename(part, target)
        else:
            os.unlink(part)
        return status
    except OSError as error:
        complain("%s: %s" % (target, error.strerror))
        return FAILED
