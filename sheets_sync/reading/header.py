"""Where a table's header is: a band of one to three rows, found by what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from ..model import Cell
from .grid import Grid
from .headings import LIKELY, Heading, key
from .lexicon import Lexicon
from .text import arabic, clean

MOST_ROWS = 3
LEAST_COLUMNS = 3
LEAST_SHARE = 0.45  # of a band's headers that must be understood
LONGEST = 90  # letters of a header; longer texts are titles and notes
UNKNOWN_COST = 0.15
TWIN = 2  # headers that tables side by side have in common
COUNTED_ANYWAY = 5  # different numbers in a row that count columns in whatever order
HOPEFUL = 2  # cells, counted from 0, of which one must agree for the rest to be looked at
SAME_SHARE = 0.75  # of a band's cells that make a row its repetition

_NUMBER = re.compile(r"[(\[]?\s*[-+฿]?[\d,]+(?:\.\d+)?\s*(?:[%.)\]-]|บาท|ไร่|แปลง|คร\.?|ครัวเรือน|แห่ง)*")
_COUNTED = re.compile(r"[(\[]?\s*(\d{1,2})\s*[)\]]?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Band:
    """A header band: its rows (zero-based, half-open) and what stands over each column that has a header."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom)


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a figure, a day or an error rather than words."""
    if isinstance(cell.value, (int, float)) or cell.error:
        return True
    return bool(_NUMBER.fullmatch(arabic(clean(cell.text))))


def _figure(cell: Cell) -> bool:
    """Whether a cell holds a bare figure or a day, which no header does; ๓ ไร่ may stand over a column of ticks."""
    return is_number(cell) and not any("ก" <= char <= "ฮ" for char in cell.text)


def wordy(grid: Grid, row: int, least: int = 1) -> bool:
    """Whether a row holds nothing but short texts, and at least so many: it could belong to a header."""
    count = 0
    for cell in grid.tab.rows[row]:
        if cell.blank:
            continue
        if _figure(cell) or len(cell.text) > LONGEST or cell.link:
            return False
        count += 1
    return count >= least


def headings(grid: Grid, top: int, bottom: int) -> tuple[Heading, ...]:
    """The headers over the columns of a band, merges and bands spread over the columns that they cover."""
    found: list[Heading] = []
    for column in range(grid.width):
        levels: list[str] = []
        seen: set[tuple[int, int]] = set()
        for row in range(top, bottom):
            origin = grid.origin(row, column)
            text = grid.cell(*origin).text.strip() if origin[0] >= top else ""
            if not text and row < bottom - 1 and (row, column) not in grid.merges:
                origin, text = _from_left(grid, row, column, bottom)
            if text and origin not in seen:
                seen.add(origin)
                levels.append(text)
        if levels:
            found.append(Heading(column, tuple(levels), found[-1].text if found else ""))
    pairs = zip_longest(found, found[1:])
    return tuple(replace(one, right=after.leaf if after else "") for one, after in pairs if one)


def _from_left(grid: Grid, row: int, column: int, bottom: int) -> tuple[tuple[int, int], str]:
    """The band typed once over the first of its columns, and left blank over the others."""
    if not _has_below(grid, row, column, bottom):
        return (row, column), ""
    for left in range(column - 1, -1, -1):
        if not _has_below(grid, row, left, bottom):
            break
        cell = grid.shown(row, left)
        if not cell.blank:
            return grid.origin(row, left), cell.text.strip()
    return (row, column), ""


def _has_below(grid: Grid, row: int, column: int, bottom: int) -> bool:
    """Whether something of the band's own is typed below a place."""
    return any(
        not grid.cell(below, column).blank and grid.origin(below, column)[0] > row for below in range(row + 1, bottom)
    )


