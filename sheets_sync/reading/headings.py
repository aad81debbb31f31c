"""What a column's header says: how well its words speak for each field of a shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ..programmes.schema import FieldSpec, Shape
from .text import fold, plain, skeleton

EXACT = 1.0
BELOW_BAND = 0.95  # a leaf below the band that its field asks for
BESIDE = 0.9  # the same, told by the header to the left
NEARLY = 0.9  # factor of a misspelt word
LIKELY = 0.62  # from here on a header speaks for a field
CERTAIN = 0.9
SPELLING = 82  # rapidfuzz ratio from which a header is a misspelt word
SHORT = 3  # letters up to which a word must stand alone to be found within a header
ORDINAL = frozenset(fold(word) for word in "ลำดับ ลำดับที่ ที่ ล.ด. ลด. No. # เลขที่ลำดับ ลำดับเลข อันดับ ข้อ no".split())

_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]?")
_GAPS = re.compile(r"[\s()\[\],/\-:|]+")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The letters by which two typings of a header are the same."""
    return fold(text).replace("์", "")  # เอกสารสิทธิ์ and เอกสารสิทธิ are one word


@lru_cache(maxsize=16384)
def tokens(text: str) -> frozenset[str]:
    """The words of a header that stand alone between spaces, brackets and slashes."""
    return frozenset(filter(None, (key(part) for part in _GAPS.split(plain(text)))))


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's header: its levels from the band down, as typed, and the headers beside it."""

    column: int
    levels: tuple[str, ...]
    left: str = ""
    right: str = ""

    @property
    def leaf(self) -> str:
        return self.levels[-1] if self.levels else ""

    @property
    def band(self) -> str:
        return " ".join(self.levels[:-1])

    @property
    def text(self) -> str:
        """The whole header on one line, as shown to people."""
        return "/".join(" ".join(level.split()) for level in self.levels)


@dataclass(frozen=True, slots=True)
class _Words:
    """A field's header words as keys."""

    whole: tuple[str, ...]
    leaves: tuple[str, ...]
    under: tuple[str, ...]
    never: tuple[str, ...]


def _keys(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(key, words))))


_COMPILED: dict[int, tuple[FieldSpec, _Words]] = {}


def _compiled(spec: FieldSpec) -> _Words:
    """The keys of a field's words, made once for each field."""
    found = _COMPILED.get(id(spec))
    if found is None or found[0] is not spec:
        words = _Words(_keys(spec.words), _keys(spec.leaves), _keys(spec.under), _keys(spec.never))
        found = _COMPILED[id(spec)] = (spec, words)
    return found[1]


def score(heading: Heading, spec: FieldSpec) -> float:
    """How well a header speaks for a field, 0 to 1."""
    words = _compiled(spec)
    return _score(heading.leaf, heading.band, heading.left, heading.right, words)


@lru_cache(maxsize=65536)
def _score(leaf: str, band: str, left: str, right: str, words: _Words) -> float:
    full = key(leaf)
    if not full or full in ORDINAL or any(says(leaf, word) for word in words.never):
        return 0.0
    main = key(_ASIDE.sub(" ", leaf)) or full
    alone = _alone(leaf, full, main, words.whole)
    best = max(alone, _below(full, main, band, left if len(full) > 1 else f"{left} {right}", words))
    if band and best < CERTAIN:
        above = key(band)
        joined = {above + full, full + above, above + main, main + above}
        if any(word in joined for word in words.whole):
            return EXACT
    return best


def _alone(leaf: str, full: str, main: str, words: tuple[str, ...]) -> float:
    """How well a header speaks by itself: the same word, a word within it, or a word misspelt."""
    best = 0.0
    for place, word in enumerate(words):
        if word in (full, main):
            return EXACT - 0.002 * min(place, 20)
        if _short(word):
            if word in tokens(leaf):
                best = max(best, 0.6 + 0.3 * len(word) / len(full))
        elif word in full:
            best = max(best, 0.5 + 0.45 * len(word) / len(full) + (0.05 if full.startswith(word) else 0))
        elif len(main) > SHORT and main in word:
            best = max(best, 0.3 + 0.45 * len(main) / len(word))
        elif len(full) > SHORT + 1 and (likeness := fuzz.ratio(word, main, score_cutoff=SPELLING)):
            best = max(best, NEARLY * likeness / 100)
    return best


@lru_cache(maxsize=4096)
def _short(word: str) -> bool:
    """Whether a word is so short, its marks not counted, that longer words hold it by chance: หมู่ in หมู่บ้าน."""
    return len(skeleton(word)) <= SHORT


def _below(full: str, main: str, band: str, left: str, words: _Words) -> float:
    """How well a leaf such as เลขที่ speaks below the band, or right of the header, that gives it its meaning."""
    if not words.leaves or not (full in words.leaves or main in words.leaves):
        return 0.0
    if band and any(says(band, word) for word in words.under):
        return BELOW_BAND
    if left and any(says(left, word) for word in words.under):
        return BESIDE if not band else LIKELY
    return 0.0


def says(text: str, word: str) -> bool:
    """Whether a header says a word; one of one or two letters must stand alone."""
    return word in tokens(text) if len(word) < SHORT and word.isalpha() else word in key(text)


def is_ordinal(heading: Heading) -> bool:
    """Whether a column is headed ลำดับ, ที่, No. …: it numbers the rows and tells nothing."""
    return bool({key(heading.leaf), key(_ASIDE.sub(" ", heading.leaf))} & ORDINAL)


def columns_of(shape: Shape) -> dict[str, FieldSpec]:
    """Everything that a column of a shape may be: its fields, and columns of several or of a piece of one."""
    return {**shape.fields, **shape.columns}
