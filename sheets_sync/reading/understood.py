"""What a parser is told about a cell, and what it has to say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from ..model import Severity, Value

Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""Codes in order, each with the words officers use for it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing a parser says about a cell; the table reader gives it a place and makes it a Finding."""

    code: str
    message: str  # plain, kind Thai: what was seen, what it was taken for, what to do
    suggestion: str = ""
    severity: Severity | None = None  # None: as CODES has it


@dataclass(frozen=True, slots=True)
class Understood:
    """What one cell says: part -> value, and the doubts.

    A simple kind gives {"value": ...}. A cell that says more than its column asks gives parts named as the fields
    they are (`moo` beside a village, `deed_no` beside a deed), which fill those fields where no column does.
    """

    values: Mapping[str, Value]
    doubts: tuple[Doubt, ...] = ()

    @property
    def value(self) -> Value:
        return self.values.get("value")


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What the column, the tab and the row's parents tell a parser.

    Two contexts with equal fields are equal; the hash is reckoned once, because understanding is remembered by it.
    """

    day_first: bool = True  # from the workbook's locale; en_US types the month first
    role: str = ""  # "start" or "end" of a date column; "count" or "money" where a dash is 0
    percent_scale: float = 1  # 100 when the column holds fractions, 0 when it mixes 0.8 and 80
    thousands: bool = False  # the column's other values are thousands: `1.200` is doubtful
    unit: str = ""  # of the column, Thai: a cell in กม. is turned into เมตร
    district: str = ""  # DOPA codes already known for the row
    province: str = ""
    today: dt.date | None = None
    since: dt.date | None = None  # no date of the programme lies before it
    future: bool = False  # planned dates may lie ahead
    zone: int | None = None  # UTM zone that the header names
    datum_known: bool = False  # the header says WGS 84
    choices: Choices = ()
    hash_id: Callable[[str], str] | None = None  # keyed hash of a citizen ID's thirteen digits
    _key: tuple[object, ...] = field(init=False, repr=False)
    _hash: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        key = tuple(getattr(self, f.name) for f in fields(self) if f.init)
        object.__setattr__(self, "_key", key)
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Context) and self._key == other._key)


def known(value: Value, *doubts: Doubt, **parts: Value) -> Understood:
    """A value, its doubts, and what else the cell says."""
    return Understood({"value": value, **parts}, doubts)


UNKNOWN = Understood({"value": None})


def unknown(*doubts: Doubt) -> Understood:
    """Nothing to use, and why."""
    return Understood({"value": None}, doubts) if doubts else UNKNOWN
