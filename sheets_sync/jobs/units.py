"""The units that a report is made for: the nation, its inspection regions, provinces and districts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .. import areas
from ..config import Config
from ..errors import UsageError
from ..model import Level, Snapshot, Unit


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


def provinces_of(snapshot: Snapshot) -> set[str]:
    """Codes of the provinces that the snapshot's rows speak of."""
    return {code[:2] for workbook in snapshot.workbooks for code in workbook.units}


def units_of(report: str, units: Iterable[Unit]) -> list[Unit]:
    """The units that a report is made for unless others are named: a quarter is the inspection regions' matter."""
    return [unit for unit in units if report != "quarterly" or unit.level is Level.REGION]


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


def area_codes(config: Config, units: Sequence[str]) -> tuple[str, ...]:
    """The provinces and districts that `--unit` names, each once; a region stands for its provinces.

    Empty means all, as when it names none or the nation. UsageError for a code that is no unit.
    """
    found: dict[str, None] = {}
    for unit in units:
        region = unit.removeprefix("region-")
        if unit == "nation":
            return ()
        if region != unit and region.isdigit() and int(region) in config.regions:
            found |= dict.fromkeys(config.regions[int(region)])
        elif len(unit) in (2, 4) and areas.area_name(unit):
            found[unit] = None
        else:
            raise UsageError(
                f"--unit {unit}: no such unit; write nation, region-N of `regions:`, or a code such as 46 or 4607"
            )
    return tuple(code for code in found if len(code) == 2 or code[:2] not in found)


def level_of(code: str) -> Level:
    """The level of a unit's code: nation, region-12, 46, 4607."""
    if code == "nation":
        return Level.NATION
    return {2: Level.PROVINCE, 4: Level.DISTRICT}.get(len(code), Level.REGION)
