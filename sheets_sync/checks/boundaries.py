"""Polygons of provinces and districts from a GeoJSON file keyed by `TH` + DOPA code."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shapely import STRtree
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

KEYS = ("ADM2_PCODE", "ADM1_PCODE")  # the finer one first
NEAR_METRES = 500  # drawn borders are simplified by about so much
METRES_PER_DEGREE = 111_320


@dataclass(frozen=True)
class Boundaries:
    """Areas by DOPA code, and which of them a point falls in."""

    areas: dict[str, BaseGeometry]
    _prepared: dict[str, PreparedGeometry] = field(default_factory=dict, repr=False)

    @cached_property
    def _tree(self) -> STRtree:
        """The areas in their own order, for finding the few that a point may lie in."""
        return STRtree(list(self.areas.values()))

    def holds(self, code: str, latitude: float, longitude: float, slack: float | None = None) -> bool | None:
        """Whether an area holds a point, or lies within `slack` metres of it; None when the area is not drawn."""
        area = self.areas.get(code)
        if area is None:
            parts = (
                [other for other in self.areas if len(other) == 4 and other.startswith(code)] if len(code) == 2 else []
            )
            return any(self.holds(part, latitude, longitude, slack) for part in parts) if parts else None
        point = Point(longitude, latitude)
        if code not in self._prepared:
            self._prepared[code] = prep(area)
        if self._prepared[code].covers(point):
            return True
        degrees = (NEAR_METRES if slack is None else slack) / (METRES_PER_DEGREE * math.cos(math.radians(latitude)))
        return bool(area.distance(point) <= degrees)

    def area_at(self, latitude: float, longitude: float) -> str:
        """The code of the smallest drawn area that a point lies in; empty when it lies in none."""
        codes = tuple(self.areas)
        found = [codes[i] for i in self._tree.query(Point(longitude, latitude), predicate="intersects")]
        return max(found, key=len, default="")


def load_boundaries(text: str) -> Boundaries:
    """Read GeoJSON; ValueError says what is wrong with it. Features without a `TH` code or a polygon are left out."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise ValueError("not a GeoJSON FeatureCollection: no `features`")
    areas: dict[str, BaseGeometry] = {}
    for feature in features:
        code = _code(feature)
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if code and isinstance(geometry, dict) and geometry.get("type") in ("Polygon", "MultiPolygon"):
            areas[code] = shape(geometry)
    if not areas:
        raise ValueError(f"no polygon is keyed by {' or '.join(KEYS)} = TH + DOPA code")
    return Boundaries(areas)


def _code(feature: Any) -> str:
    """The DOPA code of a feature: TH4607 is 4607."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    for key in KEYS:
        value = str((properties or {}).get(key) or "")
        if value.startswith("TH") and value[2:].isdigit() and len(value) in (4, 6):
            return value[2:]
    return ""
