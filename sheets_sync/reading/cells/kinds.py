"""Which parser reads which kind of cell, and the one door to all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from ...model import Cell
from ..text import ERROR_TEXT, ID_DIGITS, ID_LETTERS, clean, line, mask_runs, quote
from ..understood import Context, Doubt, Understood
from . import addresses, dates, deeds, fiscal, land, numbers, people, photos, points, progress, words

Parser = Callable[[Cell, Context], Understood]
REMEMBERED = 32_768  # cells; officers repeat themselves, and a workbook is read again when one cell of it changes

PARSERS: Mapping[str, Parser] = {
    "text": words.read_text,
    "soil": words.read_text,
    "count": numbers.read_count,
    "number": numbers.read_number,
    "money": numbers.read_money,
    "percent": numbers.read_percent,
    "yes_no": words.read_yes_no,
    "choice": words.read_choice,
    "date": dates.read_date,
    "date_range": dates.read_date_range,
    "month": fiscal.read_month,
    "period": fiscal.read_month,
    "fiscal_year": fiscal.read_fiscal_year,
    "area": land.read_area,
    "size": land.read_size,
    "ratio": land.read_ratio,
    "deed": deeds.read_deed,
    "deed_type": deeds.read_deed,
    "deed_no": deeds.read_deed_no,
    "model": progress.read_model,
    "model_size": progress.read_model_size,
    "stage": progress.read_stage,
    "name": people.read_name,
    "phones": people.read_phones,
    "citizen_id": people.read_citizen_id,
    "plot_no": addresses.read_plot_no,
    "house_no": addresses.read_house_no,
    "moo": addresses.read_moo,
    "village": addresses.read_village,
    "moo_village": addresses.read_moo_village,
    "address": addresses.read_address,
    "tambon": addresses.read_tambon,
    "district": addresses.read_district,
    "province": addresses.read_province,
    "point": points.read_point,
    "latitude": points.read_latitude,
    "longitude": points.read_longitude,
    "easting": points.read_grid,
    "northing": points.read_grid,
    "photos": photos.read_photos,
    "link": photos.read_link,
}
"""Kind -> parser; the kinds a programme file may name."""

EVERY = 50_000  # letters that Sheets lets a cell hold
LETTERS = 300
LONGEST: Mapping[str, int] = {
    **dict.fromkeys(("text", "soil", "photos", "link"), EVERY),
    **dict.fromkeys(("point", "latitude", "longitude"), 1000),
    **dict.fromkeys(("date", "date_range", "month", "period"), 100),
}
"""Letters of a cell that are looked at (LETTERS of any other kind): more cannot be what the kind asks for."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "date_range": ("start", "end"),
    "model_size": ("model", "size_rai"),
    "moo_village": ("moo", "village"),
    "address": addresses.ADDRESS,
    "point": points.PARTS,
}
"""Kinds whose cell says several things, and the parts they give instead of `value`."""


def parts_of(kind: str) -> tuple[str, ...]:
    """The parts that a kind's cell always gives."""
    return PARTS.get(kind, ("value",))


def understand(kind: str, cell: Cell, context: Context) -> Understood:
    """What a cell of a kind says; never raises for what is in the cell, only KeyError for a kind there is not."""
    return _remembered(kind, cell, context) if len(cell.text) <= LETTERS else _understood(kind, cell, context)


def without_ids(cell: Cell) -> Cell:
    """The same cell with each citizen ID in it masked, typed right or wrong, as a text or as a number."""
    number = numbers.numeric(cell)
    if number is not None:
        digits = str(abs(int(number)))
        if number != int(number) or len(digits) != ID_DIGITS:
            return cell
        shown = mask_runs(digits)
        return replace(cell, text=shown, value=shown, format="", pattern="")
    text = clean(cell.text)
    shown = mask_runs(text)
    if shown == text:
        return cell
    return replace(cell, text=shown, value=shown if isinstance(cell.value, str) else cell.value)


FIGURES = frozenset(
    ("count", "number", "money", "percent", "area", "size", "fiscal_year")
)  # no figure is part of an ID


def _understood(kind: str, cell: Cell, context: Context) -> Understood:
    """The kind's own reading of a cell; only citizen_id, which hashes it, is shown an ID."""
    longest = LONGEST.get(kind, LETTERS)
    long = len(cell.text) > longest
    if long:  # an ID that begins within is masked whole before the rest is cut
        cell = replace(cell, text=cell.text[: longest + ID_LETTERS])
    safe = cell if kind == "citizen_id" else without_ids(cell)
    masked = safe is not cell
    if long:
        safe = replace(safe, text=safe.text[:longest])
    if not masked:
        return _parsed(kind, safe, context)
    if kind in FIGURES:
        code = "AREA_UNREADABLE" if kind == "area" else "NUMBER_UNREADABLE"
        message = f"{quote(safe.text)} เป็นเลข 13 หลักเหมือนเลขประจำตัวประชาชน จึงไม่เก็บไว้ โปรดใส่ค่าของคอลัมน์นี้"
        return Understood({"value": None}, (Doubt(code, message),))
    read = _parsed(kind, safe, context)
    values = {part: None if part == "size_rai" else value for part, value in read.values.items()}
    kept = any(isinstance(value, str) and "xxxx" in value for value in values.values())
    return Understood(values, (*read.doubts, words.MASKED) if kept else read.doubts)


def _parsed(kind: str, cell: Cell, context: Context) -> Understood:
    parser = PARSERS[kind]
    if cell.error or ERROR_TEXT.fullmatch(clean(cell.text)):
        shown = line(cell.text) or cell.error
        message = f"สูตรในช่องนี้ผิดพลาด ({shown}) จึงยังไม่ทราบค่า โปรดแก้สูตรหรือพิมพ์ค่า"
        return Understood(dict.fromkeys(parts_of(kind)), (Doubt("FORMULA_ERROR", message),))
    if cell.blank:
        return Understood(dict.fromkeys(parts_of(kind)))
    return parser(cell, context)


_remembered = lru_cache(maxsize=REMEMBERED)(_understood)
