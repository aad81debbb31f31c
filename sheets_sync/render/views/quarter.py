"""What a quarterly edition says besides what every edition says."""

from __future__ import annotations

from dataclasses import dataclass

from .edition import EditionView
from .marks import Mark


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A decision that was asked for last quarter, and what came of it."""

    what: str
    who: str
    due: str
    then: str
    now: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one unit in a table side by side: its text, its mark where it asks for something, its change."""

    text: str
    mark: Mark | None
    change: str  # since the quarter before; empty where there is nothing to compare with


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One indicator of several units."""

    label: str
    unit: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """All indicators of one programme for as many units as fit side by side."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class QuarterlyView(EditionView):
    """Everything that one edition of the quarterly report says, for one unit."""

    standouts: tuple[tuple[Mark, str], ...]
    follow_ups: tuple[FollowUp, ...]
    asked_when: str
    bands: tuple[Band, ...]
