"""The Workbook in an answer of `spreadsheets.get`, whole, in one request."""

from __future__ import annotations

from typing import Any

from ...model import BLANK, Cell, Merge, Tab, Workbook
from ...model.a1 import a1
from ..grid import MAX_COLUMNS, MAX_ROWS, left_out, plain, tidy, width, within
from .troubles import Kind, Trouble

WHITE = {"red": 1, "green": 1, "blue": 1}
HIDDEN = "(hiddenByUser,hiddenByFilter)"
CELL = (
    "userEnteredValue(formulaValue),effectiveValue,formattedValue,hyperlink,"
    "effectiveFormat(numberFormat,backgroundColor,textFormat(fontFamily,strikethrough)),"
    "textFormatRuns(format(link(uri))),chipRuns(chip(richLinkProperties(uri)))"
)
FIELDS = (
    "spreadsheetId,properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,index,hidden,sheetType),merges,"
    f"data(startRow,startColumn,rowData(values({CELL})),rowMetadata{HIDDEN},columnMetadata{HIDDEN}))"
)


def workbook(answer: dict[str, Any], workbook_id: str) -> Workbook:
    """What an answer holds; Trouble that may pass when it is not a whole spreadsheet."""
    try:
        properties = answer["properties"]
        cells: dict[tuple[Any, ...], Cell] = {}
        sheets = [sheet for sheet in answer["sheets"] if sheet["properties"].get("sheetType", "GRID") == "GRID"]
        sheets.sort(key=lambda sheet: int(sheet["properties"].get("index", 0)))
        return Workbook(
            workbook_id,
            str(properties["title"]),
            tuple(_tab(sheet, cells) for sheet in sheets),
            str(properties.get("locale", "th_TH")),
            str(properties.get("timeZone", "Asia/Bangkok")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Trouble(Kind.TRANSIENT, f"the answer is of the wrong shape: {type(error).__name__}") from error


def _tab(sheet: dict[str, Any], cells: dict[tuple[Any, ...], Cell]) -> Tab:
    properties, data = sheet["properties"], sheet.get("data", [])
    grid = data[0] if data else {}
    far: list[str] = []
    rows = tidy(_rows(grid, cells, far))
    merges = (_merge(place) for place in sheet.get("merges", ()))
    return Tab(
        int(properties.get("sheetId", 0)),
        str(properties["title"]),
        rows,
        within(merges, rows),
        bool(properties.get("hidden", False)),
        _hidden(grid.get("rowMetadata", ()), len(rows)),
        _hidden(grid.get("columnMetadata", ()), width(rows)),
        left_out(far),
    )


def _merge(place: dict[str, int]) -> Merge:
    top, left = place.get("startRowIndex", 0), place.get("startColumnIndex", 0)
    return Merge(top, left, place["endRowIndex"], place["endColumnIndex"])


def _hidden(metadata: list[dict[str, bool]], end: int) -> frozenset[int]:
    return frozenset(i for i, one in enumerate(metadata[:end]) if one.get("hiddenByUser") or one.get("hiddenByFilter"))


def _rows(grid: dict[str, Any], cells: dict[tuple[Any, ...], Cell], far: list[str]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for number, row in enumerate(grid.get("rowData", ())):
        values = row.get("values", ())
        found = [_cell(value, cells) if value else BLANK for value in values]
        if number >= MAX_ROWS or len(found) > MAX_COLUMNS:
            edge = 0 if number >= MAX_ROWS else MAX_COLUMNS
            far += [a1(number, edge + i) for i, cell in enumerate(found[edge:]) if cell.text]
            found = found[:edge]
        if number < MAX_ROWS:
            rows.append(found)
    return rows


def _cell(data: dict[str, Any], cells: dict[tuple[Any, ...], Cell]) -> Cell:
    value, error = _value(data.get("effectiveValue"))
    look = data.get("effectiveFormat") or {}
    number, letters = look.get("numberFormat") or {}, look.get("textFormat") or {}
    key = (
        data.get("formattedValue", ""),
        value,
        number.get("type", ""),
        number.get("pattern", ""),
        (data.get("userEnteredValue") or {}).get("formulaValue", ""),
        data.get("hyperlink") or _links(data),
        error,
        letters.get("fontFamily", ""),
        _fill(look.get("backgroundColor")),
        bool(letters.get("strikethrough", False)),
    )
    cell = cells.get((type(value), *key))
    if cell is None:
        cell = cells[type(value), *key] = plain(Cell(*key))
    return cell


def _value(value: dict[str, Any] | None) -> tuple[str | float | bool | None, str]:
    if not value:
        return None, ""
    if "numberValue" in value:
        return float(value["numberValue"]), ""
    if "stringValue" in value:
        return str(value["stringValue"]) or None, ""
    if "boolValue" in value:
        return bool(value["boolValue"]), ""
    return None, str(value["errorValue"].get("type", "ERROR")) if "errorValue" in value else ""


def _links(data: dict[str, Any]) -> str:
    """The links of a cell that has several, one a line: parts of its text, and chips of files."""
    if "textFormatRuns" not in data and "chipRuns" not in data:
        return ""
    links = [run.get("format", {}).get("link", {}).get("uri", "") for run in data.get("textFormatRuns", ())]
    links += [run.get("chip", {}).get("richLinkProperties", {}).get("uri", "") for run in data.get("chipRuns", ())]
    return "\n".join(dict.fromkeys(link for link in links if link))


def _fill(colour: dict[str, float] | None) -> str:
    """RRGGBB of a background, empty when it is white or not told; parts that are 0 are left out on the wire."""
    if colour is None or colour == WHITE:
        return ""
    rgb = "".join(f"{round(255 * colour.get(part, 0)):02X}" for part in ("red", "green", "blue"))
    return "" if rgb == "FFFFFF" else rgb
