"""What a disk may hold after a power cut: every write since the last sync kept, dropped or torn (as ALICE does)."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "openat,close,pwrite64,write,writev,pwritev,fsync,fdatasync,sync_file_range,ftruncate,fallocate,"
    "unlink,unlinkat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,dup,dup2,dup3,fcntl"
)
LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
SECTOR = 512
UNKEPT = ("-shm", "/told")  # SQLite's index of its log, which it makes anew, and what tells us how far the run was


@dataclass
class Inode:
    """A file: what is surely on disk, and what was done to it since it was synced last."""

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # offset and bytes, or a length to cut to
    folder: bool = False

    def sync(self) -> None:
        self.durable, self.pending = self.after(self.pending), []

    def after(self, done: list[tuple[int, bytes | None]]) -> bytes:
        content = bytearray(self.durable)
        for offset, raw in done:
            if raw is None:
                del content[offset:]
                content.extend(bytes(offset - len(content)))
            else:
                content.extend(bytes(max(0, offset - len(content))))
                content[offset : offset + len(raw)] = raw
        return bytes(content)

    def crashed(self, chance: random.Random) -> bytes:
        """Each write kept, dropped, or kept in some of its sectors."""
        kept: list[tuple[int, bytes | None]] = []
        for offset, raw in self.pending:
            fate = chance.random()
            if fate < 0.4 or (raw is None and fate < 0.7):
                kept.append((offset, raw))
            elif fate < 0.7 and raw is not None:
                kept += [(at, part) for at, part in sectors(offset, raw) if chance.random() < 0.5]
        return self.after(kept)


def sectors(offset: int, raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a write that a disk writes at once."""
    start = 0
    while start < len(raw):
        end = min(len(raw), start + SECTOR - (offset + start) % SECTOR)
        yield offset + start, raw[start:end]
        start = end


@dataclass
class Disk:
    """Files below one folder as system calls leave them; names are surely on disk once their folder was synced."""

    root: str
    acknowledged: int = -1  # the last number that was written to the file `told`
    names: dict[str, Inode] = field(default_factory=dict)
    durable: dict[str, Inode] = field(default_factory=dict)
    moves: list[tuple[str, str, Inode | None]] = field(default_factory=list)  # folder, name, what it names from then on
    open: dict[int, tuple[str, Inode | None, int]] = field(default_factory=dict)  # path, file, position

    def crashed(self, chance: random.Random) -> dict[str, bytes]:
        """One state that a cut at this instant may leave: of each folder's changes of names, the first so many."""
        names, folders = dict(self.durable), {folder for folder, _, _ in self.moves}
        for folder in sorted(folders):
            changes = [change for change in self.moves if change[0] == folder]
            for _, name, inode in changes[: chance.randrange(len(changes) + 1)]:
                _name(names, name, inode)
        gone = tuple(f"{name}/" for name, inode in self.names.items() if inode.folder and name not in names)
        there = {name: inode for name, inode in names.items() if not inode.folder and not name.startswith(gone)}
        seen: dict[int, bytes] = {}
        for inode in there.values():
            seen.setdefault(id(inode), inode.crashed(chance))
        return {name: seen[id(inode)] for name, inode in there.items() if not name.endswith(UNKEPT)}

    def move(self, path: str, inode: Inode | None) -> None:
        _name(self.names, path, inode)
        self.moves.append((path.rpartition("/")[0], path, inode))

    def sync_folder(self, folder: str) -> None:
        for change in [change for change in self.moves if change[0] == folder]:
            _name(self.durable, change[1], change[2])
        self.moves = [change for change in self.moves if change[0] != folder]


def _name(names: dict[str, Inode], path: str, inode: Inode | None) -> None:
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


# ---------------------------------------------------------------- reading what strace wrote


def traced(arguments: list[str], log: Path) -> Iterator[str]:
    """The lines of a Python program's system calls."""
    command = ["strace", "-f", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(log)]
    done = subprocess.run([*command, sys.executable, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    lines = log.read_text("ascii", "replace").splitlines()
    assert not any("unfinished" in line for line in lines), "the recorded program has one thread"
    yield from lines


def replayed(lines: Iterator[str], root: Path) -> Iterator[Disk]:
    """The disk after each call that changed something on it."""
    disk = Disk(str(root))
    for line in lines:
        match = LINE.match(line)
        if match and int(match[3]) >= 0 and _apply(disk, match[1], match[2], int(match[3])):
            yield disk


def _apply(disk: Disk, call: str, arguments: str, result: int) -> bool:
    """Do to the disk what a call did; whether anything changed."""
    texts = [bytes.fromhex(quoted.replace("\\x", "")) for quoted in QUOTED.findall(arguments)]
    if call == "openat":
        return _opened(disk, texts[0].decode("utf-8", "replace"), arguments, result)
    if call in ("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat"):
        return _named(disk, call, [text.decode("utf-8", "replace") for text in texts])
    number = int(re.match(r"-?\d+", arguments)[0])  # type: ignore[index]
    if call == "close":
        disk.open.pop(number, None)
        return False
    if number not in disk.open:
        return False
    assert call not in ("dup", "dup2", "dup3", "writev", "pwritev", "fallocate", "sync_file_range"), call
    path, inode, at = disk.open[number]
    if call in ("fsync", "fdatasync"):
        if inode is None:
            disk.sync_folder(path)
        else:
            inode.sync()
        return True
    if inode is None or call == "fcntl":
        return False
    return _written(disk, call, arguments, (number, path, inode, at), texts)


def _opened(disk: Disk, path: str, arguments: str, number: int) -> bool:
    disk.open.pop(number, None)
    if path != disk.root and not path.startswith(f"{disk.root}/"):
        return False
    if "O_DIRECTORY" in arguments or Path(path).is_dir():
        disk.open[number] = (path, None, 0)
        return False
    new = path not in disk.names
    if new and "O_CREAT" in arguments:
        disk.move(path, Inode())
    if path in disk.names:
        disk.open[number] = (path, disk.names[path], 0)
    if "O_TRUNC" in arguments and not new:
        disk.names[path].pending.append((0, None))
        return True
    return new


def _named(disk: Disk, call: str, paths: list[str]) -> bool:
    if not paths[0].startswith(f"{disk.root}/"):
        return False
    if call.startswith("mkdir"):
        disk.move(paths[0], Inode(folder=True))
        return True
    inode = disk.names.get(paths[0])
    if inode is None:
        return False
    if call.startswith(("rename", "link")):
        disk.move(paths[1], inode)
    if call.startswith(("rename", "unlink")):
        disk.move(paths[0], None)
    return True


def _written(disk: Disk, call: str, arguments: str, opened: tuple[int, str, Inode, int], texts: list[bytes]) -> bool:
    number, path, inode, at = opened
    if path.endswith("/told"):
        disk.acknowledged = int(texts[0].split()[-1])
        return False
    if call == "ftruncate":
        inode.pending.append((int(arguments.split(",")[1]), None))
    elif call == "pwrite64":
        inode.pending.append((int(arguments.rsplit(",", 1)[1]), texts[0]))
    else:
        inode.pending.append((at, texts[0]))
        disk.open[number] = (path, inode, at + len(texts[0]))
    return True
