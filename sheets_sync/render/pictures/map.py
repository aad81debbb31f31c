"""Areas and pins, told apart by shape and colour, with a key in words and a scale."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from ..drawing.canvas import INK, QUIET, WHITE, Canvas, Point, Ring
from ..mapping import KEY_ROW
from ..views import Key, MapArea, MapChart

Box = tuple[float, float, float, float]
OWN, OTHER = "#e9f1ec", "#f6f7f8"  # the unit's own area, and those round it
EDGE, RULED = "#9aa5b1", "#dde2e6"
TINT = 0.45  # of a mark's colour in an area, so that its name can be read
KILOMETRES = 111.32  # to a degree of latitude
MARGIN = 8
MOST_NAMES = 40


def draw_map(chart: MapChart, width: int, height: int) -> Canvas:
    """The map above, its key below."""
    canvas = Canvas(width, height)
    rows = (len(chart.key) + 1) // 2 + bool(chart.note)
    ground = height - 16 - rows * KEY_ROW
    west, south, east, north = chart.frame
    narrow = math.cos(math.radians((south + north) / 2))
    scale = min((width - 2 * MARGIN) / ((east - west) * narrow), ground / (north - south))
    middle = ((west + east) / 2, (south + north) / 2)

    def at(ring: Ring) -> Ring:
        return np.column_stack(
            [
                width / 2 + (ring[:, 0] - middle[0]) * narrow * scale,
                ground / 2 - (ring[:, 1] - middle[1]) * scale,
            ]
        )

    def spot(x: float, y: float) -> Point:
        across, down = at(np.array([(x, y)]))[0]
        return float(across), float(down)

    for area in chart.areas:
        _area(canvas, [at(ring) for ring in area.rings], chart, area)
    canvas.box(0, ground, width, height - ground, WHITE)
    for x, y, number in chart.pins:
        entry = chart.key[number]
        canvas.marker(entry.marker, spot(x, y), 6 if len(chart.pins) < 200 else 4, entry.colour)
    taken: list[Box] = []
    for area in chart.areas:
        if area.place and area.key is not None:
            entry = chart.key[area.key]
            canvas.marker(entry.marker, spot(*area.place), 5, entry.colour)
        if area.place and len(chart.areas) <= MOST_NAMES:
            _name(canvas, area.name, spot(*area.place), taken, INK if area.key is not None else QUIET)
    if chart.pins:
        corners = [(0.5, 0.5), (width - 0.5, 0.5), (width - 0.5, ground), (0.5, ground), (0.5, 0.5)]
        canvas.line(corners, RULED)
    _scale(canvas, scale, ground)
    _key(canvas, chart, ground + 8)
    return canvas


def _area(canvas: Canvas, rings: list[Ring], chart: MapChart, area: MapArea) -> None:
    if area.key is None:
        canvas.area(rings, OTHER, RULED, 0.8)
    elif area.key < 0:
        canvas.area(rings, OWN, EDGE, 1.2)
    else:
        canvas.area(rings, tint(chart.key[area.key].colour), WHITE, 1 if len(chart.areas) < 200 else 0.4)


def tint(colour: str) -> str:
    """A lighter shade of a colour."""
    red, green, blue = (1 - (1 - part) * TINT for part in to_rgb(colour))
    return str(to_hex((red, green, blue)))


def _name(canvas: Canvas, name: str, at: Point, taken: list[Box], colour: str) -> None:
    """A name under its mark, unless another one stands there."""
    half = canvas.width_of(name, 12) / 2
    box = (at[0] - half - 2, at[1] + 4, at[0] + half + 2, at[1] + 24)
    inside = box[0] > 0 and box[2] < canvas.width
    if inside and not any(_overlap(box, other) for other in taken):
        canvas.words((at[0], at[1] + 18), name, 12, colour, anchor="middle")
        taken.append(box)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(canvas: Canvas, scale: float, ground: float) -> None:
    """A line of a round number of kilometres."""
    per_kilometre = scale / KILOMETRES
    length = next((km for km in (100, 50, 20, 10, 5, 2, 1) if km * per_kilometre <= 110), 1)
    y = ground - 8
    canvas.line([(MARGIN, y), (MARGIN + length * per_kilometre, y)], QUIET, 1.5)
    canvas.words((MARGIN, y - 5), f"{length} กม.", 12, QUIET)


def _key(canvas: Canvas, chart: MapChart, top: float) -> None:
    column = canvas.width / 2
    for number, entry in enumerate(chart.key):
        _entry(canvas, entry, (MARGIN + number % 2 * column, top + 18 + number // 2 * KEY_ROW))
    if chart.note:
        canvas.words((MARGIN, top + 18 + (len(chart.key) + 1) // 2 * KEY_ROW), chart.note, 13, QUIET)


def _entry(canvas: Canvas, entry: Key, at: Point) -> None:
    canvas.marker(entry.marker, (at[0] + 7, at[1] - 5), 6, entry.colour)
    canvas.words((at[0] + 22, at[1]), entry.label, 15)
    told = at[0] + 22 + canvas.width_of(entry.label, 15) + 7
    canvas.words((told, at[1]), f"{entry.count:,}", 15, entry.colour, bold=True)
