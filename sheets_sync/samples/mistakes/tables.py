"""Mistakes and oddities of a whole table: a plot listed twice, rows hidden or struck out, a total that is off."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..sheet import Line, Mark
from ..styles.form import Form, Typed, bands, column

Table = tuple[Form, list[Line]]


@dataclass(frozen=True, slots=True)
class TableMistake:
    """One kind of mistake that a table as a whole has; it returns the table with the mistake in it."""

    name: str
    catalogue: str
    code: str
    make: Callable[[Form, list[Line], random.Random], Table]
    fits: Callable[[Form, list[Line]], bool] = lambda form, lines: len(lines) >= 6
    times: int = 2


def _marked(line: Line, form: Form, name: str, code: str) -> Line:
    return replace(line, marks=line.marks | {form.columns[0].key: Mark(name, code)})


def _raw(cells: tuple[Typed, ...], near: Line) -> Line:
    """A row that is no record, in the group of the row beside it."""
    return Line(near.row, raw=cells, group=near.group)


def _twice(form: Form, lines: list[Line], chance: random.Random) -> Table:
    """The last plot listed again under a new number, as when two officers fill one sheet."""
    again = replace(lines[-1], row=lines[-1].row | {"no": lines[-1].row["no"] + 1, "again": True}, marks={})
    return form, [*lines, _marked(again, form, "plot_twice", "DUP_PLOT")]


def _hidden(form: Form, lines: list[Line], chance: random.Random) -> Table:
    at = chance.randrange(1, len(lines) - 1)
    found = _marked(replace(lines[at], hidden=True), form, "row_hidden", "HIDDEN_ROW")
    return form, [*lines[:at], found, *lines[at + 1 :]]


def _struck(form: Form, lines: list[Line], chance: random.Random) -> Table:
    at = chance.randrange(1, len(lines) - 1)
    found = _marked(replace(lines[at], struck=True), form, "row_struck", "STRUCK_OUT")
    return form, [*lines[:at], found, *lines[at + 1 :]]


def _sample(form: Form, lines: list[Line], chance: random.Random) -> Table:
    cells = [Typed("ตัวอย่าง")] + [Typed()] * (len(form.columns) - 1)
    for at, each in enumerate(form.columns[1:], 1):
        if each.key == "owner_name":
            cells[at] = Typed("นายใจดี มีสุข")
    return form, [_raw(tuple(cells), lines[0]), *lines]


def _head_again(form: Form, lines: list[Line], chance: random.Random) -> Table:
    """The header typed again where a printed page begins."""
    at = len(lines) // 2
    heads = tuple(Typed(each.heads[-1]) for each in form.columns)
    return form, [*lines[:at], _raw(heads, lines[at]), *lines[at:]]


def _gap(form: Form, lines: list[Line], chance: random.Random) -> Table:
    at = len(lines) // 2
    return form, [*lines[:at], _raw((), lines[at]), *lines[at:]]


def _notes(form: Form, lines: list[Line], chance: random.Random) -> Table:
    notes = ((2, f"เงินยืม {chance.randrange(20, 99) * 100}"), (2, f"ค่าจ้าง {chance.randrange(20, 99) * 100}"))
    return replace(form, feet=(*form.feet, *notes)), lines


def _sums_beside(form: Form, lines: list[Line], chance: random.Random) -> Table:
    """Working sums at the right, under no header."""
    wider = replace(form, columns=(*form.columns, column("", "beside", width=10)))
    found = list(lines)
    for at in chance.sample(range(len(lines)), 2):
        found[at] = replace(lines[at], row=lines[at].row | {"beside": chance.randrange(1, 40) * 500})
    return wider, found


def _total_off(form: Form, lines: list[Line], chance: random.Random) -> Table:
    """A total from before the last payment."""
    return replace(form, stale_total=True), lines


def _same_point(form: Form, lines: list[Line], chance: random.Random) -> Table:
    """The office's own point given for three plots."""
    columns = [each for each in form.columns if each.key in ("point", "latitude", "longitude")]
    shared = {each.key: Typed.of(each.way(lines[0].row[each.key])) for each in columns}
    mark = {columns[0].key: Mark("point_again", "COORD_REPEATED")}
    chosen = [at for at, line in enumerate(lines) if not line.typed][:3]
    found = list(lines)
    for at in chosen:
        found[at] = replace(lines[at], typed=dict(shared), marks=mark if at != chosen[0] else {})
    return form, found


def _has_point(form: Form, lines: list[Line]) -> bool:
    return len(lines) >= 9 and any(each.key in ("point", "latitude") for each in form.columns)


def _one_block(form: Form, lines: list[Line]) -> bool:
    return len(lines) >= 6 and not form.group and bands(form) <= 2


def _has_total(form: Form, lines: list[Line]) -> bool:
    return bool(form.total) and any(c.total and c.key == "disbursed_baht" for c in form.columns) and len(lines) >= 6


TABLES: tuple[TableMistake, ...] = (
    TableMistake("plot_twice", "41", "DUP_PLOT", _twice, times=4),
    TableMistake("row_hidden", "36", "HIDDEN_ROW", _hidden),
    TableMistake("row_struck", "36", "STRUCK_OUT", _struck),
    TableMistake("sample_row", "43", "", _sample, times=3),
    TableMistake("header_again", "31", "", _head_again, _one_block),
    TableMistake("blank_row", "42", "", _gap, _one_block),
    TableMistake("notes_below", "26", "SCRATCH_ROW", _notes, times=3),
    TableMistake("sums_beside", "35", "", _sums_beside),
    TableMistake("total_off", "24", "TOTAL_MISMATCH", _total_off, _has_total, times=4),
    TableMistake("point_again", "100", "COORD_REPEATED", _same_point, _has_point, times=3),
)
