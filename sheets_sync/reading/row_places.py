"""Where a row is: province, district and tambon from the top down, by its cells, its section and the tab's title."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Value
from .cells import understand
from .columns import Column
from .notices import grave, uneasy
from .row import CellReader, Row, code
from .titles import Scope

PLACE_COLUMNS = ("province_code", "district_code", "address", "tambon_code")


@dataclass
class PlaceReader:
    """Reads the places of one table's rows, from the top: a blank means what stood above."""

    cells: CellReader
    last: dict[str, Value] = field(default_factory=dict)

    def read(self, row: Row, scope: Scope) -> None:
        """The row's codes, as far as its cells, the rows above, its section or the title tell them."""
        by, values = self.cells.by, row.values
        values["province_code"] = self._place(row, "province_code", "", "") or scope.province or None
        province = row.code("province_code")
        own = code(self._place(row, "district_code", province, ""))
        told = scope.district if "district_code" in row.blank or ("district_code" not in by and not row.lost) else ""
        district = own or told
        self._address(row, province, district)
        district = district or code(row.spare.get("district_code", (None, ""))[0])
        tambon = self._place(row, "tambon_code", province, district)
        spare = row.spare.pop("tambon_code", None)
        if tambon is None and spare:
            tambon, row.cells["tambon_code"] = spare
        if tambon is None and "tambon_code" not in by and scope.tambon.startswith(district):
            tambon = scope.tambon or None
        self._settle(row, tambon, district)

    def _settle(self, row: Row, tambon: Value, district: str) -> None:
        """The codes above a place that is known, each with the cell that tells it."""
        values = row.values
        if "tambon_code" in self.cells.shape.fields:
            values["tambon_code"] = tambon
        if not district and not row.lost and tambon:
            district = code(tambon)[:4]
            self._borrow(row, "district_code", "tambon_code")
        values["district_code"] = district or None
        if not values["province_code"] and district:
            values["province_code"] = district[:2]
            self._borrow(row, "province_code", "district_code")
        row.spare.pop("district_code", None)
        row.spare.pop("province_code", None)

    def _borrow(self, row: Row, name: str, source: str) -> None:
        """Let a field's cell be the one from which it was derived."""
        column = self.cells.by.get(source)
        where = row.cells.get(source) or (self.cells.at(row, column) if column else "")
        if where:
            row.cells[name] = where

    def _place(self, row: Row, name: str, province: str, district: str) -> Value:
        """One level of places; a blank is filled from the row above, and the officer is asked."""
        column = self.cells.by.get(name)
        if column is None:
            return None
        if row.lost:
            return self._quietly(row, column, province)
        read = self.cells.read(row, column, province, district)
        for part, value in read.values.items():
            if part != "value" and part in self.cells.shape.fields:
                row.offer(part, value, self.cells.at(row, column))
        if name in row.blank:
            return self._from_above(row, column, province, district)
        row.lost = row.lost or grave(read.doubts)
        self.last[name] = read.value
        return read.value

    def _quietly(self, row: Row, column: Column, province: str) -> Value:
        """A place below one that is plainly wrong: used when the province has one only, never complained of."""
        cell, _ = self.cells.typed(row.number, column.column)
        if cell.blank:
            return None
        read = understand(column.spec.kind, cell, self.cells.contexts.of(column, province))
        self.last[column.name] = read.value
        return None if uneasy(read.doubts) else read.value

    def _from_above(self, row: Row, column: Column, province: str, district: str) -> Value:
        """What a blank place cell under another most likely means (mess.md, row 14)."""
        above = self.last.get(column.name)
        if not isinstance(above, str) or not above.startswith(district or province):
            return None
        if column.name == "tambon_code" and not district and "district_code" in self.cells.by:
            return None
        said = "ช่องว่าง จึงใช้ค่าจากแถวบน โปรดตรวจสอบหรือพิมพ์ให้ครบ"
        self.cells.notices.say(self.cells.at(row, column), "FILLED_DOWN", said, "", above, column.name)
        return above

    def _address(self, row: Row, province: str, district: str) -> None:
        """An address in one cell, offered to the fields that no column of their own gives."""
        column = self.cells.by.get("address")
        if column:
            for name, value in self.cells.read(row, column, province, district).values.items():
                row.offer(name, value, self.cells.at(row, column))
