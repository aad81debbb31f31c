"""Provinces and districts side by side, by how they stand."""

from __future__ import annotations

from dataclasses import dataclass

from .marks import Mark, Share


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One province or district, its shares in the table's columns, and what else it stands by."""

    name: str
    shares: tuple[Share, ...]
    why: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units that stand alike; `others` are named without a row where there are too many."""

    mark: Mark
    count: str
    rows: tuple[UnitRow, ...]
    others: str = ""


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units below by how they stand, those that need support first."""

    title: str
    head: str
    columns: tuple[str, ...]
    groups: tuple[UnitGroup, ...]
    due: tuple[str, ...] = ()  # what is due in each column by the month's end
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Parts by name with the figure that puts them there: near to what is due, risen most, to be supported first."""

    leading: tuple[tuple[str, str], ...]
    improved: tuple[tuple[str, str], ...]
    support: tuple[tuple[str, str], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Up to twelve months, the latest last: a share in each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Share, ...]], ...]


@dataclass(frozen=True, slots=True)
class ModelVillages:
    """The districts with, without, and not telling of a model village, where a programme asks for one in each."""

    title: str
    sentence: str
    having: str
    lacking: str
    mark: Mark
    waiting: str = ""
    linked: str = ""  # how many villages are joined to plots
