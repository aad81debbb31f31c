"""A folder of files as Drive sees it: ids, versions, sub-folders, the trash, the log, and what was written over."""

from __future__ import annotations

import datetime as dt
import mimetypes
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ...files import stable_id
from ...model import Merge, Workbook
from ..grid import LOCALE
from ..xlsx import read_xlsx
from .edits import Edits, between, protect, with_tab
from .ranges import area
from .tokens import wall

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
ABROAD, ABROAD_ZONE = "en_US", "America/New_York"
KEPT_OPEN = 64  # workbooks; an export at full size takes some megabytes


def timestamp(seconds: float) -> str:
    """RFC 3339 in UTC with milliseconds, as Drive writes it."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class File:
    """One file or folder.

    `mtime` is the disk's and `written` when the file was last written over in memory, both in nanoseconds, by the
    account `writer`; `bumps` counts changes that the file itself does not show.
    """

    id: str
    name: str
    path: Path
    mime: str
    parent: str
    mtime: int
    size: int
    trashed: bool = False
    thrown: bool = False  # itself, not only the folder it is in
    bumps: int = 0
    written: int = 0
    editable: bool = True
    writer: str = ""

    @property
    def changed(self) -> int:
        """When the file was last changed, in nanoseconds."""
        return max(self.mtime, self.written)

    @property
    def changed_by(self) -> str:
        """The account that changed it last; empty where that was somebody at the disk."""
        return self.writer if self.written > self.mtime else ""

    @property
    def version(self) -> int:
        """Grows with every change, and is the same after a restart."""
        return self.changed // 1_000_000 + self.bumps

    @property
    def modified(self) -> str:
        return timestamp(self.changed / 1e9)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log."""

    file_id: str
    time: str
    removed: bool


