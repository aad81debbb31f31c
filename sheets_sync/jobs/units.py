"""The units that a report is made for: the nation, its inspection regions, provinces and districts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .. import areas
from ..config import Config
from ..errors import UsageError
from ..model import Level, Unit


def reported_units(config: Config, provinces_with_data: Iterable[str]) -> tuple[Unit, ...]:
    """Every unit of every level, highest first.

    Provinces are those of the configured regions, those with data, and those that a recipient is named for; a
    province without data is reported as waiting for data, never left out.
    """
    asked = {code[:2] for r in config.recipients if (code := r.unit)[:2].isdigit()}
    members = {code for codes in config.regions.values() for code in codes}
    provinces = sorted(members | set(provinces_with_data) | asked)
    regions = [areas.region(number, codes) for number, codes in sorted(config.regions.items())]
    parts = [areas.unit(code) for code in provinces]
    return (
        areas.nation(provinces),
        *regions,
        *parts,
        *(areas.unit(code) for province in parts for code in province.parts),
    )


def chosen(units: Sequence[Unit], codes: Sequence[str]) -> tuple[Unit, ...]:
    """Those of the units that `--unit` names, all when it names none; UsageError for a code that is none of them."""
    known = {unit.code: unit for unit in units}
    for code in codes:
        if code not in known:
            raise UsageError(
                f"--unit {code}: no such unit here; write nation, region-N, or the code of a province or district "
                "(46, 4607) of a configured region or of the sheets"
            )
    return tuple(known[code] for code in codes) if codes else tuple(units)


def above_district(unit: Unit) -> bool:
    """Whether a unit's report must hold no personal datum at all."""
    return unit.level is not Level.DISTRICT
