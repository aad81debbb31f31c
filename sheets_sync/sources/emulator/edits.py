"""What is written over an .xlsx and kept in memory: the file itself never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...model import BLANK, Cell, Merge, Tab, Workbook
from ..display import display
from ..grid import tidy
from .ranges import Area, WrittenTab, size

LONGEST_CELL = 50_000  # characters
MOST_CELLS = 10_000_000  # of a workbook
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)
TOO_LONG = f"Your input contains more than the maximum of {LONGEST_CELL} characters in a single cell."
TOO_MANY_CELLS = (
    f"This action would increase the number of cells in the workbook above the limit of {MOST_CELLS} cells."
)
Value = str | float | bool | None
"""What a cell is given; None leaves it as it is, an empty text clears it."""


class Refused(Exception):
    """Google would not do it; the text is Google's reason."""


@dataclass(frozen=True, slots=True)
class Edits:
    """The tabs of one workbook that were written or added, those deleted, and the order of all."""

    tabs: Mapping[int, Tab]
    deleted: frozenset[int]
    order: tuple[int, ...]

    def over(self, base: Workbook) -> Workbook:
        """The workbook as it stands: written tabs as they were written, others as the file has them now."""
        kept = {tab.id: tab for tab in base.tabs if tab.id not in self.deleted} | dict(self.tabs)
        places = {tab_id: place for place, tab_id in enumerate(self.order)}
        return replace(base, tabs=tuple(sorted(kept.values(), key=lambda tab: places.get(tab.id, len(places)))))


def between(base: Workbook, edited: Workbook) -> Edits:
    """The edits that make one workbook of the other."""
    unwritten = {id(tab) for tab in base.tabs}
    return Edits(
        {tab.id: tab for tab in edited.tabs if id(tab) not in unwritten},
        frozenset(tab.id for tab in base.tabs) - {tab.id for tab in edited.tabs},
        tuple(tab.id for tab in edited.tabs),
    )


def as_written(tab: Tab) -> WrittenTab:
    """A tab that has a size of its own."""
    if isinstance(tab, WrittenTab):
        return tab
    rows, columns = size(tab)
    parts = {name: getattr(tab, name) for name in Tab.__dataclass_fields__}
    return WrittenTab(**parts, row_count=rows, column_count=columns)


def with_tab(workbook: Workbook, tab: Tab) -> Workbook:
    """The workbook with one tab replaced by its namesake."""
    return replace(workbook, tabs=tuple(tab if old.id == tab.id else old for old in workbook.tabs))


def protect(tab: Tab, place: Merge) -> WrittenTab:
    """A tab with a range that nobody may edit."""
    written = as_written(tab)
    return replace(written, protected=(*written.protected, place))


def check_protection(tab: Tab, place: Merge) -> None:
    """Refuse to touch a place that is protected."""
    for kept in tab.protected if isinstance(tab, WrittenTab) else ():
        apart = (
            place.bottom <= kept.top or kept.bottom <= place.top or place.right <= kept.left or kept.right <= place.left
        )
        if not apart:
            raise Refused(PROTECTED)


def check_size(workbook: Workbook) -> None:
    """Refuse more cells than a workbook may have."""
    if sum(rows * columns for rows, columns in map(size, workbook.tabs)) > MOST_CELLS:
        raise Refused(TOO_MANY_CELLS)


def cell_of(old: Cell, value: str | float | bool, locale: str) -> Cell:
    """A cell with a value as typed by a machine (RAW); its looks stay, what it was computed from goes."""
    looks = replace(old, text="", value=None, formula="", link="", error="")
    if value == "" and isinstance(value, str):
        return BLANK if looks == BLANK else looks
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise Refused(TOO_LONG)
        return replace(looks, text=value, value=value)
    if isinstance(value, bool):
        return replace(looks, text=str(value).upper(), value=value)
    return replace(looks, text=display(value, old.pattern, locale, old.format), value=float(value))


def filled(workbook: Workbook, place: Area, values: Sequence[Sequence[Value]]) -> Workbook:
    """The workbook with values written from the top left corner of a place on."""
    if not values:
        return workbook
    tab, wide = place.tab, max(map(len, values))
    check_protection(tab, Merge(place.top, place.left, place.top + len(values), place.left + wide))
    rows: list[list[Cell]] = [list(row) for row in tab.rows]
    rows += [[] for _ in range(place.top + len(values) - len(rows))]
    for row, given in zip(rows[place.top :], values, strict=False):
        row.extend([BLANK] * (place.left + len(given) - len(row)))
        for column, value in enumerate(given, place.left):
            if value is not None:
                row[column] = cell_of(row[column], value, workbook.locale)
    return with_tab(workbook, replace(as_written(tab), rows=tidy(rows)))


def is_value(value: Any) -> bool:
    """Whether a cell can hold it."""
    return value is None or isinstance(value, str) or (isinstance(value, int | float) and abs(value) < 1e308)
