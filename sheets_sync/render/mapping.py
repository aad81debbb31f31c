"""The map of an edition: a district's plots and villages as pins, above it how each area stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

import numpy as np

from ..areas import area_name
from ..model import Level, Standing, Unit
from . import words
from .figures import standing_of
from .material import Material
from .outlines import Ring, frame_of, rings_within, shape_of
from .registers import Listing
from .states import STATES, VILLAGE, state_of
from .views import Illustration, Key, MapArea, MapChart

CID = "map@sheets-sync"
WIDTH, LEAST, MOST = 480, 240, 560  # of the picture, and of its map's height
KEY_ROW = 24
FAR = {Level.DISTRICT: 0.6, Level.PROVINCE: 2.0}  # degrees from the middle beyond which a point is a slip
MARKERS = {
    Standing.ON_TRACK: "circle", Standing.HURRY: "half", Standing.SUPPORT: "turned",
    Standing.DOUBTFUL: "square", Standing.UNKNOWN: "square",
}  # fmt: skip
Pin = tuple[float, float, str, str]
"""Longitude, latitude, the label of its entry in the key, and the code of its place."""


def map_picture(material: Material, unit: Unit) -> Illustration | None:
    """The map; none where nothing is known of any area, or no plot or village has a point."""
    chart = None
    if unit.level is not Level.DISTRICT and material.outlines:
        chart = area_chart(material, unit)
    chart = chart or pin_chart(material, unit)
    if chart is None:
        return None
    rows = (len(chart.key) + 1) // 2 + bool(chart.note)
    height = round(min(max(WIDTH * shape_of(chart.frame), LEAST), MOST)) + 16 + rows * KEY_ROW
    return Illustration(CID, told(chart, unit), WIDTH, height, chart)


def area_chart(material: Material, unit: Unit) -> MapChart | None:
    """The parts of a unit, each in the mark of how it stands."""
    parts = [(part, rings_within(material.outlines, part.code)) for part in drawn_parts(material, unit)]
    stands = {part.code: standing_of(material, part) for part, _ in parts}
    if not any(rings for _, rings in parts) or set(stands.values()) <= {Standing.UNKNOWN, Standing.PLAIN}:
        return None
    counts = Counter(stands.values())
    order = [standing for standing in words.GRAVE if standing in counts]
    marks = [words.MARKS[standing] for standing in order]
    key = tuple(
        Key(MARKERS.get(standing, "square"), mark.colour, mark.word or "ไม่มีเป้าหมาย", counts[standing])
        for standing, mark in zip(order, marks, strict=True)
    )
    areas = tuple(
        MapArea(rings, order.index(stands[part.code]), words.short_name(part), middle_of(rings))
        for part, rings in parts
        if rings
    )
    return MapChart(areas, (), key, frame_of(ring for area in areas for ring in area.rings))


def drawn_parts(material: Material, unit: Unit) -> list[Unit]:
    """What a unit's map shows: provinces of the nation, districts of the others."""
    if unit.level is Level.REGION:
        provinces = material.parts_of(unit)
        return [district for province in provinces for district in material.parts_of(province)]
    return material.parts_of(unit)


def middle_of(rings: Sequence[Ring]) -> tuple[float, float]:
    """Where an area's mark stands: amid its rings, the small ones counting little."""
    sizes = [float(np.prod(np.ptp(ring, axis=0))) for ring in rings]
    x, y = np.average([ring[:-1].mean(axis=0) for ring in rings], axis=0, weights=sizes)
    return float(x), float(y)


