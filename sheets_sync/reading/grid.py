"""A tab as a grid with its merges undone: what stands where, and how a place is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ..model import BLANK, Cell, Merge, Tab

OVERLAPS = 2  # times that merges may cover the grid before the rest of them are left out


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
