"""One sheet of a workbook: a few lines above, a header that stays, rows that can be filtered, nothing that runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..links import given
from ..unseen import visible

Value = str | float | dt.date | None
FONT = "Sarabun"
GREEN, QUIET, LINE = "#1b5e3b", "#52606d", "#d9dee3"
WIDTHS = {
    "text": 34,
    "name": 20,
    "number": 12,
    "money": 15,
    "date": 14,
    "word": 18,
    "link": 12,
    "place": 40,
    "long": 80,
}
FORMATS = {
    "number": ("#,##0", "#,##0.00"),
    "money": ("#,##0.00", "#,##0.00"),
    "percent": ("0.0", "0.0"),
    "change": ("+#,##0;-#,##0;0", "+#,##0.00;-#,##0.00;0"),
}
"""Of whole numbers and of others: one format for both would show 215 as `215.`"""
DATE = "[$-107041E]d mmm yyyy;@"  # Excel's Buddhist Era, in Thai
EXCEL_BEGAN = dt.date(1899, 12, 30)  # day 0 of a sheet's dates, from March 1900 on
OPEN = "เปิดชีต"


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, how wide it is, and how its numbers are shown."""

    heading: str
    width: str = "text"
    numbers: str = "number"


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
        make = book.add_format
        self.title = make(plain | {"bold": True, "font_size": 16, "font_color": GREEN})
        self.note = make(plain | {"font_color": QUIET})
        rules = {"bottom": 2, "bottom_color": GREEN, "text_wrap": True, "bold": True, "valign": "bottom"}
        self.head = make(plain | rules)
        self.head_right = make(plain | rules | {"align": "right"})
        line = plain | {"bottom": 1, "bottom_color": LINE}
        self.text = make(line | {"text_wrap": True, "indent": 1})
        self.long = make(line | {"indent": 1})
        self.link = make(line | {"font_color": GREEN, "underline": 1})
        self.date = make(line | {"num_format": DATE, "align": "left", "indent": 1})
        self.numbers = {
            name: tuple(make(line | {"num_format": code}) for code in codes) for name, codes in FORMATS.items()
        }


def fill(page: Any, looks: Looks, lines: Sequence[str], heads: Sequence[Head], rows: Iterable[Sequence[Value]]) -> int:
    """Lines, header and rows; returns how many rows there are.

    In a column of width `link` or `place` an address is a link, and what is none stands as it is.
    """
    for number, line in enumerate(lines):
        page.write_string(number, 0, line, looks.note if number else looks.title)
    top = len(lines) + 1
    for place, head in enumerate(heads):
        right = head.width in ("number", "money")
        page.write_string(top, place, head.heading, looks.head_right if right else looks.head)
        page.set_column(place, place, WIDTHS[head.width])
    last = top
    for last, row in enumerate(rows, start=top + 1):
        for place, value in enumerate(row):
            if value is not None and value != "":
                _write(page, looks, (last, place), value, heads[place])
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, max(last, top + 1), len(heads) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&L&8&A&R&8หน้า &P/&N")
    return last - top


def _write(page: Any, looks: Looks, at: tuple[int, int], value: Value, head: Head) -> None:
    """A number as a number, a date as a date, a text as text: what looks like a formula or an address is none."""
    if isinstance(value, str):
        value = str(visible(value))
        if head.width in ("link", "place") and given(value):
            page.write_url(*at, value, looks.link, OPEN)
        else:
            page.write_string(*at, value, looks.long if head.width == "long" else looks.text)
    elif isinstance(value, dt.date):
        page.write_number(*at, (value - EXCEL_BEGAN).days, looks.date)
    elif value is not None:
        page.write_number(*at, value, looks.numbers[head.numbers][value % 1 != 0])