def pin_chart(material: Material, unit: Unit) -> MapChart | None:
    """Every plot and village that has a point, over the areas where those are drawn."""
    places = material.lowest_of(unit.code)
    pins = [pin for listing in material.listings for place in places for pin in pins_of(listing, place)]
    near, far = _near(material, unit, pins)
    if not near:
        return None
    kinds = [*(state for state, _, _ in STATES), *dict.fromkeys(kind for _, _, kind, _ in near)]
    labels = [kind for kind in dict.fromkeys(kinds) if any(kind == pin[2] for pin in near)]
    looks = {state: (marker, colour) for state, marker, colour in STATES}
    key = tuple(Key(*looks.get(kind, VILLAGE), kind, sum(kind == pin[2] for pin in near)) for kind in labels)
    own = rings_within(material.outlines, unit.code)
    around = [MapArea(rings) for code in _neighbours(material, unit) if (rings := material.outlines.get(code, ()))]
    areas = (*around, *((MapArea(own, -1),) if own else ()), *names_at(near, unit))
    points = [np.array([pin[:2] for pin in near])]
    note = f"ไม่แสดง {len(far):,} จุดที่อยู่นอกพื้นที่ ขอให้ตรวจสอบพิกัด" if far else ""
    frame = frame_of([*own, *points])
    return MapChart(areas, tuple((x, y, labels.index(kind)) for x, y, kind, _ in near), key, frame, note)


def _neighbours(material: Material, unit: Unit) -> list[str]:
    province = unit.code[:2]
    return [code for code in material.outlines if len(code) == 4 and code[:2] == province and code != unit.code]


def names_at(pins: Sequence[Pin], unit: Unit) -> list[MapArea]:
    """The names of the districts, or of the provinces, in which pins stand; a district's own need none."""
    if unit.level is Level.DISTRICT:
        return []
    digits = 4 if unit.level is Level.PROVINCE else 2
    places: dict[str, list[Pin]] = {}
    for pin in pins:
        places.setdefault(pin[3][:digits], []).append(pin)
    return [
        MapArea((), None, area_name(code), (median(pin[0] for pin in found), median(pin[1] for pin in found)))
        for code, found in places.items()
        if area_name(code)
    ]


def pins_of(listing: Listing, place: str) -> list[Pin]:
    """The points of a register in a place, each with the word for its state."""
    if listing.shape != "register" or not {"latitude", "longitude"} <= {column.name for column in listing.columns}:
        return []
    north, east = listing.position("latitude"), listing.position("longitude")
    found = []
    for row in listing.of((place,)):
        latitude, longitude = row.values[north], row.values[east]
        if isinstance(latitude, float) and isinstance(longitude, float):
            found.append((longitude, latitude, state_of(listing.programme, row.stage), place))
    return found


def _near(material: Material, unit: Unit, pins: Sequence[Pin]) -> tuple[list[Pin], list[Pin]]:
    """Pins that lie where the unit lies, and those that a slip has put elsewhere."""
    near: list[Pin] = []
    far: list[Pin] = []
    for pin, held in zip(pins, within(material, unit, [pin[:2] for pin in pins]), strict=True):
        (near if held else far).append(pin)
    return near, far


def within(material: Material, unit: Unit, points: Sequence[tuple[float, float]]) -> list[bool]:
    """Of each longitude and latitude whether it lies where the unit lies, as far as that can be told."""
    reach = FAR.get(unit.level)
    if not points or reach is None:
        return [True] * len(points)
    middle = (median(x for x, _ in points), median(y for _, y in points))
    found = []
    for x, y in points:
        held = material.boundaries.holds(unit.code, y, x) if material.boundaries else None
        found.append(max(abs(x - middle[0]), abs(y - middle[1])) <= reach if held is None else held)
    return found


def told(chart: MapChart, unit: Unit) -> str:
    """The map in one sentence."""
    counts = " · ".join(f"{entry.label} {entry.count:,}" for entry in chart.key)
    if not chart.pins:
        below = "จังหวัด" if unit.level is Level.NATION else "อำเภอ"
        return f"แผนที่{words.full_name(unit)} ตามสถานะของแต่ละ{below}: {counts}"
    return f"แผนที่แปลงและหมู่บ้าน {words.full_name(unit)} {len(chart.pins):,} จุด: {counts}"
