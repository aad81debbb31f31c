"""Small sheets written as text: a row a line, cells between bars."""

import datetime as dt
import hashlib

from sheets_sync.model import BLANK, Cell, Merge, Reading, Tab, Table, Workbook
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading import read_workbook

TODAY = dt.date(2021, 6, 30)


def cell(text: str) -> Cell:
    """A cell as Sheets keeps it: bare digits are a number, everything else a text."""
    text = text.strip().replace("⏎", "\n")
    if not text:
        return BLANK
    bare = text.isascii() and text.replace(".", "", 1).replace("-", "", 1).isdigit() and not text.startswith("0")
    return Cell(text, float(text) if bare else text)


def tab(text: str, title: str = "แผ่น1", *, number: int = 0, merges: tuple[Merge, ...] = (), **more: object) -> Tab:
    lines = text.strip("\n").rstrip().splitlines()
    rows = tuple(tuple(cell(part) for part in line.strip().split("|")) for line in lines)
    return Tab(number, title, rows, merges, **more)  # type: ignore[arg-type]


def hashed(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()


def read(
    *tabs: Tab, locale: str = "th_TH", title: str = "ทะเบียน.xlsx", workbook_id: str = "book", **more: object
) -> Reading:
    book = Workbook(workbook_id, title, tabs, locale)
    return read_workbook(book, shipped_programmes(), today=TODAY, hash_id=hashed, **more)  # type: ignore[arg-type]


def table(text: str, title: str = "แผ่น1", **more: object) -> Table:
    return read(tab(text, title, **more)).tables[0]  # type: ignore[arg-type]


def raised(table: Table) -> set[tuple[str, str]]:
    """The findings of a table that are more than notes."""
    return {(f.cell, f.code) for f in table.findings if f.severity != "info"}


def column(table: Table, field: str) -> list[object]:
    return [record.values.get(field) for record in table.records]


def why(table: Table) -> dict[int, str]:
    return {row.row: row.why for row in table.ignored_rows}
