# SPDX-License-Identifier: GPL-2.0-only
"""Frames between the agent, the broker and its clients: the other half of emuhost-agent.c."""

import struct

HEADER = struct.Struct("<IHBx")
WINDOW = 256 << 10
CHUNK = 32 << 10
PAYLOAD_MAX = 1 << 20

OPEN, STDIN, WINSIZE, KILL, ACK = 1, 2, 3, 4, 5
READY, STDOUT, STDERR, EXIT = 16, 17, 18, 19
# Between a client and the broker only.
TIMEOUT, SHUTDOWN, LOST = 32, 33, 34

OPEN_STDIN, OPEN_PTY = 1, 2


class ProtocolError(Exception):
    """The other side sent something that is no frame."""


def frame(kind, payload=b"", session=0):
    return HEADER.pack(len(payload), session, kind) + payload


def u32(value):
    return struct.pack("<I", value)


def get_u32(payload):
    return struct.unpack("<I", payload)[0]


def open_payload(argv, cwd="", env=(), flags=0, size=(24, 80)):
    """The payload of OPEN; raises ValueError when it does not fit into a frame."""
    words = [cwd, *env, *argv]
    if any("\0" in w for w in words):
        raise ValueError("a NUL byte in an argument")
    payload = struct.pack("<BHHH", flags, size[0], size[1], len(env))
    payload += b"".join(w.encode("utf-8", "surrogateescape") + b"\0" for w in words)
    if len(payload) > PAYLOAD_MAX:
        raise ValueError("the command is longer than 1 MiB")
    return payload


class Reader:
    """Cuts a byte stream into (session, kind, payload)."""

    def __init__(self):
        self.data = bytearray()

    def feed(self, data):
        self.data += data
        at = 0
        try:
            while len(self.data) - at >= HEADER.size:
                length, session, kind = HEADER.unpack_from(self.data, at)
                if length > PAYLOAD_MAX:
                    raise ProtocolError("frame of %d bytes" % length)
                if len(self.data) - at - HEADER.size < length:
                    break
                start = at + HEADER.size
                at = start + length
                yield session, kind, bytes(self.data[start:at])
        finally:
            del self.data[:at]
