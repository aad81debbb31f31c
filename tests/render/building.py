"""Readings put together by hand, with invented people."""

from __future__ import annotations

import datetime as dt
from functools import cache
from string import ascii_uppercase
from typing import Any

from sheets_sync import areas
from sheets_sync.indicators import check_sums, measure
from sheets_sync.merge import merge
from sheets_sync.model import (
    KeptFinding,
    KeptWorkbook,
    Letter,
    Reading,
    Record,
    Snapshot,
    Table,
    Unit,
    WorkbookState,
)
from sheets_sync.periods import BANGKOK, Month
from sheets_sync.programmes import shipped_programmes
from sheets_sync.render import Material, Templates, compose_edition, render


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


NOW = dt.datetime(2021, 2, 5, 8, tzinfo=BANGKOK)
PROGRAMMES = shipped_programmes()


def units_of(*provinces: str) -> tuple[Unit, ...]:
    """The nation of the provinces given, an inspection region of the same, and the provinces."""
    return (areas.nation(provinces), areas.region(12, provinces), *map(areas.unit, provinces))


def kept(workbook: str, *units: str, **values: Any) -> KeptWorkbook:
    """A workbook read this morning and changed last week, in Google Sheets."""
    url = f"https://docs.google.com/spreadsheets/d/{workbook}/edit"
    plain: dict[str, Any] = {
        "title": workbook,
        "read_at": NOW,
        "changed_at": NOW - dt.timedelta(days=7),
        "units": units,
        "url": url,
    }
    return KeptWorkbook(workbook, **({"state": WorkbookState.FRESH} | plain | values))


def material(
    *readings: Reading,
    before: tuple[Reading, ...] = (),
    provinces: tuple[str, ...] = ("46", "40"),
    books: tuple[KeptWorkbook, ...] = (),
    findings: tuple[KeptFinding, ...] = (),
    **more: Any,
) -> Material:
    """The material of January 2564, with December's where there are readings from before."""
    units, month = units_of(*provinces), Month(2021, 1)
    register = merge(readings, PROGRAMMES)
    observations = measure(register, PROGRAMMES, units, month)
    check_sums(observations, units)
    earlier = (measure(merge(before, PROGRAMMES), PROGRAMMES, units, month.previous),) if before else ()
    return Material(
        month=month,
        units={unit.code: unit for unit in units},
        programmes=PROGRAMMES,
        observations=observations,
        register=register,
        snapshot=Snapshot(1, NOW, "5d41402abc4b2a76b9719d911017c592", books, late=more.pop("late", False)),
        earlier=earlier,
        findings=findings,
        **more,
    )


@cache
def shipped() -> Templates:
    """The shipped templates, compiled once for all tests."""
    return Templates.open(None)


def letter(made: Material, code: str) -> Letter:
    """The edition of a unit as shipped templates render it."""
    return render(compose_edition(made, made.units.get(code) or areas.unit(code)), shipped())
