"""How a workbook was read, as one page that needs nothing else: its tabs as grids, with what was found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup

from ..model import Finding
from ..model.a1 import a1, column_letter, place_of
from ..reading.grid import Grid
from ..reading.seen import DOUBLE, KNOWN, NOT_KEPT, NUMBERING, UNKNOWN, UNUSED, WEAK
from .inspection import DrawnColumn, DrawnTab, Inspection, column_kinds, safe, together, typed
from .labels import label_of
from .templating import Templates, broken
from .unseen import visible

ROWS = 300  # of a tab that are drawn
COLUMNS = 80
LONGEST, LONGEST_LINK = 160, 36  # letters of a cell
TEMPLATE = "inspect.html.j2"
WHY = {
    "title": "ชื่อเรื่อง", "header": "หัวตาราง", "column_numbers": "เลขคอลัมน์", "total": "ยอดรวม", "section": "หัวข้อกลุ่ม",
    "blank": "แถวว่าง", "sample": "แถวตัวอย่าง", "scratch": "ทดเลข", "note": "หมายเหตุ", "signature": "ลายมือชื่อ",
}  # fmt: skip
STATES = {
    KNOWN: "", WEAK: "ไม่แน่ใจ", NUMBERING: "ลำดับ ไม่ใช้", NOT_KEPT: "รู้จัก ไม่ได้เก็บ", DOUBLE: "ซ้ำกับคอลัมน์อื่น ไม่ใช้",
    UNKNOWN: "ไม่รู้จัก ไม่ได้อ่าน", UNUSED: "ว่าง",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of the drawn grid."""

    name: str  # A1
    text: str
    marks: tuple[tuple[int, Finding], ...] = ()  # number in the list under the grid, and the finding
    rows: int = 1
    columns: int = 1
    struck: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the drawn grid: `why` it was left out, or empty."""

    row: int
    why: str
    header: bool
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab drawn: heads are the columns by their place, lines the first rows."""

    drawn: DrawnTab
    letters: tuple[str, ...]
    heads: tuple[DrawnColumn | None, ...]
    lines: tuple[Line, ...]
    left: int  # rows that are not drawn
    findings: tuple[tuple[int, Finding, tuple[tuple[str, str], ...]], ...]  # number, finding, cells and their anchors


def page(inspection: Inspection, templates: Templates) -> str:
    """The page as HTML, without script and without any address outside it. RenderError for a broken template."""
    environment = templates.environment.overlay(finalize=_harmless)
    sheets = [_sheet(tab) for tab in inspection.tabs if tab.programme]
    others = [tab for tab in inspection.tabs if not tab.programme]
    try:
        return environment.get_template(TEMPLATE).render(
            name=inspection.name, sheets=sheets, others=others, why=WHY, states=STATES, label_of=label_of
        )
    except (TemplateError, TypeError, ValueError, AttributeError, LookupError) as error:
        raise broken(error, templates.folders) from error


def _harmless(value: Any) -> Any:
    """Whatever the page says, without control characters and without a whole citizen ID."""
    shown = visible(value)
    return safe(shown) if isinstance(shown, str) and not isinstance(shown, Markup) else shown


def _sheet(drawn: DrawnTab) -> Sheet:
    grid = Grid(drawn.tab)
    height, width = min(grid.height, ROWS), min(grid.width, COLUMNS)
    columns = {column.seen.column: column for column in drawn.columns}
    marks: dict[str, list[tuple[int, Finding]]] = {}
    listed = []
    for number, (finding, cells) in enumerate(together(drawn.findings), 1):
        places = [(cell, grid.origin(*place_of(cell))) for cell in cells]
        for _, place in places:
            marks.setdefault(a1(*place), []).append((number, finding))
        anchors = ((cell, a1(*place) if place[0] < height and place[1] < width else "") for cell, place in places)
        listed.append((number, finding, tuple(anchors)))
    why = {row.row: row.why for row in drawn.table.ignored_rows}
    kinds = column_kinds(drawn.columns, drawn.shape) if drawn.shape else {}
    lines = tuple(
        Line(
            row + 1,
            why.get(row + 1, ""),
            row + 1 in drawn.table.header_rows,
            tuple(_spots(grid, row, (height, width), marks, kinds, loose=why.get(row + 1, "header") != "header")),
        )
        for row in range(height)
    )
    heads = tuple(columns.get(column) for column in range(width))
    return Sheet(drawn, tuple(map(column_letter, range(width))), heads, lines, grid.height - height, tuple(listed))


def _spots(
    grid: Grid,
    row: int,
    limits: tuple[int, int],
    marks: Mapping[str, Sequence[tuple[int, Finding]]],
    kinds: Mapping[int, str],
    *,
    loose: bool,
) -> Iterator[Spot]:
    """The cells of a row; in a loose one, as in a title, a text runs on over the blank cells to its right."""
    column = 0
    while column < limits[1]:
        if grid.origin(row, column) != (row, column):
            column += 1
            continue
        spot = _spot(grid, row, column, limits, tuple(marks.get(a1(row, column), ())), kinds.get(column, ""))
        end = column + spot.columns
        while loose and spot.text and not spot.number and spot.rows == 1 and end < limits[1]:
            if not grid.cell(row, end).blank or (row, end) in grid.merges or a1(row, end) in marks:
                break
            end += 1
        yield replace(spot, columns=end - column)
        column = end


def _spot(
    grid: Grid, row: int, column: int, limits: tuple[int, int], marks: tuple[tuple[int, Finding], ...], kind: str
) -> Spot:
    """A cell as it was typed; a merge is drawn as far as the grid goes."""
    cell = grid.cell(row, column)
    merge = grid.merges.get((row, column))
    rows = min(merge.bottom, limits[0]) - row if merge else 1
    columns = min(merge.right, limits[1]) - column if merge else 1
    text = typed(cell.text, kind)
    most = LONGEST_LINK if text.startswith("http") else LONGEST
    shown = text if len(text) <= most else f"{text[: most - 1]}…"
    number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    return Spot(a1(row, column), shown, marks, rows, columns, cell.struck, number)
