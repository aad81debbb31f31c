"""Readings put together by hand, with invented people."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from sheets_sync.model import Reading, Record, Table


def table(
    *rows: dict[str, Any],
    programme: str = "khok_nong_na",
    shape: str = "register",
    tab: str = "ทะเบียน",
    tab_id: int = 0,
    as_of: str | None = None,
    copy_of: str = "",
) -> Table:
    """A table of rows given as field -> value; columns A, B, … in the order of first sight, rows from 5 on."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = dict(zip(names, ascii_uppercase, strict=False))
    records = tuple(Record(5 + number, row) for number, row in enumerate(rows))
    return Table(tab, tab_id, programme, shape, as_of, (4,), columns, records, copy_of=copy_of)


def reading(workbook: str, *tables: Table) -> Reading:
    """A workbook whose id and title are the same word."""
    return Reading(workbook, workbook, tables)


def plot(name: str, district: str = "4607", **values: Any) -> dict[str, Any]:
    """A plot of an invented owner."""
    return {
        "owner_name": name,
        "tambon_code": f"{district}01",
        "district_code": district,
        "province_code": district[:2],
    } | values


def village(moo: int, district: str = "4607", **values: Any) -> dict[str, Any]:
    """A model village of the first tambon of a district."""
    codes = {"tambon_code": f"{district}01", "district_code": district, "province_code": district[:2]}
    return codes | {"moo": moo, "village": f"โนนทดสอบ {moo}", "hh_total": 100} | values
