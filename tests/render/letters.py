"""One letter of every kind and level, as shipped templates render the invented offices."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sheets_sync import areas
from sheets_sync.indicators import check_sums, measure
from sheets_sync.merge import merge
from sheets_sync.model import Asked, Letter
from sheets_sync.periods import Month, Quarter
from sheets_sync.render import Material, compose_edition, compose_quarter, render

from .building import PROGRAMMES, shipped, units_of
from .noticing import USUAL, notice
from .offices import DECEMBER, JANUARY, OFFICES, district

MONTHLY = ("nation", "region-12", "region-18", "46", "40", "4607", "4601")
EVERY = (*(f"monthly-{unit}" for unit in MONTHLY), "quarterly-region-12", "quarterly-region-18", "notice-4607")
"""Two units of each level, two quarters, and a notice."""


def _regions() -> Material:
    """The offices with another inspection region beside theirs: Nakhon Sawan, of which one district reports."""
    units = (*units_of("46", "40"), areas.region(18, ("60",)), areas.unit("60"))
    units = (areas.nation(("40", "46", "60")), *(unit for unit in units if unit.code != "nation"))
    register, month = merge((*JANUARY, district("6001", 300, 0, 75)), PROGRAMMES), Month(2021, 1)
    observations = measure(register, PROGRAMMES, units, month)
    check_sums(observations, units)
    return replace(
        OFFICES,
        units={unit.code: unit for unit in units},
        register=register,
        observations=observations,
        earlier=(measure(merge(DECEMBER, PROGRAMMES), PROGRAMMES, units, month.previous),),
    )


REGIONS = _regions()
ASKED = Asked("khok_nong_na/dug", "เร่งขุดปรับพื้นที่", "สพจ.กาฬสินธุ์", "ภายในวันที่ 5 มกราคม 2564", 20.0)
QUARTER = replace(REGIONS, quarter=Quarter(2564, 1), asked={"region-12": (ASKED,)})


@cache
def made(name: str) -> Letter:
    """A letter by its kind and unit: `monthly-46`, `quarterly-region-12`, `notice-4607`."""
    kind, code = name.split("-", 1)
    if kind == "notice":
        return notice(*USUAL)
    material = QUARTER if kind == "quarterly" else REGIONS
    unit = material.units.get(code) or areas.unit(code)
    view = compose_quarter(material, unit) if kind == "quarterly" else compose_edition(material, unit)
    return render(view, shipped(), kind)
