"""One tab looked at before it is read: where its tables are, what their columns hold, what its titles say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ..model import Cell, Tab
from .columns import Layout
from .grid import Grid
from .header import Band, find_band, is_number, numbers_columns, repeats, side_by_side, wordy
from .lexicon import Lexicon
from .places import is_total
from .rows import is_ditto
from .samples import SAMPLE
from .titles import Scope, read_titles

TITLES = 3  # rows of a tab without a table that may hold its titles


@dataclass(frozen=True)
class Circumstances:
    """What is the same for every tab of one reading."""

    workbook_id: str
    today: dt.date
    day_first: bool
    hash_id: Callable[[str], str]
    lexicon: Lexicon


@dataclass
class Sheet:
    """A tab with its header bands found and its titles read."""

    grid: Grid
    segments: list[Segment]
    scope: Scope

    @property
    def tab(self) -> Tab:
        return self.grid.tab


@dataclass
class Segment:
    """A header band and the rows below it, up to the next band."""

    band: Band
    end: int
    scope: Scope  # what the titles above it say
    beside: frozenset[int] = frozenset()  # columns of another table that stands next to this one
    layout: Layout | None = None
    samples: dict[int, list[Cell]] = field(default_factory=dict)


def look_at(tab: Tab, around: Circumstances) -> Sheet:
    """Where a tab's tables are, and what its own titles and name say."""
    grid = Grid(tab)
    bands = _bands(grid, around.lexicon)
    own = read_titles(tab.rows[: bands[0].top if bands else TITLES], tab.title, around.today)
    return Sheet(grid, list(_segments(grid, bands, own, around)), own)


def _bands(grid: Grid, lexicon: Lexicon) -> list[Band]:
    """The header bands of a tab; a band repeated on a later page is none."""
    bands: list[Band] = []
    at = 0
    while (band := find_band(grid, lexicon, at)) is not None:
        at = band.bottom
        again = bands and any(repeats(grid, row, bands[-1]) for row in band.rows)
        if not again:
            bands.append(band)
    return bands


def _segments(grid: Grid, bands: list[Band], own: Scope, around: Circumstances) -> Iterator[Segment]:
    """Each band, or each of the bands that stand side by side in it, with its rows and titles."""
    for number, (band, after) in enumerate(zip_longest(bands, bands[1:])):
        scope = own
        if number:
            titles = [grid.tab.rows[row] for row in _titles_above(grid, band.top)]
            told = read_titles(titles, grid.tab.title, around.today)
            scope = replace(told.within(own), as_of=told.as_of or own.as_of)
        blocks = side_by_side(band, around.lexicon)
        for block in blocks:
            others = {heading.column for other in blocks if other is not block for heading in other.headings}
            yield Segment(block, after.top if after else grid.height, scope, frozenset(others))


def _titles_above(grid: Grid, top: int) -> range:
    """The rows directly above a later band that hold hardly more than a text, as titles do."""
    first = top
    while first > max(top - TITLES, 0) and 0 < len(grid.filled(first - 1)) <= 2 and wordy(grid, first - 1):
        first -= 1
    return range(first, top)


def samples_of(grid: Grid, segment: Segment) -> dict[int, list[Cell]]:
    """The first cells of each column that say something."""
    found: dict[int, list[Cell]] = {heading.column: [] for heading in segment.band.headings}
    for row in range(segment.band.bottom, segment.end):
        if row >= segment.band.bottom + 2 * SAMPLE:
            break
        if not repeats(grid, row, segment.band) and not numbers_columns(grid, row) and not _sums(grid, row):
            for column, cell in enumerate(grid.tab.rows[row]):
                if column in found and not cell.blank and len(found[column]) < SAMPLE and not is_ditto(cell):
                    found[column].append(cell)
    return found


def _sums(grid: Grid, row: int) -> bool:
    """Whether a row's first words say that it is a sum."""
    label = next((cell.text for cell in grid.tab.rows[row] if not cell.blank and not is_number(cell)), "")
    return is_total(label)
