"""Mail laid down as .eml files, each whole or not there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from ..errors import MailError
from ..files import make_folder, sync_folder, write_synced
from ..model import MessageState
from .answer import Answer

LONGEST = 100


class FolderMailer:
    """Writes one .eml a message; the same message writes the same file, so that trying again doubles nothing.

    The dot is announced all the same: a program that takes mail out of the folder may have taken this one already.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(
        self, eml: bytes, recipient: str, *, name: str, on_dot: Callable[[], None], return_path: str = ""
    ) -> Answer:
        """Lay the message down under the name's slug; MailError when the folder cannot be written.

        Nothing bounces out of a folder, so `return_path` is of no use here.
        """
        path = self._folder / file_name(f"{name}/{recipient}")
        aside = path.with_name(f".{path.name}.part")
        try:
            make_folder(self._folder)
            write_synced(aside, eml, mode=0o600)
            on_dot()
            aside.replace(path)
            sync_folder(self._folder)
        except OSError as error:
            raise MailError(
                f"mail.path: {path} cannot be written: {error.strerror}; free space or give the right to write there"
            ) from error
        return Answer(MessageState.SENT, 250, str(path))


def file_name(name: str) -> str:
    """`monthly/2564-01/46/0/ks@example.go.th` as a name that every file system takes; two names never share one."""
    slug = re.sub(r"[^a-z0-9@._-]+", "-", name.lower().replace("/", "_")).strip("-._")[:LONGEST]
    if "_" in name or slug != name.replace("/", "_") or not slug:
        slug = f"{slug or 'mail'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    return f"{slug}.eml"
