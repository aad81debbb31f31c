"""One attempt to read a workbook, and how the workbook stands since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .sheet import Workbook


class PullState(StrEnum):
    """What one attempt to read a workbook came to."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class WorkbookState(StrEnum):
    """How a workbook stands, as `status` says it (contract.md, section 1); with the first two all is well."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    STALE = "stale"
    LOST_ACCESS = "lost_access"
    TRASHED = "trashed"
    OFFICE_FILE = "office_file"
    UNREADABLE = "unreadable"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the source remembers of a workbook's last good pull, to tell whether it changed."""

    workbook_id: str
    version: str  # Drive's version and modifiedTime, or a file's size and mtime
    changed_at: dt.datetime | None = None
    good: bool = True  # it could be read when it was last looked at
    swept: bool = False  # it was looked at in a full sweep that was cut off


@dataclass(frozen=True, slots=True)
class Pull:
    """One attempt to read a workbook: the whole workbook, or unchanged, or why not."""

    workbook_id: str
    title: str
    state: PullState
    version: str = ""
    changed_at: dt.datetime | None = None
    workbook: Workbook | None = None  # only when changed
    failure: WorkbookState | None = None  # only when failed
    message: str = ""  # only when failed: Thai, for the office
    requests: int = 0
    changed_by: str = ""  # the account that changed it last, where the source tells
