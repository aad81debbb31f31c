"""Workbooks on disk: the same sheets give the same bytes, and what did not change keeps its time."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from .sheet import Placed, Sheet
from .styles.form import Look, Typed

CREATED = dt.datetime(2020, 10, 1, 9, 0)  # in every file, so that equal sheets are equal bytes
ALIGNED = {"title": "center", "head": "center", "number": "center"}


class _Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def of(self, look: Look, placed: Placed, wrap: bool) -> Any:
        typed = placed.typed
        key = (look, placed.look, typed.format, typed.fill, typed.font, typed.struck, bool(typed.link), wrap)
        if key not in self._made:
            self._made[key] = self._book.add_format(_properties(look, placed, wrap))
        return self._made[key]


def _properties(look: Look, placed: Placed, wrap: bool) -> dict[str, Any]:
    typed, kind = placed.typed, placed.look
    bold = kind in ("title", "head", "total", "section")
    found: dict[str, Any] = {
        "font_name": typed.font or look.font,
        "font_size": look.title_size if kind == "title" else look.size,
        "bold": bold,
        "valign": "vcenter",
    }
    if kind in ALIGNED:
        found["align"] = ALIGNED[kind]
    if look.border and kind in ("head", "number", "body", "total", "section"):
        found["border"] = 1
        found["border_color"] = "808080"
    fill = typed.fill or {"head": look.head, "number": look.head, "total": look.total, "section": look.section}.get(
        kind
    )
    if fill:
        found["bg_color"] = f"#{fill}"
    if typed.format:
        found["num_format"] = typed.format
    if typed.struck:
        found["font_strikeout"] = True
    if typed.link:
        found |= {"font_color": "#1155CC", "underline": 1}
    if wrap:
        found["text_wrap"] = True
    return found


def workbook_bytes(title: str, author: str, sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx of the sheets, in order."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": title, "author": author, "created": CREATED})
    formats = _Formats(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.title), sheet, formats)
    book.close()
    return out.getvalue()


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    tops = {(top, left): (bottom, right) for top, left, bottom, right, _ in sheet.merges}
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row in sheet.hidden_rows:
        page.set_row(row, None, None, {"hidden": True})
    for top, left, bottom, right, kind in sheet.merges:
        placed = sheet.cells.get((top, left), Placed(Typed(), kind))
        page.merge_range(top, left, bottom, right, "", formats.of(sheet.look, placed, wrap=kind == "head"))
    for (row, column), placed in sheet.cells.items():
        typed = placed.typed
        wrap = placed.look == "head" or (isinstance(typed.value, str) and "\n" in typed.value)
        _write_cell(page, row, column, typed, formats.of(sheet.look, placed, wrap))
    if sheet.frozen and not tops.get((0, 0), (0, 0))[0]:
        page.freeze_panes(sheet.frozen, 0)


def _write_cell(page: Any, row: int, column: int, typed: Typed, made: Any) -> None:
    value = typed.value
    if typed.link:
        page.write_url(row, column, typed.link, made, string=str(value or typed.link))
    elif typed.formula:
        page.write_formula(row, column, typed.formula, made, "" if value is None else value)
    elif value is None:
        page.write_blank(row, column, None, made)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, made)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, made)
    else:
        page.write_string(row, column, value, made)


def put(path: Path, content: bytes, changed: dt.datetime) -> bool:
    """Write a file with the time its office changed it; return whether there was anything to change."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    os.utime(path, (changed.timestamp(), changed.timestamp()))
    return True
