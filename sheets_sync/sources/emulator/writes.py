"""The writing of values: `values.update`, `values:batchUpdate` and `values.clear`.

Only `valueInputOption=RAW` is taken: what a person would have meant by a text (USER_ENTERED) only Google can say, so
that is refused with 400.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from ...model import Workbook
from ...model.a1 import column_letter
from .answers import Answer, Call, as_json, sheets_error, violation
from .edits import Refused, Value, filled, is_value
from .library import File, Library
from .masks import apply
from .ranges import Area, area, size
from .sheets import RENDERING_AFTER, check_parameters, mask_of, opened, shared_file, value_range

Edit = Callable[[Callable[[Workbook], Workbook]], None]
"""Writes over the spreadsheet of a call."""

UPDATE_FIELDS = {"range", "majorDimension", "values"}
BATCH_FIELDS = {
    "valueInputOption", "data", "includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption",
}  # fmt: skip


def answer(call: Call, library: Library, by: str) -> Answer:
    """Answer one call of an account that writes values; raises GoogleError."""
    check_parameters(call)
    mask = mask_of(call)
    file = editable(call, library)
    methods = {"values.update": _update, "values.batchUpdate": _batch_update, "values.clear": _clear}
    return as_json(apply(mask or {}, methods[call.name](call, file, partial(library.edit, file, by=by))))


def editable(call: Call, library: Library) -> File:
    """The spreadsheet of a call, which whoever asks must be allowed to edit."""
    opened(call.id, library)
    file = shared_file(call.id, library)
    if not file.editable:
        raise sheets_error(403, "The caller does not have permission", "PERMISSION_DENIED")
    return file


def bad(message: str, field: str = "") -> Exception:
    """A 400 of the Sheets API."""
    return sheets_error(400, message, "INVALID_ARGUMENT", violation(field, message) if field else None)


def body_of(call: Call, known: set[str]) -> dict[str, Any]:
    """The JSON object that a call brings."""
    try:
        body = json.loads(call.body or b"{}")
    except ValueError:
        raise bad("Invalid JSON payload received. Unexpected token.") from None
    if not isinstance(body, dict):
        raise bad("Invalid JSON payload received. Root element must be a message.")
    for name in body.keys() - known:
        raise bad(f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.', name)
    return body


def _update(call: Call, file: File, edit: Edit) -> dict[str, Any]:
    body = body_of(call, UPDATE_FIELDS)
    if body.get("range") not in (None, call.range):
        raise bad(f"Requested writing within range [{call.range}], but tried writing to [{body['range']}]", "range")
    _check_input(call.one("valueInputOption"))
    shown = call if call.one("includeValuesInResponse").lower() == "true" else None
    return _written(file, edit, [{**body, "range": call.range}], shown)[0]


def _batch_update(call: Call, file: File, edit: Edit) -> dict[str, Any]:
    body = body_of(call, BATCH_FIELDS)
    _check_input(str(body.get("valueInputOption", "")))
    data = body.get("data", [])
    if not isinstance(data, list) or not all(isinstance(one, dict) and one.get("range") for one in data):
        raise bad("Invalid value at 'data' (type.googleapis.com/google.apps.sheets.v4.ValueRange)", "data")
    options = {name: (str(body[name]),) for name in BATCH_FIELDS & body.keys() if name.startswith("response")}
    shown = Call(call.method, call.path, options) if body.get("includeValuesInResponse") is True else None
    responses = _written(file, edit, data, shown)
    totals = {
        f"totalUpdated{what}": sum(response.get(f"updated{what}", 0) for response in responses)
        for what in ("Rows", "Columns", "Cells")
    }
    tabs = {response["updatedRange"].rpartition("!")[0] for response in responses}
    return {"spreadsheetId": file.id, **totals, "totalUpdatedSheets": len(tabs), "responses": responses}


def _check_input(option: str) -> None:
    if not option:
        raise bad("'valueInputOption' is required but not specified", "value_input_option")
    if option != "RAW":
        raise bad(f"valueInputOption {option}: this server takes RAW only", "value_input_option")


def _written(file: File, edit: Edit, data: list[dict[str, Any]], shown: Call | None) -> list[dict[str, Any]]:
    """Write all ranges or none; an UpdateValuesResponse each, with the values if they are to be shown."""
    responses: list[dict[str, Any]] = []

    def change(workbook: Workbook) -> Workbook:
        for one in data:
            values = _values(one)
            place = _place(workbook, str(one["range"]), values)
            workbook = filled(workbook, place, values)
            responses.append(_response(workbook, place, values, shown))
        return workbook

    try:
        edit(change)
    except Refused as refused:
        raise bad(str(refused)) from None
    return responses


def _values(one: dict[str, Any]) -> list[list[Value]]:
    """The rows of a ValueRange; raises GoogleError for what is none."""
    for name in one.keys() - UPDATE_FIELDS:
        raise bad(f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.', name)
    rows = one.get("values", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue)", "data.values")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if not is_value(value):
                kind = "list_value" if isinstance(value, list) else "struct_value"
                raise bad(f"Invalid values[{number}][{column}]: {kind}", "data.values")
    if one.get("majorDimension", "ROWS") == "COLUMNS":
        high = max(map(len, rows), default=0)
        return [[column[i] if i < len(column) else None for column in rows] for i in range(high)]
    return rows


def _place(workbook: Workbook, text: str, values: list[list[Value]]) -> Area:
    """Where the values go: within the range, or from its one cell on; raises GoogleError where they do not fit."""
    place = area(workbook, text)
    rows, columns = size(place.tab)
    high, wide = max(1, len(values)), max([1, *map(len, values)])
    bottom, right = place.top + high, place.left + wide
    if bottom > rows or right > columns:
        there = Area(place.tab, place.top, place.left, bottom, right).a1
        raise bad(f"Range ({there}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")
    one_cell = (place.bottom - place.top, place.right - place.left) == (1, 1)
    if not one_cell and (bottom > place.bottom or right > place.right):
        beyond = f"row [{place.bottom + 1}]" if bottom > place.bottom else f"column [{column_letter(place.right)}]"
        raise bad(f"Requested writing within range [{place.a1}], but tried writing to {beyond}")
    return Area(place.tab, place.top, place.left, bottom, right)


def _response(workbook: Workbook, place: Area, values: list[list[Value]], shown: Call | None) -> dict[str, Any]:
    response: dict[str, Any] = {"spreadsheetId": workbook.id, "updatedRange": place.a1}
    cells = sum(value is not None for row in values for value in row)
    if cells:
        response |= {"updatedRows": len(values), "updatedColumns": max(map(len, values)), "updatedCells": cells}
    if shown:
        tab = next(tab for tab in workbook.tabs if tab.id == place.tab.id)
        now = Area(tab, place.top, place.left, place.bottom, place.right)
        response["updatedData"] = value_range(shown, now, RENDERING_AFTER)
    return response


def _clear(call: Call, file: File, edit: Edit) -> dict[str, Any]:
    body_of(call, set())
    cleared: list[str] = []

    def change(workbook: Workbook) -> Workbook:
        place = area(workbook, call.range)
        cleared.append(place.a1)
        high = min(place.bottom, len(place.tab.rows)) - place.top
        wide = max((min(place.right, len(row)) for row in place.tab.rows), default=0) - place.left
        return filled(workbook, place, [[""] * max(0, wide)] * max(0, high))

    try:
        edit(change)
    except Refused as refused:
        raise bad(str(refused)) from None
    return {"spreadsheetId": file.id, "clearedRange": cleared[0]}
