"""What Sheets made of a typed text that looked like a day or an hour to it, put back as it was typed."""

from __future__ import annotations

from ...model import Cell
from ..understood import Context
from .dates import serial_day
from .numbers import DAYS, kept_number


def is_day(cell: Cell) -> bool:
    """Whether Sheets keeps the cell as a day."""
    return cell.format in DAYS and kept_number(cell) is not None


def typed_day(cell: Cell, context: Context) -> tuple[int, int, int | None] | None:
    """The numbers that were typed, first, second and third, of a cell that Sheets took for a day.

    The third is None where the number format shows no year: then only two were typed. In a file that puts the
    month first, so did the officer's hand.
    """
    serial = kept_number(cell) if cell.format in DAYS else None
    day = None if serial is None else serial_day(serial)
    if day is None:
        return None
    pattern = cell.pattern.lower()
    if pattern and "d" not in pattern and "y" in pattern and "m" in pattern:
        return day.month, day.year % 100, None  # 12/64 was taken for December 1964
    first, second = (day.day, day.month) if context.day_first else (day.month, day.day)
    yearless = (bool(pattern) and not any(letter in pattern for letter in "yeb")) or _shows_two(cell.text)
    return first, second, None if yearless else day.year


def _shows_two(text: str) -> bool:
    """Whether a day is shown by two numbers only, as `12/3` or `4-01`."""
    pieces = text.replace("-", "/").split("/")
    return len(pieces) == 2 and all(piece.strip().isdecimal() for piece in pieces)


def minutes(cell: Cell) -> int | None:
    """Minutes of the day of a cell that Sheets took for an hour; None for any other cell."""
    value = kept_number(cell)
    if value is None or cell.format not in ("TIME", "DATE_TIME") or not 0 <= value < 4:
        return None
    return round(value * 1440)