def _judge(band: Band, lexicon: Lexicon) -> float:
    """How sure it is that these rows are a header: what is understood, less what is not. 0 when too little is."""
    single = [h for i, h in enumerate(band.headings) if not i or band.headings[i - 1].levels != h.levels]
    scores = [lexicon.best(heading) for heading in single]  # a band over several columns is one header
    good = [score for score in scores if score >= LIKELY]
    if len(good) < LEAST_COLUMNS or len(good) < LEAST_SHARE * len(scores):
        return 0.0
    return sum(good) - UNKNOWN_COST * (len(scores) - len(good))


def _candidates(grid: Grid, top: int) -> Iterator[Band]:
    """Bands of one to three rows from a row on, as long as nothing but words stands in them."""
    for bottom in range(top + 1, min(top + MOST_ROWS, grid.height) + 1):
        if not wordy(grid, bottom - 1):
            return
        yield Band(top, bottom, headings(grid, top, bottom))


def side_by_side(band: Band, lexicon: Lexicon) -> list[Band]:
    """The bands of tables that stand next to each other, parted by columns without header; mostly the band alone."""
    runs: list[list[Heading]] = []
    for heading in band.headings:
        if runs and heading.column == runs[-1][-1].column + 1:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    parts = [Band(band.top, band.bottom, tuple(run)) for run in runs]
    heads = [{key(heading.leaf) for heading in run} for run in runs]
    twins = len(parts) > 1 and all(_judge(part, lexicon) for part in parts)
    return parts if twins and all(len(head & heads[0]) >= TWIN for head in heads[1:]) else [band]


def _titled(grid: Grid, row: int) -> bool:
    """Whether a row holds one text only, as titles and sections do."""
    filled = grid.filled(row)
    return len(filled) == 1 and (filled[0] == 0 or len(filled) == grid.width)


def find_band(grid: Grid, lexicon: Lexicon, start: int) -> Band | None:
    """The next header band from a row on, or None: the best of the bands that begin within reach of the first."""
    for row in range(start, grid.height):
        if not wordy(grid, row, least=2):
            continue
        best, most = None, 0.0
        for top in range(row, min(row + MOST_ROWS, grid.height)):
            if not wordy(grid, top, least=1) or _titled(grid, top):
                continue
            for band in _candidates(grid, top):
                worth = _judge(band, lexicon)
                if worth > most + 1e-9:
                    best, most = band, worth
        if best:
            return _grown(grid, best)
    return None


def _grown(grid: Grid, band: Band) -> Band:
    """The band with the rows into which its own merges reach."""
    bottom = band.bottom
    for (row, _), merge in grid.merges.items():
        if band.top <= row < band.bottom and merge.bottom > bottom and merge.bottom - band.top <= MOST_ROWS:
            bottom = merge.bottom
    return band if bottom == band.bottom else Band(band.top, bottom, headings(grid, band.top, bottom))


def repeats(grid: Grid, row: int, band: Band) -> bool:
    """Whether a row is one of a band's own rows once more, as printed pages have it."""
    filled = grid.filled(row)
    if len(filled) < 2:
        return False
    cells = grid.tab.rows[row]
    for own in band.rows:
        same = 0
        for seen, i in enumerate(filled):
            same += key(cells[i].text) == key(grid.cell(own, i).text)
            if seen == HOPEFUL and not same:
                break
        if same >= max(2, SAME_SHARE * len(filled)):
            return True
    return False


def numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row counts the columns: (1), (2), (3)=(1)-(2)."""
    counted = []
    for column in grid.filled(row) if len(grid.filled(row)) >= LEAST_COLUMNS else ():
        match = _COUNTED.fullmatch(arabic(clean(grid.cell(row, column).text)))
        if not match:
            return False
        counted.append(int(match[1]))
    return len(counted) >= LEAST_COLUMNS and (all(b - a == 1 for a, b in pairwise(counted)) or _shuffled(counted))


def _shuffled(counted: list[int]) -> bool:
    """Whether numbers counted columns before one of these was moved, copied or deleted."""
    known = set(counted)
    gaps = max(known) - min(known) + 1 - len(known)
    return len(known) >= COUNTED_ANYWAY and min(known) <= 2 and gaps + len(counted) - len(known) <= 1
