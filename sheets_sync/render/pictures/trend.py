"""A fiscal year's shares as lines against what is due."""

from __future__ import annotations

import math

from .. import words
from ..drawing.canvas import GREEN, QUIET, RULE, Canvas, Point
from ..views import TrendChart, TrendLine

LOOKS = ((GREEN, "circle"), ("#2f5d8a", "square"), ("#966300", "triangle"), ("#6a4c93", "diamond"))
"""Colour and marker of each line: told apart without colour, too."""
MARGIN = 8  # of white, where a mail program turns its page dark
LEFT, RIGHT, BOTTOM = 48, 16, 38
ROW = 24  # height of a row of the key
PACE = "#7b8794"
STEP = 20  # percent between two rules


def draw_trend(chart: TrendChart, width: int, height: int) -> Canvas:
    """Key above, plot below; the axis begins at nought and ends at 100, or above what is more than the whole."""
    canvas = Canvas(width, height)
    top = _key(canvas, chart)
    known = [value for line in chart.lines for value in line.values if value is not None]
    highest = max(100, STEP * math.ceil(max(known, default=0) / STEP))

    def at(month: int, share: float) -> Point:
        across = (month + 0.5) / len(chart.months)
        return (
            LEFT + across * (width - LEFT - RIGHT),
            height - BOTTOM - share / highest * (height - BOTTOM - top),
        )

    for share in range(0, highest + 1, STEP if highest <= 100 else 2 * STEP):
        y = at(0, share)[1]
        canvas.line([(LEFT, y), (width - RIGHT, y)], QUIET if share == 0 else RULE, 1)
        canvas.words((LEFT - 8, y + 5), str(share), 14, QUIET, anchor="right")
    for month, name in enumerate(chart.months):
        if month % 2 == 0 or width > 600:
            canvas.words((at(month, 0)[0], height - 16), name, 14, QUIET, anchor="middle")
    if chart.pace:
        canvas.line([at(month, share) for month, share in enumerate(chart.pace)], PACE, 1.5, (5, 5))
    for line, (colour, marker) in zip(chart.lines, LOOKS, strict=False):
        points = [at(month, value) for month, value in enumerate(line.values) if value is not None]
        canvas.line(points, colour, 2.5)
        for point in points:
            canvas.marker(marker, point, 5, colour)
    return canvas


def _key(canvas: Canvas, chart: TrendChart) -> float:
    """Markers with names and the latest share, two in a row; returns where the plot may begin."""
    canvas.words((MARGIN, 24), f"ร้อยละ · {chart.year}", 14, QUIET)
    column = canvas.width / 2
    if chart.pace:
        canvas.line([(column + MARGIN, 19), (column + MARGIN + 16, 19)], PACE, 1.5, (5, 5))
        canvas.words((column + MARGIN + 22, 24), "ที่ควรได้", 14, QUIET)
    for number, (line, (colour, marker)) in enumerate(zip(chart.lines, LOOKS, strict=False)):
        x, y = MARGIN + number % 2 * column, 50 + number // 2 * ROW
        canvas.marker(marker, (x + 8, y - 5), 6, colour)
        canvas.words((x + 22, y), line.label, 16)
        told = x + 22 + canvas.width_of(line.label, 16) + 7
        canvas.words((told, y), words.percent(latest(line)), 16, colour, bold=True)
    return 50 + math.ceil(len(chart.lines) / 2) * ROW


def latest(line: TrendLine) -> float | None:
    """The last known share of a line."""
    return next((value for value in reversed(line.values) if value is not None), None)
