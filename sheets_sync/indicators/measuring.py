"""Indicators are measured once by district, and every higher unit is the sum of its districts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ..merge import UNKNOWN, Register, per_unit
from ..model import Level, Observation, Unit
from ..periods import Month
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec, Measure
from .observations import Observations
from .standing import Row, standing, target_of


class Figure(NamedTuple):
    """One indicator of a district: its two sides, and the shape that both are from."""

    numerator: float | None = None
    denominator: float | None = None
    basis: str = ""


def measure(register: Register, programmes: Iterable[Programme], units: Iterable[Unit], month: Month) -> Observations:
    """Observe every indicator for every unit, each district, and each part whose district is unknown.

    A district's figure comes from its register, or from the province's summary where the register does not know it;
    numerator and denominator always come from the same one. Rows of a province outside the nation given stand under
    `??`, so that nothing is dropped.
    """
    listed = {unit.code: unit for unit in units}
    districts = districts_of(listed.values())
    members = members_of(listed.values(), districts)
    found: dict[tuple[str, str, str], Observation] = {}
    basis: dict[tuple[str, str, str], str] = {}
    for programme in programmes:
        for spec in programme.indicators:
            figures = by_district(register, programme, spec, districts)
            basis |= {(programme.code, spec.code, code): each.basis for code, each in figures.items() if each.basis}
            for code, row in rolled_up(figures, listed, districts, members).items():
                found[programme.code, spec.code, code] = observe(programme.code, spec, code, row, month)
    return Observations(month, found, basis)


def districts_of(units: Iterable[Unit]) -> dict[str, None]:
    """Codes of all districts that are expected to report, in order."""
    units = tuple(units)
    parts = (part for unit in units if unit.level is Level.PROVINCE for part in unit.parts)
    own = (unit.code for unit in units if unit.level is Level.DISTRICT)
    return dict.fromkeys((*parts, *own))


def members_of(units: Iterable[Unit], districts: Mapping[str, None]) -> frozenset[str]:
    """Codes of the nation's provinces, or of those that are given where no nation is."""
    units = tuple(units)
    nation = frozenset(part for unit in units if unit.level is Level.NATION for part in unit.parts)
    own = (unit.code for unit in units if unit.level is Level.PROVINCE)
    return nation or frozenset((*(code[:2] for code in districts), *own))


def by_district(
    register: Register, programme: Programme, spec: IndicatorSpec, districts: Mapping[str, None]
) -> dict[str, Figure]:
    """One indicator by district, and by part of unknown district; of a district that says nothing, nothing is known."""
    found = dict.fromkeys(districts, Figure())
    for shape in ("plan", "summary", "register"):  # the last one that knows a figure is the one that holds
        if shape in spec.numerator:
            found |= sides(register, programme, spec, shape)
    if any(part.presence for part in spec.numerator.values()):  # what is of no known district is present in none
        found = {code: figure for code, figure in found.items() if code in districts}
    if any(part.districts for part in spec.denominator.values()):
        found = {code: each._replace(denominator=1.0 if code in districts else None) for code, each in found.items()}
    return found


def sides(register: Register, programme: Programme, spec: IndicatorSpec, shape: Any) -> dict[str, Figure]:
    """Numerator and denominator by district out of one shape, where both are known."""
    rows = register.counted(programme.code, shape)

    def side(measures: Mapping[Any, Measure]) -> dict[str, float]:
        return known(per_unit(rows, measures[shape], programme.stages))

    numerators = side(spec.numerator)
    if shape not in spec.denominator or spec.denominator[shape].districts:
        return {code: Figure(number, None, shape) for code, number in numerators.items()}
    denominators = side(spec.denominator)
    paired = ((code, number, denominators.get(code)) for code, number in numerators.items())
    return {code: Figure(number, whole, shape) for code, number, whole in paired if whole is not None}


def known(sums: pd.Series[Any]) -> dict[str, float]:
    """Sums by unit as plain numbers, those that are unknown left out."""
    numbers = sums.to_numpy("float64", na_value=math.nan).tolist()
    return {str(code): number for code, number in zip(sums.index, numbers, strict=True) if not math.isnan(number)}


def rolled_up(
    figures: Mapping[str, Figure], units: Mapping[str, Unit], districts: Mapping[str, None], members: frozenset[str]
) -> dict[str, Row]:
    """Numerator, denominator, known and expected districts of every unit: every figure is added once a level."""
    low: dict[str, list[Row]] = {}
    for code, each in figures.items():
        place = placed(code, districts, members)
        expected = place in districts
        row = (each.numerator, each.denominator, int(expected and each.numerator is not None), int(expected))
        low.setdefault(place, []).append(row)
    found = {place: summed(low[place]) for place in sorted(low)}
    parts: dict[str, list[Row]] = {}
    for place, row in found.items():
        parts.setdefault(place[:2], []).append(row)
    provinces = {code: summed(rows) for code, rows in parts.items()}
    found |= {code: row for code, row in provinces.items() if code != UNKNOWN}
    for unit in units.values():
        if unit.level in (Level.NATION, Level.REGION):
            every = provinces if unit.level is Level.NATION else [code for code in unit.parts if code in provinces]
            if every:
                found[unit.code] = summed([provinces[code] for code in every])
    return found


def placed(code: str, districts: Mapping[str, None], members: frozenset[str]) -> str:
    """Where a unit that rows name is reported: as its district, as `46??`, or as `??` outside the nation."""
    if code[:2] not in members:
        return UNKNOWN
    return code if code in districts else code[:2] + UNKNOWN


def summed(rows: Sequence[Row]) -> Row:
    """The sum of rows; a sum of nothing known is unknown, never 0."""
    numerators, denominators, known, expected = zip(*rows, strict=True)
    return _total(numerators), _total(denominators), sum(known), sum(expected)


def _total(numbers: Iterable[float | None]) -> float | None:
    """Rounded once, so that the order in which offices come changes no figure."""
    there = [number for number in numbers if number is not None]
    return math.fsum(there) if there else None


def observe(programme: str, spec: IndicatorSpec, unit: str, row: Row, month: Month) -> Observation:
    """One observation with its target and how it stands."""
    numerator, denominator, known, expected = row
    target = target_of(spec, denominator, expected)
    stands = standing(spec, row, target, month)
    return Observation(programme, spec.code, unit, numerator, denominator, target, known, expected, stands)
