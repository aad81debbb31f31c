"""`spreadsheets.batchUpdate`, as far as a tab of one's own needs it: tabs come and go, and cells are written."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ...model import Merge, Tab, Workbook
from .answers import Answer, Call, as_json
from .edits import Refused, Value, as_written, check_protection, check_size, filled, with_tab
from .library import Library
from .masks import BadMask, Mask, apply, check, parse
from .ranges import Area, WrittenTab, size
from .schema import SHEETS
from .sheets import check_parameters, mask_of, sheet_resource
from .writes import bad, body_of, editable

Step = Callable[[Workbook, dict[str, Any]], tuple[Workbook, dict[str, Any]]]
"""One request: the workbook after it, and the reply."""

WRITABLE = {"title", "index", "hidden", "gridProperties"}
SIZES = {"rowCount", "columnCount", "frozenRowCount", "frozenColumnCount"}
FORMATS = {"userEnteredFormat", "note", "textFormatRuns", "dataValidation"}  # taken, and not kept


def answer(call: Call, library: Library, by: str) -> Answer:
    """Do all requests of an account or none, in their order; raises GoogleError."""
    check_parameters(call)
    mask = mask_of(call)
    file = editable(call, library)
    requests = body_of(call, {"requests"}).get("requests")
    if not isinstance(requests, list) or not requests:
        raise bad("Must specify at least one request.")
    replies: list[dict[str, Any]] = []

    def edit(workbook: Workbook) -> Workbook:
        for number, request in enumerate(requests):
            workbook, reply = _done(workbook, request, number)
            replies.append(reply)
        return workbook

    library.edit(file, edit, by)
    return as_json(apply(mask or {}, {"spreadsheetId": file.id, "replies": replies}))


def _done(workbook: Workbook, request: Any, number: int) -> tuple[Workbook, dict[str, Any]]:
    kind = next(iter(request)) if isinstance(request, dict) and len(request) == 1 else ""
    if kind not in STEPS or not isinstance(request[kind], dict):
        raise bad(f"Invalid requests[{number}]: this server knows {', '.join(STEPS)}, one a request")
    try:
        return STEPS[kind](workbook, request[kind])
    except Refused as refused:
        raise bad(f"Invalid requests[{number}].{kind}: {refused}") from None
    except (TypeError, ValueError, AttributeError, KeyError):
        raise bad(f"Invalid value at 'requests[{number}].{kind}'") from None


def _tab(workbook: Workbook, tab_id: Any) -> Tab:
    found = next((tab for tab in workbook.tabs if tab.id == tab_id), None)
    if found is None:
        raise Refused(f"No sheet with id: {tab_id}")
    return found


def _fields(text: Any, message: str) -> Mask:
    """The mask of an update, which must be given."""
    if not text:
        raise Refused("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    try:
        mask = parse(str(text))
        check(mask, message, SHEETS)
    except BadMask as error:
        raise Refused(f"Invalid field: {error.path}") from None
    return mask


def add_sheet(workbook: Workbook, request: dict[str, Any]) -> tuple[Workbook, dict[str, Any]]:
    """A blank tab, at the end unless an index says where."""
    asked = request.get("properties", {})
    title = str(asked.get("title") or f"Sheet{len(workbook.tabs) + 1}")
    tab_id = asked.get("sheetId", _free_id(workbook, title))
    if any(tab.id == tab_id for tab in workbook.tabs):
        raise Refused(f"A sheet with the ID {tab_id} already exists. Please enter another ID.")
    blank = WrittenTab(int(tab_id), "", ())
    grown = replace(workbook, tabs=(*workbook.tabs, blank))
    mask: Mask = {name: {} for name in WRITABLE & asked.keys()}
    done = _described(grown, blank, {**asked, "title": title}, {**mask, "title": {}})
    index, tab = next((i, tab) for i, tab in enumerate(done.tabs) if tab.id == tab_id)
    return done, {"addSheet": {"properties": sheet_resource(tab, index)["properties"]}}


def _free_id(workbook: Workbook, title: str) -> int:
    """An id that the same title gets again, as far as it is free."""
    tab_id = zlib.crc32(title.encode()) & 0x7FFFFFFF
    while any(tab.id == tab_id for tab in workbook.tabs):
        tab_id += 1
    return tab_id


def delete_sheet(workbook: Workbook, request: dict[str, Any]) -> tuple[Workbook, dict[str, Any]]:
    """A tab and all that is in it, but not the last one."""
    tab = _tab(workbook, request.get("sheetId", 0))
    check_protection(tab, Merge(0, 0, *size(tab)))
    if len(workbook.tabs) == 1:
        raise Refused("You can't remove all the sheets in a document.")
    return replace(workbook, tabs=tuple(one for one in workbook.tabs if one is not tab)), {}


def update_sheet_properties(workbook: Workbook, request: dict[str, Any]) -> tuple[Workbook, dict[str, Any]]:
    """The title, place, size or hiding of a tab."""
    asked = request["properties"]
    mask = _fields(request.get("fields"), "SheetProperties")
    mask = {name: {} for name in WRITABLE & asked.keys()} if "*" in mask else mask
    if mask.keys() - WRITABLE:
        raise Refused(f"this server keeps {', '.join(sorted(WRITABLE))} only")
    tab = _tab(workbook, asked.get("sheetId", 0))
    check_protection(tab, Merge(0, 0, *size(tab)))
    return _described(workbook, tab, asked, mask), {}


def _described(workbook: Workbook, old: Tab, asked: dict[str, Any], mask: Mask) -> Workbook:
    """The workbook with one tab's properties set as far as the mask chooses them."""
    tab = as_written(old)
    if "title" in mask:
        title = str(asked.get("title", ""))
        if not title:
            raise Refused("Sheet names cannot be empty")
        if any(one.title == title and one.id != tab.id for one in workbook.tabs):
            raise Refused(f'A sheet with the name "{title}" already exists. Please enter another name.')
        tab = replace(tab, title=title)
    if "hidden" in mask:
        tab = replace(tab, hidden=bool(asked.get("hidden")))
    if "gridProperties" in mask:
        tab = _resized(tab, asked.get("gridProperties", {}), mask["gridProperties"])
    done = with_tab(workbook, tab)
    check_size(done)
    return _moved(done, tab, int(asked["index"])) if "index" in mask else done


