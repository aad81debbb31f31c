"""Sarabun, the face of everything that is drawn, and words shaped as HarfBuzz shapes them."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import fontpkg_sarabun
from PIL import Image, ImageDraw, ImageFont, features

from ...errors import RenderError

FOLDER = Path(fontpkg_sarabun.__file__).parent / "files"
REGULAR, BOLD = FOLDER / "Sarabun-Regular.ttf", FOLDER / "Sarabun-Bold.ttf"


@cache
def face(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Sarabun at a size in pixels; RenderError where Pillow came without the shaping that Thai needs."""
    if not features.check("raqm"):
        raise RenderError("Pillow was built without raqm and would draw Thai wrongly; install its wheel from PyPI")
    return ImageFont.truetype(str(BOLD if bold else REGULAR), size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=20_000)
def width_of(words: str, size: int, *, bold: bool = False) -> float:
    """How wide words are, in pixels."""
    return face(size, bold=bold).getlength(words, language="th")


@lru_cache(maxsize=4_000)
def mask_of(words: str, size: int, *, bold: bool = False) -> tuple[Image.Image | None, int, int]:
    """Words as a mask of grey, and where its corner lies from the left end of their base line; None for blanks.

    The same months and labels stand in hundreds of pictures, so each is drawn once.
    """
    font = face(size, bold=bold)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(words, anchor="ls", language="th"))
    if right <= left or bottom <= top:
        return None, 0, 0
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), words, fill=255, font=font, anchor="ls", language="th")
    return mask, left, top
