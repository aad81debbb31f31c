"""The pages' folder: files of known kinds under plain names, opened without following a link out of it."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .rights import UNIT

KINDS = {
    "html": "text/html; charset=utf-8", "json": "application/json",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
}  # fmt: skip
PAGE = re.compile(rf"(?P<unit>{UNIT})\.html")
BESIDE = re.compile(rf"(?:photos/)?(?P<unit>{UNIT})/[A-Za-z0-9_][A-Za-z0-9_-]*\.(?:jpg|jpeg|png|webp|json)")
READ_ONLY = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open: what is put in its place now does not change it."""

    descriptor: int
    size: int
    changed: float  # seconds since 1970
    stamp: str
    kind: str


def unit_of(path: str) -> str | None:
    """Whose file a path is: `46.html`, or one in `46/` or `photos/46/`; None where it can be none of the folder."""
    found = PAGE.fullmatch(path) or BESIDE.fullmatch(path)
    return found["unit"] if found else None


def opened(root: Path, path: str) -> Opened | None:
    """Open a file of the folder; None where there is none, or no plain one.

    Each step is opened from the one before and never through a link, so nothing that is put there meanwhile leads out.
    """
    if unit_of(path) is None:
        return None
    *folders, name = path.split("/")
    with contextlib.ExitStack() as stack:
        try:
            at = os.open(root, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
            stack.callback(os.close, at)
            for folder in folders:
                at = os.open(folder, READ_ONLY | os.O_DIRECTORY, dir_fd=at)
                stack.callback(os.close, at)
            descriptor = os.open(name, READ_ONLY, dir_fd=at)
        except OSError:
            return None
    told = os.fstat(descriptor)
    if not stat.S_ISREG(told.st_mode):
        os.close(descriptor)
        return None
    kind = KINDS[name.rpartition(".")[2]]
    return Opened(descriptor, told.st_size, told.st_mtime, f"{told.st_mtime_ns:x}-{told.st_size:x}", kind)


def units_in(root: Path) -> Iterator[str]:
    """The units that have a page, highest first."""
    try:
        names = sorted(os.listdir(root))
    except OSError:
        return
    found = [match["unit"] for name in names if (match := PAGE.fullmatch(name))]
    yield from sorted(found, key=lambda unit: (unit != "nation", unit.isdigit(), len(unit), unit))
