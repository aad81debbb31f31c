"""Provinces, districts and tambons by DOPA code, as geothai knows them, and the units a report is made for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import geothai

from .model import Level, Unit

BANGKOK_PROVINCE = "10"  # Community Development works outside the capital: 76 provinces, 878 districts


@cache
def provinces() -> Mapping[str, str]:
    """Code -> Thai name of every province, the capital included."""
    return {p.code: p.name_th for p in geothai.provinces()}


def outside_the_capital() -> tuple[str, ...]:
    """Codes of the 76 provinces that Community Development works in."""
    return tuple(code for code in provinces() if code != BANGKOK_PROVINCE)


@cache
def districts(province: str) -> Mapping[str, str]:
    """Code -> Thai name of a province's districts; empty for a code that no province has."""
    return {d.code: d.name_th for d in geothai.districts(province)} if province in provinces() else {}


@cache
def area_name(code: str) -> str:
    """The Thai name of a province, district or tambon, without its word; empty when there is no such code."""
    match len(code):
        case 2:
            return provinces().get(code, "")
        case 4:
            return districts(code[:2]).get(code, "")
        case _:
            tambon = geothai.subdistrict(code)
            return tambon.name_th if tambon else ""


@cache
def unit(code: str) -> Unit:
    """The unit of a province or district code; ValueError when there is no such area."""
    name = area_name(code)
    if not name or len(code) not in (2, 4):
        raise ValueError(f"no province or district has the code {code!r}")
    if len(code) == 2:
        return Unit(code, Level.PROVINCE, f"จังหวัด{name}", tuple(districts(code)))
    return Unit(code, Level.DISTRICT, f"อำเภอ{name}")


def region(number: int, members: Iterable[str]) -> Unit:
    """An inspection region with the codes of its provinces."""
    return Unit(f"region-{number}", Level.REGION, f"เขตตรวจราชการที่ {number}", tuple(members))


def nation(members: Iterable[str]) -> Unit:
    """The whole country, as the sum of the provinces given."""
    return Unit("nation", Level.NATION, "ประเทศ", tuple(members))
