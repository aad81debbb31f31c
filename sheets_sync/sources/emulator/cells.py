"""Cells, formats and values as the Sheets API writes them."""

from __future__ import annotations

from typing import Any

from ...model import BLANK, Cell

WHITE = {"red": 1, "green": 1, "blue": 1}
PADDING = {"top": 2, "right": 3, "bottom": 2, "left": 3}
ERROR_WORDS = {
    "REF": "Reference does not exist.",
    "N_A": "Did not find a value in the evaluation.",
    "DIVIDE_BY_ZERO": "Function DIVIDE parameter 2 cannot be zero.",
    "LOADING": "Loading...",
}
DATES = ("DATE", "TIME", "DATE_TIME")


def number(value: float) -> int | float:
    """A number as JSON has it: whole ones without a point."""
    return int(value) if value.is_integer() else value


def colour(rgb: str) -> dict[str, float]:
    """RRGGBB as Google's Color, in which a part that is 0 is left out."""
    parts = zip(("red", "green", "blue"), (int(rgb[i : i + 2], 16) for i in (0, 2, 4)), strict=True)
    return {name: round(part / 255, 8) if part != 255 else 1 for name, part in parts if part}


def extended(cell: Cell) -> dict[str, Any]:
    """The ExtendedValue of what a cell shows; empty when there is none."""
    if cell.error:
        return {"errorValue": {"type": cell.error, "message": ERROR_WORDS.get(cell.error, "Formula parse error.")}}
    if isinstance(cell.value, bool):
        return {"boolValue": cell.value}
    if isinstance(cell.value, int | float):
        return {"numberValue": number(float(cell.value))}
    return {"stringValue": cell.value} if cell.value else {}


def cell_format(cell: Cell, effective: bool) -> dict[str, Any]:
    """The CellFormat: what was chosen, or (effective) with all that a cell has anyway."""
    chosen: dict[str, Any] = {}
    if cell.format:
        chosen["numberFormat"] = {"type": cell.format, **({"pattern": cell.pattern} if cell.pattern else {})}
    text: dict[str, Any] = {"fontFamily": cell.font} if cell.font else {}
    if cell.fill or effective:
        shade = colour(cell.fill) if cell.fill else WHITE
        chosen |= {"backgroundColor": shade, "backgroundColorStyle": {"rgbColor": shade}}
    if cell.struck or effective:
        text["strikethrough"] = cell.struck
    if not effective:
        return {**chosen, **({"textFormat": text} if text else {})}
    plain = {"foregroundColor": {}, "fontFamily": "Arial", "fontSize": 10, "bold": False, "italic": False}
    return {
        **chosen,
        "padding": PADDING,
        "horizontalAlignment": "RIGHT" if isinstance(cell.value, float) else "LEFT",
        "verticalAlignment": "BOTTOM",
        "wrapStrategy": "OVERFLOW_CELL",
        "textFormat": {**plain, "underline": False, "foregroundColorStyle": {"rgbColor": {}}, **text},
        "hyperlinkDisplayType": "LINKED" if cell.link else "PLAIN_TEXT",
    }


def cell_data(cell: Cell) -> dict[str, Any]:
    """The CellData of one cell; a blank cell is an empty object."""
    if cell is BLANK:
        return {}
    value, chosen = extended(cell), cell_format(cell, effective=False)
    entered = {"formulaValue": cell.formula} if cell.formula else value
    parts: dict[str, Any] = {
        "userEnteredValue": entered,
        "effectiveValue": value,
        "formattedValue": cell.text,
        "userEnteredFormat": chosen,
        "effectiveFormat": cell_format(cell, effective=True),
        "hyperlink": cell.link,
    }
    return {name: part for name, part in parts.items() if part}


def rendered(cell: Cell, option: str, dates: str) -> str | int | float | bool:
    """A cell as `values` gives it, by ValueRenderOption and DateTimeRenderOption."""
    if option == "FORMULA" and cell.formula:
        return cell.formula
    if option == "FORMATTED_VALUE" or cell.error or cell.value is None:
        return cell.text
    if cell.format in DATES and dates == "FORMATTED_STRING":
        return cell.text
    if isinstance(cell.value, bool) or not isinstance(cell.value, float):
        return cell.value
    return number(cell.value)
