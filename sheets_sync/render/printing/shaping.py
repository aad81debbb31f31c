"""Words become glyphs: HarfBuzz says which and where, and each glyph keeps the letter that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import matplotlib
import uharfbuzz as hb

from ..drawing.fonts import BOLD, REGULAR

SIGNS = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"  # ✓ and ◐, which Sarabun has not
FILES = {"regular": REGULAR, "bold": BOLD, "signs": SIGNS}
AM, NIKHAHIT = "\u0e33", "\u0e4d"  # ำ is drawn as a ring over its letter and an า behind it
SILENT, WHOLE_AM = 0x2000, 0x4000  # added to a glyph that stands for nothing, and to the า that stands for ำ
CUT = {"yoYing": "ญ", "doChada": "ฎ", "toPatak": "ฏ", "thoThan": "ฐ", "loChula": "ฬ"}  # without the foot under a vowel
UNI = re.compile(r"uni((?:[0-9A-F]{4})+)")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph, measures in thousandths of the size: `before` and `after` move the pen, `rise` lifts the glyph."""

    cid: int
    before: int
    after: int
    rise: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """A piece of a word in one face: how wide it is, its glyphs, and the operators that show it."""

    face: str
    text: str
    width: float
    glyphs: tuple[Glyph, ...]
    shown: str


class Face:
    """One font file, opened once."""

    def __init__(self, path: Path) -> None:
        self.source = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.source)
        self.scale = 1000 / self.source.upem
        self.letters = _letters(self.font, self.source)

    def has(self, letter: str) -> bool:
        return self.font.get_nominal_glyph(ord(letter)) is not None

    def advance(self, glyph: int) -> int:
        """The glyph's own width in thousandths."""
        return int(round(self.font.get_glyph_h_advance(glyph) * self.scale))  # noqa: RUF046


def _letters(font: hb.Font, source: hb.Face) -> dict[int, str]:
    """What each glyph stands for: the letter that leads to it, or the letters in the name of a variant of it."""
    found: dict[int, str] = {}
    for letter in sorted(source.unicodes, reverse=True):
        glyph = font.get_nominal_glyph(letter)
        if glyph is not None:
            found[glyph] = chr(letter)
    for glyph in range(source.glyph_count):
        name = font.glyph_to_string(glyph)
        named = UNI.match(name)
        if glyph not in found and name.partition("thai")[0] in CUT:
            found[glyph] = CUT[name.partition("thai")[0]]
        elif glyph not in found and named:
            letters = "".join(chr(int(named[1][i : i + 4], 16)) for i in range(0, len(named[1]), 4))
            found[glyph] = letters.replace(NIKHAHIT, "") or letters
    return found


@cache
def face(name: str) -> Face:
    """The face of a name: regular, bold or signs."""
    return Face(FILES[name])


@lru_cache(maxsize=50_000)
def shaped(text: str, name: str) -> tuple[Shaped, ...]:
    """A piece of text without blanks in a face, parts of it in that of the signs where the face lacks them."""
    return tuple(_shape(part, used) for part, used in _by_face(text, name))


def _by_face(text: str, name: str) -> Iterator[tuple[str, str]]:
    start, used = 0, ""
    for place, letter in enumerate(text):
        wanted = name if face(name).has(letter) or not face("signs").has(letter) else "signs"
        if wanted != used and place > start:
            yield text[start:place], used
            start = place
        used = wanted
    if text:
        yield text[start:], used


def _shape(text: str, name: str) -> Shaped:
    own = face(name)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(own.font, buffer, {})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    cids = _meanings(text, [info.codepoint for info in infos], [info.cluster for info in infos], own)
    glyphs = []
    for info, at, cid in zip(infos, positions, cids, strict=True):
        shift, advance = round(at.x_offset * own.scale), round(at.x_advance * own.scale)
        after = advance - shift - own.advance(info.codepoint)
        glyphs.append(Glyph(cid, shift, after, round(at.y_offset * own.scale)))
    width = sum(position.x_advance for position in positions) * own.scale / 1000
    return Shaped(name, text, width, tuple(glyphs), operators(glyphs))


def _meanings(text: str, glyphs: list[int], clusters: list[int], own: Face) -> list[int]:
    """Character ids: of a letter with ำ the last glyph stands for ำ, and a ring before it for nothing."""
    found = list(glyphs)
    ends = dict(zip(sorted(set(clusters)), [*sorted(set(clusters))[1:], len(text)], strict=True))
    for start, end in ends.items():
        if AM in text[start:end] and len(glyphs) > 1:
            members = [place for place, cluster in enumerate(clusters) if cluster == start]
            found[members[-1]] = glyphs[members[-1]] + WHOLE_AM
            for place in members[:-1]:
                if own.letters.get(glyphs[place]) == NIKHAHIT:
                    found[place] = glyphs[place] + SILENT
    return found


def operators(glyphs: Iterable[Glyph]) -> str:
    """The operators that show glyphs at a size of 1: runs of ids between moves of the pen, lifted where they are."""
    shown: list[str] = []
    row: list[str] = []
    rise = owed = 0
    for glyph in glyphs:
        if glyph.rise != rise:
            shown.append(_row(row))
            row = []
            shown.append(f"{glyph.rise / 1000:g} Ts")
            rise = glyph.rise
        owed += glyph.before
        if owed:
            row.append(str(-owed))
        row.append(f"<{glyph.cid:04x}>")
        owed = glyph.after
    if owed:
        row.append(str(-owed))
    shown.append(_row(row))
    if rise:
        shown.append("0 Ts")
    return " ".join(part for part in shown if part)


def _row(row: list[str]) -> str:
    return f"[{''.join(row)}]TJ".replace("><", "") if row else ""


def letters_of(name: str, cid: int) -> str:
    """What a character id stands for when it is copied."""
    if cid >= WHOLE_AM:
        return AM
    return "" if cid >= SILENT else face(name).letters.get(cid, "\ufffd")


def glyph_of(cid: int) -> int:
    """The glyph of a character id."""
    return cid - WHOLE_AM if cid >= WHOLE_AM else cid - SILENT if cid >= SILENT else cid
