"""The columns of a table as the reader saw them: what each was taken for, how surely, and what else it might be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from ..model import Table
from ..model.a1 import column_index, column_letter
from .columns import MANY, SAID, Column
from .grid import Grid
from .headings import Heading, is_ordinal, key
from .lexicon import Kind, Lexicon
from .records import columns_by_field
from .samples import Samples
from .sheets import Segment, Sheet

SURE = 0.8  # confidence below which a person is asked
GUESSES = 2
NEAR = 0.5  # share of the header's likeness in a guess; the rest is its content's
VAGUE, VAGUE_KINDS = 0.5, ("text", "soil", "plot_no", "village")  # what suits nearly every column
FEW, MOST = 3, 0.5  # filled cells, and share of the records, from which a column without a header is worth a question
KNOWN, WEAK, UNUSED, NUMBERING, NOT_KEPT, DOUBLE, UNKNOWN = (
    "known weak unused numbering not_kept double unknown".split()
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that a column might be, and how likely."""

    name: str
    label: str
    likeness: float


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column of a table.

    `state` is known, weak (taken, but less surely than 0.8), numbering (of rows), not_kept (known, and nothing that
    the programme keeps), double (claims a field that another column has), unknown (holds data, and nobody knows
    what), or unused (empty). `fields` are the fields of a record that are read from it.
    """

    column: int
    header: str
    state: str
    name: str = ""
    label: str = ""
    confidence: float = 0.0
    fields: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()

    @property
    def letter(self) -> str:
        return column_letter(self.column)


def kind_of(table: Table, lexicon: Lexicon) -> Kind | None:
    """The kind of table that was read; None for a tab of neither programme."""
    return next((k for k in lexicon.kinds if (k.programme.code, k.name) == (table.programme, table.shape)), None)


def columns_seen(sheet: Sheet, table: Table, lexicon: Lexicon) -> tuple[SeenColumn, ...]:
    """Every column under the header of a table, and every one with data beside it, left to right."""
    kind = kind_of(table, lexicon)
    segments = [segment for segment in sheet.segments if segment.layout and segment.layout.kind is kind]
    if kind is None or not segments:
        return ()
    first = segments[0].band.rows
    found: dict[int, SeenColumn] = {}
    for segment in (segment for segment in segments if segment.band.rows == first):
        found |= {seen.column: seen for seen in _of_segment(segment, kind, sheet.grid, table)}
    others = {
        heading.column
        for segment in sheet.segments
        if segment.band.rows == first and segment not in segments
        for heading in segment.band.headings
    }
    return tuple(found[at] for at in sorted(found) if at not in others)


def _of_segment(segment: Segment, kind: Kind, grid: Grid, table: Table) -> Iterator[SeenColumn]:
    layout = segment.layout
    assert layout is not None  # noqa: S101 - only segments with a layout are asked
    columns = {column.column: column for column in layout.columns}
    doubled = {column.column: column for column in layout.doubled}
    taken = frozenset(column.name for column in layout.columns if column.confidence >= SURE) | layout.fields
    places: dict[int, list[str]] = {}
    for name, place in columns_by_field(layout).items():
        places.setdefault(column_index(place), []).append(name)
    samples = Samples(segment.samples)
    headings = {heading.column: heading for heading in segment.band.headings}
    for at in sorted({*headings, *columns, *_headless(segment, grid, table)}):
        heading = headings.get(at, Heading(at, ()))
        if at in columns:
            yield _taken(columns[at], tuple(places.get(at, ())), kind, samples, taken)
        elif is_ordinal(heading):
            yield SeenColumn(at, heading.text, NUMBERING)
        elif at in doubled:
            yield SeenColumn(at, heading.text, DOUBLE, doubled[at].name, doubled[at].spec.label)
        elif not _filled(grid, at, table):
            yield SeenColumn(at, heading.text, UNUSED)
        else:
            yield SeenColumn(at, heading.text, UNKNOWN, guesses=_guesses(heading, kind, samples, taken))


def _taken(column: Column, fields: tuple[str, ...], kind: Kind, samples: Samples, taken: frozenset[str]) -> SeenColumn:
    """A column that gives a field, and, where that is less than sure, what else it may give."""
    name = str(column.spec.fills[0]) if column.name not in kind.columns and column.spec.fills else column.name
    if column.spec.kind == MANY:
        return SeenColumn(column.column, column.heading.text, NOT_KEPT)
    label = column.spec.label if column.option is None else f"{column.spec.label} = {column.option}"
    own = fields or tuple(field for field in column.spec.fills if field in kind.shape.fields)
    if column.confidence >= SURE:
        return SeenColumn(column.column, column.heading.text, KNOWN, name, label, column.confidence, own)
    itself = Guess(name, column.spec.label, column.confidence)
    others = _guesses(column.heading, kind, samples, taken | {name})
    return SeenColumn(
        column.column, column.heading.text, WEAK, name, label, column.confidence, own, (itself, *others)[:GUESSES]
    )


def _guesses(heading: Heading, kind: Kind, samples: Samples, taken: frozenset[str]) -> tuple[Guess, ...]:
    """The fields, not surely taken, that header and content come nearest to."""
    said = {kind.names.get(at): score for at, score in kind.vocabulary.scores(heading).items()}
    found = []
    for name, spec in kind.columns.items():
        if name in taken or spec.kind == MANY or (spec.fills and taken.issuperset(spec.fills)):
            continue
        fit = samples.fit(heading.column, spec.kind) * (VAGUE if spec.kind in VAGUE_KINDS else 1)
        near = max((fuzz.ratio(key(heading.leaf), key(word)) for word in spec.words), default=0.0) / 100
        worth = said[name] * (SAID + (1 - SAID) * fit) if name in said else NEAR * near + (1 - NEAR) * fit
        found.append((worth, fit, Guess(name, spec.label, round(worth, 2))))
    found.sort(key=lambda each: each[:2], reverse=True)
    return tuple(guess for _, _, guess in found[:GUESSES])


def _headless(segment: Segment, grid: Grid, table: Table) -> Iterator[int]:
    """Columns without a header in which records hold something."""
    headed = {heading.column for heading in segment.band.headings} | segment.beside
    for column in range(grid.width):
        if column not in headed and _filled(grid, column, table) >= max(FEW, MOST * len(table.records)):
            yield column


def _filled(grid: Grid, column: int, table: Table) -> int:
    """In how many records something stands in a column."""
    return sum(not grid.cell(record.row - 1, column).blank for record in table.records)
