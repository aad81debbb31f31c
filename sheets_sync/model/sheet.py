"""A sheet as it was typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as Google Sheets gives it.

    `text` is what the officer sees; `value` is what Sheets keeps: a number (dates and times as serial days
    since 30 December 1899), a text, true/false, or None when blank or broken. `format` is Google's type of the
    number format (DATE, TIME, DATE_TIME, PERCENT, NUMBER, CURRENCY, SCIENTIFIC, TEXT, or empty), `error` Google's
    type of error (REF, N_A, DIVIDE_BY_ZERO, LOADING …). `font` is kept because Wingdings' P is a tick.
    """

    text: str = ""
    value: str | float | bool | None = None
    format: str = ""
    pattern: str = ""
    formula: str = ""
    link: str = ""
    error: str = ""
    font: str = ""
    fill: str = ""  # background as RRGGBB, empty when white or none
    struck: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen in the cell and nothing went wrong in it."""
        return not self.text.strip() and not self.error and not self.link and not self.formula


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, zero-based and half-open, as Google's GridRange."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook: rows of cells, ragged, blank tails left out."""

    id: int
    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()  # zero-based
    hidden_columns: frozenset[int] = frozenset()
    unread: str = ""  # Thai: what lies too far out to be read, and where; empty when the tab was read whole


@dataclass(frozen=True, slots=True)
class Workbook:
    """One spreadsheet an office keeps, whole, as it was at one instant."""

    id: str
    title: str
    tabs: tuple[Tab, ...]
    locale: str = "th_TH"
    time_zone: str = "Asia/Bangkok"
