"""Columns of ticks, each of which stands for one value: ๑ ไร่ | ๓ ไร่ | ๑๕ ไร่, HLM | CLM, ขุดเสร็จ | ตรวจรับ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Cell, Value
from ..programmes.schema import FieldSpec
from .columns import Column
from .header import Band
from .headings import LIKELY, Heading, key
from .lexicon import Kind
from .samples import Samples
from .text import arabic, clean
from .vocabulary import CERTAIN

FEWEST = {"size_rai": 2, "model": 2, "deed_type": 2, "stage": 3}  # field -> columns of ticks that tell it
TICKS = frozenset("✓ ✔ √ / x × 1 p o ☑ ☐ true false ใช่ ไม่ใช่ มี ไม่มี ✗ • -".split())
MOSTLY = 0.7  # share of ticks among a column's cells
SURE = 0.95

_SIZE = re.compile(r"(\d{1,2})(?:ไร่|rai)?")


def option_columns(kind: Kind, band: Band, samples: Samples) -> list[Column]:
    """The columns of ticks of one kind of table; of each field two or more, or none."""
    found: list[Column] = []
    for name, fewest in FEWEST.items():
        spec = kind.shape.fields.get(name)
        if spec is None or (name == "stage" and _has_column(kind, band, spec)):
            continue
        options = [
            Column(heading.column, f"{name}={option}", spec, SURE, heading, option)
            for heading in band.headings
            if (option := _option(kind, name, heading)) is not None and _ticked(samples.of(heading.column))
        ]
        if len(options) >= fewest:
            filling = spec.model_copy(update={"fills": [name]})
            found += [replace(column, spec=filling) for column in options]
    return found


def _option(kind: Kind, name: str, heading: Heading) -> Value:
    """The value for which a column of ticks would stand, by its header."""
    leaf = key(heading.leaf)
    if name == "size_rai":
        match = _SIZE.fullmatch(arabic(leaf))
        above = Heading(0, heading.levels[:-1])
        says = match and (leaf != match[1] or kind.vocabulary.score(above, kind.shape.fields[name]) >= LIKELY)
        return int(match[1]) if match and says else None
    if name == "stage":
        return None if _yes_or_no(kind, heading) else _stage(kind, leaf)
    words = kind.programme.choices.get(name, {})
    return next((code for code, typed in words.items() if leaf in {key(code), *map(key, typed)}), None)


def _stage(kind: Kind, leaf: str) -> str | None:
    """The stage that a header names, letter by letter."""
    stages = kind.programme.stages.items()
    return next((code for code, stage in stages if leaf in set(map(key, stage.spellings))), None)


def _has_column(kind: Kind, band: Band, spec: FieldSpec) -> bool:
    """Whether some header names the field itself."""
    return any(kind.vocabulary.score(heading, spec) >= CERTAIN for heading in band.headings)


def _yes_or_no(kind: Kind, heading: Heading) -> bool:
    """Whether a column of ticks is a field of its own: trained, qualified."""
    specs = [spec for spec in kind.shape.fields.values() if spec.kind == "yes_no"]
    return any(kind.vocabulary.score(heading, spec) >= CERTAIN for spec in specs)


def _ticked(cells: Sequence[Cell]) -> bool:
    """Whether a column holds ticks, or nothing yet."""
    ticks = sum(1 for cell in cells if isinstance(cell.value, bool) or clean(cell.text).lower() in TICKS)
    return ticks >= MOSTLY * len(cells)
