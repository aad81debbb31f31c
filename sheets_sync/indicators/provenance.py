"""Which rows stand behind a figure, what each adds to it, and the field of it that told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..merge import Register, amounts, condition
from ..model import Unit
from ..programmes import Programme
from ..programmes.schema import Measure, Stage
from .measuring import districts_of, members_of, placed
from .observations import Observations

Side = Literal["numerator", "denominator"]
SIDES: tuple[Side, ...] = ("numerator", "denominator")
TELLING = ("is", "in", "at_least")
"""Conditions that a cell fulfils by what stands in it; `not_in` holds for an empty one, too."""


@dataclass(frozen=True, slots=True)
class Added:
    """What one counted row adds to a figure; its table and record are positions in the register."""

    workbook_id: str
    table: int
    record: int
    field: str  # which of its fields told; empty where the row itself is counted
    value: float


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows of a place that add something to a figure, and how many others add nothing or do not say."""

    added: tuple[Added, ...] = ()
    nothing: int = 0
    unsaid: int = 0

    def __add__(self, other: Behind) -> Behind:
        return Behind(self.added + other.added, self.nothing + other.nothing, self.unsaid + other.unsaid)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The counted rows of one shape, and where those of each unit stand among them."""

    of: Mapping[str, npt.NDArray[np.intp]]
    workbooks: list[str]
    tables: list[int]
    records: list[int]


@dataclass(frozen=True, slots=True)
class _Told:
    """What every counted row adds to a measure, NaN where it does not say, and by which of the fields."""

    key: str  # equal for equal measures
    values: npt.NDArray[np.float64]
    fields: tuple[str, ...]
    by: npt.NDArray[np.intp]
    presence: bool


@dataclass(frozen=True)
class Provenance:
    """The rows behind every figure of a month, found in one pass over the register, whatever asks for them."""

    basis: Mapping[tuple[str, str, str], str]
    places: Mapping[str, tuple[str, ...]]  # the units that rows name, by the place under which they are reported
    rows: Mapping[tuple[str, str], _Rows]
    told: Mapping[tuple[str, str, Side, str], _Told]

    @classmethod
    def of(
        cls, register: Register, programmes: Iterable[Programme], observations: Observations, units: Iterable[Unit]
    ) -> Provenance:
        """Look once at the counted rows for each measure that the programmes' indicators are made by."""
        rows: dict[tuple[str, str], _Rows] = {}
        told: dict[tuple[str, str, Side, str], _Told] = {}
        for programme in programmes:
            known: dict[str, _Told] = {}
            for shape in programme.shapes:
                frame = register.counted(programme.code, shape)
                rows[programme.code, shape] = _rows(frame)
                for spec, side in product(programme.indicators, SIDES):
                    measure = getattr(spec, side).get(shape)
                    if measure is None or measure.districts:
                        continue
                    key = f"{shape} {measure.model_dump_json(exclude_defaults=True)}"
                    if key not in known:
                        known[key] = _told(frame, key, measure, programme.stages)
                    told[programme.code, spec.code, side, shape] = known[key]
        return cls(observations.basis, _places(observations, tuple(units)), rows, told)

    def behind(self, programme: str, indicator: str, side: Side, place: str) -> Behind:
        """The rows of a district, or of a part of unknown district, that a side of its figure is the sum of.

        Empty for a side that counts districts: no row tells of those.
        """
        found = Behind()
        for code in self.places.get(place, ()):
            shape = self.basis.get((programme, indicator, code), "")
            told = self.told.get((programme, indicator, side, shape))
            if told is not None:
                found += _behind(self.rows[programme, shape], told, code)
        return found

    def same(self, programme: str, indicator: str, side: Side, place: str) -> tuple[tuple[str, str, str], ...]:
        """Equal for two figures of a place that the same rows add the same to."""
        found = []
        for code in self.places.get(place, ()):
            told = self.told.get((programme, indicator, side, self.basis.get((programme, indicator, code), "")))
            if told is not None:
                found.append((programme, told.key, code))
        return tuple(found)


def _behind(rows: _Rows, told: _Told, code: str) -> Behind:
    positions = rows.of.get(code)
    if positions is None:
        return Behind()
    values = told.values[positions]
    unsaid = int(np.isnan(values).sum())
    telling = positions[(values != 0) & (values == values)]  # noqa: PLR0124 - nan, unknown, is not itself
    if told.presence:  # one row is enough to be present
        telling = telling[:1]
    added = tuple(
        Added(
            rows.workbooks[at],
            rows.tables[at],
            rows.records[at],
            told.fields[told.by[at]],
            1.0 if told.presence else float(told.values[at]),
        )
        for at in telling.tolist()
    )
    return Behind(added, 0 if told.presence else len(positions) - unsaid - len(added), unsaid)


def _places(observations: Observations, units: tuple[Unit, ...]) -> dict[str, tuple[str, ...]]:
    districts = districts_of(units)
    within = members_of(units, districts)
    found: dict[str, list[str]] = {}
    for code in sorted({code for _, _, code in observations.basis}):
        found.setdefault(placed(code, districts, within), []).append(code)
    return {place: tuple(members) for place, members in found.items()}


def _rows(frame: pd.DataFrame) -> _Rows:
    groups = frame.reset_index(drop=True).groupby("unit").indices
    columns = (frame[name].tolist() for name in ("workbook_id", "table", "record"))
    return _Rows({str(code): np.asarray(at) for code, at in groups.items()}, *columns)


def _told(frame: pd.DataFrame, key: str, measure: Measure, stages: Mapping[str, Stage]) -> _Told:
    values = amounts(frame, measure, stages).to_numpy("float64", na_value=np.nan)
    by = np.zeros(len(frame), dtype=np.intp)
    if measure.sum:
        return _Told(key, values, (measure.sum,), by, measure.presence)
    for number, alternative in reversed(list(enumerate(measure.any_of))):
        by[condition(frame, alternative, stages).fillna(False).to_numpy("bool")] = number
    fields = tuple(_field(each) for each in measure.any_of) or (_field(measure.where),)
    return _Told(key, values, fields, by, measure.presence)


def _field(where: Mapping[str, Mapping[str, Any]]) -> str:
    """The first field that fulfils a condition by what stands in it; empty where a row counts without one."""
    telling = (name for name, tests in where.items() if any(t in TELLING or (t == "known" and tests[t]) for t in tests))
    return next(telling, "")
