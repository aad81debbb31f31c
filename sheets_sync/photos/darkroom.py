"""Makes small clean pictures out of untrusted files, each in a process of its own that can do nothing else.

Run as a script, so that it loads Pillow and nothing of ours. On stdin comes a line of JSON a picture
(`{"for": "photo", "size": 123}`) and so many bytes; on stdout goes a line (`{"flaw": "", "size": 45}`) and the JPEG,
or PNG, that was made.
"""

from __future__ import annotations

import io
import json
import os
import resource
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from typing import BinaryIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
LEAST_SIDE = 64  # pixels; a smaller picture shows nothing, or counts who looks
WIDTH, HEIGHT = 600, 800  # of a thumbnail at most
PHOTO_BYTES, LOGO_BYTES = 48_000, 20_000
LOGO_HEIGHT, LOGO_WIDTH = 96, 600
QUALITIES = (82, 72, 62, 52, 42)
SHRINK = 0.8
MEMORY = 768 << 20  # bytes of address space
SECONDS = 10  # of the processor, and about twice that by the clock
WHITE = (255, 255, 255)


class Flawed(Exception):
    """The file holds no picture that can be shown; the message is the flaw."""


def clean(raw: bytes, least: int = LEAST_SIDE) -> Image.Image:
    """The picture alone, upright and on white: a new one, so that no datum of the file goes with it."""
    if not (
        raw[:3] == b"\xff\xd8\xff" or raw[:8] == b"\x89PNG\r\n\x1a\n" or (raw[:4], raw[8:12]) == (b"RIFF", b"WEBP")
    ):
        raise Flawed("no_picture")
    with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Flawed("large")
        if min(picture.size) < least:
            raise Flawed("tiny")
        picture.draft("RGB", (2 * WIDTH, 2 * HEIGHT))  # a JPEG is decoded no larger than it is needed
        picture.load()
        turned = _upright(picture)
        turned = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    sheet = Image.new("RGB", turned.size, WHITE)
    sheet.paste(turned, mask=turned.getchannel("A") if turned.mode == "RGBA" else None)
    return sheet


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except (ValueError, TypeError, SyntaxError, KeyError, OSError):  # data about the picture are no reason to refuse it
        return picture


def photo(raw: bytes) -> bytes:
    """A JPEG of at most 600 × 800 pixels and 48 KB."""
    sheet = clean(raw)
    sheet.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS, reducing_gap=3)
    while True:
        for quality in QUALITIES:
            out = io.BytesIO()
            sheet.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= PHOTO_BYTES:
                return out.getvalue()
        sheet = sheet.resize((round(sheet.width * SHRINK), round(sheet.height * SHRINK)), Image.Resampling.LANCZOS)


def logo(raw: bytes) -> bytes:
    """A PNG of few colours, 96 pixels high, or less where it is very wide."""
    sheet = clean(raw, least=16)
    scale = min(LOGO_HEIGHT / sheet.height, LOGO_WIDTH / sheet.width)
    size = max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale))
    sheet = sheet.resize(size, Image.Resampling.LANCZOS)
    for colours in (256, 64, 16):
        out = io.BytesIO()
        sheet.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LOGO_BYTES:
            return out.getvalue()
    raise Flawed("large")


MAKERS: dict[str, Callable[[bytes], bytes]] = {"photo": photo, "logo": logo}


def made(maker: Callable[[bytes], bytes], raw: bytes) -> tuple[str, bytes]:
    """(flaw, picture), one of them empty, whatever the file does to Pillow."""
    try:
        return "", maker(raw)
    except Flawed as flaw:
        return str(flaw), b""
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "large", b""
    except Exception:  # a file can raise anything there, and none of it is worth more than this
        return "broken", b""


def alone(maker: Callable[[bytes], bytes], raw: bytes) -> tuple[str, bytes]:
    """The same in a child that has little memory and time, opens no file, and ends with the picture."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _limit(writing)
            flaw, picture = made(maker, raw)
            with os.fdopen(writing, "wb") as out:
                out.write(flaw.encode().ljust(16) + picture)
        finally:
            os._exit(0)
    os.close(writing)
    try:
        answer = _all_of(reading, time.monotonic() + 2 * SECONDS)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if len(answer) < 16:
        return "broken", b""  # it was ended in the middle
    return answer[:16].decode("ascii", "replace").strip(), answer[16:]


def _limit(writing: int) -> None:
    """What a child may use; its files are closed but for the pipe."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),  # no new one; the pipe stays
    ):
        resource.setrlimit(kind, (most, most))
    os.closerange(0, writing)
    os.closerange(writing + 1, 256)


def _all_of(pipe: int, until: float) -> bytes:
    """What comes through a pipe, no longer and no more than a picture can be."""
    parts = bytearray()
    while len(parts) <= PHOTO_BYTES + 16:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        part = os.read(pipe, 1 << 16) if ready else b""
        if not part:
            return bytes(parts) if ready else b""
        parts += part
    return b""


def main(asked: BinaryIO, told: BinaryIO) -> None:
    """Picture after picture, until stdin is closed."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    Image.init()  # what Pillow loads it loads now; a child opens no file
    while line := asked.readline():
        order = json.loads(line)
        flaw, picture = alone(MAKERS[order["for"]], asked.read(order["size"]))
        told.write(json.dumps({"flaw": flaw, "size": len(picture)}).encode() + b"\n" + picture)
        told.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
