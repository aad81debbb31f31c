"""Values that officers spread over several columns: ticks, names, areas and points."""

from __future__ import annotations

from collections.abc import Sequence

from .cells import combine_area, combine_point, combine_utm, join_name, understand
from .columns import Column
from .row import CellReader, Row
from .understood import Understood

PIECES = frozenset(
    ("name_prefix", "first_name", "last_name", "rai", "ngan", "wah", "utm_e", "utm_n", "latitude", "longitude")
)
FULL_NGAN = 4  # ngan of a rai


def read_options(cells: CellReader, row: Row, options: Sequence[Column]) -> None:
    """Columns of ticks: the one that is ticked says the value."""
    ticked: dict[str, list[Column]] = {}
    order = list(cells.layout.kind.programme.stages)
    for column in options:
        marked = ticked.setdefault(column.spec.fills[0], [])
        cell, _ = cells.typed(row.number, column.column)
        number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value > 0
        if number or (not cell.blank and understand("yes_no", cell, cells.contexts.of(column)).value is True):
            marked.append(column)
    for name, columns in ticked.items():
        if row.values.get(name) is not None:
            continue
        # steps are ticked one after the other: the last one is where the plot stands
        last = [max(columns, key=lambda column: order.index(str(column.option)))] if name == "stage" and columns else []
        meant = last or columns
        row.values[name] = meant[0].option if len(meant) == 1 else None
        if meant:
            row.cells[name] = cells.at(row, meant[0])
        if len(meant) > 1:
            said = " และ ".join(" ".join(column.heading.leaf.split()) for column in meant)
            message = f"ทำเครื่องหมายไว้ทั้ง {said} โปรดเลือกอย่างเดียว"
            cells.notices.say(row.cells[name], "MULTI_VALUE", message, "", "", name)


def read_name(cells: CellReader, row: Row) -> None:
    """A name from prefix, first and last name, or from a prefix and a name."""
    prefix, first, last = (_text(cells, row, name) for name in ("name_prefix", "first_name", "last_name"))
    source = cells.by.get("first_name") or cells.by.get("last_name")
    whole = row.values.get("owner_name")
    if source:
        row.values["owner_name"] = join_name(prefix, first, last)
        row.cells["owner_name"] = cells.at(row, source)
    elif prefix and isinstance(whole, str):
        row.values["owner_name"] = join_name(prefix, whole, "")


def _text(cells: CellReader, row: Row, name: str) -> str:
    column = cells.by.get(name)
    value = cells.read(row, column).value if column else None
    return value if isinstance(value, str) else ""


def read_split_area(cells: CellReader, row: Row) -> None:
    """An area from its columns of rai, ngan and square wah."""
    columns = [cells.by[name] for name in ("rai", "ngan", "wah") if name in cells.by]
    if len(columns) < 2 or row.values.get("area_rai") is not None:
        return
    pieces = {column.name: cells.read(row, column).value for column in columns}
    read = combine_area(pieces.get("rai"), pieces.get("ngan"), pieces.get("wah", 0))
    row.values["area_rai"] = read.value
    row.cells["area_rai"] = cells.at(row, columns[0])
    ngan = pieces.get("ngan")
    fault = next((column for column in columns if pieces[column.name] is None), columns[0])
    if read.doubts and read.doubts[0].code == "AREA_UNITS":
        fault = cells.by["ngan"] if isinstance(ngan, int | float) and ngan >= FULL_NGAN else columns[-1]
    if not row.doubtful & {"area_rai", "rai", "ngan", "wah"}:
        cells.notices.add_all(cells.at(row, fault), read.doubts, "", "area_rai")


def read_split_point(cells: CellReader, row: Row) -> None:
    """A point from two columns, of degrees or of metres; from one cell where they say nothing."""
    for first, second in (("latitude", "longitude"), ("utm_e", "utm_n")):
        one, two = cells.by.get(first), cells.by.get(second)
        read = _pair(cells, row, one, two) if one and two else None
        if one and two and read:
            leftmost = cells.at(row, min(one, two, key=lambda column: column.column))
            cells.notices.add_all(leftmost, read.doubts, "", "latitude")
            row.values |= {name: read.values[name] for name in ("latitude", "longitude")}
            row.cells["latitude"] = leftmost if first == "utm_e" else row.cells.get("latitude", cells.at(row, one))
    if any(row.values.get(name) is None for name in ("latitude", "longitude")):
        for name in ("latitude", "longitude"):
            if name in row.spare:
                row.values[name], row.cells[name] = row.spare.pop(name)


def _pair(cells: CellReader, row: Row, one: Column, two: Column) -> Understood | None:
    """The point of two columns; None when nothing stands in them, or one of them was already complained of."""
    province, district = row.code("province_code"), row.code("district_code")
    reads = [cells.read(row, column, province, district) for column in (one, two)]
    values = [read.value for read in reads]
    row.values |= {"latitude": None, "longitude": None}
    if None in values:
        return None
    context = cells.contexts.of(one, province, district)
    if one.name == "utm_e":
        zone = next((read.values["utm_zone"] for read in reads if read.values.get("utm_zone")), None)
        return combine_utm(values[0], values[1], context, zone)
    return combine_point(values[0], values[1], context)
