"""Texts become lines of a width: broken between words, at a blank where one is near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..unseen import UNSEEN
from .breaking import pieces
from .shaping import Shaped, shaped

BLANK = shaped(" ", "regular")[0]
NEAR = 0.72  # of the width, from which on a blank is a better end than a word
INK = "#1f2933"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text in one look."""

    text: str
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces without a blank between them, `x` points from the line's beginning; `apart` after a blank."""

    x: float
    parts: tuple[Shaped, ...]
    colour: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words and how wide it is in points."""

    words: tuple[Word, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Piece:
    parts: tuple[Shaped, ...]
    width: float
    colour: str
    apart: bool  # a blank stands before it
    first: bool  # of a word or of another look


@lru_cache(maxsize=20_000)
def lines_of(spans: tuple[Span, ...], size: float, width: float) -> tuple[Line, ...]:
    """The spans one after the other in lines; a piece that is wider than the width stands in a line of its own."""
    lines: list[Line] = []
    row: list[_Piece] = []
    blank = BLANK.width * size
    filled = 0.0
    for piece in _pieces(spans, size):
        more = piece.width + (blank if piece.apart and row else 0.0)
        if row and filled + more > width:
            row, rest = _cut(row, width, blank)
            lines.append(_line(row, blank))
            row = rest
            filled = sum(p.width for p in row) + blank * sum(p.apart for p in row[1:])
            more = piece.width + (blank if piece.apart and row else 0.0)
        row.append(piece)
        filled += more
    if row:
        lines.append(_line(row, blank))
    return tuple(lines)


def _pieces(spans: Sequence[Span], size: float) -> Iterator[_Piece]:
    apart = False
    for span in spans:
        for word in re.findall(r"\s+|\S+", UNSEEN.sub("", span.text)):
            if word.isspace():
                apart = True
                continue
            for number, text in enumerate(pieces(word)):
                parts = shaped(text, "bold" if span.bold else "regular")
                yield _Piece(parts, sum(p.width for p in parts) * size, span.colour, apart, number == 0)
                apart = False


def _cut(row: list[_Piece], width: float, blank: float) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces of this line and those of the next: cut at the last blank, if that leaves the line well filled."""
    if row[-1].apart:
        return row, []
    filled = [0.0]
    for place, piece in enumerate(row):
        filled.append(filled[-1] + piece.width + (blank if piece.apart and place else 0.0))
    for place in range(len(row) - 1, 0, -1):
        if row[place].apart:
            return (row[:place], row[place:]) if filled[place] >= NEAR * width else (row, [])
    return row, []


def _line(row: Sequence[_Piece], blank: float) -> Line:
    words: list[Word] = []
    x = 0.0
    for place, piece in enumerate(row):
        apart = piece.apart and place > 0
        x += blank if apart else 0.0
        if words and not piece.first and not apart:
            words[-1] = Word(words[-1].x, words[-1].parts + piece.parts, piece.colour, words[-1].apart)
        else:
            words.append(Word(x, piece.parts, piece.colour, apart))
        x += piece.width
    return Line(tuple(words), x)
