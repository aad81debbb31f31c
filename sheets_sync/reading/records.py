"""One row of a table as a record: every cell understood, with what its neighbours and the rows above tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model import Record
from ..model.a1 import a1, column_letter
from .cells import says_all
from .columns import Column, Layout
from .contexts import Contexts
from .grid import Grid
from .months import MONTH, SUM, read_months
from .notices import Notices
from .row import CellReader, Row
from .row_places import PLACE_COLUMNS, PlaceReader
from .signs import required_columns
from .spread import PIECES, read_name, read_options, read_split_area, read_split_point
from .titles import Scope
from .totals import NEVER, SUMMED

FROM_TITLE = ("fiscal_year", "budget_source", "model")
HASH = "citizen_id_hash"


class RecordReader:
    """Reads the rows of one table, top to bottom: ditto marks and blanks mean what stood above."""

    def __init__(self, grid: Grid, layout: Layout, contexts: Contexts, notices: Notices) -> None:
        by = {column.name: column for column in layout.kept if column.option is None}
        self.months = [column for name, column in by.items() if MONTH in name or SUM in name]
        self.layout, self.grid = layout, grid
        self.cells = CellReader(grid, layout, contexts, notices, by)
        self.places = PlaceReader(self.cells)
        self.options = [column for column in layout.kept if column.option is not None]
        apart = {*PLACE_COLUMNS, *PIECES, *(column.name for column in self.months)}
        plain = [column for name, column in by.items() if name not in apart]
        self.plain = sorted(plain, key=lambda column: column.column)
        self.given = layout.fields
        self.required = required_columns(layout)
        self.summed = [n for n, c in by.items() if c.spec.kind in SUMMED and n not in NEVER and n in self.given]

    def forget(self) -> None:
        """A section begins: what stood above no longer fills blanks."""
        self.places.last.clear()

    def read(self, number: int, scope: Scope) -> tuple[Record, frozenset[str]]:
        """The record of a row, and the fields whose cells were not surely read."""
        row = Row(number)
        self.places.read(row, scope)
        province, district = row.code("province_code"), row.code("district_code")
        for column in self.plain:
            self._column(row, column, province, district)
        if self.options:
            read_options(self.cells, row, self.options)
        if self.months:
            read_months(self.cells, row, self.months)
        read_name(self.cells, row)
        read_split_area(self.cells, row)
        read_split_point(self.cells, row)
        self._settle(row, scope)
        names = [name for name in (*self.cells.shape.fields, HASH) if name in row.values]
        start = a1(number, next(iter(self.grid.filled(number)), 0))
        return Record(number + 1, {name: row.values[name] for name in names}, row.cells, start), frozenset(row.doubtful)

    def _column(self, row: Row, column: Column, province: str, district: str) -> None:
        """One column of one field, or of several that its cell names."""
        read = self.cells.read(row, column, province, district)
        if len(read.values) == 1 and "value" in read.values:
            row.values[column.name] = read.values["value"]
            return
        own = a1(row.number, column.column)
        for part, value in read.values.items():
            name = _field(column, part)
            if (part == "value" and not column.spec.fills) or name == HASH:
                row.values[name] = value
            elif name in self.cells.shape.fields:
                row.offer(name, value, own)

    def _settle(self, row: Row, scope: Scope) -> None:
        """What other cells said besides, what a title says for all rows, and counts typed as `ครบ`."""
        for name, (value, cell) in row.spare.items():
            if name in self.cells.shape.fields and row.values.get(name) is None and name not in row.doubtful:
                row.values[name] = value
                row.cells[name] = cell
        for name in FROM_TITLE:
            if name in self.cells.shape.fields and name not in self.given and row.values.get(name) is None:
                row.values[name] = getattr(scope, name)
        for name, column in self.cells.by.items():
            wholes = column.spec.options.get("whole")
            if wholes and row.values.get(name) is None and says_all(self.grid.cell(row.number, column.column).text):
                known = (whole for whole in wholes if row.values.get(whole) is not None)
                self._whole(row, column, next(known, ""))
        for name in self.given:
            row.values.setdefault(name, None)

    def _whole(self, row: Row, column: Column, whole: str) -> None:
        """A count typed as `ครบ`: as many as the whole it is of, and the officer is asked (mess.md, row 54)."""
        if not whole:
            return
        value = row.values[column.name] = row.values[whole]
        of = self.cells.shape.fields[whole].label
        said = f"“{self.grid.cell(row.number, column.column).text.strip()}” อ่านเป็น {value} ตาม{of} โปรดใส่เป็นตัวเลข"
        self.cells.notices.amend(self.cells.at(row, column), "NUMBER_SUSPECT", column.name, said, f"{value}")


def _field(column: Column, part: str) -> str:
    """The field that a part of a cell is: the column's own, or the one its name says."""
    if part == "value":
        return column.name
    if part in ("start", "end") and len(column.spec.fills) == 2:
        return column.spec.fills[part == "end"]
    return part


def columns_by_field(layout: Layout) -> Mapping[str, str]:
    """Field -> letter of the column from which it is read."""
    found: dict[str, str] = {}
    for column in layout.kept:
        if column.name in layout.kind.shape.fields:
            found[column.name] = column_letter(column.column)
    for column in layout.columns:
        for name in column.spec.fills:
            if name in layout.kind.shape.fields:
                found.setdefault(name, column_letter(column.column))
    return found


def located(record: Record, layout: Layout, first: Layout | None) -> Record:
    """The record with the cells of fields that its own table keeps in other columns than the tab's first."""
    if first is None or first is layout:
        return record
    here, there = columns_by_field(layout), columns_by_field(first)
    moved = {name: f"{here[name]}{record.row}" if name in here else "" for name in {**here, **there}}
    changed = {name: cell for name, cell in moved.items() if here.get(name) != there.get(name)}
    return replace(record, cells=changed | dict(record.cells))
