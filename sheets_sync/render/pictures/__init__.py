"""Illustrations become pictures: the same chart gives the same bytes."""

from __future__ import annotations

from ..view import Illustration
from .trend import draw_trend


def drawn(illustration: Illustration) -> bytes:
    """The picture as a PNG, two pixels to each of the mail's."""
    return draw_trend(illustration.chart, illustration.width, illustration.height).png()
