"""What the page of the cells behind an edition's figures says."""

from __future__ import annotations

from dataclasses import dataclass

from .edition import Heading
from .marks import Mark


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What one part of a unit, or some cells of one tab, add to a figure."""

    amount: float
    value: str
    name: str = ""  # of the part; empty in a district's own page
    page: str = ""  # address of the part's own page
    where: str = ""  # workbook and tab
    cells: tuple[tuple[str, str], ...] = ()  # A1 and address; no address where the sheet is on none that can be given
    each: str = ""  # ช่องละ 1


@dataclass(frozen=True, slots=True)
class SourceList:
    """What a numerator or denominator is the sum of, or which list before it is the same."""

    title: str
    sum: str
    unit: str
    lines: tuple[SourceLine, ...] = ()
    same: str = ""  # the label of the figure whose list is the same
    place: str = ""  # and where that stands
    note: str = ""  # what adds nothing


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """One indicator with what stands behind it."""

    anchor: str
    label: str
    said: str
    explain: str
    headline: bool
    mark: Mark
    lists: tuple[SourceList, ...]


@dataclass(frozen=True, slots=True)
class SourceProgramme:
    """The figures of one programme."""

    name: str
    figures: tuple[SourceFigure, ...]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """An office or workbook whose data is still to come."""

    name: str
    why: str
    link: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The whole page."""

    heading: Heading
    edition: str  # address of the edition, which lies beside the page
    below: str  # what a unit's figures are listed by: ช่อง, อำเภอ, จังหวัด
    programmes: tuple[SourceProgramme, ...]
    awaiting: tuple[Awaiting, ...]
    more_awaiting: str
    key: str
    snapshot: str
