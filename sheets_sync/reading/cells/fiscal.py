"""Months and fiscal years as values of their own."""

from __future__ import annotations

import re

from ...model import Cell
from ...periods import ERA, FIRST_BE_YEAR
from ..text import gives_no_value, plain, quote
from ..understood import UNKNOWN, Context, Doubt, Understood, known, unknown
from .dates import from_serial, kept_serial, read_date
from .months import read_period
from .numbers import DAYS


def read_month(cell: Cell, context: Context) -> Understood:
    """A month as `2021-01` (C.E.), from a month or from a day. Parts: value."""
    day = read_date(cell, context)
    if isinstance(day.value, str):
        return known(day.value[:7])
    period = read_period(cell.text)
    if period and re.fullmatch(r"\d{4}-\d{2}", period):
        return known(period)
    if gives_no_value(cell.text):
        return UNKNOWN
    return unknown(Doubt("DATE_UNREADABLE", f"{quote(cell.text)} อ่านเป็นเดือนไม่ได้ โปรดพิมพ์ใหม่ เช่น ม.ค. 2564"))


_FISCAL = re.compile(r"(?<!\d)(?P<year>\d{4}|\d{2})(?!\d)")
_SOURCE = re.compile(r"\(([^)]+)\)|(เงินกู้|งบเงินกู้|งบยุทธศาสตร์[^\s]*|งบปกติ|งบจังหวัด|งบกลาง)")


def read_fiscal_year(cell: Cell, context: Context) -> Understood:
    """A fiscal year, B.E. (`FY2021` is 2564). Parts: value, and budget_source where the cell names one."""
    serial = kept_serial(cell) if cell.format in DAYS else None
    if serial is not None:
        day = from_serial(serial, context, cell.text).date
        return known(day.year + ERA + (day.month >= 10)) if day else UNKNOWN
    text = plain(cell.text)
    if gives_no_value(text):
        return UNKNOWN
    years = {_fiscal(int(m["year"])) for m in _FISCAL.finditer(text)}
    years = {year for year in years if 2540 <= year <= 2640}
    if len(years) != 1:
        code = "MULTI_VALUE" if years else "NUMBER_UNREADABLE"
        return unknown(Doubt(code, f"{quote(cell.text)} อ่านเป็นปีงบประมาณไม่ได้ โปรดพิมพ์ปี พ.ศ. เช่น 2564"))
    source = _SOURCE.search(text)
    year = years.pop()
    return known(year, budget_source=(source[1] or source[2]).strip()) if source else known(year)


def _fiscal(year: int) -> int:
    if year >= FIRST_BE_YEAR:
        return year
    return year + ERA if year >= 1000 else year + 2500
