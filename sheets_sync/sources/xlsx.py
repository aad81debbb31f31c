"""Read an .xlsx file as the Workbook that Google Sheets would make of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..model import Tab, Workbook
from .grid import LOCALE, tidy, width, within
from .ooxml import Package, Relation, attribute
from .styles import shared_strings, styles, theme_colours
from .unreadable import UnreadableWorkbook
from .worksheet import Book, SheetReader

EPOCH_1904 = 1462


def read_xlsx(path: Path, *, locale: str = LOCALE) -> Workbook:
    """The workbook in a file, its id the file's name and its title the name without the ending.

    Dates are serial days, formulas stand beside their last computed value, blank tails are left out. Raises
    `UnreadableWorkbook` with a Thai reason for a file that is no workbook, is broken, or would not fit into memory.
    """
    with closing(Package(path)) as package:
        book, sheets = _contents(package, locale)
        tabs = tuple(_tab(package, book, sheet) for sheet in sheets)
    if not tabs:
        raise UnreadableWorkbook(f"ไฟล์ไม่มีแท็บข้อมูล หรือไม่ใช่ .xlsx {package.again}")
    return Workbook(path.name, path.stem, tabs, locale)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One entry of the workbook's list of tabs."""

    id: int
    title: str
    hidden: bool
    part: str


def _contents(package: Package, locale: str) -> tuple[Book, list[_Sheet]]:
    """What all tabs share, and the tabs in order; charts on a tab of their own are none."""
    book, sheets, seen, parts = Book(locale), list[_Sheet](), set[int](), set[str]()
    root = _related(package.relations(""), "officeDocument") or "xl/workbook.xml"
    relations = package.relations(root)

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            book.epoch = EPOCH_1904
        relation = relations.get(attribute(attributes, "id")) if tag == "sheet" else None
        if relation and relation.kind == "worksheet":
            if relation.target in parts or relation.target not in package.names:
                raise ValueError(relation.target)  # each tab has a part, and none has another's
            parts.add(relation.target)
            number = int(attributes.get("sheetId", "1")) - 1  # a new spreadsheet's first tab is 0 at Google
            while number in seen:
                number += 1
            seen.add(number)
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(_Sheet(number, attributes.get("name", ""), hidden, relation.target))

    package.walk(root, start)
    book.strings = shared_strings(package, _related(relations, "sharedStrings"))
    book.styles = styles(package, _related(relations, "styles"), theme_colours(package, _related(relations, "theme")))
    return book, sheets


def _related(relations: Mapping[str, Relation], kind: str) -> str:
    """The part of a kind, empty when there is none."""
    return next((relation.target for relation in relations.values() if relation.kind == kind), "")


def _tab(package: Package, book: Book, sheet: _Sheet) -> Tab:
    reader = SheetReader(book, package.relations(sheet.part))
    package.walk(sheet.part, reader.start, reader.end)
    reader.link()
    rows = tidy(reader.rows)
    columns = width(rows)
    return Tab(
        sheet.id,
        sheet.title,
        rows,
        within(reader.merges, rows),
        sheet.hidden,
        frozenset(row for row in reader.hidden_rows if row < len(rows)),
        frozenset(column for column in reader.hidden_columns if column < columns),
        reader.far.told(),
    )
