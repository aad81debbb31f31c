"""Ranges in A1 notation: `'ม.ค. 64'!A5:F15`, `แปลง!A:C`, `B2`, or a tab's name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Merge, Tab, Workbook
from ...model.a1 import column_index, column_letter
from ..grid import width
from .answers import sheets_error

ROWS, COLUMNS = 1000, 26  # the size of a new tab at Google
PLACE = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)(?::\$?([A-Za-z]{0,3})\$?(\d*))?")
PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenTab(Tab):
    """A tab that was written or added: its grid has a size of its own, and places that nobody may edit."""

    row_count: int = ROWS
    column_count: int = COLUMNS
    frozen_rows: int = 0
    frozen_columns: int = 0
    protected: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A range of one tab, zero-based and half-open, within the tab's grid."""

    tab: Tab
    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        """The range as Google writes it back."""
        first, last = column_letter(self.left), column_letter(self.right - 1)
        one = self.bottom - self.top == 1 and self.right - self.left == 1
        end = "" if one else f":{last}{self.bottom}"
        return f"{quoted(self.tab.title)}!{first}{self.top + 1}{end}"


def size(tab: Tab) -> tuple[int, int]:
    """Rows and columns of a tab's grid."""
    if isinstance(tab, WrittenTab):
        return tab.row_count, tab.column_count
    return max(ROWS, len(tab.rows)), max(COLUMNS, width(tab.rows))


def quoted(title: str) -> str:
    """A tab's name as it stands in a range: in quotes unless it is a plain word that is no cell."""
    if PLAIN_NAME.fullmatch(title) and not LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def unparsed(text: str) -> Exception:
    """The 400 for a range that names no place."""
    return sheets_error(400, f"Unable to parse range: {text}", "INVALID_ARGUMENT")


def area(workbook: Workbook, text: str) -> Area:
    """The place that a range names; raises GoogleError as Google does."""
    title, place = _split(text)
    tabs = {tab.title: tab for tab in workbook.tabs}
    if title is None and place.strip() in tabs:
        title, place = place.strip(), ""
    tab = next(iter(workbook.tabs)) if title is None else tabs.get(title)
    if tab is None:
        raise unparsed(text)
    return _within(tab, place, text)


def _split(text: str) -> tuple[str | None, str]:
    """The tab's name, None when there is none, and what stands behind the `!`."""
    if text.startswith("'"):
        match = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
        if match is None:
            raise unparsed(text)
        return match[1].replace("''", "'"), match[2] or ""
    title, mark, place = text.rpartition("!")
    return (title, place) if mark else (None, text)


def _within(tab: Tab, place: str, text: str) -> Area:
    rows, columns = size(tab)
    if not place:
        return Area(tab, 0, 0, rows, columns)
    match = PLACE.fullmatch(place)
    if match is None or not (match[1] or match[2]) or (":" in place and not (match[3] or match[4])):
        raise unparsed(text)
    single = ":" not in place
    if single and not (match[1] and match[2]):
        raise unparsed(text)
    left = column_index(match[1].upper()) if match[1] else 0
    top = int(match[2]) - 1 if match[2] else 0
    right = (column_index((match[1] if single else match[3]).upper()) + 1) if (single or match[3]) else columns
    bottom = int(match[2] if single else match[4]) if (single or match[4]) else rows
    if top < 0 or top >= rows or left >= columns:
        limits = f"Max rows: {rows}, max columns: {columns}"
        raise sheets_error(
            400, f"Range ({quoted(tab.title)}!{place}) exceeds grid limits. {limits}", "INVALID_ARGUMENT"
        )
    top, bottom = min(top, bottom - 1), max(top + 1, bottom)
    left, right = min(left, right - 1), max(left + 1, right)
    return Area(tab, top, left, min(bottom, rows), min(right, columns))
