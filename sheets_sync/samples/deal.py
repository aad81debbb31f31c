"""Who makes which mistake, in which row, from which month to which: dealt once for a seed over all offices."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..periods import Month
from . import closings, gardens, progress, situations, totals
from .mistakes import CELLS, TABLES, Mistake, Slip, TableMistake, Where
from .people import dice
from .places import offices
from .progress import Row
from .sheet import Line, Mark
from .styles import style_of
from .styles.form import Column, Form, Typed
from .styles.provinces import PROVINCES

CARELESS = frozenset({"4015", "4408", "4511", "6007", "6604"})  # offices in a hurry
SLID_PLOT = 3
FEW, MANY = 5, 16  # mistakes an office makes at most, and one in a hurry


@dataclass(frozen=True, slots=True)
class Dealt:
    """A mistake of one office: in which row and column, and in which months, the last one left out."""

    mistake: Mistake | TableMistake
    where: Where
    row: int  # the row's id; 0 for a table
    key: str
    since: int
    until: int

    def shows(self, month: Month) -> bool:
        return self.since <= closings.MONTHS.index(month) < self.until


@dataclass(slots=True)
class _Office:
    """An office while mistakes are dealt: its tables as last reported, and what it has been given."""

    code: str
    tables: dict[Where, tuple[Form, list[Row]]]
    given: list[Dealt] = field(default_factory=list)

    @property
    def weight(self) -> int:
        if len(self.given) >= (MANY if self.code in CARELESS else FEW):
            return 0
        return 8 if self.code in CARELESS else 1

    def free(self, mistake: Mistake) -> Iterator[tuple[Where, Row, Column]]:
        """Rows and columns in which the mistake can happen, and nothing has happened yet."""
        taken = {(each.where, each.row) for each in self.given}
        for where in mistake.where:
            form, rows = self.tables.get(where, (None, []))
            for each in _columns(form, mistake) if form else ():
                for row in rows:
                    if (
                        (where, row["id"]) not in taken
                        and not _told(self.code, where, row)
                        and fits(mistake, row, each)
                    ):
                        yield where, row, each


def _told(code: str, where: Where, row: Row) -> bool:
    """Whether a row already has its own story (situations.py), which no other mistake should blur."""
    if where == "summary":
        return row["district"] in (*totals.COPIED, situations.DISAGREES)
    return where == "plots" and code == situations.BACKWARDS and row["id"] == SLID_PLOT


def _columns(form: Form, mistake: Mistake) -> list[Column]:
    """The columns of a form that a mistake can happen in; a tambon shared by several rows is left alone."""
    return [c for c in form.columns if c.key in mistake.keys and not (c.key == "tambon" and form.group)]


def slip(mistake: Mistake, row: Row, each: Column) -> Slip:
    """The occasion that a row's cell gives to a mistake."""
    return Slip(row.get(each.key), row, each.way, dice("slip", mistake.name, row.get("district"), row["id"]))


def fits(mistake: Mistake, row: Row, each: Column) -> bool:
    """Whether the mistake can happen in a row's cell; never where the row has nothing to be wrong about."""
    known = each.key == "place" or row.get(each.key) is not None
    return known and mistake.fits(slip(mistake, row, each))


@cache
def deal(seed: int) -> Mapping[str, tuple[Dealt, ...]]:
    """Office code -> its mistakes. Of every kind the first stands in every month; others come and are mended."""
    chance = dice(seed, "deal")
    found = [_office(seed, each.code) for each in offices() if each.code != situations.SUMMARY_ONLY]
    for kind in CELLS:
        for turn in range(kind.times):
            _give_cell(found, kind, turn, chance)
    for table in TABLES:
        for turn in range(table.times):
            _give_table(found, table, turn, chance)
    return {each.code: tuple(each.given) for each in found}


def _office(seed: int, code: str) -> _Office:
    last = closings.edition(seed, code, closings.MONTHS[2])
    if last is None:
        raise ValueError(f"the office {code} never reports")
    if len(code) == 2:
        rows = totals.of_province(seed, code, last)
        style = PROVINCES[code]
        both = joined(style.plots, style.villages)
        return _Office(code, {"summary": (both, rows)})
    day, manner = closings.day_of(seed, code, last), style_of(code)
    return _Office(
        code,
        {
            "plots": (manner.plots, progress.plots_on(seed, code, day)),
            "villages": (manner.villages, gardens.villages_on(seed, code, day)),
        },
    )


def joined(first: Form, second: Form) -> Form:
    """One form with the columns of both of a province's tables, a shared one once."""
    seen = {each.key for each in first.columns}
    more = tuple(each for each in second.columns if each.key not in seen)
    return Form(first.tab, (*first.columns, *more))


def _span(turn: int, chance: random.Random) -> tuple[int, int]:
    if turn == 0:
        return 0, 3
    since = chance.choice((0, 0, 1, 1, 2))
    return since, chance.randint(since + 1, 3)


def _give_cell(found: Sequence[_Office], kind: Mistake, turn: int, chance: random.Random) -> None:
    able = [each for each in found if next(each.free(kind), None) is not None and _may(each, turn)]
    weights = [each.weight for each in able]
    if not able:
        return
    chosen = chance.choices(able, weights)[0] if any(weights) else chance.choice(able)
    where, row, column = chance.choice(list(chosen.free(kind)))
    chosen.given.append(Dealt(kind, where, row["id"], column.key, *_span(turn, chance)))


def _give_table(found: Sequence[_Office], kind: TableMistake, turn: int, chance: random.Random) -> None:
    able = []
    for each in found:
        form, rows = each.tables.get("plots", (None, []))
        had = any(isinstance(dealt.mistake, TableMistake) for dealt in each.given)
        if form and not had and _may(each, turn) and kind.fits(form, [Line(row) for row in rows]):
            able.append(each)
    if able:
        chance.choice(able).given.append(Dealt(kind, "plots", 0, "", *_span(turn, chance)))


def _may(office: _Office, turn: int) -> bool:
    """The first of a kind goes to an office whose workbook is followed to the end."""
    return turn > 0 or office.code not in (situations.STALE, situations.LATE)


def spoil(dealt: Sequence[Dealt], where: Where, month: Month, form: Form, lines: list[Line]) -> None:
    """Put the mistakes of an office's cells into the lines of one of its tables."""
    columns = {each.key: each for each in form.columns}
    rows = {line.row["id"]: line for line in lines}
    for each in dealt:
        kind, line = each.mistake, rows.get(each.row)
        if isinstance(kind, TableMistake) or each.where != where or not each.shows(month) or line is None:
            continue
        if each.key in columns and fits(kind, line.row, columns[each.key]):
            _type(kind, line, columns, each.key)


def _type(kind: Mistake, line: Line, columns: Mapping[str, Column], key: str) -> None:
    """Type a mistake into its cells; its mark stands in the leftmost of them."""
    occasion = slip(kind, line.row, columns[key])
    typed = kind.typed(occasion)
    cells = typed if isinstance(typed, dict) else {key: Typed.of(typed)}
    line.typed.update(cells)
    line.reads[key] = kind.reads(occasion)
    line.marks[next(each for each in columns if each in cells)] = Mark(kind.name, kind.code, kind.sure)


def tables(dealt: Sequence[Dealt], month: Month) -> list[TableMistake]:
    """The mistakes that an office makes with its register as a whole in a month."""
    return [each.mistake for each in dealt if isinstance(each.mistake, TableMistake) and each.shows(month)]
