"""Files that others read are whole-old or whole-new, also when the power fails; and an id out of a file's name."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
from pathlib import Path

UNFINISHED = re.compile(r"\..+-[0-9a-f]{16}")  # what `write_whole` writes beside a file before it takes its name


def stable_id(name: str) -> str:
    """An id like Google's (44 letters) that a file name always gets again."""
    return "1" + base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()).decode().rstrip("=")


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write beside, force to disk, put in place in one step, and force the folder's entry to disk too."""
    make_folder(path.parent)
    aside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        write_synced(aside, content, mode=mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def clear_unfinished(folder: Path) -> None:
    """Take away what killed runs had begun to write in a folder and those in it; while nobody else writes there."""
    for path in folder.rglob(".*-*"):
        if UNFINISHED.fullmatch(path.name) and path.is_file():
            path.unlink(missing_ok=True)


def write_synced(path: Path, content: bytes, *, mode: int) -> None:
    """Write a new file, or one of a killed run anew, and force it to disk; no other ever sees it with more rights."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())


def put_in_place(made: Path, path: Path, *, mode: int) -> None:
    """Force a file that was made on the same disk down to it, and give it its name in one step."""
    made.chmod(mode)
    descriptor = os.open(made, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    made.replace(path)
    sync_folder(path.absolute().parent)


def make_folder(folder: Path, *, mode: int = 0o777) -> None:
    """Make a folder and those above it, and force each one's entry to disk: what lies in it is lost with it.

    The mode is the folder's own; those above it are as the system makes them.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=mode, exist_ok=True)  # another process may have been first
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Force a folder's entries to disk, without which a renamed file may be gone after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
