"""How a workbook was read, as one page that needs nothing else: its tabs as grids, with what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup

from ..model import BLANK, Finding
from ..reading.grid import Grid, a1, letter
from ..reading.seen import DOUBLE, KNOWN, NOT_KEPT, NUMBERING, UNKNOWN, UNUSED, WEAK
from .inspection import DrawnColumn, DrawnTab, Inspection, by_cell, column_kinds, safe, typed
from .labels import label_of
from .templating import Templates, broken, visible

ROWS = 300  # of a tab that are drawn
COLUMNS = 80
LONGEST = 160  # letters of a cell
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
    findings: tuple[tuple[int, Finding], ...]

    @property
    def cells(self) -> frozenset[str]:
        """The cells with a mark, which the list can point at."""
        return frozenset(spot.name for line in self.lines for spot in line.spots if spot.marks)


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
    numbered = tuple(enumerate(drawn.findings, 1))
    marks = by_cell(drawn.findings)
    numbers = {id(finding): number for number, finding in numbered}
    found = {cell: tuple((numbers[id(f)], f) for f in each) for cell, each in marks.items()}
    why = {row.row: row.why for row in drawn.table.ignored_rows}
    kinds = column_kinds(drawn.columns, drawn.shape) if drawn.shape else {}
    lines = tuple(
        Line(
            row + 1,
            why.get(row + 1, ""),
            row + 1 in drawn.table.header_rows,
            tuple(
                _spot(grid, row, column, (height, width), found, kinds.get(column, ""))
                for column in range(width)
                if grid.origin(row, column) == (row, column)
            ),
        )
        for row in range(height)
    )
    heads = tuple(columns.get(column) for column in range(width))
    return Sheet(drawn, tuple(map(letter, range(width))), heads, lines, grid.height - height, numbered)


def _spot(
    grid: Grid,
    row: int,
    column: int,
    limits: tuple[int, int],
    found: Mapping[str, tuple[tuple[int, Finding], ...]],
    kind: str,
) -> Spot:
    """A cell as it was typed; a merge is drawn as far as the grid goes."""
    cell = grid.cell(row, column) if row < grid.height else BLANK
    merge = grid.merges.get((row, column))
    rows = min(merge.bottom, limits[0]) - row if merge else 1
    columns = min(merge.right, limits[1]) - column if merge else 1
    name = a1(row, column)
    text = typed(cell.text, kind)
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    return Spot(name, shown, found.get(name, ()), rows, columns, cell.struck, number)
