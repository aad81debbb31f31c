"""Files that call themselves pictures: good ones, and those that faults.md (S6) warns of."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw

GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B
HERE = b"16.4328"


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), *, turned: int = 1, told: bool = True) -> bytes:
    """A green field with a blue pond in its left upper corner, and where and by whom it was taken."""
    image = Image.new("RGB", size, "#4f8a3c")
    ImageDraw.Draw(image).ellipse((10, 10, size[0] // 3, size[1] // 3), fill="#2f5d8a")
    exif = Image.Exif()
    if told:
        exif[ORIENTATION], exif[ARTIST] = turned, "นายสมชาย ใจดี"
        exif.get_ifd(GPS).update({1: "N", 2: (16.0, 25.0, 58.1), 3: "E", 4: (103.0, 30.0, 23.7)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **({"comment": HERE} if kind == "JPEG" else {}))
    return out.getvalue()


def noise(size: tuple[int, int] = (1600, 1200)) -> bytes:
    """The picture that compresses worst."""
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of some kilobytes that unpacks to gigabytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def pixel() -> bytes:
    """What counts who looks."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG")
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
POLYGLOT_TAIL = b"PK\x03\x04<script>alert(1)</script>%PDF-1.7"
