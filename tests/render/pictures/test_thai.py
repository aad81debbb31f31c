"""Thai is drawn as HarfBuzz shapes it: marks over their letters, tones over marks, ำ in its two halves."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from sheets_sync.errors import RenderError
from sheets_sync.render.drawing import fonts
from sheets_sync.render.drawing.canvas import Canvas

SENTENCE = "น้ำ ที่นี่ ผู้ใหญ่ ปี่ ฐานุ"
SIZE = 64


def dark(picture: Image.Image) -> np.ndarray:
    """Which pixels are ink, without the empty edges."""
    ink = np.asarray(picture.convert("L")) < 128
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def reference(layout: ImageFont.Layout) -> np.ndarray:
    """The sentence by Pillow alone: shaped by HarfBuzz (raqm), or one glyph after the other (basic)."""
    font = ImageFont.truetype(str(fonts.REGULAR), SIZE, layout_engine=layout)
    picture = Image.new("L", (1000, 200), 255)
    ImageDraw.Draw(picture).text((20, 130), SENTENCE, fill=0, font=font, anchor="ls")
    return dark(picture)


def ours() -> np.ndarray:
    canvas = Canvas(500, 100, scale=2)
    canvas.words((10, 65), SENTENCE, SIZE / 2, "#000000")
    return dark(canvas.image())


def test_words_are_drawn_as_harfbuzz_shapes_them() -> None:
    assert np.array_equal(ours(), reference(ImageFont.Layout.RAQM))


def test_a_naive_drawing_would_be_noticed() -> None:
    """One glyph after the other puts the tone of ที่ into its vowel, and that of น้ำ beside it."""
    naive, shaped = reference(ImageFont.Layout.BASIC), ours()
    assert naive.shape != shaped.shape or (naive != shaped).mean() > 0.01


def test_no_mark_lies_in_another() -> None:
    """In ที่ the tone stands clear above the vowel, and the vowel above the letter: three pieces of ink."""
    letter, vowel, tone = (fonts.mask_of(text, SIZE)[0] for text in ("ท", "ที", "ที่"))
    assert letter
    assert vowel
    assert tone
    assert letter.height < vowel.height < tone.height


def test_a_pillow_that_would_draw_thai_wrongly_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.features, "check", lambda _: False)
    fonts.face.cache_clear()
    with pytest.raises(RenderError, match="install its wheel"):
        fonts.face(12)
