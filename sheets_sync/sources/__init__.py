"""Where workbooks come from: Google, the loopback server that speaks its wire, or a folder of files."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ..config.findings_tab import FindingsTabSettings
from ..config.source import GoogleSource, SourceSettings, WorkbookSource
from ..errors import SourceError
from ..model import Fetched, FindingsTab, Mark, Pull, Workbook
from . import google
from .emulator import Emulator
from .endings import ENDINGS, read_file
from .unreadable import UnreadableWorkbook
from .unwritable import UnwritableWorkbook
from .workbooks import FolderWorkbooks

__all__ = [
    "ENDINGS",
    "Source",
    "UnreadableWorkbook",
    "UnwritableWorkbook",
    "Writer",
    "examine",
    "open_source",
    "open_writer",
    "read_file",
]

COLLECT_AFTER = 200_000  # new objects
Progress = Callable[[str], None]


class Source(Protocol):
    """What a source can do."""

    @property
    def registry(self) -> Workbook | None:
        """The office's registry as the last pull read it; None where there is none."""

    @property
    def requests(self) -> Mapping[str, int]:
        """How many requests were made, by call."""

    def pull(self, known: Mapping[str, Mark], *, full: bool = False, accept_lost: bool = False) -> Iterator[Pull]:
        """One Pull a workbook, as they come; `full` reads unchanged ones too, but for those swept already.

        Raises SourceError for what concerns all, also for many known ones lost at once unless `accept_lost`.
        """

    def read(self, workbook_id: str) -> Workbook:
        """One workbook now; raises UnreadableWorkbook with a Thai reason, and SourceError."""

    def url(self, workbook_id: str) -> str:
        """Where a person opens a workbook."""

    def allow(self, seconds: float) -> None:
        """Give the photographs that follow so many seconds, all together."""

    def picture(self, file_id: str, version: str = "") -> Fetched:
        """A photograph of Drive's, unless it is of that version; raises SourceError for what concerns all."""


class Writer(Protocol):
    """What can write findings tabs, and nothing else."""

    email: str

    def put(self, workbook_id: str, tab: FindingsTab) -> bool:
        """Make the tab say this; whether it had to be written. Raises UnwritableWorkbook and SourceError."""


@contextmanager
def open_source(
    settings: SourceSettings, *, progress: Progress | None = None, who_changed: bool = False
) -> Iterator[Source]:
    """The source that the configuration names, while the `with` lasts. Raises ConfigError and SourceError.

    `who_changed`: each Pull says, where the source knows, which account changed the workbook last.
    """
    if isinstance(settings, WorkbookSource) and settings.kind == "workbooks":
        with _few_collections():
            yield FolderWorkbooks(settings, progress=progress)
        return
    with _few_collections(), _google_settings(settings) as (ours, emulator):
        source = google.GoogleWorkbooks(ours, progress=progress, who_changed=who_changed)
        if emulator:
            source.url, source.connections = emulator.link, 1  # the server takes turns with us in this process
        try:
            yield source
        finally:
            source.close()


@contextmanager
def open_writer(settings: SourceSettings, findings: FindingsTabSettings) -> Iterator[Writer]:
    """Whoever writes findings tabs into the source's workbooks. Raises ConfigError and SourceError.

    A loopback server of our own gives its writer a key of its own; what is written there ends with it.
    """
    with _google_settings(settings) as (ours, emulator), tempfile.TemporaryDirectory() as folder:
        if emulator:
            key = emulator.credentials(Path(folder) / "findings-writer.json", "findings-writer")
            findings = findings.model_copy(update={"credentials": key})
        writer = google.FindingsWriter(ours, findings)
        try:
            yield writer
        finally:
            writer.close()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage cycles seldom: sheets are hundreds of thousands of small objects without one (half the time)."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def examine(settings: SourceSettings, findings: FindingsTabSettings | None = None) -> list[tuple[str, str, str]]:
    """(what, ok or wrong, the detail or the mend) for everything that reading depends on; never raises for it."""
    try:
        if isinstance(settings, WorkbookSource) and settings.kind == "workbooks":
            return [("folder", "ok", f"{settings.path}: {len(FolderWorkbooks(settings).names())} files")]
        with _google_settings(settings) as (ours, _):
            written = google.examine_writer(ours, findings) if findings and isinstance(settings, GoogleSource) else []
            return google.examine(ours) + written
    except SourceError as error:
        return [("folder", "wrong", str(error))]


@contextmanager
def _google_settings(settings: SourceSettings) -> Iterator[tuple[GoogleSource, Emulator | None]]:
    """The Google source as configured, or one whose Google is a loopback server started for it."""
    if isinstance(settings, GoogleSource):
        yield settings, None
        return
    if not settings.path.is_dir():
        raise SourceError(f"source.path: no such folder: {settings.path}")
    with tempfile.TemporaryDirectory() as folder, Emulator(settings.path) as emulator:
        key = emulator.credentials(Path(folder) / "credentials.json")
        ours = GoogleSource(
            kind="google",
            credentials=key,
            endpoint=emulator.url,
            reads_per_minute=settings.reads_per_minute,
            deadline=settings.deadline,
        )
        yield ours, emulator
