"""Invented photographs of plots and gardens, drawn calmly by chance, with the data of a telephone's camera in them."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from ..files import stable_id
from .people import dice

FOLDER = "photos"
SIZE = 800, 600
TURNED = 6  # how a camera says that it was held upright
KINDS = ("digging", "pond", "garden")
VARIANTS = 12  # of each kind
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
TAKEN = dt.datetime(2021, 1, 20, 9)
SKIES = ("#cfe3ee", "#dbe6ea", "#f1e3c8", "#c7dbe8")
EARTHS, GREENS = ("#a8794e", "#b58a5a", "#95683f"), ("#6f9a4c", "#5c8a45", "#7fa657", "#4f7d3f")
WATERS = ("#6d9bb5", "#7aa9bd", "#5f8ca6")


def file_of(kind: str, number: int) -> str:
    """The name of one of the photographs, within the folder of sheets."""
    return f"{FOLDER}/{kind}-{number % VARIANTS + 1:02}.jpg"


def link_to(kind: str, key: str, place: int) -> str:
    """The link that an officer has pasted: always the same for the same plot."""
    number = dice("photo", key).randrange(VARIANTS) + place
    return f"https://drive.google.com/file/d/{stable_id(file_of(kind, number))}/view"


def write_pictures(folder: Path) -> list[Path]:
    """Draw every photograph into the folder of sheets, where it does not lie already; those that were drawn."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    drawn = []
    for kind in KINDS:
        for number in range(VARIANTS):
            path = folder / file_of(kind, number)
            if not path.exists():
                path.write_bytes(scene(kind, number))
                os.utime(path, (TAKEN.timestamp(), TAKEN.timestamp()))
                drawn.append(path)
    return drawn


def scene(kind: str, number: int) -> bytes:
    """One photograph: sky, hills, land, and what has been made of it; as a JPEG with a place and a maker."""
    chance = dice("scene", kind, number)
    width, height = SIZE
    image = Image.new("RGB", SIZE, chance.choice(SKIES))
    draw = ImageDraw.Draw(image)
    horizon = int(height * chance.uniform(0.3, 0.4))
    _hills(draw, chance, horizon)
    land = chance.choice(EARTHS if kind == "digging" else GREENS)
    draw.rectangle((0, horizon, width, height), fill=land)
    {"digging": _digging, "pond": _pond, "garden": _garden}[kind](draw, chance, horizon)
    return _taken(image.filter(ImageFilter.GaussianBlur(1.1)), chance)


def _hills(draw: ImageDraw.ImageDraw, chance: Random, horizon: int) -> None:
    """Two ranges, the further one paler."""
    for colour, rise in (("#a9bfb2", 70), ("#86a58a", 40)):
        tops = [(x, horizon - chance.randint(rise // 3, rise)) for x in range(-40, SIZE[0] + 120, 120)]
        draw.polygon([(-40, horizon), *tops, (SIZE[0] + 80, horizon)], fill=colour)


def _rows(draw: ImageDraw.ImageDraw, horizon: int, colour: str, step: int) -> None:
    """Furrows that meet at the horizon."""
    for x in range(-900, 1_700, step):
        draw.line((400 + (x - 400) // 9, horizon, x, SIZE[1]), fill=colour, width=5)


def _digging(draw: ImageDraw.ImageDraw, chance: Random, horizon: int) -> None:
    """A pit, its heap, and the arm of a digger."""
    x = chance.randint(150, 350)
    draw.ellipse((x, horizon + 120, x + 420, horizon + 290), fill="#7c5634")
    draw.ellipse((x + 40, horizon + 150, x + 380, horizon + 280), fill="#694729")
    draw.polygon([(x - 140, horizon + 190), (x - 50, horizon + 60), (x + 60, horizon + 190)], fill="#c29868")
    draw.rectangle((x + 430, horizon + 60, x + 530, horizon + 120), fill="#e0b23c")
    draw.rectangle((x + 420, horizon + 120, x + 545, horizon + 140), fill="#3d3d3d")
    draw.line((x + 440, horizon + 70, x + 370, horizon - 10, x + 300, horizon + 130), fill="#d3a32f", width=16)


def _pond(draw: ImageDraw.ImageDraw, chance: Random, horizon: int) -> None:
    """Water of a free shape with a bank, bananas on the mound, rows of rice before it."""
    _rows(draw, horizon, "#86ad5c", 110)
    x, water = chance.randint(60, 220), chance.choice(WATERS)
    draw.ellipse((x - 25, horizon + 50, x + 545, horizon + 245), fill="#b08a5b")
    draw.ellipse((x, horizon + 60, x + 520, horizon + 230), fill=water)
    draw.ellipse((x + 60, horizon + 75, x + 420, horizon + 130), fill="#9cc2d1")
    draw.ellipse((x + 330, horizon + 120, x + 450, horizon + 175), fill="#7f9f4f")
    _trees(draw, chance, horizon, 4)


def _garden(draw: ImageDraw.ImageDraw, chance: Random, horizon: int) -> None:
    """Beds of vegetables behind a fence of bamboo."""
    for row in range(4):
        top = horizon + 40 + row * 78
        near, far = row * 30, row * 20
        bed = [(60 - near, top + 60), (110 - far, top), (690 + far, top), (740 + near, top + 60)]
        draw.polygon(bed, fill="#8a623c")
        for x in range(120 - row * 22, 700 + row * 22, 46):
            size, colour = 14 + row * 4, chance.choice((*GREENS, "#9bbf62", "#3f6b35"))
            draw.ellipse((x - size, top + 8, x + size, top + 8 + 2 * size), fill=colour)
            if chance.random() < 0.2:
                draw.ellipse((x - 5, top + 14, x + 5, top + 24), fill=chance.choice(("#c8452f", "#e6c23a")))
    _trees(draw, chance, horizon, 3)


def _trees(draw: ImageDraw.ImageDraw, chance: Random, horizon: int, number: int) -> None:
    for _ in range(number):
        x, tall = chance.randint(20, SIZE[0] - 20), chance.randint(50, 110)
        draw.line((x, horizon + 30, x, horizon + 30 - tall), fill="#6d5238", width=9)
        for _ in range(6):
            dx, dy, size = chance.randint(-34, 34), chance.randint(-26, 26), chance.randint(18, 32)
            middle = horizon + 30 - tall + dy
            draw.ellipse((x + dx - size, middle - size, x + dx + size, middle + size), fill=chance.choice(GREENS))


def _taken(image: Image.Image, chance: Random) -> bytes:
    """As a telephone lays it down: where it was taken is in it, and one in four is laid down turned."""
    exif = Image.Exif()
    if chance.random() < 0.25:
        image, exif[ORIENTATION] = image.transpose(Image.Transpose.ROTATE_90), TURNED
    exif[MAKE] = "SampleCamera"
    seconds = round(chance.uniform(0, 59), 1)
    exif.get_ifd(GPS).update({1: "N", 2: (16.0, 25.0, seconds), 3: "E", 4: (103.0, 30.0, seconds)})
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, exif=exif)
    return out.getvalue()
