"""Which column is which: by the words over it and by what stands in it, the best pairs first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Cell, Value
from ..programmes.schema import FieldSpec
from .cells import filled, looks_like
from .header import Band
from .headings import LIKELY, Heading, key, score
from .lexicon import Kind
from .text import arabic, clean
from .understood import Context

PLAIN = Context()
PLACES = frozenset({"district", "tambon", "address"})
SAMPLE = 60  # cells of a column that are looked at
LEAST = 0.5  # confidence below which a column is left alone
SAID = 0.52  # share of the header in a column's confidence; the rest is its content's
NAMELESS = 0.7  # likeness to names of texts without นาย, นาง, นางสาว, or of places when no province is known
BLANK_FIT = 0.8  # of a column in which nothing is typed yet
ABOUT = 0.12  # difference of confidence within which two columns claim a field equally
DOUBLED = 0.93  # header score from which a second column claims a field aloud
TICKS = frozenset("✓ ✔ √ / x × 1 p o ☑ ☐ true false ใช่ ไม่ใช่ มี ไม่มี ✗ •".split())
MANY = "ignored"  # kind of columns that are known and told apart, but hold nothing to be kept

_SIZE_OPTION = re.compile(r"(\d{1,2})(?:ไร่|rai)?")


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
    def names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)

    @property
    def fields(self) -> frozenset[str]:
        """Every field that some column gives."""
        return frozenset(
            name for c in self.columns for name in (c.spec.fills or [c.name]) if name in self.kind.shape.fields
        )

    @property
    def worth(self) -> float:
        return sum(column.confidence for column in self.columns if column.spec.kind != MANY)

    def by_name(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


Samples = Mapping[int, Sequence[Cell]]


def lay_out(kind: Kind, band: Band, samples: Samples, pins: Mapping[str, int], places: Context = PLAIN) -> Layout:
    """The columns of a band as one kind of table would have them.

    `pins` (field -> column) overrule every guess; `places` tells the province by which names are judged.
    """
    options = _option_columns(kind, band, samples)
    taken = {column.column for column in options} | set(pins.values())
    pairs = [pair for pair in _pairs(kind, band, samples, places) if pair.column not in taken and pair.name not in pins]
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
    _prefer_left(pairs, used, chosen)
    doubled = [
        p for p in pairs if p.column not in used and score(p.heading, p.spec) >= DOUBLED and p.confidence >= LIKELY
    ]
    columns = [*_pinned(kind, band, pins), *options, *_names(kind, chosen).values(), *ignored]
    return Layout(kind, tuple(sorted(columns, key=lambda c: c.column)), tuple(_loudest(doubled)))


def _prefer_left(pairs: Sequence[Column], used: dict[int, Column], chosen: dict[str, Column]) -> None:
    """Of two columns that claim a field about as well, the one that stands first has it."""
    for pair in pairs:
        other = chosen.get(pair.name)
        if pair.column in used or other is None or pair.column > other.column:
            continue
        if score(pair.heading, pair.spec) >= DOUBLED and pair.confidence >= other.confidence - ABOUT:
            chosen[pair.name] = used[pair.column] = pair
            del used[other.column]


def _loudest(columns: Sequence[Column]) -> list[Column]:
    """One claim for each column: the surest."""
    best: dict[int, Column] = {}
    for column in columns:
        if column.column not in best or column.confidence > best[column.column].confidence:
            best[column.column] = column
    return list(best.values())


def _pinned(kind: Kind, band: Band, pins: Mapping[str, int]) -> list[Column]:
    over = {heading.column: heading for heading in band.headings}
    specs = kind.columns
    return [
        Column(at, name, specs[name], 1.0, over.get(at, Heading(at, ()))) for name, at in pins.items() if name in specs
    ]


def _pairs(kind: Kind, band: Band, samples: Samples, places: Context) -> list[Column]:
    """Every pair of column and field that header and content allow."""
    specs = kind.columns
    middle = _ngan_column(band, specs)
    found = []
    for heading in band.headings:
        for name, spec in specs.items():
            if name in ("rai", "ngan", "wah") and heading.column - middle != ("rai", "ngan", "wah").index(name) - 1:
                continue
            said = score(heading, spec)
            if said >= LEAST:
                sure = said * (SAID + (1 - SAID) * fit(spec, samples.get(heading.column, ()), places))
                if sure >= LEAST:
                    found.append(Column(heading.column, name, spec, round(sure, 4), heading))
    return found


def _ngan_column(band: Band, specs: Mapping[str, FieldSpec]) -> int:
    """Where an area is split into rai, ngan and square wah: the column of ngan, or one that no column has."""
    spec = specs.get("ngan")
    headed = [h.column for h in band.headings if spec and score(h, spec) >= DOUBLED]
    return headed[0] if headed else -10


def fit(spec: FieldSpec, cells: Sequence[Cell], places: Context = PLAIN) -> float:
    """How well a column's content suits a kind, 0 to 1."""
    if not filled(cells):
        return BLANK_FIT
    kind = "text" if spec.kind == "village" else spec.kind  # a village's number alone is no village's name
    likeness = looks_like(kind, cells, places if spec.kind in PLACES else PLAIN)
    vague = spec.kind == "name" or (spec.kind in PLACES and not places.province)
    return max(likeness, NAMELESS * looks_like("text", cells)) if vague else likeness


def _option_columns(kind: Kind, band: Band, samples: Samples) -> list[Column]:
    """Columns of ticks, each of which stands for one value: ๑ ไร่ | ๓ ไร่ | ๑๕ ไร่, HLM | CLM."""
    found: list[Column] = []
    for name in ("size_rai", "model", "deed_type"):
        spec = kind.shape.fields.get(name)
        if spec is None:
            continue
        options = []
        for heading in band.headings:
            option = _option(kind, name, heading)
            if option is not None and _ticked(samples.get(heading.column, ())):
                options.append(Column(heading.column, f"{name}={option}", spec, 0.95, heading, option))
        if len(options) > 1:
            found += [replace(column, spec=spec.model_copy(update={"fills": [name]})) for column in options]
    return found


def _option(kind: Kind, name: str, heading: Heading) -> Value:
    """The value for which a column of ticks would stand, by its header."""
    leaf = key(heading.leaf)
    if name == "size_rai":
        match = _SIZE_OPTION.fullmatch(arabic(leaf))
        says = match and (leaf != match[1] or score(Heading(0, heading.levels[:-1]), kind.shape.fields[name]) >= LIKELY)
        return int(match[1]) if match and says else None
    words = kind.programme.choices.get(name, {})
    return next((code for code, typed in words.items() if leaf in {key(code), *map(key, typed)}), None)


def _ticked(cells: Sequence[Cell]) -> bool:
    """Whether a column holds ticks, or nothing yet."""
    ticks = sum(1 for cell in cells if isinstance(cell.value, bool) or clean(cell.text).lower() in TICKS)
    return ticks >= 0.7 * len(cells)


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
