"""One row of a table as a record: every cell understood, with what its neighbours and the rows above tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import BLANK, Cell, Record, Value
from ..programmes.schema import Shape
from .cells import combine_area, combine_point, combine_utm, join_name, parts_of, says_all, understand
from .columns import MANY, Column, Layout
from .contexts import Contexts
from .grid import Grid, a1, letter
from .notices import Notices, grave, uneasy
from .rows import is_ditto
from .titles import Scope
from .understood import Understood

PLACE_FIELDS = ("province_code", "district_code", "tambon_code")
PIECES = frozenset(
    {"name_prefix", "first_name", "last_name", "rai", "ngan", "wah", "utm_e", "utm_n", "latitude", "longitude"}
)
FROM_SCOPE = ("fiscal_year", "budget_source", "model")


@dataclass
class Row:
    """A record in the making."""

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


class RecordReader:
    """Reads the rows of one table, top to bottom: ditto marks and blanks mean what stood above."""

    def __init__(self, grid: Grid, layout: Layout, contexts: Contexts, notices: Notices) -> None:
        self.grid, self.layout, self.contexts, self.notices = grid, layout, contexts, notices
        self.shape: Shape = layout.kind.shape
        known = [column for column in layout.columns if column.spec.kind != MANY]
        self.by = {column.name: column for column in known if column.option is None}
        self.options = [column for column in known if column.option is not None]
        places = ("province_code", "district_code", "address", "tambon_code")
        self.plain = [c for name, c in self.by.items() if name not in places and name not in PIECES]
        self.plain.sort(key=lambda column: (column.name != "model", column.column))
        self.above: dict[int, Cell] = {}
        self.last: dict[str, Value] = {}

    # ------------------------------------------------------------ cells

    def typed(self, row: int, column: int) -> tuple[Cell, bool]:
        """The cell that counts at a place, and whether it stands there itself: not in a merge, not for a ditto mark."""
        cell = self.grid.cell(row, column)
        if cell.blank:
            merge = self.grid.merges.get((row, column))
            if merge and merge.top < row and merge.left == column:
                return self.grid.cell(merge.top, column), False
            return cell, True
        if is_ditto(cell):
            return self.above.get(column, BLANK), False
        self.above[column] = cell
        return cell, True

    def _understand(self, row: Row, column: Column, province: str = "", district: str = "") -> Understood:
        """A cell's meaning, its doubts already given their place."""
        cell, here = self.typed(row.number, column.column)
        if cell.blank:
            row.blank.add(column.name)
            return Understood(dict.fromkeys(parts_of(column.spec.kind)))
        model = row.values.get("model")
        context = self.contexts.of(column, province, district, model if isinstance(model, str) else "")
        read = understand(column.spec.kind, cell, context)
        if read.doubts:
            if here:
                self.notices.add_all(
                    a1(row.number, column.column), read.doubts, cell.text, column.name, column.spec.kind
                )
            if uneasy(read.doubts) or (read.value is None and column.spec.kind != "text"):
                unread = [n for n in column.spec.fills if read.values.get(n) is None]
                row.doubtful.update(unread if column.spec.fills else [column.name])
        return read

    # ------------------------------------------------------------ a row

    def read(self, number: int, scope: Scope) -> tuple[Record, frozenset[str]]:
        """The record of a row, and the fields whose cells were not surely read."""
        row = Row(number)
        self._places(row, scope)
        if "model" not in self.by and "model" in self.shape.fields:
            row.values["model"] = scope.model
        for column in self.plain:
            self._column(row, column)
        self._options(row)
        self._name(row)
        self._area(row)
        self._point(row)
        self._settle(row, scope)
        start = a1(number, next(iter(self.grid.filled(number)), 0))
        record = Record(number + 1, {name: row.values.get(name) for name in self._known(row)}, row.cells, start)
        return record, frozenset(row.doubtful)

    def _known(self, row: Row) -> list[str]:
        """The fields of the record, in the order of the programme; the keyed hash last."""
        return [name for name in (*self.shape.fields, "citizen_id_hash") if name in row.values]

    def _column(self, row: Row, column: Column) -> None:
        """One column of one field, or of several that its cell names."""
        province, district = row.values.get("province_code"), row.values.get("district_code")
        read = self._understand(row, column, _code(province), _code(district))
        own = a1(row.number, column.column)
        for part, value in read.values.items():
            name = self._field(column, part)
            if part == "value" or name in column.spec.fills:
                if column.spec.fills:
                    row.offer(name, value, own)
                else:
                    row.values[name] = value
            elif name == "citizen_id_hash":
                row.values[name] = value
            elif name in self.shape.fields:
                row.offer(name, value, own)

    @staticmethod
    def _field(column: Column, part: str) -> str:
        """The field that a part of a cell is: the column's own, or the one its name says."""
        if part == "value":
            return column.name
        if part in ("start", "end") and len(column.spec.fills) == 2:
            return column.spec.fills[part == "end"]
        return part

    # ------------------------------------------------------------ places

    def _places(self, row: Row, scope: Scope) -> None:
        """Province, district and tambon from the top down: by the row's cells, its section, the tab's title."""
        values = row.values
        values["province_code"] = self._place(row, "province_code", "", "") or scope.province or None
        province = _code(values["province_code"])
        values["district_code"] = self._place(row, "district_code", province, "")
        in_scope = scope.district if not row.lost and "district_code" not in self.by else ""
        if "district_code" in row.blank and scope.district:
            in_scope = scope.district
        district = _code(values["district_code"]) or in_scope
        self._address(row, province, district)
        district = district or _code(row.spare.get("district_code", (None, ""))[0])
        tambon = self._place(row, "tambon_code", province, district)
        spare = row.spare.pop("tambon_code", None)
        if tambon is None and spare:
            tambon, row.cells["tambon_code"] = spare
        if tambon is None and "tambon_code" not in self.by and scope.tambon.startswith(district):
            tambon = scope.tambon or None
        self._derive(row, tambon, district, province)

    def _derive(self, row: Row, tambon: Value, district: str, province: str) -> None:
        """The places above a tambon or district that is known."""
        values = row.values
        if "tambon_code" in self.shape.fields:
            values["tambon_code"] = tambon
        if not district and not row.lost and tambon:
            district = _code(tambon)[:4]
            self._borrow(row, "district_code", "tambon_code")
        values["district_code"] = district or None
        if not province and district:
            values["province_code"] = district[:2]
            self._borrow(row, "province_code", "district_code")
        row.spare.pop("district_code", None)
        row.spare.pop("province_code", None)

    def _borrow(self, row: Row, name: str, source: str) -> None:
        """Let a field's cell be the one from which it was derived."""
        where = row.cells.get(source) or (a1(row.number, self.by[source].column) if source in self.by else "")
        if where:
            row.cells[name] = where

    def _place(self, row: Row, name: str, province: str, district: str) -> Value:
        """One level of places; a blank is filled from the row above, and the officer is asked."""
        column = self.by.get(name)
        if column is None:
            return None
        quiet = row.lost
        if quiet:
            return self._quiet_place(row, column, province)
        read = self._understand(row, column, province, district)
        for part, value in read.values.items():
            if part != "value" and part in self.shape.fields:
                row.offer(part, value, a1(row.number, column.column))
        if name in row.blank:
            return self._from_above(row, column, province, district)
        row.lost = row.lost or grave(read.doubts)
        self.last[name] = read.value
        return read.value

    def _quiet_place(self, row: Row, column: Column, province: str) -> Value:
        """A place below one that is plainly wrong: used when the province has one only, never complained of."""
        cell, _ = self.typed(row.number, column.column)
        if cell.blank:
            return None
        read = understand(column.spec.kind, cell, self.contexts.of(column, province))
        self.last[column.name] = read.value
        return None if uneasy(read.doubts) else read.value

    def _from_above(self, row: Row, column: Column, province: str, district: str) -> Value:
        """What a blank place cell under another most likely means (mess.md, row 14)."""
        above = self.last.get(column.name)
        if not isinstance(above, str) or not above.startswith(district or province):
            return None
        if column.name == "tambon_code" and not district and "district_code" in self.by:
            return None
        cell = a1(row.number, column.column)
        self.notices.say(cell, "FILLED_DOWN", "ช่องว่าง จึงใช้ค่าจากแถวบน โปรดตรวจสอบหรือพิมพ์ให้ครบ", "", above, column.name)
        return above

    def _address(self, row: Row, province: str, district: str) -> None:
        """An address in one cell."""
        column = self.by.get("address")
        if column is None:
            return
        read = self._understand(row, column, province, district)
        for name, value in read.values.items():
            row.offer(name, value, a1(row.number, column.column))

    # ------------------------------------------------------------ values spread over columns

    def _options(self, row: Row) -> None:
        """Columns of ticks: the one that is ticked says the value."""
        ticked: dict[str, list[Column]] = {}
        for column in self.options:
            name = column.spec.fills[0]
            ticked.setdefault(name, [])
            cell, _ = self.typed(row.number, column.column)
            number = cell.value if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else None
            if not cell.blank and (number or understand("yes_no", cell, self.contexts.of(column)).value is True):
                ticked[name].append(column)
        for name, columns in ticked.items():
            if row.values.get(name) is not None:
                continue
            row.values[name] = columns[0].option if len(columns) == 1 else None
            if columns:
                row.cells[name] = a1(row.number, columns[0].column)
            if len(columns) > 1:
                said = " และ ".join(" ".join(column.heading.leaf.split()) for column in columns)
                self.notices.say(
                    row.cells[name], "MULTI_VALUE", f"ทำเครื่องหมายไว้ทั้ง {said} โปรดเลือกอย่างเดียว", "", "", name
                )

    def _name(self, row: Row) -> None:
        """A name from prefix, first and last name, or from a prefix and a name."""
        pieces = [self._text(row, name) for name in ("name_prefix", "first_name", "last_name")]
        if "first_name" in self.by or "last_name" in self.by:
            row.values["owner_name"] = join_name(*pieces)
            source = next((n for n in ("first_name", "last_name") if n in self.by), "")
            row.cells["owner_name"] = a1(row.number, self.by[source].column)
        elif pieces[0] and isinstance(row.values.get("owner_name"), str):
            row.values["owner_name"] = join_name(pieces[0], str(row.values["owner_name"]), "")

    def _text(self, row: Row, name: str) -> str:
        column = self.by.get(name)
        if column is None:
            return ""
        value = self._understand(row, column).value
        return value if isinstance(value, str) else ""

    def _area(self, row: Row) -> None:
        """An area from its columns of rai, ngan and square wah."""
        columns = [self.by[name] for name in ("rai", "ngan", "wah") if name in self.by]
        if len(columns) < 2 or row.values.get("area_rai") is not None:
            return
        pieces = {column.name: self._understand(row, column).value for column in columns}
        read = combine_area(pieces.get("rai"), pieces.get("ngan"), pieces.get("wah", 0))
        row.values["area_rai"] = read.value
        row.cells["area_rai"] = a1(row.number, columns[0].column)
        ngan = pieces.get("ngan")
        fault = next((c for c in columns if pieces[c.name] is None), columns[0])
        if fault is columns[0] and read.doubts and read.doubts[0].code == "AREA_UNITS":
            fault = self.by["ngan"] if isinstance(ngan, int | float) and ngan >= 4 else columns[-1]
        if "area_rai" not in row.doubtful:
            self.notices.add_all(a1(row.number, fault.column), read.doubts, "", "area_rai")

    def _point(self, row: Row) -> None:
        """A point from two columns, of degrees or of metres; from one cell where they say nothing."""
        for first, second in (("latitude", "longitude"), ("utm_e", "utm_n")):
            if first in self.by and second in self.by:
                read = self._pair(row, self.by[first], self.by[second])
                if read:
                    columns = (self.by[first].column, self.by[second].column)
                    leftmost = a1(row.number, min(columns))
                    self.notices.add_all(leftmost, read.doubts, "", "latitude")
                    row.values |= {name: read.values[name] for name in ("latitude", "longitude")}
                    if first == "utm_e":
                        row.cells["latitude"] = row.cells["longitude"] = leftmost
        if any(row.values.get(name) is None for name in ("latitude", "longitude")):
            for name in ("latitude", "longitude"):
                if name in row.spare:
                    row.values[name], row.cells[name] = row.spare.pop(name)

    def _pair(self, row: Row, one: Column, two: Column) -> Understood | None:
        """The point of two columns; None when nothing stands in them, or one of them was already complained of."""
        province, district = _code(row.values.get("province_code")), _code(row.values.get("district_code"))
        reads = [self._understand(row, column, province, district) for column in (one, two)]
        values = [read.value for read in reads]
        row.values |= {"latitude": None, "longitude": None}
        if None in values:
            return None
        context = self.contexts.of(one, province, district)
        if one.name == "utm_e":
            zone = next((read.values["utm_zone"] for read in reads if read.values.get("utm_zone")), None)
            return combine_utm(values[0], values[1], context, zone)
        return combine_point(values[0], values[1], context)

    # ------------------------------------------------------------ last

    def _settle(self, row: Row, scope: Scope) -> None:
        """What other cells said besides, what a title says for all rows, and counts typed as `ครบ`."""
        for name, (value, cell) in row.spare.items():
            if name in self.shape.fields and row.values.get(name) is None and name not in row.doubtful:
                row.values[name] = value
                row.cells[name] = cell
        for name in FROM_SCOPE:
            if name in self.shape.fields and name not in self.layout.fields and row.values.get(name) is None:
                row.values[name] = getattr(scope, name)
        for name, column in self.by.items():
            whole = column.spec.options.get("whole")
            if whole and row.values.get(name) is None and says_all(self.grid.cell(row.number, column.column).text):
                row.values[name] = next((row.values[w] for w in whole if row.values.get(w) is not None), None)
        for name in self.layout.fields:
            row.values.setdefault(name, None)


def _code(value: Value) -> str:
    return value if isinstance(value, str) else ""


def columns_by_field(layout: Layout) -> Mapping[str, str]:
    """Field -> letter of the column from which it is read."""
    found: dict[str, str] = {}
    for column in layout.columns:
        if column.spec.kind == MANY:
            continue
        if column.name in layout.kind.shape.fields:
            found[column.name] = letter(column.column)
    for column in layout.columns:
        for name in column.spec.fills:
            if name in layout.kind.shape.fields:
                found.setdefault(name, letter(column.column))
    return found
