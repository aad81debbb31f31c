"""What a notice to an office says, in the order in which it is read: plain texts, ready for any template."""

from __future__ import annotations

from dataclasses import dataclass

from .marks import Mark


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One thing to look at, in one cell or in several alike: what is wrong, what stands there, what it may be."""

    mark: Mark
    cells: tuple[tuple[str, str], ...]  # A1 and its address, which may be empty
    more_cells: str
    what: str
    value: str  # as typed, people masked; empty where nothing stands there, or the sentence says it already
    suggestion: str
    since: str  # พบวันนี้, or พบมา 12 วัน


@dataclass(frozen=True, slots=True)
class NoticeTab:
    """The rows of one tab, gravest and oldest first."""

    title: str
    rows: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class NoticeBook:
    """The tabs of one workbook, and how many more points there are in it than are told."""

    title: str
    link: str
    tabs: tuple[NoticeTab, ...]
    more: str


@dataclass(frozen=True, slots=True)
class NoticeHeading:
    """Who writes to whom, and as of when."""

    office: str
    unit: str
    title: str
    as_of: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A whole notice."""

    subject: str
    heading: NoticeHeading
    mark: Mark
    sentence: str
    thanks: str  # for what was put right since the notice before; empty where nothing was
    closed: tuple[tuple[str, str], ...]  # kind and how many points
    books: tuple[NoticeBook, ...]
    key: str
