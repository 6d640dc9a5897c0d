# SPDX-License-Identifier: GPL-2.0-only
"""The process that owns a QEMU: it passes frames between many clients and the agent inside.

Its life: booting (clients' requests wait) -> up -> ending. It ends on SIGTERM, SIGINT, SIGHUP, on a
client's SHUTDOWN, with its owner, and with QEMU; QEMU is then killed, clients get LOST with the reason.
"""

import os
import selectors
import signal
import socket
import subprocess
import time

from . import frames, qemu

# How long the agent may take to answer a KILL before the host counts as stuck.
KILL_GRACE = 30


class Client:
    """One connection; it becomes a session with its OPEN."""

    def __init__(self, sock):
        self.sock = sock
        self.reader = frames.Reader()
        self.out = bytearray()
        self.session = None
        self.waiting = None  # an OPEN that came before the host was up
        self.timeout = None
        self.deadline = None
        self.timed_out = False
        self.unacked = 0  # output that the agent waits to hear about
        self.closing = False
        self.gone = False


class Broker:
    """Create it in the process that is to own QEMU, then serve()."""

    def __init__(self, options, folder, listener, ready):
        self.options = options
        self.folder = folder
        self.console = options.console_log or os.path.join(folder, "console.log")
        self.ready = ready  # called once with None or the reason why the host did not come up
        self.selector = selectors.DefaultSelector()
        self.listener = listener
        self.clients = set()
        self.sessions = {}
        self.next_session = 1
        self.up = False
        self.end = None
        self.port_out = bytearray()
        self.port_reader = frames.Reader()
        self.child = None
        self.port = None
        self.boot_deadline = None
        self.kill_deadlines = {}
        self.wakeup = None

    # Start and end.

    def start_qemu(self):
        kernel = qemu.kernel_path(self.options.kernel)
        initrd = os.path.join(self.folder, "initrd")
        qemu.make_initrd(initrd, kernel, self.options.file)
        self.port, theirs = socket.socketpair()
        self.port.setblocking(False)
        argv = qemu.command(self.options, kernel, initrd, self.console, theirs.fileno())
        open(self.console, "wb").close()
        with open(os.path.join(self.folder, "qemu.log"), "wb") as log:
            self.child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                          pass_fds=[theirs.fileno()], start_new_session=True,
                                          preexec_fn=qemu.die_with_parent)
        theirs.close()
        self.boot_deadline = time.monotonic() + self.options.boot_timeout

    def serve(self):
        """Run until the end; gives the reason."""
        read_end, self.wakeup = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(self.wakeup)
        for sig in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sig, lambda number, _: self.finish("ended by signal %d" % number))
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(read_end, selectors.EVENT_READ, lambda _: os.read(read_end, 512))
        try:
            self.start_qemu()
            self.selector.register(self.port, selectors.EVENT_READ, self.on_port)
            if self.listener:
                self.selector.register(self.listener, selectors.EVENT_READ, self.on_listener)
            self.watch_owner()
            while not self.end:
                self.turn()
        except (qemu.HostError, frames.ProtocolError, OSError) as error:
            self.end = str(error)
        self.shut_down()
        return self.end

    def turn(self):
        for key, events in self.selector.select(self.next_deadline()):
            key.data(events)
        self.check_deadlines()
        if self.child.poll() is not None and not self.end:
            self.finish("QEMU ended with status %d" % self.child.returncode)

    def finish(self, reason):
        if not self.end:
            self.end = reason

    def shut_down(self):
        if self.child:
            if self.child.poll() is None:
                self.child.kill()
            self.child.wait()
        reason = self.explain(self.end)
        if not self.up:
            self.ready(reason)
        for client in list(self.clients):
            client.sock.setblocking(True)
            client.sock.settimeout(2)
            try:
                client.sock.sendall(bytes(client.out) + frames.frame(frames.LOST, reason.encode()))
            except OSError:
                pass
            client.sock.close()

    def explain(self, reason):
        """The reason with the last of what QEMU or the console said, in one line."""
        for name in (os.path.join(self.folder, "qemu.log"), self.console):
            try:
                with open(name, "rb") as f:
                    f.seek(max(0, os.fstat(f.fileno()).st_size - 2000))
                    lines = f.read().decode(errors="replace").split("\n")
            except OSError:
                continue
            lines = [line.strip() for line in lines if line.strip()]
            if lines:
                return "%s; %s ends with: %s" % (reason, os.path.basename(name),
                                                 " | ".join(lines[-3:]))
        return reason + "; nothing on its console"

    def watch_owner(self):
        if not self.options.owner_pid:
            return
        try:
            owner = os.pidfd_open(self.options.owner_pid)
        except ProcessLookupError:
            self.finish("its owner, process %d, is gone" % self.options.owner_pid)
            return
        self.selector.register(owner, selectors.EVENT_READ,
                               lambda _: self.finish("its owner has ended"))

    # Time.

    def next_deadline(self):
        times = [c.deadline for c in self.clients if c.deadline] + list(self.kill_deadlines.values())
        if not self.up:
            times.append(self.boot_deadline)
        return max(0, min(times) - time.monotonic()) if times else None

    def check_deadlines(self):
        now = time.monotonic()
        if not self.up and now >= self.boot_deadline:
            self.finish("the host did not come up in %g s" % self.options.boot_timeout)
        for session in [s for s, t in self.kill_deadlines.items() if now >= t]:
            client = self.sessions[session]
            if client.gone:
                self.finish("the host does not answer")
                return
            # It may be the client that does not take the last output; without it, another chance.
            del self.kill_deadlines[session]
            self.drop_client(client)
        for client in list(self.clients):
            if client.deadline and now >= client.deadline:
                client.deadline = None
                client.timed_out = True
                self.kill_session(client.session)

    def kill_session(self, session):
        if session in self.sessions:
            self.kill_deadlines.setdefault(session, time.monotonic() + KILL_GRACE)
            self.to_port(frames.frame(frames.KILL, b"", session))

    # The agent.

    def on_port(self, events):
        if events & selectors.EVENT_READ:
            try:
                data = self.port.recv(1 << 18)
            except BlockingIOError:
                data = None
            except ConnectionError:
                data = b""
            if data == b"":
                try:
                    self.child.wait(timeout=5)
                except subprocess.TimeoutExpired:
                    pass
                self.finish("the host is gone: QEMU ended with status %s" % self.child.poll())
                return
            for session, kind, payload in self.port_reader.feed(data or b""):
                self.from_agent(session, kind, payload)
        self.flush_port()

    def to_port(self, data):
        self.port_out += data
        self.flush_port()

    def flush_port(self):
        try:
            while self.port_out:
                del self.port_out[:self.port.send(self.port_out[:1 << 16])]
        except BlockingIOError:
            pass
        except ConnectionError:
            self.finish("the host is gone")
            return
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if self.port_out else 0)
        self.selector.modify(self.port, events, self.on_port)

    def from_agent(self, session, kind, payload):
        if kind == frames.READY:
            self.up = True
            self.ready(None)
            for client in list(self.clients):
                if client.waiting is not None:
                    self.open_session(client, client.waiting)
            return
        client = self.sessions.get(session)
        if not client:
            return
        if kind == frames.EXIT:
            del self.sessions[session]
            self.kill_deadlines.pop(session, None)
            client.session = client.deadline = None
            client.closing = True
            if client.timed_out:
                kind = frames.TIMEOUT
        if client.gone:
            # Nobody listens any more, but the agent must get rid of it.
            if kind in (frames.STDOUT, frames.STDERR):
                self.to_port(frames.frame(frames.ACK, frames.u32(len(payload)), session))
            return
        if kind in (frames.STDOUT, frames.STDERR):
            client.unacked += len(payload)
        client.out += frames.frame(kind, payload)
        self.flush_client(client)

    # Clients.

    def on_listener(self, _):
        try:
            sock, _ = self.listener.accept()
        except OSError:
            return
        self.add_client(sock)

    def add_client(self, sock):
        sock.setblocking(False)
        client = Client(sock)
        self.clients.add(client)
        self.selector.register(sock, selectors.EVENT_READ, lambda ev: self.on_client(client, ev))

    def on_client(self, client, events):
        if client.gone:  # dropped by another event of the same turn
            return
        if events & selectors.EVENT_READ:
            try:
                data = client.sock.recv(1 << 16)
            except BlockingIOError:
                data = None
            except ConnectionError:
                data = b""
            if data == b"":
                self.drop_client(client)
                return
            try:
                for _, kind, payload in client.reader.feed(data or b""):
                    self.from_client(client, kind, payload)
            except frames.ProtocolError:
                self.drop_client(client)
                return
        self.flush_client(client)

    def from_client(self, client, kind, payload):
        if kind == frames.SHUTDOWN:
            self.finish("stopped")
        elif kind == frames.TIMEOUT:
            client.timeout = frames.get_u32(payload) / 1000
        elif kind == frames.OPEN and client.session is None and not client.closing:
            if self.up:
                self.open_session(client, payload)
            else:
                client.waiting = payload
        elif client.session is not None:
            if kind == frames.ACK:
                client.unacked -= frames.get_u32(payload)
            self.to_port(frames.frame(kind, payload, client.session))

    def open_session(self, client, payload):
        client.waiting = None
        while self.next_session in self.sessions or not self.next_session:
            self.next_session = (self.next_session + 1) & 0xffff
        client.session = self.next_session
        self.next_session = (self.next_session + 1) & 0xffff
        self.sessions[client.session] = client
        if client.timeout:
            client.deadline = time.monotonic() + client.timeout
        self.to_port(frames.frame(frames.OPEN, payload, client.session))

    def flush_client(self, client):
        if client not in self.clients:
            return
        try:
            while client.out:
                del client.out[:client.sock.send(client.out[:1 << 16])]
        except BlockingIOError:
            pass
        except ConnectionError:
            self.drop_client(client)
            return
        if client.closing and not client.out:
            self.drop_client(client)
            return
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if client.out else 0)
        self.selector.modify(client.sock, events, lambda ev: self.on_client(client, ev))

    def drop_client(self, client):
        if client.gone:
            return
        client.gone = True
        client.deadline = None
        self.clients.discard(client)
        self.selector.unregister(client.sock)
        client.sock.close()
        if client.session is not None:
            if client.unacked > 0:
                self.to_port(frames.frame(frames.ACK, frames.u32(client.unacked), client.session))
            self.kill_session(client.session)
        if self.options.single and not self.clients:
            self.finish("stopped")
