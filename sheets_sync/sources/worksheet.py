"""One worksheet part of an .xlsx file, read from top to bottom into cells."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from ..model import BLANK, Cell, Merge
from ..model.a1 import a1, column_index
from .display import EPOCH, display, display_text
from .grid import MAX_COLUMNS, MAX_FAR, MAX_ROWS, Far, Room, plain
from .ooxml import Relation, attribute
from .styles import Style, unescape

ERRORS = {
    "#REF!": "REF", "#N/A": "N_A", "#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE", "#NAME?": "NAME",
    "#NUM!": "NUM", "#NULL!": "NULL_VALUE", "#GETTING_DATA": "LOADING",
}  # fmt: skip
HYPERLINK = re.compile(r'=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
PREFIXES = re.compile(r"_xl(?:fn|ws|udf)\.")  # what Excel writes before functions younger than the format
PICTURE = "=IMAGE()"
LINKED_AT_MOST = 1_000  # cells that one hyperlink covers
LONGEST_NAME = 12  # letters of a cell's name; Excel's last is XFD1048576
LAST_ROW = 10**8  # what stands below is no row of any program


@dataclass(slots=True)
class Book:
    """What all tabs of a file share."""

    locale: str
    strings: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    epoch: int = 0  # days to add to dates
    cells: dict[tuple[object, ...], Cell] = field(default_factory=dict)  # one object a distinct cell
    room: Room = field(default_factory=Room)


def span(reference: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right (zero-based, half-open) of a range in A1, or None for what is none."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    left, top = column_index(match[1]), int(match[2]) - 1
    right = column_index(match[3]) if match[3] else left
    bottom = int(match[4]) - 1 if match[4] else top
    return top, left, bottom + 1, right + 1


class SheetReader:
    """Reads one worksheet part from top to bottom; nothing is kept but cells, merges, links and what is hidden."""

    def __init__(self, book: Book, relations: Mapping[str, Relation]) -> None:
        self.book, self.relations = book, relations
        self.rows: list[list[Cell]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.far = Far(MAX_FAR)
        self.links: list[tuple[str, str]] = []
        self.shared: dict[str, tuple[str, str]] = {}  # shared formulas: text and where it stands
        self.row = self.column = -1
        self._empty()

    def _empty(self) -> None:
        self.kind = self.raw = self.formula = self.formula_kind = self.shared_id = ""
        self.style, self.aside, self.picture = 0, False, False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._empty()
            reference = attributes.get("r", "")
            if len(reference) > LONGEST_NAME:
                raise ValueError(reference)
            self.column = column_index(reference.rstrip("0123456789")) if reference else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.picture = "vm" in attributes
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if not 0 <= self.row < LAST_ROW:
                raise ValueError(attributes)
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)
        elif tag == "f":
            self.formula_kind, self.shared_id = attributes.get("t", "normal"), attributes.get("si", "")
        elif tag == "rPh":
            self.aside = True
        elif tag in ("col", "mergeCell", "hyperlink"):
            self._around(tag, attributes)

    def _around(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                last = min(int(attributes.get("max", 1)), MAX_COLUMNS)
                self.hidden_columns.update(range(max(int(attributes.get("min", 1)) - 1, 0), last))
        elif tag == "mergeCell":
            place = span(attributes.get("ref", ""))
            if place and place[2:] != (place[0] + 1, place[1] + 1):
                self.merges.append(Merge(*place))
        else:
            relation = self.relations.get(attribute(attributes, "id"))
            if relation:
                self.links.append((attributes.get("ref", ""), relation.target))

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self.raw = text
        elif tag == "t" and not self.aside:
            self.raw += text
        elif tag == "rPh":
            self.aside = False
        elif tag == "f":
            self.formula = self._formula(text)
        elif tag == "c":
            self._keep()

    def _formula(self, text: str) -> str:
        here = a1(self.row, self.column)
        if self.formula_kind == "shared" and not text:
            origin = self.shared.get(self.shared_id)
            text = _moved(*origin, here) if origin else ""
        elif self.formula_kind == "shared":
            self.shared[self.shared_id] = text, here
        return f"={PREFIXES.sub('', text)}" if text else ""

    def _keep(self) -> None:
        if self.row >= MAX_ROWS or self.column >= MAX_COLUMNS:
            if self.raw.strip():
                self.far.add(self.row, self.column)
            return
        if self.picture and self.kind == "e" and not self.formula:  # a picture put into the cell, not an error
            self.kind, self.raw, self.formula = "str", "", PICTURE
        key = (self.kind, self.style, self.raw, self.formula)
        cell = self.book.cells.get(key)
        if cell is None:
            cell = self.book.cells[key] = self._cell()
        if cell is not BLANK:
            self._put(self.row, self.column, cell)

    def _put(self, row: int, column: int, cell: Cell) -> None:
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        if len(cells) <= column:
            self.book.room.take(column + 1 - len(cells))
            cells.extend([BLANK] * (column + 1 - len(cells)))
        cells[column] = cell

    def _cell(self) -> Cell:
        style = self.book.styles[self.style] if self.style < len(self.book.styles) else Style()
        value, error = self._value(style)
        link = HYPERLINK.match(self.formula)
        return plain(
            Cell(
                self._text(value, style) if not error else self.raw,
                value,
                style.format,
                style.pattern,
                self.formula,
                link[1].replace('""', '"') if link else "",
                error,
                style.font,
                style.fill,
                style.struck,
            )
        )

    def _value(self, style: Style) -> tuple[str | float | bool | None, str]:
        """The value as Sheets keeps it, and Google's type of error."""
        if self.kind == "e":
            return None, ERRORS.get(self.raw, "ERROR")
        if self.kind == "s":
            return (self._shared_text(int(self.raw)) if self.raw.strip() else None), ""
        if self.kind in ("str", "inlineStr"):
            return unescape(self.raw) or None, ""
        if self.raw.strip() == "":
            return None, ""
        if self.kind == "b":
            return self.raw.strip() in ("1", "true"), ""
        amount = _number(self.raw, self.kind)
        if not math.isfinite(amount):
            return self.raw, ""
        return amount + (self.book.epoch if style.format in ("DATE", "DATE_TIME") else 0), ""

    def _shared_text(self, number: int) -> str | None:
        """One of the texts that the tabs share; a number that none has would lose a value without a word."""
        if not 0 <= number < len(self.book.strings):
            raise ValueError(number)
        return self.book.strings[number] or None

    def _text(self, value: str | float | bool | None, style: Style) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, str):
            return display_text(value, style.pattern)
        return display(value, style.pattern, self.book.locale, style.format)

    def link(self) -> None:
        """Put the hyperlinks on their cells; they stand at the end of the part."""
        for reference, target in self.links:
            place = span(reference)
            if place is None or (place[2] - place[0]) * (place[3] - place[1]) > LINKED_AT_MOST:
                continue
            for row in range(place[0], min(place[2], len(self.rows))):
                for column in range(place[1], min(place[3], len(self.rows[row]))):
                    self._put(row, column, _linked(self.rows[row][column], target))


def _moved(formula: str, origin: str, here: str) -> str:
    """A shared formula as it reads in another cell; as it stands where it cannot be taken apart."""
    try:
        return str(Translator(f"={formula}", origin).translate_formula(here))[1:]
    except (TokenizerError, TranslatorError, ValueError):
        return formula


def _linked(cell: Cell, target: str) -> Cell:
    return cell if cell.link or not cell.text else replace(cell, link=target)


def _number(raw: str, kind: str) -> float:
    """A number as the file holds it; an ISO date (`t="d"`) becomes its serial day."""
    if kind != "d":
        return float(raw)
    moment = dt.datetime.fromisoformat(raw.strip().removesuffix("Z"))
    return (moment - EPOCH) / dt.timedelta(days=1)
