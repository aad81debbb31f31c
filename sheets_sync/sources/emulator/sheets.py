"""The Sheets API's reading methods: `spreadsheets.get`, `values.get` and `values:batchGet`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...model import Merge, Tab, Workbook
from ..unreadable import UnreadableWorkbook
from .answers import SYSTEM, Answer, Call, as_json, sheets_error, violation
from .cells import PADDING, WHITE, cell_data, rendered
from .library import SPREADSHEET, File, Library
from .masks import BadMask, Mask, apply, below, check, parse
from .ranges import Area, WrittenTab, area, size
from .schema import SHEETS

PARAMETERS = {
    "spreadsheets.get": SYSTEM | {"ranges", "includeGridData", "excludeTablesInBandedRanges", "commentsViewMode"},
    "values.get": SYSTEM | {"majorDimension", "valueRenderOption", "dateTimeRenderOption"},
    "values.batchGet": SYSTEM | {"ranges", "majorDimension", "valueRenderOption", "dateTimeRenderOption"},
    "values.update": SYSTEM
    | {"valueInputOption", "includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption"},
    "values.batchUpdate": SYSTEM,
    "values.clear": SYSTEM,
    "spreadsheets.batchUpdate": SYSTEM,
}
RENDERING = ("valueRenderOption", "dateTimeRenderOption")
RENDERING_AFTER = ("responseValueRenderOption", "responseDateTimeRenderOption")
UNSUPPORTED = "This operation is not supported for this document"
OPTIONS = {
    "majorDimension": ("ROWS", "COLUMNS"),
    "valueRenderOption": ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"),
    "dateTimeRenderOption": ("SERIAL_NUMBER", "FORMATTED_STRING"),
    "responseValueRenderOption": ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"),
    "responseDateTimeRenderOption": ("SERIAL_NUMBER", "FORMATTED_STRING"),
}
MESSAGES = {
    "spreadsheets.get": "Spreadsheet",
    "values.get": "ValueRange",
    "values.batchGet": "BatchGetValuesResponse",
    "values.update": "UpdateValuesResponse",
    "values.batchUpdate": "BatchUpdateValuesResponse",
    "values.clear": "ClearValuesResponse",
    "spreadsheets.batchUpdate": "BatchUpdateSpreadsheetResponse",
}
DEFAULT_FORMAT = {
    "backgroundColor": WHITE,
    "padding": PADDING,
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {}, "fontFamily": "arial,sans,sans-serif", "fontSize": 10,
        "bold": False, "italic": False, "strikethrough": False, "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}  # fmt: skip


def answer(call: Call, library: Library, abroad: bool = False) -> Answer:
    """Answer one call of the Sheets API; raises GoogleError."""
    check_parameters(call)
    mask = mask_of(call)
    workbook = opened(call.id, library, abroad)
    if call.name == "spreadsheets.get":
        return as_json(_spreadsheet(call, workbook, mask))
    return as_json(apply(mask or {}, _values(call, workbook)))


def check_parameters(call: Call) -> None:
    """Refuse query parameters that the method does not have, and values that they cannot have."""
    for name in call.query:
        if name not in PARAMETERS[call.name]:
            unknown = f'Unknown name "{name}": Cannot bind query parameter.'
            message = f"Invalid JSON payload received. {unknown} Field '{name}' could not be found in request message."
            raise sheets_error(400, message, "INVALID_ARGUMENT", violation("", message))
    for name, allowed in OPTIONS.items():
        if name in call.query and call.one(name) not in allowed:
            message = f"Invalid value at '{name}' (type.googleapis.com/google.apps.sheets.v4), \"{call.one(name)}\""
            raise sheets_error(400, message, "INVALID_ARGUMENT", violation(name, message))


def mask_of(call: Call) -> Mask | None:
    """The mask of `fields`, or None when there is none."""
    if not call.one("fields"):
        return None
    try:
        mask = parse(call.one("fields"))
        check(mask, MESSAGES[call.name], SHEETS)
    except BadMask as error:
        advice = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{error.path}'."
        details = violation(error.path, advice)
        raise sheets_error(400, "Request contains an invalid argument.", "INVALID_ARGUMENT", details) from None
    return mask


def shared_file(file_id: str, library: Library) -> File:
    """A spreadsheet that is shared; raises GoogleError for all else."""
    file = library.file(file_id)
    if file is None:
        if library.exists(file_id):
            raise sheets_error(403, "The caller does not have permission", "PERMISSION_DENIED")
        raise sheets_error(404, "Requested entity was not found.", "NOT_FOUND")
    if file.mime != SPREADSHEET:
        raise sheets_error(400, UNSUPPORTED, "FAILED_PRECONDITION")
    return file


def opened(file_id: str, library: Library, abroad: bool = False) -> Workbook:
    """What a spreadsheet holds; raises GoogleError where it is none, or not shared."""
    file = shared_file(file_id, library)
    try:
        return library.workbook(file, abroad)
    except UnreadableWorkbook:
        raise sheets_error(400, UNSUPPORTED, "FAILED_PRECONDITION") from None


# ---------------------------------------------------------------- spreadsheets.get


def _spreadsheet(call: Call, workbook: Workbook, mask: Mask | None) -> dict[str, Any]:
    grid = call.one("includeGridData") in ("true", "True", "1") if mask is None else _wants_grid(mask)
    areas = [area(workbook, text) for text in call.query.get("ranges", ())]
    chosen = [tab for tab in workbook.tabs if not areas or any(place.tab is tab for place in areas)]
    cells = below(mask, "sheets", "data") if mask is not None else {}
    sheets = []
    for tab in chosen:
        sheet = sheet_resource(tab, workbook.tabs.index(tab))
        if mask is not None:
            sheet = apply(below(mask, "sheets") or {}, sheet)
        if grid:
            whole = [Area(tab, 0, 0, *size(tab))]
            places = [place for place in areas if place.tab is tab] or whole
            sheet["data"] = [_grid(place, cells or {}) for place in places]
        sheets.append(sheet)
    head = {
        "spreadsheetId": workbook.id,
        "properties": {
            "title": workbook.title,
            "locale": workbook.locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": workbook.time_zone,
            "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": {"primaryFontFamily": "Arial"},
        },
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{workbook.id}/edit",
    }
    if mask is not None:
        head = apply(mask, head)
    wants_sheets = mask is None or not mask or "sheets" in mask or "*" in mask
    return {**head, **({"sheets": sheets} if wants_sheets else {})}


def _wants_grid(mask: Mask) -> bool:
    """With a mask, it alone decides; `includeGridData` is ignored."""
    if not mask:
        return True
    sheets = mask.get("sheets", mask.get("*"))
    return sheets is not None and (not sheets or "data" in sheets or "*" in sheets)


def sheet_resource(tab: Tab, index: int) -> dict[str, Any]:
    """A Sheet without its cells."""
    rows, columns = size(tab)
    written = tab if isinstance(tab, WrittenTab) else None
    frozen = {"frozenRowCount": written.frozen_rows, "frozenColumnCount": written.frozen_columns} if written else {}
    properties: dict[str, Any] = {
        "sheetId": tab.id,
        "title": tab.title,
        "index": index,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": rows, "columnCount": columns, **{k: n for k, n in frozen.items() if n}},
    }
    if tab.hidden:
        properties["hidden"] = True
    parts = {
        "merges": [_grid_range(tab, merge) for merge in tab.merges],
        "protectedRanges": [
            {"protectedRangeId": number, "range": _grid_range(tab, place)}
            for number, place in enumerate(written.protected if written else (), 1)
        ],
    }
    return {"properties": properties, **{name: part for name, part in parts.items() if part}}


def _grid_range(tab: Tab, merge: Merge) -> dict[str, int]:
    place = {
        "startRowIndex": merge.top,
        "endRowIndex": merge.bottom,
        "startColumnIndex": merge.left,
        "endColumnIndex": merge.right,
    }
    return {"sheetId": tab.id, **place} if tab.id else place


def _grid(place: Area, mask: Mask) -> dict[str, Any]:
    """The GridData of one range, already masked; trailing blank cells and rows are left out."""
    tab = place.tab
    data: dict[str, Any] = {}
    if place.top:
        data["startRow"] = place.top
    if place.left:
        data["startColumn"] = place.left
    data = dict(apply(mask, data))
    if not mask or "rowData" in mask or "*" in mask:
        rows = _row_data(place, below(mask, "rowData") or {})
        if rows:
            data["rowData"] = rows
    for name, hidden, first, last in (
        ("rowMetadata", tab.hidden_rows, place.top, place.bottom),
        ("columnMetadata", tab.hidden_columns, place.left, place.right),
    ):
        if not mask or name in mask or "*" in mask:
            data[name] = _metadata(range(first, last), hidden, 21 if name == "rowMetadata" else 100, below(mask, name))
    return data


def _row_data(place: Area, mask: Mask) -> list[dict[str, Any]]:
    if mask and "values" not in mask and "*" not in mask:
        return [{} for _ in place.tab.rows[place.top : place.bottom]]
    inner = below(mask, "values") or {}
    made: dict[int, dict[str, Any]] = {}
    rows: list[dict[str, Any]] = []
    for row in place.tab.rows[place.top : place.bottom]:
        values = []
        for cell in row[place.left : place.right]:
            data = made.get(id(cell))
            if data is None:
                data = made[id(cell)] = apply(inner, cell_data(cell))
            values.append(data)
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _metadata(indices: Iterable[int], hidden: frozenset[int], pixels: int, mask: Mask | None) -> list[dict[str, Any]]:
    shown = apply(mask or {}, {"pixelSize": pixels})
    unseen = apply(mask or {}, {"pixelSize": pixels, "hiddenByUser": True})
    return [unseen if index in hidden else shown for index in indices]


# ---------------------------------------------------------------- values


def _values(call: Call, workbook: Workbook) -> dict[str, Any]:
    if call.name == "values.get":
        return value_range(call, area(workbook, call.range))
    ranges = [area(workbook, text) for text in call.query.get("ranges", ())]
    found = [value_range(call, place) for place in ranges]
    return {"spreadsheetId": workbook.id, **({"valueRanges": found} if found else {})}


def value_range(call: Call, place: Area, names: tuple[str, str] = RENDERING) -> dict[str, Any]:
    """The ValueRange of one place, as the options of these names in the call want it."""
    option, dates = call.one(names[0], OPTIONS["valueRenderOption"][0]), call.one(names[1])
    rows: list[Sequence[Any]] = []
    for row in place.tab.rows[place.top : place.bottom]:
        rows.append(_trimmed([rendered(cell, option, dates) for cell in row[place.left : place.right]], ""))
    major = call.one("majorDimension", "ROWS")
    if major == "COLUMNS":
        wide = max(map(len, rows), default=0)
        rows = [_trimmed([row[i] if i < len(row) else "" for row in rows], "") for i in range(wide)]
    rows = _trimmed(rows, [])
    return {"range": place.a1, "majorDimension": major, **({"values": rows} if rows else {})}


def _trimmed(items: list[Any], nothing: object) -> list[Any]:
    while items and items[-1] == nothing:
        items.pop()
    return items
