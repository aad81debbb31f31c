"""Ways of typing a date."""

from __future__ import annotations

import datetime as dt

from ...periods import ERA, MONTHS, MONTHS_SHORT, thai_date, thai_date_short
from .figures import thai
from .form import Typed

EPOCH = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
DMY = "d/m/yyyy"
BUDDHIST = "[$-107041E]d mmm yy"


def serial(day: dt.date) -> int:
    """Days as a spreadsheet counts them."""
    return (day - EPOCH).days


def day_short(day: dt.date) -> str:
    """`8 ม.ค. 64`."""
    return thai_date_short(day)


def day_long(day: dt.date) -> str:
    """`8 มกราคม 2564`."""
    return thai_date(day)


def day_2_digits(day: dt.date) -> str:
    """`08 ม.ค. 2564`."""
    return f"{day.day:02d} {MONTHS_SHORT[day.month - 1]} {day.year + ERA}"


def day_formal(day: dt.date) -> str:
    """`วันที่ 8 มกราคม 2564`."""
    return f"วันที่ {thai_date(day)}"


def day_tight(day: dt.date) -> str:
    """`8 ม.ค.64`."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}{(day.year + ERA) % 100}"


def day_bare(day: dt.date) -> str:
    """`8 มค 64`."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1].replace('.', '')} {(day.year + ERA) % 100}"


def day_thai(day: dt.date) -> str:
    """`๘ ม.ค. ๖๔`."""
    return thai(thai_date_short(day))


def day_thai_long(day: dt.date) -> str:
    """`๘ มกราคม ๒๕๖๔`."""
    return thai(f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}")


def day_cell(day: dt.date) -> Typed:
    """A date cell, shown 8/1/2021."""
    return Typed(serial(day), DMY)


def day_cell_be(day: dt.date) -> Typed:
    """A date cell, shown in the Buddhist Era."""
    return Typed(serial(day), BUDDHIST)


def day_2564(day: dt.date) -> Typed:
    """A date cell whose year is B.E.: the serial lies 543 years ahead."""
    return Typed(serial(day.replace(year=day.year + ERA)), DMY)
