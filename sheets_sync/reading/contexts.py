"""What the parsers of a column are told: made once a column, and once for each place that rows name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model import Cell
from ..programmes.schema import FieldSpec, Programme
from .cells import looks_thousands, percent_scale
from .columns import Column
from .text import arabic
from .understood import Choices, Context

_ZONE = re.compile(r"(?:โซน|zone|เขต)\s*(4[78])|(4[78])\s*[pqn]\b", re.IGNORECASE)
_DATUM = re.compile(r"wgs\s*-?\s*84", re.IGNORECASE)
PLACED = frozenset(
    {"point", "latitude", "longitude", "easting", "northing", "address", "tambon", "district", "house_no"}
)


@dataclass
class Contexts:
    """The contexts of one table's columns."""

    programme: Programme
    today: dt.date
    day_first: bool
    hash_id: Callable[[str], str]
    samples: Mapping[int, Sequence[Cell]]
    _made: dict[tuple[int, str, str], Context] = field(default_factory=dict)

    def of(self, column: Column, province: str = "", district: str = "") -> Context:
        """A column's context; places matter only to the kinds that ask for them."""
        if column.spec.kind not in PLACED:
            province = district = ""
        key = (column.column, province, district)
        made = self._made.get(key)
        if made is None:
            placed = province or district
            made = replace(self.of(column), province=province, district=district) if placed else self._build(column)
            self._made[key] = made
        return made

    def _build(self, column: Column) -> Context:
        spec, text = column.spec, arabic(column.heading.text)
        cells = self.samples.get(column.column, ())
        zone = _ZONE.search(text)
        return Context(
            day_first=self.day_first,
            role=str(spec.options.get("role", "")),
            percent_scale=percent_scale(cells) if spec.kind == "percent" else 1,
            thousands=spec.kind in ("money", "count", "number") and looks_thousands(cells),
            unit=spec.unit,
            today=self.today,
            since=dt.date.fromisoformat(self.programme.since),
            future=bool(spec.options.get("future", False)),
            zone=int(zone[1] or zone[2]) if zone else None,
            datum_known=bool(_DATUM.search(text)),
            choices=self._choices(spec),
            hash_id=self.hash_id if spec.kind == "citizen_id" else None,
        )

    def _choices(self, spec: FieldSpec) -> Choices:
        """The codes of a column and the words for them, from the programme's file."""
        if spec.kind == "stage":
            return tuple((code, stage.spellings) for code, stage in self.programme.stages.items())
        name = {"model": "model", "deed_type": "deed_type", "choice": str(spec.options.get("choice", ""))}.get(
            spec.kind, ""
        )
        return tuple((code, tuple(words)) for code, words in self.programme.choices.get(name, {}).items())
