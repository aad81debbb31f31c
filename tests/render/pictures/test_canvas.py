"""Words are laid over shapes as Pillow lays them, and a PNG shows the nearest of a few shades."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from sheets_sync.render.drawing.canvas import GREEN, INK, Canvas, palette_of
from sheets_sync.render.drawing.fonts import mask_of


@pytest.mark.parametrize("at", [(4, 12), (-9, 12), (4, 3), (50, 12), (4, 29), (-90, 12), (4, -30), (90, 12)])
def test_words_are_laid_as_pillow_lays_them_and_cut_at_the_edges(at: tuple[int, int]) -> None:
    canvas = Canvas(60, 30, scale=1)
    canvas.box(0, 0, 30, 30, "#e9f1ec")
    expected = canvas.image()
    mask, left, top = mask_of("น้ำ ที่นี่", 14)
    assert mask is not None
    expected.paste(INK, (at[0] + left, at[1] + top), mask)
    canvas.words(at, "น้ำ ที่นี่", 14)
    assert canvas.image().tobytes() == expected.tobytes()
    assert canvas.image().tobytes() == expected.tobytes(), "laid once, however often it is asked for"


def test_every_pixel_of_a_png_has_the_shade_that_is_nearest() -> None:
    """But for the grain of 8 in which a colour is looked up; white stays white."""
    canvas = Canvas(80, 60)
    canvas.box(5, 5, 40, 30, GREEN)
    canvas.marker("circle", (50, 40), 12, "#966300")
    canvas.words((8, 56), "ปี่ ฐานุ", 14)
    drawn = np.asarray(canvas.image()).astype(int)
    shown = np.asarray(Image.open(io.BytesIO(canvas.png())).convert("RGB")).astype(int)
    shades = np.frombuffer(palette_of((INK, "#52606d", "#d9dee3", GREEN, "#966300")).bytes, np.uint8).reshape(-1, 3)
    best = np.min([((drawn - shade) ** 2).sum(axis=2) for shade in shades.astype(int)], axis=0)
    came = ((drawn - shown) ** 2).sum(axis=2)
    assert np.abs(np.sqrt(came) - np.sqrt(best)).max() <= 2 * np.sqrt(3) * 4
    assert (came[best == 0] == 0).all(), "an ink, and white, is shown as it is"
    assert (shown[drawn.sum(axis=2) == 765] == 255).all()
