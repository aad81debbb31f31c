"""Indicators are measured once by district, and every higher unit is the sum of its districts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..merge import UNKNOWN, Register, per_unit
from ..model import Level, Observation, Unit
from ..periods import Month
from ..programmes import Programme
from ..programmes.schema import IndicatorSpec, Measure
from .observations import Observations
from .standing import Row, standing, target_of


def measure(register: Register, programmes: Iterable[Programme], units: Iterable[Unit], month: Month) -> Observations:
    """Observe every indicator for every unit, each district, and each part whose district is unknown.

    A district's figure comes from its register, or from the province's summary where the register does not know it;
    numerator and denominator always come from the same one. Rows of a province outside the nation given stand under
    `??`, so that nothing is dropped.
    """
    listed = {unit.code: unit for unit in units}
    districts = districts_of(listed.values())
    found: dict[tuple[str, str, str], Observation] = {}
    basis: dict[tuple[str, str, str], str] = {}
    for programme in programmes:
        for spec in programme.indicators:
            table = by_district(register, programme, spec, districts)
            for code, source in table["basis"].dropna().items():
                basis[programme.code, spec.code, str(code)] = str(source)
            for code, row in rolled_up(table, listed, districts).items():
                found[programme.code, spec.code, code] = observe(programme.code, spec, code, row, month)
    return Observations(month, found, basis)


def districts_of(units: Iterable[Unit]) -> dict[str, None]:
    """Codes of all districts that are expected to report, in order."""
    units = tuple(units)
    parts = (part for unit in units if unit.level is Level.PROVINCE for part in unit.parts)
    own = (unit.code for unit in units if unit.level is Level.DISTRICT)
    return dict.fromkeys((*parts, *own))


def by_district(
    register: Register, programme: Programme, spec: IndicatorSpec, districts: Mapping[str, None]
) -> pd.DataFrame:
    """Numerator, denominator and basis of one indicator: one row a district, and one a part of unknown district."""
    chosen = pd.DataFrame(index=pd.Index([], dtype="str"), columns=["numerator", "denominator", "basis"])
    for shape in ("register", "summary", "plan"):
        if shape in spec.numerator:
            chosen = chosen.combine_first(sides(register, programme, spec, shape))
    chosen = chosen.reindex(chosen.index.union(pd.Index(list(districts), dtype="str")))
    if any(part.presence for part in spec.numerator.values()):  # what is of no known district is present in none
        chosen = chosen[chosen.index.isin(districts)].copy()
    if any(part.districts for part in spec.denominator.values()):
        chosen["denominator"] = pd.Series([1.0 if code in districts else None for code in chosen.index], chosen.index)
    return chosen


def sides(register: Register, programme: Programme, spec: IndicatorSpec, shape: Any) -> pd.DataFrame:
    """Numerator and denominator by district out of one shape, where both are known."""
    rows = register.counted(programme.code, shape)

    def side(measures: Mapping[Any, Measure]) -> pd.Series[Any]:
        return per_unit(rows, measures[shape], programme.stages)

    table = pd.DataFrame({"numerator": side(spec.numerator)})
    paired = shape in spec.denominator and not spec.denominator[shape].districts
    table["denominator"] = side(spec.denominator) if paired else pd.NA
    table["basis"] = shape
    return table.dropna(subset=["numerator", "denominator"] if paired else ["numerator"])


def rolled_up(table: pd.DataFrame, units: Mapping[str, Unit], districts: Mapping[str, None]) -> dict[str, Row]:
    """Numerator, denominator, known and expected districts of every unit."""
    place = placed(table.index, units, districts)
    flat = pd.DataFrame(
        {
            "numerator": table["numerator"].astype("Float64"),
            "denominator": table["denominator"].astype("Float64"),
            "known": table["numerator"].notna() & place.isin(districts),
            "expected": place.isin(districts),
        }
    )
    low = summed(flat, place)
    provinces = summed(low, low.index.to_series().str[:2])
    high = {
        unit.code: (provinces if unit.level is Level.NATION else provinces.loc[provinces.index.isin(unit.parts)])
        for unit in units.values()
        if unit.level in (Level.NATION, Level.REGION)
    }
    tables = [low, provinces.drop(UNKNOWN, errors="ignore")]
    tables += [summed(part, pd.Series(code, part.index)) for code, part in high.items() if len(part)]
    return {code: row for whole in tables for code, row in plain(whole).items()}


def placed(codes: pd.Index[Any], units: Mapping[str, Unit], districts: Mapping[str, None]) -> pd.Series[Any]:
    """Where each unit that rows name is reported: as its district, as `46??`, or as `??` outside the nation."""
    members = {part for unit in units.values() if unit.level is Level.NATION for part in unit.parts}
    members = members or {code[:2] for code in districts} | {
        u.code for u in units.values() if u.level is Level.PROVINCE
    }
    place = pd.Series([code if code[:2] in members else UNKNOWN for code in codes], codes, dtype="str")
    return place.where(place.isin(districts) | place.eq(UNKNOWN), place.str[:2] + UNKNOWN)


def summed(table: pd.DataFrame, by: pd.Series[Any]) -> pd.DataFrame:
    """Sums by unit; a sum of nothing known is unknown, never 0."""
    groups = table.groupby(by)
    return pd.concat(
        [groups[["numerator", "denominator"]].sum(min_count=1), groups[["known", "expected"]].sum()], axis=1
    )


def plain(table: pd.DataFrame) -> dict[str, Row]:
    """The rows of a roll-up as plain numbers by unit."""
    sides = table[["numerator", "denominator"]].astype(object).where(table[["numerator", "denominator"]].notna(), None)
    counts = table[["known", "expected"]].astype(int)
    columns = (sides["numerator"], sides["denominator"], counts["known"], counts["expected"])
    return dict(zip(map(str, table.index), zip(*columns, strict=True), strict=True))


def observe(programme: str, spec: IndicatorSpec, unit: str, row: Row, month: Month) -> Observation:
    """One observation with its target and how it stands."""
    numerator, denominator, known, expected = row
    target = target_of(spec, denominator, expected)
    stands = standing(spec, row, target, month)
    return Observation(programme, spec.code, unit, numerator, denominator, target, known, expected, stands)
