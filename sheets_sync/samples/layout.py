"""From a form and the rows it shows to a sheet: titles, header bands, groups, totals, notes and signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..model.a1 import a1
from . import places
from .people import dice
from .progress import Row
from .sheet import Line, Mark, Scene, Sheet
from .styles.form import Column, Form, Look, Typed, bands

STALE_TOTAL = "disbursed_baht"  # the total that is left from before the last payment
DITTO = ('"', "ๆ", ",,")


def lay(form: Form, look: Look, lines: Sequence[Line], scene: Scene) -> Sheet:
    """Set a table: one tab with everything an office puts around its rows."""
    sheet = Sheet(form.tab.format(**scene.words(form))[:31], look)
    return add_table(sheet, form, lines, scene)


def add_table(sheet: Sheet, form: Form, lines: Sequence[Line], scene: Scene) -> Sheet:
    """Set one more table under what a tab already holds."""
    words = scene.words(form)
    width = len(form.columns)
    for text in form.titles:
        sheet.put(sheet.next, 0, text.format(**words), "title")
        if width > 1:
            sheet.merges.append((sheet.next, 0, sheet.next, width - 1, "title"))
        sheet.next += 1
    sheet.next += form.gap
    _head(sheet, form)
    first = sheet.next
    _body(sheet, form, lines, scene)
    if form.total and lines:
        _total(sheet, form, form.total, first, lines)
    sheet.next += 1
    for column, text in form.feet:
        sheet.put(sheet.next, min(column, width - 1), text.format(**words), "foot")
        sheet.next += 1
    return sheet


def _head(sheet: Sheet, form: Form) -> None:
    """Write the header bands; equal neighbours of a band, and a word that stands alone, become merged cells."""
    depth, top = bands(form), sheet.next
    sheet.columns = {each.key: i for i, each in enumerate(form.columns)}
    sheet.widths = [each.width for each in form.columns]
    for i, each in enumerate(form.columns):
        last = len(each.heads) - 1
        sheet.put(top + last, i, each.heads[last], "head")
        if last < depth - 1:
            sheet.merges.append((top + last, i, top + depth - 1, i, "head"))
    for band in range(depth - 1):
        left = 0
        for path, members in groupby(
            form.columns, key=lambda c: c.heads[: band + 1] if len(c.heads) > band + 1 else c.key
        ):
            count = len(list(members))
            if isinstance(path, tuple):
                sheet.put(top + band, left, path[-1], "head")
                if count > 1:
                    sheet.merges.append((top + band, left, top + band, left + count - 1, "head"))
            left += count
    sheet.next = top + depth
    sheet.frozen = sheet.next
    if form.numbered:
        for i in range(len(form.columns)):
            sheet.put(sheet.next, i, f"({i + 1})", "number")
        sheet.next += 1


def _body(sheet: Sheet, form: Form, lines: Sequence[Line], scene: Scene) -> None:
    for name, members in groupby(lines, key=lambda line: line.group):
        block = list(members)
        if form.group == "section" and name:
            for i in range(len(form.columns)):
                sheet.put(sheet.next, i, f"ตำบล{name}" if i == 0 else None, "section")
            sheet.next += 1
        first = sheet.next
        for place, line in enumerate(block):
            if line.raw is None:
                _line(sheet, form, line, scene, repeated=place > 0)
            else:
                _raw(sheet, line.raw)
        if form.group == "merge" and name:
            _merge_down(sheet, form, first)
        if form.subtotal and name and any(line.raw is None for line in block):
            _total(sheet, form, form.subtotal.format(group=name), first, block)


GROUPED = ("tambon", "plot_no", "owner_name")


def _grouped(form: Form) -> list[Column]:
    """The columns that tell a group, leftmost first: the tambon, or the plot of a plan."""
    keys = GROUPED if any(c.key == "activity" for c in form.columns) else GROUPED[:1]
    return [c for c in form.columns if c.key in keys]


def _line(sheet: Sheet, form: Form, line: Line, scene: Scene, repeated: bool) -> None:
    row = sheet.next
    shared = {c.key for c in _grouped(form)} if form.group in ("merge", "ditto") and repeated else set()
    chance = dice(scene.seed, "ways", scene.code, form.tab, line.row.get("no"), line.row.get("activity"))
    for i, each in enumerate(form.columns):
        odd = each.also and chance.random() < 1 / 6
        way = chance.choice(each.also) if odd else each.way
        if each.key in line.typed:
            value: Any = line.typed[each.key]
        elif each.key in shared:
            value = chance.choice(DITTO) if form.group == "ditto" else None
        elif each.formula:
            value = _formula(sheet, each, line, row)
        else:
            value = _way(each, line.row, way)
        typed = Typed.of(value)
        if line.struck:
            typed = replace(typed, struck=True)
        sheet.put(row, i, typed)
        if each.key in line.marks:
            sheet.planted.append((a1(row, i), line.marks[each.key]))
    if line.hidden:
        sheet.hidden_rows.append(row)
    sheet.next += 1


def _raw(sheet: Sheet, cells: tuple[Typed, ...]) -> None:
    for column, typed in enumerate(cells):
        sheet.put(sheet.next, column, typed)
    sheet.next += 1


def _way(each: Column, row: Row, way: Any) -> Any:
    value = row.get(each.key)
    if each.key == "place":
        value = (row["house_no"], row["moo"], row["village"], row["tambon"])
    return None if value is None or value == "" else way(value)


def _formula(sheet: Sheet, each: Column, line: Line, row: int) -> Typed:
    cells = {key: a1(row, i) for key, i in sheet.columns.items()}
    minuend, subtrahend = (name.strip("{}") for name in each.formula.split("-"))
    known = [line.row.get(minuend), line.row.get(subtrahend)]
    if known[0] is None:
        return Typed()
    return Typed(known[0] - (known[1] or 0), "#,##0.00", formula="=" + each.formula.format(**cells))


def _merge_down(sheet: Sheet, form: Form, first: int) -> None:
    for each in _grouped(form):
        column = sheet.columns[each.key]
        alone = all(sheet.blank(row, column) for row in range(first + 1, sheet.next))
        if alone and sheet.next - first > 1:
            sheet.merges.append((first, column, sheet.next - 1, column, "body"))


def _total(sheet: Sheet, form: Form, label: str, first: int, lines: Sequence[Line]) -> None:
    """A total row: a SUM formula where every cell above is a number of this block, else the figure itself."""
    row = sheet.next
    for i in range(len(form.columns)):
        sheet.put(row, i, Typed(), "total")
    sheet.put(row, _label_column(form), label, "total")
    for i, each in enumerate(form.columns):
        if each.total:
            sheet.put(row, i, _sum(sheet, form, i, range(first, row), lines), "total")
            if form.stale_total and each.key == STALE_TOTAL:
                sheet.planted.append((a1(row, i), Mark("total_off", "TOTAL_MISMATCH")))
    sheet.next += 1


def _label_column(form: Form) -> int:
    """Where the word for a total stands: under the names of places or people."""
    named = [i for i, each in enumerate(form.columns) if each.key in ("district", "tambon", "owner_name", "village")]
    return named[0] if named else 0


def _sum(sheet: Sheet, form: Form, column: int, span: range, lines: Sequence[Line]) -> Any:
    each = form.columns[column]
    known = [line.figure(each.key) for line in lines if line.raw is None]
    if form.stale_total and each.key == STALE_TOTAL:
        known = known[:-1] if known[-1] else [*known, 45_200]
    amount = sum(v for v in known if v is not None)
    cells = [sheet.cells[row, column].typed for row in span if not sheet.blank(row, column)]
    numbers = all(isinstance(t.value, int | float) and not isinstance(t.value, bool) for t in cells)
    stale = form.stale_total and each.key == STALE_TOTAL
    if numbers and cells and not form.subtotal and not stale and len(span) == len(lines):
        shown = sum(t.value for t in cells if isinstance(t.value, int | float))
        return Typed(shown, cells[0].format, formula=f"=SUM({a1(span[0], column)}:{a1(span[-1], column)})")
    return Typed.of(each.way(amount))


def group_of(form: Form, row: Row) -> str:
    """By what a form puts a row together with its neighbours: its tambon's name, or its plot."""
    if not form.group and not form.subtotal:
        return ""
    return str(row["plot_no"]) if "activity" in row else places.tambon_name(row["tambon"])


def lines_of(form: Form, rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Rows as lines, grouped as the form groups them."""
    return [Line(dict(row), group=group_of(form, dict(row))) for row in rows]
