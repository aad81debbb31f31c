"""Polygons as rings of points, and the part of the earth that they take."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from shapely import get_parts
from shapely.geometry import Polygon

from ..checks.boundaries import Boundaries

Ring = npt.NDArray[np.float64]
Frame = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
LEAST = 0.04  # degrees that a frame spans at least: some four kilometres
ROUND = 0.06  # of the frame, left free on each side


def rings_of(boundaries: Boundaries) -> Mapping[str, tuple[Ring, ...]]:
    """The rings of every area, holes among them."""
    return {
        code: tuple(
            np.asarray(ring.coords, float)[:, :2]
            for part in get_parts(area)
            if isinstance(part, Polygon)
            for ring in (part.exterior, *part.interiors)
        )
        for code, area in boundaries.areas.items()
    }


def rings_within(outlines: Mapping[str, tuple[Ring, ...]], code: str) -> tuple[Ring, ...]:
    """The rings of an area; of a province that is not drawn, those of its districts."""
    if code in outlines or len(code) != 2:
        return outlines.get(code, ())
    return tuple(ring for other, rings in outlines.items() if len(other) == 4 and other[:2] == code for ring in rings)


def frame_of(points: Iterable[Ring]) -> Frame:
    """What holds all points, with some room round them."""
    every = np.concatenate(list(points))
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    across, up = max(east - west, LEAST) * (1 + 2 * ROUND), max(north - south, LEAST) * (1 + 2 * ROUND)
    x, y = (west + east) / 2, (south + north) / 2
    return float(x - across / 2), float(y - up / 2), float(x + across / 2), float(y + up / 2)


def shape_of(frame: Frame) -> float:
    """How high a frame is for a width of one, as it looks on the ground."""
    west, south, east, north = frame
    return (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2)))
