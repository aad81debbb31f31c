"""Headline figures, indicators and money, each with what it is of and how it changed."""

from __future__ import annotations

from dataclasses import dataclass

from .marks import Bar, Mark


@dataclass(frozen=True, slots=True)
class Lead:
    """A percentage that leads the report, and what it compares with; in its own words the sentence tells it, too."""

    label: str
    value: str
    colour: str
    compared: tuple[str, ...]  # since the period before, and with what is due


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure with what it is of, what changed, and how it stands."""

    label: str
    value: str
    unit: str
    of: str
    change: str
    mark: Mark
    bar: Bar | None = None
    was: str = ""  # เดิม: ต้องเร่ง, where the mark is another than in the period before
    year_ago: str = ""  # the same month last year
    link: str = ""  # to the cell, or to the page of the cells that it sums


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: target, actual, percent and change, each a text; unknown is “…”, never 0."""

    label: str
    unit: str
    target: str
    actual: str
    percent: str
    change: str
    mark: Mark
    note: str  # จาก 11/18 อำเภอ
    explain: str


@dataclass(frozen=True, slots=True)
class ProgrammePart:
    """All indicators of one programme; where nothing is known of any, `waiting` says so in the place of a table."""

    name: str
    rows: tuple[IndicatorRow, ...]
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Money against the pace of the fiscal year."""

    programme: str
    unit: str
    allocated: str
    spent: str
    left: str
    percent: str
    pace: str
    spent_bar: Bar
    pace_bar: Bar
    sentence: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure that a revision changed: what it was called, was and is."""

    label: str
    old: str
    new: str
