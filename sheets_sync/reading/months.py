"""Tables with a column a month: the months added up, the sheet's own sums beside them compared (mess.md, row 29)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..model import Value
from .columns import Column
from .header import Band
from .headings import names_month
from .lexicon import Kind
from .places import is_total
from .row import CellReader, Row
from .totals import NEAR

FEWEST = 3  # months that make a table of months
SURE = 0.9
MONTH, SUM = "@month", "@sum"
FIELDS = ("disbursed_baht",)  # what a month's column may say, where its band or the title says so
SAYS = {"disbursed_baht": ("เบิกจ่าย", "จ่ายจริง")}
PLANNED = ("แผน", "ประมาณการ")


def month_columns(kind: Kind, band: Band, title: str) -> list[Column]:
    """The columns of months and of their sums, of the one field that band or title says they tell."""
    months = [heading for heading in band.headings if names_month(heading.leaf)]
    if len(months) < FEWEST:
        return []
    said = " ".join((months[0].band, title))
    name = next((n for n in FIELDS if n in kind.shape.fields and any(word in said for word in SAYS[n])), "")
    if not name or any(word in months[0].band for word in PLANNED):
        return []
    spec = kind.shape.fields[name].model_copy(update={"fills": [name]})
    first = months[0].column
    sums = [h for h in band.headings if h.column > first and is_total(h.leaf)]
    pairs = [*((heading, MONTH) for heading in months), *((heading, SUM) for heading in sums)]
    return [Column(h.column, f"{name}{mark}{h.column}", spec, SURE, h) for h, mark in pairs]


def read_months(cells: CellReader, row: Row, columns: Sequence[Column]) -> None:
    """The field's value up to now, and a finding where one of the sheet's own sums is another."""
    name = columns[0].spec.fills[0]
    known: list[float] = []
    since, unsure = 0, False
    for column in sorted(columns, key=lambda each: each.column):
        before = name in row.doubtful
        value = _figure(cells.read(row, column).value)
        unsure = unsure or (name in row.doubtful and not before)
        if MONTH in column.name:
            known += [value] if value is not None else []
        else:
            _compare(cells, row, column, value, (sum(known[since:]), sum(known)), unsure)
            since = len(known)
            row.cells[name] = cells.at(row, column)
    row.values[name] = sum(known) if known and not unsure else None
    row.cells.setdefault(name, cells.at(row, columns[0]))


def _compare(
    cells: CellReader, row: Row, column: Column, shown: float | None, sums: tuple[float, float], unsure: bool
) -> None:
    if shown is None or unsure or any(math.isclose(shown, total, abs_tol=NEAR) for total in sums):
        return
    said = f"ช่องรวมแสดง {shown:,.10g} แต่ผลรวมของเดือนคือ {sums[0]:,.10g} โปรดตรวจสอบ"
    cells.notices.say(cells.at(row, column), "TOTAL_MISMATCH", said, f"{shown:,.10g}", f"{sums[0]:,.10g}")


def _figure(value: Value) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
