"""A record in the making, and the cells of its row: what is typed there, what a ditto mark or a merge means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import BLANK, Cell, Value
from ..model.a1 import a1
from ..programmes.schema import Shape
from .cells import parts_of, understand
from .columns import Column, Layout
from .contexts import PLACED, Contexts
from .grid import Grid
from .notices import Notices, uneasy
from .rows import is_ditto
from .understood import Context, Understood


@dataclass
class Row:
    """What is known of one row so far."""

    number: int  # zero-based
    values: dict[str, Value] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)  # field -> A1, where it was not read from its own column
    spare: dict[str, tuple[Value, str]] = field(default_factory=dict)  # what cells say besides what was asked
    doubtful: set[str] = field(default_factory=set)  # fields whose cell could not be read, or not surely
    blank: set[str] = field(default_factory=set)  # columns in which nothing is typed
    lost: bool = False  # a place of the row is plainly wrong

    def offer(self, name: str, value: Value, cell: str) -> None:
        """Something a cell says of another field: used where that field's own column says nothing."""
        if value is not None and name not in self.spare:
            self.spare[name] = (value, cell)

    def code(self, name: str) -> str:
        """A place's code, empty when it is not known."""
        return code(self.values.get(name))


def code(value: Value) -> str:
    """A code as a text; empty when it is not known."""
    return value if isinstance(value, str) else ""


@dataclass
class CellReader:
    """Understands the cells of one table's columns, row by row from the top."""

    grid: Grid
    layout: Layout
    contexts: Contexts
    notices: Notices
    by: Mapping[str, Column]  # name -> column, but for columns of ticks
    above: dict[int, Cell] = field(default_factory=dict)
    steady: dict[int, Context] = field(default_factory=dict)  # of columns that ask nothing of their row

    @property
    def shape(self) -> Shape:
        return self.layout.kind.shape

    def typed(self, row: int, column: int) -> tuple[Cell, bool]:
        """The cell that counts at a place, and whether it stands there itself: not in a merge, not for a ditto mark."""
        cells = self.grid.tab.rows[row]
        cell = cells[column] if column < len(cells) else BLANK
        if cell is BLANK or cell.blank:
            merge = self.grid.merges.get((row, column))
            if merge and merge.top < row and merge.left == column:
                top = self.grid.cell(merge.top, column)
                return (BLANK if top.blank else top), False
            return BLANK, True
        if is_ditto(cell):
            return self.above.get(column, BLANK), False  # a mark with nothing above it says nothing
        self.above[column] = cell
        return cell, True

    def _context(self, row: Row, column: Column, province: str, district: str) -> Context:
        """What a column's parser is told of this row; kept where it is the same for every row."""
        context = self.contexts.of(column, province, district)
        if column.spec.kind not in PLACED and not column.spec.fills:
            self.steady[column.column] = context
        return context

    def at(self, row: Row, column: Column) -> str:
        """The A1 name of a column's cell in a row."""
        return a1(row.number, column.column)

    def read(self, row: Row, column: Column, province: str = "", district: str = "") -> Understood:
        """A cell's meaning, its doubts already given their place."""
        cell, here = self.typed(row.number, column.column)
        kind = column.spec.kind
        if cell is BLANK:
            row.blank.add(column.name)
            return Understood(dict.fromkeys(parts_of(kind)))
        context = self.steady.get(column.column)
        if context is None:
            context = self._context(row, column, province, district)
        read = understand(kind, cell, context)
        if read.doubts:
            if here:
                self.notices.add_all(self.at(row, column), read.doubts, cell.text, column.name, kind)
            if uneasy(read.doubts) or (read.value is None and kind != "text"):
                unread = [name for name in column.spec.fills if read.values.get(name) is None]
                row.doubtful.update(unread if column.spec.fills else [column.name])
        return read
