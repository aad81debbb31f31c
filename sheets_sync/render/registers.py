"""The rows behind the figures as they may be handed on: plots, villages and plans by place, arranged once a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..merge import Register
from ..model import KeptWorkbook
from ..programmes import Programme
from ..programmes.schema import FieldSpec, ShapeName
from .links import cell_link, cell_place, given
from .register import register_table, unknown
from .unseen import visible

SHOWN: tuple[tuple[ShapeName, str], ...] = (("register", "ทะเบียน"), ("plan", "แผน"))
LONGEST = 2_000  # letters of a cell that are handed on
DATES = ("date",)
HOUSEHOLD = ("deed_no",)  # names a household in the land office's books: as little above the district as a name
Value = str | float | dt.date | None
Place = tuple[str, int, int]
"""Workbook id, tab id and one-based row: where a row stands."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register: its field, its heading with the unit, and whether it is about a person."""

    name: str
    heading: str
    kind: str
    personal: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One plot, village or activity: a value in each column, and its row in the officer's sheet.

    `place` tells the row in words, for sheets without an address that may be given.
    """

    values: tuple[Value, ...]
    link: str
    stage: str = ""  # the code of its stage
    at: Place = ("", 0, 0)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """All rows of one shape of one programme by the code of their place, `46??` and `??` among them."""

    programme: Programme
    shape: ShapeName
    title: str
    columns: tuple[Column, ...]
    rows: Mapping[str, Sequence[Row]]

    def of(self, places: Iterable[str] | None) -> list[Row]:
        """The rows of the places, or of all."""
        chosen = self.rows if places is None else places
        return [row for place in chosen for row in self.rows.get(place, ())]

    def position(self, name: str) -> int:
        """Where a field's column stands; ValueError when it has none."""
        return [column.name for column in self.columns].index(name)


def listings(register: Register, programmes: Iterable[Programme], books: Iterable[KeptWorkbook]) -> tuple[Listing, ...]:
    """The listings of all programmes, names masked down to their initials, free texts without people in them."""
    by_id = {book.workbook_id: book for book in books}
    found = []
    for programme in programmes:
        for shape, title in SHOWN:
            rows = register.counted(programme.code, shape)
            if shape in programme.shapes and len(rows):
                found.append(_listing(programme, shape, title, rows, by_id))
    return tuple(found)


def listing_of(programme: Programme, rows: pd.DataFrame) -> Listing:
    """The register of one programme, its rows without addresses."""
    return _listing(programme, "register", "ทะเบียน", rows, {})


def _listing(
    programme: Programme, shape: ShapeName, title: str, rows: pd.DataFrame, books: Mapping[str, KeptWorkbook]
) -> Listing:
    table = register_table(rows, programme, (), unmasked=False, shape=shape, initials=True)
    columns = tuple(
        Column(name, _heading(spec), spec.kind, spec.personal or spec.kind in HOUSEHOLD)
        for name, spec in _named(programme.shapes[shape].fields).items()
    )
    cells = [_cells(table, column, programme) for column in columns]
    spots = [
        (str(book), int(tab), int(row))
        for book, tab, row in rows[["workbook_id", "tab_id", "row"]].itertuples(index=False)
    ]
    links = [cell_link(books.get(book), tab, f"A{row}") for book, tab, row in spots]
    told = [
        "" if given(link) else cell_place(books.get(at[0]), tab, f"A{at[2]}")
        for link, at, tab in zip(links, spots, rows["tab"], strict=True)
    ]
    stages = rows["stage"].fillna("") if "stage" in rows else [""] * len(rows)
    by_place: dict[str, list[Row]] = {}
    for place, at, link, where, stage, *values in zip(rows["unit"], spots, links, told, stages, *cells, strict=True):
        by_place.setdefault(str(place), []).append(Row(tuple(values), link, str(stage), at, where))
    return Listing(programme, shape, f"{title}{programme.short}", columns, by_place)


def _named(fields: Mapping[str, FieldSpec]) -> Mapping[str, FieldSpec]:
    """Places by their names instead of their codes, widest first."""
    places = {f"{level}_code": level for level in ("province", "district", "tambon")}
    first = {short: fields[code] for code, short in places.items() if code in fields}
    return first | {name: spec for name, spec in fields.items() if name not in places}


def _heading(spec: FieldSpec) -> str:
    return f"{spec.label} ({spec.unit})" if spec.unit else spec.label


def _cells(table: pd.DataFrame, column: Column, programme: Programme) -> Iterator[Value]:
    """A column's values as they are handed on, unknown being None."""
    show = _shower(column, programme)
    return (None if unknown(value) else show(value) for value in table[column.name])


def _shower(column: Column, programme: Programme) -> Callable[[Any], Value]:
    if column.kind == "stage":
        return lambda code: programme.stages[code].label if code in programme.stages else str(code)
    if column.kind == "yes_no":
        return lambda value: "ใช่" if value else "ไม่ใช่"
    if column.kind in DATES:
        return lambda value: dt.date.fromisoformat(str(value))
    choices = programme.choices.get("status" if column.kind == "choice" else column.kind, {})
    return lambda value: _shown(choices[value][0] if choices.get(value) else value)


def _shown(value: Any) -> Value:
    if isinstance(value, str):
        said = str(visible(value))
        return said if len(said) <= LONGEST else f"{said[:LONGEST]}… (ยาว {len(said):,} ตัวอักษร)"
    return float(value)
