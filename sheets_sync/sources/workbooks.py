"""A folder of .xlsx, .ods and .csv as a source: what offices send by mail, or keep on a shared drive."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ..config.source import WorkbookSource
from ..errors import SourceError
from ..model import Fetched, Mark, PhotoState, Pull, PullState, Workbook, WorkbookState
from .endings import ENDINGS, ODD_NAME, legible, opened, read_file
from .loss import refuse_loss
from .unreadable import UnreadableWorkbook

GONE = "ไม่พบไฟล์ {name} แล้ว กรุณาส่งไฟล์ใหม่ ระหว่างนี้ใช้ข้อมูลครั้งก่อน"
ELSEWHERE = "{name} เป็นลิงก์ไปนอกโฟลเดอร์ กรุณาส่งตัวไฟล์เอง"


class FolderWorkbooks:
    """A Source over the workbooks under a folder; a workbook's id is its path within it."""

    registry: Workbook | None = None  # a folder has none

    def __init__(self, settings: WorkbookSource, *, progress: Callable[[str], None] | None = None) -> None:
        self.folder = settings.path
        self.progress = progress or (lambda _: None)
        self.counts: Counter[str] = Counter()
        if not self.folder.is_dir():
            raise SourceError(f"source.path: no such folder: {self.folder}")

    @property
    def requests(self) -> Mapping[str, int]:
        """How many files were opened."""
        return dict(self.counts)

    def url(self, workbook_id: str) -> str:
        """Where a person opens a workbook."""
        return Path(os.path.abspath(self.folder / workbook_id)).as_uri()

    def read(self, workbook_id: str) -> Workbook:
        """One workbook now; raises UnreadableWorkbook with a Thai reason."""
        path = self.folder / workbook_id
        if not Path(os.path.normpath(path)).is_relative_to(os.path.normpath(self.folder)):
            raise SourceError(f"{workbook_id} is not in {self.folder}")
        if not path.exists():
            raise UnreadableWorkbook(GONE.format(name=workbook_id), WorkbookState.LOST_ACCESS)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise UnreadableWorkbook(ELSEWHERE.format(name=path.name))
        self.counts["open"] += 1
        return replace(read_file(path), id=workbook_id)

    def allow(self, seconds: float) -> None:
        """A folder is not asked for photographs."""

    def picture(self, file_id: str, version: str = "") -> Fetched:
        """None: a folder holds workbooks only."""
        return Fetched(PhotoState.LATER)

    def pull(self, known: Mapping[str, Mark], *, full: bool = False, accept_lost: bool = False) -> Iterator[Pull]:
        """One Pull a file, in the order of their names, then one for each file that is gone.

        Raises SourceError when many known files are gone at once, unless `accept_lost`.
        """
        names = self.names()
        gone = sorted(known.keys() - set(map(legible, names)))
        refuse_loss(gone, {} if accept_lost else known, f"see whether {self.folder} is mounted and complete")
        for done, name in enumerate(names, 1):
            self.progress(f"{done}/{len(names)} {legible(name)}")
            yield self._pull(name, known.get(name), full)
        for name in gone:
            yield _failure(name, "", None, WorkbookState.LOST_ACCESS, GONE.format(name=name))

    def names(self) -> list[str]:
        """Whatever is named as a workbook, hidden files and the lock files of Excel and Calc left out."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.suffix.lower() in ENDINGS)
        names = (path.relative_to(self.folder) for path in found)
        return [name.as_posix() for name in names if not any(part.startswith((".", "~$")) for part in name.parts)]

    def _pull(self, name: str, mark: Mark | None, full: bool) -> Pull:
        version, changed_at, path = "", None, self.folder / name
        try:
            if legible(name) != name:
                raise UnreadableWorkbook(ODD_NAME.format(name=legible(path.name)))
            found = opened(path)
            version = hashlib.sha256(f"{found.st_size}/{found.st_mtime_ns}".encode()).hexdigest()[:16]
            changed_at = dt.datetime.fromtimestamp(found.st_mtime, dt.UTC)
            if mark and mark.version == version and (mark.swept or not full):
                return Pull(name, path.stem, PullState.UNCHANGED, version, changed_at)
            workbook = self.read(name)
        except UnreadableWorkbook as error:
            return _failure(legible(name), version, changed_at, error.state, error.reason)
        return Pull(name, workbook.title, PullState.CHANGED, version, changed_at, workbook=workbook, requests=1)


def _failure(name: str, version: str, changed_at: dt.datetime | None, state: WorkbookState, message: str) -> Pull:
    title = Path(name).stem
    return Pull(name, title, PullState.FAILED, version, changed_at, failure=state, message=message)
