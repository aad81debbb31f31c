"""Rows of cells as every source hands them on: blank cells shared, blank tails cut, far-away cells named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import BLANK, Cell, Merge

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000


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


def left_out(cells: Sequence[str]) -> str:
    """In Thai, that something lies too far out to be read; empty when nothing does."""
    if not cells:
        return ""
    more = f" และอีก {len(cells) - 1:,} เซลล์" if len(cells) > 1 else ""
    return (
        f"มีข้อมูลอยู่ไกลเกินไปที่เซลล์ {cells[0]}{more} ระบบอ่านถึงแถวที่ {MAX_ROWS:,} คอลัมน์ที่ {MAX_COLUMNS:,} "
        "กรุณาลบหรือย้ายข้อมูลนั้นเข้ามาในตาราง"
    )
