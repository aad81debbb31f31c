"""What stands over a column, and the letters by which two typings of it are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .cells.months import month_of
from .text import arabic, fold, plain, skeleton

LIKELY = 0.62  # score from which a header speaks for a field
SHORT = 3  # letters up to which a word must stand alone to be found within a header
ORDINAL = frozenset(fold(word) for word in "ลำดับ ลำดับที่ ที่ ล.ด. ลด. No. # เลขที่ลำดับ ลำดับเลข อันดับ ข้อ no".split())

_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]?")
_MONTH = re.compile(r"(?:เดือน)?\s*(?P<word>[ก-๎][ก-๎.]{1,10})\s*(?:พ\.?ศ\.?)?\s*(?:\d{2}|\d{4})?")
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


@lru_cache(maxsize=16384)
def main_part(leaf: str) -> str:
    """A header's key without what it says in brackets."""
    return key(_ASIDE.sub(" ", leaf)) or key(leaf)


@lru_cache(maxsize=4096)
def short(word: str) -> bool:
    """Whether a word is so short, its marks not counted, that longer words hold it by chance: หมู่ in หมู่บ้าน."""
    return len(skeleton(word)) <= SHORT and len(word) <= SHORT + 1


def says(text: str, word: str) -> bool:
    """Whether a header says a word; one of one or two letters must stand alone."""
    return word in tokens(text) if len(word) < SHORT and word.isalpha() else word in key(text)


@lru_cache(maxsize=16384)
def names_month(leaf: str) -> bool:
    """Whether a header is a month's: ต.ค., ตุลาคม, ต.ค. 63; a day of a month is none."""
    match = _MONTH.fullmatch(arabic(leaf).strip())
    found = month_of(match["word"]) if match else None
    return found is not None and not found[1]


def is_ordinal(heading: Heading) -> bool:
    """Whether a column is headed ลำดับ, ที่, No. …: it numbers the rows and tells nothing."""
    return bool({key(heading.leaf), main_part(heading.leaf)} & ORDINAL)
