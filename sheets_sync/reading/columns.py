"""Which column is which: by the words over it and by what stands in it, the best pairs first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Value
from ..programmes.schema import FieldSpec
from .header import Band
from .headings import LIKELY, Heading, is_ordinal
from .lexicon import Kind
from .samples import Samples

LEAST = 0.5  # confidence below which a column is left alone
SAID = 0.52  # share of the header in a column's confidence; the rest is its content's
ABOUT = 0.12  # difference of confidence within which two columns claim a field equally
DOUBLED = 0.93  # header score from which a second column claims a field aloud
UNMISTAKABLE = frozenset({"model", "point", "stage"})  # kinds told by their cells alone
COPIED = 3  # filled cells that two columns must have alike for one to be the other's copy
PLAIN_AS_DAY = 0.85  # share of a column's cells that must be of the kind
BY_CONTENT = 0.55  # confidence of a column that only its cells tell
SPLIT_AREA = ("rai", "ngan", "wah")
MANY = "ignored"  # kind of columns that are known and told apart, but hold nothing to be kept


@dataclass(frozen=True, slots=True)
class Column:
    """One column understood: the field or group of fields it gives, and how sure that is."""

    column: int
    name: str
    spec: FieldSpec
    confidence: float
    heading: Heading
    option: Value = None  # of a column of ticks: the value that a tick in it means


@dataclass(frozen=True, slots=True)
class Layout:
    """A band's columns as one kind of table would have them."""

    kind: Kind
    columns: tuple[Column, ...]
    doubled: tuple[Column, ...] = ()  # columns that claim a field which another has

    @property
    def kept(self) -> list[Column]:
        """The columns of which anything is kept."""
        return [column for column in self.columns if column.spec.kind != MANY]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)

    @property
    def fields(self) -> frozenset[str]:
        """Every field that some column gives."""
        known = self.kind.shape.fields
        return frozenset(name for c in self.columns for name in (c.spec.fills or [c.name]) if name in known)

    @property
    def worth(self) -> float:
        return sum(column.confidence for column in self.kept)

    def by_name(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def lay_out(
    kind: Kind, band: Band, samples: Samples, pins: Mapping[str, int], options: Sequence[Column] = ()
) -> Layout:
    """The columns of a band as one kind of table would have them.

    `pins` (field -> column) overrule every guess; `options` are the columns of ticks, found before.
    """
    taken = {column.column for column in options} | set(pins.values())
    copies = {at: of for at, of in _copies(band, samples).items() if at not in taken}
    taken |= set(copies)
    pairs = [pair for pair in _pairs(kind, band, samples) if pair.column not in taken and pair.name not in pins]
    chosen: dict[str, Column] = {}
    used: dict[int, Column] = {}
    ignored: list[Column] = []
    for pair in sorted(pairs, key=lambda p: (-p.confidence, p.column)):
        if pair.column in used or pair.name in chosen:
            continue
        used[pair.column] = pair
        if pair.spec.kind == MANY:
            ignored.append(pair)
        else:
            chosen[pair.name] = pair
    aloud = [p for p in pairs if p.confidence >= LIKELY and kind.vocabulary.score(p.heading, p.spec) >= DOUBLED]
    _prefer_left(aloud, used, chosen)
    doubled = _surest([pair for pair in aloud if pair.column not in used])
    doubled += [
        replace(used[of], column=at)
        for at, of in copies.items()
        if of in used and used[of].spec.kind != MANY and used[of].confidence >= LIKELY
    ]
    _by_content(kind, band, samples, taken | {pair.column for pair in pairs}, chosen)
    columns = [*_pinned(kind, band, pins), *options, *_names(kind, chosen).values(), *ignored]
    return Layout(kind, tuple(sorted(columns, key=lambda column: column.column)), tuple(doubled))


def _copies(band: Band, samples: Samples) -> dict[int, int]:
    """Column -> the one left of it of which it is a copy, header and cells: it must not pass for a field of its own."""
    first: dict[tuple[tuple[str, ...], ...], int] = {}
    found: dict[int, int] = {}
    for heading in band.headings:
        texts = tuple(cell.text for cell in samples.of(heading.column))
        if sum(map(bool, texts)) >= COPIED:
            of = first.setdefault((heading.levels, texts), heading.column)
            if of != heading.column:
                found[heading.column] = of
    return found


def _prefer_left(aloud: Sequence[Column], used: dict[int, Column], chosen: dict[str, Column]) -> None:
    """Of two columns that claim a field about as well, the one that stands first has it."""
    for pair in aloud:
        other = chosen.get(pair.name)
        if pair.column in used or other is None or pair.column > other.column:
            continue
        if pair.confidence >= other.confidence - ABOUT:
            chosen[pair.name] = used[pair.column] = pair
            del used[other.column]


def _by_content(kind: Kind, band: Band, samples: Samples, taken: set[int], chosen: dict[str, Column]) -> None:
    """Columns under headers that nobody knows, whose cells are unmistakable: HLM and CLM, ขุดเสร็จ, 16.4, 103.3."""
    for name, spec in kind.columns.items():
        if spec.kind not in UNMISTAKABLE or name in chosen or set(spec.fills or [name]) & set(chosen):
            continue
        likely = [
            (samples.fit(heading.column, spec.kind), heading)
            for heading in band.headings
            if heading.column not in taken and samples.filled(heading.column) and not is_ordinal(heading)
        ]
        fit, heading = max(likely, key=lambda pair: pair[0], default=(0.0, None))
        if heading and fit >= PLAIN_AS_DAY:
            chosen[name] = Column(heading.column, name, spec, BY_CONTENT, heading)
            taken.add(heading.column)


def _surest(columns: Sequence[Column]) -> list[Column]:
    """One claim for each column: the surest."""
    best: dict[int, Column] = {}
    for column in columns:
        if column.column not in best or column.confidence > best[column.column].confidence:
            best[column.column] = column
    return list(best.values())


def _pinned(kind: Kind, band: Band, pins: Mapping[str, int]) -> list[Column]:
    """The columns that a configuration names."""
    over = {heading.column: heading for heading in band.headings}
    return [
        Column(at, name, kind.columns[name], 1.0, over.get(at, Heading(at, ())))
        for name, at in pins.items()
        if name in kind.columns
    ]


def _pairs(kind: Kind, band: Band, samples: Samples) -> list[Column]:
    """Every pair of column and field that header and content allow."""
    middle = _ngan_column(kind, band)
    found = []
    for heading in band.headings:
        for at, said in kind.vocabulary.scores(heading).items():
            name = kind.names.get(at, "")
            if not name or said < LEAST:
                continue
            if name in SPLIT_AREA and heading.column - middle != SPLIT_AREA.index(name) - 1:
                continue
            spec = kind.columns[name]
            sure = said * (SAID + (1 - SAID) * samples.fit(heading.column, spec.kind))
            if sure >= LEAST:
                found.append(Column(heading.column, name, spec, round(sure, 4), heading))
    return found


def _ngan_column(kind: Kind, band: Band) -> int:
    """Where an area is split into rai, ngan and square wah: the column of ngan, or one that no column has."""
    spec = kind.columns.get("ngan")
    headed = [h.column for h in band.headings if spec and kind.vocabulary.score(h, spec) >= DOUBLED]
    return headed[0] if headed else -10


def _names(kind: Kind, chosen: dict[str, Column]) -> dict[str, Column]:
    """A person's name in one column, or in prefix, first and last name."""
    first, owner = chosen.get("first_name"), chosen.get("owner_name")
    if first and owner and "last_name" not in chosen and owner.column == first.column + 1:
        chosen["last_name"] = replace(owner, name="last_name", spec=kind.shape.columns["last_name"])
        del chosen["owner_name"]
    elif first and not owner and "last_name" not in chosen:
        chosen["owner_name"] = replace(first, name="owner_name", spec=kind.shape.fields["owner_name"])
        del chosen["first_name"]
    elif first and owner:
        del chosen["first_name"]
        chosen.pop("last_name", None)
    return chosen
