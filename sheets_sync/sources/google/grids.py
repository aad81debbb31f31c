"""The Workbook in an answer of `spreadsheets.get`, or in the answers for its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ...model import BLANK, Cell, Merge, Tab, Workbook
from ..grid import MAX_COLUMNS, MAX_ROWS, Far, plain, tidy, width, within
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

Shared = dict[tuple[Any, ...], Cell]
"""Cells by all that is in them: equal ones are one object, for officers repeat themselves."""


def workbook(answer: dict[str, Any], workbook_id: str) -> Workbook:
    """What an answer holds; Trouble that may pass when it is not a whole spreadsheet."""
    cells: Shared = {}
    with well_shaped():
        tabs = []
        for sheet in grid_sheets(answer):
            rows = TabRows(sheet["properties"], cells)
            rows.add(sheet)
            tabs.append(rows.tab())
        return assembled(answer, workbook_id, tabs)


@contextmanager
def well_shaped() -> Iterator[None]:
    """Trouble that may pass for an answer in which something is not what or where it should be."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Trouble(Kind.TRANSIENT, f"the answer is of the wrong shape: {type(error).__name__}") from error


def grid_sheets(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The sheets of an answer that are grids of cells, in the order of their tabs."""
    sheets = [sheet for sheet in answer["sheets"] if sheet["properties"].get("sheetType", "GRID") == "GRID"]
    return sorted(sheets, key=lambda sheet: int(sheet["properties"].get("index", 0)))


def assembled(answer: dict[str, Any], workbook_id: str, tabs: Iterable[Tab]) -> Workbook:
    """The workbook whose properties an answer tells and whose tabs these are."""
    properties = answer["properties"]
    return Workbook(
        workbook_id,
        str(properties["title"]),
        tuple(tabs),
        str(properties.get("locale", "th_TH")),
        str(properties.get("timeZone", "Asia/Bangkok")),
    )


class TabRows:
    """The rows of one tab, from one answer or from the answers for its pieces, top to bottom."""

    def __init__(self, properties: dict[str, Any], cells: Shared) -> None:
        self.properties, self.cells = properties, cells
        self.rows: list[list[Cell]] = []
        self.merges: dict[Merge, None] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.far = Far()

    def add(self, sheet: dict[str, Any]) -> None:
        """The rows that one answer tells of this tab, where `startRow` says that they begin."""
        data = sheet.get("data", [])
        grid = data[0] if data else {}
        start = int(grid.get("startRow", 0))
        self.rows += [[] for _ in range(len(self.rows), min(start, MAX_ROWS))]
        for number, row in enumerate(grid.get("rowData", ()), start):
            self._row(number, row.get("values", ()))
        self.merges |= dict.fromkeys(map(_merge, sheet.get("merges", ())))
        self.hidden_rows |= _hidden(grid.get("rowMetadata", ()), start)
        self.hidden_columns |= _hidden(grid.get("columnMetadata", ()), 0)

    def _row(self, number: int, values: Sequence[dict[str, Any]]) -> None:
        found = [_cell(value, self.cells) if value else BLANK for value in values]
        if number >= MAX_ROWS or len(found) > MAX_COLUMNS:
            edge = 0 if number >= MAX_ROWS else MAX_COLUMNS
            for column, cell in enumerate(found[edge:], edge):
                if cell.text:
                    self.far.add(number, column)
            found = found[:edge]
        if number < MAX_ROWS:
            self.rows.append(found)

    def tab(self) -> Tab:
        """The tab with all that was added."""
        rows = tidy(self.rows)
        columns = width(rows)
        return Tab(
            int(self.properties.get("sheetId", 0)),
            str(self.properties["title"]),
            rows,
            within(self.merges, rows),
            bool(self.properties.get("hidden", False)),
            frozenset(row for row in self.hidden_rows if row < len(rows)),
            frozenset(column for column in self.hidden_columns if column < columns),
            self.far.told(),
        )


def _merge(place: dict[str, int]) -> Merge:
    top, left = place.get("startRowIndex", 0), place.get("startColumnIndex", 0)
    return Merge(top, left, place["endRowIndex"], place["endColumnIndex"])


def _hidden(metadata: Sequence[dict[str, bool]], start: int) -> set[int]:
    return {i for i, one in enumerate(metadata, start) if one.get("hiddenByUser") or one.get("hiddenByFilter")}


def _cell(data: dict[str, Any], cells: Shared) -> Cell:
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
