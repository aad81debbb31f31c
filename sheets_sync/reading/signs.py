"""What a row, a column or a whole table shows besides its values: hidden, struck, coloured, missing, twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..model import Finding, Record
from ..model.a1 import a1, column_letter
from .cells import stage_counts
from .columns import Column, Layout
from .grid import Grid
from .header import Band
from .notices import Notices

STATUS = frozenset({"stage", "choice"})
FORMULAS = 0.7  # share of a column's cells that makes a typed number the odd one out
LEAST_SENTENCE = 12  # letters from which a cell may tell plots by stage
FEW = 3


def unreadable(grid: Grid, workbook_id: str) -> tuple[Finding, ...]:
    """A tab that shows another workbook, which it may not read any more (mess.md, row 45)."""
    notices = Notices(grid.tab.title, grid.tab.id, workbook_id)
    for row, cells in enumerate(grid.tab.rows):
        for column, cell in enumerate(cells):
            if cell.error and "IMPORTRANGE" in cell.formula.upper():
                text = "แท็บนี้ดึงข้อมูลจากชีตอื่นแต่ยังไม่ได้รับอนุญาต จึงอ่านไม่ได้ โปรดกดอนุญาตการเข้าถึง (Allow access) ในช่องนี้"
                notices.say(a1(row, column), "SOURCE_UNREADABLE", text, cell.text)
                return notices.all
    return ()


def say_row(notices: Notices, grid: Grid, row: int) -> None:
    """A record's row that is hidden or struck through."""
    filled = grid.filled(row)
    if not filled:
        return
    cell = a1(row, filled[0])
    if row in grid.tab.hidden_rows:
        notices.say(cell, "HIDDEN_ROW", "แถวนี้ถูกซ่อนไว้ แต่ยังนำมาคิดด้วย หากไม่ใช้โปรดลบแถว")
    cells = grid.tab.rows[row]
    struck = sum(cells[column].struck for column in filled)
    if struck * 2 > len(filled):
        notices.say(cell, "STRUCK_OUT", "แถวนี้ถูกขีดฆ่า อาจยกเลิกแล้ว แต่ยังนำมาคิดด้วย โปรดลบแถวหรือใส่สถานะ")


def say_columns(notices: Notices, grid: Grid, band: Band, layout: Layout, records: Sequence[Record]) -> None:
    """Required fields that no column, title or tab name gives; columns that claim a field twice."""
    last = band.bottom - 1
    cell = a1(last, min(heading.column for heading in band.headings))
    fields = layout.kind.shape.fields
    for group in missing(layout, records):
        labels = " หรือ ".join(fields[name].label for name in group)
        notices.say(cell, "COLUMN_MISSING", f"ตารางนี้ไม่มีคอลัมน์ {labels} โปรดเพิ่มคอลัมน์ หรือเขียนไว้ที่หัวตาราง", "", "", group[0])
    for column in layout.doubled:
        other = layout.by_name(column.name)
        where = f" (ใช้คอลัมน์ {column_letter(other.column)} แทน)" if other else ""
        text = f"หัวคอลัมน์ “{column.heading.text}” ซ้ำกับคอลัมน์{column.spec.label}{where} จึงไม่นำมาคิด โปรดลบหรือเปลี่ยนชื่อหัวคอลัมน์"
        notices.say(
            a1(_typed_at(grid, band, column.column), column.column),
            "COLUMN_DUPLICATE",
            text,
            column.heading.text,
            "",
            column.name,
        )


def _typed_at(grid: Grid, band: Band, column: int) -> int:
    """The row in which a column's own header is typed."""
    return next((row for row in reversed(band.rows) if not grid.cell(row, column).blank), band.top)


def missing(layout: Layout, records: Sequence[Record]) -> list[list[str]]:
    """The required groups that no column gives, and that no title, section or other cell told for any record."""
    fields = layout.fields
    return [
        group
        for group in layout.kind.shape.required
        if not fields & set(group)
        and not any(record.values.get(name) is not None for name in group for record in records)
    ]


def required_columns(layout: Layout) -> list[tuple[list[str], Column]]:
    """The required groups that a column gives, each with its first column."""
    firsts = [
        (group, next((c for c in layout.kept if set(group) & {c.name, *c.spec.fills}), None))
        for group in layout.kind.shape.required
    ]
    return [(group, column) for group, column in firsts if column]


