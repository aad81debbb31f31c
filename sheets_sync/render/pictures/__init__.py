"""Illustrations become pictures: the same chart gives the same bytes."""

from __future__ import annotations

from functools import lru_cache

from ..view import Illustration
from .trend import draw_trend


@lru_cache(maxsize=16)
def drawn(illustration: Illustration) -> bytes:
    """The picture as a PNG, two pixels to each of the mail's; mail and print show the same."""
    return draw_trend(illustration.chart, illustration.width, illustration.height).png()
