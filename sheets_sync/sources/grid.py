"""Rows of cells as every source hands them on: blank cells shared, blank tails cut, far-away cells named."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import BLANK, Cell, Merge
from ..model.a1 import a1
from .unreadable import UnreadableWorkbook

LOCALE = "th_TH"  # of a file, which names none
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
LONGEST = 50_000  # letters of a cell, as in Google Sheets
MAX_CELLS = 10_000_000  # Google Sheets keeps no more in one spreadsheet
MAX_FAR = 100_000  # filled cells of a file that are left out before the whole is refused
BEYOND = f"ไฟล์มีข้อมูลเกินแถวที่ {MAX_ROWS:,} หรือคอลัมน์ที่ {MAX_COLUMNS:,} มากเกินไป กรุณาลบข้อมูลที่ลากเลยตารางลงไป แล้วส่งใหม่"
MAX_TABS = 200  # the same
TOO_MANY_TABS = f"ไฟล์มีเกิน {MAX_TABS} แท็บ กรุณาลบแท็บที่ไม่ใช้ แล้วส่งใหม่"
CROWDED = f"ไฟล์มีตารางเกิน {MAX_CELLS:,} เซลล์ กรุณาลบแถว คอลัมน์ และแท็บที่ไม่ใช้ แล้วส่งใหม่"


def colour_only(cell: Cell) -> bool:
    """Whether a cell says nothing but by its colour."""
    return not cell.text and cell.value is None and not (cell.error or cell.link or cell.formula)


def plain(cell: Cell) -> Cell:
    """The cell, or, where nothing is in it, one shared blank; its colour is kept, for it may be meant."""
    if not colour_only(cell):
        return cell
    return Cell(fill=cell.fill) if cell.fill else BLANK


def tidy(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without blank tails; colour beyond the last filled row and column is not kept."""
    grid = list(rows)
    width = height = 0
    for number, row in enumerate(grid):
        filled = next((i for i in range(len(row) - 1, -1, -1) if row[i] is not BLANK and not colour_only(row[i])), -1)
        if filled >= 0:
            width, height = max(width, filled + 1), number + 1
    return tuple(_cut(row, width) for row in grid[:height])


def _cut(row: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    end = min(len(row), width)
    while end and row[end - 1] is BLANK:
        end -= 1
    return tuple(row[:end])


def width(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many columns the widest row has."""
    return max(map(len, rows), default=0)


def within(merges: Iterable[Merge], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Merge, ...]:
    """The merged ranges that touch the rows, in order."""
    wide = width(rows)
    return tuple(sorted((m for m in merges if m.top < len(rows) and m.left < wide), key=lambda m: (m.top, m.left)))


@dataclass(slots=True)
class Far:
    """The cells that lie too far out to be read: the first by name, the others by number."""

    most: int = sys.maxsize
    first: str = ""
    count: int = 0

    def add(self, row: int, column: int, cells: int = 1) -> None:
        """One more that is left out, or several of which this is the first; UnreadableWorkbook where most are."""
        self.first = self.first or a1(row, column)
        self.count += cells
        if self.count > self.most:
            raise UnreadableWorkbook(BEYOND)

    def told(self) -> str:
        """In Thai, that there is something, and where; empty when there is nothing."""
        if not self.first:
            return ""
        more = f" และอีก {self.count - 1:,} เซลล์" if self.count > 1 else ""
        return (
            f"มีข้อมูลอยู่ไกลเกินไปที่เซลล์ {self.first}{more} ระบบอ่านถึงแถวที่ {MAX_ROWS:,} คอลัมน์ที่ {MAX_COLUMNS:,} "
            "กรุณาลบหรือย้ายข้อมูลนั้นเข้ามาในตาราง"
        )


@dataclass(slots=True)
class Room:
    """How many cells of one workbook may still be laid out."""

    left: int = MAX_CELLS

    def take(self, cells: int) -> None:
        """Lay out some more; UnreadableWorkbook when there are too many."""
        self.left -= cells
        if self.left < 0:
            raise UnreadableWorkbook(CROWDED)
