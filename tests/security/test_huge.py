"""Cells as long as Sheets lets them be cost time that grows with their letters, whatever the letters are."""

from __future__ import annotations

import time

import pytest

from sheets_sync.checks import check_tables
from sheets_sync.model import Cell, Tab, Workbook
from sheets_sync.programmes import shipped_programmes
from sheets_sync.reading.workbooks import look_through
from sheets_sync.render import masked

from ..conftest import NOW
from .nasty import SHAPES, SOUND, TITLES

LONGEST = 50_000
PIECES = [
    "ก",
    "น้ำท่วม ",
    "1",
    "1 ",
    "๐",
    "a-",
    "a.",
    "ม.ค. ",
    "ก0",
    "(",
    "ก\n",
    "นาย",
    ".",
    "-",
    "1,",
    "http://a.b/",
    "a@a.",
    "16.4 ",
]
SECONDS = 25  # of one core, for one texture in the 100-odd columns of all kinds of tables


def texts() -> list[str]:
    """As long as they can be, and each a repetition that patterns go astray in."""
    return [*(piece * (LONGEST // len(piece)) for piece in PIECES), "ก" + "\t" * (LONGEST - 2) + "ก"]


def every_column(text: str) -> Workbook:
    """All kinds of tables, two rows each, with the text in every column in turn and sound cells else."""
    tabs = []
    for number, (_, shape) in enumerate(SHAPES):
        heads = [(name, spec.words[0]) for name, spec in shape.fields.items() if spec.words]
        rows = [
            tuple(
                Cell(*[SOUND[name]] * 2) if name in SOUND and (place + row) % 2 else Cell(text, text)
                for place, (name, _) in enumerate(heads)
            )
            for row in range(2)
        ]
        title = next(t for t in TITLES if ("โก่งธนู" in t) == ("villages" in shape.fields or "hh_total" in shape.fields))
        tabs.append(
            Tab(number, f"แท็บ{number}", ((Cell(title, title),), (), tuple(Cell(w, w) for _, w in heads), *rows))
        )
    return Workbook("1Huge", "ยางตลาด", tuple(tabs))


@pytest.mark.soak
def test_a_thousand_cells_of_fifty_thousand_letters_are_read_in_time() -> None:
    cells, slowest = 0, ("", 0.0)
    for text in texts():
        book, began = every_column(text), time.process_time()
        looked = look_through(book, shipped_programmes(), today=NOW.date(), hash_id=lambda digits: digits[:4], pins={})
        check_tables(looked.reading, shipped_programmes())
        took = time.process_time() - began
        cells += sum(cell.text == text for tab in book.tabs for row in tab.rows for cell in row)
        slowest = max(slowest, (text[:9], took), key=lambda pair: pair[1])
        assert took < SECONDS, text[:20]
    assert cells >= 1000
    print(f"\n{cells:,} cells of {LONGEST:,} letters; the slowest kind, {slowest[0]!r}, took {slowest[1]:.1f} s")


@pytest.mark.parametrize("piece", PIECES)
def test_masking_takes_time_in_the_measure_of_the_text(piece: str) -> None:
    text, began = piece * (LONGEST // len(piece)), time.process_time()
    masked(text)
    assert time.process_time() - began < 1
