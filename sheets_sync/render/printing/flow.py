"""From the top of a page to its foot, and on the next: headings, paragraphs, tables, bars, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .lines import INK, Line, Span, lines_of
from .paper import HEIGHT, WIDTH, Mark, Page, Paper

GREEN, QUIET, RULE, EMPTY = "#1b5e3b", "#52606d", "#d9dee3", "#e4e7eb"
SIDE, TOP, BOTTOM = 51.0, 48.0, 54.0  # margins
LEADING = 1.52  # Thai stacks two marks on a letter
BODY, SMALL, HEADING, TITLE = 10.5, 9.0, 13.0, 22.0
BAR = 3.5  # height
MOST_LINES = 24  # of a cell
Align = Literal["left", "right"]
Text = str | Span | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its share of the width, and where its words stand."""

    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: words, smaller words under them, and a bar of so many percent.

    `leads` keeps a row on the page of the next, of which it says what they have in common.
    """

    text: Text
    below: Text = ""
    bar: tuple[int, str] | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell's words begin or end."""

    left: float
    right: float
    align: Align


@dataclass(frozen=True, slots=True)
class _Laid:
    """The lines of a row's cells, those under them, and how high the row is."""

    size: float
    lines: Sequence[Sequence[Line]]
    below: Sequence[Sequence[Line]]
    height: float


def spans(text: Text, colour: str = INK, *, bold: bool = False) -> tuple[Span, ...]:
    """A text as spans; a plain one in the look given."""
    if isinstance(text, str):
        return (Span(text, bold, colour),) if text else ()
    return text if isinstance(text, tuple) else (text,)


def within(text: tuple[Span, ...], size: float, width: float) -> Sequence[Line]:
    """The lines of a cell, of which a page holds no more than so many; what is cut off ends in an ellipsis."""
    lines = lines_of(text, size, width)
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], *lines_of((Span("…"),), size, width)]