def say_required(
    notices: Notices, layout: Layout, groups: list[tuple[list[str], Column]], record: Record, doubtful: frozenset[str]
) -> None:
    """A required field that is blank in a row with other data."""
    fields = layout.kind.shape.fields
    for group, column in groups:
        if not any(record.values.get(name) is not None or name in doubtful for name in group):
            labels = " หรือ ".join(fields[name].label for name in group)
            cell = a1(record.row - 1, column.column)
            notices.say(cell, "REQUIRED_MISSING", f"แถวนี้ยังไม่มี{labels} โปรดใส่ให้ครบ", "", "", group[0])


def say_stage_counts(notices: Notices, grid: Grid, layout: Layout, records: Sequence[Record]) -> None:
    """Plots told by stage in words beside a summary's figures, which do not add up to them (mess.md, row 112)."""
    if "plots" not in layout.fields:
        return
    stages = layout.kind.programme.stages.items()
    choices = tuple((code, stage.spellings) for code, stage in stages)
    told: dict[int, list[tuple[Record, int, int]]] = {}
    for record in records:
        plots = record.values.get("plots")
        for column in grid.filled(record.row - 1) if isinstance(plots, int) else ():
            text = grid.cell(record.row - 1, column).text
            counts = stage_counts(text, choices) if len(text) > LEAST_SENTENCE else {}
            if len(counts) > 1 and isinstance(plots, int):
                told.setdefault(column, []).append((record, sum(counts.values()), plots))
    for column, sums in told.items():
        whole = sum(total == plots for _, total, plots in sums) * 2 >= len(sums)  # else it leaves plots unsaid
        for record, total, plots in sums:
            if total > plots or (whole and total < plots):
                said = f"แปลงตามขั้นตอนรวมกันได้ {total} แต่จำนวนแปลงคือ {plots} โปรดตรวจสอบ"
                cell = a1(record.row - 1, column)
                notices.say(cell, "TOTAL_MISMATCH", said, grid.cell(record.row - 1, column).text, f"{plots}")


def say_formulas(notices: Notices, grid: Grid, layout: Layout, rows: Sequence[int]) -> None:
    """Numbers typed where the rest of the column reckons."""
    formulas = Counter(i for row in rows for i, cell in enumerate(grid.tab.rows[row]) if cell.formula)
    for column in layout.columns:
        reckoned = formulas[column.column]
        cells = [(row, grid.cell(row, column.column)) for row in rows] if reckoned >= FEW else []
        if reckoned < FEW or reckoned < FORMULAS * sum(not cell.blank for _, cell in cells):
            continue
        for row, cell in cells:
            if not cell.formula and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                text = f"ช่องนี้พิมพ์ตัวเลข {cell.text} ทับสูตรของคอลัมน์ จึงใช้ค่าที่พิมพ์"
                notices.say(a1(row, column.column), "FORMULA_REPLACED", text, cell.text, "", column.name)


def say_uncoloured(notices: Notices, grid: Grid, layout: Layout, rows: Sequence[int]) -> None:
    """A status that only a colour tells: nothing is typed, but the fill is one that typed statuses have."""
    for column in layout.columns:
        if column.spec.kind not in STATUS:
            continue
        cells = [(row, grid.cell(row, column.column)) for row in rows]
        meant = {cell.fill for _, cell in cells if cell.fill and not cell.blank}
        for row, cell in cells:
            if cell.blank and cell.fill and (cell.fill in meant or not meant) and not _striped(grid, row, cell.fill):
                text = "ช่องนี้มีแต่สี ไม่มีข้อความ จึงยังไม่ทราบสถานะ โปรดพิมพ์สถานะ"
                notices.say(a1(row, column.column), "COLOUR_ONLY", text, "", "", column.name)


def _striped(grid: Grid, row: int, fill: str) -> bool:
    """Whether the whole row has the colour, so that it means no status."""
    fills = Counter(cell.fill for cell in grid.tab.rows[row] if not cell.blank)
    return fills[fill] * 2 > sum(fills.values())


def say_outside(notices: Notices, grid: Grid, band: Band, beside: frozenset[int], rows: Iterable[int]) -> None:
    """Sums and notes beside the table, under no header: not read, logged once a column."""
    headed = {heading.column for heading in band.headings}
    seen = set(beside)
    right = max(headed)
    for row in rows:
        filled = grid.filled(row)
        for column in filled if filled and filled[-1] > right else ():
            if column > right and column not in seen:
                seen.add(column)
                cell = grid.cell(row, column)
                text = f"คอลัมน์ {column_letter(column)} ไม่มีหัวคอลัมน์ จึงไม่นำมาคิด"
                notices.say(a1(row, column), "SCRATCH_ROW", text, cell.text)