class Library:
    """The files under one folder; safe to ask from several threads."""

    def __init__(self, folder: Path, locale: str = LOCALE) -> None:
        self.folder, self.locale = folder, locale
        self.root = stable_id("/")
        self.kept_open = KEPT_OPEN
        self.log: list[Change] = []
        self._files: dict[str, File] = {}
        self._trashed: set[str] = set()
        self._folders: dict[str, int] = {}
        self._shared: set[str] = set()
        self._unshared: set[str] = set()
        self._bumps: dict[str, int] = {}
        self._written: dict[str, int] = {}
        self._writers: dict[str, str] = {}
        self._edits: dict[str, Edits] = {}
        self._viewed: set[str] = set()
        self._open: OrderedDict[str, tuple[int, int, Workbook]] = OrderedDict()
        self._lock = threading.RLock()
        self._files = self._scan()

    def files(self) -> list[File]:
        """Every file that is shared, as it stands now; what changed since the last look goes into the log."""
        with self._lock:
            self._look()
            return [file for file in self._files.values() if self._reachable(file.id)]

    def file(self, file_id: str) -> File | None:
        """One file, or None when there is none or it is not shared."""
        with self._lock:
            known = self._files.get(file_id)
            if known is None or not _same(known):
                self._look()
            return self._files.get(file_id) if self._reachable(file_id) else None

    def exists(self, file_id: str) -> bool:
        """Whether there is such a file, shared or not."""
        return file_id in self._files

    def workbook(self, file: File, abroad: bool = False) -> Workbook:
        """What a spreadsheet holds; parsed once until it changes. Raises `UnreadableWorkbook`.

        `abroad` reads it as if its locale and time zone were American.
        """
        if abroad:
            read = read_xlsx(file.path, locale=ABROAD)
            return replace(read, id=file.id, title=file.name, time_zone=ABROAD_ZONE)
        base = self._base(file)
        edits = self._edits.get(file.id)
        return edits.over(base) if edits else base

    def _base(self, file: File) -> Workbook:
        """What the file itself holds."""
        with self._lock:
            kept = self._open.get(file.id)
            if kept and kept[:2] == (file.mtime, file.size):
                self._open.move_to_end(file.id)
                return kept[2]
        read = replace(read_xlsx(file.path, locale=self.locale), id=file.id, title=file.name)
        with self._lock:
            self._open[file.id] = file.mtime, file.size, read
            while len(self._open) > self.kept_open:
                self._open.popitem(last=False)
        return read

    def edit(self, file: File, change: Callable[[Workbook], Workbook], by: str = "") -> None:
        """Write over a spreadsheet in memory: a later version by an account, and an entry in the log."""
        with self._lock:
            before = self.workbook(file)
            edited = change(before)
            self._edits[file.id] = between(self._base(file), edited)
            self._written[file.id] = max(int(wall() * 1e9), file.changed + 1_000_000)
            self._writers[file.id] = by
            self._bump(file.id)

    def protect(self, file_id: str, place: str) -> None:
        """Let nobody edit a range, such as `แปลง!A1:B2` or the name of a tab."""
        with self._lock:
            file = self._files[file_id]

            def change(workbook: Workbook) -> Workbook:
                found = area(workbook, place)
                return with_tab(workbook, protect(found.tab, Merge(found.top, found.left, found.bottom, found.right)))

            self.edit(file, change)

    def view_only(self, file_id: str, only: bool = True) -> None:
        """Share a file for reading only, or for editing again."""
        with self._lock:
            (self._viewed.add if only else self._viewed.discard)(file_id)
            self._bump(file_id)

    def _bump(self, file_id: str) -> None:
        self._bumps[file_id] = self._bumps.get(file_id, 0) + 1
        self._look()

    def trash(self, file_id: str, trashed: bool = True) -> None:
        """Put a file, or a folder with all in it, into the trash, or take it out."""
        with self._lock:
            (self._trashed.add if trashed else self._trashed.discard)(file_id)
            self._bump(file_id)

    def share(self, file_id: str, shared: bool = True, logged: bool = True) -> None:
        """Share a file or take the share back; what is in a folder goes with it, unless it was shared by itself.

        Google does not always log the loss.
        """
        with self._lock:
            self._look()
            before = {known for known in self._files if self._reachable(known)}
            (self._shared.add if shared else self._shared.discard)(file_id)
            (self._unshared.discard if shared else self._unshared.add)(file_id)
            after = {known for known in self._files if self._reachable(known)}
            for other in sorted(before ^ after) if logged else ():
                self.log.append(Change(other, timestamp(wall()), removed=other in before))

    def _reachable(self, file_id: str) -> bool:
        """Whether a file is shared, by itself or with the folder it is in."""
        while file_id and file_id not in self._shared:
            if file_id in self._unshared:
                return False
            known = self._files.get(file_id)
            file_id = known.parent if known else ""
        return True

    def _look(self) -> None:
        """Scan the folder and log what changed; what is not shared when the log is asked for is not told."""
        found = self._scan()
        gone = [file_id for file_id in self._files if file_id not in found and self._reachable(file_id)]
        changed = [file for file_id, file in found.items() if self._files.get(file_id) != file]
        self._files = found
        self.log += [Change(file.id, file.modified, removed=False) for file in changed]
        self.log += [Change(file_id, timestamp(wall()), removed=True) for file_id in gone]

    def _scan(self) -> dict[str, File]:
        root = self._file(self.folder, None)
        found = {root.id: root}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if any(part.startswith((".", "~$")) for part in name.parts):
                continue
            above = name.parent.as_posix()
            file = self._file(path, root if above == "." else found[stable_id(above)])
            found[file.id] = file
        return found

    def _file(self, path: Path, folder: File | None) -> File:
        name = path.relative_to(self.folder).as_posix()
        file_id = stable_id(name) if folder else self.root
        stat = path.stat()
        mime = (
            FOLDER if path.is_dir() else SPREADSHEET if path.suffix == ".xlsx" else mimetypes.guess_type(path.name)[0]
        )
        # at Drive a folder does not change with what is in it
        mtime = self._folders.setdefault(file_id, stat.st_mtime_ns) if mime == FOLDER else stat.st_mtime_ns
        thrown = file_id in self._trashed
        return File(
            file_id,
            path.stem if mime == SPREADSHEET else path.name,
            path,
            mime or "application/octet-stream",
            folder.id if folder else "",
            mtime,
            0 if mime == FOLDER else stat.st_size,
            thrown or bool(folder and folder.trashed),
            thrown,
            self._bumps.get(file_id, 0),
            self._written.get(file_id, 0),
            file_id not in self._viewed,
            self._writers.get(file_id, ""),
        )


def _same(file: File) -> bool:
    """Whether a file on the disk is still the one known."""
    try:
        stat = file.path.stat()
    except OSError:
        return False
    if file.mime == FOLDER:
        return file.path.is_dir()
    return (stat.st_mtime_ns, stat.st_size) == (file.mtime, file.size)
