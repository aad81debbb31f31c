"""A tab as a grid with its merges undone: what stands where, and how a place is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ..model import BLANK, Cell, Merge, Tab

_A1 = re.compile(r"([A-Z]+)(\d+)")
ALPHABET = 26
OVERLAPS = 2  # times that merges may cover the grid before the rest of them are left out


@lru_cache(maxsize=4096)
def letter(column: int) -> str:
    """A zero-based column as Sheets names it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, ALPHABET)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The zero-based column of a letter name; ValueError for anything that is none."""
    if not name.isascii() or not name.isalpha():
        raise ValueError(f"{name!r} is not a column letter such as B or AA")
    number = 0
    for char in name.upper():
        number = number * ALPHABET + ord(char) - ord("A") + 1
    return number - 1


def a1(row: int, column: int) -> str:
    """The A1 name of a zero-based place."""
    return f"{letter(column)}{row + 1}"


def place_of(name: str) -> tuple[int, int]:
    """The zero-based row and column of an A1 name."""
    match = _A1.fullmatch(name)
    if not match:
        raise ValueError(f"{name!r} is not a cell such as B7")
    return int(match[2]) - 1, column_of(match[1])


@dataclass(frozen=True)
class Grid:
    """One tab's cells with every merge known at each place that it covers."""

    tab: Tab
    _filled: dict[int, list[int]] = field(default_factory=dict, repr=False)

    @cached_property
    def height(self) -> int:
        return len(self.tab.rows)

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.tab.rows), default=0)

    @cached_property
    def merges(self) -> dict[tuple[int, int], Merge]:
        """Place -> the merge that covers it, within the rows and columns that hold anything."""
        covered: dict[tuple[int, int], Merge] = {}
        allowed = OVERLAPS * self.height * self.width
        for merge in self.tab.merges:
            rows = range(max(merge.top, 0), min(merge.bottom, self.height))
            columns = range(max(merge.left, 0), min(merge.right, self.width))
            allowed -= len(rows) * len(columns)
            if allowed < 0:  # merges never overlap in a true sheet; a forged one must not cost more than its cells
                break
            covered |= {(row, column): merge for row in rows for column in columns}
        return covered

    def cell(self, row: int, column: int) -> Cell:
        """The cell typed at a place; blank outside the grid and under a merge."""
        if row >= self.height:
            return BLANK
        cells = self.tab.rows[row]
        return cells[column] if column < len(cells) else BLANK

    def shown(self, row: int, column: int) -> Cell:
        """The cell seen at a place: under a merge, the merge's own."""
        merge = self.merges.get((row, column))
        return self.cell(merge.top, merge.left) if merge else self.cell(row, column)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell seen at a place was typed."""
        merge = self.merges.get((row, column))
        return (merge.top, merge.left) if merge else (row, column)

    def filled(self, row: int) -> list[int]:
        """The columns of a row in which something was typed, left to right."""
        found = self._filled.get(row)
        if found is None:
            cells = self.tab.rows[row] if row < self.height else ()
            found = self._filled[row] = [
                i for i, c in enumerate(cells) if c is not BLANK and (c.text or c.error) and not c.blank
            ]
        return found