def _resized(tab: WrittenTab, grid: dict[str, Any], mask: Mask) -> WrittenTab:
    chosen = mask.keys() if mask else grid.keys()
    if chosen - SIZES:
        raise Refused(f"this server keeps {', '.join(sorted(SIZES))} only")
    given = {name: int(grid.get(name, 0)) for name in chosen}
    rows, columns = given.get("rowCount", tab.row_count), given.get("columnCount", tab.column_count)
    if rows < 1 or columns < 1:
        raise Refused("You can't delete all the rows or columns on the sheet.")
    cells = tuple(row[:columns] for row in tab.rows[:rows])
    frozen = given.get("frozenRowCount", tab.frozen_rows), given.get("frozenColumnCount", tab.frozen_columns)
    if frozen[0] >= rows > 1 or frozen[1] >= columns > 1:
        raise Refused("You can't freeze all visible rows or columns on the sheet.")
    sizes: dict[str, Any] = {"frozen_rows": frozen[0], "frozen_columns": frozen[1]}
    return replace(tab, rows=cells, row_count=rows, column_count=columns, **sizes)


def _moved(workbook: Workbook, tab: Tab, index: int) -> Workbook:
    others = [one for one in workbook.tabs if one.id != tab.id]
    return replace(workbook, tabs=(*others[:index], tab, *others[index:]))


def update_cells(workbook: Workbook, request: dict[str, Any]) -> tuple[Workbook, dict[str, Any]]:
    """Values of cells from a start on, or of a range, whose other cells are cleared. Formats are not kept."""
    mask = _fields(request.get("fields"), "CellData")
    if mask.keys() - FORMATS - {"*", "userEnteredValue"}:
        raise Refused("this server writes userEnteredValue only")
    rows = [[_value(cell) for cell in row.get("values", [])] for row in request.get("rows", [])]
    place = _range(workbook, request["range"]) if "range" in request else _start(workbook, request["start"], rows)
    high, wide = place.bottom - place.top, place.right - place.left
    if len(rows) > high or any(len(row) > wide for row in rows):
        raise Refused("Attempting to write outside the range.")
    if not mask.keys() & {"*", "userEnteredValue"}:
        return workbook, {}
    if "range" in request:
        rows += [[] for _ in range(min(high, len(place.tab.rows) - place.top) - len(rows))]
        wide = min(wide, max(map(len, (*place.tab.rows, *rows)), default=0))
        rows = [row + [""] * (wide - len(row)) for row in rows]
    return filled(workbook, place, rows), {}


def update_dimension_properties(workbook: Workbook, request: dict[str, Any]) -> tuple[Workbook, dict[str, Any]]:
    """The width of columns or height of rows: taken, and not kept."""
    if request.get("fields") != "pixelSize":
        raise Refused("this server takes pixelSize only")
    given, columns = request["range"], request["range"]["dimension"] == "COLUMNS"
    names = ("startColumnIndex", "endColumnIndex") if columns else ("startRowIndex", "endRowIndex")
    ends = (given[name] for name in ("startIndex", "endIndex") if name in given)
    place = _range(workbook, {"sheetId": given.get("sheetId", 0), **dict(zip(names, ends, strict=False))})
    check_protection(place.tab, Merge(place.top, place.left, place.bottom, place.right))
    if int(request["properties"]["pixelSize"]) < 0:
        raise Refused("pixelSize must not be negative")
    return workbook, {}


def _value(cell: dict[str, Any]) -> Value:
    """What a CellData enters; a formula is refused, for nothing is computed here."""
    entered = cell.get("userEnteredValue", {})
    if "formulaValue" in entered:
        raise Refused("this server computes no formulas")
    found: Value = next(iter(entered.values()), "")
    return found


def _range(workbook: Workbook, given: dict[str, Any]) -> Area:
    tab = _tab(workbook, given.get("sheetId", 0))
    rows, columns = size(tab)
    top, left = int(given.get("startRowIndex", 0)), int(given.get("startColumnIndex", 0))
    bottom, right = int(given.get("endRowIndex", rows)), int(given.get("endColumnIndex", columns))
    if not (0 <= top < bottom <= rows and 0 <= left < right <= columns):
        raise Refused(f"Attempting to write outside the grid. Max rows: {rows}, max columns: {columns}")
    return Area(tab, top, left, bottom, right)


def _start(workbook: Workbook, given: dict[str, Any], rows: list[list[Value]]) -> Area:
    top, left = int(given.get("rowIndex", 0)), int(given.get("columnIndex", 0))
    end = {"endRowIndex": top + max(1, len(rows)), "endColumnIndex": left + max([1, *map(len, rows)])}
    start = {"sheetId": given.get("sheetId", 0), "startRowIndex": top, "startColumnIndex": left}
    return _range(workbook, {**start, **end})


STEPS: dict[str, Step] = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateCells": update_cells,
    "updateDimensionProperties": update_dimension_properties,
}
