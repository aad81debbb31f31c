"""The tabs of an .ods file, read from top to bottom; what is repeated is laid out only as far as it says something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

from ...model import BLANK, Cell, Merge, Tab
from ..grid import LONGEST, MAX_COLUMNS, MAX_FAR, MAX_ROWS, MAX_TABS, TOO_MANY_TABS, Far, Room, colour_only, within
from ..unreadable import UnreadableWorkbook
from .cells import cell_of
from .styles import Styles

FETCHED = "ta_extref"  # the style of tabs in which Calc keeps what it fetched from other files
ASIDE = ("dde-links", "tracked-changes", "annotation", "frame", "note", "ruby-text")
COLUMNS, ROWS = "table:number-columns-repeated", "table:number-rows-repeated"
RIGHT, DOWN = "table:number-columns-spanned", "table:number-rows-spanned"
BLANKS = re.compile("[ \t\r\n]+")


def count(attributes: Mapping[str, str], name: str) -> int:
    """How often something is repeated, or over how many cells it spans."""
    times = attributes.get(name)
    return 1 if times is None else max(int(times), 1)


def filled(cell: Cell) -> bool:
    """Whether a cell says more than a colour."""
    return cell is not BLANK and not colour_only(cell)


@dataclass(slots=True)
class Row:
    """Rows that are alike: their cells, each with how often it is repeated, and the merges that start in each."""

    top: int
    copies: int
    hidden: bool
    cells: list[tuple[Cell, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    width: int = 0  # up to the last filled cell

    def laid_out(self, width: int) -> tuple[Cell, ...]:
        """The cells one by one, blank tails cut."""
        row: list[Cell] = []
        for cell, copies in self.cells:
            row.extend(repeat(cell, min(copies, width - len(row))))
        while row and row[-1] is BLANK:
            row.pop()
        return tuple(row)


@dataclass(slots=True)
class Table:
    """One tab while it is read."""

    title: str
    hidden: bool
    rows: list[Row] = field(default_factory=list)  # those that are not blank
    height: int = 0  # of all rows, blank ones too
    styles: list[str] = field(default_factory=list)  # the columns' own, by column
    hidden_columns: set[int] = field(default_factory=set)
    far: Far = field(default_factory=lambda: Far(MAX_FAR))

    def tab(self, number: int, room: Room) -> Tab:
        """The tab as it was read; UnreadableWorkbook when it does not fit."""
        width = max((row.width for row in self.rows), default=0)
        last = max((i for i, row in enumerate(self.rows) if row.width), default=-1)
        laid: list[tuple[Cell, ...]] = []
        for row in self.rows[: last + 1]:
            cells, copies = row.laid_out(width), min(row.copies, MAX_ROWS - row.top)
            room.take(row.top - len(laid) + (len(cells) + 1) * copies)
            laid.extend(repeat((), row.top - len(laid)))
            laid.extend(repeat(cells, copies))
        rows = tuple(laid)
        return Tab(
            number,
            self.title,
            rows,
            within(chain.from_iterable(map(_merges, self.rows[: last + 1])), rows),
            self.hidden,
            frozenset(chain.from_iterable(_hidden(row, len(rows)) for row in self.rows)),
            frozenset(column for column in self.hidden_columns if column < width),
            self.far.told(),
        )


def _merges(row: Row) -> list[Merge]:
    """The merges of a row and, where it is repeated, of those below."""
    down = range(min(row.copies, MAX_ROWS - row.top)) if row.merges else range(0)
    return [Merge(m.top + by, m.left, m.bottom + by, m.right) for by in down for m in row.merges]


def _hidden(row: Row, height: int) -> range:
    return range(row.top, min(row.top + row.copies, height)) if row.hidden else range(0)


class TablesReader:
    """Hears the elements of content.xml and keeps its tabs."""

    def __init__(self, styles: Styles, locale: str) -> None:
        self.styles, self.locale = styles, locale
        self.tables: list[Table] = []
        self.room, self.glance = Room(), Room()
        self.known: dict[tuple[object, ...], Cell] = {}  # one object a distinct cell
        self.spreadsheet = False
        self.aside = 0  # how deep within something that is no cell
        self.table: Table | None = None
        self.row, self.row_style, self.column = Row(0, 1, False), "", 0
        self.cell: Mapping[str, str] | None = None
        self._empty()

    def _empty(self) -> None:
        self.paragraphs = 0
        self.within = False
        self.pieces: list[str] = []
        self.letters, self.link = 0, ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.aside:
            self.aside += 1
        elif self.cell is not None:
            self._in_cell(tag, attributes)
        elif self.table:
            self._in_table(self.table, tag, attributes)
        elif tag == "table" and self.spreadsheet:
            self._open(attributes)
        elif tag == "spreadsheet":
            self.spreadsheet = True
        elif tag in ASIDE:
            self.aside = 1
        elif not self.spreadsheet:
            self.styles.start(tag, attributes)

    def _open(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("table:style-name") == FETCHED:
            self.aside = 1
            return
        if len(self.tables) == MAX_TABS:
            raise UnreadableWorkbook(TOO_MANY_TABS)
        hidden = self.styles.hidden(attributes.get("table:style-name", ""))
        self.table = Table(attributes.get("table:name", ""), hidden)
        self.tables.append(self.table)

    def _in_table(self, table: Table, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table-column":
            self._columns(table, attributes)
        elif tag == "table-row":
            hidden = attributes.get("table:visibility", "visible") != "visible"
            self.row = Row(table.height, count(attributes, ROWS), hidden)
            self.row_style, self.column = attributes.get("table:default-cell-style-name", ""), 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.cell = attributes
            self._empty()
        elif tag == "table":  # in a picture or a frame
            self.aside = 1

    def _columns(self, table: Table, attributes: Mapping[str, str]) -> None:
        first = len(table.styles)
        copies = min(count(attributes, COLUMNS), MAX_COLUMNS - first)
        table.styles.extend(repeat(attributes.get("table:default-cell-style-name", ""), copies))
        if attributes.get("table:visibility", "visible") != "visible":
            table.hidden_columns.update(range(first, first + copies))

    def _in_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self.within:
            if tag != "p":
                self.aside = 1
                return
            self.within = True
            self.paragraphs += 1
            if self.paragraphs > 1:
                self._add("\n")
        elif tag in ASIDE:
            self.aside = 1
        elif tag == "s":
            self._add(" " * min(int(attributes.get("text:c", 1)), LONGEST))
        elif tag == "tab":
            self._add("\t")
        elif tag == "line-break":
            self._add("\n")
        elif tag == "a" and not self.link and not attributes.get("xlink:href", "").startswith("#"):
            self.link = attributes.get("xlink:href", "")

    def said(self, text: str) -> None:
        """Hear a piece of text; breaks and blanks in a row count as one, as OpenDocument says."""
        if self.within and not self.aside:
            self._add(BLANKS.sub(" ", text))

    def _add(self, text: str) -> None:
        if self.letters < LONGEST:
            self.pieces.append(text)
            self.letters += len(text)

    def end(self, tag: str, text: str) -> None:
        if self.aside:
            self.aside -= 1
        elif self.cell is not None:
            if tag == "p":
                self.within = False
            elif tag in ("table-cell", "covered-table-cell"):
                self._keep(tag == "covered-table-cell", self.cell)
                self.cell = None
        elif tag == "table-row" and self.table:
            self._keep_row(self.table)
        elif tag == "table":
            self.table = None
        elif tag == "spreadsheet":
            self.spreadsheet = False
        elif not self.spreadsheet:
            self.styles.end(tag, text)

    def _keep(self, covered: bool, attributes: Mapping[str, str]) -> None:
        copies = count(attributes, COLUMNS)
        self._merge(attributes)
        room = max(min(copies, MAX_COLUMNS - self.column), 0) if self.row.top < MAX_ROWS else 0
        said = self.pieces or "office:value-type" in attributes
        if room < copies and said and self.table and not covered:
            self.table.far.add(self.row.top, self.column + room, (copies - room) * self.row.copies)
        if room:
            cell = self._cell({} if covered else attributes, attributes.get("table:style-name", ""))
            self.row.cells.append((cell, room))
            if filled(cell):
                self.row.width = self.column + room
        self.column += copies

    def _merge(self, attributes: Mapping[str, str]) -> None:
        down, right = count(attributes, DOWN), count(attributes, RIGHT)
        if down > 1 or right > 1:
            top, left = self.row.top, self.column
            self.row.merges.append(Merge(top, left, top + down, left + right))

    def _cell(self, attributes: Mapping[str, str], style: str) -> Cell:
        """The cell of these attributes; those of a cell that another one covers are not seen, but for its style."""
        name = style or self.row_style or self._column_style()
        shown = "".join(self.pieces)[:LONGEST] if attributes else ""
        key = (name, shown, self.link, *(attributes.get(held) for held in HELD))
        cell = self.known.get(key)
        if cell is None:
            cell = self.known[key] = cell_of(attributes, shown, self.link, self.styles.look(name), self.locale)
        return cell

    def _column_style(self) -> str:
        styles = self.table.styles if self.table else []
        return styles[self.column] if self.column < len(styles) else ""

    def _keep_row(self, table: Table) -> None:
        row = self.row
        if row.top < MAX_ROWS and (row.hidden or any(cell is not BLANK for cell, _ in row.cells)):
            table.rows.append(row)
            self.glance.take(row.width * min(row.copies, MAX_ROWS - row.top))  # what it needs at least
            below = row.top + row.copies - MAX_ROWS
            if below > 0 and row.width:
                self._far_below(table, row, below)
        table.height += row.copies

    def _far_below(self, table: Table, row: Row, below: int) -> None:
        cells = row.laid_out(row.width)
        column = next(column for column, cell in enumerate(cells) if filled(cell))
        table.far.add(MAX_ROWS, column, sum(map(filled, cells)) * below)


HELD = (
    "office:value-type", "office:value", "office:date-value", "office:time-value", "office:boolean-value",
    "office:string-value", "table:formula", "calcext:value-type",
)  # fmt: skip
