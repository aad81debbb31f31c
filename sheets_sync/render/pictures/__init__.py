"""Illustrations become pictures: the same chart gives the same bytes."""

from __future__ import annotations

from functools import lru_cache

from ..views import Illustration, Logo, MapChart, PhotoStrip
from .map import draw_map
from .strip import draw_strip
from .trend import draw_trend


@lru_cache(maxsize=16)
def drawn(illustration: Illustration) -> bytes:
    """A PNG, or a JPEG of photographs, two pixels to each of the mail's; mail and print show the same."""
    chart, size = illustration.chart, (illustration.width, illustration.height)
    if isinstance(chart, Logo):
        return chart.png
    if isinstance(chart, PhotoStrip):
        return draw_strip(chart, *size)
    canvas = draw_map(chart, *size) if isinstance(chart, MapChart) else draw_trend(chart, *size)
    return canvas.png()
