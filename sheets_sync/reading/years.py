"""Tabs of another fiscal year than the one that runs: read and listed, and left out of the merge."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..codes import CODES
from ..model import Finding, Table
from ..periods import Month
from ..programmes.schema import Programme

Kind = tuple[str | None, str | None]  # programme and shape


def mark_years(
    tables: Sequence[Table], years: Mapping[int, int | None], programmes: Sequence[Programme], today: dt.date
) -> list[Table]:
    """The tables, each of another year named as one (mess.md, row 121); `years` is what the tabs say, by their ids.

    Only shapes whose rows are of one fiscal year are held against each other, and only tabs that say their year. The
    year that runs counts, or the last before it: money asked for next year is not this year's.
    """
    yearly: set[Kind] = {(p.code, name) for p in programmes for name, shape in p.shapes.items() if shape.yearly}
    said: dict[Kind, set[int]] = defaultdict(set)
    for table in tables:
        if (year := years.get(table.tab_id)) and not table.copy_of:
            said[table.programme, table.shape].add(year)
    now = Month(today.year, today.month).fiscal_year
    counting = {kind: _counting(found, now) for kind, found in said.items() if kind in yearly}
    return [_told_apart(t, years.get(t.tab_id), counting.get((t.programme, t.shape))) for t in tables]


def _counting(years: set[int], now: int) -> int:
    """The year whose tabs count: the one that runs, or the last before it, or the first to come."""
    begun = [year for year in years if year <= now]
    return max(begun) if begun else min(years)


def _told_apart(table: Table, year: int | None, counts: int | None) -> Table:
    """The table itself, or named as one of another year."""
    if not year or not counts or year == counts or table.copy_of:
        return table
    message = (
        f"แท็บนี้เป็นของปีงบประมาณ {year} แต่ไฟล์นี้มีแท็บของปี {counts} ด้วย จึงอ่านไว้แต่ไม่นำไปรวม "
        f"หากเป็นข้อมูลปี {counts} โปรดแก้ปีที่หัวตาราง"
    )
    finding = Finding("WRONG_FY", CODES["WRONG_FY"], "A1", message, f"{year}", f"{counts}", "", table.tab, table.tab_id)
    return replace(table, other_year=year, findings=(finding, *table.findings))
