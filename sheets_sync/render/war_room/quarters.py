"""The parts of a unit as its map draws them: their outlines, and how each stood at every closing."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from shapely.geometry import LineString

from ...model import Level, Standing, Unit
from ...programmes import Programme
from ...programmes.schema import IndicatorSpec
from .. import words
from ..figures import headline_figures, seen, short_label, standing_of
from ..mapping import drawn_parts, middle_of
from ..material import Material
from ..outlines import Ring, frame_of, rings_within
from ..views import Figure
from .entries import Entry

FINE = 1_200  # steps into which a unit's outline is drawn, from its west to its east


def chosen_indicators(material: Material) -> list[tuple[Programme, IndicatorSpec]]:
    """Those by which an area can be coloured: the headline ones that have a target."""
    return [(p, spec) for p in material.programmes for spec in p.indicators if spec.headline and spec.target]


def indicator_choices(material: Material) -> list[str]:
    """What they are called, the standing of all together first."""
    return ["สถานะรวม", *(spec.label for _, spec in chosen_indicators(material))]


def parts_of(past: Sequence[Material], unit: Unit, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Each part with its outline, its marks by closing and indicator, and its headline figures now."""
    material = past[-1]
    parts = [unit] if unit.level is Level.DISTRICT else drawn_parts(material, unit)
    outlines = {part.code: rings_within(material.outlines, part.code) for part in parts}
    rings = [ring for found in outlines.values() for ring in found]
    west, _, east, _ = frame_of(rings) if rings else (0.0, 0.0, 1.0, 1.0)
    return [
        {
            "code": part.code,
            "name": words.short_name(part),
            "rings": [_line(ring, (east - west) / FINE) for ring in outlines[part.code]],
            "at": _middle(outlines[part.code], part, entries),
            "stands": [[words.GRAVE.index(each) for each in _stands(at, part)] for at in past],
            "figures": _figures(material, part),
        }
        for part in parts
    ]


def _line(ring: Ring, fine: float) -> list[list[float]]:
    """A ring as latitude and longitude, in as few points as nobody misses."""
    return [[round(y, 4), round(x, 4)] for x, y in LineString(ring).simplify(fine).coords]


def _middle(rings: Sequence[Ring], part: Unit, entries: Sequence[Entry]) -> list[float] | None:
    """Where a part's name stands, as latitude and longitude: amid its outline, else amid its pins."""
    if rings:
        x, y = middle_of(rings)
        return [round(y, 4), round(x, 4)]
    points = [one.point for one in entries if one.point and one.place.startswith(part.code)]
    if not points:
        return None
    return [round(median(y for _, y in points), 4), round(median(x for x, _ in points), 4)]


def _stands(material: Material, part: Unit) -> list[Standing]:
    """Of all together, then of each indicator that can be chosen."""
    each = [material.observations.get(p.code, spec.code, part.code).standing for p, spec in chosen_indicators(material)]
    return [standing_of(material, part), *each]


def _figures(material: Material, part: Unit) -> list[list[Any]]:
    """`[label, 61.3%, mark]` for each headline indicator, as the edition of the part says it."""
    kept = [(spec, o) for _, spec, o in seen(material, part) if spec.headline]
    return [
        [short_label(spec), _said(figure, o.numerator), words.GRAVE.index(o.standing)]
        for (spec, o), figure in zip(kept, headline_figures(material, part, linked=False), strict=True)
    ]


def _said(figure: Figure, numerator: float | None) -> str:
    if numerator is None:
        return words.MARKS[Standing.UNKNOWN].word
    return f"{figure.value}{'' if figure.unit == '%' else ' '}{figure.unit}"
