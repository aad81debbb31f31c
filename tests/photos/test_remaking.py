"""What leaves the darkroom is a picture and nothing else, whatever went in (faults.md, S6)."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from sheets_sync.model import Flaw
from sheets_sync.photos import Darkroom, remaking

from . import pictures
from .pictures import picture


@pytest.fixture(scope="module")
def darkroom() -> Iterator[Darkroom]:
    with Darkroom() as room:
        yield room


def opened(made: bytes | Flaw) -> Image.Image:
    assert isinstance(made, bytes), made
    return Image.open(io.BytesIO(made))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_jpeg_without_any_datum(darkroom: Darkroom, kind: str) -> None:
    """GPS, the photographer's name, the comment: 0 tags out."""
    raw = picture(kind)
    assert len(Image.open(io.BytesIO(raw)).getexif()) > 1
    made = darkroom.photo(raw)
    shown = opened(made)
    assert (shown.format, shown.size) == ("JPEG", (600, 400))
    assert dict(shown.getexif()) == {}
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert isinstance(made, bytes)
    assert b"Exif" not in made
    assert pictures.HERE not in made


@pytest.mark.parametrize(("turned", "size"), [(1, (600, 400)), (3, (600, 400)), (6, (533, 800)), (8, (533, 800))])
def test_a_photo_stands_upright(darkroom: Darkroom, turned: int, size: tuple[int, int]) -> None:
    """The pond goes where the camera says that it is."""
    shown = opened(darkroom.photo(picture(turned=turned)))
    assert shown.size == size
    corners = {1: (0.15, 0.15), 3: (0.85, 0.85), 6: (0.85, 0.15), 8: (0.15, 0.85)}
    x, y = corners[turned]
    red, green, blue = shown.getpixel((int(x * shown.width), int(y * shown.height)))
    assert blue > green > red


def test_no_photo_has_more_than_48_kilobytes(darkroom: Darkroom) -> None:
    made = darkroom.photo(pictures.noise())
    assert isinstance(made, bytes)
    assert 20_000 < len(made) <= 48_000


def test_the_same_file_gives_the_same_bytes(darkroom: Darkroom) -> None:
    with Darkroom() as another:
        assert darkroom.photo(picture()) == another.photo(picture())


@pytest.mark.parametrize(
    ("raw", "flaw"),
    [
        (pictures.SVG, Flaw.NO_PICTURE),
        (b"<!DOCTYPE html><title>Google Photos</title>", Flaw.NO_PICTURE),
        (b"GIF89a" + b"\0" * 100, Flaw.NO_PICTURE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", Flaw.NO_PICTURE),
        (b"", Flaw.NO_PICTURE),
        (pictures.bomb(), Flaw.LARGE),
        (pictures.bomb(7_100, 7_100), Flaw.LARGE),
        (pictures.pixel(), Flaw.TINY),
        (picture()[:3000], Flaw.BROKEN),
        (picture("PNG")[:900], Flaw.BROKEN),
        (b"\xff\xd8\xff\xe0" + os.urandom(500), Flaw.BROKEN),
    ],
    ids="svg page gif postscript nothing bomb lesser-bomb pixel half-jpeg half-png rubbish".split(),
)
def test_what_is_no_photo_is_refused_and_the_next_one_is_made(darkroom: Darkroom, raw: bytes, flaw: Flaw) -> None:
    assert darkroom.photo(raw) is flaw
    assert opened(darkroom.photo(picture())).size == (600, 400)


def test_what_hangs_behind_a_picture_is_left_behind(darkroom: Darkroom) -> None:
    """A file that is a picture and an archive and a page is a picture afterwards."""
    made = darkroom.photo(picture() + pictures.POLYGLOT_TAIL)
    assert made == darkroom.photo(picture())


@pytest.mark.parametrize(
    ("deed", "flaw"),
    [
        ("b'x' * (1 << 30)", Flaw.LARGE),  # more memory than it may have
        ("[0 for _ in iter(int, 1)]", Flaw.BROKEN),  # more time
        ("open('/etc/passwd', 'rb').read()", Flaw.BROKEN),
        ("os.execv('/bin/true', ['true'])", Flaw.BROKEN),
        ("os.kill(os.getpid(), 11)", Flaw.BROKEN),
        ("b'y' * 100_000", Flaw.BROKEN),  # more than a picture can be
    ],
    ids="memory time file program crash much".split(),
)
def test_a_file_that_took_pillow_over_would_have_nothing_to_do_it_with(
    deed: str, flaw: Flaw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The maker of pictures is replaced by what a hostile file might make of it; the darkroom stays."""
    script = tmp_path / "taken.py"
    script.write_text(
        f"import sys, os; sys.path.insert(0, {str(remaking.SCRIPT.parent)!r}); import darkroom\n"
        "darkroom.SECONDS = 1\n"
        f"darkroom.MAKERS['photo'] = lambda raw: {deed}\n"
        "darkroom.main(sys.stdin.buffer, sys.stdout.buffer)\n"
    )
    monkeypatch.setattr(remaking, "SCRIPT", script)
    with Darkroom() as taken:
        assert taken.photo(picture()) is flaw
        process = taken._process
        assert opened(taken.logo(picture())).format == "PNG"
        assert taken._process is process


def test_a_darkroom_that_is_killed_is_set_up_again(darkroom: Darkroom) -> None:
    darkroom.photo(picture())
    assert darkroom._process
    os.kill(darkroom._process.pid, signal.SIGKILL)
    darkroom._process.wait()
    assert opened(darkroom.photo(picture())).size == (600, 400)


def test_a_logo_is_a_png_of_few_colours_96_pixels_high_on_white(darkroom: Darkroom) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    shown = opened(darkroom.logo(out.getvalue()))
    assert (shown.format, shown.mode, shown.size) == ("PNG", "P", (96, 96))
    assert shown.convert("RGB").getpixel((40, 40)) == (255, 255, 255)
