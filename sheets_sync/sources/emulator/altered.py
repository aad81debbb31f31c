"""Good answers that say something else than they should: tabs moved, rows gone, errors where values were."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from .answers import Answer, as_json, sheets_error
from .broken import Make, Scene

ERRORS = {
    "REF": "#REF!", "N_A": "#N/A", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!", "NAME": "#NAME?", "NUM": "#NUM!",
    "NULL_VALUE": "#NULL!", "ERROR": "#ERROR!",
}  # fmt: skip
LOADING = ("LOADING", "Loading...")
Change = Callable[[dict[str, Any], Scene], None]
"""Alters an answer that was read from JSON."""


def changed(change: Change) -> Make:
    """A fault that changes what is served; an error, or what is no JSON, is served as it is."""

    def make(scene: Scene) -> Answer:
        answer = scene.serve()
        if answer.status != 200 or "json" not in answer.content_type:
            return answer
        value = json.loads(answer.body)
        change(value, scene)
        return replace(answer, body=as_json(value).body)

    return make


def grids(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every GridData of a spreadsheet."""
    for sheet in value.get("sheets", ()):
        yield from sheet.get("data", ())


def ranges(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every ValueRange of an answer."""
    yield from value.get("valueRanges", [value] if value.keys() & {"range", "values"} else [])


def moved(value: dict[str, Any], _scene: Scene) -> None:
    """G10: the first tab is hidden, and the tabs stand in reverse."""
    sheets = value.get("sheets", [])
    if sheets and "properties" in sheets[0]:
        sheets[0]["properties"]["hidden"] = True
    sheets.reverse()
    for index, sheet in enumerate(sheets):
        if "index" in sheet.get("properties", {}):
            sheet["properties"]["index"] = index


def shrunk(scene: Scene) -> Answer:
    """G11: half of the rows are gone, and a range that is asked for lies beyond them."""
    if not scene.call.name.startswith("values."):
        return changed(halved)(scene)
    place = scene.call.range or next(iter(scene.call.query.get("ranges", ())), "A1")
    message = f"Range ({place}) exceeds grid limits. Max rows: 1, max columns: 1"
    return sheets_error(400, message, "INVALID_ARGUMENT").answer


def halved(value: dict[str, Any], _scene: Scene) -> None:
    """G11: half of the rows of every tab."""
    for sheet in value.get("sheets", ()):
        grid = sheet.get("properties", {}).get("gridProperties", {})
        if "rowCount" in grid:
            grid["rowCount"] = max(1, grid["rowCount"] // 2)
    for data in grids(value):
        for name in ("rowData", "rowMetadata"):
            if name in data:
                data[name] = data[name][: max(1, len(data[name]) // 2)]


def without_values(value: dict[str, Any], _scene: Scene) -> None:
    """G20: no `values` and no `rowData`, as if the tabs were blank."""
    for found in ranges(value):
        found.pop("values", None)
    for data in grids(value):
        data.pop("rowData", None)


def rows_no_lists(value: dict[str, Any], _scene: Scene) -> None:
    """G20: rows that are texts."""
    for found in ranges(value):
        found["values"] = ["row"] * len(found.get("values", ()))
    for data in grids(value):
        data["rowData"] = ["row"] * len(data.get("rowData", ()))


def error_cells(value: dict[str, Any], _scene: Scene) -> None:
    """G27: below the first row every fourth cell is an error, each kind in turn."""
    kinds = list(ERRORS.items())
    _each_cell(value, lambda row, column: kinds[(row + column) // 4 % 8] if (row + column) % 4 == 3 else None)


def loading(value: dict[str, Any], _scene: Scene) -> None:
    """G28: below the first row nothing is computed yet."""
    _each_cell(value, lambda _row, _column: LOADING)


def loading_sheet(value: dict[str, Any], _scene: Scene) -> None:
    """G28: one IMPORTRANGE fills the tab and is not computed yet, so that its first cell is all there is."""
    for found in ranges(value):
        if found.get("values"):
            found["values"] = [[LOADING[1]]]
    for data in grids(value):
        if data.get("rowData"):
            data["rowData"] = [
                {"values": [_broken(cell, LOADING) for cell in data["rowData"][0].get("values", [{}])[:1]]}
            ]


def _each_cell(value: dict[str, Any], chosen: Callable[[int, int], tuple[str, str] | None]) -> None:
    """Break the cells below the first row that are not blank and are chosen."""
    for found in ranges(value):
        for number, row in enumerate(found.get("values", ())):
            for column, text in enumerate(row):
                error = chosen(number, column) if number and text != "" else None
                row[column] = error[1] if error else text
    for data in grids(value):
        for number, row in enumerate(data.get("rowData", ())):
            for column, cell in enumerate(row.get("values", ())):
                error = chosen(number, column) if number and cell else None
                if error:
                    row["values"][column] = _broken(cell, error)


def _broken(cell: dict[str, Any], error: tuple[str, str]) -> dict[str, Any]:
    """A cell that shows an error, in the parts of it that were asked for."""
    kind, text = error
    out = dict(cell)
    if "effectiveValue" in cell:
        out["effectiveValue"] = {"errorValue": {"type": kind, "message": text}}
    if "formattedValue" in cell:
        out["formattedValue"] = text
    if "userEnteredValue" in cell:
        out["userEnteredValue"] = {"formulaValue": "=A1"}
    return out


def grown(value: dict[str, Any], scene: Scene) -> None:
    """G29: an officer is adding rows, one more at each look."""
    for found in ranges(value):
        found["values"] = _longer(found.get("values", []), scene.strike)
    for data in grids(value):
        if "rowData" in data:
            data["rowData"] = _longer(data["rowData"], scene.strike)


def _longer(rows: list[Any], more: int) -> list[Any]:
    return rows + rows[-1:] * more


def ragged(value: dict[str, Any], _scene: Scene) -> None:
    """G30: cells at the end of a row and rows at the end of a tab are left out of grids, too, if nothing is in them."""
    for data in grids(value):
        rows = data.get("rowData", [])
        for row in rows:
            while row.get("values") and not _filled(row["values"][-1]):
                row["values"].pop()
            if not row.get("values"):
                row.pop("values", None)
        while rows and not rows[-1]:
            rows.pop()


def _filled(cell: dict[str, Any]) -> bool:
    return bool(cell.keys() & {"effectiveValue", "formattedValue", "userEnteredValue", "hyperlink", "chipRuns"})