class Flow:
    """Puts one thing under the other. `head` stands on every page but the first, `foot` on all, with their numbers."""

    def __init__(self, paper: Paper, head: str, foot: str) -> None:
        self.paper, self._head, self._foot = paper, head, foot
        self.page: Page = paper.page()
        self.y = TOP
        self.width = WIDTH - 2 * SIDE

    def need(self, height: float) -> bool:
        """Go on to a new page where the height is not left on this one; whether that was so."""
        if self.y + height <= HEIGHT - BOTTOM:
            return False
        self.page = self.paper.page()
        (line,) = lines_of((Span(self._head, colour=QUIET),), SMALL, 10_000)
        self.page.words(SIDE, TOP - 10, line, SMALL)
        self.page.line(SIDE, TOP - 4, WIDTH - SIDE, RULE)
        self.y = TOP + 8
        return True

    def gap(self, height: float) -> None:
        self.y += height

    def heading(self, text: str, *, keep: float = 70) -> None:
        """A heading under a thin rule, with at least `keep` points of what follows on the same page."""
        self.gap(16)
        self.need(HEADING * LEADING + keep)
        self.page.line(SIDE, self.y, WIDTH - SIDE, GREEN, 1.2)
        self.paper.marks.append(Mark(text, len(self.paper.pages) - 1, self.y - 4))
        self.gap(5)
        self.words(Span(text, bold=True, colour=GREEN), HEADING)
        self.gap(3)

    def words(self, text: Text, size: float = BODY, *, indent: float = 0, colour: str = INK) -> None:
        """A paragraph, broken into lines and over pages."""
        for line in lines_of(spans(text, colour), size, self.width - indent):
            self.need(size * LEADING)
            self.page.words(SIDE + indent, self.y + size * 1.12, line, size)
            self.gap(size * LEADING)

    def item(self, text: Text, below: Text = "") -> None:
        """A text of any length with a smaller one under it, and a thin rule below."""
        self.gap(3)
        self.words(text)
        self.words(below, SMALL, colour=QUIET)
        self.gap(2)
        self.page.line(SIDE, self.y, WIDTH - SIDE, RULE, 0.5)

    def bar(self, percent: int, colour: str, x: float, y: float, width: float) -> None:
        """A bar of a share."""
        self.page.box(x, y, width, BAR, EMPTY)
        if percent:
            self.page.box(x, y, width * percent / 100, BAR, colour)

    def table(self, columns: Sequence[Column], head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Rows under a header that every page repeats, each with a thin rule below."""
        if head:
            self.need(60)
            self._header(columns, head)
        for row in rows:
            more = 40 if row[0].leads else 0
            laid = self._laid(columns, row, BODY)
            if self.need(laid.height + more) and head:
                self._header(columns, head)
            self.gap(self._put(columns, row, laid))
            self.page.line(SIDE, self.y, WIDTH - SIDE, RULE, 0.5)

    def picture(self, name: str, png: bytes, ratio: float, width: float) -> None:
        """A picture, `ratio` being its height for a width of one."""
        self.paper.add_picture(name, png)
        self.need(width * ratio + 8)
        self.page.picture(name, SIDE, self.y, width, width * ratio)
        self.gap(width * ratio + 8)

    def finish(self) -> None:
        """The foot of every page, now that their number is known."""
        for number, page in enumerate(self.paper.pages, start=1):
            page.line(SIDE, HEIGHT - BOTTOM + 12, WIDTH - SIDE, RULE)
            (left,) = lines_of((Span(self._foot, colour=QUIET),), 8, 10_000)
            (right,) = lines_of((Span(f"หน้า {number}/{len(self.paper.pages)}", colour=QUIET),), 8, 10_000)
            page.words(SIDE, HEIGHT - BOTTOM + 25, left, 8)
            page.words(WIDTH - SIDE - right.width, HEIGHT - BOTTOM + 25, right, 8)

    def _header(self, columns: Sequence[Column], head: Sequence[str]) -> None:
        cells = [Cell(Span(text, colour=QUIET)) for text in head]
        height = self.draw(columns, cells, SMALL)
        self.gap(height)
        self.page.line(SIDE, self.y, WIDTH - SIDE, "#9aa5b1", 0.8)

    def _laid(self, columns: Sequence[Column], row: Sequence[Cell], size: float) -> _Laid:
        whole = sum(column.share for column in columns)
        lines, below, heights = [], [], []
        for column, cell in zip(columns, row, strict=True):
            width = self.width * column.share / whole - 8
            lines.append(within(spans(cell.text), size, width))
            below.append(within(spans(cell.below, QUIET), SMALL, width))
            heights.append(len(lines[-1]) * size * LEADING + len(below[-1]) * SMALL * LEADING + (7 if cell.bar else 0))
        return _Laid(size, lines, below, max(heights) + 5)

    def draw(self, columns: Sequence[Column], row: Sequence[Cell], size: float) -> float:
        """Draw the cells of a row side by side, then what stands under them; returns how high the row is."""
        return self._put(columns, row, self._laid(columns, row, size))

    def _put(self, columns: Sequence[Column], row: Sequence[Cell], laid: _Laid) -> float:
        whole, left = sum(c.share for c in columns), SIDE
        under = []
        for column, cell, lines, below in zip(columns, row, laid.lines, laid.below, strict=True):
            width = self.width * column.share / whole
            place = _Place(left if left == SIDE or column.align == "right" else left + 4, left + width, column.align)
            under.append((place, cell, below, width - 8, self._lines(place, self.y + 2, lines, laid.size)))
            left += width
        for place, cell, below, room, top in under:  # afterwards, so that a row is copied as it is read
            y = self._lines(place, top, below, SMALL)
            if cell.bar:
                self.bar(*cell.bar, place.left if place.align == "left" else place.right - room, y + 1, room)
        return laid.height

    def _lines(self, place: _Place, y: float, lines: Sequence[Line], size: float) -> float:
        """Lines under each other from y on; returns where they end."""
        for line in lines:
            x = place.right - line.width if place.align == "right" else place.left
            self.page.words(x, y + size * 1.12, line, size)
            y += size * LEADING
        return y
