"""Who reported, what must be mended, and what an edition was made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Findings of one kind in one tab, each cell with its link; empty where a link must not be given."""

    what: str
    office: str
    tab: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """Reporting of one unit (DHIS2): workbooks expected, come, come by the closing, and the share that came."""

    name: str
    expected: str
    actual: str
    on_time: str
    percent: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Who has not reported, whose data is old, and what of it must be mended."""

    reporting: str
    silent: str
    rates: tuple[RateRow, ...]
    all_in: str  # parts of which everything has come in time, by number
    stale: tuple[str, ...]
    more_stale: str
    kinds: tuple[tuple[str, str], ...]
    movement: str
    to_mend: tuple[FindingRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook that the edition was made from, and whose it is."""

    title: str
    link: str
    read: str
    office: str = ""
