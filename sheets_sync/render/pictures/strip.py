"""Photographs side by side as one JPEG, small enough to stand beside trend and map in a mail."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from ..views import PhotoStrip

GAP = 8
MOST_BYTES = 48_000
STEPS = (
    (2.0, 80),
    (2.0, 68),
    (1.6, 72),
    (1.6, 60),
    (1.3, 60),
    (1.0, 60),
    (1.0, 40),
)  # scale and quality, the best first


def draw_strip(strip: PhotoStrip, width: int, height: int) -> bytes:
    """The photographs cut to the same shape, white between them; the same bytes for the same photographs."""
    tiles: list[Image.Image] = [Image.open(io.BytesIO(raw), formats=("JPEG",)) for raw in strip.tiles]
    made = b""
    for scale, quality in STEPS:
        made = _drawn(tiles, width * scale, height * scale, GAP * scale, quality)
        if len(made) <= MOST_BYTES:
            break
    return made


def _drawn(tiles: list[Image.Image], width: float, height: float, gap: float, quality: int) -> bytes:
    wide = (width - gap * (len(tiles) - 1)) / len(tiles)
    sheet = Image.new("RGB", (round(width), round(height)), "white")
    for number, tile in enumerate(tiles):
        left = round(number * (wide + gap))
        right = round(number * (wide + gap) + wide)
        sheet.paste(ImageOps.fit(tile, (right - left, sheet.height), Image.Resampling.LANCZOS), (left, 0))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
