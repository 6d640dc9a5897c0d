# SPDX-License-Identifier: GPL-2.0-only
"""Writes "newc" cpio archives, the format of an initramfs, without root and without cpio."""

import os
import stat


class Archive:
    """Collects members; names are paths without a leading slash."""

    def __init__(self):
        self.parts = []
        self.inode = 0
        self.seen = set()

    def _member(self, name, mode, data=b"", device=(0, 0)):
        self.inode += 1
        raw = name.encode() + b"\0"
        fields = (self.inode, mode, 0, 0, 2 if stat.S_ISDIR(mode) else 1, 0, len(data),
                  0, 0, device[0], device[1], len(raw), 0)
        head = b"070701" + b"".join(b"%08X" % f for f in fields) + raw
        self.parts.append(head + bytes(-len(head) % 4))
        self.parts.append(data)
        self.parts.append(bytes(-len(data) % 4))

    def directory(self, name):
        """Add a folder and those above it, each once."""
        name = name.strip("/")
        if not name or name in self.seen:
            return
        self.directory(os.path.dirname(name))
        self.seen.add(name)
        self._member(name, stat.S_IFDIR | 0o755)

    def file(self, name, data, mode=0o644):
        name = name.strip("/")
        self.directory(os.path.dirname(name))
        self._member(name, stat.S_IFREG | mode, data)

    def symlink(self, name, target):
        name = name.strip("/")
        self.directory(os.path.dirname(name))
        self._member(name, stat.S_IFLNK | 0o777, target.encode())

    def chardev(self, name, major, minor, mode=0o600):
        name = name.strip("/")
        self.directory(os.path.dirname(name))
        self._member(name, stat.S_IFCHR | mode, device=(major, minor))

    def tree(self, source, name):
        """Add a file or a whole folder of this machine; links in a folder stay links."""
        if not os.path.isdir(source):
            with open(source, "rb") as f:
                self.file(name, f.read(), 0o755 if os.access(source, os.X_OK) else 0o644)
            return
        self.directory(name)
        for entry in sorted(os.listdir(source)):
            path, inside = os.path.join(source, entry), os.path.join(name, entry)
            if os.path.islink(path):
                self.symlink(inside, os.readlink(path))
            elif os.path.isdir(path) or os.path.isfile(path):
                self.tree(path, inside)

    def bytes(self):
        """The whole archive, padded so that another can follow it."""
        self._member("TRAILER!!!", 0)
        data = b"".join(self.parts)
        return data + bytes(-len(data) % 512)


def split_pair(text):
    """SRC:DST as a pair; SRC may hold colons, DST is absolute; only SRC: the same path inside."""
    source, colon, target = text.rpartition(":/")
    if not colon:
        return text, os.path.abspath(text)
    return source, "/" + target
